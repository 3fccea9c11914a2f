"""What nobody has approved says so on every page, or does not print."""

from dataclasses import replace

import pytest

from publish.press import print_job
from publish.project import PublishError, Severity
from tests.press.samples import with_body

MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9" stroke="#777"/></svg>'
PICTURE = "@page { background: url(icons/draft.svg) no-repeat fixed }"
WORD = '@page { @top-center { content: "ENTWURF · DRAFT"; font-size: 9pt; font-family: "Noto Sans" } }'
TWO_PAGES = '<section style="page: other; break-before: page">More</section>'


def draft(style):
    sample = with_body(TWO_PAGES, files=(("icons/draft.svg", MARK), *with_body("").files), draft=True)
    return replace(sample, stylesheets=(*sample.stylesheets, style))


@pytest.mark.parametrize("style", [PICTURE, WORD, PICTURE + "@page { background-color: #eef }"])
def test_a_draft_with_a_mark_on_every_page_prints(style):
    assert print_job(draft(style)).pages == 2


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("", "page 1 (and 1 more)"),
        (PICTURE + "@page other { background: none }", "page 2 (other)"),
        (PICTURE + "body { background: white }", "page 1 (and 1 more)"),
        (PICTURE + "section { background: white; min-height: 250mm }", "page 2 (other)"),
        (PICTURE + "section { box-shadow: 0 0 0 300mm white }", "page 2 (other)"),
        (WORD + "@page other { @top-center { content: none } }", "page 2 (other)"),
        (WORD + "@page other { @top-center { visibility: hidden } }", "page 2 (other)"),
        (WORD.replace("DRAFT", "DRAFTY"), "page 1 (and 1 more)"),
    ],
)
def test_a_draft_with_a_page_that_does_not_say_so_does_not_print(style, place):
    with pytest.raises(PublishError) as caught:
        print_job(draft(style))
    (finding,) = [finding for finding in caught.value.findings if finding.severity is Severity.ERROR]
    assert finding.code == "draft-unmarked" and f", {place}: nobody has approved" in finding.message and finding.hint


def test_what_is_approved_needs_no_mark():
    assert print_job(replace(draft(""), draft=False)).pages == 2

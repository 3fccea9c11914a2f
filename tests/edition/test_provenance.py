"""Tests that an approved page shows what was signed, and nothing else, whatever its template does."""

from pathlib import Path

import pytest

from tests.edition.approved import approved_workspace, is_approved, own_layout, unsigned_texts
from tests.edition.small import composed

LAYOUTS = ("handout", "brochure", "card", "booklet", "large-print", "easy-read", "bilingual", "bilingual-brochure", "web")
# A template that prints all of the guide; {} stands for what a test adds.
TEMPLATE = """{{% set off_label = guide.take("off-label") %}}{{% set call = guide.take("when-to-call") %}}
{{% set warning = guide.take("warning") %}}
<h1>{{{{ page.title }}}}</h1>
{}
{{{{ call }}}}{{{{ warning }}}}
<main>{{{{ guide.rest() }}}}</main>
{{{{ off_label }}}}
{{{{ guide.notes() }}}}
<p>{{{{ page.clinic.name }}}} · <b>{{{{ page.ltr(page.clinic.phone) }}}}</b> ({{{{ page.language.native }}}})</p>
<p>{{{{ _("Next review: %(date)s.", date=page.date(page.front.next_review)) }}}} {{{{ page.code }}}}</p>
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_shipped_layouts_print_what_was_signed(tmp_path: Path, layout: str) -> None:
    assert is_approved(approved_workspace(tmp_path), layout)


def test_a_layout_of_ones_own_may_place_signed_texts_as_it_likes(tmp_path: Path) -> None:
    workspace = approved_workspace(tmp_path, own_layout("handout", TEMPLATE.format('<p>{{ _("Bring this with you.") }}</p>')))
    assert is_approved(workspace, "mine")


@pytest.mark.parametrize(
    "change",
    [
        ("{{ guide.rest() }}", "{{ guide.rest()|replace('200', '2000') }}"),
        ("{{ warning }}", "{{ warning|replace('<strong>not</strong>', '') }}"),
        ("{{ warning }}", "{{ warning|replace('times', 'hours') }}"),
        ("{{ warning }}", "{{ warning|upper }}"),
        ("{{ warning }}", "{{ warning|striptags }}"),
        ("{{ warning }}", "{{ warning }}{{ warning }}"),
        ("{{ guide.rest() }}", "{% set all %}{{ guide.rest() }}{% endset %}{{ all|replace('<p', '<p hidden') }}"),
        ("{{ guide.rest() }}", "{% set all %}{{ guide.rest() }}{% endset %}{{ all.split('</p>')|reverse|join('</p>') }}"),
        ("{{ guide.rest() }}", "{% set all %}{{ guide.rest() }}{% endset %}{{ all.split('</p>')[1:]|join('</p>') }}"),
        ("{{ guide.rest() }}", "{% set all %}{{ guide.rest() }}{% endset %}{{ all|replace('</p>', '</p><b>twice</b>') }}"),
        ("<h1>{{ page.title }}</h1>", "<h1>{{ page.title }} 500 mg</h1>"),
        ("<h1>{{ page.title }}</h1>", "<h1>{{ page.title|replace('Your', 'No') }}</h1>"),
        ("{{ page.clinic.name }}", "{{ page.clinic.name }} 2"),
        ("{{ page.clinic.name }}", "{{ page.text('Take 500 mg') }}"),
        ("{{ page.clinic.name }}", "{{ page.clinic.name }}{{ page.clinic.phone }}"),
        ("date=page.date(page.front.next_review)", "date='Take 500 mg'"),
        ("date=page.date(page.front.next_review)", "date=page.text('2099')"),
        ("page.date(page.front.next_review)", "page.date(page.front.next_review.replace(year=2099))"),
    ],
)
def test_a_signed_text_that_a_template_changes_makes_a_draft(tmp_path: Path, change: tuple[str, str]) -> None:
    template = TEMPLATE.format("")
    assert change[0] in template
    workspace = approved_workspace(tmp_path, own_layout("handout", template.replace(*change)))
    composition = composed(workspace, "mine")
    assert composition.errors or composition.draft and unsigned_texts(composition)


@pytest.mark.parametrize(
    "added",
    [
        "<p>Take 500 mg</p>",
        "<p>500</p>",
        "Take more",
        "{{ 'Take 500 mg' }}",
        "{{ _('Ta' ~ 'ke 500 mg') }}",
        "<p data-message='1a2b' data-word='1a2b'>Take 500 mg</p>",
        "<span data-word='1a2b'>Take 500 mg</span>",
        '<img alt="Take 500 mg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<p title="Take 500 mg"></p>',
        '<p aria-label="Take 500 mg"></p>',
        '<meta name="description" content="Take 500 mg">',
        '<input value="Take 500 mg">',
        "<svg><text>Take 500 mg</text></svg>",
        "<details><p></p></details>",
        "<ruby>a<rt>b</rt></ruby>",
        "<q></q>",
        "<del>{{ warning }}</del>",
    ],
)
@pytest.mark.parametrize("parent", ["handout", "web"])
def test_a_text_of_the_templates_own_makes_a_draft(tmp_path: Path, parent: str, added: str) -> None:
    workspace = approved_workspace(tmp_path, own_layout(parent, TEMPLATE.format(added)))
    composition = composed(workspace, "mine")
    assert composition.draft and unsigned_texts(composition)

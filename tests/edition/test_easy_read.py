"""The layout for people who find reading hard: the words of the brochure, with the pictures of both editions beside them."""

from pathlib import Path

import pytest

from publish import press
from publish.edition.compose import compose
from publish.edition.passes.tree import parse_page, text_of_element
from publish.edition.request import Request
from publish.guide import parse_guide, select
from publish.press.engine.boxes import boxes_in, is_text, page_box
from publish.press.engine.render import lay_out, parse_job
from publish.press.sheets.page_setup import page_setup
from publish.project import Workspace
from publish.release.output import job_of
from tests.edition.small import TODAY, composed, workspace_in, write

REPOSITORY = Workspace(Path(__file__).parents[2])
GUIDE = """# A guide

## One

::: short
First idea. Second idea.
:::

:::: full
Long text.

![A lung](lung.svg "Air goes in.")

## Only in the full edition

![A heart](heart.svg "Not here.")
::::
"""


def test_the_figures_of_the_other_edition_stay_under_their_heading() -> None:
    guide = parse_guide(GUIDE)
    figures = [block.literal for block in select(guide, "short", pictures=True).walk() if block.literal]
    assert figures == ["lung.svg"] and not [block for block in select(guide, "short").walk() if block.literal]


@pytest.mark.parametrize("locale", ["en", "ar", "hi"])
def test_its_facts_are_those_of_the_brochure(locale: str) -> None:
    pages = {}
    for layout in ("brochure", "easy-read"):
        request = Request("dutasteride-mesotherapy", locale, layout, "A4", "example")
        root = parse_page(compose(REPOSITORY.snapshot(), request, today=TODAY).html)
        marked = [each for each in root.iter("p", "li", "h2") if each.get("data-message")]
        pages[layout] = {" ".join(text_of_element(each).replace("\u00a0", " ").split()) for each in marked}
    missing = {text for text in pages["brochure"] - pages["easy-read"] if not any(text in other for other in pages["easy-read"])}
    assert not missing


def test_it_prints_each_sentence_on_its_line_in_large_type(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide="# A\n\n## B\n\nIt hurts a lot. Call us soon.\n\n::: warning\nDo **not** stop it.\n:::\n")
    made = composed(workspace, "easy-read")
    assert made.html.count('<span class="idea">') == 2
    printed = press.print_job(job_of(Request("asthma", "en", "easy-read", "A4", "lungs"), made))
    assert printed.size_pt == 16 and not [finding for finding in printed.findings if finding.severity.value == "error"]


def test_a_picture_without_words_beside_it_has_the_whole_width(tmp_path: Path) -> None:
    picture = '![A lung](lung.svg "Air goes in.")\n\n'
    workspace = workspace_in(tmp_path, guide=f"# A\n\n{picture}## B\n\nBreathe in.\n\n{picture}")
    write(tmp_path / "source/asthma/lung.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Lung</title></svg>')
    html = composed(workspace, "easy-read").html
    assert html.count("<figure") == 2 + html.count('<figure class="art"') and html.count('class="beside"') == 1
    assert '<div class="ideas"></div>' not in html


@pytest.mark.parametrize(("locale", "paper"), [("en", "A4"), ("ar", "A4"), ("hi", "Letter")])
def test_words_begin_beside_their_picture_and_no_heading_ends_a_page(locale: str, paper: str) -> None:
    request = Request("dutasteride-mesotherapy", locale, "easy-read", paper, "example")
    job = job_of(request, compose(REPOSITORY.snapshot(), request, today=TODAY))
    pages = lay_out(parse_job(job, page_setup(job).rules), 16).pages
    places: dict[str, dict[object, set[tuple[int, int]]]] = {name: {} for name in ("beside", "ideas", "scene")}
    for number, page in enumerate(pages):
        for box in boxes_in(page_box(page)):
            kind = "" if box.element is None else box.element.get("class", "")
            if kind in places and box.element_tag == "div" and not is_text(box):
                places[kind].setdefault(box.element, set()).add((number, round(box.position_y)))
    tops = {kind: {min(found) for found in each.values()} for kind, each in places.items()}
    assert len(places["scene"]) >= 4 and all(len({page for page, _ in found}) == 1 for found in places["scene"].values())
    assert len(tops["beside"]) == len(places["beside"]) and tops["beside"] <= tops["ideas"]


def test_each_picture_has_its_own_words_beside_it_where_there_are_as_many(tmp_path: Path) -> None:
    pictures = '![A lung](lung.svg "Air.")\n\n' * 2
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Lung</title></svg>'
    for words, rows in (("Breathe in.\n\nBreathe out.", 2), ("Breathe in.\n\nWait.\n\nBreathe out.", 1)):
        workspace = workspace_in(tmp_path, guide=f"# A\n\n## B\n\n{pictures}{words}\n")
        write(tmp_path / "source/asthma/lung.svg", drawing)
        html = composed(workspace, "easy-read").html
        assert html.count('class="scene"') == html.count('class="beside"') == rows

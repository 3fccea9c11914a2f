"""Short guides: no panel and no page is left to a few lines; and the one picture of a brochure in two languages."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.edition.compose import compose
from publish.edition.request import Request
from publish.press import Printed, print_job
from publish.project import Workspace
from publish.release.output import job_of
from tests.edition.small import TODAY, composed, translate, workspace_in, write
from tests.validators.readers import pdfium

pytestmark = pytest.mark.slow

GUIDE = "# Your inhaler\n\nUse it every day.\n\n## Before\n\n1. Sit up.\n2. Breathe out.\n\n"
GUIDE += "## A puff\n\nPress once.\n\n## After\n\nWash it.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect width="90" height="60"/></svg>'
FULL = 0.6


def printed_in(workspace: Workspace, layout: str, locale: str, paper: str = "A4") -> Printed:
    page = compose(workspace.snapshot(), Request("asthma", locale, layout, paper), today=TODAY)
    return print_job(job_of(Request("asthma", locale, layout, paper, None), page))


@pytest.mark.parametrize(
    ("locale", "layout", "paper"),
    [("en", "brochure", "A4"), ("ar", "brochure", "A4"), ("ar", "bilingual-brochure", "A3"), ("en", "card", "A4"), ("ar", "card", "A4")],
)
def test_no_panel_of_a_short_guide_is_blank(tmp_path: Path, locale: str, layout: str, paper: str) -> None:
    workspace = workspace_in(tmp_path, guide=GUIDE)
    translate(workspace, "ar", "asthma")
    printed = printed_in(workspace, layout, locale, paper)
    assert printed.pages == (4 if layout == "card" else 6)
    inside = printed.fit.shares[1:-1]
    assert max(inside) > 0.9 and min(inside) > 0.2


@pytest.mark.parametrize("layout", ["handout", "booklet", "bilingual"])
def test_the_last_page_of_a_short_guide_is_full_of_lines(tmp_path: Path, layout: str) -> None:
    workspace = workspace_in(tmp_path, guide=GUIDE + "Text. " * 300)
    translate(workspace, "ar", "asthma")
    printed = printed_in(workspace, layout, "ar")
    last = printed.fit.shares[-1 if layout != "booklet" else -2]
    assert last > FULL and (layout != "booklet" or printed.pages % 4 == 0)
    assert "page-nearly-empty" not in Counter(finding.code for finding in printed.findings)


def test_a_picture_between_two_languages_prints_once_with_both_captions(tmp_path: Path) -> None:
    """It is described in the reader's language alone: one description has one language."""
    workspace = workspace_in(tmp_path, guide=GUIDE + '\n![A lung.](lung.svg "Air goes in.")\n')
    write(tmp_path / "source/asthma/lung.svg", SVG.format(90, 60))
    translate(workspace, "ar", "asthma", **{"A lung.": "رئة.", "Air goes in.": "يدخل الهواء."})
    printed = printed_in(workspace, "bilingual-brochure", "ar", "A3")
    text = pdfium(printed.pdf)
    assert text.count("Air goes in.") == 1 and "يدخل الهواء" in text
    with pikepdf.open(BytesIO(printed.pdf)) as pdf:
        described = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
    assert described.count("رئة.") == 1 and "A lung." not in described


@pytest.mark.parametrize(("sides", "whole"), [((400, 472), True), ((90, 60), False), ((120, 100), True)])
def test_an_upright_picture_is_marked_so_that_covers_show_it_whole(tmp_path: Path, sides: tuple[int, int], whole: bool) -> None:
    workspace = workspace_in(tmp_path, guide=GUIDE + "\n::: cover\n![People.](lung.svg)\n:::\n")
    write(tmp_path / "source/asthma/lung.svg", SVG.format(*sides))
    assert ('<img class="upright" ' in composed(workspace, "card").html) is whole

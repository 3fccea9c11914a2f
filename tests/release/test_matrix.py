"""Tests of the usual outputs of the repository's own guide: files, sheets, panels, tags, and web pages in a browser."""

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from publish.edition.values.locale_info import locale_info
from publish.project import Workspace
from publish.release.results import BuiltOutput
from tests.release.conftest import ON_LETTER, PRINTED
from tests.release.whole import composed
from tests.validators import quality, second
from tests.validators.html import axe_violations, nu_messages
from tests.validators.structure import faults
from tests.validators.verapdf import failures
from tests.workspaces import ROOT

pytestmark = pytest.mark.matrix

GUIDE = "dutasteride-mesotherapy"
SHEETS_MM = {"A4": (297.0, 210.0), "Letter": (279.4, 215.9)}
# Where the panels of a roll fold lie, from the left edge, in millimetres: the outer side, then the inner side.
WIDTHS_MM = {
    ("A4", "ltr"): ((97, 100, 100), (100, 100, 97)),
    ("A4", "rtl"): ((100, 100, 97), (97, 100, 100)),
    ("Letter", "ltr"): ((92.075, 93.6625, 93.6625), (93.6625, 93.6625, 92.075)),
    ("Letter", "rtl"): ((93.6625, 93.6625, 92.075), (92.075, 93.6625, 93.6625)),
}
MM = 72 / 25.4


def files(matrix: tuple[BuiltOutput, ...], ending: str) -> list[Path]:
    return [path for made in matrix for path in made.files if path.name.endswith(ending)]


def test_everything_that_was_promised_is_there_and_nothing_else(matrix: tuple[BuiltOutput, ...]) -> None:
    papers = Counter((made.request.locale, made.request.paper) for made in matrix)
    wanted = {f"{locale}/{GUIDE}.web.html" for locale, paper in papers if paper is None}
    wanted |= {
        f"{locale}/{GUIDE}.{name}"
        for locale, paper in papers
        if paper
        for name in (f"brochure.{paper}.pdf", f"brochure.{paper}.screen.pdf", f"handout.{paper}.pdf")
    }
    assert {locale for locale, _ in papers} >= set(PRINTED) and {paper for _, paper in papers} == {*SHEETS_MM, None}
    assert not [finding for made in matrix for finding in made.findings if made.failed]
    found = {f"{path.parent.name}/{path.name}" for made in matrix for path in made.files}
    assert found == wanted
    assert all(made.made.draft for made in matrix)


@pytest.mark.parametrize("paper", SHEETS_MM)
def test_a_brochure_is_two_landscape_sheets_and_six_panels(matrix: tuple[BuiltOutput, ...], paper: str) -> None:
    for path in files(matrix, f"brochure.{paper}.pdf"):
        with pikepdf.open(path) as pdf:
            sizes = [tuple(float(v) / MM for v in page.mediabox[2:]) for page in pdf.pages]
        assert sizes == [pytest.approx(SHEETS_MM[paper], abs=0.01)] * 2, path
        with pikepdf.open(path.with_suffix(".screen.pdf")) as pdf:
            assert len(pdf.pages) == 6, path


@pytest.mark.parametrize("paper", SHEETS_MM)
def test_the_panels_lie_where_the_fold_needs_them(matrix: tuple[BuiltOutput, ...], paper: str) -> None:
    """The text of each panel of the screen file is found within that panel's place on the sheet."""
    for path in files(matrix, f"brochure.{paper}.pdf"):
        rtl = locale_info(path.parent.name).direction == "rtl"
        outer, inner = WIDTHS_MM[paper, "rtl" if rtl else "ltr"]
        # Pages of the screen file, in reading order: cover, three inside, flap, back.
        sides = (([0, 5, 4], outer), ([3, 2, 1], inner)) if rtl else (([4, 5, 0], outer), ([1, 2, 3], inner))
        sheet, screen = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument(path.with_suffix(".screen.pdf"))
        for page, (panels, widths) in zip(sheet, sides, strict=True):
            left = 0.0
            for panel, width in zip(panels, widths, strict=True):
                assert screen[panel].get_width() / MM == pytest.approx(width, abs=0.01)
                box = {"left": left * MM, "right": (left + width) * MM, "bottom": 0.0, "top": page.get_height()}
                there = words(page.get_textpage().get_text_bounded(**box))
                wanted = words(screen[panel].get_textpage().get_text_range())
                assert wanted and len(wanted ^ there) <= 0.1 * len(wanted), (path, panel)
                left += width


def words(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("profile", ["ua1", "a2a"])
def test_every_pdf_follows_the_standards_that_it_names(matrix: tuple[BuiltOutput, ...], profile: str) -> None:
    found = failures(files(matrix, ".pdf"), profile)
    assert not {path: trouble for path, trouble in found.items() if trouble}


def test_a_second_validator_agrees(matrix: tuple[BuiltOutput, ...]) -> None:
    found = second.failures(files(matrix, ".A4.pdf"))
    assert not {path: trouble for path, trouble in found.items() if trouble}


def test_the_tags_are_of_good_quality(matrix: tuple[BuiltOutput, ...]) -> None:
    found = {path: quality.faults(path) for path in files(matrix, ".A4.pdf")}
    assert not {path: trouble for path, trouble in found.items() if trouble}


def test_the_tags_say_what_was_composed(matrix: tuple[BuiltOutput, ...]) -> None:
    """Checks one language of each direction; test_full_matrix.py checks all."""
    chosen = [(made.request, path) for made in matrix for path in made.files if path.name.endswith(".A4.pdf")]
    found = {path: faults(path, composed(order).html) for order, path in chosen if order.locale in ON_LETTER}
    assert len(found) == 4 and not {path: trouble for path, trouble in found.items() if trouble}


def test_every_glyph_maps_to_a_character(matrix: tuple[BuiltOutput, ...]) -> None:
    """PDF/UA-1, 7.21.7: an empty entry in ToUnicode is not allowed. veraPDF accepts it, other validators do not."""
    maps = {path: unicode_maps(path) for path in files(matrix, ".pdf")}
    assert all(maps.values()) and not [path for path, found in maps.items() if b" <>\n" in found]


def unicode_maps(path: Path) -> bytes:
    with pikepdf.open(path) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]
        return b"\n".join(font.ToUnicode.read_bytes() for font in fonts)


def test_the_nu_checker_finds_nothing(matrix: tuple[BuiltOutput, ...]) -> None:
    assert not nu_messages(files(matrix, ".html"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(matrix: tuple[BuiltOutput, ...], width: int, scheme: str) -> None:
    assert not axe_violations(files(matrix, ".html"), width, scheme)


def test_every_page_says_draft_in_english_and_in_its_language(matrix: tuple[BuiltOutput, ...]) -> None:
    for path in files(matrix, ".pdf"):
        for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
            assert "DRAFT" in page.get_textpage().get_text_range(), (path, number)


def test_the_code_on_the_back_can_be_scanned(matrix: tuple[BuiltOutput, ...]) -> None:
    for path in files(matrix, "brochure.A4.pdf"):
        image = pypdfium2.PdfDocument(path)[0].render(scale=200 / 72).to_pil()
        code = re.search(r"2026\.1-[\w-]+-[0-9A-Z]{5}", pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range())
        assert code and [found.text for found in zxingcpp.read_barcodes(image)] == [f"https://example.org/hair#{code[0]}"], path


def test_web_pages_load_nothing_and_point_to_each_other(matrix: tuple[BuiltOutput, ...]) -> None:
    for path in files(matrix, ".html"):
        page = path.read_text(encoding="utf-8")
        assert set(re.findall("<script[^>]*>", page)) == {'<script type="application/ld+json">'}  # data, which no browser runs
        assert "<link rel=\"stylesheet" not in page and 'src="http' not in page
        for locale in Workspace(ROOT).snapshot().settings.all_locales:
            assert f"../{locale}/{GUIDE}.web.html" in page or locale == path.parent.name


def test_the_templates_in_the_repository_are_up_to_date() -> None:
    from publish.catalog.template import write_templates

    assert not write_templates(Workspace(ROOT), check=True)

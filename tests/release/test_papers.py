"""Tests of papers: they print with the right page boxes, each on request (-m full) in each of its layouts, and others are refused."""

from math import hypot
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.edition.layout.spec import layout_specs
from publish.press.sheets.paper import POINTS_PER_MM, size_of
from publish.project import UsageError, Workspace
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from publish.release.staff.pages import write_testpage
from tests.validators.verapdf import failures
from tests.workspaces import ROOT

# Layout, paper, fold and locale of what the other modules do not print: each paper and each kind of layout once.
SAMPLED = (
    ("handout", "A5", None, "en"),
    ("large-print", "A3", None, "en"),
    ("booklet", "A3", None, "ar"),
    ("booklet", "Letter", None, "en"),
    ("brochure", "Legal", None, "ar"),
    ("bilingual-brochure", "Tabloid", None, "es"),
)
ASKED = (
    *SAMPLED,
    ("handout", "A5", None, "ar"),
    ("handout", "Legal", None, "en"),
    ("large-print", "Tabloid", None, "hi"),
    ("large-print", "Letter", None, "en"),
    ("booklet", "Tabloid", None, "en"),
    ("bilingual", "Legal", None, "zh_Hans"),
    ("bilingual", "Letter", None, "es"),
    ("bilingual-brochure", "Tabloid", None, "hi"),
    ("bilingual-brochure", "A3", None, "ar"),
    ("bilingual-brochure", "A3", "gate", "es"),
    ("card", "Letter", None, "ar"),
    ("easy-read", "Letter", None, "hi"),
)
ELSEWHERE = {(layout, "A4") for layout in ("brochure", "handout", "bilingual", "booklet", "card", "easy-read", "large-print")}
ELSEWHERE |= {("brochure", "Letter"), ("handout", "Letter")}
ACCENT = (11, 85, 99)  # of the cover
LANDSCAPE = ("brochure", "booklet", "bilingual-brochure")

pytestmark = pytest.mark.matrix


EACH_PAPER = [pytest.param(SAMPLED, id="sample"), pytest.param(ASKED, marks=pytest.mark.full, id="every paper")]


@pytest.fixture(scope="module", params=EACH_PAPER)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    workspace = Workspace(ROOT)
    asked = request.param
    selections = (Selection(locales=(locale,), layouts=(layout,), papers=(paper,), fold=fold) for layout, paper, fold, locale in asked)
    orders = tuple(order for selection in selections for order in plan(workspace.snapshot(), selection))
    return build(workspace.snapshot(), orders, tmp_path_factory.mktemp("papers"), BuildOptions(jobs=1, instructions=True))


def test_every_paper_and_every_paper_of_every_layout_is_tested() -> None:
    assert {paper for _, paper, *_ in SAMPLED} | {"A4"} == {paper for _, paper, *_ in ASKED} | {"A4"}
    offered = {(name, paper) for name, spec in layout_specs(Workspace(ROOT).snapshot()).items() for paper in spec.papers}
    assert {(layout, paper) for layout, paper, *_ in ASKED} | ELSEWHERE == offered


def test_every_paper_prints_with_the_right_boxes(made: tuple[BuiltOutput, ...]) -> None:
    assert not [(each.request.stem, each.findings) for each in made if each.failed]
    for each in made:
        size = size_of(str(each.request.paper), "landscape" if each.request.layout in LANDSCAPE else "portrait")
        with pikepdf.open(each.files[0]) as pdf:
            for page in pdf.pages:
                assert [float(value) / POINTS_PER_MM for value in page.mediabox] == pytest.approx(
                    [0, 0, size.width_mm, size.height_mm], abs=0.01
                ), each.request.stem


@pytest.mark.parametrize(("stem", "cover"), [("en/GUIDE.booklet.Letter", 0.75), ("ar/GUIDE.booklet.A3", 0.25)])
def test_a_booklet_is_bound_where_the_script_begins(made: tuple[BuiltOutput, ...], stem: str, cover: float) -> None:
    (path,) = (each.files[0] for each in made if each.request.stem == stem.replace("GUIDE", each.request.guide))
    assert _colour(path, cover, 0.97) == pytest.approx(ACCENT, abs=2)
    assert _colour(path, 1 - cover, 0.97) != pytest.approx(ACCENT, abs=2)
    with pikepdf.open(path) as sheets, pikepdf.open(path.with_suffix(".screen.pdf")) as pages:
        assert len(sheets.pages) == -(-len(pages.pages) // 4) * 2


def _colour(path: Path, across: float, down: float) -> tuple[int, ...]:
    """Return the RGB colour of the first page at a point, given as fractions of its width and height."""
    with pypdfium2.PdfDocument(path) as document:
        image = document[0].render(scale=0.5).to_pil().convert("RGB")
    pixel = image.getpixel((int(image.width * across), int(image.height * down)))
    assert isinstance(pixel, tuple)
    return pixel


def test_no_text_stands_near_an_edge(made: tuple[BuiltOutput, ...]) -> None:
    assert not [finding for each in made for finding in each.findings if finding.code == "text-near-edge"]


def test_every_file_is_pdf_ua(made: tuple[BuiltOutput, ...], tmp_path: Path) -> None:
    pages = [write_testpage(Workspace(ROOT).snapshot(), "ar", paper, tmp_path) for paper in ("A3", "A5", "Legal", "Tabloid")]
    found = failures([path for each in made for path in each.files] + pages)
    assert not {path.name: failed for path, failed in found.items() if failed}


def test_large_paper_takes_larger_type(made: tuple[BuiltOutput, ...]) -> None:
    sizes = {(each.request.layout, each.request.paper): each.size_pt for each in made}
    assert {sizes.get(("large-print", paper), 25) for paper in ("A3", "Tabloid")} == {25} and ("large-print", "A3") in sizes
    assert sizes["booklet", "A3"] == 12 and 10 <= (sizes["booklet", "Letter"] or 0) <= 11.5


def letter_sizes_pt(path: Path) -> set[float]:
    """Return the type sizes of all letters of a PDF in points, including those in drawings."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(path)]
    return {size_pt(page, at) for page in pages for at in range(page.count_chars()) if page.get_text_range(at, 1).strip()}


def size_pt(page: pypdfium2.PdfTextPage, at: int) -> float:
    matrix = pypdfium2.raw.FS_MATRIX()
    pypdfium2.raw.FPDFText_GetMatrix(page.raw, at, matrix)
    return float(round(pypdfium2.raw.FPDFText_GetFontSize(page.raw, at) * hypot(matrix.c, matrix.d), 1))


def test_nothing_in_large_print_is_smaller_than_18_pt_including_labels_of_drawings(made: tuple[BuiltOutput, ...]) -> None:
    large = [each for each in made if each.request.layout == "large-print"]
    sizes = {each.request.stem: min(letter_sizes_pt(each.files[0])) for each in large}
    assert sizes and not {stem: size for stem, size in sizes.items() if size < 18}


@pytest.mark.parametrize(
    ("layout", "paper", "papers"),
    [("card", "A3", "A4, Letter"), ("bilingual-brochure", "A4", "A3, Tabloid"), ("booklet", "Legal", "A4, A3, Letter, Tabloid")],
)
def test_an_unfit_paper_is_refused_with_a_list_of_fitting_ones(layout: str, paper: str, papers: str) -> None:
    with pytest.raises(UsageError, match="paper-unfit") as error:
        plan(Workspace(ROOT).snapshot(), Selection(layouts=(layout,), papers=(paper,)))
    assert error.value.findings[0].hint == f"choose one of {papers}"


def test_a_layout_made_for_none_of_the_usual_papers_is_printed_on_its_own() -> None:
    orders = plan(Workspace(ROOT).snapshot(), Selection(layouts=("bilingual-brochure", "card"), locales=("ar",)))
    assert [(order.layout, order.paper) for order in orders] == [
        ("bilingual-brochure", "A3"), ("bilingual-brochure", "Tabloid"), ("card", "A4"), ("card", "Letter"),
    ]  # fmt: skip


def test_the_test_page_keeps_its_ruler_on_small_paper_and_refuses_smaller(tmp_path: Path) -> None:
    path = write_testpage(Workspace(ROOT).snapshot(), "ar", "A5", tmp_path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 2
    with pytest.raises(UsageError, match="too small"):
        write_testpage(Workspace(ROOT).snapshot(), "ar", "A6", tmp_path)

"""Tests of every layout, fold, paper, language and purpose of the repository's own guide: tags, text, imposition, colours.

This takes minutes, so it runs on request (``./run test -m full``); the usual run says how much it leaves out.
The papers are A4 and Letter, and for a layout that is made for neither, its own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from publish.edition.layout.spec import layout_specs
from publish.edition.request import Request
from publish.press.sheets.geometry import BOOKLET, Fold, Slot, booklet_fold, fold_of
from publish.press.sheets.paper import POINTS_PER_MM
from publish.project import Workspace
from publish.release.bundle.archive_file import examine_file
from publish.release.results import BuiltOutput
from tests.release.whole import READERS, astray, broken_panels, composed, differences, in_column, page_count
from tests.validators import quality, second, structure
from tests.validators.press import faults
from tests.validators.readers import PAGES_END, pdfium_halves, poppler, poppler_halves, tokens
from tests.validators.verapdf import failures
from tests.workspaces import ROOT

pytestmark = pytest.mark.full

TABLES = re.compile(r"\.(booklet|bilingual-brochure)\.")


def files(made: tuple[BuiltOutput, ...]) -> Iterator[tuple[Request, Path]]:
    return ((each.request, path) for each in made for path in each.files if path.suffix == ".pdf")


@pytest.mark.parametrize("purpose", ["office", "pressed", "archived"])
def test_everything_prints(purpose: str, request: pytest.FixtureRequest) -> None:
    made: tuple[BuiltOutput, ...] = request.getfixturevalue(purpose)
    assert not [str(finding) for each in made for finding in each.findings if each.failed]
    locales = Workspace(ROOT).snapshot().settings.all_locales
    printed = Counter((each.request.layout, each.request.fold, each.request.paper) for each in made)
    assert len(printed) >= 16 and set(printed.values()) <= {len(locales), len(locales) - 1}  # bilingual: not in the source alone


@pytest.mark.parametrize("profile", ["ua1", "a2a"])
def test_every_pdf_follows_the_standards_that_it_names(office: tuple[BuiltOutput, ...], profile: str) -> None:
    found = failures((path for _, path in files(office)), profile)
    assert not {path: trouble for path, trouble in found.items() if trouble}


def test_a_second_validator_agrees(office: tuple[BuiltOutput, ...]) -> None:
    found = second.failures(path for _, path in files(office))
    assert not {path: trouble for path, trouble in found.items() if trouble}


@pytest.mark.parametrize("profile", ["ua2", "wta", "wtr", "a4f"])
def test_every_kept_file_follows_the_later_standards(archived: tuple[BuiltOutput, ...], profile: str) -> None:
    found = failures((path for _, path in files(archived)), profile)
    assert not {path: trouble for path, trouble in found.items() if trouble}


@pytest.mark.parametrize("purpose", ["office", "archived"])
def test_the_tags_are_of_good_quality(purpose: str, request: pytest.FixtureRequest) -> None:
    found = {path: quality.faults(path) for _, path in files(request.getfixturevalue(purpose))}
    assert not {path: trouble for path, trouble in found.items() if trouble}


def test_every_kept_file_proves_itself(archived: tuple[BuiltOutput, ...]) -> None:
    found = {path: examine_file(path, again=False).findings for _, path in files(archived)}
    assert not {path: trouble for path, trouble in found.items() if trouble}


def test_the_tags_say_what_was_composed(office: tuple[BuiltOutput, ...]) -> None:
    found = {path: structure.faults(path, composed(order).html) for order, path in files(office)}
    assert not {path: trouble for path, trouble in found.items() if trouble}


@pytest.mark.parametrize(("reader", "apart"), READERS)
def test_every_word_is_read_in_its_turn_and_no_other(
    office: tuple[BuiltOutput, ...], reader: Callable[[bytes], str], apart: frozenset[str]
) -> None:
    """Two languages side by side, whose lines both readers run together, are compared column by column (below); on a sheet here too."""
    wrong = {}
    for order, path in files(office):
        read, screen = tokens(reader(path.read_bytes())), path.with_suffix(".screen.pdf")
        bilingual = layout_specs(Workspace(ROOT).snapshot())[order.layout].bilingual
        found = [] if bilingual else [*differences(order, read, page_count(path))]
        if screen.exists():
            found.append(panels_broken(read, screen, reader))
        elif not bilingual:
            found.append(astray(order, read, apart))
        if any(found):
            wrong[path.parent.name, path.name] = found
    assert not wrong


@pytest.mark.parametrize("halves", [poppler_halves, pdfium_halves])
def test_every_word_of_two_languages_is_read_in_its_column(
    office: tuple[BuiltOutput, ...], halves: Callable[[bytes], tuple[str, str]]
) -> None:
    """Of a folded sheet the pages in reading order are read: on the sheet the columns of each panel lie elsewhere."""
    wrong = {}
    for order, path in files(office):
        if layout_specs(Workspace(ROOT).snapshot())[order.layout].bilingual:
            pages = path.with_suffix(".screen.pdf")
            for column, text in zip(("source", "translation"), halves((pages if pages.exists() else path).read_bytes())):
                wanted, read = in_column(order, column), tokens(text)
                lost, following = Counter(wanted) - Counter(read), iter(read)
                if lost or not all(word in following for word in wanted):
                    wrong[path.parent.name, path.name, column] = lost
    assert not wrong


def panels_broken(read: list[str], screen: Path, reader: Callable[[bytes], str]) -> list[str]:
    """Return the panels that are not read from a sheet as from the file for the screen, whose order is looked at by itself.

    Poppler reads tables line by line, and where a row has several lines not always the same first: those of a booklet, and two languages.
    """
    pages = [tokens(page) for page in reader(screen.read_bytes()).split(PAGES_END)]
    return broken_panels(read, pages, ordered=reader is not poppler or not TABLES.search(screen.name))


def sheets_of(each: BuiltOutput) -> Fold:
    """Return how the pages of a folded output lie on its sheets."""
    page = composed(each.request)
    fold, paper = each.request.fold or page.layout.fold, str(each.request.paper)
    if fold == BOOKLET:
        return booklet_fold(paper, each.made.pages or 0, page.direction)
    return fold_of(str(fold), paper, page.direction)


def test_every_panel_lies_in_its_place_on_the_sheet(office: tuple[BuiltOutput, ...]) -> None:
    """What the screen file has on a page is, glyph by glyph, what the sheet has in the place of that panel."""
    wrong = []
    for each in office:
        if len(each.files) < 2:
            continue
        sheet, screen = (pypdfium2.PdfDocument(path) for path in each.files)
        for side, slots in zip(sheet, sheets_of(each).sides, strict=True):
            for slot in slots:
                page = page_on(slot.panel, len(screen), sum(map(len, sheets_of(each).sides)))
                if seen(side, slot) != (shown(screen[page]) if page is not None else Counter()):
                    wrong.append((each.files[0], slot.panel))
    assert not wrong


def page_on(panel: int, pages: int, panels: int) -> int | None:
    """Return the page (from 0) on a panel: what stays blank in a booklet lies before its last page, the back cover."""
    last = pages - 1 if panel == panels - 1 else None
    return panel if panel < pages - 1 else last


def shown(page: pypdfium2.PdfPage) -> Counter[str]:
    return glyphs(page.get_textpage().get_text_range())


def glyphs(text: str) -> Counter[str]:
    """Count the signs of ``text``, without the two marks that pdfium itself puts for a hyphen at the end of a line."""
    return Counter("".join(text.split()).translate({0x02: None, 0xFFFE: None}))


def seen(side: pypdfium2.PdfPage, slot: Slot) -> Counter[str]:
    left, bottom = slot.x_mm * POINTS_PER_MM, slot.y_mm * POINTS_PER_MM
    right, top = left + slot.size.width_mm * POINTS_PER_MM, bottom + slot.size.height_mm * POINTS_PER_MM
    text = side.get_textpage().get_text_bounded(left=left, bottom=bottom, right=right, top=top)
    return glyphs(text)


def test_files_for_a_print_shop_are_ink_alone(pressed: tuple[BuiltOutput, ...]) -> None:
    assert not [(path, fault) for _, path in files(pressed) for fault in faults(path)]

"""Imposed sheets: panels where the table says, tags and links kept, read in the order of the panels."""

import io
from collections import Counter
from dataclasses import replace
from itertools import product

import pikepdf
import pypdfium2
import pytest
from PIL import ImageStat

from publish.press import print_job
from publish.press.sheets.geometry import booklet_fold, fold_of
from publish.press.sheets.impose import PlacedPage, impose
from publish.press.sheets.paper import POINTS_PER_MM, Size
from publish.press.sheets.relink import PageTransform
from tests.press.samples import TEXTS, job
from tests.validators.readers import PAGES_END, pdfium, poppler, squeezed, tokens

MATRIX = [(language, paper) for language in ("en", "ar") for paper in ("A4", "Letter")]


def opened(data):
    """Return the PDF in ``data``."""
    return pikepdf.open(io.BytesIO(data))


def text_in(data, sheet, slot):
    """Return the text that lies in ``slot`` of a sheet (from 0), to the hundredth of a millimetre."""
    document = pypdfium2.PdfDocument(data)
    left, bottom = slot.x_mm * POINTS_PER_MM, slot.y_mm * POINTS_PER_MM
    right, top = left + slot.size.width_mm * POINTS_PER_MM, bottom + slot.size.height_mm * POINTS_PER_MM
    return squeezed(document[sheet].get_textpage().get_text_bounded(left, bottom, right, top))


def tagged(pdf):
    """Yield (sheet object, tag number) of every marked content in the order of the tag tree."""

    def walk(element):
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                yield element.Pg.objgen, kid
            elif "/S" in kid:
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


@pytest.mark.parametrize(("language", "paper"), MATRIX)
def test_two_landscape_sheets_of_the_right_size(printed, language, paper):
    fold = fold_of("roll", paper, "ltr")
    with opened(printed(language, "roll", paper).pdf) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            expected = [0, 0, fold.sheet.width_mm * POINTS_PER_MM, fold.sheet.height_mm * POINTS_PER_MM]
            assert [float(value) for value in page.mediabox] == pytest.approx(expected, abs=0.01)
            assert [float(value) for value in page.trimbox] == pytest.approx(expected, abs=0.01)
            assert expected[2] > expected[3]


@pytest.mark.parametrize(("language", "paper"), MATRIX)
def test_each_panel_lies_in_its_slot(printed, language, paper):
    """The text found between the edges of a slot is the text of the panel that belongs there, all of it."""
    result = printed(language, "roll", paper)
    fold = fold_of("roll", paper, "rtl" if language == "ar" else "ltr")
    screen = pypdfium2.PdfDocument(result.screen)
    panels = [squeezed(page.get_textpage().get_text_range()) for page in screen]
    for number, side in enumerate(fold.sides):
        for slot in side:
            assert Counter(text_in(result.pdf, number, slot)) == Counter(panels[slot.panel])
    assert squeezed(TEXTS[language][0]) in panels[0]


@pytest.mark.slow
@pytest.mark.parametrize("language", TEXTS)
def test_no_tag_is_lost_doubled_or_out_of_order(printed, language):
    """The tag tree of the sheets runs through the panels in reading order, and every number is in the parent tree."""
    result = printed(language, "roll")
    with opened(result.pdf) as pdf, opened(result.screen) as screen:
        tags = list(tagged(pdf))
        assert len(tags) == len(set(tags)) == len(list(tagged(screen)))
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            here = sorted(number for sheet, number in tags if sheet == page.obj.objgen)
            assert here == list(range(len(tree[int(page.obj.StructParents)])))
            shown = [
                int(item.operands[1].MCID)
                for item in pikepdf.parse_content_stream(page)
                if str(item.operator) == "BDC" and "/MCID" in item.operands[1]
            ]
            assert sorted(shown) == here
        outside, inside = (page.obj.objgen for page in pdf.pages)
        sheets = [sheet for sheet, _ in tags]
        assert sheets[0] == outside
        assert [sheet for sheet, before in zip(sheets[1:], sheets, strict=False) if sheet != before] == [inside, outside]


def words_of(page):
    """Return the words of a page as one text that can be looked for in another."""
    return f" {' '.join(tokens(page))} "


@pytest.mark.slow
@pytest.mark.parametrize("reader", [poppler, pdfium])
@pytest.mark.parametrize(("language", "fold"), [*product(TEXTS, ["quarter"]), ("en", "roll"), ("ar", "gate"), ("ko", "gate")])
def test_each_panel_is_read_whole_and_the_right_way_round(printed, reader, language, fold):
    """What a reader finds on the page of a panel it finds on the sheet too, word after word, with nothing of another panel between."""
    result = printed(language, fold)
    sheet = words_of(reader(result.pdf))
    panels = [words_of(page) for page in reader(result.screen).split(PAGES_END) if page]
    assert len(panels) >= 4 and all(panel in sheet for panel in panels)
    assert len(sheet.split()) == sum(len(panel.split()) for panel in panels)


@pytest.mark.slow
def test_a_turned_panel_looks_as_if_it_were_not_said_once_more(printed):
    result, (side,) = printed("ar", "quarter"), fold_of("quarter", "A4", "rtl").sides
    sheet = pypdfium2.PdfDocument(result.pdf)[0].render(scale=1).to_pil().convert("L")
    for slot in side:
        page = pypdfium2.PdfDocument(result.screen)[slot.panel].render(scale=1).to_pil().convert("L")
        left, top = (round(value * POINTS_PER_MM) for value in (slot.x_mm, 297 - slot.y_mm - slot.size.height_mm))
        shown = sheet.crop((left, top, left + page.width, top + page.height))
        seen = [ImageStat.Stat(picture).mean[0] for picture in (shown, page.rotate(180) if slot.upside_down else page)]
        assert seen[0] == pytest.approx(seen[1], abs=0.5)


def test_a_panel_without_text_stays_blank():
    result = print_job(job(sections=2, fold="roll"))
    slots = {slot.panel: slot for slot in fold_of("roll", "A4", "ltr").sides[1]}
    assert (result.pages, result.sheets) == (4, 2)
    assert text_in(result.pdf, 1, slots[1]) and not text_in(result.pdf, 1, slots[3])


@pytest.mark.slow
@pytest.mark.parametrize(("fold", "language"), [("z", "ar"), ("gate", "en")])
def test_the_other_folds_print_too(fold, language):
    result = print_job(job(language, fold=fold))
    geometry = fold_of(fold, "A4", "rtl" if language == "ar" else "ltr")
    screen = pypdfium2.PdfDocument(result.screen)
    for number, side in enumerate(geometry.sides):
        for slot in side:
            width, height = screen[slot.panel].get_size()
            assert (width, height) == (pytest.approx(slot.size.width_mm * POINTS_PER_MM, abs=0.01), pytest.approx(595.28, abs=0.01))
            panel = squeezed(screen[slot.panel].get_textpage().get_text_range())
            assert Counter(text_in(result.pdf, number, slot)) == Counter(panel)


def test_a_booklet_prints_two_pages_a_side_and_fills_up_with_blank_ones():
    result = print_job(replace(job(sections=20), fold="booklet"))
    screen = pypdfium2.PdfDocument(result.screen)
    fold = booklet_fold("A4", result.pages)
    assert 4 < result.pages == len(screen) <= len(fold.panels) and result.sheets == len(fold.sides)
    for number, side in enumerate(fold.sides):
        for slot in side:
            page = screen[slot.panel].get_textpage().get_text_range() if slot.panel < len(screen) else ""
            assert Counter(text_in(result.pdf, number, slot)) == Counter(squeezed(page))


def test_links_bookmarks_and_destinations_follow_their_panel(printed):
    fold, result = fold_of("roll", "A4", "ltr"), printed("en", "roll")
    back = next(slot for slot in fold.sides[0] if fold.names[slot.panel] == "back")
    left, right = (value * POINTS_PER_MM for value in (back.x_mm, back.x_mm + back.size.width_mm))
    with opened(result.pdf) as pdf:
        outside, inside = pdf.pages
        links = list(outside.obj.Annots)
        assert len(links) == 2 and "/Annots" not in inside.obj
        assert all(left < float(link.Rect[0]) < float(link.Rect[2]) < right for link in links)
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        assert names["part-0"][0].objgen == inside.obj.objgen
        assert names["top"][0].objgen == outside.obj.objgen and float(names["top"][2]) > 197 * POINTS_PER_MM
        with pdf.open_outline() as outline:
            assert [item.destination[0].objgen == inside.obj.objgen for item in outline.root][:1] == [False]
            assert len(outline.root) + sum(len(item.children) for item in outline.root) == 8


def test_figures_keep_a_box_on_their_panel(printed):
    with opened(printed("en", "roll").pdf) as pdf:
        (figure,) = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Figure]
        left, bottom, right, top = (float(value) / POINTS_PER_MM for value in figure.A.BBox)
        assert (left, right) == (pytest.approx(207, abs=0.1), pytest.approx(287, abs=0.1))
        assert 150 < bottom < top < 200


@pytest.mark.parametrize("turned", [False, True])
def test_page_origins_and_half_turns_are_honoured(turned):
    """A page whose trim begins at (100, 50), placed at 10, 20 (or turned about that corner)."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300)).obj
        page.Contents, page.Resources = pdf.make_stream(b"100 50 20 10 re f"), pdf.make_indirect(pikepdf.Dictionary())
        page.TrimBox = [100, 50, 200, 150]
        page.Annots = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[100, 50, 120, 60])]
        impose(pdf, [[PlacedPage(0, 110 if turned else 10, 120 if turned else 20, turned)]], Size(100, 100))
        rectangle = [float(value) for value in pdf.pages[0].obj.Annots[0].Rect]
    assert rectangle == ([90, 110, 110, 120] if turned else [10, 20, 30, 30])


@pytest.mark.parametrize("pages", [[0], [0, 0, 1], []])
def test_every_page_must_be_placed_once(pages):
    with pikepdf.new() as pdf:
        pdf.add_blank_page(), pdf.add_blank_page()
        with pytest.raises(ValueError, match="exactly once"):
            impose(pdf, [[PlacedPage(page, 0, 0) for page in pages]], Size(100, 100))


def test_a_matrix_moves_boxes_with_their_lower_left_corner_first():
    assert list(PageTransform(10, 20, True).box([0, 0, 4, 2])) == [6, 18, 10, 20]

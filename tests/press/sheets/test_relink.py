"""Tags, links, destinations, bookmarks and figures of a small PDF after its pages were placed on sheets by hand."""

from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from publish.press.sheets.geometry import Fold, Panel, Slot
from publish.press.sheets.impose import PlacedPage, impose, impose_fold
from publish.press.sheets.paper import POINTS_PER_MM, Size
from publish.press.sheets.relink import PageTransform
from tests.press.sheets.samples import HEIGHT_PT, WIDTH_PT, tagged_pdf

SHEET = Size(2 * WIDTH_PT / POINTS_PER_MM, HEIGHT_PT / POINTS_PER_MM)
# Three pages: the second and the first on one side, the third upside down on the other.
SIDES = [
    [PlacedPage(1, 0, 0, False, (0, 0, WIDTH_PT, HEIGHT_PT)), PlacedPage(0, WIDTH_PT, 0, False, (WIDTH_PT, 0, WIDTH_PT, HEIGHT_PT))],
    [PlacedPage(2, 2 * WIDTH_PT, HEIGHT_PT, True, (WIDTH_PT, 0, WIDTH_PT, HEIGHT_PT))],
]
COORDINATES = st.floats(-500, 500)


@pytest.fixture(params=[(0.0, 0.0), (25.0, 15.0)], ids=["trim at the origin", "trim within the page"])
def imposed(request):
    """Return the small PDF on two sheets, and by how much its pages were moved back to their trim."""
    pdf = tagged_pdf(3, *request.param)
    impose(pdf, SIDES, SHEET)
    return pdf, *request.param


def numbers(values):
    return [round(float(value), 3) for value in values]


def operators(page):
    return [(str(part.operator), part.operands) for part in pikepdf.parse_content_stream(page)]


@given(st.builds(PageTransform, COORDINATES, COORDINATES, st.booleans()), COORDINATES, COORDINATES)
def test_a_transform_moves_points_as_its_operator_does(transform, x, y):
    a, _, _, d, e, f = (float(value) for value in transform.operator.split()[:-1])
    assert transform.operator.endswith(b" cm") and transform.operator.split()[1:3] == [b"0", b"0"]
    assert transform.point(x, y) == pytest.approx((a * x + e, d * y + f), abs=1e-3)
    assert a == d == (-1 if transform.upside_down else 1)


@given(st.builds(PageTransform, COORDINATES, COORDINATES, st.booleans()), COORDINATES, COORDINATES)
def test_a_moved_box_has_its_lower_left_corner_first_and_keeps_its_size(transform, x, y):
    left, bottom, right, top = (float(value) for value in transform.box([x, y, x + 4, y + 2]))
    assert (right - left, top - bottom) == (pytest.approx(4, abs=1e-3), pytest.approx(2, abs=1e-3))
    assert numbers(transform.points([x, y, x + 4, y + 2])) == numbers([*transform.point(x, y), *transform.point(x + 4, y + 2)])


def test_a_transform_is_written_with_four_decimals():
    assert PageTransform(1.23456, -2, False).operator == b"1 0 0 1 1.2346 -2.0000 cm"
    assert PageTransform(0, 0.00001, True).operator == b"-1 0 0 -1 0.0000 0.0000 cm"
    assert PageTransform(1.23456, -2, False).point(0.00001, 1) == (1.2346, -1)


def test_sheets_replace_the_pages(imposed):
    pdf, *_ = imposed
    assert len(pdf.pages) == 2
    for page in pdf.pages:
        assert numbers(page.obj.MediaBox) == numbers(page.obj.TrimBox) == [0, 0, 2 * WIDTH_PT, HEIGHT_PT]
        assert page.obj.Tabs == Name.S
    assert pdf.pages[0].obj.Resources.objgen == pdf.pages[1].obj.Resources.objgen


def test_marked_content_is_numbered_through_and_leads_to_its_tag(imposed):
    pdf, *_ = imposed
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    paragraphs, figures = list(pdf.Root.StructTreeRoot.K)[::2], list(pdf.Root.StructTreeRoot.K)[1::2]
    expected = [[paragraphs[1], figures[1], paragraphs[0], figures[0]], [paragraphs[2], figures[2]]]
    for page, elements in zip(pdf.pages, expected, strict=True):
        entry = tree[int(page.obj.StructParents)]
        assert [element.objgen for element in entry] == [element.objgen for element in elements] and entry.is_indirect
        lists = [operands[1] for name, operands in operators(page) if name == "BDC" and isinstance(operands[1], Dictionary)]
        marks = [int(properties.MCID) for properties in lists if "/MCID" in properties]
        assert sorted(marks) == list(range(len(elements)))
    for number, offset in ((0, 2), (1, 0), (2, 0)):
        reference, link = paragraphs[number].K
        assert int(reference.MCID) == offset and int(figures[number].K[0]) == offset + 1
        sheet = pdf.pages[1 if number == 2 else 0].obj.objgen
        assert reference.Pg.objgen == link.Pg.objgen == figures[number].Pg.objgen == sheet
        assert tree[100 + number].objgen == paragraphs[number].objgen


def test_keys_of_links_in_the_parent_tree_are_not_taken_by_sheets():
    """One page on two sheets of two sides: the keys of more sides than pages must not be those of links."""
    pdf = tagged_pdf(1)
    link = pdf.pages[0].obj.Annots[0]
    link.StructParent = 1
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums[2] = 1
    impose(pdf, [[PlacedPage(0, 0, 0)], []], SHEET)
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert [int(page.obj.StructParents) for page in pdf.pages] == [0, 2]
    assert tree[1].S == Name.P and len(tree[0]) == 2 and len(tree[2]) == 0
    assert "/Annots" in pdf.pages[0].obj and "/Annots" not in pdf.pages[1].obj


def test_links_lie_where_their_text_lies(imposed):
    pdf, left, bottom = imposed
    second, first = pdf.pages[0].obj.Annots
    (third,) = pdf.pages[1].obj.Annots
    x, y = -left, -bottom
    assert numbers(second.Rect) == [10 + x, 20 + y, 30 + x, 40 + y]
    assert numbers(first.Rect) == [110 + x, 20 + y, 130 + x, 40 + y]
    assert numbers(first.QuadPoints) == [110 + x, 20 + y, 130 + x, 20 + y, 110 + x, 40 + y, 130 + x, 40 + y]
    assert numbers(third.Rect) == [200 - 30 - x, 200 - 40 - y, 200 - 10 - x, 200 - 20 - y]
    assert [link.P.objgen for link in (second, third)] == [page.obj.objgen for page in pdf.pages]


def test_a_link_may_lack_what_is_optional():
    pdf = tagged_pdf(1)
    for key in ("/P", "/QuadPoints", "/A"):
        del pdf.pages[0].obj.Annots[0][key]
    impose(pdf, [[PlacedPage(0, 5, 6)]], SHEET)
    assert numbers(pdf.pages[0].obj.Annots[0].Rect) == [15, 26, 35, 46]
    assert not {"/P", "/QuadPoints", "/A"} & set(pdf.pages[0].obj.Annots[0].keys())


def test_destinations_of_links_names_and_bookmarks_point_into_the_sheets(imposed):
    pdf, left, bottom = imposed
    front, back = (page.obj.objgen for page in pdf.pages)
    expected = {
        0: (front, [110 - left, 20 - bottom]), 1: (front, None), 2: (back, [200 - 12 + left, 200 - 20 + bottom]),
    }  # fmt: skip
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    second, first = pdf.pages[0].obj.Annots
    (third,) = pdf.pages[1].obj.Annots
    parent = pdf.Root.Outlines.First
    found = {
        0: [names["part-0"], third.A.D, parent.Dest], 1: [names["part-1"], first.A.D, parent.First.A.D],
        2: [names["part-2"], second.A.D, parent.Next.Dest],
    }  # fmt: skip
    for number, destinations in found.items():
        sheet, place = expected[number]
        for destination in destinations:
            assert destination[0].objgen == sheet
            if place is None:
                assert list(destination)[1:] == [Name.Fit]
            else:
                assert destination[1] == Name.XYZ and numbers(destination[2:4]) == numbers(place) and int(destination[4]) == 0


def test_a_destination_may_be_a_dictionary_and_have_no_coordinates():
    pdf = tagged_pdf(2)
    page = pdf.pages[0].obj
    pikepdf.NameTree(pdf.Root.Names.Dests)["part-0"] = Dictionary(D=Array([page, Name.XYZ, None, None, None]))
    page.Annots[0].Dest = Array([page, Name.XYZ, 1, 2, 3])
    page.Annots[0].A = Dictionary(S=Name.URI, URI="https://example.org/")
    pdf.pages[1].obj.Annots[0].Dest = Name("/part-0")
    pdf.pages[1].obj.Annots[0].A = Dictionary(S=Name.GoTo, D=Array([7, Name.Fit]))
    impose(pdf, [[PlacedPage(0, 5, 6), PlacedPage(1, 100, 0)]], SHEET)
    sheet = pdf.pages[0].obj
    moved = pikepdf.NameTree(pdf.Root.Names.Dests)["part-0"].D
    assert moved[0].objgen == sheet.objgen and numbers(moved[2:4]) == [5, 6] and moved[4] is None
    link, other = sheet.Annots
    assert link.Dest[0].objgen == sheet.objgen and numbers(link.Dest[2:]) == [6, 8, 3] and "/D" not in link.A
    assert other.Dest == Name("/part-0") and list(other.A.D) == [7, Name.Fit]


def test_figures_keep_their_boxes(imposed):
    pdf, left, bottom = imposed
    boxes = [numbers(figure.A.BBox) for figure in list(pdf.Root.StructTreeRoot.K)[1::2]]
    x, y = -left, -bottom
    assert boxes == [
        numbers(box) for box in ([100 + x, y, 105 + x, 5 + y], [x, y, 5 + x, 5 + y], [195 - x, 195 - y, 200 - x, 200 - y])
    ]  # fmt: skip


def test_a_tag_may_hold_other_attributes_and_one_child():
    pdf = tagged_pdf(1)
    paragraph, figure = pdf.Root.StructTreeRoot.K
    figure.A = Dictionary(O=Name.Table, Scope=Name.Row)
    paragraph.A = Array([Dictionary(O=Name.Layout)])
    paragraph.Pg, paragraph.K = pdf.pages[0].obj, pdf.make_indirect(Dictionary(S=Name.Span, P=paragraph, Pg=pdf.pages[0].obj, K=0))
    empty = pdf.make_indirect(Dictionary(S=Name.Div, P=pdf.Root.StructTreeRoot))
    pdf.Root.StructTreeRoot.K.insert(0, empty)
    impose(pdf, [[PlacedPage(0, 5, 6)]], SHEET)
    assert figure.A.Scope == Name.Row and "/BBox" not in figure.A and "/K" not in empty
    assert paragraph.Pg.objgen == paragraph.K[0].Pg.objgen == pdf.pages[0].obj.objgen and list(paragraph.K[0].K) == [0]


def test_a_tag_that_is_reached_twice_moves_once():
    pdf = tagged_pdf(2)
    root = pdf.Root.StructTreeRoot
    root.K.append(root.K[3])  # the figure of the second page
    impose(pdf, [[PlacedPage(0, 0, 0), PlacedPage(1, 100, 0)]], SHEET)
    assert list(root.K[3].K) == [3] and numbers(root.K[3].A.BBox) == [100, 0, 105, 5]
    assert [int(root.K[0].K[0].MCID), int(root.K[2].K[0].MCID)] == [0, 2]


def test_untagged_pages_are_placed_without_what_readers_need():
    pdf = tagged_pdf(2)
    del pdf.Root.StructTreeRoot
    for page in pdf.pages:
        del page.obj.StructParents
        del page.obj.Annots
    del pdf.Root.Names
    del pdf.Root.Outlines
    impose(pdf, [[PlacedPage(0, 0, 0), PlacedPage(1, 100, 0, True)]], SHEET)
    names = [name for name, _ in operators(pdf.pages[0])]
    assert names.count("BT") == 2 and "re" in names and "Tz" not in names
    assert "/StructTreeRoot" not in pdf.Root and "/Properties" not in pdf.pages[0].obj.Resources


def test_each_page_is_clipped_and_moved_before_it_is_painted(imposed):
    pdf, left, bottom = imposed
    steps = [(name, [float(value) for value in operands]) for name, operands in operators(pdf.pages[0]) if name in ("re", "W", "n", "cm")]
    figure = ("re", [0, 0, 5, 5])
    assert steps == [
        ("re", [0, 0, 100, 200]), ("W", []), ("n", []), ("cm", [1, 0, 0, 1, -left, -bottom]), figure,
        ("re", [100, 0, 100, 200]), ("W", []), ("n", []), ("cm", [1, 0, 0, 1, 100 - left, -bottom]), figure,
    ]  # fmt: skip
    matrices = [[float(value) for value in operands] for name, operands in operators(pdf.pages[1]) if name == "cm"]
    assert matrices == [[-1, 0, 0, -1, 200 + left, 200 + bottom], [1, 0, 0, 1, 100 - left, -bottom]]


def test_text_of_an_upside_down_page_is_repeated_upright_and_invisible(imposed):
    pdf, *_ = imposed
    assert "/Said" in pdf.pages[1].obj.Resources.Properties
    modes, mode, texts = [], 0, []
    for name, operands in operators(pdf.pages[1]):
        if name == "Tr":
            mode = int(operands[0])
        if name == "TJ":
            texts.append(bytes(operands[0][0]))
            modes.append(mode)
        mode = 0 if name == "Q" else mode
    # Before the panels, the painted text, a line breaker below the sheet, the text once more, and at the fold.
    assert texts == [b"\0\3"] * 5 and modes == [3, 0, 3, 3, 3]


def test_an_upside_down_page_without_text_is_only_painted():
    pdf = tagged_pdf(1)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Figure <</MCID 0>> BDC 0 0 5 5 re f EMC /Artifact BMC q Q EMC /P /Named BDC EMC")
    impose(pdf, [[PlacedPage(0, 0, 0, True)]], SHEET)
    names = [name for name, _ in operators(pdf.pages[0])]
    assert names == ["q", "cm", "BDC", "re", "f", "EMC", "BMC", "q", "Q", "EMC", "BDC", "EMC", "Q"]


def test_folds_are_where_clips_begin_and_have_a_separator_each():
    pdf = tagged_pdf(3)
    sides = [[PlacedPage(number, 50 * number, 0, False, (50 * number, 0, 50, 200)) for number in (2, 0, 1)]]
    impose(pdf, sides, SHEET)
    places = [[float(value) for value in operands][4:] for name, operands in operators(pdf.pages[0]) if name == "Tm"]
    assert places == [[0, 1], [10, 20], [10, 20], [10, 20], [50.4, 1], [100.4, 1]]
    sizes = [float(operands[1]) for name, operands in operators(pdf.pages[0]) if name == "Tf"]
    assert sizes[-2:] == [400, 800]
    marks = [operands for name, operands in operators(pdf.pages[0]) if name == "BDC" and "/MCID" in dict(operands[1])]
    assert [(str(tag), int(properties.MCID)) for tag, properties in marks] == [
        ("/P", 0), ("/Figure", 1), ("/P", 2), ("/Figure", 3), ("/P", 4), ("/Figure", 5),
    ]  # fmt: skip
    assert str(pdf.pages[0].obj.Resources.Properties.Said.ActualText) == " "


def test_invisible_text_uses_the_first_glyph_of_the_first_page_that_has_text():
    pdf = tagged_pdf(3)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Figure <</MCID 0>> BDC 0 0 5 5 re f EMC")
    impose(pdf, [[PlacedPage(number, 50 * number, 0) for number in range(3)]], SHEET)
    texts = [bytes(operands[0][0]) for name, operands in operators(pdf.pages[0]) if name == "TJ"]
    assert texts == [b"\0\2", b"\0\2", b"\0\3"]


def test_a_sheet_holds_nothing_but_what_its_pages_hold_and_known_operators(imposed):
    pdf, *_ = imposed
    known = set("q Q cm re W n f BT ET Tf Tm TJ Tr Tz BDC BMC EMC".split())
    assert {name for page in pdf.pages for name, _ in operators(page)} == known


def test_a_sheet_takes_the_resources_of_the_pages():
    pdf = tagged_pdf(1)
    resources = pdf.pages[0].obj.Resources.objgen
    impose(pdf, [[PlacedPage(0, 0, 0)]], SHEET)
    assert pdf.pages[0].obj.Resources.objgen == resources


def test_pages_with_resources_of_their_own_are_refused():
    pdf = tagged_pdf(2)
    pdf.pages[1].obj.Resources = pdf.make_indirect(Dictionary())
    with pytest.raises(ValueError, match="share their resources"):
        impose(pdf, [[PlacedPage(0, 0, 0), PlacedPage(1, 0, 0)]], SHEET)


def test_panels_of_a_fold_take_their_pages_shifted_and_turned():
    size = Size(WIDTH_PT / POINTS_PER_MM, HEIGHT_PT / POINTS_PER_MM)
    slot = Slot(0, 0.0, 0.0, size)
    side = (replace(slot, shift_mm=2.0), Slot(1, size.width_mm, 1.0, size, True, -3.0), replace(slot, panel=2))
    fold = Fold(SHEET, (Panel("", size),) * 3, (side,))
    pdf = tagged_pdf(2)
    impose_fold(pdf, fold, [1, 0, None])
    matrices = [[float(value) for value in operands] for name, operands in operators(pdf.pages[0]) if name == "cm"]
    assert matrices[0] == [1, 0, 0, 1, pytest.approx(2 * POINTS_PER_MM, abs=1e-3), 0]
    turned = [200 - 3 * POINTS_PER_MM, 200 + POINTS_PER_MM]
    assert matrices[1] == [-1, 0, 0, -1, pytest.approx(turned[0], abs=1e-3), pytest.approx(turned[1], abs=1e-3)]
    clips = [[float(value) for value in operands] for name, operands in operators(pdf.pages[0]) if name == "re" and float(operands[2]) > 5]
    assert clips == [[0, 0, 100, 200], [100, pytest.approx(POINTS_PER_MM, abs=1e-3), 100, 200]]

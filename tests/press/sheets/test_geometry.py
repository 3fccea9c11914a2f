"""The geometry of folds, in millimetres, against the table of print.md, and what paper does when it is folded."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press.sheets.geometry import FOLDS, booklet_fold, fold_of, folds_with_panels, mirror, roll_fold, single_pages
from publish.press.sheets.paper import MM_PER_INCH, Size
from publish.project import UsageError

ANY_FOLD = st.builds(
    fold_of,
    st.sampled_from(sorted(FOLDS)),
    st.sampled_from(["A4", "Letter", "A3", "Legal"]),
    st.sampled_from(["ltr", "rtl"]),
    st.sampled_from(["text", "cover"]),
)


def table(name, paper, direction, stock="text"):
    """Return both sides as rows of (panel, width in mm) from left to right."""
    fold = fold_of(name, paper, direction, stock)
    return [[(fold.names[slot.panel], round(slot.size.width_mm, 2)) for slot in side] for side in fold.sides]


def test_roll_fold_on_a4():
    outside, inside = table("roll", "A4", "ltr")
    assert outside == [("flap", 97), ("back", 100), ("cover", 100)]
    assert inside == [("inside", 100), ("inside", 100), ("inside", 97)]


def test_roll_fold_on_a4_is_mirrored_for_scripts_read_from_the_right():
    outside, inside = table("roll", "A4", "rtl")
    assert outside == [("cover", 100), ("back", 100), ("flap", 97)]
    assert inside == [("inside", 97), ("inside", 100), ("inside", 100)]
    assert [slot.panel for slot in fold_of("roll", "A4", "rtl").sides[1]] == [3, 2, 1]


@pytest.mark.parametrize(("stock", "shorter"), [("text", 1 / 16), ("cover", 1 / 8)])
def test_roll_fold_on_letter(stock, shorter):
    fold = fold_of("roll", "Letter", "ltr", stock)
    flap, back, cover = (slot.size.width_mm / MM_PER_INCH for slot in fold.sides[0])
    assert flap + back + cover == pytest.approx(11)
    assert back == pytest.approx(cover)
    assert back - flap == pytest.approx(shorter)
    if stock == "text":
        assert (flap, back) == (pytest.approx(3.625), pytest.approx(3.6875))


def over(slot, other):
    """Tell whether two slots lie over each other."""
    across = min(slot.x_mm + slot.size.width_mm, other.x_mm + other.size.width_mm) - max(slot.x_mm, other.x_mm)
    up = min(slot.y_mm + slot.size.height_mm, other.y_mm + other.size.height_mm) - max(slot.y_mm, other.y_mm)
    return min(across, up) > 1e-4


@given(ANY_FOLD)
def test_every_panel_lies_once_and_the_panels_fill_the_sheet(fold):
    slots = [slot for side in fold.sides for slot in side]
    assert sorted(slot.panel for slot in slots) == list(range(len(fold.panels)))
    for side in fold.sides:
        assert sum(slot.size.width_mm * slot.size.height_mm for slot in side) == pytest.approx(fold.sheet.width_mm * fold.sheet.height_mm)
        assert not [pair for pair in combinations(side, 2) if over(*pair)]
        assert all(slot.x_mm > -1e-5 and slot.x_mm + slot.size.width_mm < fold.sheet.width_mm + 1e-5 for slot in side)


@given(ANY_FOLD.filter(lambda fold: len(fold.sides) == 2))
def test_panels_back_to_back_are_equally_wide(fold):
    """Turned over its short edge, the sheet shows its inside mirror: the two sides of a leaf are one piece of paper."""
    outside, inside = fold.sides
    assert [slot.size.width_mm for slot in outside] == pytest.approx([slot.size.width_mm for slot in reversed(inside)])


@given(ANY_FOLD)
def test_mirroring_twice_changes_nothing(fold):
    again = mirror(mirror(fold))
    assert again.panels == fold.panels
    for side, other in zip(again.sides, fold.sides, strict=True):
        assert [slot.x_mm for slot in side] == pytest.approx([slot.x_mm for slot in other], abs=1e-5)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_roll_folded_strip_opens_in_reading_order(direction):
    """Close the paper as a hand does (the flap in, the cover over it) and read what each turn uncovers."""
    fold = fold_of("roll", "A4", direction)
    step = 1 if direction == "ltr" else -1
    outside = [slot.panel for slot in fold.sides[0]][::step]
    behind = dict(zip(outside, [slot.panel for slot in fold.sides[1]][:: -step], strict=True))
    flap, back, cover = outside
    closed = [cover]
    opened = [behind[cover], flap]
    spread = [behind[cover], behind[back], behind[flap]]
    assert fold.names[closed[0]] == "cover"
    assert [fold.names[panel] for panel in opened] == ["inside", "flap"]
    assert spread == [1, 2, 3]
    assert fold.names[back] == "back"


def test_a_z_fold_has_equal_panels_and_a_gate_two_leaves_that_meet():
    assert {width for side in table("z", "A4", "ltr") for _, width in side} == {99}
    outside, inside = table("gate", "A4", "ltr")
    assert outside == [("flap", 73.25), ("back", 150.5), ("cover", 73.25)]
    assert outside[0][1] + outside[2][1] <= outside[1][1] - 2  # shut, the leaves leave a gap


@given(pages=st.integers(1, 64), paper=st.sampled_from(["A4", "Letter"]), direction=st.sampled_from(["ltr", "rtl"]))
def test_a_stitched_booklet_is_read_by_turning_its_leaves(pages, paper, direction):
    """Stack the sheets, fold, and turn: each leaf shows the next page in front and the one after it behind."""
    fold = booklet_fold(paper, pages, direction)
    count = len(fold.panels)
    assert count % 4 == 0 and pages <= count < pages + 4 and len(fold.sides) == count // 2
    sheets = [fold.sides[at : at + 2] for at in range(0, len(fold.sides), 2)]
    late, early = (0, 1) if direction == "ltr" else (1, 0)  # the first page lies right of the spine, or left of it
    fronts = [(outside[early].panel, inside[late].panel) for outside, inside in sheets]
    backs = [(inside[early].panel, outside[late].panel) for outside, inside in reversed(sheets)]
    assert [page for leaf in fronts + backs for page in leaf] == list(range(count))


@given(pages=st.integers(1, 64), direction=st.sampled_from(["ltr", "rtl"]))
def test_creep_moves_pages_away_from_the_spine_most_on_the_outer_sheet(pages, direction):
    fold = booklet_fold("A4", pages, direction)
    for number, side in enumerate(fold.sides):
        left, right = side
        assert left.size == right.size and (left.x_mm, right.x_mm) == (0, 148.5)
        assert -left.shift_mm == right.shift_mm == pytest.approx((len(fold.sides) // 2 - 1 - number // 2) * 0.1)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_quarter_fold_opens_like_a_card(direction):
    """Fold the upper half back: what stands on its head there comes to lie, upright and mirror, behind the lower half."""
    fold = fold_of("quarter", "A4", direction)
    (side,) = fold.sides
    assert all(slot.upside_down == (slot.y_mm > 0) for slot in side)
    lower = {slot.panel: slot.x_mm for slot in side if not slot.upside_down}
    upper = {slot.panel: slot.x_mm for slot in side if slot.upside_down}
    cover, back = 0, 3
    assert lower[cover] == (105 if direction == "ltr" else 0) and lower[back] == 105 - lower[cover]
    assert upper[1] == lower[cover] and upper[2] == lower[back]  # the reverse of the cover is read first


@pytest.mark.parametrize(
    ("name", "paper", "code", "known"), [("zig", "A4", "unknown-fold", ["roll", "booklet"]), ("roll", "B9", "unknown-paper", ["Letter"])]
)
def test_an_unknown_fold_or_paper_names_the_known_ones(name, paper, code, known):
    with pytest.raises(UsageError) as caught:
        fold_of(name, paper, "ltr")
    (finding,) = caught.value.findings
    wrong = name if code == "unknown-fold" else paper
    assert (finding.code, finding.message) == (code, f"unknown {code.removeprefix('unknown-')} “{wrong}”")
    assert all(each in (finding.hint or "") for each in known)


def test_text_stock_is_the_usual_one():
    assert fold_of("roll", "Letter", "ltr") == fold_of("roll", "Letter", "ltr", "text") == roll_fold("Letter")
    assert fold_of("roll", "Letter", "ltr") != fold_of("roll", "Letter", "ltr", "cover")
    assert fold_of("roll", "A4", "ltr", "cover") == fold_of("roll", "A4", "ltr")


def test_a_layout_can_be_folded_as_each_fold_with_its_panels():
    assert folds_with_panels(["back", "cover", "flap", "inside", "inside", "inside"]) == ("roll", "z", "gate")
    assert folds_with_panels(["cover", "inside", "inside", "back"]) == ("quarter",)
    assert folds_with_panels(["cover", "inside", "back"]) == folds_with_panels([]) == ()


def test_single_pages_lie_each_on_a_sheet_of_their_own():
    fold = single_pages(Size(105, 148), 2)
    assert (fold.sheet, fold.names) == (Size(105, 148), ("", ""))
    assert [[(slot.panel, slot.x_mm, slot.y_mm, slot.size, slot.upside_down, slot.shift_mm) for slot in side] for side in fold.sides] == [
        [(0, 0, 0, Size(105, 148), False, 0)], [(1, 0, 0, Size(105, 148), False, 0)],
    ]  # fmt: skip


# Each side of a sheet: panel, left and lower edge, width and height in mm, from left to right; “*” is upside down.
PLACES = {
    "roll": ["4 0 0 97 210 | 5 97 0 100 210 | 0 197 0 100 210", "1 0 0 100 210 | 2 100 0 100 210 | 3 200 0 97 210"],
    "z": ["4 0 0 99 210 | 5 99 0 99 210 | 0 198 0 99 210", "1 0 0 99 210 | 2 99 0 99 210 | 3 198 0 99 210"],
    "gate": [
        "4 0 0 73.25 210 | 5 73.25 0 150.5 210 | 0 223.75 0 73.25 210", "1 0 0 73.25 210 | 2 73.25 0 150.5 210 | 3 223.75 0 73.25 210",
    ],
    "quarter": ["0 105 0 105 148.5 | 1* 105 148.5 105 148.5 | 2* 0 148.5 105 148.5 | 3 0 0 105 148.5"],
}  # fmt: skip
SIX = ("cover", "inside", "inside", "inside", "flap", "back")


def places(fold):
    """Return the sides of a fold as above."""
    return [" | ".join(map(place, side)) for side in fold.sides]


def place(slot):
    return f"{slot.panel}{'*' * slot.upside_down} {slot.x_mm:g} {slot.y_mm:g} {slot.size.width_mm:g} {slot.size.height_mm:g}"


@pytest.mark.parametrize("name", PLACES)
def test_panels_lie_where_they_lie(name):
    fold = fold_of(name, "A4", "ltr")
    assert places(fold) == PLACES[name]
    assert all(slot.shift_mm == 0 and slot.size == fold.panels[slot.panel].size for side in fold.sides for slot in side)
    assert fold.names == (("cover", "inside", "inside", "back") if name == "quarter" else SIX)
    assert fold.sheet == (Size(210, 297) if name == "quarter" else Size(297, 210))
    right_to_left = fold_of(name, "A4", "rtl")
    assert [slot.panel for slot in right_to_left.sides[0]] == [slot.panel for slot in reversed(fold.sides[0])]
    assert right_to_left.panels == fold.panels


def test_the_pages_of_a_booklet_of_two_sheets():
    fold = booklet_fold("A4", 7)
    assert places(fold) == [f"{left} 0 0 148.5 210 | {right} 148.5 0 148.5 210" for left, right in ((7, 0), (1, 6), (5, 2), (3, 4))]
    assert [[slot.shift_mm for slot in side] for side in fold.sides] == [[-0.1, 0.1]] * 2 + [[0, 0]] * 2
    assert (fold.sheet, fold.panels[0].size, fold.names) == (Size(297, 210), Size(148.5, 210), ("",) * 8)
    assert booklet_fold("A4", 0) == booklet_fold("A4", 1) and len(booklet_fold("A4", 4).panels) == len(booklet_fold("A4", 1).panels) == 4

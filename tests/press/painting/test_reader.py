"""What the operators of a page paint: where it is, how light, how opaque, and in which order."""

from dataclasses import dataclass, field

import pytest

from publish.press.painting.reader import read_painting

UNIT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Stream:
    stream: list
    _resources: dict = field(default_factory=dict)


def painted(*operators, graphics=None, groups=None):
    resources = {"ExtGState": graphics or {}, "XObject": groups or {}}
    for group in (groups or {}).values():
        if group is not None:
            group._resources = resources
    return read_painting(Stream(list(operators), resources), 0, UNIT, UNIT)


def only(painting):
    (fill,) = painting.fills
    return fill


@pytest.mark.parametrize(
    ("path", "inside", "outside"),
    [
        ([b"10 10 20 20 re", b"f"], (15, 15), (35, 15)),
        ([b"30 30 -20 -20 re", b"f"], (15, 15), (35, 15)),
        ([b"10 10 m", b"30 10 l", b"30 30 l", b"h", b"f"], (25, 15), (15, 25)),
        ([b"0 0 m", b"0 40 40 40 40 0 c", b"f"], (20, 25), (20, 35)),
        ([b"0 0 40 40 re", b"10 10 20 20 re", b"f*"], (5, 5), (20, 20)),
        ([b"4 w", b"10 10 20 20 re", b"S"], (10, 20), (20, 20)),
        ([b"2 0 0 2 0 0 cm", b"4 w", b"10 10 m", b"40 10 l", b"S"], (50, 23), (50, 25)),
        ([b"0 1 -1 0 0 0 cm", b"10 10 20 5 re", b"f"], (-12, 15), (15, 12)),
        ([b"0.7 0.7 -0.7 0.7 0 0 cm", b"0 0 10 10 re", b"f"], (0, 7), (5, 1)),
        ([b"q", b"1 0 0 1 5 0 cm", b"10 10 m", b"1 0 0 1 5 0 cm", b"30 10 l", b"30 30 l", b"Q", b"f"], (38, 16), (17, 12)),
    ],
)
def test_a_path_is_where_its_matrix_puts_it(path, inside, outside):
    fill = only(painted(*path))
    assert fill.covers(inside) and not fill.covers(outside)


def test_clips_hold_until_the_state_is_restored():
    one, two = painted(b"q", b"0 0 10 10 re", b"W", b"n", b"0 0 40 40 re", b"f", b"Q", b"0 0 40 40 re", b"f").fills
    assert one.covers((5, 5)) and not one.covers((15, 5)) and two.covers((15, 5))


def test_an_empty_clip_leaves_nothing():
    assert not only(painted(b"W", b"n", b"0 0 40 40 re", b"f")).covers((5, 5))


def test_a_gradient_fills_what_is_not_clipped_away_and_nobody_knows_how_light_it_is():
    assert only(painted(b"/s sh")).covers((5000, 5)) and only(painted(b"/s sh")).light is None
    clipped = only(painted(b"0 0 10 10 re", b"W", b"n", b"0 0 5 20 re", b"W", b"n", b"/s sh"))
    assert clipped.covers((4, 4)) and not clipped.covers((7, 7)) and not clipped.covers((4, 15))


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        ([], 0.0),
        ([b"1 1 1 rg"], 1.0),
        ([b"1 1 1 RG"], 0.0),
        ([b"/DeviceCMYK cs", b"0 0 0 0 scn"], 1.0),
        ([b"/DeviceCMYK cs", b"0 0 0 1 scn"], 0.0),
        ([b"/lab-d50 cs", b"100 0 0 scn"], 1.0),
        ([b"/Pattern cs", b"/p scn"], None),
        ([b"/unknown cs", b"1 1 1 scn"], None),
        ([b"/masked gs", b"1 1 1 rg"], None),
        ([b"/mixed gs", b"1 1 1 rg"], None),
        ([b"q", b"1 1 1 rg", b"Q"], 0.0),
    ],
)
def test_how_light_a_colour_is(colour, light):
    graphics = {"masked": {"SMask": {}}, "mixed": {"BM": "/Multiply"}}
    found = only(painted(*colour, b"0 0 9 9 re", b"f", graphics=graphics)).light
    assert found == (None if light is None else pytest.approx(light, abs=0.001))


def test_texts_and_areas_are_in_the_order_of_the_page():
    found = painted(b"0 0 9 9 re", b"f", b"1 0 0 -1 3 4 Tm", b"0 0 9 9 re", b"f")
    assert [each.order for each in found.fills] == [0, 2]
    (letters,) = found.letters
    assert letters.order == 1 and letters.origin == (3, 4) and letters.alpha == 1


@pytest.mark.parametrize(("said", "alpha"), [(b"3 Tr", 0), (b"7 Tr", 0), (b"0 Tr", 1), (b"/half gs", 0.5), (b"/masked gs", 0)])
def test_how_opaque_a_text_is(said, alpha):
    (letters,) = painted(said, b"1 0 0 -1 3 4 Tm", graphics={"half": {"ca": 0.5}, "masked": {"SMask": {}}}).letters
    assert letters.alpha == alpha


def test_a_group_is_read_in_the_state_of_its_place():
    group = Stream([b"0 0 10 10 re", b"f"])
    operators = [b"1 1 1 rg", b"/half gs", b"1 0 0 1 50 0 cm", b"/g Do", b"/g Do", b"/picture Do"]
    one, two, picture = painted(*operators, graphics={"half": {"ca": 0.5}}, groups={"g": group, "picture": None}).fills
    assert one.covers((55, 5)) and not one.covers((5, 5)) and one.alpha == 0.5 and one.light == 1
    assert (one.group, two.group, picture.group) == (1, 2, 0) and picture.light is None

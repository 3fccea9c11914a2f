"""Operators of PDF content are read and written as WeasyPrint writes them."""

import pytest

from publish.press.engine.content import (
    actual_text,
    artifact,
    convert_colours,
    count_fonts,
    drop_empty_strings,
    first_font,
    has_rise,
    invisible_text,
    moved_matrix,
    replaced_by_text,
    set_font,
    shown_glyphs,
)

RUN = [b"BT", b"/ABCDEF 12.5 Tf", b"1 0 0 -1 10 20 Tm", b"[<00010002> -20 <0003>] TJ", b"/GHIJKL 9 Tf", b"[<001f>] TJ", b"ET"]


def test_the_first_font_counts() -> None:
    assert first_font(RUN) == ("ABCDEF", 12.5)
    assert count_fonts(RUN) == 2
    assert set_font(*first_font(RUN)) == RUN[1]


def test_glyphs_are_shown_with_their_font() -> None:
    assert list(shown_glyphs(RUN)) == [("ABCDEF", [1, 2, 3]), ("GHIJKL", [31])]


@pytest.mark.parametrize(
    ("matrix", "moved"), [(b"1 0 0 -1 10 20 Tm", b"1 0 0 -1 13.0000 15.0000 Tm"), (b"0 2 -2 0 10 20 Tm", b"0 2 -2 0 0.0000 26.0000 Tm")]
)
def test_a_matrix_is_moved_in_text_space(matrix: bytes, moved: bytes) -> None:
    """Three units along the text and five above it, also where the text is turned."""
    assert moved_matrix([matrix], 3, 5) == moved


def test_texts_have_no_empty_strings() -> None:
    operators = [b"[<>783<>-964.5<004b>964] TJ", b"[<004b>] TJ", b"<> Tj", "/Span"]
    drop_empty_strings(operators)
    assert operators == [b"[ 783 -964.5<004b>964] TJ", b"[<004b>] TJ", b"<> Tj", "/Span"]


def test_a_rise_is_found() -> None:
    assert not has_rise(RUN)
    assert has_rise([*RUN, b"3 Ts"])


def test_marks_hold_what_they_mark() -> None:
    kind, properties, *marked = artifact(RUN)
    assert (kind, properties, marked) == ("/Artifact", {"Type": "/Layout"}, [b"BDC", *RUN, b"EMC"])
    kind, properties, *marked = replaced_by_text("±", RUN)
    assert (kind, properties["ActualText"].string, marked) == ("/Span", "±", [b"BDC", *RUN, b"EMC"])
    assert actual_text("a").data == b"<</ActualText (a)>>"


def test_invisible_text_leaves_no_ink_and_ends_so() -> None:
    assert invisible_text(RUN[2], RUN[1], b"0001") == [b"BT", RUN[2], RUN[1], b"3 Tr", b"[<0001>] TJ", b"0 Tr", b"ET"]


def test_colours_of_areas_and_lines_are_converted_and_nothing_else() -> None:
    content = [b"1 0.5 0 rg", b"0 0 0 RG", b"q", "/Span", b"[<7267>] TJ", b"data that ends in \xffrg"]
    kept = content[2:]
    convert_colours(content, lambda red, green, blue: (red, green, blue, 0.25))
    assert content == [b"1.0000 0.5000 0.0000 0.2500 k", b"0.0000 0.0000 0.0000 0.2500 K", *kept]

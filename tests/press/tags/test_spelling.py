"""What glyphs spell decides whether a run needs its text said in another way."""

from types import SimpleNamespace

import pytest

from publish.press.tags.spelling import GlyphMaps, replacement_text

# Glyph 3 is a capital Alpha that prints for A too; glyph 4 stands for two letters.
MAPS = GlyphMaps([SimpleNamespace(hash="F", to_unicode={1: "a", 2: "b", 3: "\u0391", 4: "ff", 5: "\u0643"})])


def run(*digits: str, rise: bool = False) -> list[bytes]:
    return [b"/F 12 Tf", *([b"2 Ts"] if rise else []), b"[<" + "".join(digits).encode() + b">] TJ"]


@pytest.mark.parametrize(("digits", "text"), [(["0001", "0002"], "ab"), (["0004"], "ff"), (["0009"], ""), (["0001", "0009"], "a")])
def test_glyphs_spell_what_the_maps_have(digits: list[str], text: str) -> None:
    assert MAPS.spell(run(*digits)) == text


def test_only_ascii_with_a_glyph_for_each_letter_is_simple() -> None:
    assert MAPS.is_simple("a b", run("0001"))
    assert not MAPS.is_simple("A", run("0003")), "the map has Alpha"
    assert not MAPS.is_simple("\u0391", run("0003")), "not ASCII"
    assert not MAPS.is_simple("a", [*run("0001"), *run("0002")]), "two fonts"


def test_right_to_left_letters_on_the_line_spell_themselves() -> None:
    assert MAPS.spells_rtl("\u0643", run("0005"))
    assert not MAPS.spells_rtl("\u0643", run("0005", rise=True))
    assert not MAPS.spells_rtl("\u0643.", run("0005")), "a sign"
    assert not MAPS.spells_rtl("\u0643\u0643", run("0005")), "a letter is missing"


@pytest.mark.parametrize(
    ("text", "spelled", "replacement"),
    [
        ("50 mg", "50 mg", ""),
        ("50\u00a0mg", "50 mg", ""),
        ("50 mg", "5 mg", "50 mg"),
        ("50\u2060 mg", "5 mg", "50 mg"),
        ("\u0939\u093f", "\u0939\u093f", "\u0939\u093f"),  # a vowel sign
        ("\u0939\u093f", None, "\u0939\u093f"),
        ("plain", None, ""),
        (" ", "x", ""),
        ("\u0643", "x", ""),  # right-to-left
    ],
)
def test_text_is_replaced_where_glyphs_fail_or_marks_divide_words(text: str, spelled: str | None, replacement: str) -> None:
    assert replacement_text(text, spelled) == replacement

"""Characters without width are stripped, those that shape letters are not."""

from publish.text.zero_width import WORD_JOINER, strip_zero_width


def test_joiners_soft_hyphens_and_directional_controls_are_stripped() -> None:
    assert strip_zero_width(f"10{WORD_JOINER} m\u00adg\u200b\u2066a\u2069\u200f") == "10 mga"


def test_what_shapes_letters_or_has_width_is_kept() -> None:
    kept = "\u200d\u200c\u00a0\u2009-"
    assert strip_zero_width(kept) == kept

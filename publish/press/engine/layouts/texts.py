"""Texts that are shaped once for all layouts at one type size.

Between two layouts at the same size, most lines hold the same text in the same width; and in one layout those in columns, and in the
margins of pages, come again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import Layout, split_first_line, strut

from publish.press.engine.layouts.shaping import split_line

Split = Callable[..., Any]

# The properties that decide how a text is shaped and where its lines end, beside ``white-space``, which changes after styles are made.
SHAPING = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "word_break",
    "word_spacing",
)


def keep_texts() -> None:
    """Let WeasyPrint look a text up in what its context has ``kept`` before it shapes it; calling it again changes nothing."""
    inline.split_first_line = _kept(split_line)
    preferred.split_first_line = _kept(split_first_line)
    inline.strut = height_of_line


def _kept(split: Split) -> Split:
    """Return a function that does what ``split`` does, and does it once for all layouts of a page at one size."""

    @wraps(split)
    def _first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        rest = max_width, justification_spacing, is_line_start, minimum
        kept = getattr(context, "kept", None)
        if kept is None:
            return split(text, style, context, *rest)
        key = split, text, _shaping(style), style["white_space"], *rest
        found = kept.texts.get(key)
        if found is None:
            found = kept.texts[key] = split(text, style, context, *rest)
        return _copied(found[0]), *found[1:]

    return _first_line


def height_of_line(style: Any) -> Any:
    """Return the height of a line and where its baseline is, as WeasyPrint does; it asks once for each style."""
    try:
        return style.line_height
    except AttributeError:
        found = style.line_height = strut(style)
        return found


def _shaping(style: Any) -> str:
    """Return what a computed ``style`` says of shaping; it is worked out once, as no such property changes when boxes have been made."""
    try:
        found = style.shaping
    except AttributeError:
        found = style.shaping = repr([style[name] for name in SHAPING])
    assert isinstance(found, str)
    return found


def _copied(layout: Any) -> Any:
    """Return a copy of a layout of Pango's: a box changes its own when it is painted."""
    copy = Layout.__new__(Layout)
    copy.__dict__.update(layout.__dict__)
    return copy

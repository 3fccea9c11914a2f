"""Print pages in the colours of a clinic: its accent and its tint take the place of ours wherever a layout has them.

CSS variables do not reach the boxes in the margins of a page, drawings and icons. So the colours themselves are replaced, in style
sheets and drawings alike. Whether words can be read on them is reckoned by WCAG 2.2 (1.4.3, 1.4.6).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.press.painting.light import contrast, luminance
from publish.project import Finding, Severity
from publish.project.settings import Brand

# The palette of the shipped layouts.
ACCENT, TINT, MID = "#0b5563", "#e4f0f1", "#9cc7cc"
DARK_ACCENT, DARK_HERO = "#9fd6de", "#0a3d47"  # of the web page on a dark canvas
WHITE, DARK_PAPER, DARK_CARD = "#ffffff", "#10191d", "#1b2a30"
WANTED_CONTRAST, LEAST_CONTRAST = 7.0, 4.5
_PALE, _MIDDLE, _DEEP = 0.11, 0.4, 0.3  # how much of the accent is in the tint and in the colour between, and of black in the dark accent
_STEPS = 20
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that replace those of the shipped layouts, by the latter; empty for a clinic without colours of its own."""

    colours: tuple[tuple[str, str], ...] = ()

    def recolour(self, text: str) -> str:
        """Return a style sheet or a drawing with the colours replaced."""
        known = dict(self.colours)
        return _COLOUR.sub(lambda found: known.get(found[0].lower(), found[0]), text) if known else text

    def recolour_drawing(self, data: bytes) -> bytes:
        """Return a drawing (SVG, UTF-8) with the colours replaced."""
        return self.recolour(data.decode()).encode() if self.colours else data


def palette_of(brand: Brand) -> Palette:
    """Return the colours of ``brand``; those that it does not name are mixed from its accent."""
    if brand.accent is None and brand.tint is None:
        return Palette()
    accent = brand.accent or ACCENT
    mixed = brand.accent is not None
    replaced = {
        ACCENT: accent,
        TINT: brand.tint or (mix(accent, WHITE, _PALE) if mixed else TINT),
        MID: mix(accent, WHITE, _MIDDLE) if mixed else MID,
        DARK_ACCENT: _readable(accent) if mixed else DARK_ACCENT,
        DARK_HERO: mix("#000000", accent, _DEEP) if mixed else DARK_HERO,
    }
    return Palette(tuple((ours, theirs) for ours, theirs in replaced.items() if ours != theirs))


def brand_findings(brand: Brand, file: str) -> Iterator[Finding]:
    """Yield ``brand-contrast`` for each pair of the colours on which words would be hard to read: an error below 4.5, else a warning."""
    colours = dict(palette_of(brand).colours)
    if not colours:
        return
    accent, tint = colours.get(ACCENT, ACCENT), colours.get(TINT, TINT)
    ink = "#16252b"
    pairs = (
        ("headings in the accent on white", accent, WHITE, WANTED_CONTRAST),
        ("headings in the accent on the tint", accent, tint, LEAST_CONTRAST),
        ("text on the tint", ink, tint, WANTED_CONTRAST),
    )
    for what, colour, ground, wanted in pairs:
        found = contrast_ratio(colour, ground)
        if found < wanted:
            severity = Severity.ERROR if found < LEAST_CONTRAST else Severity.WARNING
            message = f"{what} ({colour} on {ground}) have a contrast of {found:.1f} to 1; {wanted:g} to 1 is wanted"
            hint = "choose a darker accent or a paler tint under [brand]"
            yield Finding(severity, "brand-contrast", message, file=file, hint=hint)


def contrast_ratio(colour: str, ground: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    return contrast(*(luminance([part / 255 for part in _parts(each)]) for each in (colour, ground)))


def mix(colour: str, ground: str, share: float) -> str:
    """Return ``share`` of ``colour`` over ``ground``, in sRGB."""
    parts = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in parts)


def _readable(accent: str) -> str:
    """Return ``accent`` with as little white as it needs to be read on a dark page and its boxes."""
    grounds = DARK_PAPER, DARK_CARD
    lighter = (mix(WHITE, accent, step / _STEPS) for step in range(_STEPS + 1))
    return next(colour for colour in lighter if all(contrast_ratio(colour, ground) >= WANTED_CONTRAST for ground in grounds))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

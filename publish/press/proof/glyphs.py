"""Check that every character prints as a visible glyph of an allowed font."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from publish.press.engine.fonts import family_key, package_hint
from publish.press.engine.layouts.shaping import blank_glyphs
from publish.press.findings import MissingGlyph, finding_about, output_name
from publish.press.job import Job
from publish.project import Finding, Severity

AROUND = 24
INVISIBLE = {"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me"}
# What to call characters without a name; they are not printed to a terminal either.
NAMELESS = {"Cc": "a control character", "Cn": "no character of Unicode", "Co": "for private use", "Cs": "half a character"}
# The family to add for a script; the key is the first word of its characters' Unicode names.
FAMILIES = {
    "ARABIC": "Noto Naskh Arabic",
    "ARMENIAN": "Noto Sans Armenian",
    "BENGALI": "Noto Sans Bengali",
    "BOPOMOFO": "Noto Sans CJK TC",
    "CJK": "Noto Sans CJK SC",
    "CYRILLIC": "Noto Sans",
    "DEVANAGARI": "Noto Sans Devanagari",
    "ETHIOPIC": "Noto Sans Ethiopic",
    "GEORGIAN": "Noto Sans Georgian",
    "GREEK": "Noto Sans",
    "GUJARATI": "Noto Sans Gujarati",
    "GURMUKHI": "Noto Sans Gurmukhi",
    "HANGUL": "Noto Sans CJK KR",
    "HEBREW": "Noto Sans Hebrew",
    "HIRAGANA": "Noto Sans CJK JP",
    "IDEOGRAPHIC": "Noto Sans CJK SC",
    "KATAKANA": "Noto Sans CJK JP",
    "KHMER": "Noto Sans Khmer",
    "LAO": "Noto Sans Lao",
    "LATIN": "Noto Sans",
    "MYANMAR": "Noto Sans Myanmar",
    "TAMIL": "Noto Sans Tamil",
    "TELUGU": "Noto Sans Telugu",
    "THAI": "Noto Sans Thai",
}


# Families whose digits and letters are signs of their own: “200” reads as “2 0 0”.
_SIGNS = re.compile(r"Symbol|Emoji|Dingbats|Webdings|Wingdings|Music", re.IGNORECASE)
_LETTER = re.compile("[0-9A-Za-z]")


def find_missing_glyphs(job: Job, fonts: Iterable[Any], texts: Iterable[str]) -> list[Finding]:
    """Return an error for the characters that no allowed font has, one for each remedy; each quotes the words around from ``texts``."""
    characters = sorted({chr(codepoint) for font in fonts for codepoint in font.missing})
    lines = list(texts) if characters else []
    remedies: dict[str, list[str]] = {}
    for character in characters:
        remedies.setdefault(_remedy(job, character), []).append(character)
    return [_no_glyph(job, group, lines, remedy) for remedy, group in remedies.items()]


def find_foreign_fonts(job: Job, fonts: Iterable[Any]) -> list[Finding]:
    """Return an error for each font that printed but whose family is not among those of the job, or is for signs and printed letters."""
    allowed, known = set(map(family_key, job.families)), tuple(fonts)
    strangers = sorted({font.family for font in known if family_key(font.family) not in allowed})
    signs = sorted({font.family for font in known if _SIGNS.search(font.family) and any(map(_LETTER.search, font.to_unicode.values()))})
    return [*(_stranger(job, family) for family in strangers), *(_for_signs(job, family) for family in signs)]


def find_empty_glyphs(job: Job, fonts: Iterable[Any]) -> list[Finding]:
    """Return an error for each printed glyph that has no outline though its character is a visible one."""
    return [_no_outline(job, font.family, text) for font in fonts for text in _blank_texts(font)]


def _blank_texts(font: Any) -> Iterator[str]:
    """Yield the texts of the glyphs of ``font`` (as it is embedded) that leave no mark on the paper.

    Two kinds are no fault: empty glyphs that shaped scripts put beside others for the same character, and glyphs without a width,
    which in Nastaliq only move others.
    """
    shown = {glyph: text for glyph, text in font.to_unicode.items() if glyph < font.glyph_count and font.widths.get(glyph)}
    suspects = {glyph: text for glyph, text in shown.items() if not any(map(_is_invisible, text))}
    if not suspects:
        return
    blank = blank_glyphs(font)
    seen = {character for glyph, text in suspects.items() if glyph not in blank for character in text}
    yield from (text for glyph, text in suspects.items() if glyph in blank and not seen.issuperset(text))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in INVISIBLE


def _no_glyph(job: Job, characters: list[str], texts: Iterable[str], remedy: str) -> Finding:
    around = next((_around(text, character) for text in texts for character in characters if character in text), "")
    where = f", in: “{around}”" if around else ""
    return MissingGlyph(
        Severity.ERROR,
        "glyph-missing",
        f"{output_name(job)}: no font of this language has {', '.join(map(_named, characters))}{where}",
        locale=job.locale or None,
        hint=remedy,
        characters="".join(characters),
    )


_SIGNS_FOR = {"✅": "✔", "❌": "✘", "❎": "✘", "📞": "☎", "📱": "☎", "🔴": "●", "🟠": "●", "🟡": "●", "🟢": "●", "🔵": "●", "👉": "→", "🚨": "⚠"}
"""What to write in place of emoji that are often pasted. They have colours, which ink and readers of one colour lack."""


def _remedy(job: Job, character: str) -> str:
    if character in _SIGNS_FOR:
        return f"write “{_SIGNS_FOR[character]}”, which fonts have, or a word: emoji do not print"
    if unicodedata.category(character) == "So" and character >= "\U0001f000":
        return "delete it, or write a word: emoji do not print"
    family = FAMILIES.get(unicodedata.name(character, "").split(" ")[0].split("-")[0])
    if family is None or family in job.families:
        return f"write it in another way; none of {', '.join(job.families)} has it"
    return f"add “{family}” to this language in layouts/typography.toml, and {package_hint(family)}"


def _around(text: str, character: str) -> str:
    at = text.index(character)
    around = " ".join(text[max(0, at - AROUND) : at + AROUND].split())
    return "".join("…" if unicodedata.category(letter) in NAMELESS else letter for letter in around)


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if (kind := NAMELESS.get(unicodedata.category(character))) is not None:
        return f"{code} ({kind})"
    return f"“{character}” ({code} {unicodedata.name(character, 'unnamed')})"


def _stranger(job: Job, family: str) -> Finding:
    message = f": the font family “{family}” printed, but this language allows {', '.join(job.families)} only"
    return finding_about(job, "font-foreign", message, package_hint(job.families[0]))


def _for_signs(job: Job, family: str) -> Finding:
    message = f": “{family}”, a font of signs, prints letters or digits, which are hard to read in it"
    return finding_about(job, "font-foreign", message, "let the style sheets of the layout leave font-family to the page")


def _no_outline(job: Job, family: str, text: str) -> Finding:
    hint = f"the installed font is damaged or a placeholder; {package_hint(family)}"
    return finding_about(job, "glyph-empty", f": “{family}” prints nothing for {_named(text[0])}", hint)

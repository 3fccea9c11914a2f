"""Checks of the characters of a translation: garbled encodings, invisible characters, letters of two alphabets in one word."""

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.word_lists import SPACE_ENDED, language_code
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_error, report_warning

ZERO_WIDTH_SPACED = frozenset({"ne", "bn", "hi"})
"""Languages for which some keyboards type zero-width spaces."""

# UTF-8 bytes of a character beyond ASCII, read as Windows-1252. A closing quotation mark or a no-break space after é is normal text.
_GARBLED = re.compile(
    "[\u00c2-\u00f4][\u0080-\u009f\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf"
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122]+"
)
# Any character that `check_invisible_characters` looks for: most texts have none.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2028-\u202e\u2060-\u206f\u3164"
    "\ufdd0-\ufdef\ufeff\uffa0\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e00ff]"
)
# Control characters, line and paragraph separators, deprecated format characters, annotations, tags, and what is no character.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ufffd-\uffff\ud800-\udfff\U000e0000-\U000e00ff]"
)
_OVERRIDE = re.compile("[\u202d\u202e]")
_ISOLATE = re.compile("[\u2066-\u2069]")
_EMBEDDING = re.compile("[\u202a\u202b\u202c]")
_ZERO_WIDTH = re.compile("[\u200b\u2060-\u2064\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]")
_JOINER = re.compile(r"[\u200c\u200d]")
_JOINING_SCRIPTS = frozenset(
    "ARABIC SYRIAC MONGOLIAN DEVANAGARI BENGALI GUJARATI GURMUKHI KANNADA MALAYALAM SINHALA TAMIL TELUGU ORIYA".split()
    + "MYANMAR KHMER THAI LAO".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONVERSION = re.compile(r"%(?:\d+\$)?[sd]")  # its s or d is no letter of the word after it
_SIMILAR_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_LATIN, _GREEK, _CYRILLIC = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff", "\u0400-\u052f"
_NOT_LATIN = re.compile(f"[{_GREEK}{_CYRILLIC}]")
_TWO_SCRIPTS = re.compile(
    "|".join(f"[{one}][{other}]" for one in (_LATIN, _GREEK, _CYRILLIC) for other in (_LATIN, _GREEK, _CYRILLIC) if one != other)
)
_LOOK_ALIKE = frozenset("aAeEoOpPcCxXyYiIjsSBHKMTNZukvtnu" "аАеЕоОрРсСхХуУіІјѕВНКМТ" "οΟαΑΕΗΙΚΜΝΡΤΥΧΖΒνυιρκ")
_INFLECTED_NAME = re.compile(rf"[{_LATIN}]{{2,}}[{_GREEK}{_CYRILLIC}]{{1,3}}")
_GREEK_SYMBOLS = "αβγδμµκλΔ"


def check_encoding(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report UTF-8 that was read as Latin-1 or Windows-1252: “TÃ³melo”."""
    runs = (run[0] for run in _GARBLED.finditer(case.target.raw) if run[0] not in case.source.raw)
    found = next(((run, meant) for run in runs if (meant := _as_utf8(run)) and meant.isalpha()), None)
    if found:
        message = f"“{found[0]}” is “{found[1]}” read with the wrong encoding"
        yield report_error("garbled-text", message, "open and save the file as UTF-8")


def check_invisible_characters(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report invisible characters, which break search, fonts or the order of the text."""
    text, source = case.target.raw, case.source.raw
    if not _INVISIBLE.search(text):
        return
    if _CONTROL.search(text) and not _CONTROL.search(source):
        yield report_error("control-character", "the translation contains a control character", "type the text again")
    if _OVERRIDE.search(text) and not _OVERRIDE.search(source):
        hint = "use isolates (U+2066 to U+2069), or none"
        yield report_error("bidi-control", "the translation contains a direction override", hint)
    elif _unbalanced(_ISOLATE.findall(text), "\u2069") or _unbalanced(_EMBEDDING.findall(text), "\u202c"):
        hint = "close an isolate with U+2069, an embedding with U+202C"
        yield report_error("bidi-control", "an isolate or embedding is not closed, or is closed without being opened", hint)
    if _ZERO_WIDTH.search(text) and not _ZERO_WIDTH.search(source) and language_code(case.locale) not in SPACE_ENDED | ZERO_WIDTH_SPACED:
        hint = "type the words around it again"
        yield report_warning("invisible-character", "the translation contains a character without width", hint)
    if _JOINER.search(text) and _JOINER.search(source) is None and not _may_have_joiners(text):
        message = "the translation contains a joiner, and its script joins no letters"
        yield report_warning("invisible-character", message, "type the word again")


def check_mixed_scripts(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report words with look-alike letters of two alphabets, such as a Latin a in a Cyrillic word. Endings of foreign names are right."""
    if not _NOT_LATIN.search(case.target.words) or not _TWO_SCRIPTS.search(case.target.words):
        return
    words = _CONVERSION.sub(" ", case.target.words)
    mixed = [word for word in _WORD.findall(words) if not word.isascii() and _mixes_look_alikes(word)]
    if mixed:
        message = f"{quote_items(mixed)} mixes letters of two alphabets"
        yield report_warning("mixed-scripts", message, "type the word again with one keyboard layout")


def _as_utf8(run: str) -> str:
    """Return ``run`` as UTF-8 decodes its bytes in Windows-1252 or Latin-1; an empty string if they are not UTF-8."""
    for charset in ("cp1252", "latin-1"):
        with contextlib.suppress(UnicodeError):
            return run.encode(charset).decode("utf-8")
    return ""


def _unbalanced(controls: list[str], closing: str) -> bool:
    """Tell whether the directional controls are not properly nested."""
    depth = 0
    for control in controls:
        depth += -1 if control == closing else 1
        if depth < 0:
            return True
    return depth != 0


def _may_have_joiners(text: str) -> bool:
    """Tell whether joiners have a meaning in ``text``: in a script that joins letters, or between the parts of an emoji."""
    return any(_script(char) in _JOINING_SCRIPTS or unicodedata.category(char) == "So" for char in text if not char.isascii())


def _mixes_look_alikes(word: str) -> bool:
    """Tell whether a word mixes alphabets with letters that look the same in both.

    Greek symbols at the beginning or end of a term (μg, 5α) are not counted.
    """
    by_script: dict[str, str] = {}
    for char in word.strip(_GREEK_SYMBOLS):
        by_script[_script(char)] = by_script.get(_script(char), "") + char
    similar = sorted((letters for script, letters in by_script.items() if script in _SIMILAR_SCRIPTS), key=len)
    return len(similar) > 1 and set(similar[0]) <= _LOOK_ALIKE and not _INFLECTED_NAME.fullmatch(word)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """Return the first word of the character's Unicode name, which is its script if it is a letter."""
    return unicodedata.name(char, "").partition(" ")[0]

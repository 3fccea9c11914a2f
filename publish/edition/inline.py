"""Text on its way into HTML: left-to-right runs set apart in right-to-left text, Korean words held together.

WeasyPrint ignores ``unicode-bidi``, ``<bdi>`` and ``dir=auto``, so “200 mg” in an Arabic sentence would print as “mg 200”;
a ``<span dir="ltr">`` around the whole run is what it honours. It has no ``word-break: keep-all`` either.
"""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

LRI, PDI = "\u2066", "\u2069"

_LATIN = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_URL = r"(?:https?://|www\.)[^\s<>\"'،؛]*[^\s<>\"'،؛.,;:!?)]"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"\+?\(?\d(?:[\s\u00a0().-]{0,2}\d){5,}"
_WORD = rf"[{_LATIN}](?:[{_LATIN}\d]|['’&/.+-](?=[{_LATIN}\d]))*"
# The Arabic decimal and grouping signs (U+066B, U+066C) too: were they left between two runs, “۲٫۵” would print as “۵٫۲”.
_NUMBER = r"[+−±≈<>≤≥]?[$€£¥₹₩]?\d+(?:[.,:/×\u066b\u066c-]\d+)*\u00a0?(?:[%‰°$€£¥₹₩]|(?:-(?=[A-Za-z])))?"
_TOKEN = rf"(?:{_NUMBER}|{_WORD})"
_RUN = re.compile(rf"{_URL}|{_MAIL}|{_PHONE}|{_TOKEN}(?:(?:[\s\u00a0]?[–/][\s\u00a0]?|,?[\s\u00a0]|-)?{_TOKEN})*")
_LETTER = re.compile(f"[{_LATIN}]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_HANGUL = re.compile(r"\S*[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]\S*")
# A word longer than this would stick out of a narrow panel if it could not break.
_LONGEST_WORD = 16
_LONGEST_RUN = 30  # the same for words in the small letters of a foreign script


def prose(text: str, rtl: bool, keep_words: bool) -> Markup:
    """Return ``text`` escaped for an element's content, with its left-to-right runs or Korean words wrapped as the script needs."""
    if rtl and not _RTL.search(text) and _LETTER.search(text):
        return ltr(text)
    if rtl:
        return _wrapped(_RUN, text, ltr)
    if keep_words:
        return _wrapped(_HANGUL, text, _held)
    return escape(text)


def attribute(text: str, rtl: bool) -> str:
    """Return ``text`` for an attribute, its left-to-right runs between LRI and PDI (Unicode UAX 9) in right-to-left text."""
    if not rtl:
        return text
    return _RUN.sub(lambda run: run[0] if run[0].isdigit() else f"{LRI}{run[0]}{PDI}", text)


def ltr(text: str, whole: bool = False) -> Markup:
    """Return ``text`` as one left-to-right run: a name, a code; with ``whole`` it never breaks, as a telephone number must not.

    A run with a long word says so, because the style sheets let only those break inside a word.
    """
    long = any(len(word) > _LONGEST_RUN for word in text.split())
    kind = ' class="whole"' if whole else ' class="long"' if long else ""
    return Markup('<span dir="ltr"{}>{}</span>').format(Markup(kind), text)


def _wrapped(pattern: re.Pattern[str], text: str, wrap: Callable[[str], Markup]) -> Markup:
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [escape(text[end : found.start()]), wrap(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _held(word: str) -> Markup:
    return escape(word) if len(word) > _LONGEST_WORD else Markup('<span class="word">{}</span>').format(word)

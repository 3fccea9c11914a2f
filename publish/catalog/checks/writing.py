"""Checks of how a translation is written: spaces, the end of the sentence, letters, length."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from publish.catalog.checks.base import Case, Issue, error, listed, note, warning
from publish.catalog.wrap import columns

# What may end a sentence, by what ends it in the source. Unicode, property Sentence_Terminal.
ENDS = {
    ".": ".。．۔।॥።…։",
    "?": "?？؟;⸮՞፧",
    "!": "!！՜",
    ":": ":：︰",
}
ENDLESS = frozenset({"th", "lo", "km", "my"})  # languages whose sentences end with a space
REPEATING = frozenset({"hi", "bn", "ur", "mr", "ne", "ta", "te", "id", "ms", "tl", "fil", "sw", "vi", "tr", "zh", "ja", "th", "haw"})
LONG = 30  # columns from which the growth of a text tells something
GROWN, SHRUNK = 2.2, 0.3

_CLOSERS = " \u00a0\u202f\u2009\u200e\u200f\"'”’»›)]）」』】》〉*_"
_DOUBLED = re.compile(r"(?<![\w-])(\w{2,}) \1(?![\w-])", re.IGNORECASE)
_DOUBLE_RIGHT = frozenset({"nous", "vous", "that", "had"})
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e]")
_JOINER = re.compile(r"[\u200c\u200d]")
_OVERRIDE = re.compile("[\u202a-\u202e]")
_ISOLATE = re.compile("[\u2066-\u2069]")
_ODD = re.compile(  # any of these: most texts have none
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u180e\u200b-\u200d\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd-\uffff\ud800-\udfff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd\ufffe\uffff\ud800-\udfff]")
_JOINED_SCRIPTS = frozenset(
    "ARABIC SYRIAC MONGOLIAN DEVANAGARI BENGALI GUJARATI GURMUKHI KANNADA MALAYALAM SINHALA TAMIL TELUGU".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_LATIN, _GREEK, _CYRILLIC = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff", "\u0400-\u052f"
_NOT_LATIN = re.compile(f"[{_GREEK}{_CYRILLIC}]")
_TWO_SCRIPTS = re.compile(
    "|".join(f"[{one}][{other}]" for one in (_LATIN, _GREEK, _CYRILLIC) for other in (_LATIN, _GREEK, _CYRILLIC) if one != other)
)
_GREEK_PREFIX = "αβγδμµκλΔ"
_HAN = "\u3400-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}])[,;:!?](?=[{_HAN}]|$)|(?<=[{_HAN}])\.$")


def outer_space(case: Case) -> Iterator[Issue]:
    """Compare the space before and after the text."""
    source, target = case.source.raw, case.target.raw
    for side, before, after in (("begin", source[:1], target[:1]), ("end", source[-1:], target[-1:])):
        if before.isspace() != after.isspace() and "\n" not in (before, after):
            yield warning("outer-space", f"source and translation do not both {side} with a space", f"{side} it as the source does")


def end_punctuation(case: Case) -> Iterator[Issue]:
    """Compare what ends the text: full stop, question mark, exclamation mark or colon, each as the script writes it."""
    kind, said = _end(case.source.words), _end(case.target.words)
    if kind == said or (_language(case) in ENDLESS and kind == "."):
        return
    if kind and said:
        yield warning("end-punctuation", f"the source ends with “{kind}”, the translation with “{said}”", "end it as the source does")
    elif kind:
        yield warning("end-punctuation", f"the source ends with “{kind}”, the translation without it", "end it as your script does")
    else:
        yield warning("end-punctuation", f"the translation ends with “{said}”, the source without it", "take it out")


def script_punctuation(case: Case) -> Iterator[Issue]:
    """Look for punctuation of another script: ? for ؟ in Arabic, half-width marks in Chinese, a missing ¿ in Spanish."""
    language, words = _language(case), case.target.words
    if language in ("ar", "fa", "ur") and re.search(r"[\u0600-\u06ff][?;,]", words):
        yield warning("script-punctuation", "a Latin “?”, “;” or “,” follows an Arabic letter", "write ؟ ؛ ،")
    if language in ("zh", "ja") and _HALF_WIDTH.search(words):
        yield warning("script-punctuation", "a half-width mark stands between Chinese characters", "write ，。；：？！")
    if language == "es":
        for opening, closing in ("¿?", "¡!"):
            if words.count(opening) != words.count(closing):
                yield warning("script-punctuation", f"“{closing}” is not opened with “{opening}”", f"write {opening}…{closing}")


def doubled_word(case: Case) -> Iterator[Issue]:
    """Look for a word that stands twice in a row."""
    found = None if _language(case) in REPEATING else _DOUBLED.search(case.target.words)
    if found and found[1].casefold() not in _DOUBLE_RIGHT and not _DOUBLED.search(case.source.words):
        yield warning("doubled-word", f"“{found[0]}” says a word twice", "take one out")


def invisible_character(case: Case) -> Iterator[Issue]:
    """Look for characters that nobody sees and that break search, fonts or the order of the text."""
    text, source = case.target.raw, case.source.raw
    if not _ODD.search(text):
        return
    if _CONTROL.search(text) and not _CONTROL.search(source):
        yield error("control-character", "the translation holds a control character", "type the text again")
    if _OVERRIDE.search(text) and not _OVERRIDE.search(source):
        yield error("bidi-control", "the translation holds a direction override", "use isolates (U+2066 to U+2069), or none")
    if _unbalanced(text):
        yield error("bidi-control", "a direction isolate is not closed, or not opened", "close each with U+2069")
    if _INVISIBLE.search(text) and not _INVISIBLE.search(source) and _language(case) not in ENDLESS:
        yield warning("invisible-character", "the translation holds a character of no width", "type the words around it again")
    if _JOINER.search(text) and _JOINER.search(source) is None and not _joined_script(text):
        yield warning("invisible-character", "a joiner stands in a script that joins no letters", "type the word again")


def mixed_scripts(case: Case) -> Iterator[Issue]:
    """Look for words of look-alike letters: a Latin a in a Cyrillic word."""
    if not _NOT_LATIN.search(case.target.words) or not _TWO_SCRIPTS.search(case.target.words):
        return
    mixed = [word for word in _WORD.findall(case.target.words) if not word.isascii() and len(_scripts(word) & _CONFUSED) > 1]
    if mixed:
        yield warning("mixed-scripts", f"{listed(mixed)} mixes letters of two alphabets", "type the word again on one keyboard")


def unchanged(case: Case) -> Iterator[Issue]:
    """Note a text of several words that is the same as its source."""
    if case.target.raw == case.source.raw and len(_WORD.findall(case.source.words)) > 2:
        yield note("unchanged", "the translation is the same as the source", "translate it, or leave it where it should be the same")


def growth(case: Case) -> Iterator[Issue]:
    """Compare the lengths: a text much longer may not fit, a text much shorter may lack something."""
    shorter, longer = sorted((len(case.source.words), len(case.target.words)))
    if longer * SHRUNK < shorter and longer * 2 < shorter * GROWN:
        return  # whatever the widths of the characters
    source, target = columns(case.source.words), columns(case.target.words)
    if source >= LONG and target > source * GROWN:
        yield warning("growth", f"the translation is {target / source:.1f} times as long as the source", "say it more briefly, if you can")
    if source >= LONG and target < source * SHRUNK:
        yield warning("shrink", f"the translation has {target / source:.0%} of the length of the source", "see what is missing")


def _language(case: Case) -> str:
    return case.locale.split("_")[0]


def _end(words: str) -> str:
    """Return the mark of the source's script that ends ``words``, empty for none."""
    last = words.rstrip(_CLOSERS)[-1:]
    return next((kind for kind, marks in ENDS.items() if last and last in marks), "")


def _unbalanced(text: str) -> bool:
    depth = 0
    for mark in _ISOLATE.findall(text):
        depth += -1 if mark == "\u2069" else 1
        if depth < 0:
            return True
    return depth != 0


def _joined_script(text: str) -> bool:
    """Tell whether joiners mean something in ``text``: in a script that joins letters, or between the parts of a picture."""
    return any(_script(char) in _JOINED_SCRIPTS or unicodedata.category(char) == "So" for char in text if not char.isascii())


def _scripts(word: str) -> set[str]:
    """Return the scripts of a word; a Greek letter that opens or closes a term (μg, 5α) is not counted."""
    letters = word.strip(_GREEK_PREFIX)
    return {_script(char) for char in letters}


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]

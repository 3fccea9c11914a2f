"""Checks of how a translation is written: spaces, the end of the sentence, letters, length."""

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from publish.catalog.template import MARKDOWN_FLAG
from publish.checks.base import Case, Issue, error, listed, note, warning
from publish.checks.languages import code_of
from publish.text.width import columns

# What may end a sentence, by what ends it in the source. Unicode, property Sentence_Terminal.
ENDS = {
    ".": ".。．۔।॥።…։",
    "?": "?？؟⸮՞፧",
    "!": "!！՜",
    ":": ":：︰",
}
KINDS = {mark: kind for kind, marks in ENDS.items() for mark in marks}
BREAKING = frozenset({"ne", "bn", "hi"})  # written with spaces of no width by some keyboards
ENDLESS = frozenset({"th", "lo", "km", "my"})  # languages whose sentences end with a space
REPEATING = frozenset("hi bn ur mr ne gu pa ta te kn ml si id ms jv tl fil sw so ht vi tr zh ja ko th lo km my am fa haw".split())
UNMARKED = ENDLESS | {"ja", "ko", "zh", "hy"}  # languages whose questions are known by a word, or by a mark inside one
LABEL = 40  # characters up to which a text is taken for a label
SHORT = 12  # characters up to which a question mark may be a sign on a button
LONG, LONGER = 30, 50  # columns from which the growth of a text, and its loss, tell something
GROWN, SHRUNK = 2.2, 0.25
MOST, MOST_TIMES = 10_000, 10  # characters, and times the source, above which a translation is none: to print it could take hours
GROWN_FROM = {"zh": 3.0, "ja": 3.0}  # of sources that say more in a line than an alphabet does

_CLOSERS = " \u00a0\u202f\u2009\u200e\u200f\"'”’»›)]）」』】》〉*_"
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d]\w+) \1(?![\w-])", re.IGNORECASE)
_DOUBLE_RIGHT = frozenset(  # a pronoun and a pronoun, an article and a pronoun
    "nous vous that had sie die der das den dem dat je se si az ez egy hogy att för det som man om er da på la le lo el no na to co".split()
)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e]")
_JOINER = re.compile(r"[\u200c\u200d]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_ISOLATE = re.compile("[\u2066-\u2069]")
# What bytes of UTF-8 look like in Windows-1252: what closes a quotation behind é, or parts it from the next word, is none.
_BYTES = re.compile(
    "[\u00c2-\u00f4][\u0080-\u009f\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf"
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122]+"
)
_ODD = re.compile(  # any of these: most texts have none
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u180e\u200b-\u200d\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd-\uffff\ud800-\udfff]"
)
_EMBEDDING = re.compile("[\u202a\u202b\u202c]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd\ufffe\uffff\ud800-\udfff]")
_JOINED_SCRIPTS = frozenset(
    "ARABIC SYRIAC MONGOLIAN DEVANAGARI BENGALI GUJARATI GURMUKHI KANNADA MALAYALAM SINHALA TAMIL TELUGU ORIYA".split()
    + "MYANMAR KHMER THAI LAO".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONVERSION = re.compile(r"%(?:\d+\$)?[sd]")  # of programs: no letter of the word behind it
_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_LATIN, _GREEK, _CYRILLIC = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff", "\u0400-\u052f"
_NOT_LATIN = re.compile(f"[{_GREEK}{_CYRILLIC}]")
_TWO_SCRIPTS = re.compile(
    "|".join(f"[{one}][{other}]" for one in (_LATIN, _GREEK, _CYRILLIC) for other in (_LATIN, _GREEK, _CYRILLIC) if one != other)
)
_ALIKE = frozenset("aAeEoOpPcCxXyYiIjsSBHKMTNZukvtnu" "аАеЕоОрРсСхХуУіІјѕВНКМТ" "οΟαΑΕΗΙΚΜΝΡΤΥΧΖΒνυιρκ")
_FOREIGN_NAME = re.compile(rf"[{_LATIN}]{{2,}}[{_GREEK}{_CYRILLIC}]{{1,3}}")
_GREEK_PREFIX = "αβγδμµκλΔ"
_HAN = "\u3400-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}])[,;!?](?=[{_HAN}]|$)|(?<=[{_HAN}])\.$")  # a half-width colon is common
_LATIN_AFTER_ARABIC = re.compile("[\u0600-\u06ff][?;,]")
_CLOSED = {mark: re.compile(rf"(?<=[^\W\d_])[»”\")]*[{mark}](?!\w)") for mark in "?!"}


def outer_space(case: Case) -> Iterator[Issue]:
    """Compare the space before and after the text. Between paragraphs it means nothing; a label may be joined to something."""
    source, target = case.source.raw, case.target.raw
    grade = note if MARKDOWN_FLAG in case.flags or len(source) > LABEL else warning
    for side, before, after in (("begin", source[:1], target[:1]), ("end", source[-1:], target[-1:])):
        if before.isspace() != after.isspace() and "\n" not in (before, after):
            yield grade("outer-space", f"source and translation do not both {side} with a space", f"{side} it as the source does")


def end_punctuation(case: Case) -> Iterator[Issue]:
    """Compare what ends the text: full stop, question mark, exclamation mark or colon, each as the script writes it.

    Only a question that is none any more, or a statement that became one, is a warning: languages differ in the rest.
    """
    kind, said = _end(case.source.words, case.source_locale), _end(case.target.words, case.locale)
    if kind == said or case.source.words[-1:] == case.target.words[-1:] or (kind == "." and code_of(case.locale) in ENDLESS):
        return
    asks = "?" in (kind, said) and code_of(case.locale) not in UNMARKED and len(case.source.words) > SHORT
    grade = warning if asks else note
    if kind and said:
        yield grade("end-punctuation", f"the source ends with “{kind}”, the translation with “{said}”", "end it as the source does")
    elif kind:
        yield grade("end-punctuation", f"the source ends with “{kind}”, the translation without it", "end it as your script does")
    else:
        yield grade("end-punctuation", f"the translation ends with “{said}”, the source without it", "take it out")


def script_punctuation(case: Case) -> Iterator[Issue]:
    """Look for punctuation of another script: ? for ؟ in Arabic, half-width marks in Chinese, a missing ¿ in Spanish."""
    language, words = code_of(case.locale), case.target.words
    if language in ("ar", "fa", "ur") and _LATIN_AFTER_ARABIC.search(words):
        yield warning("script-punctuation", "a Latin “?”, “;” or “,” follows an Arabic letter", "write ؟ ؛ ،")
    if language in ("zh", "ja") and _HALF_WIDTH.search(words):
        yield warning("script-punctuation", "a half-width mark stands between Chinese characters", "write ，。；：？！")
    if language == "es" and ("?" in words or "!" in words):
        for opening, closing in ("¿?", "¡!"):
            if words.count(opening) < len(_CLOSED[closing].findall(words)):
                yield warning("script-punctuation", f"“{closing}” is not opened with “{opening}”", f"write {opening}…{closing}")


def doubled_word(case: Case) -> Iterator[Issue]:
    """Look for a word that stands twice in a row."""
    if code_of(case.locale) in REPEATING or not _DOUBLED.search(case.target.words):
        return
    found = next((match for match in _DOUBLED.finditer(case.target.words) if not _may_double(*match[0].split(" "))), None)
    if found and not _DOUBLED.search(case.source.words):
        yield warning("doubled-word", f"“{found[0]}” says a word twice", "take one out")


def _may_double(first: str, second: str) -> bool:
    """Tell whether two like words may follow each other: some always, and a word and a name that begins with it (“le champ Champ lié”)."""
    return first.casefold() in _DOUBLE_RIGHT or first[0].islower() and second[0].isupper()


def garbled(case: Case) -> Iterator[Issue]:
    """Look for UTF-8 that was read as Latin-1 or Windows-1252: “TÃ³melo”."""
    found = next((run[0] for run in _BYTES.finditer(case.target.raw) if run[0] not in case.source.raw and _is_utf8(run[0])), None)
    if found:
        yield error("garbled-text", f"“{found}” is what another encoding makes of “{_as_utf8(found)}”", "open and save the file as UTF-8")


def _is_utf8(run: str) -> bool:
    """Tell whether the letters of ``run`` are bytes of UTF-8 that mean letters."""
    meant = _as_utf8(run)
    return bool(meant) and meant.isalpha()


def _as_utf8(run: str) -> str:
    """Return what ``run`` is as UTF-8; empty where it is none."""
    for charset in ("cp1252", "latin-1"):
        with contextlib.suppress(UnicodeError):
            return run.encode(charset).decode("utf-8")
    return ""


def invisible_character(case: Case) -> Iterator[Issue]:
    """Look for characters that nobody sees and that break search, fonts or the order of the text."""
    text, source = case.target.raw, case.source.raw
    if not _ODD.search(text):
        return
    if _CONTROL.search(text) and not _CONTROL.search(source):
        yield error("control-character", "the translation holds a control character", "type the text again")
    if _OVERRIDE.search(text) and not _OVERRIDE.search(source):
        yield error("bidi-control", "the translation holds a direction override", "use isolates (U+2066 to U+2069), or none")
    elif _unbalanced(_ISOLATE.findall(text), "\u2069") or _unbalanced(_EMBEDDING.findall(text), "\u202c"):
        hint = "close an isolate with U+2069, an embedding with U+202C"
        yield error("bidi-control", "a change of direction is not closed, or not opened", hint)
    if _INVISIBLE.search(text) and not _INVISIBLE.search(source) and code_of(case.locale) not in ENDLESS | BREAKING:
        yield warning("invisible-character", "the translation holds a character of no width", "type the words around it again")
    if _JOINER.search(text) and _JOINER.search(source) is None and not _joined_script(text):
        yield warning("invisible-character", "a joiner stands in a script that joins no letters", "type the word again")


def mixed_scripts(case: Case) -> Iterator[Issue]:
    """Look for words of look-alike letters: a Latin a in a Cyrillic word. An ending on a foreign name is none."""
    if not _NOT_LATIN.search(case.target.words) or not _TWO_SCRIPTS.search(case.target.words):
        return
    words = _CONVERSION.sub(" ", case.target.words)
    mixed = [word for word in _WORD.findall(words) if not word.isascii() and _looks_alike(word)]
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
    if len(case.target.raw) > MOST and len(case.target.raw) > MOST_TIMES * len(case.source.raw):
        message = f"the translation has {len(case.target.raw):,} characters, the source {len(case.source.raw):,}"
        yield error("growth", message, "see what was pasted into it")
        return
    source = columns(case.source.words)
    if source < LONG:
        return
    target = columns(case.target.words)
    if target > source * GROWN_FROM.get(code_of(case.source_locale), GROWN):
        yield warning("growth", f"the translation is {target / source:.1f} times as long as the source", "say it more briefly, if you can")
    if source >= LONGER and target < source * SHRUNK:
        yield warning("shrink", f"the translation has {target / source:.0%} of the length of the source", "see what is missing")


def _end(words: str, locale: str) -> str:
    """Return the mark of the source's script that ends ``words``, empty for none. In Greek a semicolon asks."""
    last = words.rstrip(_CLOSERS)[-1:]
    return "?" if last == ";" and code_of(locale) == "el" else KINDS.get(last, "")


def _unbalanced(marks: list[str], closing: str) -> bool:
    depth = 0
    for mark in marks:
        depth += -1 if mark == closing else 1
        if depth < 0:
            return True
    return depth != 0


def _joined_script(text: str) -> bool:
    """Tell whether joiners mean something in ``text``: in a script that joins letters, or between the parts of a picture."""
    return any(_script(char) in _JOINED_SCRIPTS or unicodedata.category(char) == "So" for char in text if not char.isascii())


def _looks_alike(word: str) -> bool:
    """Tell whether a word mixes alphabets by letters that look like those of the other one.

    A Greek letter that opens or closes a term (μg, 5α) is not counted.
    """
    by_script: dict[str, str] = {}
    for char in word.strip(_GREEK_PREFIX):
        by_script[_script(char)] = by_script.get(_script(char), "") + char
    known = sorted((letters for script, letters in by_script.items() if script in _CONFUSED), key=len)
    return len(known) > 1 and set(known[0]) <= _ALIKE and not _FOREIGN_NAME.fullmatch(word)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]

"""Convert text to HTML for the page: isolate left-to-right runs in right-to-left text, and mark words that a line must not break.

WeasyPrint ignores ``unicode-bidi``, ``<bdi>`` and ``dir=auto``, so “200 mg” in an Arabic sentence would print as “mg 200”;
a ``<span dir="ltr">`` around the whole run is what it honours. It has no ``word-break: keep-all`` either, and breaks lines after
any hyphen.
"""

import re
from collections.abc import Callable
from functools import cache, partial

from markupsafe import Markup, escape

from publish.text.bidi import RTL_LETTERS, isolate_runs
from publish.text.held import hold_numbers
from publish.text.word_breaks import mark_word_breaks

_SPACE = r"[\s\u00a0\u202f]"
_WORD_JOINER, _MAY_BREAK = "\u2060", "\u200b"

_LATIN = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff"
# Superscripts and subscripts of formulas and units (m², H₂O).
_SMALL = "\u00b2\u00b3\u00b9\u2070-\u209c"
_PART = rf"[{_LATIN}\d{_SMALL}]"
_FRACTION = "\u00bc-\u00be\u2150-\u215e"
_URL = r"(?:https?://|www\.)[^\s<>\"'،؛]*[^\s<>\"'،؛.,;:!?)]"
_MAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
# A text that is certainly a telephone number: it begins with + or a bracket, or its parts are joined by hyphens.
TELEPHONE = re.compile(r"(?<![\w+-])(?:(?:\+|\()\d(?:[\s\u00a0().-]{0,2}\d){5,}|\d{1,4}(?:-\d{2,4}){1,2}-\d{4})(?![\w-])")
_PHONE = r"\+?\(?\d(?:[\s\u00a0().-]{0,2}\d){5,}(?![:/.,\u066b\u066c]?\d)"
_WORD = rf"\d*[{_LATIN}](?:{_PART}|['’&/.+-]\u2060?(?={_PART}))*(?:\+\+|[®™])?"
# A sign that compares is part of the run: on its own it stands to the right of its number and mirrored (UAX 9), as people read it, but
# pdfium then reads “<” as “>”, also aloud.
_SIGN = rf"(?:[+−±≈~<>≤≥№#]{_SPACE}?|(?<![\w.,)-])-)"
_COMPARED = rf"{_SPACE}?[≈~<>≤≥=]{_SPACE}?"
# Also the Arabic decimal and grouping signs (U+066B, U+066C): between two runs, “۲٫۵” would print as “۵٫۲”.
_DIGITS = rf"\d+(?:[.,:/×\u066b\u066c-]\d+|{_SPACE}×{_SPACE}\d+)*[{_FRACTION}{_SMALL}]*"
# Before an Arabic or Hebrew letter the sign of degrees goes with the letter, to the left of its number: “38.5 °م”.
_DEGREE = rf"{_SPACE}?°(?:[CF]|(?!{_SPACE}?{RTL_LETTERS}))"
# The Arabic percent sign follows Persian digits to their right, and stands to the left of Arabic ones (UAX 9: EN ET, but AN ON).
_PERCENT = r"\u00a0?[%‰$€£¥₹₩]|(?<=[\u06f0-\u06f9])\u00a0?\u066a"
_NUMBER = rf"{_SIGN}?[$€£¥₹₩]?{_DIGITS}(?:{_PERCENT}|{_DEGREE}|(?:-(?=[A-Za-z])))?"
_TOKEN = rf"(?:{_WORD}|{_NUMBER})"
_RUN = re.compile(rf"{_URL}|{_MAIL}|{_PHONE}|{_TOKEN}(?:(?:{_SPACE}?[–/×]\u2060?{_SPACE}?|,?{_SPACE}|-|{_COMPARED})?{_TOKEN})*|®")
_AN_ADDRESS = re.compile(_URL)
# Where an address may break: after a slash and similar signs, before a hyphen (PDF readers drop one at the end of a line, and people take
# it for hyphenation), and in longer parts before a full stop; not after “https://”.
_ADDRESS_PART = re.compile(r"(?:https?://)?[_-]*[^/?&=#_-]*[/?&=#]*")
_HELD_SIGN = re.compile(r"://|[._-](?=.)")
_DOT = re.compile(r"(?=\.)")
_HEBREW_PREFIX, _ARABIC_PREFIX = re.compile("[\u05d0-\u05ea][-\u05be]$"), re.compile("[\u0621-\u064a]$")
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# A prefix that makes one word with the Latin word after it: a Hebrew prefix, or the Arabic article with a tatweel.
_WORD_PREFIX, _PLAIN_WORD = re.compile("(?:[\u05d0-\u05ea][-\u05be]|\u0640-?)\u2060?$"), re.compile("[A-Za-z]+")
# Words that can be longer than a narrow line in large type.
_LONG_WORD = re.compile(r"(?<![^\s(«“„‘])[^\W\d_]{20,}(?!@|[./]?\w)")
# Before a consonant with a vowel after it; a few letters stay together at both ends.
_VOWELS = "aeiouyıəæœøáéíóúýàèìòùâêîôûãõåäëïöüāēīōūőűăąęėůаеёиоуыэюяєії"
_SYLLABLE = re.compile(rf"(?<=[^\W\d_]{{4}})(?=[^\W\d_{_VOWELS}][{_VOWELS}][^\W\d_]{{3}})", re.I)
_A_PHONE = re.compile(r"\+|\(\d")
_LETTER = re.compile(f"[{_LATIN}]")
_RTL = re.compile(RTL_LETTERS)
_HANGUL = re.compile(r"\S*[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]\S*")
# The letters of a word with a hyphen: no space, no punctuation, no script that is written without spaces.
_SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uff00-\uffef"
_OTHER = rf"[^\s.,;:!?…()\[\]{{}}«»“”‘’\"'/–—<>\u060c\u061b\u061f{_SPACELESS}]"
_OPENING, _CLOSING = r"[(\[«“‘„\"'¿¡]{0,3}", r"[)\]»”’\"'.,;:!?…\u060c\u061b\u061f]{0,4}"
# “5-alpha-reductase”, “T-cell”: a line that ends in “5-” cannot be understood. The languages of India join endings to names: “FDA-এর”.
_APART = rf"(?:(?<=[{_SPACELESS}])|(?<![\w.,/@\u066b\u066c+-]))"
_HEAD = rf"(?:\d{{1,4}}|(?![{_SPACELESS}])[^\W\d_]|[A-Z]{{2,6}}(?=-[\u0900-\u0dff]))"
_HYPHENED = rf"{_APART}{_OPENING}(?:(?<=[{_SPACELESS}])|(?<!\w)){_HEAD}-(?![\d-]){_OTHER}+{_CLOSING}"
# PDF readers do not join a right-to-left word again that a line breaks at its own hyphen.
_RTL_LETTER = (
    "[\u0590-\u05bd\u05bf-\u05f4\u0610-\u061a\u0620-\u065f\u066e-\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c\u200d]"
)
_RTL_HEAD = rf"(?:\d{{1,4}}|{_RTL_LETTER}+)"
_RTL_HYPHENED = re.compile(rf"{_APART}{_OPENING}(?<!\w){_RTL_HEAD}(?:[-\u05be]{_RTL_LETTER}+)+{_CLOSING}")
# A prefix and the Latin word it belongs to (ב-MRI, الـ-DNA) are one word.
_PREFIX_GAP = re.compile(rf"(?<={_RTL_LETTER})[-\u05be](?=[{_LATIN}])")
# Pango parts a range at its dash and a number from an abbreviated unit (มก.), whatever joins them, where a
# dictionary finds the words of a text.
_DICTIONARY = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_RANGE = re.compile(
    r"(?<![\w.,/–-])(?:\d+(?:[.,]\d+)*(?:–\u2060?\d+(?:[.,]\d+)*)+(?![\w/–-])"
    r"|\d+(?:[.,]\d+)*(?:–\u2060?\d+(?:[.,]\d+)*)*\u00a0(?:[\u0e01-\u0e4e]{1,5}\.)+)"
)
_HYPHENED_NAME = re.compile(r"(?<!\S)\S*[^\W\d_]-[^\W\d_]\S*")
# A longer word would be wider than a narrow panel if it could not break.
_LONGEST_WORD = 16
_LONGEST_HYPHENED = 20
_LONGEST_RUN = 30  # the same for left-to-right words in right-to-left text
_LONGEST_PART = 16  # the same for a part of an address between two signs


def prose(text: str, rtl: bool, keep_words: bool, whole_words: tuple[str, ...] = ()) -> Markup:
    """Return ``text`` as HTML: escaped, its left-to-right runs, Korean words, telephone numbers and addresses in elements of their own.

    So are the ``whole_words``: those with a hyphen, and in a text whose words are found by a dictionary also those that it need not have.
    """
    if rtl and not _RTL.search(text) and _LETTER.search(text):
        return ltr(text)
    return _wrapped(_AN_ADDRESS, text, lambda found: address(found[0], rtl), lambda words: _words(words, rtl, keep_words, whole_words))


def mark_line_breaks(text: str, part: bool = False, whole_words: tuple[str, ...] = ()) -> str:
    """Return ``text`` with invisible characters that say where a line may break in print, and where it must not.

    A line may break between words of Khmer, Lao and Burmese, and must not part what `hold_numbers` holds nor ``whole_words``. ``part`` adds
    soft hyphens to words that are longer than a narrow line, where a syllable seems to begin: for languages without a hyphenation
    dictionary, where a line could break at any letter instead.
    """
    if part:
        text = _LONG_WORD.sub(lambda word: _SYLLABLE.sub("\u00ad", word[0]), text)
    return hold_numbers(mark_word_breaks(text, whole_words))


def _words(text: str, rtl: bool, keep_words: bool, whole_words: tuple[str, ...]) -> Markup:
    if rtl:
        isolated = partial(_isolated_in, whole_words)
        return _wrapped(_RTL_HYPHENED, text, lambda word: _whole(word[0], isolated(word[0])), isolated)
    return _wrapped(TELEPHONE, text, lambda number: ltr(number[0], whole=True), lambda words: _held_words(words, keep_words, whole_words))


def _held_words(text: str, keep_words: bool, whole_words: tuple[str, ...]) -> Markup:
    hyphened = _hyphened(whole_words)
    between = partial(_ranges, whole_words) if _DICTIONARY.search(text) and not keep_words else escape
    whole = partial(_wrapped, hyphened, wrap=lambda word: _whole(word[0], escape(word[0])), between=between)
    return _wrapped(_HANGUL, text, lambda word: _held(word[0]), lambda words: whole(text=words)) if keep_words else whole(text=text)


@cache
def _hyphened(whole_words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of words that no line may break at their hyphen."""
    terms = "|".join(re.escape(word) for word in sorted(whole_words, key=len, reverse=True) if "-" in word)
    return re.compile(rf"{_HYPHENED}|{_APART}{_OPENING}(?<!\w)(?i:{terms})(?![\w-]){_CLOSING}" if terms else _HYPHENED)


def _ranges(whole_words: tuple[str, ...], text: str) -> Markup:
    return _wrapped(_unbroken(whole_words), text, _unbroken_word)


def _unbroken_word(found: re.Match[str]) -> Markup:
    """Return what a line must not part in an element of its own; before and behind it, a line may end within a run of letters."""
    word, before, behind = found[0], found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]
    return Markup('{}<span class="held">{}</span>{}').format(_gap(before, word[0]), word, _gap(word[-1], behind))


def _gap(before: str, behind: str) -> str:
    """Return the sign for a place where a line may end, between two letters of a language without spaces."""
    return _MAY_BREAK if _DICTIONARY.match(before) and _DICTIONARY.match(behind) else ""


@cache
def _unbroken(whole_words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(whole_words, key=len, reverse=True)
    return re.compile("|".join((_RANGE.pattern, *map(re.escape, longest_first))))


def attribute(text: str, rtl: bool) -> str:
    """Return ``text`` for an attribute, its left-to-right runs between LRI and PDI (Unicode UAX 9) in right-to-left text."""
    return isolate_runs(text, _RUN) if rtl else text


def ltr(text: str, whole: bool = False) -> Markup:
    """Return ``text`` as one left-to-right run: a name, a code; with ``whole`` it never breaks, as a telephone number must not.

    A run with a long word says so, because the style sheets let only those break inside a word.
    """
    long = any(len(word) > _LONGEST_RUN for word in text.split())
    kind = ' class="whole"' if whole else ' class="long"' if long else ""
    return Markup('<span dir="ltr"{}>{}</span>').format(Markup(kind), text)


def address(text: str, rtl: bool) -> Markup:
    """Return a web address that breaks at its punctuation, never within a number; in right-to-left text it is one run.

    Invisible signs say where it may break, and in a run read from the right, which must stay one piece of text for its signs to be
    read in their places, where it may not.
    """
    if rtl:
        return ltr(_MAY_BREAK.join(_HELD_SIGN.sub(rf"\g<0>{_WORD_JOINER}", part) for part in _parts(text)))
    parts = _parts(text)
    return Markup("").join(_part(part, _MAY_BREAK if number < len(parts) else "") for number, part in enumerate(parts, 1))


def _part(text: str, ending: str) -> Markup:
    return escape(text + ending) if len(text) > _LONGEST_PART else Markup('<span class="part">{}</span>').format(text + ending)


def cited(text: str) -> Markup:
    """Return the text of a reference as HTML; no line breaks at the hyphen of a name: PDF readers drop one at the end of a line."""
    return _wrapped(_HYPHENED_NAME, text, lambda name: _whole(name[0], escape(name[0])))


def _parts(text: str) -> list[str]:
    found = [part for part in _ADDRESS_PART.findall(text) if part]
    return [piece for part in found for piece in ([part] if len(part) <= _LONGEST_PART else _DOT.split(part)) if piece]


def _isolated_in(whole_words: tuple[str, ...], text: str) -> Markup:
    text = _PREFIX_GAP.sub(rf"\g<0>{_WORD_JOINER}", text)
    return _wrapped(_RUN, text, lambda run: escape(run[0]) if _is_prefixed(run) else _isolated(run[0], whole_words))


def _is_prefixed(run: re.Match[str]) -> bool:
    """Tell whether a run is one word with its prefix (ב-24, و8, ב-MRI), which bidi puts right by itself (UAX 9, W2, W4 and N1).

    A percent sign would change its side after Arabic letters, not after Hebrew ones.
    """
    text, start = run.string, run.start()
    if _PLAIN_WORD.fullmatch(run[0]):
        return bool(_WORD_PREFIX.search(text, 0, start))
    if _ARABIC_PREFIX.search(text, 0, start):
        return bool(_PLAIN_NUMBER.fullmatch(run[0]))
    return bool(_HEBREW_PREFIX.search(text, 0, start) and _PLAIN_NUMBER.fullmatch(run[0].removesuffix("%")))


def _isolated(run: str, whole_words: tuple[str, ...]) -> Markup:
    """Return a run of a sentence as HTML; no line breaks in a telephone number, or in a short word with a hyphen."""
    unbroken = _A_PHONE.match(run) or _hyphened(whole_words).fullmatch(run)
    return ltr(run, whole=bool(unbroken) and len(run) <= _LONGEST_RUN)


def _wrapped(
    pattern: re.Pattern[str], text: str, wrap: Callable[[re.Match[str]], Markup], between: Callable[[str], Markup] = escape
) -> Markup:
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [between(text[end : found.start()]), wrap(found)]
        end = found.end()
    return Markup("").join([*parts, between(text[end:])])


def _held(word: str) -> Markup:
    return escape(word) if len(word) > _LONGEST_WORD else Markup('<span class="word">{}</span>').format(word)


def _whole(word: str, html: Markup) -> Markup:
    """Return ``html``, a word with a hyphen, in an element that a line does not break, unless the word is too long for a narrow line."""
    return html if len(word) > _LONGEST_HYPHENED else Markup('<span class="whole">{}</span>').format(html)

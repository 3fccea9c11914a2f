"""Word lists of a language: negations, warnings, number words, units, opposites. They are in words/, one TOML file a language.

Spaces separate the words of a list; ``“ ”`` encloses a phrase.

- ``no``: only the whole word. In a language that is written without spaces, a word matches anywhere in the text.
- ``wac{a,o}``: a stem with its endings: “waca” and “waco”. An empty ending is the stem itself: ``call{,s}``.
- ``seri*``: every word that begins with “seri”. ``*less``: every word that ends with “less”.
- ``“ne … plus”``: one or two words may stand for “…”.
- ``call ≠ “call name”``: after the sign, what is not meant though it has a word of the list.

In a language without a file, the checks that need words find nothing.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

SPACELESS = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
"""Languages whose words are not reliably separated by spaces; in Korean, endings and particles are attached to a word."""
SPACE_ENDED = frozenset({"th", "lo", "km", "my"})
"""Languages in which a space may end a sentence."""

# Letters and vowel signs. Python's \\w lacks the combining marks of Latin and Arabic and the vowel signs of the scripts of India.
_LETTER = (
    "\\w\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56"
)
# Letters have two cases, or none is in the class; without “-i”, every look at a letter would change its case first.
_WORD_START, _WORD_END = f"(?<!(?-i:[{_LETTER}]))", f"(?!(?-i:[{_LETTER}]))"
# Keyboards for Arabic, Persian and Urdu type these letters with different code points; an apostrophe is typed straight or curved.
_VARIANTS = str.maketrans({"ی": "[یيى]", "ک": "[کك]", "ہ": "[ہهھ]", "’": "[’'ʼ]", "'": "[’'ʼ]"})
# Letters that patterns take for each other, though Python folds their case in two ways, or that keyboards type differently.
_FOLDED = {"ı": "i", "i\u0307": "i", "ي": "ی", "ى": "ی", "ك": "ک", "ھ": "ہ", "ه": "ہ", "ʼ": "'", "’": "'"}
_PHRASE_OR_WORD = re.compile(r"“([^”]+)”|(\S+)")
_STEM_AND_ENDINGS = re.compile(r"([^\s{]*)\{([^}]*)\}(\*?)")
_GAP = r"(?:\S+\s+){1,2}?"  # what “…” stands for in a phrase
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
LEAST_LETTERS = 4
"""First letters of words from which on they are looked for together before each of them is."""
# The vowel points and cantillation marks of Hebrew.
_HEBREW_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words that are searched in a source text, so that the translation must have a counterpart.

    Only unambiguous words are listed: a check that asks for something the source does not say would give a false alarm.

    - ``negations``: “not”, “never”.
    - ``orders``: those that forbid: “do not”, “never”; all of them if they are not listed.
    - ``limits``: phrases with a negation that say how much at most or at least: “not more than”.
    - ``turning``: every word that may make a translator negate: “unless”, “avoid”, “hard”.
    - ``common``: words of every longer sentence (“the”, “of”): a translation that has them is not translated.
    - ``repeats``: negations that only reinforce an earlier one in the sentence (Spanish “no … ningún”).
    - ``only``: words that turn a negation into “only”, so that the sentence negates nothing (Arabic “لا … إلا”).
    - ``idioms``: phrases with a negation that negates nothing.
    - ``warnings``: words by what they warn of; after a bar, ambiguous ones.
    - ``numbers``: words by the number they always mean: “two”, not “pair”.
    - ``opposites``: words by the names that `publish.checks.meaning.opposites.PAIRS` pairs; after a bar, ambiguous ones.
    - ``needed``: words that limit a statement, by name: “only”, “unless”, “if”.
    """

    negations: str = ""
    orders: str = ""
    limits: str = ""
    turning: str = ""
    common: str = ""
    repeats: str = ""
    only: str = ""
    idioms: str = ""
    warnings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    opposites: dict[str, str] = field(default_factory=dict)
    needed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists of one language.

    All but ``source`` are searched in translations, and list every word that may express the meaning.

    - ``reviewed``: who has read the lists as a native reader, and when; empty if nobody has.
    - ``doubtful``: the names of ``warnings`` whose words are not known well enough to stop an output.
    - ``length``: characters of a translation for each character of an English text.
    - ``negations``: “not”, “never”, “without”.
    - ``firm``: negations that nothing but a negation of the source explains.
    - ``limits``: phrases with a negation that say how much at most or at least: “not more than”.
    - ``denials``: words that may express a negation or something else (“only”, “un…”).
    - ``idioms``: phrases with a negation that negates nothing (“whether or not”).
    - ``warnings``: words by what they warn of; the names are the same in every language and in `SourceWords`. After a bar, words
      that count only where the word of the source is ambiguous, too.
    - ``numbers``: words by the number in figures.
    - ``units``: words that follow a number, by unit; ``before``: words that precede it.
    - ``opposites``: words by the names that `publish.checks.meaning.opposites.PAIRS` pairs; after a bar, ambiguous ones.
    - ``needed``: words that limit a statement, by the names of `SourceWords.needed`.
    """

    reviewed: str = ""
    doubtful: str = ""
    length: float = 0.0
    negations: str = ""
    firm: str = ""
    limits: str = ""
    denials: str = ""
    idioms: str = ""
    warnings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    opposites: dict[str, str] = field(default_factory=dict)
    needed: dict[str, str] = field(default_factory=dict)
    source: SourceWords = SourceWords()


NO_WORDS = WordLists()
"""The lists of a language that has no file."""


def word_lists(locale: str) -> WordLists:
    """Return the word lists of the language of ``locale``; `NO_WORDS` if it has no file."""
    return _read_word_lists(language_code(locale))


@lru_cache(maxsize=1024)
def language_code(locale: str) -> str:
    """Return the language of ``locale``: “pt” of pt_BR and of pt-BR."""
    return re.split("[_@.-]", locale, maxsplit=1)[0].lower()


@lru_cache(maxsize=4096)
def certain_words(words: str) -> str:
    """Return a list without its ambiguous words, which stand after a bar."""
    listed, _, excluded = words.partition("≠")
    return f"{listed.partition('|')[0]} ≠ {excluded}"


@lru_cache(maxsize=8192)
def word_pattern(words: str, spaceless: bool = False) -> re.Pattern[str]:
    """Return a pattern that matches any word of the list ``words``; see the module's docstring for how lists are written."""
    listed, _, excluded = normalize_text(words).replace("|", " ").partition("≠")
    found = sorted(split_phrases(listed), key=len, reverse=True)
    # One look-behind for all words that must begin a word: trying each of them at every letter would be slow.
    anywhere = [word for word in found if spaceless or word.startswith("*")]
    at_start = [word for word in found if word not in anywhere]
    other = _other_meanings(found, split_phrases(excluded), spaceless)
    groups = [before + other + _any_of(words, spaceless) for words, before in ((at_start, _WORD_START), (anywhere, "")) if words]
    return re.compile("|".join(groups) or r"(?!)", re.IGNORECASE)


def normalize_text(text: str) -> str:
    """Return ``text`` in Unicode normalization form C and without Hebrew vowel points.

    Keyboards type ệ and ड़ as one code point or as several; לֹא is the same word as לא.
    """
    return text if text.isascii() else _HEBREW_POINTS.sub("", unicodedata.normalize("NFC", text))


def lists_in(text: str, lists: tuple[str, ...], spaceless: bool = False) -> frozenset[str]:
    """Return those of ``lists`` that have a word in ``text``. This is faster than to search the text for each of many lists."""
    begins, by_letter = _beginnings(lists, spaceless)
    places = [found.start() for found in begins.finditer(text)]
    tried = ((place, by_letter.get(_first_letter(text[place : place + 1]), ())) for place in places)
    # A pattern is compiled when it is first tried: compiling those of all lists takes longer than checking a catalog.
    return frozenset([words for place, near in tried for words in near if word_pattern(words, spaceless).match(text, place)])


@lru_cache(maxsize=64)
def _beginnings(lists: tuple[str, ...], spaceless: bool) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """Return a pattern for the places where a word of ``lists`` may begin, and the lists by the first letters of their words."""
    words = {listed: split_phrases(listed.partition("≠")[0].replace("|", " ")) for listed in lists}
    parts = list[str]()
    for anywhere, before in ((False, _WORD_START), (True, "")):
        chosen = {word for listed in words.values() for word in listed if (spaceless or word.startswith("*")) is anywhere}
        parts += [before + by_first_letter(chosen, _literal)] if chosen else []
    by_letter: dict[str, list[str]] = {}
    for listed, its_words in words.items():
        for letter in set(map(_first_letter, its_words)):
            by_letter.setdefault(letter, []).append(listed)
    return re.compile(f"(?={'|'.join(parts)})" if parts else r"(?!)", re.IGNORECASE), by_letter


def _first_letter(word: str) -> str:
    """Return the first letter of ``word``; the same for letters that a pattern takes for each other."""
    first = word.lstrip("*")[:1].casefold()
    return _FOLDED.get(first, first)


@lru_cache(maxsize=256)
def longer_words_pattern(idioms: str, words: str, spaceless: bool = False) -> re.Pattern[str]:
    """Return a pattern for the ``words`` that begin with one of ``idioms`` and are longer.

    Czech “nejsou” (are not) begins with “nej*” (the superlative), and is a negation all the same.
    """
    beginnings = [idiom.strip("*") for idiom in split_phrases(idioms)]
    longer = [word for word in split_phrases(words) if any(word != begin and word.startswith(begin) for begin in beginnings)]
    return word_pattern(" ".join(f"“{word}”" for word in longer), spaceless)


def split_phrases(words: str) -> list[str]:
    """Return the words and phrases of a list, each stem with each of its endings."""
    return [phrase or word for phrase, word in _PHRASE_OR_WORD.findall(_STEM_AND_ENDINGS.sub(_with_endings, normalize_text(words)))]


def is_spaceless(locale: str) -> bool:
    """Tell whether a word is searched anywhere in a text of ``locale``, because spaces do not separate its words."""
    return language_code(locale) in SPACELESS


@cache
def _read_word_lists(language: str) -> WordLists:
    file = files("publish.checks") / "words" / f"{language}.toml"
    if not _LANGUAGE_CODE.fullmatch(language) or not file.is_file():
        return NO_WORDS
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return WordLists(**table | {"source": SourceWords(**table.get("source", {}))})


def _with_endings(match: re.Match[str]) -> str:
    """Return the words that a stem and its endings stand for."""
    return " ".join(match[1] + ending + match[3] for ending in match[2].split(","))


def _any_of(words: list[str], spaceless: bool) -> str:
    """Return a pattern for any of ``words``, the first ones first."""
    return by_first_letter(words, _literal, lambda word: _end_of(word, spaceless))


def by_first_letter(words: Iterable[str], pattern_of: Callable[[str], str], end_of: Callable[[str], str] = lambda word: "") -> str:
    """Return a pattern for any of ``words``: for each, ``pattern_of`` and ``end_of`` it. Of two that match, the first counts.

    One look at a letter decides for all words that begin with it, and successive words with the same end share the pattern of the end:
    a pattern that tried each of hundreds of words at every word of a text would take most of the time of the checks.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(_first_letter(word), []).append(word)
    parts = list[str]()
    for first_letter, group in groups.items():
        ends = [(end, "|".join(map(pattern_of, same))) for end, same in groupby(group, key=end_of)]
        tried = "|".join(f"(?:{joined}){end}" if end else joined for end, joined in ends)
        firsts = {word.strip("*")[:1].lower() for word in group}  # “ß” is folded to “ss”, which no pattern takes it for
        is_one = firsts == {first_letter} and len(group) > 1 and first_letter.isalpha() and first_letter not in _FOLDED.values()
        parts.append(f"(?={first_letter})(?:{tried})" if is_one else tried)
    return f"{_any_letter(set(groups))}(?:{'|'.join(parts)})"


def _any_letter(letters: set[str]) -> str:
    """Return a pattern that looks ahead for any of the first ``letters`` of words; an empty one if it would save little."""
    alike = {letter for letter, folded in _FOLDED.items() if folded in letters and len(letter) == 1}
    if len(letters) < LEAST_LETTERS or not all(len(letter) == 1 for letter in letters):
        return ""
    return f"(?=[{re.escape(''.join(sorted(letters | alike)))}])"


def _literal(word: str) -> str:
    return re.escape(word.strip("*")).replace("…\\ ", _GAP).replace("\\*", f"[{_LETTER}]*").translate(_VARIANTS)


def _end_of(word: str, spaceless: bool) -> str:
    """Return a pattern for what follows ``word``: without a star at its end, the text's word ends, too."""
    return "" if spaceless or word.endswith("*") else _WORD_END


def _other_meanings(words: list[str], excluded: list[str], spaceless: bool) -> str:
    """Return a pattern that fails where one of ``words`` would be found in one of the phrases ``excluded``."""
    places = {
        (phrase, place.start())
        for phrase in excluded
        for word in words
        for place in re.finditer(re.escape(word.strip("*")), phrase, re.IGNORECASE)
    }
    parts = [
        (f"(?<={_literal(phrase[:start])})" if start else "") + _literal(phrase[start:]) + _end_of(phrase, spaceless)
        for phrase, start in sorted(places)
    ]
    return f"(?!{'|'.join(parts)})" if parts else ""

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
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

SPACELESS = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
"""Languages whose words are not reliably separated by spaces; in Korean, endings and particles are attached to a word."""
SPACE_ENDED = frozenset({"th", "lo", "km", "my"})
"""Languages in which a space may end a sentence."""

_PHRASE_OR_WORD = re.compile(r"“([^”]+)”|(\S+)")
_STEM_AND_ENDINGS = re.compile(r"([^\s{]*)\{([^}]*)\}(\*?)")
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
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
    - ``numbers``: words by the number in figures; “:30” has those of half an hour after a whole one, “8:30” those that say both.
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


def normalize_text(text: str) -> str:
    """Return ``text`` in Unicode normalization form C and without Hebrew vowel points.

    Keyboards type ệ and ड़ as one code point or as several; לֹא is the same word as לא.
    """
    return text if text.isascii() else _HEBREW_POINTS.sub("", unicodedata.normalize("NFC", text))


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

"""Frame words of a language: what numbers count (tablets, times), times of day, and “per day”, “per week”.

They are in words/frames/, one TOML file a language, written as word lists are (`publish.checks.analysis.word_lists`), every word in each of
its forms. A word with several meanings stands in several lists. CLDR adds its words for spoons, cups and drops in every language.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from babel import UnknownLocaleError

from publish.catalog.locales import locale_data, parsed_locale
from publish.checks.analysis.word_lists import by_first_letter, is_spaceless, language_code, normalize_text, split_phrases

LETTERS = "\\w\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0d4d"
"""Letters and vowel signs, for a character class of a pattern."""

_CLDR_COUNTED = {"volume-teaspoon": "teaspoon", "volume-tablespoon": "tablespoon", "volume-drop": "drop", "volume-cup": "cup"}
# Prepositions, conjunctions and articles that Arabic and Hebrew write together with the next word.
_PREFIXES = {"ar": "(?:[وفبلك]?(?:ال)?|لل)", "he": "[והבלכמש]{0,2}"}
# Keyboards for Arabic, Persian and Urdu type these letters with different code points.
_SAME_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ہ": "ه", "ھ": "ه"})
_WORD = re.compile(rf"[{LETTERS}]+")
_TYPED_LETTERS = re.compile("[يىكہھ]")
_AFTER_FIGURES = re.compile(r"(?:[ap]m|[مص]|[ap]\.\s?m\.?|[πμ]\.μ\.)")  # “am” is a verb, too: only after figures a time of day
_FIGURES_BEFORE = re.compile(r"\d\s?$")


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The frame words of one language.

    - ``counted``: words for what a number counts, by name.
    - ``exact``: words that contain their number, by number and name: “2 times” of “twice”.
    - ``duration``: words for a time without figures, by number and unit: “30 minute” of “half an hour”.
    - ``daytime``: words for times of day; ``period``: words for “a day”, “a week”.
    - ``big``: words that multiply a number, by their value, and ``units``: words of units; both beside those of CLDR.
    - ``every``: words for “every” before an interval; in Japanese and Korean after it.
    - ``order``: “before” if what is counted stands before its number.
    """

    counted: dict[str, str] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)
    duration: dict[str, str] = field(default_factory=dict)
    daytime: dict[str, str] = field(default_factory=dict)
    period: dict[str, str] = field(default_factory=dict)
    big: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    every: str = ""
    order: str = "after"


@dataclass(frozen=True, slots=True)
class NamedWord:
    """A word in a text: the names it may stand for, where it is, and how it is written."""

    names: frozenset[str]
    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language with their names, and a pattern that finds them all.

    ``first`` are the first words of all entries: a text without any of them is not searched. It is empty where words are not
    separated, so that every text is searched.
    """

    names: dict[str, frozenset[str]]
    pattern: re.Pattern[str]
    first: frozenset[str] = frozenset()

    def find(self, text: str) -> list[NamedWord]:
        """Return the words of the lexicon in ``text``, in order."""
        if not self.names or self.first and self.first.isdisjoint(_words_of(text)):
            return []
        return [word for match in self.pattern.finditer(fold_letters(text)) if (word := self._named(text, match))]

    def word_at(self, text: str, start: int) -> NamedWord | None:
        """Return the word of the lexicon that begins at ``start`` of ``text``; None if there is none."""
        found = self.pattern.match(fold_letters(text), start) if self.names else None
        return self._named(text, found) if found else None

    def _named(self, text: str, found: re.Match[str]) -> NamedWord | None:
        """Return the word of a match; None if it is in the lexicon in no case, as “İ” that Python takes for “i”."""
        names = self.names.get(found[1].lower())
        return NamedWord(names, *found.span(1), text[found.start(1) : found.end(1)]) if names else None


def frame_words(locale: str) -> FrameWords:
    """Return the frame words of the language of ``locale``; empty ones if it has no file."""
    return _read_frame_words(language_code(locale))


@lru_cache(maxsize=512)
def frame_lexicon(locale: str, kind: str) -> Lexicon:
    """Return the lexicon of one ``kind`` of frame words: counted, exact, duration, daytime or period."""
    listed: dict[str, str] = getattr(frame_words(locale), kind)
    words = [(word, name) for name, written in listed.items() for word in split_phrases(written)]
    if kind == "counted":
        words += _cldr_counted(locale)
    if kind == "exact" and language_code(locale) == "ar":
        words += [(dual, f"2 {name}") for word, name in _counted_words(locale) for dual in arabic_duals(word)]
    return build_lexicon(words, locale)


def build_lexicon(words: Iterable[tuple[str, str]], locale: str) -> Lexicon:
    """Return a lexicon of pairs of a word and its name."""
    names: dict[str, set[str]] = {}
    for word, name in words:
        names.setdefault(fold_letters(normalize_text(word)).lower(), set()).add(name)
    longest_first = by_first_letter(sorted(names, key=len, reverse=True), re.escape) if names else ""
    edges = ("", "") if is_spaceless(locale) else (f"(?<!(?-i:[{LETTERS}]))", f"(?!(?-i:[{LETTERS}]))")
    pattern = re.compile(f"{edges[0]}{_PREFIXES.get(language_code(locale), '')}({longest_first}){edges[1]}", re.IGNORECASE)
    is_separated = edges[0] and language_code(locale) not in _PREFIXES
    starts = first_words(names) if is_separated else frozenset[str]()
    return Lexicon({word: frozenset(found) for word, found in names.items()}, pattern, starts)


def first_words(entries: Iterable[str]) -> frozenset[str]:
    """Return the first word of each entry of a lexicon."""
    first = (_WORD.match(entry) for entry in entries)
    return frozenset(match[0] for match in first if match)


@lru_cache(maxsize=4096)
def find_counted(text: str, locale: str) -> tuple[NamedWord, ...]:
    """Return the words in ``text`` for what numbers count; several checks ask for those of a text."""
    return tuple(frame_lexicon(locale, "counted").find(text))


def find_daytimes(text: str, locale: str) -> list[NamedWord]:
    """Return the times of day in ``text``."""
    found = frame_lexicon(locale, "daytime").find(text)
    return [word for word in found if not _AFTER_FIGURES.fullmatch(word.shown.lower()) or _has_figures_before(text, word.start)]


def _has_figures_before(text: str, start: int) -> bool:
    return bool(_FIGURES_BEFORE.search(text, max(0, start - 2), start))


def fold_letters(text: str) -> str:
    """Return ``text`` with one code point for each Arabic letter that keyboards type with several; its length stays."""
    return text.translate(_SAME_LETTERS) if _TYPED_LETTERS.search(text) else text


def arabic_duals(word: str) -> Iterator[str]:
    """Yield the forms of an Arabic noun that mean two of it, with folded letters: حبتین and حبتان of حبة."""
    stem = fold_letters(word[:-1] + "ت" if word.endswith("ة") else word)
    yield from (stem + ending for ending in ("ین", "ان"))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold_letters(text).lower()))


@cache
def _read_frame_words(language: str) -> FrameWords:
    file = files("publish.checks") / "words" / "frames" / f"{language}.toml"
    return FrameWords(**tomllib.loads(file.read_text(encoding="utf-8"))) if language.isalpha() and file.is_file() else FrameWords()


def _counted_words(locale: str) -> Iterator[tuple[str, str]]:
    for name, written in frame_words(locale).counted.items():
        yield from ((word, name) for word in split_phrases(written))


def _cldr_counted(locale: str) -> Iterator[tuple[str, str]]:
    """Yield CLDR's words for spoons, cups and drops, each with its name."""
    try:
        patterns = locale_data(parsed_locale(locale))["unit_patterns"]
    except (UnknownLocaleError, ValueError):
        return
    for unit, name in _CLDR_COUNTED.items():
        for count, form in patterns.get(unit, {}).get("long", {}).items():
            word = form.replace("{0}", "").strip(" \u200e\u200f\u00a0\u202f") if isinstance(form, str) and count != "per" else ""
            if len(word) > 1:
                yield word, name

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
from publish.checks.analysis.letters import LETTER, LETTERS, fold_text, is_letter
from publish.checks.analysis.word_lists import is_spaceless, language_code, normalize_text, split_phrases

# Letters have two cases, or none is in the class; without “-i”, every look at a letter would change its case first.
WORD_START, WORD_END = f"(?<!(?-i:[{LETTER}]))", f"(?!(?-i:[{LETTER}]))"

_CLDR_COUNTED = {"volume-teaspoon": "teaspoon", "volume-tablespoon": "tablespoon", "volume-drop": "drop", "volume-cup": "cup"}
# Prepositions, conjunctions and articles that Arabic and Hebrew write together with the next word.
_PREFIXES = {"ar": "(?:[وفبلك]?(?:ال)?|لل)", "he": "[והבלכמש]{0,2}"}
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
    """Words of one language with their names, the longest first.

    ``by_first`` are the entries by their first words: only those are looked for whose first word a text has. It is empty where words are
    not separated, so that all are looked for. ``pattern`` finds words with prefixes or endings, and is compiled when a text is searched;
    it is empty where words stand in a text as the lexicon has them.
    """

    names: dict[str, frozenset[str]]
    by_first: dict[str, list[str]] = field(default_factory=dict)
    pattern: str = ""

    def find(self, text: str) -> list[NamedWord]:
        """Return the words of the lexicon in ``text``, in order."""
        if self.pattern:
            return [word for match in _compiled(self.pattern).finditer(fold_text(text)) if (word := self._named(text, *match.span(1)))]
        starts = self.by_first.keys() & _words_of(text) if self.by_first else ()
        if self.by_first and not starts:
            return []
        near = [word for first in starts for word in self.by_first[first]] or self.names
        folded, end, found = fold_text(text), 0, list[NamedWord]()
        for start, _, stop in sorted(place for word in near if word in folded for place in find_places(word, folded, bool(starts))):
            if start >= end:
                end = stop
                found.append(NamedWord(self.names[folded[start:stop]], start, stop, text[start:stop]))
        return found

    def word_at(self, text: str) -> NamedWord | None:
        """Return the word of the lexicon that begins ``text``; None if there is none."""
        if self.pattern:
            match = _compiled(self.pattern).match(fold_text(text)) if self.names else None
            return self._named(text, *match.span(1)) if match else None
        return next((word for word in self.find(text) if not word.start), None)

    def _named(self, text: str, start: int, end: int) -> NamedWord | None:
        """Return the word from ``start`` to ``end``; None if it is in the lexicon in no case, as “İ” that Python takes for “i”."""
        names = self.names.get(fold_text(text[start:end]))
        return NamedWord(names, start, end, text[start:end]) if names else None


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
        names.setdefault(fold_text(normalize_text(word)), set()).add(name)
    known = {word: frozenset(found) for word, found in names.items()}
    if prefix := _PREFIXES.get(language_code(locale)):
        return Lexicon(known, pattern=f"{WORD_START}{prefix}({any_of(known)}){WORD_END}")
    return Lexicon(known, {} if is_spaceless(locale) else by_first_word(known))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first; one look at a letter decides where none of them begins."""
    longest_first = sorted(words, key=len, reverse=True)
    letters = re.escape("".join(sorted({word[0] for word in longest_first})))
    return f"(?=[{letters}])(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"


def by_first_word(entries: Iterable[str]) -> dict[str, list[str]]:
    """Return the entries of a lexicon by their first words."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if first := LETTERS.match(entry):
            found.setdefault(first[0], []).append(entry)
    return found


def find_places(word: str, text: str, separated: bool) -> Iterator[tuple[int, int, int]]:
    """Yield where ``word`` begins in ``text``, minus its length, and where it ends; if words are ``separated``, only whole ones."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not (separated and (place and is_letter(text[place - 1]) or end < len(text) and is_letter(text[end]))):
            yield place, -len(word), end
        place = text.find(word, place + 1)


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


def arabic_duals(word: str) -> Iterator[str]:
    """Yield the forms of an Arabic noun that mean two of it, with folded letters: حبتین and حبتان of حبة."""
    stem = fold_text(word[:-1] + "ت" if word.endswith("ة") else word)
    yield from (stem + ending for ending in ("ین", "ان"))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(LETTERS.findall(fold_text(text)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


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

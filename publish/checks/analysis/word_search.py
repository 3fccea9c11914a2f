"""Search a text for the words of a list. `publish.checks.analysis.word_lists` says how lists are written.

No pattern is compiled: compiling those of all lists took a third of the time of `publish check`. Each word of a list has a key, its first
word or its first letters; the keys of a text are found once. Only words whose key the text has are compared with it; most lists have none.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from publish.checks.analysis.letters import LETTER, LETTERS, TYPED_AS, fold_case, fold_text, is_letter
from publish.checks.analysis.word_lists import normalize_text, split_phrases

KEY_LENGTH = 3
"""Letters of the key of a word of a list that is open: the key of “seri*” is “ser”."""
LONGEST_SHORT_LIST = 16
"""Words of the longest list whose words are looked for without keys: finding the keys of a text would take longer."""

_GAP = r"(?:\S+\s+){1,2}?"  # what “…” stands for in a phrase
_OPEN = re.compile(r"… |\*")  # where a phrase is not literal
_TYPED = frozenset("".join(TYPED_AS.values()))
_CLASSES = str.maketrans({letter: f"[{typed}]" for letter, typed in TYPED_AS.items()})

Place = tuple[int, int, int]
"""Where a word of a list begins in a text, its rank in the list, and where it ends."""


class FoundWord(NamedTuple):
    """A word of a list in a text: how it is written there, and where it begins and ends."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or phrase of a list, ready to be compared.

    ``beginning`` is its literal beginning with folded letters. ``at_start``: it must begin where a word does; ``closed``: it must end
    where one does. ``exact`` are places of ``beginning`` with the letters that a text may have there, where folding says too little: not
    where the text has it as it is ``written``. ``pattern`` is for a phrase with gaps, else empty.
    """

    beginning: str
    written: str
    at_start: bool
    closed: bool
    exact: tuple[tuple[int, str], ...]
    pattern: str

    def end_in(self, text: str, place: int) -> int:
        """Return where the word ends that begins at ``place`` of ``text``, whose folded letters it has there; -1 if it does not match."""
        if self.at_start and place and is_letter(text[place - 1]):
            return -1
        if self.exact and not text.startswith(self.written, place) and any(text[place + at] not in letters for at, letters in self.exact):
            return -1
        if self.pattern:
            found = _compiled(self.pattern).match(text, place)
            return found.end() if found else -1
        end = place + len(self.beginning)
        return -1 if self.closed and end < len(text) and is_letter(text[end]) else end


@dataclass(frozen=True, slots=True)
class WordPattern:
    """A list to search texts for, with the methods of a pattern. Of two words that begin at one place, the longer one is found.

    ``words`` are its words by rank: of two, the first counts. ``by_key`` are the ranks of the words by their ``keys``, each with how the
    word begins, ``keyless`` the words that have none. ``excluded`` are the phrases in which none is found: what stands before the place of
    a word, and from there on.
    """

    words: tuple[str, ...]
    by_key: dict[str, list[tuple[int, str]]]
    keys: frozenset[str]
    keyless: tuple[tuple[int, _Word], ...]
    excluded: tuple[tuple[_Word, _Word], ...]
    spaceless: bool

    def is_in(self, text: str) -> bool:
        """Tell whether ``text`` has a word of the list. A word of a short list that is written so is found without folding the text."""
        if not self.excluded:
            for _, word in self.keyless:
                place = text.find(word.written)
                if place >= 0 and not word.pattern and word.end_in(text, place) >= 0:
                    return True
        return bool(self.each_place(text))

    def search(self, text: str) -> FoundWord | None:
        """Return the first word of the list in ``text``."""
        return _first(text, self.each_place(text))

    def match(self, text: str, start: int = 0) -> FoundWord | None:
        """Return the word of the list that begins at ``start`` of ``text``."""
        return _first(text, [found for found in self.each_place(text) if found[0] == start])

    def fullmatch(self, text: str) -> FoundWord | None:
        """Return the word of the list that is all of ``text``."""
        return _first(text, [found for found in self.each_place(text) if found[0] == 0 and found[2] == len(text)])

    def finditer(self, text: str) -> Iterator[FoundWord]:
        """Yield the words of the list in ``text``, in order; they do not overlap."""
        return (FoundWord(text[start:end], start, end) for start, end in self._apart(text))

    def findall(self, text: str) -> list[str]:
        """Return the words of the list in ``text`` as they are written there."""
        return [text[start:end] for start, end in self._apart(text)]

    def sub(self, replacement: str | Callable[[FoundWord], str], text: str, count: int = -1) -> str:
        """Return ``text`` with its first ``count`` words of the list replaced; all of them by default."""
        parts, end = list[str](), 0
        for place, found in enumerate(self.finditer(text)):
            if place == count:
                break
            parts += text[end : found.start], replacement if isinstance(replacement, str) else replacement(found)
            end = found.end
        return "".join(parts) + text[end:] if parts else text

    def each_place(self, text: str) -> list[Place]:
        """Return the place of each word of the list in ``text``, those that overlap others included, in no order."""
        folded = fold_text(text)
        near = [each for each in self.keyless if each[1].beginning in folded]
        if self.keys:
            for key in self.keys & _keys_in(text, self.spaceless):
                near += [(rank, _word(self.words[rank], self.spaceless)) for rank, begin in self.by_key[key] if begin in folded]
        found = list[Place]()
        for rank, word in near:
            place = folded.find(word.beginning)
            while place >= 0:
                end = word.end_in(text, place)
                if end >= 0:
                    found.append((place, rank, end))
                place = folded.find(word.beginning, place + 1)
        return [place for place in found if not self._is_excluded(text, folded, place[0])] if found and self.excluded else found

    def _apart(self, text: str) -> list[tuple[int, int]]:
        """Return where the words of the list begin and end in ``text``, without those that overlap an earlier one."""
        end, apart = 0, list[tuple[int, int]]()
        for start, _, stop in sorted(self.each_place(text)):
            if start >= end:
                end = stop
                apart.append((start, stop))
        return apart

    def _is_excluded(self, text: str, folded: str, place: int) -> bool:
        return any(
            folded.startswith(rest.beginning, place)
            and folded.endswith(before.beginning, 0, place)
            and rest.end_in(text, place) >= 0
            and before.end_in(text, place - len(before.beginning)) >= 0
            for before, rest in self.excluded
        )


@lru_cache(maxsize=8192)
def word_pattern(words: str, spaceless: bool = False) -> WordPattern:
    """Return what finds any word of the list ``words``; where a text is ``spaceless``, words are found anywhere."""
    listed, _, excluded = normalize_text(words).replace("|", " ").partition("≠")
    longest_first = sorted(split_phrases(listed), key=len, reverse=True)
    found = longest_first if spaceless else sorted(longest_first, key=lambda word: word.startswith("*"))
    by_key = _by_key(found, spaceless) if len(found) > LONGEST_SHORT_LIST else {"": [(rank, "") for rank in range(len(found))]}
    keyless = tuple([(rank, _word(found[rank], spaceless)) for rank, _ in by_key.pop("", ())])
    other = tuple(_other_meanings(found, split_phrases(excluded), spaceless)) if excluded else ()
    return WordPattern(tuple(found), by_key, frozenset(by_key), keyless, other, spaceless)


def lists_in(text: str, lists: tuple[str, ...], spaceless: bool = False) -> frozenset[str]:
    """Return those of ``lists`` that have a word in ``text``. This is faster than to search the text for each of many lists."""
    by_key, keys = _lists_by_key(lists, spaceless)
    near = set(by_key.get("", ())).union(*[by_key[key] for key in keys & _keys_in(text, spaceless)])
    return frozenset([listed for listed in near if word_pattern(listed, spaceless).each_place(text)])


@lru_cache(maxsize=256)
def longer_words_pattern(idioms: str, words: str, spaceless: bool = False) -> WordPattern:
    """Return what finds the ``words`` that begin with one of ``idioms`` and are longer.

    Czech “nejsou” (are not) begins with “nej*” (the superlative), and is a negation all the same.
    """
    beginnings = [idiom.strip("*") for idiom in split_phrases(idioms)]
    longer = [word for word in split_phrases(words) if any(word != begin and word.startswith(begin) for begin in beginnings)]
    return word_pattern(" ".join(f"“{word}”" for word in longer), spaceless)


@lru_cache(maxsize=256)
def _lists_by_key(lists: tuple[str, ...], spaceless: bool) -> tuple[dict[str, set[str]], frozenset[str]]:
    """Return the ``lists`` by the keys of their words, and these keys."""
    found: dict[str, set[str]] = {}
    for listed in lists:
        for key in _by_key(split_phrases(listed.partition("≠")[0].replace("|", " ")), spaceless):
            found.setdefault(key, set()).add(listed)
    return found, frozenset(found)


@lru_cache(maxsize=1024)
def _keys_in(text: str, spaceless: bool) -> frozenset[str]:
    """Return the keys that words of a list may have if they are in ``text``, as `_key_of` makes them."""
    folded = fold_text(text)
    if spaceless:
        return frozenset(folded)
    words = LETTERS.findall(folded)
    return frozenset(words).union([word[:KEY_LENGTH] for word in words])


def _by_key(words: list[str], spaceless: bool) -> dict[str, list[tuple[int, str]]]:
    """Return the places of ``words``, and how these begin, by their keys; by an empty key those that have none."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, word in enumerate(fold_text("\0".join(words)).split("\0") if words else ()):
        beginning = _literal_beginning(word)
        found.setdefault(beginning[:1] if spaceless else _key_of(word), []).append((place, beginning))
    return found


def _key_of(folded: str) -> str:
    """Return the first word of a phrase, or its first letters if a text may have more.

    The key is empty if these are too few, if the phrase may begin within a word, or if it begins with a sign.
    """
    first = LETTERS.match(folded)
    if not first:
        return ""
    is_open = folded[first.end() : first.end() + 1] in ("*", "…")
    return first[0] if not is_open else first[0][:KEY_LENGTH] if len(first[0]) >= KEY_LENGTH else ""


def _first(text: str, matches: list[Place]) -> FoundWord | None:
    """Return the first of ``matches``; None if there is none."""
    if not matches:
        return None
    start, _, end = min(matches)
    return FoundWord(text[start:end], start, end)


def _places(beginning: str, folded: str) -> Iterator[int]:
    place = folded.find(beginning)
    while place >= 0:
        yield place
        place = folded.find(beginning, place + 1)


def _literal_beginning(word: str) -> str:
    """Return what stands in a phrase before its first gap."""
    return _OPEN.split(word.strip("*"), maxsplit=1)[0]


@lru_cache(maxsize=32768)
def _word(word: str, spaceless: bool, within: bool = False) -> _Word:
    """Return a word of a list, ready to be compared; one ``within`` a phrase may begin anywhere."""
    at_start, closed = not (spaceless or within or word.startswith("*")), not spaceless and not word.endswith("*")
    written, beginning = word.strip("*"), _literal_beginning(word)
    exact = tuple((place, TYPED_AS.get(letter, letter)) for place, letter in enumerate(beginning) if letter in _TYPED)
    pattern = _pattern_of(written, closed) if beginning != written else ""
    return _Word(fold_text(beginning), beginning, at_start, closed, exact, pattern)


def _pattern_of(phrase: str, closed: bool) -> str:
    """Return a pattern for a phrase with gaps."""
    literal = re.escape(phrase).replace("…\\ ", _GAP).replace("\\*", f"[{LETTER}]*")
    return literal.translate(_CLASSES) + f"(?!(?-i:[{LETTER}]))" * closed


def _other_meanings(words: list[str], excluded: list[str], spaceless: bool) -> Iterator[tuple[_Word, _Word]]:
    """Yield each place where one of ``words`` is in one of the phrases ``excluded``: what is before it, and from there on."""
    for phrase in excluded:
        folded = fold_case(phrase)
        for start in sorted({start for word in words for start in _places(fold_case(word.strip("*")), folded)}):
            yield _word(phrase[:start], True), _word(phrase[start:], spaceless, True)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)

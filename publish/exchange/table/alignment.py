"""Find translations that stand beside the source of another row: a column that was moved by a row, or sorted on its own.

Ids and sources of such a table are undamaged, so only the translations can tell. Each pair of a source and a target has a score by what
survives translation: numbers, facts, footnotes, emphasis, length, the sign at the end, words that both have, and earlier translations. A
run of rows whose targets fit their neighbours' sources clearly better than their own is misplaced (Viterbi's algorithm over the distance).
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean, median, pstdev

from publish.exchange.units import TranslationUnit
from publish.project import Finding, Severity
from publish.text.digits import ascii_digits

FARTHEST = 3
"""Rows by which a run may be moved."""
_SWITCH = 8.0  # what a change of the distance costs
_LEAST_ROWS, _LEAST_GAIN = 3, 12.0  # of a run, against the sources of its own rows
_LEAST_STRAYS, _STRAY_SHARE = 3, 0.3  # changed rows with the earlier translation of another row
_LEAST_SORTED, _SORTED_GAIN = 25, 0.5  # rows to tell whether targets fit their rows better than any others, and by how much a row
_LEAST_SPREAD = 0.6  # of the logarithms of the lengths of sources
_LENGTH_SPREAD = 0.45

_NUMBER = re.compile(r"\d+")
_MARK = re.compile(r"\{[\w.]+\}|\[\^[^\]\s]+\]|\]\([^()\s]+\)|`[^`]+`|%\(\w+\)[a-z]")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")
_ENDS = {**dict.fromkeys(".。।۔።။។", "."), **dict.fromkeys("?？؟;", "?"), **dict.fromkeys(":：", ":"), **dict.fromkeys("!！", "!")}


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of a text survives translation."""

    length: int
    numbers: Counter[str]
    marks: Counter[str]
    strong: int
    end: str
    words: frozenset[str]


def find_misplaced(units: Collection[TranslationUnit], exported: Mapping[str, TranslationUnit], name: str) -> Iterator[Finding]:
    """Yield the error for targets that belong to other rows, compared with ``exported``: what would be exported now, by id."""
    rows = [unit for unit in units if unit.target.strip() and unit.id in exported]
    changed = [unit for unit in rows if unit.target != exported[unit.id].target]
    found = _moved_run(rows, exported) or _strays(changed, exported) or _sorted_rows(rows) if changed else None
    if found:
        first, last, reason = found
        message = f"rows {first.line} to {last.line}: {reason}; nothing was imported"
        hint = "undo the move or the sorting in the spreadsheet, so that each translation stands beside its source; or export again"
        yield Finding(Severity.ERROR, "table-shifted", message, file=name, line=first.line, hint=hint)


_Found = tuple[TranslationUnit, TranslationUnit, str]


def _moved_run(rows: list[TranslationUnit], exported: Mapping[str, TranslationUnit]) -> _Found | None:
    """Return the first run of rows whose targets fit the sources of rows at another distance."""
    scores = _Scores.of(rows, exported)
    path = _best_distances(scores, len(rows))
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and path[end] == path[start]:
            continue
        distance, run = path[start], range(start, end)
        gain = sum(scores.at(row, distance) - scores.at(row, 0) for row in run)
        if distance and len(run) >= _LEAST_ROWS and gain >= _LEAST_GAIN:
            way = "up" if distance > 0 else "down"
            count = f"{abs(distance)} row{'s' * (abs(distance) > 1)}"
            return rows[start], rows[end - 1], f"the translations seem to be moved {way} by {count}: they fit the sources there better"
        start = end
    return None


def _best_distances(scores: "_Scores", count: int) -> list[int]:
    """Return the distance of each row on the path with the highest sum of scores."""
    distances = range(-FARTHEST, FARTHEST + 1)
    totals = {distance: 0.0 if distance == 0 else -_SWITCH for distance in distances}
    steps: list[dict[int, int]] = []
    for row in range(count):
        before, best = totals, max(totals, key=lambda each: totals[each])
        came = {each: each if before[each] >= before[best] - _SWITCH else best for each in distances}
        totals = {each: before[came[each]] - _SWITCH * (came[each] != each) + scores.at(row, each) for each in distances}
        steps.append(came)
    path = [max(totals, key=lambda each: totals[each])] if count else []
    for came in reversed(steps[1:]):
        path.append(came[path[-1]])
    return path[::-1]


def _strays(changed: list[TranslationUnit], exported: Mapping[str, TranslationUnit]) -> _Found | None:
    """Return the changed rows that have the earlier translation of another row, if they are many."""
    known = {unit.target for unit in exported.values() if len(unit.target) > 1}
    strays = [unit for unit in changed if unit.target in known]
    if len(strays) < max(_LEAST_STRAYS, _STRAY_SHARE * len(changed)):
        return None
    return strays[0], strays[-1], f"{len(strays)} rows have the translations of other rows"


def _sorted_rows(rows: list[TranslationUnit]) -> _Found | None:
    """Return all rows if their targets fit them no better than they fit rows far away."""
    if len(rows) < _LEAST_SORTED or pstdev(math.log(len(unit.source)) for unit in rows) < _LEAST_SPREAD:
        return None  # sources that are alike, such as a list of names, do not tell where a translation belongs
    scores = _Scores.of(rows, {})
    own = fmean(scores.at(row, 0) for row in range(len(rows)))
    far = fmean(scores.at(row, (row + step) % len(rows) - row) for step in (7, 11, 17) for row in range(len(rows)))
    if own > far + _SORTED_GAIN:
        return None
    return rows[0], rows[-1], "the translations do not fit their sources: the column seems to be sorted on its own"


@dataclass(frozen=True, slots=True)
class _Scores:
    """The scores of the targets of some rows beside the sources of others."""

    sources: list[_Traits]
    targets: list[_Traits]
    ratio: float  # how many times as long as its source a translation is
    texts: list[str]
    known: list[str]  # the earlier translations of the rows
    elsewhere: frozenset[str]

    @classmethod
    def of(cls, rows: list[TranslationUnit], exported: Mapping[str, TranslationUnit]) -> "_Scores":
        """Return the scores of ``rows``."""
        sources, targets = [_traits(unit.source) for unit in rows], [_traits(unit.target) for unit in rows]
        ratio = median(target.length / source.length for source, target in zip(sources, targets, strict=True)) if rows else 1.0
        known = [exported[unit.id].target if unit.id in exported else "" for unit in rows]
        return cls(sources, targets, ratio, [unit.target for unit in rows], known, frozenset(filter(None, known)))

    def at(self, row: int, distance: int) -> float:
        """Return how well the target of ``row`` fits the source ``distance`` rows below."""
        place = row + distance
        if not 0 <= place < len(self.sources):
            return -4.0
        text, known = self.texts[row], self.known[place]
        memory = 6.0 if text == known else -3.0 if text in self.elsewhere else 0.0
        return memory + _fit(self.sources[place], self.targets[row], self.ratio)


def _traits(text: str) -> _Traits:
    bare = _MARK.sub(" ", text)
    numbers = Counter(_NUMBER.findall(ascii_digits(bare)))
    end = _ENDS.get(bare.rstrip(" *_\"”»)")[-1:], "")
    words = frozenset(word.casefold() for word in _WORD.findall(bare))
    return _Traits(len(text.strip()) or 1, numbers, Counter(_MARK.findall(text)), text.count("**"), end, words)


def _fit(source: _Traits, target: _Traits, ratio: float) -> float:
    """Return how well a target fits a source; above 0 where more agrees than differs."""
    score = 0.0
    if source.numbers or target.numbers:
        score += 3.0 if source.numbers == target.numbers else -3.0 if source.numbers and target.numbers else -1.0
    if source.marks or target.marks:
        score += 4.0 if source.marks == target.marks else -4.0
    if source.strong or target.strong:
        score += 1.5 if source.strong == target.strong else -2.0
    score += min(len(source.words & target.words), 3) * 1.0
    score -= 0.0 if source.end == target.end else 1.0
    away = math.log((target.length + 4) / (source.length * ratio + 4)) / _LENGTH_SPREAD
    return score - min(away * away / 2, 5.0)

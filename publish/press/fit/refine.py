"""Refine a layout that fits: lay it out again with small changes, and keep each change that makes it better.

`balance` and `flow` calculate the changes from the measured blocks of the layout. A change that turns out to be wrong
is taken back, so that a refined layout is never worse than the one before.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from publish.press.engine import boxes
from publish.press.engine.render import lay_out_draft
from publish.press.fit.balance import SAFETIES_PX, TIGHTEST, balance_run, fill_foot
from publish.press.fit.changes import GROW, Change, FigureMove, StyleChange, trial_changes
from publish.press.fit.flow import add_writing_lines, improve_again, improve_flow, spread_pages
from publish.press.fit.galley import Galley
from publish.press.fit.measure import PageFill, elements_on, line_text, lines_on, measure_runs, page_fills
from publish.press.fit.paging.gaps import LARGE_GAP, badness
from publish.press.fit.paging.paginate import SimulatedPage
from publish.press.fit.white import NOTES, page_spaces
from publish.press.sheets.geometry import BOOKLET, PAGES_PER_SHEET

HYPHENS = ("-", "\u2010")
# The most layouts that are spent on pages that end within a word.
MOST_LAYOUTS = 4


@dataclass(frozen=True, slots=True)
class RefinedLayout:
    """The better layout (WeasyPrint's document), and how many layouts it took to find it."""

    document: Any
    layouts: int


def balance_panels(
    galley: Galley, document: Any, size_pt: float, quota: Counter[str], fits: Callable[[Any], bool]
) -> RefinedLayout:
    """Return ``document``, laid out with the tightest spaces, with its text spread over the pages that ``quota`` allows each page name.

    Where no attempt ``fits`` (panels of a gate fold differ in width), only the foot of the last panel changes, or nothing.
    """
    runs = measure_runs(document, TIGHTEST)
    attempts = [[balance_run(run, quota[run.name], galley.spares, safety_px) for run in runs] for safety_px in SAFETIES_PX]
    attempts.append([fill_foot(run, quota[run.name], galley.spares, SAFETIES_PX[-1]) for run in runs])
    for layouts, attempt in enumerate(attempts, 1):
        if (other := _try_changes(galley, _flatten(attempt), size_pt, TIGHTEST, fits)) is not None:
            return RefinedLayout(other, layouts)
    return RefinedLayout(document, len(attempts))


def fill_pages(galley: Galley, document: Any, size_pt: float) -> RefinedLayout:
    """Return ``document`` with fewer gaps and a fuller last page, where that makes its pages look better.

    A page taller than was expected leaves gaps where none were: where one is left, what is laid out is measured once more.
    """
    changes = _flow_changes(galley, document)
    other = _try_better(galley, document, changes, size_pt) if changes else None
    if other is None:
        return RefinedLayout(document, int(bool(changes)))
    if all(space.excepted or space.white < LARGE_GAP for space in page_spaces(other)):
        return RefinedLayout(other, 1)
    more = improve_again(galley.root, measure_runs(other, 1.0))
    better = _try_better(galley, other, more, size_pt) if more else None
    return RefinedLayout(other if better is None else better, 1 + bool(more))


def _try_better(galley: Galley, document: Any, changes: Sequence[Change], size_pt: float) -> Any | None:
    """Return the layout with ``changes`` if its pages look better than those of ``document``, otherwise None."""
    before = fills_badness(page_fills(document))
    return _try_changes(galley, changes, size_pt, 1.0, lambda other: fills_badness(page_fills(other)) < before)


def count_fewest_pages(galley: Galley, document: Any, size_pt: float) -> tuple[int, int]:
    """Return how many pages the job takes at ``size_pt``, with `fill_pages` or without, whichever is fewer, and how many layouts that took.

    ``document`` is its layout at that size. Pages are saved by narrower spaces; a figure that moves may save one. Where neither saves a
    sheet, the other layout is not made.
    """
    changes = _flow_changes(galley, document)
    is_narrower = any(isinstance(change, StyleChange) and change.css.startswith("--air: 0") for change in changes)
    saves_one = len(document.pages) % PAGES_PER_SHEET == 1 and any(isinstance(change, FigureMove) for change in changes)
    if not is_narrower and not saves_one:
        return len(document.pages), 0
    with trial_changes(galley.root, changes):
        return min(len(document.pages), len(lay_out_draft(galley, size_pt).pages)), 1


def fills_badness(fills: Sequence[PageFill]) -> float:
    """Return how bad the pages of a layout look; each run of pages of one name counts by itself."""
    runs = [[fill.share for fill in run] for _, run in groupby(fills, lambda fill: fill.name)]
    return sum(badness([*(SimulatedPage(share, 0.0, 0) for share in run[:-1]), SimulatedPage(run[-1], 0.0, None)]) for run in runs)


def fill_room(galley: Galley, document: Any, size_pt: float) -> RefinedLayout:
    """Return ``document`` with what `spread_spaces` and `fill_with_lines` do, which one layout shows together where both are due."""
    spaces, (lines, blank) = _space_changes(document, size_pt), _line_changes(galley, document)
    if spaces and lines:
        pages, before = len(document.pages) + blank, _white(document)
        other = _try_changes(galley, [*spaces, *lines], size_pt, 1.0, lambda other: len(other.pages) == pages and _white(other) < before)
        if other is not None:
            return RefinedLayout(other, 1)
    spread = spread_spaces(galley, document, size_pt)
    lined = fill_with_lines(galley, spread.document, size_pt)
    return RefinedLayout(lined.document, spread.layouts + lined.layouts + bool(spaces and lines))


def spread_spaces(galley: Galley, document: Any, size_pt: float) -> RefinedLayout:
    """Return ``document`` with wider spaces on pages that end early, where that leaves less of them empty."""
    changes = _space_changes(document, size_pt)
    if not changes:
        return RefinedLayout(document, 0)
    before = _white(document)
    other = _try_changes(
        galley, changes, size_pt, 1.0, lambda other: len(other.pages) == len(document.pages) and _white(other) < before
    )
    return RefinedLayout(document if other is None else other, 1)


def _space_changes(document: Any, size_pt: float) -> list[Change]:
    return _flatten(spread_pages(document, run, size_pt) for run in measure_runs(document, 1.0))


def _white(document: Any) -> float:
    """Return how empty the pages are together that should be full, those with lines to write on included."""
    return sum(space.white for space in page_spaces(document) if space.excepted in ("", NOTES))


def fill_with_lines(galley: Galley, document: Any, size_pt: float) -> RefinedLayout:
    """Return ``document`` with lines to write on where its last page has room for them, and on the blank pages of a booklet."""
    changes, blank = _line_changes(galley, document)
    if not changes:
        return RefinedLayout(document, 0)
    other = _try_changes(galley, changes, size_pt, 1.0, lambda other: len(other.pages) == len(document.pages) + blank)
    return RefinedLayout(document if other is None else other, 1)


def _line_changes(galley: Galley, document: Any) -> tuple[list[Change], int]:
    """Return the changes that add lines to write on, and how many pages they add."""
    blank = -len(document.pages) % PAGES_PER_SHEET if galley.job.fold == BOOKLET else 0
    found = _flatten(add_writing_lines(run, galley.spares, blank) for run in measure_runs(document, 1.0))
    return [change for change in found if not _is_growth(change) or change.element in _ending(document)], blank


def _is_growth(change: Change) -> bool:
    return isinstance(change, StyleChange) and change.element.get(GROW) is not None


def _ending(document: Any) -> set[Any]:
    """Return the elements on the last page of each page name."""
    names = [*boxes.page_names(document), None]
    pages = (page for page, name, after in zip(document.pages, names, names[1:], strict=False) if name != after)
    return {element for page in pages for element in elements_on(page)}


def avoid_split_words(galley: Galley, document: Any, size_pt: float, spacing: float, fits: Callable[[Any], bool]) -> RefinedLayout:
    """Return ``document`` without words that are hyphenated across two pages: one more line of their paragraph moves to the next page.

    That changes where later pages end, so each layout mends the first such page. A split word stays where the
    other layout does not ``fit``. ``spacing`` is a factor of the designed space between blocks.
    """
    for layouts in range(MOST_LAYOUTS):
        split = next(_split_words(document), None)
        if split is None:
            return RefinedLayout(document, layouts)
        other = _try_changes(galley, [split.change], size_pt, spacing, _mends(split, fits))
        if other is None:
            return RefinedLayout(document, layouts + 1)
        document = other
    return RefinedLayout(document, MOST_LAYOUTS)


@dataclass(frozen=True, slots=True)
class _SplitWord:
    """A page (from 0) that ends within a word, and the change that moves the word to the next page."""

    page: int
    change: StyleChange


def _try_changes(
    galley: Galley, changes: Sequence[Change], size_pt: float, spacing: float, accepts: Callable[[Any], bool]
) -> Any | None:
    """Return the layout with ``changes``, or take them back and return None where it is not accepted."""
    with trial_changes(galley.root, changes) as kept:
        other = lay_out_draft(galley, size_pt, spacing)
        if accepts(other):
            kept.append(True)
            return other
    return None


def _flow_changes(galley: Galley, document: Any) -> tuple[Change, ...]:
    return improve_flow(galley.root, measure_runs(document, 1.0), galley.job.fold == BOOKLET)


def _flatten(changes: "Iterator[Iterator[Change]] | Sequence[Sequence[Change]]") -> list[Change]:
    return [change for several in changes for change in several]


def _mends(split: _SplitWord, fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Return a check that a layout fits and has no split word up to the page of ``split``."""
    return lambda other: fits(other) and not any(each.page <= split.page for each in _split_words(other))


def _split_words(document: Any) -> Iterator[_SplitWord]:
    """Yield each page that ends within a word that the next page continues."""
    for number, (page, following) in enumerate(pairwise(document.pages)):
        lines, continued = list(lines_on(page)), list(lines_on(following))
        if lines and continued and lines[-1].element is continued[0].element and line_text(lines[-1]).endswith(HYPHENS):
            there = sum(line.element is lines[-1].element for line in continued)
            yield _SplitWord(number, StyleChange(lines[-1].element, f"widows: {there + 1}"))

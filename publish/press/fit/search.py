"""Fit: the largest type size at which the text takes no more pages than it may, with as few layouts as can be."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import ceil, floor, sqrt
from statistics import median
from typing import Any

from publish.press.engine.boxes import page_name, page_names
from publish.press.engine.render import lay_out
from publish.press.findings import TooLong, output_name
from publish.press.fit.flow import SIGNATURE
from publish.press.fit.galley import Galley
from publish.press.fit.measure import is_cover_split, lines_of, text_of, used
from publish.press.fit.page_breaks import unparted
from publish.press.fit.settle import CLOSE, Settled, flow, pages_at, ruled, spread
from publish.press.job import Fit, Job
from publish.press.proof.overflow import find_overflow
from publish.press.sheets.geometry import BOOKLET
from publish.project import Finding, PublishError, Severity
from publish.text.width import count_letters

STEP_PT = 0.1
LARGEST_BLOCKS = 3
EXCERPT = 50
BACK = "back"
# The share of a panel below which its text looks lost on it.
NEARLY_EMPTY = 0.15


@dataclass(frozen=True, slots=True)
class Fitted:
    """The layout that was chosen, and how it fits."""

    document: Any
    fit: Fit


@dataclass(frozen=True, slots=True)
class Trial:
    """One layout: how full it is (1 is exactly full), and whether everything has its place."""

    document: Any
    fill: float
    fits: bool


def fit(ready: Galley, wanted: Sequence[str] | None) -> Fitted:
    """Return the layout at the largest size between the job's bounds that fits ``wanted``, the page names in order.

    Without ``wanted`` the job's page count holds; without that everything fits, and a booklet takes no more sheets than at its
    smallest size. Raises `PublishError` (``too-long``) where even the smallest size does not.
    """
    job = ready.job
    if wanted is None and job.pages is None:
        return _any_pages(ready)
    trials, best = _tried(ready, job, wanted, CLOSE)
    if best is None:
        raise PublishError(*_too_long(job, trials[0].document, wanted))
    size_pt = _size_pt(job, best)
    settled = _settled(ready, trials[best].document, size_pt, wanted)
    return _fitted(settled, size_pt, len(trials), trials[best].document if best < _last(job) else None)


def _any_pages(ready: Galley) -> Fitted:
    job, least = ready.job, 0
    if job.fold == BOOKLET and job.min_size_pt < job.max_size_pt:
        least = pages_at(ready, job.min_size_pt)
    trials, best = _tried(ready, replace(job, pages=ceil(least / SIGNATURE) * SIGNATURE or None), None, 1.0)
    size_pt = _size_pt(job, best or 0)
    document = lay_out(ready, size_pt) if best is None else trials[best].document
    settled = flow(ready, document, size_pt)
    lines = ruled(ready, settled.document, size_pt)
    whole, more = unparted(ready, lines.document, size_pt, 1.0, lambda other: len(other.pages) == len(lines.document.pages))
    layouts = len(trials) + settled.layouts + 2 * bool(least) + (best is None)
    return _fitted(Settled(whole, lines.layouts + more), size_pt, layouts)


def _tried(ready: Galley, job: Job, wanted: Sequence[str] | None, air: float) -> tuple[dict[int, Trial], int | None]:
    """Return the layouts tried by their step, and the largest step that fits."""
    trials: dict[int, Trial] = {}

    def _attempt(step: int) -> Trial:
        trials[step] = _judged(job, lay_out(ready, _size_pt(job, step), air), wanted)
        return trials[step]

    return trials, search(_last(job), _attempt, job.min_size_pt / STEP_PT)


def _last(job: Job) -> int:
    """Return the last step: that of the largest size."""
    return max(0, floor((job.max_size_pt - job.min_size_pt) / STEP_PT + 1e-6))


def _size_pt(job: Job, step: int) -> float:
    return round(job.min_size_pt + step * STEP_PT, 2)


def _fitted(settled: Settled, size_pt: float, layouts: int, limited: Any = None) -> Fitted:
    """Return what was settled on; ``limited`` is the layout that could not be larger, None where it could."""
    shares = tuple(used(page) for page in settled.document.pages)
    return Fitted(settled.document, Fit(size_pt, layouts + settled.layouts, shares, _tightest(limited) if limited else ""))


def _settled(ready: Galley, document: Any, size_pt: float, wanted: Sequence[str] | None) -> Settled:
    quota = Counter(wanted) if wanted is not None else Counter({"": ready.job.pages or 0})

    def _fits(other: Any) -> bool:
        return _judged(ready.job, other, wanted).fits

    spaced = spread(ready, document, size_pt, quota, _fits)
    whole, more = unparted(ready, spaced.document, size_pt, CLOSE, _fits)
    return Settled(whole, spaced.layouts + more)


def _tightest(document: Any) -> str:
    """Return the name of the fullest page, its number where pages have no names."""
    names = page_names(document)
    fullest = max(range(len(names)), key=lambda number: used(document.pages[number]))
    return names[fullest] or str(fullest + 1)


def search(last: int, attempt: Callable[[int], Trial], offset: float) -> int | None:
    """Return the largest step from 0 to ``last`` that fits, or ``None`` where 0 does not.

    ``offset`` is the smallest size in steps. Text grows with the square of its size, so how full one layout is tells
    nearly where the limit lies: guesses by that rule, one step wide at the end, find it in about four layouts, where
    halving takes seven.
    """
    low, high, guess, straddle = -1, last + 1, last, 0
    while high - low > 1:
        trial = attempt(guess)
        low, high = (guess, high) if trial.fits else (low, guess)
        estimate = floor((guess + offset) / sqrt(max(trial.fill, 1e-3)) - offset)
        straddle += 1
        if trial.fits:
            estimate = max(estimate, low + 1)
        guess = (low + high) // 2 if straddle > 3 else estimate
        guess = min(max(guess, low + 1), high - 1)
    return low if low >= 0 else None


def assign(names: Sequence[str], wanted: Sequence[str]) -> list[int | None] | None:
    """Return which page (from 0) goes to each panel of ``wanted``, ``None`` for a panel left blank.

    A panel without a name takes any page; a last page named ``back`` is the back cover, and what stays blank lies before it.
    Returns ``None`` where a page finds no panel.
    """
    if not any(wanted):
        inner, covers = (names[:-1], names[-1:]) if names[-1:] == [BACK] else (names, [])
        blank: list[int | None] = [None] * (len(wanted) - len(names))
        return [*range(len(inner)), *blank, *range(len(inner), len(inner) + len(covers))]
    left = {name: [index for index, other in enumerate(names) if other == name] for name in set(names)}
    places = [left[name].pop(0) if left.get(name) else None for name in wanted]
    return None if any(left.values()) else places


def nearly_empty(job: Job, document: Any) -> list[Finding]:
    """Return a note for each run of pages of one name whose last page is nearly empty."""
    runs = [list(run) for _, run in groupby(document.pages, page_name)]
    return [_sparse(job, run[-1]) for run in runs if len(run) > 1 and used(run[-1]) < NEARLY_EMPTY]


def _judged(job: Job, document: Any, wanted: Sequence[str] | None) -> Trial:
    names = page_names(document)
    if wanted is None and job.pages is None:
        return Trial(document, 1.0, True)
    quota = Counter(wanted) if wanted is not None else Counter({"": job.pages or 0})
    enough = assign(names, wanted) is not None if wanted is not None else len(names) <= (job.pages or 0)
    fits = enough and not any(finding.severity is Severity.ERROR for finding in find_overflow(job, document.pages))
    return Trial(document, _fill(document, quota, wanted is not None), fits and (wanted is not None or not is_cover_split(document)))


def _fill(document: Any, quota: Counter[str], by_name: bool) -> float:
    """Return how full the fullest kind of page is: its pages, the last one by how far its text reaches, to its quota."""
    pages: dict[str, list[Any]] = {}
    for page in document.pages:
        pages.setdefault(page_name(page) if by_name else "", []).append(page)
    shares = [(len(run) - 1 + used(run[-1])) / max(quota[name], 1) for name, run in pages.items()]
    flowing = [share for (name, run), share in zip(pages.items(), shares, strict=True) if len(run) > 1 or quota[name] > 1 or share > 1]
    return max(flowing or shares)


def _too_long(job: Job, document: Any, wanted: Sequence[str] | None) -> list[Finding]:
    """Return the error that says by how much, and which blocks are the largest."""
    extra = _extra_pages(document, wanted, job.pages)
    lines = sum(1 for page in extra for _ in lines_of(page))
    if not extra:
        return [finding for finding in find_overflow(job, document.pages) if finding.severity is Severity.ERROR]
    unit = "panel" if wanted is not None else "page"
    where = f" ({', '.join(sorted({name for page in extra if (name := page_name(page))}))})" if wanted is not None else ""
    most = "; ".join(f"“{text}” {count} lines" for text, count in _largest_blocks(document))
    return [
        TooLong(
            Severity.ERROR,
            "too-long",
            f"{output_name(job)} does not fit: at the smallest size, {job.min_size_pt:g} pt, it is {lines} lines too long, "
            f"{len(extra)} {unit}{'s' * (len(extra) > 1)} too many{where}. The largest blocks: {most}",
            locale=job.locale or None,
            hint="shorten the text, move blocks out of the short edition with “::: full”, or take larger paper or a layout of more pages",
            columns=_columns(document),
            lines=lines,
        )
    ]


def _extra_pages(document: Any, wanted: Sequence[str] | None, count: int | None) -> list[Any]:
    if wanted is None:
        return list(document.pages[count:])
    quota, extra = Counter(wanted), []
    for page, name in zip(document.pages, page_names(document), strict=True):
        quota[name] -= 1
        if quota[name] < 0:
            extra.append(page)
    return extra


def _largest_blocks(document: Any) -> list[tuple[str, int]]:
    """Return the blocks of text that take the most lines: how they begin, and their lines."""
    lines: Counter[Any] = Counter()
    starts: dict[Any, str] = {}
    for page in document.pages:
        for line in lines_of(page):
            starts.setdefault(line.element, text_of(line))
            lines[line.element] += 1
    return [(starts[element][:EXCERPT], count) for element, count in lines.most_common(LARGEST_BLOCKS)]


def _columns(document: Any) -> float:
    """Return how many letters make a line of the text: the median of all lines but the last of each paragraph."""
    lines = [line for page in document.pages for line in lines_of(page)]
    full = [line for line, following in pairwise(lines) if line.element is following.element]
    return float(median([width for line in full or lines if (width := count_letters(text_of(line)))] or [1]))


def _sparse(job: Job, page: Any) -> Finding:
    return Finding(
        Severity.NOTE,
        "page-nearly-empty",
        f"{output_name(job)}: the last {page_name(page) or 'page'} is nearly empty ({ceil(used(page) * 100)}% full)",
        locale=job.locale or None,
        hint="a few lines less would save it; a few more would fill it",
    )

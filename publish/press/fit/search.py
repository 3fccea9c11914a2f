"""Search for the largest type size at which a text fits its pages, in as few layouts as possible."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log
from types import MappingProxyType
from typing import Any

from publish.press.engine.layouts.drafts import complete
from publish.press.engine.render import lay_out_draft
from publish.press.fit.balance import TIGHTEST
from publish.press.fit.galley import Galley
from publish.press.fit.measure import PageFill, is_first_page_split, measure_runs, page_fills
from publish.press.fit.predict import predict_step
from publish.press.fit.refine import (
    RefinedLayout,
    avoid_split_words,
    balance_panels,
    count_fewest_pages,
    fill_pages,
    fill_room,
)
from publish.press.fit.report import errors_outside, report_too_long
from publish.press.fit.white import page_spaces, smallest_type_pt
from publish.press.job import Fit, Job
from publish.press.sheets.geometry import BOOKLET, PAGES_PER_SHEET
from publish.press.sheets.page_limit import PageLimit
from publish.project import Finding, PublishError

STEP_PT = 0.1
# After so many guesses from how full the layouts are, the search halves what is left.
MOST_GUESSES = 4
# Powers of its size with which a layout may grow, as measured by two layouts; steps between pages make some measures useless.
LEAST_GROWTH, MOST_GROWTH = 1.0, 3.0


@dataclass(frozen=True, slots=True)
class FittedLayout:
    """The layout that was chosen (WeasyPrint's document), and how it fits.

    Where it does not (``fits``), ``problems`` say why, and ``excess`` are the pages (from 0) for which there is no room.
    """

    document: Any
    fit: Fit
    fits: bool = True
    problems: tuple[Finding, ...] = ()
    excess: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """One layout at one size (None where it is no longer needed): how full it is (1: exactly full), and whether it fits.

    ``likely`` is the step that is likely to be the last that fits, None where that is not known.
    """

    document: Any
    fill: float
    fits: bool
    likely: int | None = None


def fit_text(galley: Galley, panels: Sequence[str] | None) -> FittedLayout:
    """Return the layout at the largest type size, within the job's bounds, at which the text fits its pages.

    ``panels`` are the page names to fill, in reading order. Without them the job's page count is the limit. Without that any
    number of pages fits; a booklet then takes no more sheets than at its smallest size. Raises `PublishError` (``too-long``)
    where the text does not fit at the smallest size.
    """
    fitted = fit_what_stands(galley, panels)
    if not fitted.fits:
        raise PublishError(*fitted.problems)
    return fitted


def fit_what_stands(galley: Galley, panels: Sequence[str] | None, first_size_pt: float | None = None) -> FittedLayout:
    """Return the layout that `fit_text` returns; where the text does not fit, the one at the smallest size, and why.

    ``first_size_pt`` is the size to try first, without it the largest.
    """
    job = galley.job
    if panels is None and job.pages is None:
        return _fit_any_pages(galley)
    limit = PageLimit(job.pages, None if panels is None else tuple(panels))
    trials, best = _try_sizes(galley, limit, TIGHTEST, first_size_pt)
    if best is None:
        return _too_long(job, trials[0].document, limit, len(trials))
    size_pt, layout = _size_pt(job, best), trials[best].document
    refined = _refine_limited(galley, layout, size_pt, limit)
    tightest = _fullest(page_fills(layout)) if best < _last_step(job) else ""
    return _fitted(refined, size_pt, len(trials) + refined.layouts, tightest)


def search(last: int, attempt: Callable[[int], Trial], offset: float, first: int | None = None) -> int | None:
    """Return the largest step from 0 to ``last`` that fits, or ``None`` where 0 does not.

    ``offset`` is the smallest size in steps, ``first`` the step to try first (None: the last one). From how full one layout is follows
    about where the limit lies, and better from two. That finds it in three or four layouts, where halving takes seven. Where the limit
    was ``first`` before a small change, it takes two: that step, and the next one.
    """
    low, high, stride, fills = -1, last + 1, 1, dict[int, float]()
    guess = last if first is None else min(max(first, 0), last)
    while high - low > 1:
        trial = attempt(guess)
        fills[guess] = max(trial.fill, 1e-3)
        low, high = (guess, high) if trial.fits else (low, guess)
        estimate = _estimate(fills, guess, offset) if trial.likely is None else trial.likely
        if guess == first and trial.fits and trial.likely is None:
            estimate = guess + 1
        if trial.fits == (estimate > guess):
            stride, guess = 1, estimate
        else:  # the limit seems to be right beside this step; where that proves wrong, the next strides are longer
            stride, guess = 2 * stride, guess + (stride if trial.fits else -stride)
        guess = (low + high) // 2 if len(fills) > MOST_GUESSES else min(max(guess, low + 1), high - 1)
    return low if low >= 0 else None


def _estimate(fills: dict[int, float], step: int, offset: float) -> int:
    """Return the step at which a layout would be exactly full, from how full it is at ``step`` and at the step tried nearest to it.

    Text grows with the square of its size, pictures and margins less.
    """
    size, power = step + offset, 2.0
    others = sorted((other for other in fills if other != step), key=lambda other: abs(other - step))
    if others:
        measured = log(fills[step] / fills[others[0]]) / log(size / (others[0] + offset))
        power = min(max(measured, LEAST_GROWTH), MOST_GROWTH)
    return int(size * fills[step] ** (-1 / power) - offset)


def fullest_share(fills: Sequence[PageFill], limit: PageLimit) -> float:
    """Return how full the fullest kind of page is: its pages, the last one by how far its text reaches, divided by their number allowed.

    Kinds are page names where panels have names. A kind of one page, such as the cover, counts only where no other kind is there.
    """
    by_kind: dict[str, list[float]] = {}
    for fill in fills:
        by_kind.setdefault(fill.name if limit.panels is not None else "", []).append(fill.share)
    quota = limit.quota
    shares = {kind: (len(run) - 1 + run[-1]) / max(quota[kind], 1) for kind, run in by_kind.items()}
    flowing = [share for kind, share in shares.items() if len(by_kind[kind]) > 1 or quota[kind] > 1]
    return max(flowing or shares.values())


def _too_long(job: Job, document: Any, limit: PageLimit, layouts: int) -> FittedLayout:
    complete(document)
    fills, problems = page_fills(document), tuple(report_too_long(job, document, limit))
    fit = Fit(job.min_size_pt, layouts, tuple(fill.share for fill in fills), _fullest(fills))
    return FittedLayout(document, fit, False, problems, tuple(limit.excess([fill.name for fill in fills])))


def _fit_any_pages(galley: Galley) -> FittedLayout:
    job, smallest, layouts = galley.job, dict[int, Any](), 0
    limit = PageLimit(None)
    if job.fold == BOOKLET and job.min_size_pt < job.max_size_pt:
        smallest[0] = lay_out_draft(galley, job.min_size_pt)
        fewest, layouts = count_fewest_pages(galley, smallest[0], job.min_size_pt)
        limit = PageLimit(ceil(fewest / PAGES_PER_SHEET) * PAGES_PER_SHEET)
    trials, best = _try_sizes(galley, limit, 1.0, known=smallest)
    size_pt = _size_pt(job, best or 0)
    document = lay_out_draft(galley, size_pt) if best is None else trials[best].document
    refined = _refine_unlimited(galley, document, size_pt)
    return _fitted(refined, size_pt, len(trials) + refined.layouts + layouts + (best is None))


def _try_sizes(
    galley: Galley, limit: PageLimit, spacing: float, first_size_pt: float | None = None, known: Mapping[int, Any] = MappingProxyType({})
) -> tuple[dict[int, Trial], int | None]:
    """Return the trials by their step, and the largest step that fits; a step is `STEP_PT` above the job's smallest size.

    The search begins at ``first_size_pt``, or with the layout that is ``known`` by its step; without either, in the middle if there are
    panels, which the largest size seldom fits. Of layouts that are no longer needed only how full they are is kept.
    """
    job, trials = galley.job, dict[int, Trial]()
    hinted = None if first_size_pt is None else round((first_size_pt - job.min_size_pt) / STEP_PT)
    usual = next(iter(known), _last_step(job) // 2 if limit.panels else None)

    def _attempt(step: int) -> Trial:
        document = known[step] if step in known else lay_out_draft(galley, _size_pt(job, step), spacing)
        likely = None if step == hinted else _likely_step(job, document, step, limit, spacing)
        trial = replace(_judge(job, document, limit), likely=likely)
        if trial.fits:
            trials.update({tried: replace(other, document=None) for tried, other in trials.items()})
        trials[step] = trial if trial.fits or step == 0 else replace(trial, document=None)
        return trial

    return trials, search(_last_step(job), _attempt, job.min_size_pt / STEP_PT, usual if hinted is None else hinted)


def _likely_step(job: Job, document: Any, step: int, limit: PageLimit, spacing: float) -> int | None:
    """Return the last step that is likely to fit, as ``document``, laid out at ``step``, lets expect; None where there is no other."""
    if not _last_step(job) or not (limit.panels or limit.pages):
        return None
    factors = [_size_pt(job, each) / _size_pt(job, step) for each in range(_last_step(job) + 1)]
    return predict_step(measure_runs(document, spacing), limit, factors, spacing)


def _judge(job: Job, document: Any, limit: PageLimit) -> Trial:
    if limit.panels is None and limit.pages is None:
        return Trial(document, 1.0, True)
    fills = page_fills(document)
    fits = limit.admits([fill.name for fill in fills]) and not errors_outside(job, document)
    # The first page of an output without panels is its cover or its title: it must not go on on the second page.
    whole = limit.panels is not None or not is_first_page_split(document)
    return Trial(document, fullest_share(fills, limit), fits and whole)


def _refine_limited(galley: Galley, document: Any, size_pt: float, limit: PageLimit) -> RefinedLayout:
    def _fits(other: Any) -> bool:
        return _judge(galley.job, other, limit).fits

    balanced = balance_panels(galley, document, size_pt, limit.quota, _fits)
    whole = avoid_split_words(galley, balanced.document, size_pt, TIGHTEST, _fits)
    return RefinedLayout(whole.document, balanced.layouts + whole.layouts)


def _refine_unlimited(galley: Galley, document: Any, size_pt: float) -> RefinedLayout:
    filled = fill_pages(galley, document, size_pt)
    full = fill_room(galley, filled.document, size_pt)
    pages = len(full.document.pages)
    whole = avoid_split_words(galley, full.document, size_pt, 1.0, lambda other: len(other.pages) == pages)
    return RefinedLayout(whole.document, filled.layouts + full.layouts + whole.layouts)


def _fitted(refined: RefinedLayout, size_pt: float, layouts: int, tightest: str = "") -> FittedLayout:
    document = refined.document
    complete(document)
    shares = tuple(fill.share for fill in page_fills(document))
    return FittedLayout(document, Fit(size_pt, layouts, shares, tightest, page_spaces(document), smallest_type_pt(document)))


def _fullest(fills: Sequence[PageFill]) -> str:
    """Return the name of the fullest page, or its number where pages have no names."""
    fullest = max(range(len(fills)), key=lambda number: fills[number].share)
    return fills[fullest].name or str(fullest + 1)


def _last_step(job: Job) -> int:
    """Return the step of the largest size."""
    return max(0, floor((job.max_size_pt - job.min_size_pt) / STEP_PT + 1e-6))


def _size_pt(job: Job, step: int) -> float:
    return round(job.min_size_pt + step * STEP_PT, 2)

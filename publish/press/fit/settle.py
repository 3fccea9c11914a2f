"""Settling: a layout that fits is laid out once more, so that it also looks well; what does not come out leaves it as it was."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from publish.press.engine.boxes import page_name
from publish.press.engine.render import lay_out
from publish.press.fit.changes import trying
from publish.press.fit.flow import SIGNATURE, badness, flowed
from publish.press.fit.galley import Galley
from publish.press.fit.measure import runs, used
from publish.press.fit.paginate import Filled
from publish.press.fit.panels import CLOSE, SAFETIES_PX, foot_of, spread_run
from publish.press.fit.ruled import lined
from publish.press.sheets.geometry import BOOKLET

__all__ = ["CLOSE", "Settled", "flow", "pages_at", "ruled", "spread"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The layout that looks best, and how many more it took."""

    document: Any
    layouts: int


def spread(ready: Galley, document: Any, size_pt: float, quota: Counter[str], fits: Callable[[Any], bool]) -> Settled:
    """Return ``document``, whose spaces are close, spread over the pages that ``quota`` allows for each page name.

    Where that does not come out (panels of a gate fold differ in width), pages stay as they are but for what stands at their foot.
    """
    measured = runs(document, CLOSE)
    ways = [[spread_run(run, quota[run.name], ready.spares, safety_px) for run in measured] for safety_px in SAFETIES_PX]
    ways.append([foot_of(run, quota[run.name], ready.spares, SAFETIES_PX[-1]) for run in measured])
    for layouts, way in enumerate(ways, 1):
        with trying(ready.root, [change for changes in way for change in changes]) as kept:
            other = lay_out(ready, size_pt, CLOSE)
            if fits(other):
                kept.append(True)
                return Settled(other, layouts)
    return Settled(document, len(ways))


def flow(ready: Galley, document: Any, size_pt: float) -> Settled:
    """Return ``document`` with fuller pages, where one more layout shows that they are."""
    root = ready.root
    changes = flowed(root, runs(document, 1.0), ready.job.fold == BOOKLET)
    if not changes:
        return Settled(document, 0)
    with trying(root, changes) as kept:
        other = lay_out(ready, size_pt)
        if _waste(other) < _waste(document):
            kept.append(True)
            return Settled(other, 1)
    return Settled(document, 1)


def pages_at(ready: Galley, size_pt: float) -> int:
    """Return how many pages the job takes at ``size_pt`` at best; nothing of it stays."""
    root, document = ready.root, lay_out(ready, size_pt)
    with trying(root, flowed(root, runs(document, 1.0), ready.job.fold == BOOKLET)):
        return min(len(document.pages), len(lay_out(ready, size_pt).pages))


def ruled(ready: Galley, document: Any, size_pt: float) -> Settled:
    """Return ``document`` with lines to write on where its text leaves room for them at the end, and on the blank pages of a booklet."""
    blank = -len(document.pages) % SIGNATURE if ready.job.fold == BOOKLET else 0
    changes = [change for run in runs(document, 1.0) for change in lined(run, ready.spares, blank)]
    if not changes:
        return Settled(document, 0)
    with trying(ready.root, changes) as kept:
        other = lay_out(ready, size_pt)
        if len(other.pages) == len(document.pages) + blank:
            kept.append(True)
            return Settled(other, 1)
    return Settled(document, 1)


def _waste(document: Any) -> float:
    """Return how much is wrong with the pages of ``document``, as they are."""
    runs_of = groupby(document.pages, page_name)
    shares = [[used(page) for page in pages] for _, pages in runs_of]
    return sum(badness([*(Filled(share, 0.0, 0) for share in run[:-1]), Filled(run[-1], 0.0, None)]) for run in shares)

"""Settling: a layout that fits is laid out once more, so that it also looks well; what does not come out leaves it as it was."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from publish.press.changes import trying
from publish.press.flow import Filled, badness, flowed
from publish.press.folds import BOOKLET
from publish.press.measure import runs, used
from publish.press.panels import CLOSE, SAFETIES_PX, spread_run
from publish.press.render import Galley, lay_out

__all__ = ["CLOSE", "Settled", "flow", "spread"]


@dataclass(frozen=True, slots=True)
class Settled:
    """The layout that looks best, and how many more it took."""

    document: Any
    layouts: int


def spread(ready: Galley, document: Any, size_pt: float, quota: Counter[str], fits: Callable[[Any], bool]) -> Settled:
    """Return ``document``, whose spaces are close, spread over the pages that ``quota`` allows for each page name."""
    measured = runs(document, CLOSE)
    for layouts, safety_px in enumerate(SAFETIES_PX, 1):
        changes = [change for run in measured for change in spread_run(run, quota[run.name], ready.spares, safety_px)]
        with trying(ready.html.etree_element, changes) as kept:
            other = lay_out(ready, size_pt, CLOSE)
            if fits(other):
                kept.append(True)
                return Settled(other, layouts)
    return Settled(document, len(SAFETIES_PX))


def flow(ready: Galley, document: Any, size_pt: float) -> Settled:
    """Return ``document`` with fuller pages, where one more layout shows that they are."""
    root = ready.html.etree_element
    changes = flowed(root, runs(document, 1.0), ready.job.fold == BOOKLET)
    if not changes:
        return Settled(document, 0)
    with trying(root, changes) as kept:
        other = lay_out(ready, size_pt)
        if _waste(other) < _waste(document):
            kept.append(True)
            return Settled(other, 1)
    return Settled(document, 1)


def _waste(document: Any) -> float:
    """Return how much is wrong with the pages of ``document``, as they are."""
    last = len(document.pages) - 1
    return badness([Filled(used(page), 0.0, number if number < last else None) for number, page in enumerate(document.pages)])

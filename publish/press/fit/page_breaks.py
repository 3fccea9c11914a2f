"""Seams: where a page ends within a word, its reader has lost the first half with the leaf that is turned, and a screen reader for good."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from publish.press.engine.render import lay_out
from publish.press.fit.changes import Styled, trying
from publish.press.fit.galley import Galley
from publish.press.fit.measure import lines_of, text_of

HYPHENS = ("-", "\u2010")
MOST_LAYOUTS = 4


def unparted(ready: Galley, document: Any, size_pt: float, air: float, fits: Callable[[Any], bool]) -> tuple[Any, int]:
    """Return ``document`` with one line more overleaf at each such seam, and the layouts that took; a seam stays where that ``fits`` not.

    What moves overleaf changes where the pages after it end: so each layout mends the first seam, and shows the next.
    ``air`` is how wide the spaces are (see `lay_out`).
    """
    for layouts in range(MOST_LAYOUTS):
        seam = next(_seams(document), None)
        if seam is None:
            return document, layouts
        with trying(ready.root, [seam.mended]) as kept:
            other = lay_out(ready, size_pt, air)
            if not fits(other) or any(each.page <= seam.page for each in _seams(other)):
                return document, layouts + 1
            kept.append(True)
        document = other
    return document, MOST_LAYOUTS


@dataclass(frozen=True, slots=True)
class _Seam:
    page: int
    mended: Styled


def _seams(document: Any) -> Iterator[_Seam]:
    """Yield the pages (from 0) that end within a word, and what leaves a line less of that paragraph on them."""
    for number, (page, overleaf) in enumerate(pairwise(document.pages)):
        lines, following = list(lines_of(page)), list(lines_of(overleaf))
        if lines and following and lines[-1].element is following[0].element and text_of(lines[-1]).endswith(HYPHENS):
            there = sum(line.element is lines[-1].element for line in following)
            yield _Seam(number, Styled(lines[-1].element, f"widows: {there + 1}"))

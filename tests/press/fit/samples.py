"""Measured blocks and runs of pages as plain numbers, so that pagination is tested without laying anything out."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publish.press.fit.blocks import MeasuredBlock, PageRun


def tree(html: str) -> ElementTree.Element:
    """Return the root of a page whose body holds ``html``."""
    return ElementTree.fromstring(f"<html><body>{html}</body></html>")


def block(height: float, space: float = 0.0, element: Any = None, **changes: Any) -> MeasuredBlock:
    """Return a block of ``height`` with ``space`` before it; it may break nowhere and stands anywhere."""
    element = ElementTree.Element("p") if element is None else element
    plain = MeasuredBlock(element, element, 7, height, space, 0.0, 0.0, 0.0, (), False, False, False)
    return replace(plain, **changes)


def paragraph(lines: int, space: float = 0.0, **changes: Any) -> MeasuredBlock:
    """Return a block of ``lines``, each 20 pixels high."""
    return block(20.0 * lines, space, lines_px=(20.0,) * lines, **changes)


def run_of(blocks: Sequence[MeasuredBlock], heights: Sequence[float], ends: Sequence[float] = (), roots: Sequence[Any] = ()) -> PageRun:
    """Return a run whose pages have ``heights`` and end, where not given, 3 pixels above their foot."""
    return PageRun("inside", tuple(blocks), tuple(heights), tuple(ends) or tuple(height - 3.0 for height in heights), tuple(roots))

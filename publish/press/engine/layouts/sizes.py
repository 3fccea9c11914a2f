"""What layouts of one page at one type size share. A search for a size comes back to few of them, so no more than three are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint import CSS

MOST_SIZES = 3


@dataclass(slots=True)
class KnownSize:
    """What is known at one size: the ``rule`` that sets it, computed ``styles``, shaped ``texts`` and ``lines`` by what decides them."""

    rule: CSS
    styles: Mapping[Any, Any] = field(default_factory=dict)
    texts: dict[Any, Any] = field(default_factory=dict)
    lines: dict[Any, Any] = field(default_factory=dict)


class KnownSizes:
    """What is known at the sizes that were used last."""

    def __init__(self) -> None:
        self._sizes: dict[tuple[float, float], KnownSize] = {}

    def at(self, size_pt: float, air: float) -> KnownSize:
        """Return what is known at ``size_pt`` with the spaces between blocks scaled by ``air``."""
        rule = f":root {{ --size: {size_pt:g}pt !important; --air: {air:g} }}"
        kept = self._sizes.pop((size_pt, air), None) or KnownSize(CSS(string=rule))
        self._sizes[size_pt, air] = kept
        for oldest in list(self._sizes)[:-MOST_SIZES]:
            del self._sizes[oldest]
        return kept

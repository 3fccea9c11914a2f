"""Check how many pages a print takes against its limit: the panels of a folded sheet, or a number of pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

BACK = "back"


@dataclass(frozen=True, slots=True)
class PageLimit:
    """The most ``pages`` of an output, or its ``panels`` by their page names in reading order; with neither, any number of pages."""

    pages: int | None = None
    panels: tuple[str, ...] | None = None

    @property
    def quota(self) -> Counter[str]:
        """How many pages there may be of each name; pages without panels count under the name ``""``."""
        return Counter({"": self.pages or 0}) if self.panels is None else Counter(self.panels)

    def admits(self, names: Sequence[str]) -> bool:
        """Return whether pages of these ``names`` are within the limit."""
        if self.panels is None:
            return self.pages is None or len(names) <= self.pages
        return assign_pages(names, self.panels) is not None

    def excess(self, names: Sequence[str]) -> list[int]:
        """Return the indices of the pages, of these ``names``, that exceed the limit."""
        quota, excess = self.quota, []
        for number, name in enumerate(names):
            kind = "" if self.panels is None else name
            quota[kind] -= 1
            excess += [number] if quota[kind] < 0 else []
        return excess


def assign_pages(names: Sequence[str], panels: Sequence[str]) -> list[int | None] | None:
    """Return the index of the page on each of ``panels``, ``None`` for a blank panel; ``names`` are the names of the pages.

    Panels without names take any page: a last page named ``back`` goes on the last panel, and blank panels lie before it.
    Returns ``None`` where a page finds no panel.
    """
    if not any(panels):
        return _assign_in_order(names, len(panels))
    left = {name: [index for index, other in enumerate(names) if other == name] for name in set(names)}
    places = [left[name].pop(0) if left.get(name) else None for name in panels]
    return None if any(left.values()) else places


def _assign_in_order(names: Sequence[str], panels: int) -> list[int | None]:
    backs = 1 if names[-1:] == [BACK] else 0
    pages: list[int | None] = list(range(len(names)))
    return [*pages[: len(names) - backs], *[None] * (panels - len(names)), *pages[len(names) - backs :]]

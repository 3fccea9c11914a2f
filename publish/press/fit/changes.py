"""Trial changes of the HTML tree between two layouts: styles of single elements, figures that move, and elements that are added.

`trial_changes` applies them for one layout and takes them back unless that layout is kept. Four attributes mark elements in the HTML:
``data-spare`` (millimetres) is added only where that much room is left, ``data-foot`` stands at the foot of the last
page, ``data-grow`` grows into the free room, and in ``data-roomy`` the picture may stand above the words that it stands beside.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SPARE = "data-spare"
FOOT = "data-foot"
GROW = "data-grow"
ROOMY = "data-roomy"


@dataclass(frozen=True, slots=True)
class StyleChange:
    """Add the declarations ``css`` to the ``style`` attribute of ``element``, which overrides the style sheets."""

    element: Any
    css: str


@dataclass(frozen=True, slots=True)
class FigureMove:
    """Move ``element`` behind ``after``, a sibling of its or of the part that it ends."""

    element: Any
    after: Any


@dataclass(frozen=True, slots=True)
class SpareElement:
    """Add ``element`` to ``parent`` before ``following`` (None: at the end); it needs ``least_mm`` of free height."""

    element: Any
    parent: Any
    following: Any
    least_mm: float


Change = StyleChange | FigureMove | SpareElement


def take_spare_elements(root: Any) -> tuple[SpareElement, ...]:
    """Remove the elements marked ``data-spare`` from the tree at ``root``, and return them in document order."""
    found = []
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if child.get(SPARE):
                following = parent[place + 1] if place + 1 < len(parent) else None
                parent.remove(child)
                found.append(SpareElement(child, parent, following, float(child.get(SPARE))))
    return tuple(reversed(found))


def parents_of(root: Any) -> dict[Any, Any]:
    """Return the parent of each element of the tree at ``root``."""
    return {child: parent for parent in root.iter() for child in parent}


@contextmanager
def trial_changes(root: Any, changes: Sequence[Change]) -> Iterator[list[bool]]:
    """Apply ``changes`` to the tree at ``root`` while the block runs; they stay if the block adds an item to the list it is given."""
    kept: list[bool] = []
    styles = [(each.element, each.element.get("style")) for each in changes if isinstance(each, StyleChange)]
    children = {parent: list(parent) for parent in _changed_parents(root, changes)}
    for change in changes:
        _apply(change, parents_of(root))
    yield kept
    if kept:
        return
    for element, style in styles:
        element.attrib.pop("style", None)
        element.attrib.update({} if style is None else {"style": style})
    for parent, before in children.items():
        parent[:] = before


def _changed_parents(root: Any, changes: Sequence[Change]) -> list[Any]:
    """Return the elements whose children change."""
    parents = parents_of(root)
    added = [each.parent for each in changes if isinstance(each, SpareElement)]
    return [*added, *(parents[end] for each in changes if isinstance(each, FigureMove) for end in (each.element, each.after))]


def _apply(change: Change, parents: dict[Any, Any]) -> None:
    match change:
        case StyleChange(element, css):
            element.set("style", "; ".join(part for part in (element.get("style"), css) if part))
        case FigureMove(element, after):
            parents[element].remove(element)
            parents[after].insert(list(parents[after]).index(after) + 1, element)
        case SpareElement(element, parent, following):
            place = len(parent) if following is None else list(parent).index(following)
            parent.insert(place, element)

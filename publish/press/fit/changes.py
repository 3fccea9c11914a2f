"""What a second layout does otherwise than the first: styles of single elements, and pictures that stand later in the text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SPARE = "data-spare"
FOOT = "data-foot"
GROW = "data-grow"


@dataclass(frozen=True, slots=True)
class Styled:
    """``element`` gets the declarations ``css``, over what its style sheets say."""

    element: Any
    css: str


@dataclass(frozen=True, slots=True)
class Moved:
    """``element`` stands after its sibling ``after``."""

    element: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Spare:
    """An element that prints only where room is left: it stands in ``parent`` before ``following`` (None: at the end)."""

    element: Any
    parent: Any
    following: Any
    least_mm: float


Change = Styled | Moved | Spare


def take_spares(root: Any) -> tuple[Spare, ...]:
    """Take every element that waits for spare room out of the tree at ``root``, and return them."""
    found = []
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if child.get(SPARE):
                following = parent[place + 1] if place + 1 < len(parent) else None
                parent.remove(child)
                found.append(Spare(child, parent, following, float(child.get(SPARE))))
    return tuple(reversed(found))


def parents_of(root: Any) -> dict[Any, Any]:
    """Return the parent of each element of the tree at ``root``."""
    return {child: parent for parent in root.iter() for child in parent}


@contextmanager
def trying(root: Any, changes: Sequence[Change]) -> Iterator[list[bool]]:
    """Make ``changes`` in the tree at ``root``; they are taken back unless the block adds to the list it is given."""
    kept: list[bool] = []
    styles = [(each.element, each.element.get("style")) for each in changes if isinstance(each, Styled)]
    children = {parent: list(parent) for parent in _touched(root, changes)}
    for change in changes:
        _make(change, parents_of(root))
    yield kept
    if kept:
        return
    for element, style in styles:
        element.attrib.pop("style", None)
        element.attrib.update({} if style is None else {"style": style})
    for parent, before in children.items():
        parent[:] = before


def _touched(root: Any, changes: Sequence[Change]) -> list[Any]:
    parents = parents_of(root)
    return [each.parent if isinstance(each, Spare) else parents[each.element] for each in changes if not isinstance(each, Styled)]


def _make(change: Change, parents: dict[Any, Any]) -> None:
    match change:
        case Styled(element, css):
            element.set("style", "; ".join(part for part in (element.get("style"), css) if part))
        case Moved(element, after):
            parent = parents[element]
            parent.remove(element)
            parent.insert(list(parent).index(after) + 1, element)
        case Spare(element, parent, following):
            place = len(parent) if following is None else list(parent).index(following)
            parent.insert(place, element)

"""Changes of a whole drawing: mirror it for right-to-left languages, and cut off the empty room below its last label."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from xml.etree.ElementTree import Element

from publish.guide.svg.values import USUAL_SIZE, number, number_text, numbers, properties, put

DESCENT = 0.5
"""Room below the baseline of the last line, in em: Noto Naskh Arabic and Noto Sans Devanagari reach down to .43, Latin to .29."""

TALL = 1.6
"""The height of a line of titles, in em, from which letters need more room than a drawing has: Nastaliq (1.8) rises up to 1.9 em."""

_STAYS = frozenset("title desc defs style metadata symbol clipPath mask pattern marker filter linearGradient radialGradient".split())
_OTHER_END = {"start": "end", "end": "start"}


def mirror_drawing(root: Element) -> None:
    """Mirror a drawing with ``data-rtl="mirror"``, so that a timeline, for example, runs from right to left.

    Shapes are mirrored; texts keep their letters and move with the shapes. A drawing without a ``viewBox`` has no axis and is not
    changed.
    """
    box = _view_box(root)
    if box and root.get("data-rtl") == "mirror":
        left, _, width, _ = box
        _mirror_inside(root, 2 * left + width, properties(root, {}))


def trim(root: Element, tall: float = 0.0) -> None:
    """End a drawing with ``data-trim`` below its last line of text, but not above ``data-trim`` (in user units).

    ``data-trim`` is where the shapes end; below it there are only labels, which take one line in one language and three in another.
    If the letters are ``tall`` (the height of a line of titles in em), any drawing begins above its first line of text.
    The place of a label in a transformed group is not known, so such a drawing is not changed.
    """
    box, shapes_end = _view_box(root), numbers(root.get("data-trim"))
    if not box or any(_has_text(element) for element in root.iter() if element.get("transform")):
        return
    left, top, width, height = box
    start, end = top, top + height
    if tall > TALL:
        start = min([top, *(y - tall * size for y, size in _baselines(root, {}, min))])
    if shapes_end:
        end = max([shapes_end[0], top + 1, *(y + DESCENT * (2 if tall > TALL else 1) * size for y, size in _baselines(root, {}, max))])
    if (start, end) == (top, top + height):
        return
    root.set("viewBox", " ".join(map(number_text, (left, start, width, end - start))))
    given = numbers(root.get("height"))
    if given and height:
        root.set("height", number_text(given[0] * (end - start) / height))


def _mirror_inside(parent: Element, axis: float, style: Mapping[str, str]) -> None:
    """Mirror the content of ``parent``: x becomes ``axis`` − x; ``style`` is what its texts inherit."""
    children = list(parent)
    for child in children:
        parent.remove(child)
    for moves, group in groupby(children, lambda child: child.tag not in _STAYS and not _has_text(child)):
        parent.extend([_mirrored(group, axis)] if moves else group)
    for child in (child for child in parent if child.tag not in _STAYS and _has_text(child)):
        _turn(child, axis)
        if child.tag == "text":
            _move_text(child, axis, properties(child, style).get("text-anchor", "start"))
        else:
            _mirror_inside(child, axis, properties(child, style))


def _mirrored(elements: Iterable[Element], axis: float) -> Element:
    group = Element("g", transform=_flip(axis))
    group.extend(elements)
    group.tail = "\n"
    return group


def _turn(element: Element, axis: float) -> None:
    """Mirror the transformation of ``element`` but not its letters, by a flip before and after it."""
    if element.get("transform"):
        element.set("transform", f"{_flip(axis)} {element.get('transform')} {_flip(axis)}")


def _move_text(text: Element, axis: float, anchor: str) -> None:
    put(text, "text-anchor", _OTHER_END.get(anchor, anchor))
    for element in text.iter():
        if element.get("x") or element is text:
            element.set("x", " ".join(number_text(axis - x) for x in numbers(element.get("x")) or [0.0]))


def _flip(axis: float) -> str:
    return f"translate({number_text(axis)} 0) scale(-1 1)"


def _has_text(element: Element) -> bool:
    return next(element.iter("text"), None) is not None


def _baselines(element: Element, style: Mapping[str, str], which: Callable[[Iterable[float]], float]) -> Iterator[tuple[float, float]]:
    """Yield the first (``min``) or the last (``max``) baseline of each text and its size; ``style`` is what the text inherits."""
    style = properties(element, style)
    if element.tag == "text":
        yield which([number(line.get("y"), 0.0) for line in element.iter()]), number(style.get("font-size"), USUAL_SIZE)
        return
    for child in element:
        yield from _baselines(child, style, which)


def _view_box(root: Element) -> list[float] | None:
    box = numbers(root.get("viewBox"))
    return box if len(box) == 4 else None

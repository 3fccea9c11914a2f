"""Count what a drawing draws before it is drawn: each ``<use>``, mask, clip, marker, pattern, filter and gradient draws its target again.

A few kilobytes can draw a billion shapes that way. The count is an upper bound: a property that a child replaces is counted too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from publish.guide.svg.values import numbers
from publish.project import PublishError, problem

MOST_DRAWN = 50_000
"""How many elements a drawing may draw, after everything that it refers to is put in its place."""
LONGEST_PATH = 500_000
"""The longest list of points, in characters."""
DEEPEST_DRAWN = 200
"""How deep elements may be nested, after everything that they refer to is put in its place."""

_INDIRECT = frozenset("defs symbol clipPath mask pattern marker filter linearGradient radialGradient title desc metadata style".split())
_ONCE = ("mask", "clip-path", "filter")
_EACH_SHAPE = ("fill", "stroke")
_EACH_POINT = ("marker", "marker-start", "marker-mid", "marker-end")
_URL = re.compile(r"""url\(\s*["']?#([^"')\s]+)""", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([\w-]*)((?:[.#][\w-]+)*)")
_POINT = re.compile(r"[a-zA-Z]|[-+]?\.?\d[\d.]*(?:[eE][-+]?\d+)?")
_SHORTEST_GRADIENT = 1e-3  # of its box, or of the drawing


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What an element draws: its ``shapes``, the ``points`` of these, and all the ``work``, in elements."""

    shapes: int = 0
    points: int = 0
    work: int = 0

    def __add__(self, other: "_Drawn") -> "_Drawn":
        return _Drawn(self.shapes + other.shapes, self.points + other.points, self.work + other.work)


def check_weight(root: Element, name: str | None) -> None:
    """Refuse a drawing (``drawing-unsafe``) that draws too much, refers to itself, has a path without end or a gradient that repeats."""
    for element in root.iter():
        _check_lists(element, name)
        _check_gradient(element, root, name)
    if _Scale(root, name).weigh(root, 0).work > MOST_DRAWN:
        raise _unsafe(f"more than {MOST_DRAWN:,} elements are drawn, counting each <use>, mask, clip, marker and pattern", name)


@dataclass(slots=True)
class _Scale:
    """Weighs the elements of one drawing, each target of a reference once."""

    root: Element
    name: str | None
    targets: dict[str, Element] = field(init=False)
    rules: list[tuple[str, str]] = field(init=False)
    known: dict[str, _Drawn] = field(default_factory=dict)
    above: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.targets = {element.get("id", ""): element for element in reversed(list(self.root.iter())) if element.get("id")}
        self.rules = list(_rules(self.root))

    def weigh(self, element: Element, depth: int) -> _Drawn:
        """Return what ``element`` draws, and what it draws with."""
        if depth > DEEPEST_DRAWN:
            raise _unsafe(f"its elements are nested more than {DEEPEST_DRAWN} deep, counting what they refer to", self.name)
        drawn = _Drawn(1, _point_count(element), 1)
        for child in element:
            if child.tag not in _INDIRECT:
                drawn += self.weigh(child, depth + 1)
        if target := element.get("href", "").strip().removeprefix("#"):
            drawn += self.referred(target, depth)
        style = self.style_of(element)
        work = sum(self.referred(target, depth).work for key in _ONCE for target in _targets(style, key))
        work += drawn.shapes * sum(self.referred(target, depth).work for key in _EACH_SHAPE for target in _targets(style, key))
        work += drawn.points * sum(self.referred(target, depth).work for key in _EACH_POINT for target in _targets(style, key))
        return drawn + _Drawn(work=work)

    def referred(self, target: str, depth: int) -> _Drawn:
        """Return what the element with the id ``target`` draws where it is referred to."""
        if target in self.above:
            raise _unsafe(f"the element “{target[:60]}” is drawn with itself", self.name)
        if target not in self.known and target in self.targets:
            self.above.append(target)
            self.known[target] = self.weigh(self.targets[target], depth + 1)
            self.above.pop()
        return self.known.get(target, _Drawn())

    def style_of(self, element: Element) -> str:
        """Return the declarations of ``element`` that refer to others: attributes, its style, and rules that may apply to it."""
        own = [f"{key}:{value}" for key, value in element.items() if "url(" in value.lower() and key != "style"]
        own += [element.get("style", "")] if "url(" in element.get("style", "").lower() else []
        return ";".join([*own, *(style for selector, style in self.rules if _may_apply(selector, element))])


def _rules(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the selector and the declarations of each rule of the style sheets that refers to an element."""
    for sheet in root.iter("style"):
        for rule in _RULE.finditer(sheet.text or ""):
            if "url(" in rule[2].lower():
                yield from ((selector.strip(), rule[2]) for selector in rule[1].split(","))


def _may_apply(selector: str, element: Element) -> bool:
    """Tell whether a rule may apply to ``element``: by its last simple selector, and always if that is of another kind."""
    found = _SIMPLE.fullmatch(selector.split()[-1].rpartition(">")[2] if selector else "")
    if found is None or not found[0]:
        return True
    classes = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
    return found[1] in ("", element.tag) and set(re.findall(r"[.#][\w-]+", found[2])) <= classes


def _targets(style: str, key: str) -> Iterator[str]:
    """Yield the ids that the property ``key`` refers to in ``style``."""
    for declaration in style.split(";"):
        if declaration.partition(":")[0].strip().lower() == key:
            yield from _URL.findall(declaration)


def _point_count(element: Element) -> int:
    return len(_POINT.findall(element.get("d", "") + element.get("points", ""))) or 1


def _check_lists(element: Element, name: str | None) -> None:
    longest = max((len(value) for key, value in element.items()), default=0)
    if longest > LONGEST_PATH:
        raise _unsafe(f"an attribute of <{element.tag}> has {longest:,} characters, more than {LONGEST_PATH:,}", name)


def _check_gradient(element: Element, root: Element, name: str | None) -> None:
    """Refuse a gradient that repeats so often within its box that each of its repetitions is too small to see."""
    if element.get("spreadMethod", "pad").strip() == "pad":
        return
    box = numbers(root.get("viewBox"))
    full = max(box[2:], default=1.0) if element.get("gradientUnits") == "userSpaceOnUse" and len(box) == 4 else 1.0
    shortest = full * _SHORTEST_GRADIENT
    ends = [_share(element, key, usual, full) for key, usual in (("x1", 0.0), ("y1", 0.0), ("x2", 1.0), ("y2", 0.0))]
    length = max(abs(ends[2] - ends[0]), abs(ends[3] - ends[1])) if element.tag == "linearGradient" else _share(element, "r", 0.5, full)
    if length < shortest:
        raise _unsafe("a gradient repeats more than a thousand times", name)


def _share(element: Element, key: str, usual: float, full: float) -> float:
    text = element.get(key, "").strip()
    found = numbers(text.removesuffix("%"))
    return usual * full if not found else found[0] / 100 * full if text.endswith("%") else found[0]


def _unsafe(what: str, name: str | None) -> PublishError:
    hint = "draw each shape once, without what repeats it; in a drawing program, turn masks, patterns and clones into shapes"
    return problem("drawing-unsafe", f"the drawing cannot be drawn safely: {what}", file=name, hint=hint)

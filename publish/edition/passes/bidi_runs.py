"""Join the parts of a left-to-right run that emphasis or links divide, so that “**200** mg” keeps its order in right-to-left text.

The joined run becomes one ``<span dir="ltr">``. An emphasis or a link that also contains other words (“**dose 200** mg”) is
split at the run.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from publish.edition.passes.tree import Element, text_slots
from publish.text.bidi import RTL_LETTERS

_SPACE = r"[\s\u00a0\u202f]"
_DIVIDED = frozenset({"strong", "em", "a"})
# What stands within a run between two of its parts, after the last one and before the first.
_BETWEEN = re.compile(rf"(?:{_SPACE}?[–/°×]\u2060?{_SPACE}?|,?{_SPACE}|-)?")
_SIGNS = re.compile(rf"(?P<after>\u00a0?[%‰]|{_SPACE}?°(?!{_SPACE}?{RTL_LETTERS}))?(?P<text>.*?)(?P<before>[+−±]{_SPACE}?)?", re.S)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A tag or a text.

    ``kind`` is ``island`` (a left-to-right span of text alone, its tags included), ``opening`` or ``closing`` (a tag of an emphasis or a
    link), ``start`` or ``end`` (any other tag), ``text``, or ``before`` or ``after`` (a sign that belongs to the run beside it).
    """

    kind: str
    text: str = ""
    tag: str = ""
    attributes: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def is_tag(self) -> bool:
        """Whether it begins or ends an emphasis or a link."""
        return self.kind in ("opening", "closing")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A run: the places of its first and last piece (``end`` is within it).

    ``begun`` counts the elements that end in it and begin before it, ``open`` are those that begin in it and end behind it.
    """

    start: int
    end: int
    begun: int
    open: tuple[_Piece, ...]

    @property
    def divides(self) -> bool:
        """Whether an element must be divided to make the run whole."""
        return bool(self.begun or self.open)


_RUN_START, _RUN_END = _Piece("start", tag="span", attributes=(("dir", "ltr"),)), _Piece("end", tag="span")


def join_runs(root: Element) -> None:
    """Put each such run in ``root`` into one ``<span dir="ltr">``; not a character of the text changes."""
    if not any(span.get("dir") == "ltr" for span in root.iter("span")):
        return
    pieces = tuple(_pieces(root))
    output: list[_Piece] = []
    around: list[_Piece] = []
    place = 0
    for cut in _cuts(pieces):
        output += _passed(pieces[place : cut.start], around)
        divided = around[len(around) - cut.begun :]
        _end(output, divided)
        output += [_RUN_START, *divided]
        output += _passed(pieces[cut.start : cut.end + 1], around)
        output += [*_ends(cut.open), _RUN_END, *cut.open]
        place = cut.end + 1
    if place:
        _rebuild(root, [*output, *pieces[place:]])


def _pieces(root: Element) -> Iterator[_Piece]:
    inside: Element | None = None
    for slot in text_slots(root):
        if inside is None:
            yield from (_Piece(kind, part) for kind, part in _signs(slot.text) if part)
        element = slot.boundary
        if element is None:
            return
        if inside is None and slot.starts and _is_island(element):
            inside = element
        elif inside is not None and element is inside:
            inside = None
            yield _Piece("island", element.text or "", "span", tuple(element.items()))
        elif isinstance(element.tag, str):
            kinds = ("opening", "closing") if element.tag in _DIVIDED else ("start", "end")
            yield _Piece(kinds[not slot.starts], "", element.tag, tuple(element.items()) if slot.starts else ())


def _signs(text: str) -> Iterator[tuple[str, str]]:
    signs = _SIGNS.fullmatch(text)
    yield from signs.groupdict().items() if signs else ()


def _is_island(element: Element) -> bool:
    return bool(element.tag == "span" and element.get("dir") == "ltr" and not len(element))


def _rebuild(root: Element, pieces: Sequence[_Piece]) -> None:
    """Replace all that is inside ``root`` by ``pieces``."""
    builder = etree.TreeBuilder()
    builder.start("div", {})
    for piece in pieces:
        if piece.kind in ("opening", "start", "island"):
            builder.start(piece.tag, dict(piece.attributes))
        builder.data(piece.text)
        if piece.kind in ("closing", "end", "island"):
            builder.end(piece.tag)
    builder.end("div")
    rebuilt = builder.close()
    root.text = rebuilt.text
    root[:] = list(rebuilt)


def _passed(pieces: Sequence[_Piece], around: list[_Piece]) -> Sequence[_Piece]:
    """Return ``pieces``, and keep in ``around`` the elements that are open behind them."""
    for piece in pieces:
        if piece.kind == "opening":
            around.append(piece)
        elif piece.kind == "closing" and around:
            around.pop()
    return pieces


def _end(output: list[_Piece], openings: Sequence[_Piece]) -> None:
    """End the elements of ``openings`` in ``output``; one that was just begun again, behind the run before, is left out: it is empty."""
    for piece in reversed(openings):
        if output and output[-1] is piece:
            output.pop()
        else:
            output += _ends((piece,))


def _ends(openings: Sequence[_Piece]) -> Iterator[_Piece]:
    yield from (_Piece("closing", tag=piece.tag) for piece in reversed(openings))


def _cuts(pieces: Sequence[_Piece]) -> Iterator[_Cut]:
    """Yield the runs of more than one piece."""
    place = 0
    while place < len(pieces):
        start = end = place
        if pieces[place].kind == "island":
            while (following := _following(pieces, end)) and not _apart(pieces, end, following):
                end = following
            start, end = _sign(pieces, start, -1), _sign(pieces, end, 1)
            if start < end:
                cut = _cut(pieces, start, end)
                yield cut
                end = cut.end
        place = end + 1


def _following(pieces: Sequence[_Piece], place: int) -> int:
    """Return the next island that may be of one run with that at ``place``, 0 where there is none."""
    other = place + 1
    while other < len(pieces) and pieces[other].kind not in ("island", "start", "end"):
        other += 1
    gap = "".join(piece.text for piece in pieces[place + 1 : other] if not piece.is_tag)
    found = other < len(pieces) and pieces[other].kind == "island" and _BETWEEN.fullmatch(gap)
    return other if found else 0


def _apart(pieces: Sequence[_Piece], place: int, following: int) -> bool:
    """Tell whether two numbers beside each other are no run, for an element that parts them holds more: “**dose 200 mg** 3 times”."""
    gap = "".join(piece.text for piece in pieces[place + 1 : following] if not piece.is_tag)
    numbers = pieces[following].text[:1].isdigit() and any(map(str.isdigit, pieces[place].text))
    return numbers and not gap.strip(" \u00a0\u202f,") and _cut(pieces, place, following).divides


def _sign(pieces: Sequence[_Piece], place: int, step: int) -> int:
    """Return where a sign stands that goes with the island at ``place``, before it or (``step`` 1) after it; else ``place``."""
    tag, sign = ("closing", "after") if step > 0 else ("opening", "before")
    other = place + step
    while 0 <= other < len(pieces) and pieces[other].kind == tag:
        other += step
    return other if 0 <= other < len(pieces) and pieces[other].kind == sign else place


def _cut(pieces: Sequence[_Piece], start: int, end: int) -> _Cut:
    """Return the run from ``start`` to ``end``, with the tags at its ends that keep an element whole."""
    begun, inside = 0, list[_Piece]()
    for piece in pieces[start : end + 1]:
        if piece.kind == "opening":
            inside.append(piece)
        elif piece.kind == "closing":
            begun, inside = (begun, inside[:-1]) if inside else (begun + 1, inside)
    while begun and start and pieces[start - 1].kind == "opening":
        start, begun = start - 1, begun - 1
    while inside and end + 1 < len(pieces) and pieces[end + 1].kind == "closing":
        end, inside = end + 1, inside[:-1]
    return _Cut(start, end, begun, tuple(inside))

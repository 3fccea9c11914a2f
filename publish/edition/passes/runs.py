"""Join the parts of a left-to-right run that emphasis or links divide, in HTML, so that “**200** mg” keeps its order in right-to-left text.

The joined run becomes one ``<span dir="ltr">``. An emphasis or a link that also contains other words (“**dose 200** mg”) is
split at the run.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SPACE = r"[\s\u00a0\u202f]"
_PIECE = re.compile(
    r'(?P<island><span dir="ltr"[^>]*>[^<]*</span>)'
    r"|(?P<opening><(?:strong|em|a)(?:\s[^>]*)?>)|(?P<closing></(?:strong|em|a)>)|(?P<other><[^>]*>)|(?P<text>[^<]+)"
)
# What stands within a run between two of its parts, after the last one and before the first.
_BETWEEN = re.compile(rf"(?:{SPACE}?[–/°×]\u2060?{SPACE}?|,?{SPACE}|-)?")
_SIGNS = re.compile(rf"(?P<after>\u00a0?[%‰]|{SPACE}?°)?(?P<text>.*?)(?P<before>(?:[+−±≈~≤≥]|&[lg]t;){SPACE}?)?", re.S)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A tag or a text; ``kind`` is a name in `_PIECE` or, of a sign at one end of a text, in `_SIGNS`."""

    kind: str
    html: str

    @property
    def is_tag(self) -> bool:
        """Whether it begins or ends an emphasis or a link."""
        return self.kind in ("opening", "closing")

    @property
    def shown(self) -> str:
        """Its text."""
        return re.sub("<[^>]*>", "", self.html)


@dataclass(frozen=True, slots=True)
class _Cut:
    """The pieces of a run (``end`` is one of them), how many elements end in it that begin before it, and those that end after it."""

    start: int
    end: int
    begun: int
    open: tuple[_Piece, ...]

    @property
    def divides(self) -> bool:
        """Whether an element must be divided to make the run whole."""
        return bool(self.begun or self.open)


def joined(html: str) -> str:
    """Return ``html`` with each such run as one ``<span dir="ltr">``; not a character of the text changes."""
    if 'dir="ltr"' not in html:
        return html
    pieces = tuple(_pieces(html))
    output: list[str] = []
    around: list[_Piece] = []
    place = 0
    for cut in _cuts(pieces):
        output += _passed(pieces[place : cut.start], around)
        divided = around[len(around) - cut.begun :]
        output += [*_ends(divided), '<span dir="ltr">', *(piece.html for piece in divided)]
        output += _passed(pieces[cut.start : cut.end + 1], around)
        output += [*_ends(cut.open), "</span>", *(piece.html for piece in cut.open)]
        place = cut.end + 1
    return "".join([*output, *(piece.html for piece in pieces[place:])])


def _pieces(html: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(html):
        if found.lastgroup != "text":
            yield _Piece(str(found.lastgroup), found[0])
        elif signs := _SIGNS.fullmatch(found[0]):
            yield from (_Piece(kind, part) for kind, part in signs.groupdict().items() if part)


def _passed(pieces: Sequence[_Piece], around: list[_Piece]) -> Iterator[str]:
    """Yield the HTML of ``pieces``, and keep in ``around`` the elements that are open behind them."""
    for piece in pieces:
        if piece.kind == "opening":
            around.append(piece)
        elif piece.kind == "closing" and around:
            around.pop()
        yield piece.html


def _ends(openings: Sequence[_Piece]) -> Iterator[str]:
    yield from (f"</{piece.html[1:].split()[0].rstrip('>')}>" for piece in reversed(openings))


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
    while other < len(pieces) and pieces[other].kind not in ("island", "other"):
        other += 1
    gap = "".join(piece.html for piece in pieces[place + 1 : other] if not piece.is_tag)
    found = other < len(pieces) and pieces[other].kind == "island" and _BETWEEN.fullmatch(gap)
    return other if found else 0


def _apart(pieces: Sequence[_Piece], place: int, following: int) -> bool:
    """Tell whether two numbers beside each other are no run, for an element that parts them holds more: “**dose 200 mg** 3 times”."""
    gap = "".join(piece.html for piece in pieces[place + 1 : following] if not piece.is_tag)
    numbers = pieces[following].shown[:1].isdigit() and any(map(str.isdigit, pieces[place].shown))
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

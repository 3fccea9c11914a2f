"""Update what refers to pages of a PDF after imposition: the tag tree, links, destinations, bookmarks and figure boxes.

The parent tree, which leads from marked content back to its tag, is rebuilt (ISO 32000-1, 14.7.4.4).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class PageTransform:
    """How imposition transforms a page: a half turn about the origin where ``upside_down``, then a shift by ``x`` and ``y`` points."""

    x: float
    y: float
    upside_down: bool = False

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page lies on the sheet."""
        return round(self.x + self._sign * x, DECIMALS), round(self.y + self._sign * y, DECIMALS)

    def box(self, values: Sequence[Any]) -> Array:
        """Return a box of the page (two corners) on the sheet, lower left corner first."""
        left, bottom, right, top = map(float, values)
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return Array([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])

    def points(self, values: Sequence[Any]) -> Array:
        """Return a list of points of the page (x, y, x, y …) on the sheet."""
        flat = [float(value) for value in values]
        return Array([moved for x, y in zip(flat[::2], flat[1::2], strict=True) for moved in self.point(x, y)])

    @property
    def operator(self) -> bytes:
        """The ``cm`` operator that applies this transform."""
        return f"{self._sign} 0 0 {self._sign} {self.x:.{DECIMALS}f} {self.y:.{DECIMALS}f} cm".encode()

    @property
    def _sign(self) -> int:
        return -1 if self.upside_down else 1


@dataclass(frozen=True, slots=True)
class PageMove:
    """Where a page went: the page object of the sheet, the offset of its marked content numbers, and its transform."""

    sheet: Any
    offset: int
    transform: PageTransform


Moves = dict[tuple[int, int], PageMove]  # by the object number and generation of the page before imposition


def parent_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """Return the parent tree as a mapping, empty where the PDF is not tagged."""
    if "/StructTreeRoot" not in pdf.Root:
        return {}
    return dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())


def moved_annotations(pages: Iterable[tuple[Any, PageMove]]) -> Array:
    """Return the annotations of all ``pages``, moved to the sheet."""
    found = Array()
    for page, move in pages:
        for annotation in page.get("/Annots", Array()):
            _move_annotation(annotation, move)
            found.append(annotation)
    return found


def follow_pages(pdf: pikepdf.Pdf, moves: Moves, parents: dict[int, Any]) -> None:
    """Make tags, destinations, links and bookmarks point to the sheets. ``parents`` becomes the parent tree."""
    if "/StructTreeRoot" in pdf.Root:
        flat = [item for key in sorted(parents) for item in (key, parents[key])]
        pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(flat)))
        _move_tags(pdf.Root.StructTreeRoot, moves)
    for holder, key in _destinations(pdf):
        _move_destination(holder, key, moves)
    _move_named_destinations(pdf, moves)


def _move_annotation(annotation: Any, move: PageMove) -> None:
    annotation.Rect = move.transform.box(annotation.Rect)
    if "/QuadPoints" in annotation:
        annotation.QuadPoints = move.transform.points(annotation.QuadPoints)
    if "/P" in annotation:
        annotation.P = move.sheet


def _move_tags(root: Any, moves: Moves) -> None:
    """Make every structure element below ``root`` name its sheet, and its marked content by the new numbers."""
    waiting, done = [root], set[tuple[int, int]]()
    while waiting:
        element = waiting.pop()
        if element.is_indirect and element.objgen in done:
            continue
        done.add(element.objgen)
        waiting += _move_element(element, moves)


def _move_element(element: Any, moves: Moves) -> list[Any]:
    """Move one structure element, marked content reference or object reference; return its children."""
    move = moves.get(element.Pg.objgen) if "/Pg" in element else None
    if move:
        _move_properties(element, move)
    if "/K" not in element:
        return []
    offset = move.offset if move else 0
    kids = list(element.K) if isinstance(element.K, Array) else [element.K]
    element.K = Array([kid + offset if isinstance(kid, int) else kid for kid in kids])
    return [kid for kid in kids if isinstance(kid, Dictionary)]


def _move_properties(element: Any, move: PageMove) -> None:
    element.Pg = move.sheet
    if "/A" in element and isinstance(element.A, Dictionary) and "/BBox" in element.A:
        element.A.BBox = move.transform.box(list(element.A.BBox))
    if "/MCID" in element:
        element.MCID = int(element.MCID) + move.offset


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """Yield each dictionary and key that may hold a destination: of bookmarks, links and their actions."""
    annotations = (annotation for page in pdf.pages for annotation in page.obj.get("/Annots", Array()))
    for holder in (*_bookmarks(pdf.Root.get("/Outlines")), *annotations):
        yield holder, "/Dest"
        if "/A" in holder:
            yield holder.A, "/D"


def _bookmarks(first: Any) -> Iterator[Any]:
    while first is not None:
        yield first
        yield from _bookmarks(first.get("/First"))
        first = first.get("/Next")


def _move_destination(holder: Any, key: str, moves: Moves) -> None:
    """Make the destination ``key`` of ``holder`` point to a sheet. It is an array, or a dictionary that holds one."""
    destination = holder.get(key)
    if isinstance(destination, Dictionary):
        _move_destination(destination, "/D", moves)
    elif isinstance(destination, Array) and isinstance(destination[0], Dictionary) and destination[0].objgen in moves:
        holder[key] = _moved_destination(destination, moves[destination[0].objgen])


def _moved_destination(destination: Any, move: PageMove) -> Array:
    if destination[1] == Name.XYZ and len(destination) == 5:
        x, y = move.transform.point(float(destination[2] or 0), float(destination[3] or 0))
        return Array([move.sheet, Name.XYZ, x, y, destination[4]])
    return Array([move.sheet, *list(destination)[1:]])


def _move_named_destinations(pdf: pikepdf.Pdf, moves: Moves) -> None:
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        for name in list(tree):
            holder = Dictionary(D=tree[name])
            _move_destination(holder, "/D", moves)
            tree[name] = holder.D

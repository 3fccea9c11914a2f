"""Imposition: finished pages of a tagged PDF laid on sheets, with everything that hangs on them.

Pure geometry goes in (`Placed`); one writer moves the pages: content streams are joined, tag numbers shifted and the
parent tree rebuilt (ISO 32000-1, 14.7.4.4), and links, destinations, bookmarks and figure boxes follow their page. The
tag tree keeps its order, so the sheet is read in the order of the panels and not in the order they lie.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publish.press.sheets.geometry import Fold, Slot
from publish.press.sheets.paper import POINTS_PER_MM, Size
from publish.press.sheets.reading_order import BELOW_PT, NAME, ON_SHEET_PT, SAID, Glyph, breaker, divided, dividers, first_glyph

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Matrix:
    """A shift, after a half turn where ``turned``: all that imposition does to a page. Points."""

    x: float
    y: float
    turned: bool = False

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where the point lies on the sheet."""
        sign = -1 if self.turned else 1
        return round(self.x + sign * x, DECIMALS), round(self.y + sign * y, DECIMALS)

    def box(self, values: Sequence[Any]) -> Array:
        """Return the box (two corners) on the sheet, lower left corner first."""
        left, bottom, right, top = map(float, values)
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return Array([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])

    def points(self, values: Sequence[Any]) -> Array:
        """Return a list of points (x, y, x, y …) on the sheet."""
        flat = [float(value) for value in values]
        return Array([moved for x, y in zip(flat[::2], flat[1::2], strict=True) for moved in self.point(x, y)])

    @property
    def operator(self) -> bytes:
        """The ``cm`` operator that applies this matrix."""
        sign = -1 if self.turned else 1
        return f"{sign} 0 0 {sign} {self.x:.{DECIMALS}f} {self.y:.{DECIMALS}f} cm".encode()


@dataclass(frozen=True, slots=True)
class Placed:
    """One page (counted from 0) on a sheet, by the corner of its trim that stands lower left on the page.

    ``clip`` cuts what reaches beyond the slot: left, bottom, width, height, in points on the sheet.
    """

    page: int
    x: float
    y: float
    turned: bool = False
    clip: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a page went: the sheet's page object, how far its tag numbers were shifted, and how it was moved."""

    sheet: Any
    offset: int
    matrix: Matrix


def impose_fold(pdf: pikepdf.Pdf, fold: Fold, pages: Sequence[int | None]) -> None:
    """Lay the pages of ``pdf`` on the two sides of ``fold``; ``pages`` names the page of each panel, or ``None``."""
    sides = [[_placed(slot, pages[slot.panel]) for slot in side] for side in fold.sides]
    impose(pdf, [[placed for placed in side if placed] for side in sides], fold.sheet)


def impose(pdf: pikepdf.Pdf, sides: Sequence[Sequence[Placed]], sheet: Size) -> None:
    """Replace the pages of ``pdf`` by sheets; every page must be placed exactly once.

    Raises `ValueError` where a page is placed twice or not at all, or where pages do not share their resources.
    """
    old = [page.obj for page in pdf.pages]
    if sorted(placed.page for side in sides for placed in side) != list(range(len(old))):
        raise ValueError("every page must be placed exactly once")
    if len({page.Resources.objgen for page in old}) > 1:
        raise ValueError("pages that do not share their resources cannot be joined")
    numbers = _parent_tree(pdf)
    moved: dict[tuple[int, int], Moved] = {}
    lists = {number: _side(pdf, old, side, sheet, number, numbers, moved) for number, side in enumerate(sides)}
    _write_parent_tree(pdf, {**numbers, **lists})
    _move_tags(pdf, moved, lists)
    _move_targets(pdf, moved)
    del pdf.pages[: len(old)]


def _placed(slot: Slot, page: int | None) -> Placed | None:
    if page is None:
        return None
    x, y = slot.x_mm * POINTS_PER_MM, slot.y_mm * POINTS_PER_MM
    clip = (x, y, slot.size.width_mm * POINTS_PER_MM, slot.size.height_mm * POINTS_PER_MM)
    x += slot.shift_mm * POINTS_PER_MM
    return Placed(page, x + clip[2], y + clip[3], True, clip) if slot.turned else Placed(page, x, y, False, clip)


def _side(
    pdf: pikepdf.Pdf,
    old: Sequence[Any],
    side: Sequence[Placed],
    sheet: Size,
    number: int,
    numbers: dict[int, Any],
    moved: dict[tuple[int, int], Moved],
) -> Any:
    """Add one side of a sheet to ``pdf``; return its list of tags, and note in ``moved`` where its pages went."""
    page = pdf.add_blank_page(page_size=(sheet.width_mm * POINTS_PER_MM, sheet.height_mm * POINTS_PER_MM)).obj
    parents, annotations, content = Array(), Array(), list[bytes]()
    glyph: Glyph | None = None
    for placed in side:
        source = old[placed.page]
        box = source.get("/TrimBox", source.MediaBox)
        left, bottom = (float(value) for value in box[:2])
        sign = -1 if placed.turned else 1
        matrix = Matrix(placed.x - sign * left, placed.y - sign * bottom, placed.turned)
        moved[source.objgen] = Moved(page, len(parents), matrix)
        instructions = _shifted(source, len(parents))
        glyph = glyph or _glyph(pdf, instructions)
        content.append(_content(instructions, placed, matrix, box, glyph))
        parents.extend(numbers.pop(int(source.StructParents), Array()) if "/StructParents" in source else Array())
        for annotation in source.get("/Annots", Array()):
            _move_annotation(annotation, page, matrix)
            annotations.append(annotation)
    page.Resources, page.Tabs, page.StructParents = old[0].Resources, Name.S, number
    page.Contents = pdf.make_stream(b"\n".join(_for_readers(page, side, content, glyph) if glyph else content))
    page.TrimBox = page.MediaBox
    if len(annotations):
        page.Annots = annotations
    return pdf.make_indirect(parents)


def _glyph(pdf: pikepdf.Pdf, instructions: Sequence[Any]) -> Glyph | None:
    """Return a glyph to keep panels apart with; None in a file for a press, which is not tagged and is not read."""
    return first_glyph(instructions) if "/StructTreeRoot" in pdf.Root else None


def _for_readers(page: Any, side: Sequence[Placed], content: Sequence[bytes], glyph: Glyph) -> list[bytes]:
    """Return ``content`` with what keeps its panels apart."""
    page.Resources.Properties = Dictionary({str(NAME): Dictionary(SAID)})
    folds = sorted({placed.clip[0] for placed in side if placed.clip and placed.clip[0] > 0})
    return [breaker(glyph, ON_SHEET_PT), *content, *dividers(glyph, folds, float(page.MediaBox[3]))]


def _content(instructions: Sequence[Any], placed: Placed, matrix: Matrix, box: Any, glyph: Glyph | None) -> bytes:
    """Return the content of a page in its place; what stands on its head is said once more, the right way up."""
    clip = b"%.4f %.4f %.4f %.4f re W n " % placed.clip if placed.clip else b""
    if not (placed.turned and glyph):
        return _drawn(clip, matrix, instructions)
    left, bottom = (float(value) for value in matrix.box(box)[:2])
    upright = Matrix(left - float(box[0]), bottom - float(box[1]))
    seen, said = divided(instructions)
    return b"\n".join([_drawn(clip, matrix, seen), breaker(glyph, BELOW_PT), _drawn(b"", upright, said)])


def _drawn(clip: bytes, matrix: Matrix, instructions: Sequence[Any]) -> bytes:
    return b"q " + clip + matrix.operator + b"\n" + pikepdf.unparse_content_stream(instructions) + b"\nQ"


def _shifted(source: Any, offset: int) -> list[Any]:
    """Return the content of a page with every tag number raised by ``offset``."""
    instructions = []
    for instruction in pikepdf.parse_content_stream(source):
        operands = instruction.operands
        if str(instruction.operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
            properties = Dictionary(dict(operands[1].items()))
            properties.MCID = int(properties.MCID) + offset
            instruction = pikepdf.ContentStreamInstruction([operands[0], properties], instruction.operator)
        instructions.append(instruction)
    return instructions


def _parent_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """Return the parent tree as a mapping; an untagged PDF has none."""
    if "/StructTreeRoot" not in pdf.Root:
        return {}
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return dict(tree.items())


def _write_parent_tree(pdf: pikepdf.Pdf, numbers: dict[int, Any]) -> None:
    if "/StructTreeRoot" in pdf.Root:
        flat = [item for number in sorted(numbers) for item in (number, numbers[number])]
        pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(flat)))


def _move_tags(pdf: pikepdf.Pdf, moved: dict[tuple[int, int], Moved], lists: dict[int, Any]) -> None:
    """Let every structure element name its sheet, and its tags by their new numbers."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    waiting = [pdf.Root.StructTreeRoot, *(element for parents in lists.values() for element in parents)]
    done: set[tuple[int, int]] = set()
    while waiting:
        element = waiting.pop()
        if not isinstance(element, Dictionary) or (element.is_indirect and element.objgen in done):
            continue
        done.add(element.objgen)
        waiting += _move_element(element, moved)


def _move_element(element: Any, moved: dict[tuple[int, int], Moved]) -> list[Any]:
    """Move one structure element, marked content or object reference; return its children."""
    place = moved.get(element.Pg.objgen) if "/Pg" in element else None
    offset = place.offset if place else 0
    if place:
        element.Pg = place.sheet
        if "/A" in element and isinstance(element.A, Dictionary) and "/BBox" in element.A:
            element.A.BBox = place.matrix.box(list(element.A.BBox))
        if "/MCID" in element:
            element.MCID = int(element.MCID) + offset
    if "/K" not in element:
        return []
    kids = list(element.K) if isinstance(element.K, Array) else [element.K]
    element.K = Array([kid + offset if isinstance(kid, int) else kid for kid in kids])
    return [kid for kid in kids if isinstance(kid, Dictionary)]


def _move_annotation(annotation: Any, page: Any, matrix: Matrix) -> None:
    annotation.Rect = matrix.box(annotation.Rect)
    if "/QuadPoints" in annotation:
        annotation.QuadPoints = matrix.points(annotation.QuadPoints)
    if "/P" in annotation:
        annotation.P = page


def _move_targets(pdf: pikepdf.Pdf, moved: dict[tuple[int, int], Moved]) -> None:
    """Let every destination (by name, of a bookmark, of a link) point into the sheets."""

    def move(holder: Any, key: str) -> None:
        """Let the destination ``key`` of ``holder`` point into the sheets."""
        target = holder.get(key)
        if isinstance(target, Dictionary):
            move(target, "/D")
        elif isinstance(target, Array) and isinstance(target[0], Dictionary) and target[0].objgen in moved:
            holder[key] = _target(target, moved[target[0].objgen])

    _each_name(pdf, move)
    _each_bookmark(pdf.Root.get("/Outlines"), move)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            move(annotation, "/Dest")
            if "/A" in annotation:
                move(annotation.A, "/D")


def _target(target: Any, place: Moved) -> Array:
    if target[1] == Name.XYZ and len(target) == 5:
        x, y = place.matrix.point(float(target[2] or 0), float(target[3] or 0))
        return Array([place.sheet, Name.XYZ, x, y, target[4]])
    return Array([place.sheet, *list(target)[1:]])


def _each_name(pdf: pikepdf.Pdf, move: Callable[[Any, str], None]) -> None:
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        for name in list(tree):
            holder = Dictionary(D=tree[name])
            move(holder, "/D")
            tree[name] = holder.D


def _each_bookmark(first: Any, move: Callable[[Any, str], None]) -> None:
    while first is not None:
        move(first, "/Dest")
        if "/A" in first:
            move(first.A, "/D")
        _each_bookmark(first.get("/First"), move)
        first = first.get("/Next")

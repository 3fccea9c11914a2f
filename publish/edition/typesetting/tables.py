"""Fit tables to their column: print a table that is too wide row by row, and set one that just fits in smaller type.

Words that are broken to fit a cell are hard to read. Whether a table fits is estimated from its longest words
(`publish.edition.typesetting.widths`), not laid out, so that it has the same form at all type sizes that the press tries.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf

from publish.edition.typesetting.columns import column_shares
from publish.edition.typesetting.widths import widest_em
from publish.guide import Attributes, Block, Guide, Kind, Text, Words
from publish.text.width import BOLD, width_em

MM_PER_PT = 25.4 / 72
# The padding of a cell, left and right together: as in print.css, and at the least.
PADDING_EM, LEAST_PADDING_EM = 1.4, 0.6
# Cells are close where their longest words take more of the column than this: the room is worth more to their texts.
ROOMY_SHARE = 0.8
# A table of fewer columns reads as well row by row, and leaves no page unfilled before it. The padding of a cell on a page on its side.
FEWEST_ROTATED = 7
ROTATED_PADDING_EM = 0.4
# How much more a column of numbers has, set to the right, where cells are close.
RIGHT_EM = 0.6
# The least width of a column in a script that breaks between any two letters.
LEAST_EM = 4.0
# What the edges of a box take, and the roles that are printed in one.
BOX_MM, BOXES = 12.0, frozenset({"warning", "when-to-call", "off-label", "key-points"})
# A name and what it names are not parted, and share a line with others, if they are no longer. In a narrow column, where a line is dear,
# fewer are whole, and in a table of more than so many rows longer ones share a line too.
PAIR_EM = 18.0
NARROW_EM, NARROW_PAIR_EM, SHORT_EM, ROWS, LONG_EM = 21.0, 12.0, 8.0, 6, 16.0
# Printed for an empty cell: a missing line would look forgotten. In a row with more of them (the schedule of many ages, with a tick for
# some of them) they hide what matters, and are left out.
MOST_EMPTY = 2
NOTHING = Text((Words("–"),))
ROTATED = "rotated"
"""The class of a table on a page on its side, and of its heading and the texts that announce it."""


@dataclass(frozen=True, slots=True)
class Column:
    """The room for a table: ``width_mm`` of the narrowest column of the layout, ``smallest_pt`` and ``largest_pt`` the type in it.

    ``rotated_mm`` is the width of a page on its side; 0 where the layout has no such pages.
    """

    width_mm: float
    smallest_pt: float
    largest_pt: float
    rotated_mm: float = 0.0

    @property
    def rotated(self) -> "Column":
        """The room on a page on its side."""
        return replace(self, width_mm=self.rotated_mm, rotated_mm=0.0)

    @property
    def width_em(self) -> float:
        """Its width at the largest type."""
        return self.width_mm / (self.largest_pt * MM_PER_PT)

    @property
    def pair_em(self) -> float:
        """The longest pair of a name and what it names that no line parts."""
        return NARROW_PAIR_EM if self.width_em < NARROW_EM else PAIR_EM

    def shared_em(self, rows: int) -> float:
        """Return the longest pair that shares a line with others, in a table of so many ``rows``."""
        if self.width_em >= NARROW_EM:
            return PAIR_EM
        return LONG_EM if rows > ROWS else SHORT_EM

    @property
    def boxed(self) -> "Column":
        """The room within a box, a list or a quotation."""
        return replace(self, width_mm=self.width_mm - BOX_MM, rotated_mm=0.0)


def fit_tables(guide: Guide, column: Column, plain: Callable[[Text], str], label: str) -> Guide:
    """Return ``guide`` with its tables as ``column`` can hold them; ``plain`` gives the words of a cell.

    ``label`` is how the language writes a label before what it names: ``{0}: {1}``.
    """
    return _mapped(guide, lambda table, boxed: _fitted(table, column.boxed if boxed else column, plain, label))


def stack_tables(guide: Guide, label: str) -> Guide:
    """Return ``guide`` with each row of each table as a block of its own."""
    return _mapped(guide, lambda table, _: stacked(table, label, lambda _: ""))


def stacked(table: Block, label: str, plain: Callable[[Text], str], column: Column | None = None) -> Block:
    """Return ``table`` as definitions: the first cell of a row is the term, the others explain it; each has its header before it.

    In a ``column``, cells share a line that are short with the name of their column; ``plain`` gives their words.
    """
    head, body = _rows(table)
    if not head or not body:
        return table
    filled = {place for row in body for place, cell in enumerate(row.children) if _words(cell)}
    never = set(range(len(head))) - filled
    rows = [_shared(_definitions(head, row.children, label, never if row is body[0] else set()), plain, column, len(body)) for row in body]
    attributes = _with_class(table.attributes, "stacked")
    return replace(table, kind=Kind.DEFINITIONS, children=tuple(block for row in rows for block in row), attributes=attributes)


def _fitted(table: Block, column: Column, plain: Callable[[Text], str], label: str) -> Block:
    """Return ``table`` as the first of these that fits: as it is, in closer cells, on a page on its side, row by row."""
    least_em, count = _least_em(table, plain), _columns(table)
    close_em = sum(least_em) + _close_padding_em(table)
    if column.width_mm >= close_em * column.smallest_pt * MM_PER_PT:
        is_close = sum(least_em) + count * PADDING_EM > ROOMY_SHARE * column.width_em
        return _with_widths(_close(table, column.width_mm / close_em) if is_close else table, least_em, column, plain)
    turned_em = close_em - count * (LEAST_PADDING_EM - ROTATED_PADDING_EM)
    if count >= FEWEST_ROTATED and column.rotated_mm >= turned_em * column.smallest_pt * MM_PER_PT:
        turned = replace(table, attributes=_with_class(table.attributes, ROTATED))
        return _with_widths(_close(turned, column.rotated_mm / turned_em), least_em, column.rotated, plain)
    return stacked(table, label, plain, column)


def _close(table: Block, em_mm: float) -> Block:
    return replace(table, attributes=(*_with_class(table.attributes, "close"), ("style", f"--most: {em_mm:.2f}mm")))


def _close_padding_em(table: Block) -> float:
    """Return the padding of all cells of a row, where cells are close."""
    cells = table.children[0].children if table.children else ()
    return _columns(table) * LEAST_PADDING_EM + RIGHT_EM * sum(cell.literal == "right" for cell in cells)


def _with_widths(table: Block, least_em: Sequence[float], column: Column, plain: Callable[[Text], str]) -> Block:
    """Return ``table`` with the width of each column, as a share of the table, in the style of its head."""
    head, body = _rows(table)
    if len(head) != len(least_em) or not body:
        return table
    classes = dict(table.attributes).get("class", "").split()
    padding_em = ROTATED_PADDING_EM if ROTATED in classes else LEAST_PADDING_EM if "close" in classes else PADDING_EM
    rows = [[_text_em(row, place, plain) + padding_em for place in range(len(head))] for row in table.children]
    shares = column_shares([width + padding_em for width in least_em], rows, column.width_em)
    named = tuple(_styled(cell, f"width: {share:.1%}") for cell, share in zip(head, shares, strict=True))
    return replace(table, children=tuple(replace(row, children=named) if row.children is head else row for row in table.children))


def _styled(cell: Block, style: str) -> Block:
    return replace(cell, attributes=(*cell.attributes, ("style", style)))


def _text_em(row: Block, place: int, plain: Callable[[Text], str]) -> float:
    cell = row.children[place] if place < len(row.children) else None
    bold = BOLD if cell and cell.kind is Kind.HEADER_CELL else 1.0
    return width_em(plain(cell.text)) * bold if cell and cell.text else 0.0


def _least_em(table: Block, plain: Callable[[Text], str]) -> list[float]:
    """Return how wide the longest word of each column is."""
    cells = [[_cell_em(cell, plain) for cell in row.children] for row in table.children]
    return [max(row[place] for row in cells if place < len(row)) for place in range(_columns(table))]


def _cell_em(cell: Block, plain: Callable[[Text], str]) -> float:
    words = plain(cell.text) if cell.text else ""
    return max(widest_em(words, cell.kind is Kind.HEADER_CELL), min(width_em(words), LEAST_EM))


def _columns(table: Block) -> int:
    return max((len(row.children) for row in table.children), default=0)


def _rows(table: Block) -> tuple[tuple[Block, ...], list[Block]]:
    """Return the cells of the head, and the other rows."""
    head = next((row.children for row in table.children if row.children and row.children[0].kind is Kind.HEADER_CELL), ())
    return head, [row for row in table.children if row.children is not head]


def _definitions(head: Sequence[Block], cells: Sequence[Block], label: str, kept: set[int]) -> list[Block]:
    """Return a row as definitions; ``kept`` are the columns that are not left out: no name is lost where no row has a word under it."""
    empty = {place for place, cell in enumerate(cells) if place and not _words(cell)}
    left_out = empty - kept if MOST_EMPTY < len(empty) < len(cells) - 1 else set()
    named = (pair for place, pair in enumerate(zip(head, cells, strict=False)) if place not in left_out)
    shown = [(name, cell) for name, cell in named if _words(name) or _words(cell)]
    kinds = [Kind.TERM, *[Kind.DEFINITION] * len(shown)]
    return [_labelled(kind, name, cell, label) for kind, (name, cell) in zip(kinds, shown, strict=False)]


def _shared(blocks: Iterable[Block], plain: Callable[[Text], str], column: Column | None, rows: int) -> Iterator[Block]:
    """Yield ``blocks``, definitions that are short and follow each other as one: numbers and single words need no line of their own."""
    most_em, pair_em = (column.shared_em(rows), column.pair_em) if column else (0.0, 0.0)
    for short, group in groupby(blocks, lambda block: block.kind is Kind.DEFINITION and _width_em(block, plain) <= most_em):
        cells = list(group)
        yield from [replace(cells[0], children=tuple(_on_a_line(cells, plain, pair_em)))] if short else cells


def _on_a_line(cells: Sequence[Block], plain: Callable[[Text], str], pair_em: float) -> Iterator[Block]:
    """Yield the names and the words of ``cells``, each pair of no more than ``pair_em`` in an element of its own, which no line parts.

    Words that another name follows are marked, for the gap between.
    """
    for place, cell in enumerate(cells, 1):
        *names, said = cell.children
        if place < len(cells):
            said = replace(said, attributes=(("class", "cell"),))
        pair = (*names, said)
        whole = names and _width_em(cell, plain) <= pair_em
        yield from (Block(Kind.PARAGRAPH, tight=True, children=pair, attributes=(("class", "pair"),)),) if whole else pair


def _width_em(block: Block, plain: Callable[[Text], str]) -> float:
    """Return the width of a cell with the name of its column; what has an id or a class keeps a line of its own."""
    if block.id or block.attributes:
        return inf
    return width_em(" ".join(plain(part.text) for part in block.children if part.text).strip()) or inf


def _labelled(kind: Kind, name: Block, cell: Block, label: str) -> Block:
    """Return a cell under the name of its column, each with the marks of its own message."""
    said, named = Block(Kind.PARAGRAPH, text=_words(cell) or NOTHING, tight=True), _words(name)
    parts = (Block(Kind.PARAGRAPH, text=_before(named, label), tight=True, attributes=(("class", "column"),)), said) if named else (said,)
    return replace(cell, kind=kind, text=None, literal="", children=parts)


def _words(cell: Block) -> Text | None:
    return cell.text if cell.text and cell.text.inlines else None


def column_label(pattern: str, name: str) -> str:
    """Return the name of a column with the colon of the language (``{0}: {1}``); a question keeps its own mark."""
    ends = name.rstrip()[-1:] in (":", "：", "?", "？", "؟", "៖")
    return name if ends else name + pattern.split("{1}")[0].removeprefix("{0}").rstrip(" ")


def _before(name: Text, label: str) -> Text:
    """Return the name of a column as it stands before what it names."""
    last = name.inlines[-1]
    said = last.text if isinstance(last, Words) else ""
    added = column_label(label, said)[len(said) :]
    return replace(name, inlines=(*name.inlines, Words(added))) if added else name


def _with_class(attributes: Attributes, name: str) -> Attributes:
    given = dict(attributes)
    return tuple((given | {"class": f"{name} {given.get('class', '')}".strip()}).items())


def _mapped(guide: Guide, change: Callable[[Block, bool], Block]) -> Guide:
    """Return ``guide`` with ``change`` made to each of its tables.

    The second argument of ``change`` tells whether the table is inside a box, a list or a quotation.
    """
    notes = tuple(replace(note, blocks=tuple(_within(block, change, True) for block in note.blocks)) for note in guide.notes)
    return replace(guide, blocks=_announced([_within(block, change, False) for block in guide.blocks]), notes=notes)


def _within(block: Block, change: Callable[[Block, bool], Block], boxed: bool) -> Block:
    if block.kind is Kind.TABLE:
        return change(block, boxed)
    inside = boxed or block.kind is not Kind.SECTION or block.role in BOXES
    return replace(block, children=_announced([_within(child, change, inside) for child in block.children])) if block.children else block


def _announced(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` with the heading and the paragraphs right before a table on its side marked: they stand on its page."""
    found, before = list[Block](), tuple[Kind, ...]()
    for block in reversed(blocks):
        announces = block.kind in before
        found.append(replace(block, attributes=_with_class(block.attributes, ROTATED)) if announces else block)
        turned = block.kind is Kind.TABLE and ROTATED in dict(block.attributes).get("class", "").split()
        above = (Kind.HEADING,) if block.kind is Kind.HEADING else (Kind.HEADING, Kind.PARAGRAPH)
        before = above if turned or announces else ()
    return tuple(reversed(found))

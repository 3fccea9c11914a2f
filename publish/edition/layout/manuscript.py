"""The guide as a template sees it: parts that the layout places by their role, and the rest in order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup

from publish.edition.passes.bidi_runs import join_runs
from publish.edition.passes.citations import join_citations
from publish.edition.passes.flags import add_flags
from publish.edition.passes.lines.hold import join_wide_colons
from publish.edition.passes.list_starts import set_list_starts
from publish.edition.passes.outline import rename_bare_sections
from publish.edition.passes.source_column import remove_marks
from publish.edition.passes.tree import Element, parse_fragment, write_fragment
from publish.edition.provenance.ledger import Ledger
from publish.edition.sandbox.budget import spend
from publish.edition.sandbox.values import Printable, TemplateFunction
from publish.guide import Block, Guide, Kind, Printer, headings, take, take_title
from publish.text.width import width_em

_SUBJECT = 2  # the level of headings that begin a subject
# How many pictures and texts, and how many em of words, have room beside each other on a page of half A4 (A5) in 16 pt.
_MOST_BESIDE, _MOST_TEXTS, _MOST_EM = 2, 8, 280.0
PRINT_STEPS = 100
"""The steps that printing a block costs a template."""


@dataclass(frozen=True, slots=True)
class Part(Printable):
    """Blocks that a template prints where it writes ``{{ part }}``; nothing is printed (or numbered) before that.

    ``flag`` is the HTML that stands at the head of every warning. ``is_source`` tells that the blocks are the source beside its
    translation. ``ledger`` records what is printed; ``printed`` holds it. ``rank`` is that of `RecordedPart`.
    """

    shown: ClassVar[frozenset[str]] = frozenset({"headed"})

    blocks: tuple[Block, ...]
    printer: Printer
    flag: str
    ledger: Ledger
    is_source: bool = False
    rank: int = 0
    printed: list[Markup] = field(default_factory=list, compare=False)

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def __html__(self) -> Markup:
        spend(PRINT_STEPS * sum(1 for block in self.blocks for _ in block.walk()))
        if not self.printed:
            self.printed.append(Markup(write_fragment(self.tree(self.blocks))))
            self.ledger.add_part(self.printed[0], self.rank)
        return self.printed[0]

    def tree(self, blocks: Iterable[Block]) -> Element:
        """Return ``blocks``, printed, as a tree of elements that all passes over blocks have changed."""
        root = parse_fragment(self.printer.blocks(blocks))
        if self.is_source:
            remove_marks(root)
        add_flags(root, self.flag)
        join_wide_colons(root)
        rename_bare_sections(root)
        join_citations(root)
        set_list_starts(root)
        join_runs(root)
        return root

    @property
    def headed(self) -> bool:
        """Whether it begins with a heading (or a title), so that the layout need not print one of its own."""
        first = self.blocks[0] if self.blocks else None
        while first and first.kind is Kind.SECTION and not first.title:
            first = first.children[0] if first.children else None
        return bool(first and (first.kind is Kind.HEADING or first.title))


class Manuscript:
    """One edition of a guide in one language, from which a template takes the parts it wants to place."""

    def __init__(self, guide: Guide, printer: Printer, flag: str, ledger: Ledger, is_source: bool = False) -> None:
        self._printer = printer
        self._flag = flag
        self._ledger = ledger
        self._is_source = is_source
        self._dropped = False
        _, self._guide = take_title(guide)

    def for_template(self) -> dict[str, object]:
        """Return what a template sees as ``guide``: functions that return parts of it."""
        simple = {name: TemplateFunction(f"guide.{name}", getattr(self, name)) for name in ("critical", "rest", "scenes", "notes")}
        levels = TemplateFunction("guide.contents", self.contents, int)
        return {**simple, "take": TemplateFunction("guide.take", self.take, str), "contents": levels}

    def take(self, role: str) -> Part:
        """Return the sections of ``role`` and leave them out of the rest; an empty part is false."""
        blocks, self._guide = take(self._guide, role)
        return self._part(blocks)

    def critical(self) -> Part:
        """Return the blocks of the rest that have a critical text, and drop the others: for a layout that is too small for everything."""
        blocks, self._guide = self._guide.blocks, Guide((), self._guide.notes)
        self._dropped = True
        return self._part(tuple(_critical(blocks)))

    def rest(self) -> Part:
        """Return everything that has not been taken, in order."""
        blocks, self._guide = self._guide.blocks, Guide((), self._guide.notes)
        return self._part(blocks)

    def scenes(self) -> tuple[Mapping[str, object], ...]:
        """Return everything that has not been taken, subject by subject, for a layout with the picture beside the words.

        Each is a mapping: ``heading``, ``pictures`` and ``ideas`` are parts; ``role`` is that of a section that stands alone, such as a
        warning, else empty; ``short`` tells whether words and pictures are so few that they fit a page side by side. ``rows`` are the
        pictures and ideas once more, as mappings: each picture with its own words if there are as many, otherwise all in one row.
        """
        blocks, self._guide = self._guide.blocks, Guide((), self._guide.notes)
        return tuple(self._scene(each, 2 * place) for place, each in enumerate(_scenes(blocks), 1))

    def _scene(self, blocks: list[Block], rank: int) -> Mapping[str, object]:
        figures = tuple(block for block in blocks if block.kind is Kind.FIGURE)
        head = tuple(block for block in blocks[:1] if block.kind is Kind.HEADING)
        rest = tuple(block for block in blocks if block not in (*figures, *head))
        role = blocks[0].role if blocks[0].kind is Kind.SECTION else ""
        return {
            "role": role,
            "heading": self._part(head, rank),
            "pictures": self._part(figures, rank + 1),
            "ideas": self._part(rest, rank + 1),
            "rows": tuple(
                {"pictures": self._part(shown, rank + 1), "ideas": self._part(said, rank + 1)} for shown, said in _rows(figures, rest)
            ),
            "short": len(figures) <= _MOST_BESIDE and self._is_short(rest),
        }

    def _is_short(self, blocks: tuple[Block, ...]) -> bool:
        texts = [self._printer.plain(text) for block in blocks for each in block.walk() for text in each.texts]
        return len(texts) <= _MOST_TEXTS and sum(map(width_em, texts)) <= _MOST_EM

    def contents(self, level: int) -> tuple[Mapping[str, object], ...]:
        """Return the headings of the rest from level 2 down to ``level``, as mappings of ``level``, ``id`` and ``text`` (plain)."""
        found = [(heading, self._printer.plain(heading.text)) for heading in headings(self._guide) if heading.level <= level]
        self._ledger.add_values(text for _, text in found)
        return tuple({"level": heading.level, "id": heading.id, "text": text} for heading, text in found)

    def notes(self) -> Markup:
        """Return the footnotes, to be printed after all their calls. If text was dropped, only those that have been called."""
        root = parse_fragment(self._printer.notes(called_only=self._dropped))
        if self._is_source:
            remove_marks(root)
        rename_bare_sections(root)
        html = Markup(write_fragment(root))
        self._ledger.add_part(html)
        return html

    def _part(self, blocks: tuple[Block, ...], rank: int = 0) -> Part:
        return Part(blocks, self._printer, self._flag, self._ledger, self._is_source, rank)


def _scenes(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return ``blocks`` by subject: from a heading of level 2 to the next, and each section with a heading of its own alone."""
    found: list[list[Block]] = []
    alone = True
    for block in blocks:
        begins = block.kind is Kind.HEADING and block.level <= _SUBJECT
        stands_alone = block.kind is Kind.SECTION and bool(block.title or any(each.kind is Kind.HEADING for each in block.children[:1]))
        if alone or begins or stands_alone:
            found.append([])
        found[-1].append(block)
        alone = stands_alone
    return found


def _rows(figures: tuple[Block, ...], texts: tuple[Block, ...]) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """Yield figures with the texts that they stand beside: one with one, in their order, if there are as many; otherwise all together."""
    if len(figures) == len(texts):
        yield from (((figure,), (text,)) for figure, text in zip(figures, texts, strict=True))
    else:
        yield figures, texts


def _critical(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the smallest blocks that have a critical text and can stand alone: a whole list or table, not an item or a row of it."""
    for block in blocks:
        inside = any(text.message and text.message.critical for each in block.walk() for text in each.texts)
        if inside and block.kind is Kind.SECTION and not block.title:
            yield from _critical(block.children)
        elif inside:
            yield block

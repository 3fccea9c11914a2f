"""Parts of a guide: an edition's share, the blocks of a role, title and headings."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import unquote

from publish.guide.parse.blocks import calls, in_order_of_calls
from publish.guide.tree import Block, Guide, Heading, Kind

EDITIONS = ("short", "full")


def select(guide: Guide, edition: str) -> Guide:
    """Return what ``edition`` (``short`` or ``full``) prints: its own sections unwrapped, the other edition's left out.

    Footnotes that only the left-out text called go too, and the rest is numbered anew. A section that
    has nothing left is dropped.
    """

    def choose(block: Block) -> tuple[Block, ...] | None:
        """Unwrap the sections of this edition, and drop those of the other."""
        if block.kind is not Kind.SECTION or block.role not in EDITIONS:
            return None
        return _changed(block.children, choose) if block.role == edition else ()

    blocks = _changed(guide.blocks, choose)
    notes = tuple(replace(note, blocks=_changed(note.blocks, choose)) for note in guide.notes)
    before = {call for block in guide.walk() for call in calls(block)}
    order = in_order_of_calls(blocks, notes)
    now = {call for block in Guide(blocks, order).walk() for call in calls(block)}
    return Guide(blocks, tuple(note for note in order if note.id in now or note.id not in before))


def take(guide: Guide, role: str) -> tuple[tuple[Block, ...], Guide]:
    """Return the sections of ``role`` (outermost ones, in order), and the guide without them.

    The footnotes stay with the guide: print both with one `Printer` of the whole.
    """
    taken: list[Block] = []

    def choose(block: Block) -> tuple[Block, ...] | None:
        """Set the sections of the role aside."""
        if block.kind is not Kind.SECTION or block.role != role:
            return None
        taken.append(block)
        return ()

    rest = _changed(guide.blocks, choose)
    return tuple(taken), replace(guide, blocks=rest)


def file_of(src: str) -> str:
    """Return the file that an image names: as in a URL, what stands there for a space or a letter of another script is decoded."""
    return unquote(src)


def take_title(guide: Guide) -> tuple[Block | None, Guide]:
    """Return the first heading of level 1 (None where there is none), and the guide without it."""
    title = next((block for block in guide.walk() if block.kind is Kind.HEADING and block.level == 1), None)
    rest = _changed(guide.blocks, lambda block: () if block is title else None)
    return title, replace(guide, blocks=rest)


def without_gaps(guide: Guide) -> Guide:
    """Return the guide with no heading more than one level below the one above it (PDF/UA-1, 7.4.2; WCAG 2.2, 1.3.1)."""
    above: list[int] = []  # the levels as they are written of the headings that the next one may stand below

    def choose(block: Block) -> tuple[Block, ...] | None:
        """Raise a heading that skips a level, and its neighbours of the same level with it."""
        if block.kind is not Kind.HEADING:
            return None
        above[:] = [level for level in above if level < block.level]
        level = min(block.level, 1 + len(above) + (not above or above[0] > 1))
        above.append(block.level)
        return (replace(block, level=level),)

    return replace(guide, blocks=_changed(guide.blocks, choose))


def headings(guide: Guide) -> tuple[Heading, ...]:
    """Return the headings in order, the title included."""
    return tuple(
        Heading(block.level, block.id, block.text) for block in guide.walk() if block.kind is Kind.HEADING and block.text
    )


def _changed(blocks: Iterable[Block], choose: Callable[[Block], tuple[Block, ...] | None]) -> tuple[Block, ...]:
    """Return ``blocks`` with each one that ``choose`` has an answer for replaced by it, at any depth.

    A block that loses all its children that way goes too.
    """
    changed: list[Block] = []
    for block in blocks:
        chosen = choose(block)
        if chosen is not None:
            changed += chosen
            continue
        children = _changed(block.children, choose)
        if children or not block.children or block.title:
            changed.append(block if children == block.children else replace(block, children=children))
    return tuple(changed)

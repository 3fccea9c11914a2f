"""Parts of a guide: the short or the full edition, the sections of a role, the title, the headings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from publish.guide.parse.blocks import calls, in_order_of_calls
from publish.guide.tree import Block, Guide, Heading, Kind

EDITIONS = ("short", "full")
_SUBJECT = 2  # the level of headings that begin another subject


def select(guide: Guide, edition: str, pictures: bool = False) -> Guide:
    """Return the guide as ``edition`` (``short`` or ``full``) prints it: its own sections unwrapped, those of the other left out.

    With ``pictures``, the figures of the other edition stay, but for those under a heading that is left out. Footnotes that only the
    omitted text called are left out too, and the others are renumbered. A section that becomes empty is dropped.
    """

    def choose(block: Block) -> tuple[Block, ...] | None:
        """Unwrap the sections of this edition, and drop those of the other."""
        if block.kind is not Kind.SECTION or block.role not in EDITIONS:
            return None
        if block.role == edition:
            return _replace_blocks(block.children, choose)
        return tuple(_figures(block)) if pictures else ()

    blocks = _replace_blocks(guide.blocks, choose)
    notes = tuple(replace(note, blocks=_replace_blocks(note.blocks, choose)) for note in guide.notes)
    before = {call for block in guide.walk() for call in calls(block)}
    order = in_order_of_calls(blocks, notes)
    now = {call for block in Guide(blocks, order).walk() for call in calls(block)}
    return Guide(blocks, tuple(note for note in order if note.id in now or note.id not in before))


def _figures(section: Block) -> Iterator[Block]:
    """Yield the figures of ``section`` before its first heading of level 1 or 2, which belong to what stands before it."""
    for block in section.walk():
        if block.kind is Kind.HEADING and block.level <= _SUBJECT:
            return
        if block.kind is Kind.FIGURE:
            yield block


def take(guide: Guide, role: str) -> tuple[tuple[Block, ...], Guide]:
    """Return the outermost sections of ``role`` in order, and the guide without them.

    The footnotes stay with the guide: print both with one `Printer` of the whole.
    """
    taken: list[Block] = []

    def choose(block: Block) -> tuple[Block, ...] | None:
        """Set the sections of the role aside."""
        if block.kind is not Kind.SECTION or block.role != role:
            return None
        taken.append(block)
        return ()

    rest = _replace_blocks(guide.blocks, choose)
    return tuple(taken), replace(guide, blocks=rest)


def file_of(src: str) -> str:
    """Return the file that an image names, with the percent-encoding of a URL decoded."""
    return unquote(src)


def take_title(guide: Guide) -> tuple[Block | None, Guide]:
    """Return the first heading of level 1 (None if there is none), and the guide without it."""
    title = next((block for block in guide.walk() if block.kind is Kind.HEADING and block.level == 1), None)
    rest = _replace_blocks(guide.blocks, lambda block: () if block is title else None)
    return title, replace(guide, blocks=rest)


def without_gaps(guide: Guide) -> Guide:
    """Return the guide with no heading more than one level below the one above it (PDF/UA-1, 7.4.2; WCAG 2.2, 1.3.1)."""
    above: list[int] = []  # the written levels of the headings under which the next one may be

    def choose(block: Block) -> tuple[Block, ...] | None:
        """Raise a heading that skips a level, and its neighbours of the same level with it."""
        if block.kind is not Kind.HEADING:
            return None
        above[:] = [level for level in above if level < block.level]
        level = min(block.level, 1 + len(above) + (not above or above[0] > 1))
        above.append(block.level)
        return (replace(block, level=level),)

    return replace(guide, blocks=_replace_blocks(guide.blocks, choose))


def headings(guide: Guide) -> tuple[Heading, ...]:
    """Return the headings in order, the title included."""
    return tuple(
        Heading(block.level, block.id, block.text) for block in guide.walk() if block.kind is Kind.HEADING and block.text
    )


def _replace_blocks(blocks: Iterable[Block], choose: Callable[[Block], tuple[Block, ...] | None]) -> tuple[Block, ...]:
    """Return ``blocks`` with each block for which ``choose`` returns blocks replaced by these, at any depth.

    A block that loses all its children this way is dropped.
    """
    changed: list[Block] = []
    for block in blocks:
        chosen = choose(block)
        if chosen is not None:
            changed += chosen
            continue
        children = _replace_blocks(block.children, choose)
        if children or not block.children or block.title:
            changed.append(block if children == block.children else replace(block, children=children))
    return tuple(changed)

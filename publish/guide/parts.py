"""Parts of a guide: an edition's share, the blocks of a role, title and headings."""

from publish.guide.tree import Block, Guide, Heading


def select(guide: Guide, edition: str) -> Guide:
    """Return what ``edition`` (``short`` or ``full``) prints: its own sections unwrapped, the other edition's left out.

    Footnotes nobody calls any more go too, so that the numbers have no gaps.
    """
    raise NotImplementedError


def take(guide: Guide, role: str) -> tuple[tuple[Block, ...], Guide]:
    """Return the sections of ``role`` (outermost ones, in order), and the guide without them."""
    raise NotImplementedError


def take_title(guide: Guide) -> tuple[Block | None, Guide]:
    """Return the first heading of level 1 (None where there is none), and the guide without it."""
    raise NotImplementedError


def headings(guide: Guide) -> tuple[Heading, ...]:
    """Return the headings in order, the title included."""
    raise NotImplementedError

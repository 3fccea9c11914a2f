"""The tree printed as HTML."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from publish.guide.tree import Block, Guide, Text


def _nothing(_: str) -> str | None:
    return None


def _no_image(_src: str, _alt: str, _title: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Hooks:
    """What an edition puts in while a guide is printed. Every function returns HTML; None means: the usual way.

    ``text`` gets words neither escaped nor marked up (the usual way escapes them). ``fact`` gets the name
    between braces, ``citation`` the id of a reference. ``image`` and ``figure`` get file, description and
    title as plain text: ``figure`` for an image that is a paragraph of its own (its title is the caption;
    what it returns stands outside any paragraph), ``image`` for one in running text.
    ``heading_shift`` is added to the level of every heading. ``source_language`` and ``source_direction``
    mark blocks that were not translated (``lang``, ``dir``); None marks nothing.
    """

    text: Callable[[str], str] = escape
    fact: Callable[[str], str | None] = _nothing
    citation: Callable[[str], str | None] = _nothing
    image: Callable[[str, str, str], str | None] = _no_image
    figure: Callable[[str, str, str], str | None] = _no_image
    heading_shift: int = 0
    source_language: str | None = None
    source_direction: str = "ltr"


class Printer:
    """Prints the parts of one guide on one page: counts the calls of footnotes, so that their ids are unique.

    An edition that places parts of a guide apart prints all of them with one printer, `notes` last.
    """

    def __init__(self, guide: Guide, hooks: Hooks = Hooks()) -> None:
        self.guide = guide
        self.hooks = hooks

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the HTML of ``blocks``."""
        raise NotImplementedError

    def inline(self, text: Text) -> str:
        """Return the HTML of ``text`` without a block around it (for a title on a cover)."""
        raise NotImplementedError

    def plain(self, text: Text) -> str:
        """Return ``text`` without markup, facts filled in: for an attribute or a document's title. Not escaped."""
        raise NotImplementedError

    def notes(self) -> str:
        """Return the list of all footnotes of the guide, empty where there are none."""
        raise NotImplementedError


def to_html(guide: Guide, hooks: Hooks = Hooks()) -> str:
    """Return the whole guide as HTML (a fragment for ``<body>``), footnotes at the end."""
    printer = Printer(guide, hooks)
    return printer.blocks(guide.blocks) + printer.notes()

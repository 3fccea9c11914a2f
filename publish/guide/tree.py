"""The tree of a guide: blocks, and the inline nodes inside them.

Everything is frozen: `translate_guide`, `select` and `take` return new trees.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

Lookup: TypeAlias = Callable[[str, str | None], str | None]
"""``lookup(msgid, msgctxt)`` returns the msgstr, or None (or only white space) if there is no translation."""

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Attributes that an author wrote, in order; only ``class``, ``id``, ``lang`` and ``dir`` are kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, neither escaped nor marked up."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code span: printed as written, never translated, its placeholders not filled in."""

    text: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text: ``*weak*`` or, if ``strong``, ``**strong**``."""

    children: tuple["Inline", ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """``[text]{.class lang=la}``: text with attributes."""

    children: tuple["Inline", ...]
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is percent-encoded, with a scheme of `publish.text.links.SCHEMES` or none."""

    children: tuple["Inline", ...]
    href: str
    title: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image; its children are the description (the text alternative)."""

    children: tuple["Inline", ...]
    src: str
    title: str = ""
    attributes: Attributes = ()


Forms: TypeAlias = tuple[tuple[str, str], ...]
"""The forms of a fact in a translation: plural category of CLDR, and the words for its number and unit."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``{session_length}``, ``{clinic.phone}``: a value filled in when the edition is composed.

    ``forms`` are the words for its number and unit, by plural category, where a translation needs other ones than CLDR has.
    """

    name: str
    forms: Forms = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """``[^id]`` without a footnote of that id: a reference in guide.toml."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """``[^id]`` with a footnote of that id."""

    id: str


Inline: TypeAlias = Words | Code | Break | Emphasis | Span | Link | Image | Fact | Citation | NoteRef


def children_of(node: Inline) -> tuple[Inline, ...]:
    """Return the nodes directly inside ``node``."""
    return node.children if isinstance(node, Emphasis | Span | Link | Image) else ()


def nodes_in(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Yield ``nodes`` and all nodes inside them, in the order of reading."""
    for node in nodes:
        yield node
        yield from nodes_in(children_of(node))


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate.

    ``msgid`` is inline Markdown (plain text for drawings) with soft line breaks folded to a space and a hard break kept as backslash
    and newline; ``reference`` is ``#`` and the id of the heading above, or empty; a ``critical`` message has no fallback: without
    its translation nothing is printed.
    """

    msgid: str
    msgctxt: str | None = None
    comments: tuple[str, ...] = ()
    reference: str = ""
    critical: bool = False

    @property
    def mark(self) -> str:
        """The 12 hexadecimal digits that name this message in a page: in ``data-message``, and in ``data-critical`` if it is critical."""
        return sha256(f"{self.msgctxt or ''}\x04{self.msgid}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Text:
    """The inline content of one block: what is printed, and the message that it comes from.

    ``message`` is None if there is nothing to translate (only code or punctuation); ``translated`` is False in a parsed guide, and
    if a lookup had no translation.
    """

    inlines: tuple[Inline, ...]
    message: Message | None = None
    translated: bool = False


class Kind(StrEnum):
    """The kind of a block; the value is its usual element in HTML."""

    HEADING = "h"
    PARAGRAPH = "p"
    FIGURE = "figure"
    CODE = "pre"
    RULE = "hr"
    QUOTE = "blockquote"
    BULLETS = "ul"
    NUMBERS = "ol"
    ITEM = "li"
    TABLE = "table"
    ROW = "tr"
    HEADER_CELL = "th"
    CELL = "td"
    DEFINITIONS = "dl"
    TERM = "dt"
    DEFINITION = "dd"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    ``text`` is the inline content (of a figure: the description of the image); ``title`` the title of a section or the caption of a
    figure. ``level`` is the level of a heading (1 to 6) or the first number of a numbered list. ``id`` is unique in the guide and
    the same in all languages. ``role`` is the role of a section or the language of a code block. ``literal`` is the text of a code
    block, the file of a figure, or the alignment of a cell (``left``, ``center``, ``right``). A ``tight`` paragraph is printed
    without an element of its own.
    """

    kind: Kind
    text: Text | None = None
    title: Text | None = None
    children: tuple["Block", ...] = ()
    level: int = 0
    id: str = ""
    role: str = ""
    literal: str = ""
    tight: bool = False
    attributes: Attributes = ()

    @property
    def translated(self) -> bool:
        """Whether the block's own texts (not those of its children) are all translated."""
        return all(text.translated for text in self.texts if text.message)

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts of this block itself: title, then text."""
        return tuple(text for text in (self.title, self.text) if text)

    def walk(self) -> Iterator["Block"]:
        """Yield this block and all below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its id, and its blocks."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its blocks, and its footnotes in the order of their numbers, from 1."""

    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()

    def walk(self) -> Iterator[Block]:
        """Yield every block in the order of reading, those of footnotes last."""
        for block in self.blocks:
            yield from block.walk()
        for note in self.notes:
            for block in note.blocks:
                yield from block.walk()


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry for a table of contents."""

    level: int
    id: str
    text: Text

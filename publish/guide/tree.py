"""The tree of a guide: blocks, and the inline nodes inside them.

Everything is frozen: `translate`, `select` and `take` return new trees.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

Lookup: TypeAlias = Callable[[str, str | None], str | None]
"""``lookup(msgid, msgctxt)`` returns the msgstr, or None (or nothing but space) where there is no translation."""

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Attributes an author gave, in their order. Only ``class``, ``id``, ``lang`` and ``dir`` are ever kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, neither escaped nor marked up."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code span: printed as it stands, never translated, placeholders in it not filled in."""

    text: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text; ``strong`` tells which of the two strengths."""

    children: tuple["Inline", ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """``[text]{.class lang=la}``: text with attributes."""

    children: tuple["Inline", ...]
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is percent-encoded, with a scheme of `publish.guide.safety.SCHEMES` or none."""

    children: tuple["Inline", ...]
    href: str
    title: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image; its children are the description (the text for who cannot see it)."""

    children: tuple["Inline", ...]
    src: str
    title: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """``{session_length}``, ``{clinic.phone}``: a value filled in when the edition is composed."""

    name: str


@dataclass(frozen=True, slots=True)
class Citation:
    """``[^id]`` for which the text has no footnote: a reference of guide.toml."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """``[^id]`` for which the text has a footnote."""

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
    """What a translator is asked for.

    ``msgid`` is inline Markdown (plain text for drawings) with soft line breaks folded to a space
    and a hard break kept as backslash and newline; ``reference`` is ``#`` and the id of the heading
    above, or empty; a ``critical`` message has no fallback (design 6).
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
    """The inline content of one block: what is printed now, and the message it came from.

    ``message`` is None where there is nothing to translate (only code or punctuation);
    ``translated`` is False in a parsed guide and wherever a lookup had no answer.
    """

    inlines: tuple[Inline, ...]
    message: Message | None = None
    translated: bool = False


class Kind(StrEnum):
    """What a block is; the value is its usual element in HTML, unless a docstring says otherwise."""

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

    ``text`` is the inline content (for a figure: the description of the image); ``title`` the title of
    a section or the caption of a figure. ``level`` is a heading's level (1 to 6) or the first number of
    a numbered list. ``id`` is unique in the guide and equal in all languages. ``role`` is a section's
    role. ``literal`` is the text of a code block, the file of a figure, the alignment of a cell
    (``left``, ``center``, ``right``). A ``tight`` paragraph is printed without an element of its own.
    ``translated`` tells whether text and title both are.
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
        """Whether nothing of this block's own text (not its children's) is still in the source language."""
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
    """A guide: its blocks, and its footnotes in the order of their numbers (the first is 1)."""

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

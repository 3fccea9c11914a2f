"""The messages of a guide, and the guide translated by a lookup function."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.guide.parse.inline import plain_nodes, to_nodes
from publish.guide.parse.markdown import inline_tokens
from publish.guide.tree import (
    Attributes,
    Block,
    Code,
    Emphasis,
    Guide,
    Image,
    Inline,
    Kind,
    Link,
    Lookup,
    Message,
    Note,
    Span,
    Text,
    nodes_in,
)

_KINDS = {
    Kind.FIGURE: "Description of a picture, for readers who cannot see it.",
    Kind.CELL: "Table cell.",
    Kind.HEADER_CELL: "Heading of a table column.",
    Kind.TERM: "Term that is defined.",
}


def messages(guide: Guide) -> list[Message]:
    """Return the messages of every block in the order of reading, those of footnotes last; repeats included."""
    return [text.message for block in guide.walk() for text in block.texts if text.message]


def placed_messages(guide: Guide) -> Iterator[tuple[Message, str]]:
    """Yield the messages as `messages` does, each with what kind of text it is, for its translator."""
    for block in guide.blocks:
        yield from _placed(block, "Paragraph.")
    for note in guide.notes:
        for block in note.blocks:
            yield from _placed(block, "Footnote.")


def _placed(block: Block, running: str) -> Iterator[tuple[Message, str]]:
    kind = f"Heading of level {block.level}." if block.kind is Kind.HEADING else _KINDS.get(block.kind, running)
    if block.title and block.title.message:
        yield block.title.message, "Caption of a picture." if block.kind is Kind.FIGURE else "Title of a section."
    if block.text and block.text.message:
        yield block.text.message, kind
    for child in block.children:
        yield from _placed(child, "List item." if block.kind is Kind.ITEM else running)


def translate_guide(guide: Guide, lookup: Lookup) -> Guide:
    """Return ``guide`` with every text replaced by what ``lookup`` returns; if it returns None, the source text stays.

    The blocks stay the same: a msgstr is inline text, whatever it looks like. It can use only those files and classes that its
    msgid has. `Text.translated` tells which texts were translated. ``guide`` must be a parsed guide or a part of one, not a
    translated one.
    """
    notes = frozenset(note.id for note in guide.notes)
    return Guide(
        tuple(_block(block, lookup, notes) for block in guide.blocks),
        tuple(Note(note.id, tuple(_block(block, lookup, notes) for block in note.blocks)) for note in guide.notes),
    )


def _block(block: Block, lookup: Lookup, notes: frozenset[str]) -> Block:
    return replace(
        block,
        text=_text(block.text, lookup, notes),
        title=_text(block.title, lookup, None if block.kind is Kind.FIGURE else notes),
        children=tuple(_block(child, lookup, notes) for child in block.children),
    )


def _text(text: Text | None, lookup: Lookup, notes: frozenset[str] | None) -> Text | None:
    """Return ``text`` translated; ``notes`` is None for plain text (a caption)."""
    if text is None or text.message is None:
        return text
    msgstr = lookup(text.message.msgid, text.message.msgctxt)
    if msgstr is None or not msgstr.strip():
        return text
    # a msgstr that equals its msgid gives the nodes of the source
    nodes = text.inlines if msgstr == text.message.msgid else read_msgstr(msgstr, text.inlines, notes)
    return replace(text, inlines=nodes, translated=True) if nodes else text


def read_msgstr(msgstr: str, source: tuple[Inline, ...], notes: frozenset[str] | None) -> tuple[Inline, ...]:
    """Return the nodes of ``msgstr``, limited to the files and classes of its ``source``; ``notes`` is None for plain text."""
    if notes is None:
        return plain_nodes(msgstr)
    return _SourceLimits(source).keep(to_nodes(inline_tokens(msgstr), notes))


class _SourceLimits:
    """Limits a translation to the files and the classes of its source."""

    def __init__(self, source: tuple[Inline, ...]) -> None:
        nodes = list(nodes_in(source))
        self.files = frozenset(node.src for node in nodes if isinstance(node, Image))
        self.named = frozenset(pair for node in nodes for pair in _attributes(node) if pair[0] in ("class", "id"))

    def keep(self, nodes: Iterable[Inline]) -> tuple[Inline, ...]:
        """Return ``nodes``; an image of another file is replaced by its description, another class is dropped."""
        return tuple(kept for node in nodes for kept in self._node(node))

    def _node(self, node: Inline) -> tuple[Inline, ...]:
        match node:
            case Image() if node.src not in self.files:
                return self.keep(node.children)
            case Code():
                return (replace(node, attributes=self._kept(node)),)
            case Emphasis():
                return (replace(node, children=self.keep(node.children)),)
            case Span() | Link() | Image():
                return (replace(node, children=self.keep(node.children), attributes=self._kept(node)),)
        return (node,)

    def _kept(self, node: Inline) -> Attributes:
        return tuple(pair for pair in _attributes(node) if pair[0] in ("lang", "dir") or pair in self.named)


def _attributes(node: Inline) -> Attributes:
    return node.attributes if isinstance(node, Code | Span | Link | Image) else ()

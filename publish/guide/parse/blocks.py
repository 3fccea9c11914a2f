"""Parse Markdown to the tree of a guide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from publish.guide.parse.block_rules import split_attributes
from publish.guide.parse.comments import NOTHING, Context, in_role, read_comments
from publish.guide.parse.ids import Ids
from publish.guide.parse.inline import attributes_of, is_comment, plain, plain_nodes, target_of, to_msgid, to_nodes
from publish.guide.parse.markdown import block_tokens, inline_tokens
from publish.guide.tree import (
    Attributes,
    Block,
    Break,
    Emphasis,
    Fact,
    Guide,
    Image,
    Inline,
    Kind,
    Link,
    Message,
    Note,
    NoteRef,
    Text,
    Words,
    nodes_in,
)

_CONTAINERS = {
    "bullet_list_open": Kind.BULLETS,
    "list_item_open": Kind.ITEM,
    "tr_open": Kind.ROW,
    "dl_open": Kind.DEFINITIONS,
    "dd_open": Kind.DEFINITION,
}
_LEAVES = {"th_open": Kind.HEADER_CELL, "td_open": Kind.CELL, "dt_open": Kind.TERM}
ALERTS = {"warning": "warning", "caution": "warning", "danger": "warning", "important": "warning", "attention": "warning"}
ALERTS |= dict.fromkeys(("note", "tip", "info", "hint"), "")
"""The words of alerts as on GitHub (``> [!WARNING]``), and the roles that they have here; most people mean a warning by them."""

_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*(.*)(?:\n|\Z)")
_LETTER = re.compile(r"[^\W_]")  # a letter or a digit of any script
_ALIGNMENT = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def parse_guide(text: str) -> Guide:
    """Return the guide written in ``text``. Never raises: everything that is not markup is text."""
    tokens, env = block_tokens(text)
    builder = _Builder(env, Ids(_given_ids(tokens)), frozenset(_note_ids(tokens)))
    blocks = tuple(builder.siblings(_nested(tokens), Context()))
    return Guide(blocks, in_order_of_calls(blocks, builder.notes))


@dataclass(slots=True)
class _Node:
    """A block token with the nodes between it and its closing token."""

    token: Token
    children: list["_Node"] = field(default_factory=list)


def _nested(tokens: Sequence[Token]) -> list[_Node]:
    top: list[_Node] = []
    stack = [top]
    for token in tokens:
        if token.nesting == -1:
            stack.pop()
            continue
        node = _Node(token)
        stack[-1].append(node)
        if token.nesting == 1:
            stack.append(node.children)
    return top


def _given_ids(tokens: Sequence[Token]) -> Iterator[str]:
    previous = ""
    for token in tokens:
        attributes = dict(token.meta.get("attributes", ()))
        if token.type == "inline" and previous == "heading_open":
            attributes |= dict(split_attributes(token.content)[1])
        if "id" in attributes:
            yield attributes["id"]
        previous = token.type


def _note_ids(tokens: Sequence[Token]) -> Iterator[str]:
    return (str(token.meta["label"]) for token in tokens if token.type == "footnote_reference_open")


def in_order_of_calls(blocks: Sequence[Block], notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return ``notes`` in the order in which the text (or another note) calls them, uncalled notes last."""
    if not notes:
        return ()
    waiting = list(notes)
    ordered: list[Note] = []
    queue = list(blocks)
    for block in queue:
        for call in calls(block):
            found = next((note for note in waiting if note.id == call), None)
            if found:
                waiting.remove(found)
                ordered.append(found)
                queue += found.blocks
    return (*ordered, *waiting)


def calls(block: Block) -> Iterator[str]:
    """Yield the ids of the footnotes that ``block`` calls."""
    for part in block.walk():
        for text in part.texts:
            yield from (node.id for node in nodes_in(text.inlines) if isinstance(node, NoteRef))


def has_words(nodes: Sequence[Inline]) -> bool:
    """Tell whether ``nodes`` have anything to translate: a letter, a digit or a fact outside code."""
    if any(isinstance(node, Words) and _LETTER.search(node.text) for node in nodes):
        return True
    titles = (node.title for node in nodes_in(nodes) if isinstance(node, Link | Image))
    return bool(_LETTER.search("".join((plain(nodes, code=False), *titles))))


def only_facts(nodes: Sequence[Inline]) -> bool:
    """Tell whether ``nodes`` are facts, with no more than punctuation between them: each language writes their values by itself."""
    inside = list(nodes_in(nodes))
    words = (node.text for node in inside if isinstance(node, Words))
    plain_kinds = all(isinstance(node, Words | Fact | Emphasis | Break) for node in inside)
    return plain_kinds and any(isinstance(node, Fact) for node in inside) and not _LETTER.search("".join(words))


def _only_image(tokens: Sequence[Token]) -> Token | None:
    """Return the image if ``tokens`` are nothing but one image, comments and space."""
    image = next((token for token in tokens if token.type == "image"), None)
    others = (token for token in tokens if token is not image)
    return image if image and all(is_comment(other) or not other.content.strip(" ") and other.type == "text" for other in others) else None


class _Builder:
    """Converts nested tokens to blocks; keeps the ids assigned so far and the heading above."""

    def __init__(self, env: dict[str, Any], ids: Ids, note_ids: frozenset[str]) -> None:
        self.env = env
        self.ids = ids
        self.note_ids = note_ids
        self.notes: list[Note] = []
        self.anchor = ""

    def siblings(self, nodes: Sequence[_Node], context: Context) -> Iterator[Block]:
        """Yield the blocks of ``nodes``; comments and attribute lines apply to the block after them."""
        comments, given = NOTHING, dict[str, str]()
        for node in nodes:
            stated = self._comment_context(node)
            if stated is not None:
                comments = stated.within(comments)
            elif node.token.type == "attributes":
                given |= dict(node.token.meta["attributes"])
            else:
                yield from self._blocks(node, comments.within(context), tuple(given.items()))
                comments, given = NOTHING, {}

    def _comment_context(self, node: _Node) -> Context | None:
        """Return the context that ``node`` states if it is nothing but comments, else None."""
        if node.token.type == "comment":
            return read_comments(node.token.content)
        content = node.children[0].token.content if node.token.type == "paragraph_open" else ""
        if not content.startswith("<!--") or not content.endswith("-->"):
            return None
        tokens = inline_tokens(content, self.env)
        return None if to_nodes(tokens) else read_comments(content)

    def _blocks(self, node: _Node, context: Context, given: Attributes) -> Iterator[Block]:
        kind = node.token.type
        if kind == "footnote_reference_open":
            self.notes.append(Note(str(node.token.meta["label"]), tuple(self.siblings(node.children, context))))
        elif kind in ("thead_open", "tbody_open"):
            yield from self.siblings(node.children, context)
        else:
            block = self._block(node, context)
            if not given and not block.attributes:
                yield block
                return
            merged = dict(given) | dict(block.attributes)
            own = merged.pop("id", "")
            name = block.id or (self.ids.from_author(own) if own else "")
            yield replace(block, attributes=tuple(merged.items()), id=name)

    def _block(self, node: _Node, context: Context) -> Block:
        token = node.token
        match token.type:
            case "heading_open":
                return self._heading(node, context)
            case "paragraph_open":
                return self._paragraph(node, context)
            case "container_open":
                return self._section(node, context)
            case "th_open" | "td_open" | "dt_open":
                align = _ALIGNMENT.get(str(token.attrs.get("style", "")), "")
                text = self._text(node.children[0].token.content, context)
                is_value = token.type != "dt_open" and only_facts(text.inlines)
                return Block(_LEAVES[token.type], replace(text, message=None) if is_value else text, literal=align)
            case "fence" | "code_block":
                return Block(Kind.CODE, literal=token.content, role=unescapeAll(token.info).strip().partition(" ")[0])
            case "hr":
                return Block(Kind.RULE)
            case "ordered_list_open":
                children = tuple(self.siblings(node.children, context))
                return Block(Kind.NUMBERS, children=children, level=int(token.attrs.get("start", 1)))
            case "blockquote_open":
                return self._quote(node, context)
            case "table_open":
                return Block(Kind.TABLE, children=tuple(self.siblings(node.children, context)))
        return Block(_CONTAINERS[token.type], children=tuple(self.siblings(node.children, context)))

    def _heading(self, node: _Node, context: Context) -> Block:
        content, attributes = split_attributes(node.children[0].token.content)
        given = dict(attributes).get("id", "")
        tokens = inline_tokens(content, self.env)
        name = self.ids.from_author(given) if given else self.ids.from_heading(plain(to_nodes(tokens, self.note_ids)))
        self.anchor = name
        text = self._text_of(tokens, context)
        return Block(Kind.HEADING, text, level=int(node.token.tag[1:]), id=name, attributes=attributes)

    def _paragraph(self, node: _Node, context: Context) -> Block:
        content, tight = node.children[0].token.content, node.token.hidden
        tokens = inline_tokens(content, self.env)
        image = _only_image(tokens)
        if image:
            return self._figure(image, read_comments(content).within(context), tight)
        return Block(Kind.PARAGRAPH, self._text_of(tokens, context), tight=tight)

    def _figure(self, token: Token, context: Context, tight: bool) -> Block:
        """Return an image that is a paragraph of its own; its description and its caption are a message each."""
        children = token.children or []
        text = self._message(to_nodes(children, self.note_ids), to_msgid(children), context)
        caption = plain_nodes(str(token.attrs.get("title", "")))
        title = self._message(caption, plain(caption), context) if caption else None
        return Block(Kind.FIGURE, text, title, literal=target_of(token), tight=tight, attributes=attributes_of(token))

    def _section(self, node: _Node, context: Context) -> Block:
        meta = node.token.meta
        attributes: Attributes = meta["attributes"]
        role = (meta["role"] or dict(attributes).get("class", "").split(" ")[0]).lower()
        inside = in_role(context, role)
        title = self._text(meta["title"], inside) if meta["title"] else None
        return Block(Kind.SECTION, None, title, tuple(self.siblings(node.children, inside)), role=role, attributes=attributes)

    def _quote(self, node: _Node, context: Context) -> Block:
        """Return a quote; one that begins with the word of an alert is a section, and its first line a title."""
        first = node.children[0] if node.children and node.children[0].token.type == "paragraph_open" else None
        found = _ALERT.match(first.children[0].token.content) if first else None
        role = ALERTS.get(found[1].lower()) if found else None
        if first is None or found is None or role is None:
            return Block(Kind.QUOTE, children=tuple(self.siblings(node.children, context)))
        inside = in_role(context, role)
        title = self._text(found[2], inside) if found[2] and role else None
        rest = first.children[0].token.content[found.end() :]
        first.children[0].token.content = rest if role else "\n".join(filter(None, (found[2], rest)))
        children = node.children if first.children[0].token.content else node.children[1:]
        return Block(Kind.SECTION if role else Kind.QUOTE, None, title, tuple(self.siblings(children, inside)), role=role)

    def _text(self, content: str, context: Context) -> Text:
        return self._text_of(inline_tokens(content, self.env), context)

    def _text_of(self, tokens: list[Token], context: Context) -> Text:
        comments = "".join(token.content for token in tokens if is_comment(token))
        context = read_comments(comments).within(context) if comments else context
        return self._message(to_nodes(tokens, self.note_ids), to_msgid(tokens), context)

    def _message(self, nodes: tuple[Inline, ...], msgid: str, context: Context) -> Text:
        if not has_words(nodes):
            return Text(nodes)
        reference = f"#{self.anchor}" if self.anchor else ""
        return Text(nodes, Message(msgid, context.msgctxt, context.comments, reference, context.critical))

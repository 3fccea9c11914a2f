"""Inline tokens converted to nodes, and to the msgid that parses to the same nodes."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from markdown_it.token import Token

from publish.guide.safety import safe_attributes
from publish.guide.tree import (
    Attributes,
    Break,
    Citation,
    Code,
    Emphasis,
    Fact,
    Image,
    Inline,
    Link,
    NoteRef,
    Span,
    Words,
)
from publish.text.placeholders import FACT_WITH_FORMS, decode_facts, read_forms

DEEPEST = 40
"""Markup nested deeper than this is dropped; its text stays."""

_SPACE = re.compile(r"[\t\n][ \t\n]*| [ \t\n]+")  # all but a single space
_ENTITY = re.compile(r"&(?=#?\w+;)")


def is_comment(token: Token) -> bool:
    """Tell whether ``token`` is an HTML comment in running text."""
    return token.type == "html_inline" and token.content.startswith("<!--")


def to_nodes(tokens: Sequence[Token], notes: Iterable[str] = ()) -> tuple[Inline, ...]:
    """Return the nodes of ``tokens`` without outer space; ``notes`` are the ids of the existing footnotes."""
    if len(tokens) == 1 and tokens[0].type == "text":
        text = _folded(tokens[0].content).strip(" ")
        return (Words(text),) if text else ()
    return _trim(_merge(_NodeBuilder(frozenset(notes)).build(tokens)))


class _NodeBuilder:
    """Builds nodes with a stack of open marks instead of recursion, because hostile text nests thousands of them."""

    def __init__(self, notes: frozenset[str]) -> None:
        self.notes = notes
        self.open: list[tuple[Token, list[Inline]]] = []

    def build(self, tokens: Sequence[Token]) -> list[Inline]:
        """Return the nodes of ``tokens``."""
        nodes: list[Inline] = []
        for token in tokens:
            if token.nesting == 1:
                self.open.append((token, nodes))
                nodes = []
            elif token.nesting == -1:
                opening, outer = self.open.pop()
                outer += self._marked(opening, nodes)
                nodes = outer
            else:
                nodes += self._leaf(token)
        return nodes

    def _marked(self, token: Token, nodes: list[Inline]) -> list[Inline]:
        children = _merge(nodes)
        if len(self.open) >= DEEPEST:
            return list(children)
        attributes = attributes_of(token)
        match token.type:
            case "em_open" | "strong_open":
                return [Emphasis(children, strong=token.type == "strong_open")]
            case "link_open":
                return [Link(children, target_of(token), _folded(str(token.attrs.get("title", ""))), attributes)]
        return [Span(children, attributes)] if attributes else list(children)

    def _leaf(self, token: Token) -> list[Inline]:
        match token.type:
            case "text":
                return [Words(_folded(token.content))]
            case "code_inline":
                return [Code(token.content, attributes_of(token))]
            case "hardbreak":
                return [Break()]
            case "softbreak":
                return [Words(" ")]
            case "fact":
                return [Fact(token.content, read_forms(token.info))]
            case "citation":
                return [NoteRef(token.content) if token.content in self.notes else Citation(token.content)]
            case "image":
                children = to_nodes(token.children or [], self.notes)
                return [Image(children, target_of(token), _folded(str(token.attrs.get("title", ""))), attributes_of(token))]
        return [] if is_comment(token) else [Words(_text(token))]


def _text(token: Token) -> str:
    """Return the text of ``token``: an escaped character as itself, any other text with its space folded."""
    return token.content if token.type == "text_special" else _folded(token.content)


def _merge(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join adjacent words; two spaces that meet (around a removed comment) become one."""
    merged: list[Inline] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, Words) and isinstance(last, Words):
            both = last.text.endswith(" ") and node.text.startswith(" ")
            merged[-1] = Words(last.text + node.text[both:])
        elif not isinstance(node, Words) or node.text:
            merged.append(node)
    return tuple(merged)


def _trim(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if len(nodes) == 1 and isinstance(nodes[0], Words):
        text = nodes[0].text.strip(" ")
        return (Words(text),) if text else ()
    if nodes and isinstance(nodes[0], Words) and nodes[0].text.startswith(" "):
        text = nodes[0].text.lstrip(" ")
        nodes = (Words(text), *nodes[1:]) if text else nodes[1:]
    if nodes and isinstance(nodes[-1], Words) and nodes[-1].text.endswith(" "):
        text = nodes[-1].text.rstrip(" ")
        nodes = (*nodes[:-1], Words(text)) if text else nodes[:-1]
    return nodes


def plain_nodes(text: str) -> tuple[Inline, ...]:
    """Return words and facts of plain text: the caption of a figure."""
    words, names, forms = (FACT_WITH_FORMS.split(_folded(text).strip(" "))[start::3] for start in range(3))
    facts = [Fact(name, read_forms(written or "")) for name, written in zip(names, forms, strict=True)]
    nodes = [node for pair in zip_longest(map(Words, words), facts) for node in pair if node is not None]
    return tuple(node for node in nodes if node != Words(""))


def to_msgid(tokens: Sequence[Token]) -> str:
    """Return the inline Markdown of ``tokens`` as a translator sees it.

    Soft breaks and runs of space become one space, a hard break is backslash and newline, reference links are written as inline
    links, comments are removed. Parsed again, it gives the same nodes.
    """
    if len(tokens) == 1 and tokens[0].type == "text":
        return _folded(tokens[0].content).strip(" ")
    written = ""
    parts: list[str] = []
    closings: list[str] = []
    for token in tokens:
        if token.type == "text":
            part = _folded(token.content)
            part = part[1:] if part.startswith(" ") and (not parts or written.endswith(" ")) else part
        elif is_comment(token):
            continue
        else:
            part = _closing(token, closings) if token.nesting else _leaf_source(token)
        if part:
            parts.append(part)
            written = part
    return "".join(parts).strip(" ")


def _closing(token: Token, closings: list[str]) -> str:
    """Return the source of an opening or closing mark; ``closings`` is the stack of closing marks."""
    if token.nesting == -1:
        return closings.pop()
    attributes = attributes_source(attributes_of(token))
    before, after = token.markup, token.markup
    if token.type == "link_open":
        before, after = ("<", ">") if token.markup == "autolink" else ("[", f"]{_target_source(token)}{attributes}")
    elif token.type == "span_open":
        before, after = ("[", f"]{attributes}") if attributes else ("", "")
    closings.append(after)
    return before


def _leaf_source(token: Token) -> str:
    match token.type:
        case "text_special":
            return token.markup
        case "code_inline":
            return _code_source(token) + attributes_source(attributes_of(token))
        case "hardbreak":
            return "\\\n"
        case "softbreak":
            return " "
        case "fact":
            return f"{{{token.content}}}" + (f"{{{token.info}}}" if token.info else "")
        case "citation":
            return f"[^{token.content}]"
        case "image":
            return f"![{to_msgid(token.children or [])}]{_target_source(token)}{attributes_source(attributes_of(token))}"
    return _folded(token.content)


def _code_source(token: Token) -> str:
    """Return the source of a code span, padded with spaces that the parser strips, if its text touches backticks or has outer spaces."""
    text = token.content
    touching = text.startswith("`") or text.endswith("`")
    pad = " " if touching or (text.startswith(" ") and text.endswith(" ") and text.strip(" ")) else ""
    return f"{token.markup}{pad}{text}{pad}{token.markup}"


def _target_source(token: Token) -> str:
    target, title = target_of(token), _folded(str(token.attrs.get("title", "")))
    bare = _ENTITY.sub(r"\\&", target) if "&" in target else target
    if target.count("(") or target.count(")") or (title and not target):
        bare = f"<{bare}>"
    if not title:
        return f"({bare})"
    quoted = _ENTITY.sub(r"\\&", title.replace("\\", "\\\\").replace('"', '\\"'))
    return f'({bare} "{quoted}")'


def target_of(token: Token) -> str:
    """Return the target of a link or image token, with facts in braces, which the parser has encoded."""
    target = str(token.attrs.get("href", token.attrs.get("src", "")))
    return decode_facts(target)


def attributes_of(token: Token) -> Attributes:
    """Return the safe attributes that the author gave to ``token``."""
    return safe_attributes(token.attrs.items()) if token.attrs else ()


def attributes_source(attributes: Attributes) -> str:
    """Return ``attributes`` as Markdown writes them after a mark; an empty text for none."""
    written = [_attribute_source(name, value) for name, value in attributes]
    return f"{{{' '.join(written)}}}" if written else ""


def _attribute_source(name: str, value: str) -> str:
    if name == "class":
        return " ".join(f".{part}" for part in value.split())
    return f"#{value}" if name == "id" else f'{name}="{value}"'


def _folded(text: str) -> str:
    # three tests for substrings are much quicker than one search
    return _SPACE.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text


def plain(nodes: Iterable[Inline], code: bool = True) -> str:
    """Return the text of ``nodes`` without markup, facts in braces; ``code`` tells whether code spans are included."""
    return "".join(_plain(node, code) for node in nodes)


def _plain(node: Inline, code: bool) -> str:
    match node:
        case Words(text):
            return text
        case Code(text):
            return text if code else ""
        case Break():
            return " "
        case Fact(name):
            return f"{{{name}}}"
        case Citation() | NoteRef():
            return ""
        case _:
            return plain(node.children, code)

"""The classes and roles by which a guide is styled: those that a layout does not know are taken out, so that none names a thing of its own.

A class such as ``skip`` or ``count-page`` means something to the style sheets of a layout; a guide that used it could hide a text, or have
a number printed beside it.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from publish.guide.tree import Attributes, Block, Code, Emphasis, Guide, Image, Inline, Kind, Link, Span, Text, nodes_in

ROLES = frozenset(
    "cover promise key-points off-label warning when-to-call benefits risks known unknown options steps faq questions notes"
    " short full".split()
)
"""The roles that every layout knows; docs/guides.md says what each is for."""


def unknown_classes(guide: Guide, known: Collection[str]) -> tuple[str, ...]:
    """Return the classes and roles in ``guide`` that are neither among `ROLES` nor ``known``, each once."""
    names = (name for block in guide.walk() for name in (*_names(block.attributes), *_role(block), *_inline_names(block)))
    return tuple(name for name in dict.fromkeys(names) if name not in ROLES and name not in known)


def without_classes(guide: Guide, names: Collection[str]) -> Guide:
    """Return ``guide`` without the classes and roles ``names``."""
    if not names:
        return guide
    blocks = tuple(_block(block, names) for block in guide.blocks)
    notes = tuple(replace(note, blocks=tuple(_block(block, names) for block in note.blocks)) for note in guide.notes)
    return Guide(blocks, notes)


def _names(attributes: Attributes) -> list[str]:
    return dict(attributes).get("class", "").split()


def _role(block: Block) -> tuple[str, ...]:
    return (block.role,) if block.kind is Kind.SECTION and block.role else ()


def _inline_names(block: Block) -> Iterable[str]:
    nodes = (node for text in block.texts for node in nodes_in(text.inlines))
    return (name for node in nodes if isinstance(node, Code | Span | Link | Image) for name in _names(node.attributes))


def _block(block: Block, names: Collection[str]) -> Block:
    return replace(
        block,
        text=_text(block.text, names),
        title=_text(block.title, names),
        children=tuple(_block(child, names) for child in block.children),
        role="" if block.kind is Kind.SECTION and block.role in names else block.role,
        attributes=_attributes(block.attributes, names),
    )


def _text(text: Text | None, names: Collection[str]) -> Text | None:
    return text and replace(text, inlines=_inlines(text.inlines, names))


def _inlines(nodes: tuple[Inline, ...], names: Collection[str]) -> tuple[Inline, ...]:
    return tuple(_inline(node, names) for node in nodes)


def _inline(node: Inline, names: Collection[str]) -> Inline:
    match node:
        case Span() | Link() | Image():
            return replace(node, children=_inlines(node.children, names), attributes=_attributes(node.attributes, names))
        case Code():
            return replace(node, attributes=_attributes(node.attributes, names))
        case Emphasis():
            return replace(node, children=_inlines(node.children, names))
    return node


def _attributes(attributes: Attributes, names: Collection[str]) -> Attributes:
    kept = ((key, " ".join(name for name in value.split() if name not in names) if key == "class" else value) for key, value in attributes)
    return tuple((key, value) for key, value in kept if value)

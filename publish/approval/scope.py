"""The texts that a signature of the source covers: its messages with the values they name, and an outline of the guide.

A message of the source is signed as it will be read: its text is followed by one line for each fact and each reference that it names. The
outline is one more text to sign. It lists the order and roles of the blocks, the pictures, and the dates. The details and prices of a
clinic are not covered, because each clinic is responsible for its own. See docs/decisions/021-what-a-signature-covers.md.

The digests of signatures depend on every character that these functions return: any change of the format voids all signatures.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.catalog.template import DESK, LAYOUTS, front_in, guide_in, source_as_translation, template
from publish.guide import Block, Front, Guide, Kind, Text, file_of
from publish.guide.front import value_as_written
from publish.guide.parse.ids import slug
from publish.guide.parse.inline import plain
from publish.guide.tree import Code, Fact, Image, Words, nodes_in
from publish.po.model import Entry
from publish.project import PublishError, Snapshot, once
from publish.project.names import guide_file, guide_folder
from publish.text.placeholders import CITATION, FACT, decode_facts

OUTLINE_MSGID = "The guide as a whole"
OUTLINE_CONTEXT = "order, warnings, pictures and dates"

_NAMED = re.compile(f"{FACT.pattern}|{CITATION.pattern}")
_EXCERPT_LENGTH = 40  # characters of a message that show a person which one it is


def covered_messages(snapshot: Snapshot, domain: str) -> tuple[Entry, ...]:
    """Return the messages of a source as they are signed, in the order of the template.

    The msgstr is the message itself and, for each fact or reference that it names, a line with the value, such as
    ``{blood_wait} = 6 month``. Raises `PublishError` if guide.toml cannot be read.
    """
    front = _front(snapshot, domain)
    return tuple(_with_values(source_as_translation(entry), front) for entry in template(snapshot, domain).messages)


def covered_outline(snapshot: Snapshot, domain: str) -> tuple[Entry, ...]:
    """Return the outline of a guide as a text to sign, alone in a tuple; an empty tuple for words, which have no fixed order.

    The msgstr has a line for the edition and its dates, one for each block (indented by its depth; with its role, the id and
    attributes that its author gave it, ``critical``, the first digits of the digest of its message, and the beginning of the message), and
    one for each picture with the SHA-256 of its file.
    """
    if domain in (LAYOUTS, DESK):
        return ()
    return (Entry(OUTLINE_MSGID, _outline(snapshot, domain), OUTLINE_CONTEXT),)


def placed_pictures(guide: Guide) -> tuple[str, ...]:
    """Return the file names of the pictures that ``guide`` places, each once: those that are figures, then those within a text."""
    found = (node.src for block in guide.walk() for text in block.texts for node in nodes_in(text.inlines) if isinstance(node, Image))
    figures = (block.literal for block in guide.walk() if block.kind == "figure")
    return tuple(dict.fromkeys(map(file_of, (*figures, *found))))


def _front(snapshot: Snapshot, domain: str) -> Front | None:
    """Return the data of guide.toml; None for the layouts, and for a guide that has no such file yet."""
    return front_in(snapshot, domain) if domain not in (LAYOUTS, DESK) and snapshot.has(guide_file(domain, "guide.toml")) else None


def _with_values(entry: Entry, front: Front | None) -> Entry:
    lines = tuple(dict.fromkeys(_value_lines(entry.msgid, front))) if front else ()
    return replace(entry, msgstr="\n".join((entry.msgstr, *lines))) if lines else entry


def _value_lines(msgid: str, front: Front) -> Iterator[str]:
    """Yield a line for each fact and each reference of guide.toml that ``msgid`` names."""
    references = {reference.id: reference for reference in front.references}
    for fact, cited in _NAMED.findall(decode_facts(msgid)):
        if fact in front.facts:
            yield f"{{{fact}}} = {value_as_written(front.facts[fact])}"
        if cited in references:
            found = references[cited]
            yield f"[^{cited}] = " + " ".join(part for part in (found.text, found.doi, found.url) if part)


@once
def _outline(snapshot: Snapshot, guide_name: str) -> str:
    return "\n".join(_outline_lines(snapshot, guide_name))


def _outline_lines(snapshot: Snapshot, guide_name: str) -> Iterator[str]:
    guide, front = guide_in(snapshot, guide_name), _front(snapshot, guide_name)
    if front:
        yield f"edition {front.edition}, published {front.published}, next review {front.next_review}"
    for block in guide.blocks:
        yield from _block_lines(block, 0)
    for note in guide.notes:
        yield f"note {note.id}"
        for block in note.blocks:
            yield from _block_lines(block, 1)
    for name in placed_pictures(guide):
        yield f"picture {name} {_picture_digest(snapshot, guide_name, name)}"
    yield from dict.fromkeys(_cell_values(guide, front))


def _cell_values(guide: Guide, front: Front | None) -> Iterator[str]:
    """Yield a line for each fact that stands in a cell by itself, which is no message to sign."""
    for block in guide.walk():
        for text in block.texts if front else ():
            for node in nodes_in(text.inlines) if text.message is None else ():
                if front and isinstance(node, Fact) and node.name in front.facts:
                    yield f"{{{node.name}}} = {value_as_written(front.facts[node.name])}"


def _block_lines(block: Block, depth: int) -> Iterator[str]:
    """Yield a line for ``block`` and one for each block inside it."""
    level = str(block.level or "")
    given = (f"{name}={value}" for name, value in block.attributes)
    parts = (f"{block.kind}{level}", block.role, block.literal, _own_id(block), *given, *(_text_summary(text) for text in block.texts))
    yield "  " * depth + " ".join(" ".join(part.split()) for part in parts if part)
    for child in block.children:
        yield from _block_lines(child, depth + 1)


def _own_id(block: Block) -> str:
    """Return the id that the author of ``block`` gave it, to which style sheets may refer; those made from headings are left out."""
    text = "".join(plain(text.inlines) for text in block.texts) if block.kind is Kind.HEADING else ""
    derived = block.kind is Kind.HEADING and re.fullmatch(rf"{re.escape(slug(text))}(?:-\d+)?", block.id)
    return f"id={block.id}" if block.id and not derived else ""


def _text_summary(text: Text) -> str:
    """Return what distinguishes a text from others: mark and beginning of its message; code and punctuation, which have none, in full."""
    if text.message:
        weight = "critical " * text.message.critical
        return f"{weight}{text.message.mark} {text.message.msgid[:_EXCERPT_LENGTH]}"
    kept = (node for node in nodes_in(text.inlines) if isinstance(node, Words | Code | Fact))
    return "".join(f"{{{node.name}}}" if isinstance(node, Fact) else node.text for node in kept)


def _picture_digest(snapshot: Snapshot, guide: str, name: str) -> str:
    """Return the SHA-256 of a picture, or “missing”: composing reports a missing picture with its place in the text."""
    try:
        return snapshot.read_inside(guide_folder(guide), name).sha256
    except PublishError:
        return "missing"

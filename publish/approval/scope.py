"""What the signature of a source covers: its messages with the values they name, and the guide as a whole.

A message is signed as it will be read: below its words stands a line for each fact and each reference that it
names. The guide as a whole is one more text to sign; it says in which order the messages stand and under which
roles, which pictures there are, and the dates. A clinic's own details and prices are not covered: they are the
clinic's. See docs/decisions/021-what-a-signature-covers.md.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.catalog.template import LAYOUTS, as_source, front_in, guide_in, template
from publish.guide import Block, Day, FactValue, Front, Guide, Phrase, Text, file_of
from publish.guide.tree import Code, Image, Words, nodes_in
from publish.po.model import Entry
from publish.project import PublishError, Snapshot, once
from publish.project.names import guide_file, guide_folder
from publish.text.placeholders import CITATION, FACT, decode_facts

WHOLE = "The guide as a whole"
WHOLE_CONTEXT = "order, warnings, pictures and dates"

_MARK = re.compile(f"{FACT.pattern}|{CITATION.pattern}")
_BEGINNING = 40  # characters of a message that tell a person which one it is


def covered_messages(snapshot: Snapshot, domain: str) -> tuple[Entry, ...]:
    """Return the messages of a source as they are signed, in the order of the template.

    The msgstr is the message and, for each fact or reference that it names, a line with its value, such as
    ``{blood_wait} = 6 month``. Raises `PublishError` for a guide.toml that cannot be read.
    """
    front = _front(snapshot, domain)
    return tuple(_with_values(as_source(entry), front) for entry in template(snapshot, domain).messages)


def covered_whole(snapshot: Snapshot, domain: str) -> tuple[Entry, ...]:
    """Return the guide as a whole, as it is signed; nothing for the layouts, whose order is a designer's.

    Its msgstr has a line for the edition and its dates, one for each block (indented as blocks lie in each other;
    role, ``critical``, the first digits of the digest of its message and its beginning), and one for each picture
    with the SHA-256 of its file.
    """
    if domain == LAYOUTS:
        return ()
    return (Entry(WHOLE, _outline(snapshot, domain), WHOLE_CONTEXT),)


def placed_pictures(guide: Guide) -> tuple[str, ...]:
    """Return the files of the pictures that ``guide`` places, in the order of reading."""
    found = (node.src for block in guide.walk() for text in block.texts for node in nodes_in(text.inlines) if isinstance(node, Image))
    figures = (block.literal for block in guide.walk() if block.kind == "figure")
    return tuple(dict.fromkeys(map(file_of, (*figures, *found))))


def _front(snapshot: Snapshot, domain: str) -> Front | None:
    """Return what guide.toml says; None for the layouts, and for a guide that is not finished."""
    return front_in(snapshot, domain) if domain != LAYOUTS and snapshot.has(guide_file(domain, "guide.toml")) else None


def _with_values(entry: Entry, front: Front | None) -> Entry:
    lines = tuple(dict.fromkeys(_values(entry.msgid, front))) if front else ()
    return replace(entry, msgstr="\n".join((entry.msgstr, *lines))) if lines else entry


def _values(msgid: str, front: Front) -> Iterator[str]:
    references = {reference.id: reference for reference in front.references}
    for fact, cited in _MARK.findall(decode_facts(msgid)):
        if fact in front.facts:
            yield f"{{{fact}}} = {_said(front.facts[fact])}"
        if cited in references:
            found = references[cited]
            yield f"[^{cited}] = " + " ".join(part for part in (found.text, found.doi, found.url) if part)


def _said(value: FactValue) -> str:
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, Day):
        return value.date.isoformat()
    numbers = f"{value.low} to {value.high}" if value.is_range else f"{value.high}"
    return " ".join(part for part in (numbers, value.unit, value.currency) if part)


@once
def _outline(snapshot: Snapshot, guide_name: str) -> str:
    guide, front = guide_in(snapshot, guide_name), _front(snapshot, guide_name)
    dates = (f"edition {front.edition}, published {front.published}, next review {front.next_review}",) if front else ()
    blocks = (line for block in guide.blocks for line in _lines(block, 0))
    notes = (line for note in guide.notes for line in (f"note {note.id}", *(line for block in note.blocks for line in _lines(block, 1))))
    pictures = (f"picture {name} {_digest(snapshot, guide_name, name)}" for name in placed_pictures(guide))
    return "\n".join((*dates, *blocks, *notes, *pictures))


def _lines(block: Block, depth: int) -> Iterator[str]:
    level = str(block.level or "")
    parts = (f"{block.kind}{level}", block.role, block.literal, *(_text(text) for text in block.texts))
    yield "  " * depth + " ".join(" ".join(part.split()) for part in parts if part)
    for child in block.children:
        yield from _lines(child, depth + 1)


def _text(text: Text) -> str:
    """Return what tells a text from others; code and punctuation, which no message has, in full."""
    if text.message:
        weight = "critical " * text.message.critical
        return f"{weight}{text.message.mark} {text.message.msgid[:_BEGINNING]}"
    return "".join(node.text for node in nodes_in(text.inlines) if isinstance(node, Words | Code))


def _digest(snapshot: Snapshot, guide: str, name: str) -> str:
    try:
        return snapshot.read_inside(guide_folder(guide), name).sha256
    except PublishError:
        return "missing"

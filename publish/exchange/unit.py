"""What travels: a catalog as units, one for each text or plural form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from publish.catalog.memory import Suggestion
from publish.po.model import Catalog, Entry
from publish.po.plurals import parse_plural_forms

MOST_BYTES = 64_000_000
"""A file larger than this is not read: the catalogs of a whole clinic are a hundredth of it."""


class State(StrEnum):
    """How far a text is; the words are those of a spreadsheet's column."""

    MISSING = "missing"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Unit:
    """One text and its translation, on the way out or back.

    ``id`` is `unit_id` and, of a plural message, the number of the form (``m0123456789abcdef.1``). ``notes``,
    ``references`` and ``offers`` (suggestions, the best first) only go out; ``line`` (of a table: the row) and ``machine`` (it is
    said to be machine translation) only come in.
    """

    id: str
    source: str
    target: str = ""
    state: State = State.MISSING
    context: str | None = None
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    offers: tuple[Suggestion, ...] = ()
    line: int | None = None
    machine: bool = False

    @property
    def message(self) -> str:
        """The id of the message that the unit is, or is a form of."""
        return self.id.partition(".")[0]


def unit_id(msgctxt: str | None, msgid: str) -> str:
    """Return the id of a message: a digest of what makes it that message, so it stays when texts are moved.

    It begins with a letter, for XML and because a spreadsheet takes 12e4567 for a number.
    """
    return "m" + sha256(json.dumps([msgctxt, msgid]).encode()).hexdigest()[:16]


def units(catalog: Catalog) -> Iterator[tuple[Unit, ...]]:
    """Yield the messages in use of ``catalog``: a unit each, or one for each plural form."""
    number = form_count(catalog)
    for entry in catalog.messages:
        yield units_of(entry, number)


def units_of(entry: Entry, number: int) -> tuple[Unit, ...]:
    """Return the units of one message; ``number`` is how many plural forms the catalog has."""
    name, notes = unit_id(entry.msgctxt, entry.msgid), tuple(_notes(entry))
    texts = texts_of(entry, number)
    if entry.msgid_plural is None:
        return (Unit(name, entry.msgid, texts[0], _state(entry, texts[0]), entry.msgctxt, notes, entry.references),)
    return tuple(
        Unit(
            f"{name}.{form}",
            entry.msgid_plural if form else entry.msgid,
            text,
            _state(entry, text),
            entry.msgctxt,
            (*notes, f"Plural form {form + 1} of {len(texts)}; one: “{entry.msgid}”, many: “{entry.msgid_plural}”."),
            entry.references,
        )
        for form, text in enumerate(texts)
    )


def texts_of(entry: Entry, number: int) -> tuple[str, ...]:
    """Return the translations of a message: one, or at least ``number`` plural forms, empty where they lack."""
    return entry.msgstrs + ("",) * (max(number, 1) - len(entry.msgstrs)) if entry.msgid_plural is not None else entry.msgstrs


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but their line ends, which every tool writes its own way."""
    return one == other or plain_ends(one) == plain_ends(other)


def plain_ends(text: str) -> str:
    """Return ``text`` with line ends of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def form_count(catalog: Catalog) -> int:
    """Return how many plural forms the header states; 2, as in the source, where it states none."""
    try:
        return parse_plural_forms(catalog.headers.get("Plural-Forms", ""))[0]
    except ValueError:
        return 2


def _state(entry: Entry, text: str) -> State:
    if not text:
        return State.MISSING
    return State.FUZZY if entry.fuzzy else State.TRANSLATED


def _notes(entry: Entry) -> Iterator[str]:
    yield from (comment for comment in (*entry.extracted, *entry.comments) if comment.strip())
    if entry.previous:
        yield f"The source said before: “{entry.previous.msgid}”."

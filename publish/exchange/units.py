"""Translation units: the messages of a catalog as exchange files contain them, one unit for each text or plural form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from publish.catalog.memory import Suggestion
from publish.checks.case import CheckIssue
from publish.po.model import Catalog, Entry
from publish.po.plurals import parse_plural_forms

MOST_BYTES = 32_000_000
"""Bytes of the largest file that is read; all catalogs of a clinic together have about a fiftieth of it."""


class UnitState(StrEnum):
    """The state of a translation; the values are the words in the column of a spreadsheet."""

    MISSING = "missing"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One text and its translation.

    ``id`` is the `message_id`, for a plural message with the number of the form (``m0123456789abcdef.1``). ``notes``,
    ``references`` and ``suggestions`` (the best first) are only exported. ``line`` (of a table: the row) and ``machine`` (the file
    says that it is a machine translation) are only imported, and so are ``faults`` (why the text cannot be imported), ``unknown_marks``
    (which may say that it is not final), ``is_stateless`` (the file does not say whether it is final) and ``is_reflowed`` (white space
    in the file may not be that of the text).
    """

    id: str
    source: str
    target: str = ""
    state: UnitState = UnitState.MISSING
    context: str | None = None
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    line: int | None = None
    machine: bool = False
    faults: tuple[CheckIssue, ...] = ()
    unknown_marks: tuple[str, ...] = ()
    is_reflowed: bool = False
    is_stateless: bool = False

    @property
    def message(self) -> str:
        """The id of the message to which the unit belongs."""
        return self.id.partition(".")[0]


UnitGroup = tuple[TranslationUnit, ...]
"""The units of one message: one, or one for each plural form."""


def message_id(msgctxt: str | None, msgid: str) -> str:
    """Return the id of a message: a digest of its context and source, which stays the same when texts are moved.

    It begins with a letter, as XML requires, and because a spreadsheet takes 12e4567 for a number.
    """
    return "m" + sha256(json.dumps([msgctxt, msgid]).encode()).hexdigest()[:16]


def catalog_units(catalog: Catalog) -> Iterator[UnitGroup]:
    """Yield the units of each message of ``catalog``; obsolete messages have none."""
    number = form_count(catalog)
    for entry in catalog.messages:
        yield entry_units(entry, number)


def entry_units(entry: Entry, number: int) -> UnitGroup:
    """Return the units of one message; ``number`` is how many plural forms the catalog has."""
    name, notes = message_id(entry.msgctxt, entry.msgid), tuple(_notes(entry))
    texts = target_texts(entry, number)
    if entry.msgid_plural is None:
        return (TranslationUnit(name, entry.msgid, texts[0], _state(entry, texts[0]), entry.msgctxt, notes, entry.references),)
    return tuple(
        TranslationUnit(
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


def target_texts(entry: Entry, number: int) -> tuple[str, ...]:
    """Return the translations of a message: one, or at least ``number`` plural forms; missing forms are empty."""
    return entry.msgstrs + ("",) * (max(number, 1) - len(entry.msgstrs)) if entry.msgid_plural is not None else entry.msgstrs


def equal_but_line_ends(one: str, other: str) -> bool:
    """Tell whether two texts are equal, apart from the characters that end their lines, which tools change."""
    return one == other or plain_line_ends(one) == plain_line_ends(other)


def plain_line_ends(text: str) -> str:
    """Return ``text`` with a line feed at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def form_count(catalog: Catalog) -> int:
    """Return the number of plural forms in the header of ``catalog``; 2, as in English, if it has none."""
    try:
        return parse_plural_forms(catalog.headers.get("Plural-Forms", ""))[0]
    except ValueError:
        return 2


def _state(entry: Entry, text: str) -> UnitState:
    if not text:
        return UnitState.MISSING
    return UnitState.FUZZY if entry.fuzzy else UnitState.TRANSLATED


def _notes(entry: Entry) -> Iterator[str]:
    yield from (comment for comment in (*entry.extracted, *entry.comments) if comment.strip())
    if entry.previous:
        yield f"The source said before: “{entry.previous.msgid}”."

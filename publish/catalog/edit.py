"""Change one entry of a catalog for a person: a new translation, a rejection, a comment. All other entries keep their bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish.po.model import FUZZY, Catalog, Entry, without_fuzzy

_REMARK = re.compile(r"\[(\d{4}-\d\d-\d\d) (.{1,200}?)(, rejected)?\] (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a message, in the translator's comments of its entry (``# ``), where other tools show it too.

    ``by`` and ``date`` are empty for one that was not written at the desk.
    """

    text: str
    by: str = ""
    date: str = ""
    rejected: bool = False

    @property
    def line(self) -> str:
        """The remark as a line of comment."""
        return f"[{self.date} {self.by}{', rejected' * self.rejected}] {self.text}" if self.by else self.text


def with_translation(catalog: Catalog, message: Entry, texts: tuple[str, ...]) -> Catalog:
    """Return ``catalog`` with a translation of ``message`` that a person has looked at: it is fuzzy no more."""
    entry = catalog.index.get(message.key, message)
    plain = replace(entry, flags=without_fuzzy(entry.flags), sticky_flags=without_fuzzy(entry.sticky_flags), previous=None)
    if message.msgid_plural is not None:
        return catalog.with_entry(replace(plain, msgid_plural=message.msgid_plural, msgstr_plural=texts))
    return catalog.with_entry(replace(plain, msgstr=texts[0]))


def with_remark(catalog: Catalog, message: Entry, remark: Remark) -> Catalog:
    """Return ``catalog`` with a remark on ``message``; a rejection marks the translation as fuzzy as well, so that it is not printed."""
    entry = catalog.index.get(message.key, message)
    flags = (FUZZY, *entry.flags) if remark.rejected and not entry.fuzzy else entry.flags
    return catalog.with_entry(replace(entry, flags=flags, comments=(*entry.comments, remark.line)))


def remarks_on(entry: Entry) -> Iterator[Remark]:
    """Yield the remarks on a message, the oldest first."""
    for line in entry.comments:
        found = _REMARK.fullmatch(line)
        if found:
            yield Remark(found[4], found[2], found[1], bool(found[3]))
        elif line.strip():
            yield Remark(line)

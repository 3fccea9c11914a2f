"""The data model of a catalog: its entries in order, and where each was read.

An `Entry` keeps the bytes it was read from (`Origin`) and the content that they stood for. `dataclasses.replace` copies both, so an
entry has been edited if its content no longer equals that of its origin. No flag has to be set, and an edit that is undone leaves no
trace.
"""

from dataclasses import dataclass, replace
from functools import cached_property

FUZZY = "fuzzy"
Key = tuple[str | None, str]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """The msgid that a fuzzy entry was translated from, before the source changed (``#|`` lines)."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


# The fields of an entry in their order, without its origin.
Content = tuple[str, str, str | None, str | None, Texts, Texts, Texts, Texts, Texts, Texts, Previous | None, bool]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was read: its bytes (``raw``), the blank lines above it (``before``), and its content.

    ``line`` is that of the msgid, from 1. ``first`` tells that nothing stands above the entry, ``shares_line`` that it begins on the
    line on which the entry above it ends.
    """

    content: Content
    before: bytes
    raw: bytes
    line: int
    first: bool
    shares_line: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog, in the terms of the PO format.

    ``msgstr`` is empty if there is none; a message with a ``msgid_plural`` has its forms in ``msgstr_plural`` and does not use
    ``msgstr``. Comments come without their markers: ``comments`` are the translator's, ``extracted`` those of the template (``#.``).
    ``flags`` stand on ``#,`` lines and ``sticky_flags`` on ``#=`` lines.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    msgstr_plural: Texts = ()
    comments: Texts = ()
    extracted: Texts = ()
    references: Texts = ()
    flags: Texts = ()
    sticky_flags: Texts = ()
    previous: Previous | None = None
    obsolete: bool = False
    origin: Origin | None = None

    def __eq__(self, other: object) -> bool:
        """Compare the content of the entries, not where they were read."""
        return isinstance(other, Entry) and self.content == other.content

    def __hash__(self) -> int:
        """Hash the content of the entry."""
        return hash(self.content)

    @property
    def content(self) -> Content:
        """All fields but the origin, for comparison."""
        return (
            self.msgid,
            self.msgstr,
            self.msgctxt,
            self.msgid_plural,
            self.msgstr_plural,
            self.comments,
            self.extracted,
            self.references,
            self.flags,
            self.sticky_flags,
            self.previous,
            self.obsolete,
        )

    @property
    def key(self) -> Key:
        """The identity of the message: msgctxt and msgid."""
        return self.msgctxt, self.msgid

    @property
    def line(self) -> int | None:
        """The line of the msgid in the file the entry was read from, from 1; None for a new entry."""
        return self.origin.line if self.origin else None

    @property
    def is_header(self) -> bool:
        """Whether this entry is the header of its catalog."""
        return not self.msgid and self.msgctxt is None and not self.obsolete

    @property
    def fuzzy(self) -> bool:
        """Whether the translation is a guess that a person must check."""
        return FUZZY in self.flags or FUZZY in self.sticky_flags

    @property
    def msgstrs(self) -> tuple[str, ...]:
        """The translations: one, or one for each plural form."""
        return self.msgstr_plural if self.msgid_plural is not None else (self.msgstr,)

    @property
    def translated(self) -> bool:
        """Whether every form has a text, fuzzy or not."""
        return bool(self.msgstrs) and all(self.msgstrs)

    @property
    def usable(self) -> bool:
        """Whether the translation may be shown: it is complete, not fuzzy and not obsolete."""
        return self.translated and not self.fuzzy and not self.obsolete


@dataclass(frozen=True)
class Catalog:
    """A PO file: its entries in order, the header among them, and its encoding.

    ``name`` is the file as messages name it, ``bom`` whether it begins with a byte order mark, ``tail`` the bytes after the last
    entry; ``newline`` is ``"\\n"`` or ``"\\r\\n"``.
    """

    entries: tuple[Entry, ...] = ()
    name: str = ""
    charset: str = "utf-8"
    newline: str = "\n"
    bom: bool = False
    tail: bytes = b""

    @cached_property
    def header(self) -> Entry | None:
        """The header entry, if there is one."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @cached_property
    def headers(self) -> dict[str, str]:
        """The fields of the header, in order."""
        return parse_headers(self.header.msgstr) if self.header else {}

    @cached_property
    def messages(self) -> tuple[Entry, ...]:
        """The entries that are neither the header nor obsolete."""
        return tuple(entry for entry in self.entries if not entry.obsolete and not entry.is_header)

    @cached_property
    def index(self) -> dict[Key, Entry]:
        """The `messages` by msgctxt and msgid."""
        return {entry.key: entry for entry in reversed(self.messages)}

    def get(self, msgid: str, msgctxt: str | None = None) -> Entry | None:
        """Return the message with that msgid and context; None if there is none that is in use."""
        return self.index.get((msgctxt, msgid))

    def with_entry(self, entry: Entry) -> "Catalog":
        """Return the catalog with ``entry`` in place of the message with the same key, or at the end."""
        if entry.key not in self.index:
            return replace(self, entries=(*self.entries, entry))
        old = self.index[entry.key]
        return replace(self, entries=tuple(entry if item is old else item for item in self.entries))

    def with_headers(self, **fields: str) -> "Catalog":
        """Return the catalog with header fields set; ``_`` in a name stands for ``-``. Other fields do not change."""
        text = self.header.msgstr if self.header else ""
        for name, value in fields.items():
            text = set_header(text, name.replace("_", "-"), value)
        header = replace(self.header, msgstr=text) if self.header else Entry("", text)
        rest = tuple(header if entry is self.header else entry for entry in self.entries)
        return replace(self, entries=rest if self.header else (header, *rest))


def parse_headers(text: str) -> dict[str, str]:
    """Return the fields in the msgstr of a header entry; lines that are not ``Name: value`` are ignored."""
    pairs = (line.split(":", 1) for line in text.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def set_header(text: str, name: str, value: str) -> str:
    """Return the msgstr of a header with the field ``name`` set, in its place or at the end."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found, colon, old = line.partition(":")
        if colon and found.strip().lower() == name.lower():
            if old.strip() == value.strip():
                return text
            lines[number] = f"{found}: {value}".rstrip(" ") if value else f"{found}: "
            return "\n".join(lines)
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{name}: {value}\n"


def without_fuzzy(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``flags`` without ``fuzzy``."""
    return tuple(flag for flag in flags if flag != FUZZY)

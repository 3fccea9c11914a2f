"""What a catalog is: entries, their order, and where each of them was read.

An `Entry` remembers the bytes it was read from (`Origin`) together with the content they stood for.
`dataclasses.replace` copies both, so an edited entry is one whose content no longer equals its origin's:
nothing has to be marked, and an edit that is taken back is no edit.
"""

from dataclasses import dataclass, replace
from functools import cached_property

FUZZY = "fuzzy"
Key = tuple[str | None, str]
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """The msgid an entry was translated from before its source changed (``#|`` lines)."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


# The fields of an entry, in their order, without its origin.
Content = tuple[str, str, str | None, str | None, Texts, Texts, Texts, Texts, Texts, Texts, Previous | None, bool]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was read: its bytes, the blank lines above them, and what they said.

    ``line`` is that of the msgid, from 1. ``first`` tells that nothing stood above the entry,
    ``shares_line`` that it began on the line on which the one above it ended.
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

    ``msgstr`` is empty where there is none; ``msgstr_plural`` holds the forms of a message that has a
    ``msgid_plural``, in which case ``msgstr`` is not used. Comments come without their markers:
    ``comments`` are the translator's own, ``extracted`` those of the template (``#.``), ``flags`` are of
    ``#,`` lines and ``sticky_flags`` of ``#=`` lines.
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
        """Compare what the entries say, not where they were read."""
        return isinstance(other, Entry) and self.content == other.content

    def __hash__(self) -> int:
        """Hash what the entry says."""
        return hash(self.content)

    @property
    def content(self) -> Content:
        """Everything the entry says, for comparison."""
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
        """What makes the entry the same message as another: msgctxt and msgid."""
        return self.msgctxt, self.msgid

    @property
    def line(self) -> int | None:
        """The line of the msgid in the file the entry was read from, from 1."""
        return self.origin.line if self.origin else None

    @property
    def is_header(self) -> bool:
        """Tell whether this is the entry that holds the header of its catalog."""
        return not self.msgid and self.msgctxt is None and not self.obsolete

    @property
    def fuzzy(self) -> bool:
        """Tell whether a person still has to look at the translation."""
        return FUZZY in self.flags or FUZZY in self.sticky_flags

    @property
    def msgstrs(self) -> tuple[str, ...]:
        """All translations: one, or one for each plural form."""
        return self.msgstr_plural if self.msgid_plural is not None else (self.msgstr,)

    @property
    def translated(self) -> bool:
        """Tell whether every form has a text, fuzzy or not."""
        return bool(self.msgstrs) and all(self.msgstrs)

    @property
    def usable(self) -> bool:
        """Tell whether the translation may be shown: there, in use and not fuzzy."""
        return self.translated and not self.fuzzy and not self.obsolete


@dataclass(frozen=True)
class Catalog:
    """A PO file: its entries in order (the header among them), and what lies around them.

    ``name`` is the file as messages name it; ``tail`` is what follows the last entry; ``newline`` is
    ``"\\n"`` or ``"\\r\\n"``.
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
        """The entries in use: neither the header nor obsolete."""
        return tuple(entry for entry in self.entries if not entry.obsolete and not entry.is_header)

    @cached_property
    def index(self) -> dict[Key, Entry]:
        """The entries in use by msgctxt and msgid."""
        return {entry.key: entry for entry in reversed(self.messages)}

    def get(self, msgid: str, msgctxt: str | None = None) -> Entry | None:
        """Return the entry in use of that message."""
        return self.index.get((msgctxt, msgid))

    def with_entry(self, entry: Entry) -> "Catalog":
        """Return the catalog with ``entry`` in the place of the one in use with the same key, or added."""
        if entry.key not in self.index:
            return replace(self, entries=(*self.entries, entry))
        old = self.index[entry.key]
        return replace(self, entries=tuple(entry if item is old else item for item in self.entries))

    def with_headers(self, **fields: str) -> "Catalog":
        """Return the catalog with header fields set; ``_`` in a name stands for ``-``. Other fields stay as they are."""
        text = self.header.msgstr if self.header else ""
        for name, value in fields.items():
            text = set_header(text, name.replace("_", "-"), value)
        header = replace(self.header, msgstr=text) if self.header else Entry("", text)
        rest = tuple(header if entry is self.header else entry for entry in self.entries)
        return replace(self, entries=rest if self.header else (header, *rest))


def parse_headers(text: str) -> dict[str, str]:
    """Return the fields in the msgstr of a header entry; lines that are not ``Name: value`` are passed over."""
    pairs = (line.split(":", 1) for line in text.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def set_header(text: str, name: str, value: str) -> str:
    """Return the msgstr of a header with the field ``name`` set, in its old place or at the end."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found, colon, old = line.partition(":")
        if colon and found.strip().lower() == name.lower():
            if old.strip() == value.strip():
                return text
            lines[number] = f"{found}: {value}".rstrip(" ") if value else f"{found}: "
            return "\n".join(lines)
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{name}: {value}\n"


def unfuzzy(flags: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``flags`` without the fuzzy one."""
    return tuple(flag for flag in flags if flag != FUZZY)

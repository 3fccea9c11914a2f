"""Write PO files: unchanged entries keep the bytes that were read, changed ones get new lines.

Within a changed entry, each part (the flags, the msgstr …) that did not change keeps its lines too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from publish.po.charset import BOM
from publish.po.model import Catalog, Entry
from publish.po.wrap import escape, fold, quoted_lines, wrap_width
from publish.project import problem
from publish.text.width import columns

_SAMPLE = 500  # entries from which the width of a file is estimated
_ORDER = ("#", "#.", "#:", "#,", "#=", "#|", "msgctxt", "msgid", "msgid_plural", "msgstr")
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"\s*'
_LINE = re.compile(
    rf"(?P<previous>#~?\|)[^#]*|#(?!~)(?P<comment>[.:,!=]?).*|(?:#~[ \t]*)?(?:(?P<word>msg[a-z_]+)(?:\[\d+\])?[ \t]*)?{_STRING}"
)


@dataclass(frozen=True, slots=True)
class _Style:
    """The format of new lines in a file: width in columns, line end and charset."""

    width: int
    newline: str
    charset: str
    name: str

    def encode(self, lines: list[str]) -> bytes:
        """Encode lines. A space follows a backslash at the end of a comment, which would join the next line."""
        text = "".join(line + " " * line.endswith("\\") + self.newline for line in lines)
        try:
            return text.encode(self.charset, "surrogateescape")
        except UnicodeEncodeError as error:
            shown = text[error.start]
            hint = "turn the file into UTF-8 first: msgconv -t UTF-8"
            raise problem("po-charset", f"“{shown}” cannot be written in {self.charset}", file=self.name or None, hint=hint) from error


def write_po(catalog: Catalog) -> bytes:
    """Return the catalog as the bytes of a PO file.

    An unchanged catalog gives the bytes it was read from. Raises `PublishError` (``po-charset``) if a new text cannot be written in
    the charset of the file.
    """
    newline = catalog.newline.encode()
    style: _Style | None = None
    pieces: list[bytes] = []
    for entry in catalog.entries:
        pieces.append(_before(entry, pieces, newline))
        if entry.origin and entry.origin.content == entry.content:
            pieces.append(entry.origin.raw)
        else:
            style = style or _style(catalog)
            pieces.append(_changed_lines(entry, style))
    return (BOM if catalog.bom else b"") + b"".join(pieces) + catalog.tail


def _before(entry: Entry, pieces: list[bytes], newline: bytes) -> bytes:
    """Return what separates the entry from the one above: its own blank lines, unless it was or becomes the first entry."""
    origin = entry.origin
    if origin and origin.shares_line:
        return origin.before
    end = newline if pieces and not pieces[-1].endswith(b"\n") else b""
    if origin and origin.first != bool(pieces):
        return end + origin.before
    return end + newline if pieces else b""


def _style(catalog: Catalog) -> _Style:
    raws = (entry.origin.raw for entry in islice(catalog.entries, _SAMPLE) if entry.origin)
    width = wrap_width(raw.decode(catalog.charset, "replace").split("\n") for raw in raws)
    return _Style(width, catalog.newline, catalog.charset, catalog.name)


def _changed_lines(entry: Entry, style: _Style) -> bytes:
    """Return the lines of a changed entry: the old lines of unchanged parts, and new lines for the others."""
    if entry.origin is None:
        return style.encode([line for kind in _present_parts(entry) for line in _lines(kind, entry, style.width)])
    parts = _part_values(entry)
    runs = _runs(entry, style)
    old = _part_values(Entry(*entry.origin.content)) if runs else {}
    different = {kind for kind in parts.keys() | old.keys() if parts.get(kind) != old.get(kind)}
    changed = different & parts.keys()
    pieces = [b""]
    for kind, raw in _add_missing(runs, [kind for kind in _ORDER if kind in parts]):
        if kind in changed:
            changed.remove(kind)
            header = kind == "msgstr" and raw and _is_header(entry)
            new = _header_lines(entry, raw, style) if header else style.encode(list(_lines(kind, entry, style.width)))
            pieces.append(_missing_newline(pieces[-1], style) + new)
        elif kind not in different:
            pieces.append(raw)
    return b"".join(pieces)


def _is_header(entry: Entry) -> bool:
    return (entry.msgid, entry.msgctxt, entry.msgid_plural, entry.obsolete) == ("", None, None, False)


def _header_lines(entry: Entry, raw: bytes, style: _Style) -> bytes:
    """Return the lines of a header; an unchanged field keeps its lines, because tools wrap long fields differently."""
    old = [row.strip().decode(style.charset, "replace") for row in raw.split(b"\n")]
    kept = {"".join(row[1:-1] for row in rows): rows for rows in _fields(old)}
    lines = ['msgstr ""']
    for field in re.findall(r"[^\n]*\n|[^\n]+", entry.msgstr):
        lines += kept.get(escape(field)) or (f'"{line}"' for line in fold(escape(field), style.width - 2))
    return style.encode(lines)


def _fields(rows: list[str]) -> Iterator[list[str]]:
    """Yield the rows of each field of a header; a field ends with an escaped line break."""
    field: list[str] = []
    for row in rows:
        field = [*field, row] if row.startswith('"') else []
        if row.endswith('\\n"'):
            yield field
            field = []


def _missing_newline(piece: bytes, style: _Style) -> bytes:
    """Return the line end that ``piece`` lacks, if it is the last line of the file."""
    return style.newline.encode() if piece and not piece.endswith(b"\n") else b""


def _present_parts(entry: Entry) -> Iterator[str]:
    """Yield the names of the parts that a new entry has, in the order of the file: the keys of `_part_values`, faster."""
    comments = (entry.comments, entry.extracted, entry.references, entry.flags, entry.sticky_flags, entry.previous)
    yield from (kind for kind, value in zip(_ORDER, comments) if value)
    yield from (kind for kind in ("msgctxt", "msgid", "msgid_plural", "msgstr") if kind == "msgstr" or getattr(entry, kind) is not None)


def _part_values(entry: Entry) -> dict[str, object]:
    """Return the value of each part that the entry has, for comparison."""
    comments = (entry.comments, entry.extracted, entry.references, entry.flags, entry.sticky_flags)
    values: dict[str, object] = dict(zip(_ORDER, comments))
    body = (entry.previous, entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstrs)
    values |= {kind: (value, entry.obsolete) for kind, value in zip(_ORDER[5:], body) if value is not None}
    return {kind: value for kind, value in values.items() if value}


def _runs(entry: Entry, style: _Style) -> list[tuple[str, bytes]]:
    """Return the lines that an entry was read from, with their part; an empty list if a line holds more than one part."""
    assert entry.origin
    *rows, last = entry.origin.raw.split(b"\n")
    rows = [row + b"\n" for row in rows] + ([last] if last else [])
    runs: list[tuple[str, bytes]] = []
    for row in rows:
        text = row.decode(style.charset, "replace").rstrip("\r\n")
        match = _LINE.fullmatch(text)
        if not match and text.strip():
            return []
        current = runs[-1][0] if runs else "#"
        runs.append((_kind(match, current) if match else current, row))
    return runs


def _kind(match: re.Match[str], current: str) -> str:
    """Return the part that a line belongs to; a string without a keyword belongs to the ``current`` one."""
    if match["previous"]:
        return "#|"
    if match["comment"] is not None:
        return "#" + match["comment"].replace("!", ",")
    return match["word"] or current


def _add_missing(runs: list[tuple[str, bytes]], kinds: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the runs, and at their usual place the parts that have no lines yet."""
    present = {kind for kind, _ in runs}
    missing = [kind for kind in kinds if kind not in present]
    for kind, raw in runs:
        while missing and _ORDER.index(missing[0]) < _ORDER.index(kind):
            yield missing.pop(0), b""
        yield kind, raw
    yield from ((kind, b"") for kind in missing)


def _lines(kind: str, entry: Entry, width: int) -> Iterator[str]:
    """Yield new lines for one part of an entry."""
    mark = "#~ " if entry.obsolete else ""
    if not kind.startswith("#"):
        for keyword, text in _strings(kind, entry):
            lines = quoted_lines(keyword, text, width - len(mark))
            yield from (mark + line for line in lines) if mark else lines
    elif kind in ("#", "#."):
        texts = entry.comments if kind == "#" else entry.extracted
        yield from (f"{kind} {line}" if line else kind for text in texts for line in text.split("\n"))
    elif kind == "#:":
        yield from _reference_lines(entry.references, width)
    elif kind in ("#,", "#="):
        yield f"{kind} {', '.join(entry.flags if kind == '#,' else entry.sticky_flags)}"
    else:
        yield from _previous_lines(entry, width)


def _strings(kind: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the keywords and texts of a part that holds strings."""
    if kind == "msgstr" and entry.msgid_plural is not None:
        yield from ((f"msgstr[{number}]", text) for number, text in enumerate(entry.msgstr_plural or ("",)))
    else:
        yield kind, str(getattr(entry, kind))


def _previous_lines(entry: Entry, width: int) -> Iterator[str]:
    mark = "#~| " if entry.obsolete else "#| "
    for keyword in ("msgctxt", "msgid", "msgid_plural"):
        text = getattr(entry.previous, keyword)
        if text is not None:
            yield from (mark + line for line in quoted_lines(keyword, text, width - len(mark)))


def _reference_lines(references: tuple[str, ...], width: int) -> Iterator[str]:
    """Yield the reference lines, each filled up to ``width``."""
    line = "#:"
    for reference in references:
        if line != "#:" and columns(line) + columns(reference) + 1 > width:
            yield line
            line = "#:"
        line += f" {reference}"
    yield line

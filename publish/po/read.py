"""Reading PO files, to the end of the format that GNU gettext reads.

The format is free-form: tokens, with the line mattering only to comments and to the ``#~`` and ``#|``
marks. So a line is taken by one pattern where it has the usual shape, and token by token where it has
not. What the reader accepts and refuses is what ``msgfmt`` accepts and refuses (its po-lex.c and
po-gram-gen.y describe the grammar).
"""

import codecs
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypedDict

from publish.po.block import NAMED, block_content, comment_fields, match_block
from publish.po.charset import continued, decode, is_whole
from publish.po.grammar import COMMENT, COMPLETE, FORM, KEYWORDS, NEXT, lacking
from publish.po.model import Catalog, Entry, Key, Origin, Previous
from publish.project import Finding, PublishError, Severity, problem

BOM = codecs.BOM_UTF8

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_USUAL = re.compile(rf"(#(?![~|])[^\n]*)|(?:(msgid_plural|msgid|msgctxt|msgstr)(?:\[(\d+)\])?[ \t]+)?({_STRING})[ \t]*\r?")
_TOKEN = re.compile(
    rf"(?:[ \t\r\f\v]|\\\n)*(?:(?P<mark>#~\|?|#\|)|(?P<comment>#.*)|(?P<string>{_STRING})"
    r"|(?P<word>[A-Za-z_$][A-Za-z0-9_$]*)|(?P<piece>[0-9]+|\[|\])|(?P<junk>(?!\\\n)[^ \t\r\f\v\n]))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)", re.DOTALL)
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+))")
_SURROGATE = re.compile("[\udc80-\udcff]")


def parse(data: bytes, name: str = "") -> Catalog:
    """Return the catalog in the bytes of a PO file, called ``name`` in messages.

    Raises `PublishError` with the line: ``po-syntax`` (whatever ``msgfmt`` refuses for its syntax), ``po-duplicate``
    (both lines), ``po-charset`` (bytes that are not of the charset the header names), ``po-domain``.
    """
    bom = data.startswith(BOM)
    body = data[len(BOM):] if bom else data
    charset, text = decode(body, name)
    reader = _Reader(name, charset, body, text)
    try:
        entries = tuple(reader.read())
    except PublishError as error:
        raise PublishError(*reader.duplicates, *error.findings) from error
    if reader.duplicates:
        raise PublishError(*reader.duplicates)
    newline = "\r\n" if body.count(b"\r\n") * 2 > body.count(b"\n") else "\n"
    return Catalog(entries, name, charset, newline, bom, reader.tail)


@dataclass(slots=True)
class _Draft:
    """An entry while it is read. ``place`` is the line, from 0, and the column where it begins."""

    comments: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    forms: list[list[str]] = field(default_factory=list)
    obsolete: bool = False
    place: tuple[int, int] | None = None
    line: int = 0


class _Place(TypedDict):
    """Where an error is, as `problem` takes it."""

    file: str | None
    line: int
    hint: str


class _Reader:
    """The grammar: which token may follow which, and where in the file an entry begins and ends.

    An entry ends where the next begins, which is at the beginning of a line unless somebody wrote two on one.
    """

    def __init__(self, name: str, charset: str, body: bytes, text: str) -> None:
        self.name, self.charset, self.body, self.text = name, charset, body, text
        self._suspect = "\x04" in text or not is_whole(text)
        self._continues = "\\\n" in text
        self._quick = charset == "utf-8" and not self._suspect and not self._continues
        self.found: list[Entry] = []
        self.duplicates: list[Finding] = []
        self.tail = b""
        self._seen: dict[Key, Entry] = {}
        self._charset_said = False
        self._draft = _Draft()
        self._stage = ""
        self._pending = ""
        self._pending_at = (0, 0)
        self._strings: list[str] | None = None
        self._row = 0
        self._last_row = -1
        self._continuations = 0
        self._above = 0
        self._marks = (False, False)
        self._region = (0, 0)

    @cached_property
    def rows(self) -> list[bytes]:
        """The lines as bytes; those that a backslash continues are one."""
        rows = self.body.split(b"\n")
        return continued(rows, b"\\", b"\n") if self._continues else rows

    @cached_property
    def lines(self) -> list[str]:
        """The same lines as text."""
        lines = self.text.split("\n")
        return continued(lines, "\\", "\n") if self._continues else lines

    def read(self) -> list[Entry]:
        """Return the entries of the file; what follows the last one is then in ``tail``."""
        offset = self._blocks(0) if self._quick and self.text[:1] in ("#", "m") else 0
        if offset and offset == len(self.text):
            return self.found  # all of them have the usual shape: no line has to be looked at
        while self._row < len(self.lines):
            line = self.lines[self._row]
            if self._may_be_block(line) and (end := self._blocks(offset)) > offset:
                offset = end
                continue
            self._read_line(line)
            offset += len(line) + 1
            self._row += 1
        self._row -= 1
        self._finish((len(self.rows), 0))
        self.tail = self._cut(self._region, (len(self.rows), 0))
        return self.found

    def _may_be_block(self, line: str) -> bool:
        """Tell whether an entry of the usual shape may begin here: only between entries, in UTF-8 without a fault."""
        between = self._stage in COMPLETE and (self._draft.place is None or bool(self._draft.strings))
        return between and line[:1] in ("#", "m") and self._quick

    def _blocks(self, offset: int) -> int:
        """Keep the entries of the usual shape that follow each other from ``offset`` on, and return where they end."""
        match, row = match_block(self.text, offset), self._row
        if match is None:
            return offset
        self._finish((row, 0))
        while match:
            above, comments, offset = match[1], match[2], match.end()
            before = above.encode() if self._region == (row, 0) else self._cut(self._region, (row + len(above), 0))
            raw, content = match[0][len(above):].encode(), block_content(match)
            row += len(above)
            origin = Origin(content, before, raw, row + comments.count("\n") + 1, self._region == (0, 0))
            self._keep(Entry(*content, origin))
            row += raw.count(b"\n")
            self._region = (row, 0)
            match = match_block(self.text, offset)
        self._row, self._last_row = row, row - 1
        return offset

    def _read_line(self, line: str) -> None:
        """Read a line by one pattern where it has the usual shape, else token by token."""
        if line:
            usual = None if any(self._marks) else _USUAL.fullmatch(line)
            if usual is None:
                self._tokens(line)
            elif usual[1]:
                self._comment(line, 0)
            else:
                self._usual_line(usual[2], usual[3], usual[4])
            self._continuations += line.count("\n")
            self._above = 0

    def _usual_line(self, word: str | None, number: str | None, string: str) -> None:
        if word:
            self._word(word, 0, False, False)
            if number is not None:
                self._bracket(f"[{number}]")
        self._string(string, False, False)

    def _tokens(self, line: str) -> None:
        """Read a line token by token; the marks hold until its end, and over the end where a comment hides it."""
        (obsolete, previous), self._marks = self._marks, (False, False)
        for token in _TOKEN.finditer(line):
            kind, text, column = token.lastgroup, token[token.lastindex or 0], token.start(token.lastindex or 0)
            self._above = line.count("\n", 0, column)
            if kind == "mark":
                obsolete, previous = obsolete or "~" in text, previous or "|" in text
            elif kind == "comment":
                self._comment(text.replace("\\\n", ""), column)
                self._marks = (False, previous)
            elif kind == "word":
                self._word(text, column, obsolete, previous)
            elif kind == "string":
                self._string(text, obsolete, previous)
            elif kind == "piece":
                self._bracket(text)
            else:
                raise self._wrong("a string does not end on its line" if text == '"' else f"“{text}” does not belong here")

    def _comment(self, text: str, column: int) -> None:
        if self._stage not in COMPLETE or self._hungry:
            raise self._unexpected(COMMENT)
        if self._draft.place is None or self._draft.strings:
            self._finish(self._boundary(column))
            self._draft.place = self._boundary(column)
        self._draft.comments.append(text)
        self._last_row = self._row

    def _word(self, word: str, column: int, obsolete: bool, previous: bool) -> None:
        if word not in KEYWORDS:
            raise self._wrong(f"“{word}” is not a keyword of the PO format")
        if word == "domain":
            hint = "keep each domain in a file of its own, called after it"
            raise problem("po-domain", "“domain” does not belong in a catalog: its file's name says the domain", **self._here(hint))
        stage = f"|{word}" if previous else word
        if self._hungry or (word != "msgstr" and stage not in NEXT[self._stage]):
            raise self._unexpected(stage)
        if word == "msgstr":
            self._pending, self._pending_at = stage, (self._row, self._above)
        else:
            self._begin(stage, column, obsolete)
        self._same_obsolete(obsolete)
        self._last_row = self._row

    def _begin(self, stage: str, column: int, obsolete: bool) -> None:
        """Go on to ``stage``, finishing the entry before where a new one begins."""
        if self._stage in COMPLETE:
            self._finish(self._boundary(column))
            self._draft.obsolete = obsolete
            self._draft.place = self._draft.place or self._boundary(column)
        if stage == "msgid":
            self._draft.line = self._line
        self._strings = []
        self._draft.strings[stage] = self._strings
        self._stage = stage

    def _bracket(self, text: str) -> None:
        if not self._pending:
            raise self._wrong(f"“{text}” does not belong here")
        self._pending += text

    def _string(self, text: str, obsolete: bool, previous: bool) -> None:
        if self._pending:
            self._begin_msgstr()
        if self._strings is None or previous != self._stage.startswith("|"):
            raise self._wrong("a string stands where a keyword is expected", "a msgid or msgstr is missing above it")
        self._same_obsolete(obsolete)
        self._strings.append(self._unusual(text[1:-1]) if self._suspect or "\\" in text else text[1:-1])
        self._last_row = self._row

    def _unusual(self, text: str) -> str:
        """Return what a string says that has escapes, or bytes that are not of the charset (which nobody minds down to the header)."""
        if _SURROGATE.search(text):
            if self._charset_said:
                message = f"the line is not {self.charset}, which the header names"
                raise problem("po-charset", message, **self._here("save the file as UTF-8"))
            text = text.encode(self.charset, "surrogateescape").decode(self.charset, "replace")
        text = _ESCAPE.sub(self._unescaped, text)
        if "\x04" in text:
            raise self._wrong("a string holds the character EOT, which separates msgctxt and msgid")
        return text

    def _begin_msgstr(self) -> None:
        """Take up ``msgstr`` or ``msgstr[N]``; N counts from 0 without a gap."""
        pending, self._pending = self._pending, ""
        form = FORM.fullmatch(pending)
        stage = "msgstr[]" if form and form[1] else "msgstr"
        if form is None or stage not in NEXT[self._stage]:
            self._row, self._above = self._pending_at
            raise self._unexpected(pending)
        self._strings = []
        if stage == "msgstr":
            self._draft.strings[stage] = self._strings
        elif (form[1].lstrip("0") or "0") != str(len(self._draft.forms)):
            raise self._wrong(f"msgstr[{form[1]}] stands where msgstr[{len(self._draft.forms)}] is expected", "number the forms 0, 1, 2 …")
        else:
            self._draft.forms.append(self._strings)
        self._stage = stage

    def _same_obsolete(self, obsolete: bool) -> None:
        if obsolete != self._draft.obsolete and self._stage:
            raise self._wrong("“#~” marks only some lines of an entry", "mark all of its lines, or none")

    def _finish(self, following: tuple[int, int]) -> None:
        """Keep the entry that is complete, if one is, and make ready for the one that begins at ``following``."""
        if self._stage not in COMPLETE or self._hungry:
            raise self._unexpected("")
        if "msgid" in self._draft.strings:
            end = following if following[1] else (self._last_row + 1, 0)
            self._keep(self._entry(end))
            self._draft, self._region = _Draft(), end
        self._stage, self._strings = "", None

    def _entry(self, end: tuple[int, int]) -> Entry:
        draft, texts = self._draft, {name: "".join(parts) for name, parts in self._draft.strings.items()}
        start = draft.place or (0, 0)
        before, raw = self._cut(self._region, start), self._cut(start, end)
        content = (
            texts["msgid"],
            texts.get("msgstr", ""),
            texts.get("msgctxt"),
            texts.get("msgid_plural"),
            tuple(map("".join, draft.forms)),
            *comment_fields(draft.comments),
            _previous(texts),
            draft.obsolete,
        )
        return Entry(*content, Origin(content, before, raw, draft.line, self._region == (0, 0), start[1] > 0))

    def _keep(self, entry: Entry) -> None:
        """Keep the entry, and remember when its message is there twice."""
        self.found.append(entry)
        self._charset_said = self._charset_said or entry.is_header
        first = self._seen.setdefault(_compared(entry) if "\0" in entry.msgid else entry.key, entry)
        if first is not entry:
            self.duplicates.append(
                Finding(
                    Severity.ERROR,
                    "po-duplicate",
                    f"the same message stands on line {first.line} and again on line {entry.line}",
                    file=self.name or None,
                    line=entry.line,
                    msgid=entry.msgid or "(the header)",
                    hint="keep one of the two entries",
                )
            )

    @property
    def _line(self) -> int:
        """The number of the line that is read, from 1."""
        return self._row + self._continuations + self._above + 1

    @property
    def _hungry(self) -> bool:
        """Whether a keyword still waits for its string."""
        return bool(self._pending) or self._strings == []

    def _boundary(self, column: int) -> tuple[int, int]:
        """The place where an entry begins whose first token is at ``column`` of this line."""
        return (self._row, column) if self._last_row == self._row else (self._row, 0)

    def _cut(self, start: tuple[int, int], end: tuple[int, int]) -> bytes:
        """Return the bytes between two places."""
        if not start[1] and not end[1]:
            piece = b"\n".join(self.rows[start[0]:end[0]])
            return piece + b"\n" if end[0] < len(self.rows) and end[0] > start[0] else piece
        lines = [*self.lines[start[0]:end[0]], self.lines[end[0]][:end[1]]] if end[0] < len(self.lines) else self.lines[start[0]:]
        text = "\n".join(lines)[start[1]:]
        return text.encode(self.charset, "surrogateescape")

    def _unescaped(self, match: re.Match[str]) -> str:
        """Return what an escape stands for; octal and hexadecimal ones are bytes of the charset."""
        if match[1] is None:
            if match[2] not in NAMED:
                raise self._wrong(f"“\\{match[2]}” is not an escape of the PO format", "write a backslash as \\\\")
            return NAMED[match[2]]
        numbers = [int(octal, 8) if octal else int(hexa, 16) for octal, hexa in _BYTE.findall(match[1])]
        return bytes(number & 0xFF for number in numbers).decode(self.charset, "replace")

    def _unexpected(self, found: str) -> PublishError:
        """Return the error for what may not come here: a keyword, a comment, or the end of the file or of the entry ("")."""
        lacks = lacking(self._stage, found)
        if lacks and not self._hungry:
            return self._lacking(lacks, found)
        if found == COMMENT and not self._pending:
            return self._wrong("a comment stands inside an entry", "move it above the entry")
        if self._pending:
            self._row, self._above = self._pending_at
            return self._wrong(f"“{self._pending}” lacks its string")
        return self._wrong(f"“{found}” cannot stand here" if found else "the entry is not complete")

    def _lacking(self, lacks: str, found: str) -> PublishError:
        """Return the error for an entry without an end, with the line on which it begins (as ``msgfmt`` has it)."""
        line = self._draft.line or self._line
        after = f", before {found.replace('|', '#| ')} on line {self._line}" if found else ""
        hint = "every msgid needs its msgstr, which may be empty" if lacks != "msgid_plural" else "write msgstr, without a number"
        hint = "move the comment above the entry" if found == COMMENT else hint
        return problem("po-syntax", f"the entry on line {line} has no {lacks}{after}", file=self.name or None, line=line, hint=hint)

    def _wrong(self, message: str, hint: str = "mend the line, or take it from an earlier copy of the file") -> PublishError:
        return problem("po-syntax", message, **self._here(hint))

    def _here(self, hint: str) -> _Place:
        return {"file": self.name or None, "line": self._line, "hint": hint}


def _compared(entry: Entry) -> Key:
    """Return what makes two entries the same message to gettext, to which a text ends at the first NUL."""
    msgctxt, msgid = entry.key
    return msgctxt and msgctxt.partition("\0")[0], msgid.partition("\0")[0]


def _previous(texts: dict[str, str]) -> Previous | None:
    if "|msgid" not in texts:
        return None
    return Previous(texts["|msgid"], texts.get("|msgctxt"), texts.get("|msgid_plural"))

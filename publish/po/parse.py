"""Parse PO files, in the whole format that GNU gettext reads.

The format is free-form: it consists of tokens, and lines matter only to comments and to the marks ``#~`` and ``#|``. So a line of
the usual form is matched by one pattern, and any other is split into tokens. Files are accepted and refused as ``msgfmt`` accepts
and refuses them (its po-lex.c and po-gram-gen.y describe the grammar).
"""

import re

from publish.po.charset import BOM, decode, is_decoded
from publish.po.fastpath import match_entry, matched_content
from publish.po.fields import PartialEntry, unescape
from publish.po.grammar import COMMENT, COMPLETE, FOLLOWERS, FORM, KEYWORDS, TOKEN, USUAL_LINE, missing_keyword
from publish.po.lines import NumberedLines, Place
from publish.po.model import Catalog, Entry, Key, Origin
from publish.project import Finding, PublishError, Severity, problem

_SURROGATE = re.compile("[\udc80-\udcff]")


def parse_po(data: bytes, name: str = "") -> Catalog:
    """Return the catalog in the bytes of a PO file, called ``name`` in messages.

    Raises `PublishError` with the line: ``po-syntax`` (what ``msgfmt`` refuses for its syntax), ``po-duplicate`` (both lines),
    ``po-charset`` (bytes that are not of the charset the header names), ``po-domain``.
    """
    bom = data.startswith(BOM)
    body = data[len(BOM):] if bom else data
    charset, text = decode(body, name)
    parser = _Parser(NumberedLines(name, charset, body, text))
    try:
        entries = tuple(parser.parse())
    except PublishError as error:
        raise PublishError(*parser.duplicates, *error.findings) from error
    if parser.duplicates:
        raise PublishError(*parser.duplicates)
    newline = "\r\n" if body.count(b"\r\n") * 2 > body.count(b"\n") else "\n"
    return Catalog(entries, name, charset, newline, bom, parser.tail)


class _Parser:
    """The state of parsing one file: the stage of the grammar, the entry that is incomplete, and the entries before it.

    An entry ends where the next begins: at the beginning of a line, unless two entries share one.
    """

    def __init__(self, lines: NumberedLines) -> None:
        self.entries: list[Entry] = []
        self.duplicates: list[Finding] = []
        self.tail = b""
        self._lines = lines
        self._has_faults = "\x04" in lines.text or not is_decoded(lines.text)
        self._allows_fastpath = lines.charset == "utf-8" and not self._has_faults and not lines.has_joined
        self._first_entries: dict[Key, Entry] = {}
        self._charset_known = False
        self._entry = PartialEntry()
        self._stage = ""
        self._pending = ""  # a msgstr whose number, or string, has not been read yet
        self._pending_at: Place = (0, 0)
        self._strings: list[str] | None = None  # those of the current keyword
        self._last_row = -1  # of the last token
        self._marks = (False, False)  # obsolete, previous: those that a comment carried over the end of its line
        self._region: Place = (0, 0)  # the end of the last complete entry

    def parse(self) -> list[Entry]:
        """Return the entries of the file; what follows the last one is then in ``tail``."""
        lines = self._lines
        offset = self._parse_usual(0) if self._allows_fastpath and lines.text[:1] in ("#", "m") else 0
        if offset and offset == len(lines.text):
            return self.entries  # all entries have the usual layout: the file is never split into lines
        while lines.row < len(lines.lines):
            line = lines.lines[lines.row]
            if self._may_be_usual(line) and (end := self._parse_usual(offset)) > offset:
                offset = end
                continue
            self._parse_line(line)
            offset += len(line) + 1
            lines.row += 1
        lines.row -= 1
        end_of_file = (len(lines.rows), 0)
        self._finish(end_of_file)
        self.tail = lines.cut(self._region, end_of_file)
        return self.entries

    def _may_be_usual(self, line: str) -> bool:
        """Tell whether an entry of the usual layout may begin here: only between two entries."""
        between = self._stage in COMPLETE and (self._entry.place is None or bool(self._entry.strings))
        return between and line[:1] in ("#", "m") and self._allows_fastpath

    def _parse_usual(self, offset: int) -> int:
        """Add the consecutive entries of the usual layout from ``offset`` in the text, and return where they end."""
        lines = self._lines
        match, row = match_entry(lines.text, offset), lines.row
        if match is None:
            return offset
        self._finish((row, 0))
        while match:
            above, comments, offset = match[1], match[2], match.end()
            before = above.encode() if self._region == (row, 0) else lines.cut(self._region, (row + len(above), 0))
            raw, content = match[0][len(above):].encode(), matched_content(match)
            row += len(above)
            origin = Origin(content, before, raw, row + comments.count("\n") + 1, self._region == (0, 0))
            self._add(Entry(*content, origin))
            row += raw.count(b"\n")
            self._region = (row, 0)
            match = match_entry(lines.text, offset)
        lines.row, self._last_row = row, row - 1
        return offset

    def _parse_line(self, line: str) -> None:
        """Parse a line by one pattern if it has the usual form, else token by token."""
        if line:
            usual = None if any(self._marks) else USUAL_LINE.fullmatch(line)
            if usual is None:
                self._parse_tokens(line)
            elif usual[1]:
                self._take_comment(line, 0)
            else:
                if usual[2]:
                    self._take_word(usual[2], 0, False, False)
                if usual[3]:
                    self._take_bracket(f"[{usual[3]}]")
                self._take_string(usual[4], False, False)
            self._lines.leave(line)

    def _parse_tokens(self, line: str) -> None:
        """Parse a line token by token; its marks count up to its end, and on the next line if a comment hides the end."""
        (obsolete, previous), self._marks = self._marks, (False, False)
        for token in TOKEN.finditer(line):
            kind, text, column = token.lastgroup, token[token.lastindex or 0], token.start(token.lastindex or 0)
            self._lines.above = line.count("\n", 0, column)
            if kind == "mark":
                obsolete, previous = obsolete or "~" in text, previous or "|" in text
            elif kind == "comment":
                self._take_comment(text.replace("\\\n", ""), column)
                self._marks = (False, previous)
            elif kind == "word":
                self._take_word(text, column, obsolete, previous)
            elif kind == "string":
                self._take_string(text, obsolete, previous)
            elif kind == "bracket":
                self._take_bracket(text)
            else:
                message = "a string does not end on its line" if text == '"' else f"“{text}” does not belong here"
                raise self._lines.syntax_error(message)

    def _take_comment(self, text: str, column: int) -> None:
        if self._stage not in COMPLETE or self._awaits_string:
            raise self._unexpected(COMMENT)
        if self._entry.place is None or self._entry.strings:
            self._finish(self._start_of_entry(column))
            self._entry.place = self._start_of_entry(column)
        self._entry.comments.append(text)
        self._last_row = self._lines.row

    def _take_word(self, word: str, column: int, obsolete: bool, previous: bool) -> None:
        if word not in KEYWORDS:
            raise self._lines.syntax_error(f"“{word}” is not a keyword of the PO format")
        if word == "domain":
            message = "“domain” does not belong in a catalog, because the name of the file is the domain"
            hint = "keep each domain in a file of its own, with the name of the domain"
            raise problem("po-domain", message, file=self._lines.name or None, line=self._lines.number, hint=hint)
        stage = f"|{word}" if previous else word
        if self._awaits_string or (word != "msgstr" and stage not in FOLLOWERS[self._stage]):
            raise self._unexpected(stage)
        if word == "msgstr":
            self._pending, self._pending_at = stage, (self._lines.row, self._lines.above)
        else:
            self._begin(stage, column, obsolete)
        self._check_obsolete(obsolete)
        self._last_row = self._lines.row

    def _begin(self, stage: str, column: int, obsolete: bool) -> None:
        """Go on to ``stage``; if a new entry begins with it, finish the one before."""
        if self._stage in COMPLETE:
            self._finish(self._start_of_entry(column))
            self._entry.obsolete = obsolete
            self._entry.place = self._entry.place or self._start_of_entry(column)
        if stage == "msgid":
            self._entry.line = self._lines.number
        self._strings = []
        self._entry.strings[stage] = self._strings
        self._stage = stage

    def _take_bracket(self, text: str) -> None:
        if not self._pending:
            raise self._lines.syntax_error(f"“{text}” does not belong here")
        self._pending += text

    def _take_string(self, text: str, obsolete: bool, previous: bool) -> None:
        if self._pending:
            self._begin_msgstr()
        if self._strings is None or previous != self._stage.startswith("|"):
            raise self._lines.syntax_error("a string stands where a keyword is expected", "a msgid or msgstr is missing above it")
        self._check_obsolete(obsolete)
        self._strings.append(self._unescape(text[1:-1]) if self._has_faults or "\\" in text else text[1:-1])
        self._last_row = self._lines.row

    def _unescape(self, text: str) -> str:
        """Return the text of a string; bytes that are not of the charset are errors only below the header, as in GNU gettext."""
        charset = self._lines.charset
        if _SURROGATE.search(text):
            if self._charset_known:
                message = f"the line is not {charset}, which the header names"
                raise problem("po-charset", message, file=self._lines.name or None, line=self._lines.number, hint="save the file as UTF-8")
            text = text.encode(charset, "surrogateescape").decode(charset, "replace")
        try:
            text = unescape(text, charset)
        except KeyError as error:
            raise self._lines.syntax_error(f"“\\{error.args[0]}” is not an escape of the PO format", "write a backslash as \\\\") from error
        if "\x04" in text:
            raise self._lines.syntax_error("a string holds the character EOT, which separates msgctxt and msgid")
        return text

    def _begin_msgstr(self) -> None:
        """Go on to ``msgstr`` or ``msgstr[N]``; N counts from 0 without a gap."""
        pending, self._pending = self._pending, ""
        form = FORM.fullmatch(pending)
        stage = "msgstr[]" if form and form[1] else "msgstr"
        if form is None or stage not in FOLLOWERS[self._stage]:
            self._lines.row, self._lines.above = self._pending_at
            raise self._unexpected(pending)
        self._strings = []
        expected = len(self._entry.forms)
        if stage == "msgstr":
            self._entry.strings[stage] = self._strings
        elif (form[1].lstrip("0") or "0") != str(expected):
            raise self._lines.syntax_error(f"msgstr[{form[1]}] stands where msgstr[{expected}] is expected", "number the forms 0, 1, 2 …")
        else:
            self._entry.forms.append(self._strings)
        self._stage = stage

    def _check_obsolete(self, obsolete: bool) -> None:
        if obsolete != self._entry.obsolete and self._stage:
            raise self._lines.syntax_error("“#~” marks only some lines of an entry", "mark all of its lines, or none")

    def _finish(self, following: Place) -> None:
        """Add the complete entry, if there is one, and prepare for the one that begins at ``following``."""
        if self._stage not in COMPLETE or self._awaits_string:
            raise self._unexpected("")
        if "msgid" in self._entry.strings:
            end = following if following[1] else (self._last_row + 1, 0)
            self._add(self._complete_entry(end))
            self._entry, self._region = PartialEntry(), end
        self._stage, self._strings = "", None

    def _complete_entry(self, end: Place) -> Entry:
        start, content = self._entry.place or (0, 0), self._entry.content()
        before, raw = self._lines.cut(self._region, start), self._lines.cut(start, end)
        return Entry(*content, Origin(content, before, raw, self._entry.line, self._region == (0, 0), start[1] > 0))

    def _add(self, entry: Entry) -> None:
        """Add a complete entry; if its message is there already, add an error too."""
        self.entries.append(entry)
        self._charset_known = self._charset_known or entry.is_header
        first = self._first_entries.setdefault(_gettext_key(entry) if "\0" in entry.msgid else entry.key, entry)
        if first is not entry:
            self.duplicates.append(_duplicate(self._lines.name, first, entry))

    @property
    def _awaits_string(self) -> bool:
        """Whether a keyword still needs its string."""
        return bool(self._pending) or self._strings == []

    def _start_of_entry(self, column: int) -> Place:
        """The place where an entry begins whose first token is at ``column`` of this line."""
        return (self._lines.row, column) if self._last_row == self._lines.row else (self._lines.row, 0)

    def _unexpected(self, found: str) -> PublishError:
        """Return the error for what may not stand here: a keyword, a comment, or the end of the file or of the entry ("")."""
        missing = missing_keyword(self._stage, found)
        if missing and not self._awaits_string:
            return self._incomplete(missing, found)
        if found == COMMENT and not self._pending:
            return self._lines.syntax_error("a comment stands inside an entry", "move it above the entry")
        if self._pending:
            self._lines.row, self._lines.above = self._pending_at
            return self._lines.syntax_error(f"“{self._pending}” has no string")
        return self._lines.syntax_error(f"“{found}” cannot stand here" if found else "the entry is not complete")

    def _incomplete(self, missing: str, found: str) -> PublishError:
        """Return the error for an entry without an end, with the line on which it begins (as ``msgfmt`` does)."""
        line = self._entry.line or self._lines.number
        before = f", before {found.replace('|', '#| ')} on line {self._lines.number}" if found else ""
        hint = "every msgid needs its msgstr, which may be empty" if missing != "msgid_plural" else "write msgstr, without a number"
        hint = "move the comment above the entry" if found == COMMENT else hint
        return self._lines.syntax_error(f"the entry on line {line} has no {missing}{before}", hint, line)


def _gettext_key(entry: Entry) -> Key:
    """Return the key by which GNU gettext compares entries: its texts end at the first NUL."""
    msgctxt, msgid = entry.key
    return msgctxt and msgctxt.partition("\0")[0], msgid.partition("\0")[0]


def _duplicate(name: str, first: Entry, entry: Entry) -> Finding:
    message = f"the same message stands on line {first.line} and again on line {entry.line}"
    msgid, hint = entry.msgid or "(the header)", "keep one of the two entries"
    return Finding(Severity.ERROR, "po-duplicate", message, file=name or None, line=entry.line, msgid=msgid, hint=hint)

"""The lines of a PO file as text and as bytes, with the place that is being parsed.

A place is the number of a line, from 0, and the column where an entry begins on it: nearly always 0.
"""

from functools import cached_property
from itertools import islice

from publish.project import PublishError, problem

Place = tuple[int, int]

_CORRECT_LINE = "correct the line, or take it from an earlier copy of the file"


class NumberedLines:
    """The lines of a file; a backslash at the end of a line joins it with the next, even in a comment, as in GNU gettext.

    ``row`` is the current line, from 0, and ``above`` the number of line breaks in it before the current token.
    """

    def __init__(self, name: str, charset: str, body: bytes, text: str) -> None:
        self.name, self.charset, self.body, self.text = name, charset, body, text
        self.has_joined = "\\\n" in text
        self.row = self.above = 0
        self._joined_before = 0

    @cached_property
    def rows(self) -> list[bytes]:
        """The lines as bytes."""
        rows = iter(self.body.split(b"\n"))
        return [b"\n".join(islice(rows, line.count("\n") + 1)) for line in self.lines] if self.has_joined else list(rows)

    @cached_property
    def lines(self) -> list[str]:
        """The same lines as text."""
        lines = self.text.split("\n")
        return _join_continued(lines) if self.has_joined else lines

    @property
    def number(self) -> int:
        """The number of the line in the file, from 1, that holds the current token."""
        return self.row + self._joined_before + self.above + 1

    def leave(self, line: str) -> None:
        """Count the line breaks in ``line``, the current one, when all of it has been parsed."""
        self._joined_before += line.count("\n")
        self.above = 0

    def cut(self, start: Place, end: Place) -> bytes:
        """Return the bytes between two places."""
        if not start[1] and not end[1]:
            piece = b"\n".join(self.rows[start[0]:end[0]])
            return piece + b"\n" if end[0] < len(self.rows) and end[0] > start[0] else piece
        lines = [*self.lines[start[0]:end[0]], self.lines[end[0]][:end[1]]] if end[0] < len(self.lines) else self.lines[start[0]:]
        text = "\n".join(lines)[start[1]:]
        return text.encode(self.charset, "surrogateescape")

    def syntax_error(self, message: str, hint: str = _CORRECT_LINE, line: int | None = None) -> PublishError:
        """Return the error for a fault on ``line``, by default the current one."""
        return problem("po-syntax", message, file=self.name or None, line=line or self.number, hint=hint)


def _join_continued(lines: list[str]) -> list[str]:
    """Join each line that ends with a backslash with the next."""
    joined: list[list[str]] = [[]]
    for line in lines:
        joined[-1].append(line)
        if not line.endswith("\\"):
            joined.append([])
    return ["\n".join(group) for group in joined if group]

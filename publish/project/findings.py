"""Findings: the errors, warnings and notes that all checks and commands report."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_USER_ERRORS = {
    errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.EINVAL, errno.EIO, errno.EISDIR, errno.ELOOP, errno.EMFILE,
    errno.ENAMETOOLONG, errno.ENFILE, errno.ENODEV, errno.ENOENT, errno.ENOLCK, errno.ENOSPC, errno.ENOTDIR, errno.ENOTEMPTY, errno.ENXIO,
    errno.EPERM, errno.EROFS, errno.ESTALE, errno.ETXTBSY,
}  # fmt: skip
_FULL = "make room on the disk, then run the command again"
_ACCESS = "look who may read and write the file and its folder, or name another folder"
_HINTS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: "write to another folder (--output), or have the disk made writable",
    errno.EACCES: _ACCESS,
    errno.EPERM: _ACCESS,
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EMFILE: "let more files be open at a time: ulimit -n 4096",
}
"""What to do about an error of the system, by its number."""


class Severity(StrEnum):
    """The severity of a finding. An error stops the output it belongs to."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# Control characters that a terminal would obey. Names of files and texts of catalogs may contain any of them.
_SHOWN = {code: f"\\u{code:04x}" for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_SHOWN[0x0A] = "\\n"
_LONGEST_LINE = 2_000


def terminal_text(text: str) -> str:
    """Return ``text``, which somebody else wrote, for a terminal: control characters are shown as ``\\u001b``, and do nothing."""
    return text.translate(_SHOWN)


@dataclass(frozen=True, slots=True)
class Finding:
    """One error, warning or note: what is wrong, where, and what to do next (``hint``).

    ``code`` is a stable name in kebab case (``dose-changed``); ``file`` is relative to the workspace; ``line`` counts from 1; ``anchor`` is
    the id of the nearest heading above; ``locale`` is the name of its folder (``zh_Hans``); ``msgid`` is the text that is meant.
    """

    severity: Severity
    code: str
    message: str
    file: str | None = None
    line: int | None = None
    anchor: str | None = None
    locale: str | None = None
    msgid: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        """Return the finding as one to three lines of text: place and message, the text that is meant, and what to do next.

        Lines that nobody would read are cut; the fields have them whole.
        """
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        place += f"#{self.anchor}" if self.anchor else ""
        where = " ".join(part for part in (place, f"[{self.locale}]" if self.locale else "") if part)
        lines = [f"{where}: " * bool(where) + f"{self.severity}: {self.message} ({self.code})"]
        lines += [f"  text: {self.msgid}"] if self.msgid else []
        lines += [f"  next: {self.hint}"] if self.hint else []
        return "\n".join(terminal_text(line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …") for line in lines)


class PublishError(Exception):
    """An error that the user can correct. It has the findings that explain it, and the exit code 1."""

    exit_code = 1

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        """Return all findings as text."""
        return "\n".join(str(finding) for finding in self.findings)


class UsageError(PublishError):
    """A request for something that does not exist or is not possible. It has the exit code 2."""

    exit_code = 2


def problem(
    code: str,
    message: str,
    *,
    file: str | None = None,
    line: int | None = None,
    anchor: str | None = None,
    locale: str | None = None,
    msgid: str | None = None,
    hint: str | None = None,
) -> PublishError:
    """Return a `PublishError` with one finding, to be raised. The arguments are the fields of `Finding`."""
    return PublishError(Finding(Severity.ERROR, code, message, file, line, anchor, locale, msgid, hint))


def misuse(code: str, message: str, *, file: str | None = None, locale: str | None = None, hint: str | None = None) -> UsageError:
    """Return a `UsageError` with one finding, to be raised. The arguments are fields of `Finding`."""
    return UsageError(Finding(Severity.ERROR, code, message, file=file, locale=locale, hint=hint))


def correctable_error(error: Exception) -> Finding | None:
    """Return an error that is none of ours as a finding: of the disk, of what is nested too deep, of names that are no text.

    The codes are ``file-refused``, ``nested-too-deep`` and ``name-not-text``. None for any other error.
    """
    if isinstance(error, OSError) and error.errno in _USER_ERRORS:
        hint = _HINTS.get(error.errno, "check that the folder exists, that you may write to it, and that the disk is not full")
        where = f": “{error.filename}”" if error.filename is not None else ""
        message = f"a file cannot be read or written: {error.strerror}{where}"
        return Finding(Severity.ERROR, "file-refused", message, hint=hint)
    if isinstance(error, RecursionError):
        message = "something is nested too deep to be read: a list, a table, a drawing, a style sheet or a folder"
        return Finding(Severity.ERROR, "nested-too-deep", message, hint="look for thousands of brackets or marks in a row; remove them")
    if isinstance(error, UnicodeEncodeError) and "\ud800" <= error.object[error.start] <= "\udfff":
        message = f"“{error.object[:100]}” contains “\\u{ord(error.object[error.start]):04x}”, which is no character"
        return Finding(Severity.ERROR, "name-not-text", message, hint="rename the file or folder in UTF-8, or correct the text")
    return None


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether one of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)

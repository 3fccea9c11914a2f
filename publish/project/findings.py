"""One shape for everything any check has to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the output it belongs to."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# What a terminal would obey instead of showing it: names of files and texts of catalogs may hold anything.
_SHOWN = {code: f"\\u{code:04x}" for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_SHOWN[0x0A] = "\\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where it is, and what to do next.

    ``code`` is a stable kebab-case name (``dose-changed``); ``file`` is relative to the workspace;
    ``line`` counts from 1; ``anchor`` is the id of the heading above; ``locale`` is written as its
    folder is (``zh_Hans``).
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
        """Return the finding as one to four lines of plain text: where, what, which message, what next."""
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        place += f"#{self.anchor}" if self.anchor else ""
        where = " ".join(part for part in (place, f"[{self.locale}]" if self.locale else "") if part)
        lines = [f"{where}: " * bool(where) + f"{self.severity}: {self.message} ({self.code})"]
        lines += [f"  text: {self.msgid}"] if self.msgid else []
        lines += [f"  next: {self.hint}"] if self.hint else []
        return "\n".join(line.translate(_SHOWN) for line in lines)


class PublishError(Exception):
    """Something the user can mend: carries the findings that say so, and the exit code 1."""

    exit_code = 1

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        """Return all findings as plain text."""
        return "\n".join(str(finding) for finding in self.findings)


class UsageError(PublishError):
    """The command was asked for something that does not exist: exit code 2."""

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
    """Return (for ``raise``) an error of one finding; the arguments are the fields of `Finding`."""
    return PublishError(Finding(Severity.ERROR, code, message, file, line, anchor, locale, msgid, hint))


def misuse(code: str, message: str, *, file: str | None = None, locale: str | None = None, hint: str | None = None) -> UsageError:
    """Return (for ``raise``) the error for what does not exist, or cannot be asked for, in one finding."""
    return UsageError(Finding(Severity.ERROR, code, message, file=file, locale=locale, hint=hint))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)

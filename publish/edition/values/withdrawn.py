"""Read source/withdrawn.toml: the editions that must not be handed out any more, who withdrew them and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from publish.project import Finding, Severity, Snapshot, once
from publish.project.names import WITHDRAWN
from publish.project.shapes import FilledLine, Line
from publish.project.tables import FileKind, read_table

_KIND = FileKind("withdrawn-wrong", "let publish withdraw write the file: its keys are in docs/releases.md")


@dataclass(frozen=True, slots=True)
class WithdrawnCode:
    """One edition code that was withdrawn: by whom, on which day and why, and what carried it."""

    code: FilledLine
    guide: FilledLine
    locale: FilledLine
    by: FilledLine
    date: date
    reason: FilledLine
    layout: Line = ""
    paper: Line = ""
    clinic: Line = ""
    releases: tuple[Line, ...] = ()

    def is_about(self, guide: str, locale: str) -> bool:
        """Tell whether it is an edition of ``guide`` in ``locale``."""
        return (self.guide, self.locale) == (guide, locale)


@dataclass(frozen=True, slots=True)
class _File:
    """The file: ``[[withdrawn]]`` for each code."""

    withdrawn: tuple[WithdrawnCode, ...] = ()


@once
def read_withdrawn(snapshot: Snapshot) -> tuple[WithdrawnCode, ...]:
    """Return what was withdrawn, in the order of the file; raises `PublishError` (``withdrawn-wrong``, ``toml-broken``)."""
    found = snapshot.find(WITHDRAWN)
    return read_table(found.data, WITHDRAWN, _File, _KIND)[0].withdrawn if found else ()


def refuse_withdrawn(code: str, withdrawn: Iterable[WithdrawnCode], file: str) -> tuple[Finding, ...]:
    """Return the error (``edition-withdrawn``) that the edition ``code`` of the guide ``file`` was withdrawn; nothing if it was not."""
    return tuple(
        Finding(
            Severity.ERROR,
            "edition-withdrawn",
            f"edition {each.code} was withdrawn by {each.by} on {each.date}: {each.reason}",
            file=file,
            locale=each.locale,
            hint=f"correct the text, sign it and build again: the corrected edition has another code ({WITHDRAWN} lists this one)",
        )
        for each in withdrawn
        if each.code == code
    )

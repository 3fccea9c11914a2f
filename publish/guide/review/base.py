"""What every source check takes and gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from publish.guide.front import Front
from publish.guide.parts import select
from publish.guide.tree import Guide, Text
from publish.project import Severity

WEIGHING = frozenset({"benefits", "risks", "options", "known", "unknown"})
"""Roles that make a guide an aid to a decision, which IPDAS is about. A guide without them may be a plain instruction."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the checks cannot read from a guide: its ``folder`` in messages, the names of the ``files`` in it, language, day."""

    folder: str
    files: frozenset[str]
    locale: str
    today: date


@dataclass(frozen=True, slots=True)
class Case:
    """One guide to look at: ``guide`` is all of it, ``short`` and ``full`` are its editions."""

    guide: Guide
    front: Front
    setting: Setting
    short: Guide = field(init=False)
    full: Guide = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "short", select(self.guide, "short"))
        object.__setattr__(self, "full", select(self.guide, "full"))

    @property
    def editions(self) -> tuple[Guide, ...]:
        """The editions that differ, the full one first."""
        return (self.full,) if self.full == self.short else (self.full, self.short)

    @property
    def english(self) -> bool:
        """Whether the source is English: reading grades and word lists are made for that language alone."""
        return self.setting.locale.replace("-", "_").partition("_")[0] == "en"

    @property
    def weight(self) -> Severity:
        """How much the lack of a part weighs that only an aid to a decision must have."""
        weighs = any(block.role in WEIGHING for block in self.guide.walk())
        return Severity.WARNING if weighs else Severity.NOTE


@dataclass(frozen=True, slots=True)
class Issue:
    """What a check says: ``text`` is the passage it is about; ``front`` tells that it is about guide.toml."""

    severity: Severity
    code: str
    message: str
    hint: str
    text: Text | None = None
    front: bool = False


Check = Callable[[Case], Iterator[Issue]]


def error(code: str, message: str, hint: str, text: Text | None = None) -> Issue:
    """Return an issue about something broken: the guide cannot be printed like this."""
    return Issue(Severity.ERROR, code, message, hint, text)


def warning(code: str, message: str, hint: str, text: Text | None = None) -> Issue:
    """Return an issue about a standard that is not met."""
    return Issue(Severity.WARNING, code, message, hint, text)


def note(code: str, message: str, hint: str, text: Text | None = None) -> Issue:
    """Return an issue that is most often right as it is."""
    return Issue(Severity.NOTE, code, message, hint, text)

"""The input and the output of source checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from publish.guide.front import Front
from publish.guide.parts import select
from publish.guide.tree import Guide, Text
from publish.project import Severity

DECISION_ROLES = frozenset({"benefits", "risks", "options", "known", "unknown"})
"""Roles that make a guide a decision aid, the subject of IPDAS. A guide without them may be a plain instruction."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a guide itself does not say: its ``folder`` in messages, the names of the ``files`` in that folder, its language, the day."""

    folder: str
    files: frozenset[str]
    locale: str
    today: date


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """One guide under review: ``guide`` is all of it, ``short`` and ``full`` are its editions."""

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
        """Whether the guide is in English: reading grades and word lists are for that language only."""
        return self.setting.locale.replace("-", "_").partition("_")[0] == "en"

    @property
    def decision_aid_severity(self) -> Severity:
        """The severity of a missing part that only a decision aid must have."""
        is_decision_aid = any(block.role in DECISION_ROLES for block in self.guide.walk())
        return Severity.WARNING if is_decision_aid else Severity.NOTE


@dataclass(frozen=True, slots=True)
class ReviewIssue:
    """One result of a check.

    ``text`` is the passage concerned, ``written`` the words in it that are meant; ``front`` is True for a result about guide.toml.
    """

    severity: Severity
    code: str
    message: str
    hint: str
    text: Text | None = None
    front: bool = False
    written: str = ""


Check = Callable[[ReviewCase], Iterator[ReviewIssue]]


def review_error(code: str, message: str, hint: str, text: Text | None = None, written: str = "") -> ReviewIssue:
    """Return an issue that keeps the guide from being printed."""
    return ReviewIssue(Severity.ERROR, code, message, hint, text, written=written)


def review_warning(code: str, message: str, hint: str, text: Text | None = None) -> ReviewIssue:
    """Return an issue about a standard that the guide does not meet."""
    return ReviewIssue(Severity.WARNING, code, message, hint, text)


def review_note(code: str, message: str, hint: str, text: Text | None = None) -> ReviewIssue:
    """Return an issue that is often no fault."""
    return ReviewIssue(Severity.NOTE, code, message, hint, text)

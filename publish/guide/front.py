"""guide.toml: edition, dates, people, facts and references of a guide."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from publish.project import Finding


@dataclass(frozen=True, slots=True)
class Quantity:
    """``{ value = 3, unit = "month" }``, ``{ low = 10, high = 30, unit = "minute" }``, ``{ low = 300, high = 3000, currency = "USD" }``.

    ``low`` equals ``high`` where one value was given. ``unit`` is a name of CLDR (``minute``, ``percent``),
    ``currency`` a code of ISO 4217; at most one of them is set, and neither for a bare number.
    """

    low: int | float
    high: int | float
    unit: str | None = None
    currency: str | None = None

    @property
    def is_range(self) -> bool:
        """Whether this is a span and not one value."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Day:
    """``{ date = 2009-07-01 }``."""

    date: date


@dataclass(frozen=True, slots=True)
class Phrase:
    """``{ text = "dutasteride" }``: a name that is the same in every language."""

    text: str


FactValue: TypeAlias = Quantity | Day | Phrase


@dataclass(frozen=True, slots=True)
class Credit:
    """The article the facts were taken from."""

    title: str = ""
    author: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One source, cited in the text as ``[^id]``."""

    id: str
    text: str
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """What guide.toml says. ``findings`` holds warnings about keys nobody knows.

    ``author`` and ``reviewer`` are None where the file does not name one.
    """

    edition: str
    published: date
    next_review: date
    author: str | None = None
    reviewer: str | None = None
    credit: Credit | None = None
    facts: dict[str, FactValue] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_front(path: Path, shown: str | None = None) -> Front:
    """Return what the guide.toml at ``path`` says; ``shown`` is its name in messages."""
    raise NotImplementedError

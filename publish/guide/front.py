"""guide.toml: edition, dates, people, facts and references of a guide."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from publish.project import Finding, PublishError, Severity, problem, read_toml

EXAMPLE = 'a guide.toml needs at least:  edition = "2026.1"  and  published = 2026-11-23'
REVIEW_YEARS = 3
"""Years from publication to the next review where the file names no date."""
NUMBER_LIMIT = 10**15
"""A fact is below this: no guide counts higher, and Babel formats numbers of at most 28 digits."""

# As in the text of a guide: a link of another scheme (javascript:) could run.
_WEB = re.compile("https?://", re.IGNORECASE)
_CURRENCY = re.compile("[A-Z]{3}")


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
    """Return what the guide.toml at ``path`` says; ``shown`` is its name in messages.

    Raises `PublishError` where the file cannot be read, and one finding for each key that is missing
    (``front-missing``) or of the wrong type (``front-wrong``), all at once.
    """
    name = shown or path.name
    reader = _Reader(name)
    front = reader.front(read_toml(path, name))
    if reader.errors:
        raise PublishError(*reader.errors)
    return front


_KEYS = ("edition", "published", "next_review", "author", "reviewer", "credit", "facts", "references")
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "value": ("value", "unit", "currency"),
    "low": ("low", "high", "unit", "currency"),
    "date": ("date",),
    "text": ("text",),
}


class _Reader:
    """Reads the tables of one file; notes what is wrong and goes on, so that all of it is told at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[Finding] = []
        self.warnings: list[Finding] = []

    def front(self, table: dict[str, Any]) -> Front:
        """Return what the tables say; what is wrong in them is kept in ``errors`` and ``warnings``."""
        self._unknown(table, _KEYS, "")
        published = self._date(table, "published", required=True) or date.min
        return Front(
            edition=self._text(table, "edition", required=True) or "",
            published=published,
            next_review=self._date(table, "next_review") or _years_after(published, REVIEW_YEARS),
            author=self._text(table, "author"),
            reviewer=self._text(table, "reviewer"),
            credit=self._credit(table),
            facts=dict(self._facts(self._table(table, "facts"))),
            references=tuple(self._references(table)),
            findings=tuple(self.warnings),
        )

    def _credit(self, table: dict[str, Any]) -> Credit | None:
        given = self._table(table, "credit")
        self._unknown(given, ("title", "author", "reviewer"), "credit.")
        texts = {key: self._text(given, key, within="credit.") or "" for key in ("title", "author", "reviewer")}
        return Credit(**texts) if given else None

    def _references(self, table: dict[str, Any]) -> Iterator[Reference]:
        given = table.get("references", [])
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            self._wrong("references", "a list of tables, each under [[references]]")
            return
        seen: set[str] = set()
        for number, item in enumerate(given, 1):
            within = f"references[{number}]."
            self._unknown(item, ("id", "text", "doi", "url"), within)
            texts = {key: self._text(item, key, key in ("id", "text"), within) for key in ("id", "text", "doi", "url")}
            if texts["id"] in seen:
                self._wrong(f"{within}id", f"an id of its own: “{texts['id']}” is there twice")
            seen.add(texts["id"] or "")
            if texts["url"] and not _WEB.match(texts["url"]):
                self._wrong(f"{within}url", "an address that begins with https:// or http://")
            yield Reference(texts["id"] or "", texts["text"] or "", texts["doi"], texts["url"])

    def _facts(self, table: dict[str, Any]) -> Iterator[tuple[str, FactValue]]:
        for name, given in table.items():
            shape = next((key for key in _SHAPES if key in given), None) if isinstance(given, dict) else None
            if shape is None:
                self._wrong(f"facts.{name}", "a table with value, low and high, date, or text, as in { value = 3, unit = \"month\" }")
                continue
            self._unknown(given, _SHAPES[shape], f"facts.{name}.")
            value = self._fact(given, shape, f"facts.{name}.")
            if value is not None:
                yield name, value

    def _fact(self, given: dict[str, Any], shape: str, within: str) -> FactValue | None:
        if shape == "date":
            day = self._date(given, "date", required=True, within=within)
            return Day(day) if day else None
        if shape == "text":
            text = self._text(given, "text", required=True, within=within)
            return Phrase(text) if text else None
        return self._quantity(given, within)

    def _quantity(self, given: dict[str, Any], within: str) -> Quantity | None:
        low = self._number(given, "value" if "value" in given else "low", within)
        high = low if "value" in given else self._number(given, "high", within)
        unit, currency = (self._text(given, key, within=within) for key in ("unit", "currency"))
        if low is None or high is None:
            return None
        if low > high:
            self._wrong(f"{within}low", "no greater than high")
        if currency and not _CURRENCY.fullmatch(currency):
            self._wrong(f"{within}currency", "three capital letters (ISO 4217), as in EUR")
        if unit and currency:
            self._wrong(f"{within}currency", "left out where there is a unit")
        return Quantity(low, high, unit, currency)

    def _number(self, table: dict[str, Any], key: str, within: str) -> int | float | None:
        value = table.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < NUMBER_LIMIT:
            return value
        self._wrong(f"{within}{key}", "a number below a thousand million million")
        return None

    def _table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self._wrong(key, f"a table, under [{key}]")
        return {}

    def _text(self, table: dict[str, Any], key: str, required: bool = False, within: str = "") -> str | None:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is None and not required:
            return None
        self._missing(within + key) if value is None else self._wrong(within + key, "text in quotes, not empty")
        return None

    def _date(self, table: dict[str, Any], key: str, required: bool = False, within: str = "") -> date | None:
        value = table.get(key)
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        if value is None and not required:
            return None
        self._missing(within + key) if value is None else self._wrong(within + key, "a date without quotes, as in 2026-11-23")
        return None

    def _missing(self, key: str) -> None:
        self.errors += problem("front-missing", f"{self.file} does not say “{key}”", file=self.file, hint=EXAMPLE).findings

    def _wrong(self, key: str, wanted: str) -> None:
        self.errors += problem("front-wrong", f"“{key}” must be {wanted}", file=self.file, hint=EXAMPLE).findings

    def _unknown(self, table: dict[str, Any], known: tuple[str, ...], within: str) -> None:
        for key in table:
            if key not in known:
                message = f"“{within}{key}” is not a key of guide.toml and is not used"
                hint = f"known here: {', '.join(known)}"
                self.warnings.append(Finding(Severity.WARNING, "front-unknown", message, file=self.file, hint=hint))


def _years_after(day: date, years: int) -> date:
    """Return the same day ``years`` later; 28 February where that year has no 29th. No calendar goes beyond the year 9999."""
    year = min(day.year + years, MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)

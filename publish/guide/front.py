"""guide.toml: edition, dates, people, facts and references of a guide."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from typing import Annotated, TypeAlias

from publish.project import Finding, Severity
from publish.project.shapes import FilledLine, Number, Rejected
from publish.project.tables import FileKind, keys_of, read_table, warn_of_unknown
from publish.project.toml import KeyPath, parse_toml
from publish.text.suggest import similar_names

REVIEW_YEARS = 3
"""Years from publication to the next review if the file names no date."""
NUMBER_LIMIT = 10**15
"""A fact is below this: no guide counts higher, and Babel formats numbers of at most 28 digits."""


def _judge_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity:
    """Refuse a misspelt key of a fact, whose number would print without its unit; ignore other keys with a warning."""
    return Severity.ERROR if path[:1] == ("facts",) and similar_names(key, known) else warn_of_unknown(path, key, known)


LEAST = 'a guide.toml needs at least:  edition = "2026.1"  and  published = 2026-11-23'
"""What to do where a guide.toml, or one of these keys, is missing."""
_KIND = FileKind(
    wrong="front-wrong",
    missing="front-missing",
    unknown="front-unknown",
    unknown_keys=_judge_unknown,
    hint=f"docs/workspace.md#about-a-guide explains each key; {LEAST}",
)
# As in the text of a guide: a link with another scheme (javascript:) could run code.
# No user name in front of the host (https://who.int@example.org), and no space or tab, which browsers leave out.
_WEB = re.compile(r"https?://[^\s@/?#]+(?:[/?#]\S*)?", re.IGNORECASE)
_DOI = re.compile(r"10\.[\d.]+/[^\s<>\"\\]+")
# It stands in edition codes, addresses and names of folders.
_EDITION = re.compile(r"[^\W_][\w.+-]{0,39}")
_LOCALE = re.compile("[a-z]{2,3}(?:_[A-Za-z0-9]{2,8}){0,3}(?:@[a-z]{2,12})?")
_CURRENCY = re.compile("[A-Z]{3}")


def _web_address(url: str) -> str:
    if not _WEB.fullmatch(url):
        raise Rejected("an address that begins with https:// or http://, without spaces and user names")
    return url


def _doi(doi: str) -> str:
    if not _DOI.fullmatch(doi) or ".." in doi:
        raise Rejected("a DOI, as in 10.1000/182")
    return doi


def _edition(name: str) -> str:
    if not _EDITION.fullmatch(name):
        raise Rejected("a short name of letters, digits and “.”, as in 2026.1")
    return name


def _currency(code: str) -> str:
    if not _CURRENCY.fullmatch(code):
        raise Rejected("three capital letters (ISO 4217), as in EUR")
    return code


def _locale(name: str) -> str:
    # It becomes a part of file names.
    if not _LOCALE.fullmatch(name):
        raise Rejected("a locale as its folder is named: es, pt_BR, zh_Hans")
    return name


def _below_limit(number: Number) -> Number:
    if abs(number) >= NUMBER_LIMIT:
        raise Rejected("a number below a thousand million million")
    return number


_Amount: TypeAlias = Annotated[Number, _below_limit]
_Locale: TypeAlias = Annotated[str, _locale]
_Currency: TypeAlias = Annotated[FilledLine, _currency]


@dataclass(frozen=True, slots=True)
class Quantity:
    """``{ value = 3, unit = "month" }``, ``{ low = 10, high = 30, unit = "minute" }``, ``{ low = 300, high = 3000, currency = "USD" }``.

    A number or a range, with its unit. ``low`` equals ``high`` for a single value. ``unit`` is a name of CLDR (``minute``,
    ``percent``), ``currency`` a code of ISO 4217; at most one of them is set, and neither for a bare number.
    """

    low: int | float
    high: int | float
    unit: str | None = None
    currency: str | None = None

    @property
    def is_range(self) -> bool:
        """Whether this is a range and not one value."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Day:
    """``{ date = 2009-07-01 }``: a date that is printed as each language writes it."""

    date: date


@dataclass(frozen=True, slots=True)
class Phrase:
    """``{ text = "dutasteride" }``: a name that is the same in every language."""

    text: FilledLine


FactValue: TypeAlias = Quantity | Day | Phrase


def value_as_written(value: FactValue) -> str:
    """Return ``value`` as guide.toml has it, as in ``10 to 30 minute``. Digests of signatures depend on this form."""
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, Day):
        return value.date.isoformat()
    numbers = f"{value.low} to {value.high}" if value.is_range else f"{value.high}"
    return " ".join(part for part in (numbers, value.unit, value.currency) if part)


@dataclass(frozen=True, slots=True)
class Credit:
    """The article the facts were taken from."""

    title: FilledLine = ""
    author: FilledLine = ""
    reviewer: FilledLine = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One source, cited in the text as ``[^id]``."""

    id: FilledLine
    text: FilledLine
    doi: Annotated[FilledLine, _doi] | None = None
    url: Annotated[FilledLine, _web_address] | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The content of guide.toml. ``findings`` holds warnings about unknown keys.

    ``author`` and ``reviewer`` are None if the file does not name one. ``locales`` are the locales into which this guide is translated;
    None means those of project.toml.
    """

    edition: str
    published: date
    next_review: date
    author: str | None = None
    reviewer: str | None = None
    credit: Credit | None = None
    facts: dict[str, FactValue] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    locales: tuple[str, ...] | None = None
    findings: tuple[Finding, ...] = ()


def parse_front(data: bytes, name: str) -> Front:
    """Return the content of the guide.toml ``name``, given as ``data``.

    Raises `PublishError`: ``file-unreadable``, ``toml-broken``, or one finding for each key that is missing (``front-missing``) or
    has a wrong value (``front-wrong``), all at once.
    """
    file, warnings = read_table(data, name, _GuideFile, _KIND)
    return Front(
        edition=file.edition,
        published=file.published,
        next_review=file.next_review or _years_after(file.published, REVIEW_YEARS),
        author=file.author,
        reviewer=file.reviewer,
        credit=file.credit if file.credit != Credit() else None,
        facts={fact: value.quantity if isinstance(value, _Single | _Range) else value for fact, value in file.facts.items()},
        references=file.references,
        locales=file.locales,
        findings=warnings,
    )


def front_keys() -> tuple[str, ...]:
    """Return the keys of guide.toml (`publish.project.tables.keys_of`)."""
    return keys_of(_GuideFile)


def named_in_front(data: bytes, name: str) -> Front:
    """Return a guide.toml that `parse_front` refuses with no more than the names of its facts and references.

    So the text of the guide can be checked before the file is correct. Raises `PublishError` if it is not TOML.
    """
    tables = parse_toml(data, name).tables
    facts, references = tables.get("facts"), tables.get("references")
    named = [each["id"] for each in references if isinstance(each, dict) and "id" in each] if isinstance(references, list) else []
    return Front(
        "",
        date.min,
        date.min,
        facts=dict.fromkeys(facts, Phrase("…")) if isinstance(facts, dict) else {},
        references=tuple(Reference(str(each), "…") for each in named),
    )


@dataclass(frozen=True, slots=True)
class _Single:
    value: _Amount
    unit: FilledLine | None = None
    currency: _Currency | None = None

    def __post_init__(self) -> None:
        _check_unit(self.unit, self.currency)

    @property
    def quantity(self) -> Quantity:
        """The value as a range of one number."""
        return Quantity(self.value, self.value, self.unit, self.currency)


@dataclass(frozen=True, slots=True)
class _Range:
    low: _Amount
    high: _Amount
    unit: FilledLine | None = None
    currency: _Currency | None = None

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise Rejected("no greater than high", "low")
        _check_unit(self.unit, self.currency)

    @property
    def quantity(self) -> Quantity:
        """The range."""
        return Quantity(self.low, self.high, self.unit, self.currency)


def _check_unit(unit: str | None, currency: str | None) -> None:
    if unit and currency:
        raise Rejected("left out if there is a unit", "currency")


@dataclass(frozen=True, slots=True)
class _GuideFile:
    """The keys of guide.toml."""

    edition: Annotated[FilledLine, _edition]
    published: date
    next_review: date | None = None
    author: FilledLine | None = None
    reviewer: FilledLine | None = None
    locales: tuple[_Locale, ...] | None = None
    credit: Credit = field(default_factory=Credit)
    facts: dict[str, _Single | _Range | Day | Phrase] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        if self.next_review and self.next_review < self.published:
            raise Rejected("no earlier than published", "next_review")
        ids = [reference.id for reference in self.references]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise Rejected(f"unique: “{name}” is the id of references[{ids.index(name) + 1}] too", "references", place, "id")


def _years_after(day: date, years: int) -> date:
    """Return the same day ``years`` later; 28 February if that year has no 29th. `date` has no year after 9999."""
    year = min(day.year + years, MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)

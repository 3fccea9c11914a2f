"""Read the file of a clinic, source/clinics/<clinic>.toml, and format its opening hours."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import time
from typing import Annotated, TypeAlias

from babel import Locale
from babel.dates import format_time, get_day_names

from publish.edition.values.locale_info import LocaleInfo
from publish.guide import NUMBER_LIMIT, FactValue, Quantity
from publish.project import Severity, Snapshot, once
from publish.project.names import clinic_file
from publish.project.shapes import Line, Number, Rejected, one_of
from publish.project.tables import FileKind, structure
from publish.project.toml import KeyPath, parse_toml

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TEXTS = ("name", "phone", "emergency", "email", "feedback", "web", "guides", "logo")


@dataclass(frozen=True, slots=True)
class Hours:
    """When the clinic is open on some days: ``days`` counts from 0, Monday."""

    days: tuple[int, ...]
    open: time
    close: time


@dataclass(frozen=True, slots=True)
class Clinic:
    """One clinic; what its file leaves out is empty. ``guides`` is the web folder of its HTML handouts, if it has one.

    ``prices`` take the place of the guide's facts of the same name.
    """

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    emergency: str = ""
    email: str = ""
    feedback: str = ""
    web: str = ""
    guides: str = ""
    logo: str = ""
    hours: tuple[Hours, ...] = ()
    prices: tuple[tuple[str, FactValue], ...] = ()

    @property
    def dial(self) -> str:
        """The telephone number as a ``tel:`` address has it."""
        return dialled(self.phone)

    def value(self, key: str) -> str | None:
        """Return the text of ``{clinic.key}``: empty where the file does not say, None for a key that no clinic has."""
        if key == "address":
            return ", ".join(self.address)
        return str(getattr(self, key)) if key in TEXTS else None


@once
def read_clinic(snapshot: Snapshot, name: str) -> Clinic:
    """Return the clinic ``name``; raises `PublishError` with a finding (``clinic-wrong``) for each key that is wrong."""
    shown = clinic_file(name)
    file = parse_toml(snapshot.read(shown).data, shown)
    address = file.tables.get("address", [])
    lines = [address] if isinstance(address, str) else address
    tables = file.tables | ({"address": [str(line) for line in lines]} if isinstance(lines, list) else {})
    read, _ = structure(tables, file, _ClinicFile, _KIND)
    return Clinic(
        **{key: getattr(read, key) for key in TEXTS},
        address=read.address,
        hours=tuple(Hours(tuple(sorted(map(DAYS.index, row.days))), _moment(row.open), _moment(row.close)) for row in read.hours),
        prices=tuple((fact, price.quantity) for fact, price in read.prices.items()),
    )


def dialled(phone: str) -> str:
    """Return a telephone number as a ``tel:`` address has it (RFC 3966): digits and a leading plus."""
    return re.sub(r"[^+0-9]", "", phone)


def opening_hours(clinic: Clinic, language: LocaleInfo, span: str) -> tuple[tuple[str, str], ...]:
    """Return rows of days and times as ``language`` writes them: (“Monday to Friday”, “8:30 AM to 5:00 PM”)."""
    return tuple((_days(row.days, language, span), _times(row, language, span)) for row in clinic.hours)


def _web_address(url: str) -> str:
    if not re.match("https?://|$", url):
        raise Rejected("an address that begins with https:// or http://: phones open nothing else from a QR code")
    return url


def _time_of_day(text: str) -> str:
    try:
        _moment(text)
    except ValueError:
        raise Rejected("a time in quotes, as in “08:30”") from None
    return text


def _moment(text: str) -> time:
    return time.fromisoformat(text)


def _currency(code: str) -> str:
    if not re.fullmatch("[A-Z]{3}", code):
        raise Rejected("three capital letters (ISO 4217), as in USD")
    return code


def _amount(number: Number) -> Number:
    if not 0 <= number < NUMBER_LIMIT:
        raise Rejected("an amount of money, 0 or more")
    return number


_Amount: TypeAlias = Annotated[Number, _amount]
_WebAddress: TypeAlias = Annotated[Line, _web_address]
_TimeOfDay: TypeAlias = Annotated[str, _time_of_day]


@dataclass(frozen=True, slots=True)
class _OpenRow:
    """``{ days = ["mon", "tue"], open = "08:30", close = "17:00" }``."""

    days: tuple[Annotated[str, one_of(*DAYS)], ...]
    open: _TimeOfDay
    close: _TimeOfDay


@dataclass(frozen=True, slots=True)
class _Price:
    """``{ value = 100, currency = "USD" }`` or ``{ low = 100, high = 200, currency = "USD" }``."""

    currency: Annotated[str, _currency]
    value: _Amount | None = None
    low: _Amount | None = None
    high: _Amount | None = None

    def __post_init__(self) -> None:
        low, high = self._range()
        if low is None or high is None:
            raise Rejected("a price: { value = 100, … } or { low = 100, high = 200, … }")
        if low > high:
            raise Rejected("no greater than high", "low")

    def _range(self) -> tuple[Number | None, Number | None]:
        return (self.low, self.high) if self.value is None else (self.value, self.value)

    @property
    def quantity(self) -> Quantity:
        """The price as the value of a fact."""
        low, high = self._range()
        assert low is not None and high is not None
        return Quantity(low, high, None, self.currency)


@dataclass(frozen=True, slots=True)
class _ClinicFile:
    """The keys of a clinic's file."""

    name: Line = ""
    address: tuple[str, ...] = ()
    phone: Line = ""
    emergency: Line = ""
    email: Line = ""
    feedback: Line = ""
    web: _WebAddress = ""
    guides: _WebAddress = ""
    logo: Line = ""
    hours: tuple[_OpenRow, ...] = ()
    prices: dict[str, _Price] = field(default_factory=dict)


def _judge_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity | None:
    """Refuse unknown keys at the top of the file; ignore those in the tables of hours and prices."""
    return None if path else Severity.ERROR


_KIND = FileKind("clinic-wrong", "compare it with source/clinics/example.toml", unknown_keys=_judge_unknown)


def _days(days: tuple[int, ...], language: LocaleInfo, span: str) -> str:
    names = get_day_names("wide", "stand-alone", language.cldr)
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [span.format(names[run[0]], names[run[-1]]) if len(run) > 2 else ", ".join(names[day] for day in run) for run in runs]
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _times(row: Hours, language: LocaleInfo, span: str) -> str:
    return language.numerals(span.format(*(_time(moment, language) for moment in (row.open, row.close))))


def _time(moment: time, language: LocaleInfo) -> str:
    """Return ``moment`` as CLDR's short form, or with the part of the day (오전 8:30) where that form would say AM or PM in Latin."""
    text = format_time(moment, "short", locale=language.cldr)
    parts_of_day = Locale.parse(language.cldr).datetime_skeletons.get("Bhm")
    if language.script == "Latn" or not parts_of_day or not re.search("[A-Za-z]", text):
        return text
    return format_time(moment, parts_of_day.pattern, locale=language.cldr)

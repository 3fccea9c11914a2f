"""Read the file of a clinic, source/clinics/<clinic>.toml."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Annotated, Any, TypeAlias

from publish.edition.values.hours import DAYS, Hours
from publish.edition.values.phones import Phone, check_country, country_of, read_phone
from publish.guide import NUMBER_LIMIT, FactValue, Quantity
from publish.project import Finding, PublishError, Severity, Snapshot, once
from publish.project.names import clinic_file
from publish.project.settings import Brand
from publish.project.shapes import FilledLine, Line, Number, Rejected, one_of
from publish.project.tables import FileKind, keys_of, structure
from publish.project.toml import KeyPath, TomlFile, key_name, toml_of
from publish.text.suggest import similar_names

TEXTS = ("name", "email", "feedback", "web", "guides", "logo")
KEYS = (*TEXTS, "address", "phone", "emergency")
"""What a guide may name as ``{clinic.…}``; of several telephones also ``{clinic.phone.name-of-it}``."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """One clinic; what its file leaves out is empty. ``guides`` is the web folder of its HTML handouts, if it has one.

    ``country`` (ISO 3166) is named in its file, or that of its first telephone. ``phones`` begins with the one to call as a rule;
    ``urgent`` is the number for emergencies. ``prices`` take the place of the guide's facts of the same name.
    """

    name: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    phones: tuple[Phone, ...] = ()
    urgent: Phone | None = None
    email: str = ""
    feedback: str = ""
    web: str = ""
    guides: str = ""
    logo: str = ""
    hours: tuple[Hours, ...] = ()
    prices: tuple[tuple[str, FactValue], ...] = ()
    brand: Brand = Brand()

    @property
    def phone(self) -> str:
        """The number of the first telephone as it is printed."""
        return self.phones[0].shown if self.phones else ""

    @property
    def dial(self) -> str:
        """The number of the first telephone as a ``tel:`` address has it."""
        return self.phones[0].dial if self.phones else ""

    @property
    def emergency(self) -> str:
        """The number for emergencies as it is printed."""
        return self.urgent.shown if self.urgent else ""

    def phone_of(self, key: str) -> Phone | None:
        """Return the telephone that ``{clinic.key}`` means; None for what is no telephone, and for one that the file does not have."""
        if key == "emergency":
            return self.urgent
        name = key.removeprefix("phone.")
        wanted = (phone for phone in self.phones if key == "phone" or (name != key and phone.key == name))
        return next(wanted, None)

    def value(self, key: str) -> str | None:
        """Return the text of ``{clinic.key}``: empty where the file does not say, None for a key that no clinic has."""
        if key == "address":
            return ", ".join(self.address)
        if key in TEXTS:
            return str(getattr(self, key))
        phone = self.phone_of(key)
        return phone.shown if phone else "" if key in KEYS else None


def web_address(guides: str, locale: str, web_file: str) -> str:
    """Return the address of a web page in the folder ``guides`` of a clinic's website; empty if the clinic has no such folder."""
    return f"{guides.rstrip('/')}/{locale}/{web_file}" if guides else ""


@once
def read_clinic(snapshot: Snapshot, name: str) -> Clinic:
    """Return the clinic ``name``; raises `PublishError` with a finding (``clinic-wrong``) for each key that is wrong."""
    shown = clinic_file(name)
    file = snapshot.parse(shown, toml_of)
    address = file.tables.get("address", [])
    lines = [address] if isinstance(address, str) else address
    tables = file.tables | ({"address": [str(line) for line in lines]} if isinstance(lines, list) else {})
    tables |= {"phone": _phone_tables(tables["phone"])} if "phone" in tables else {}
    faults = list(_phone_faults(tables, file))
    try:
        read, _ = structure(tables, file, _ClinicFile, _KIND)
    except PublishError as error:
        raise PublishError(*error.findings, *faults) from error
    if faults:
        raise PublishError(*faults)
    return Clinic(
        **{key: getattr(read, key) for key in TEXTS},
        address=read.address,
        country=read.country or next((country_of(phone.number) for phone in read.phone if phone.number), ""),
        phones=tuple(read_phone(phone.number, read.country, phone.name) for phone in read.phone if phone.number),
        urgent=read_phone(read.emergency, read.country) if read.emergency else None,
        hours=tuple(_hours(read.hours)),
        prices=tuple((fact, price.quantity) for fact, price in read.prices.items()),
        brand=read.brand,
    )


def clinic_keys() -> tuple[str, ...]:
    """Return the keys of the file of a clinic (`publish.project.tables.keys_of`)."""
    return keys_of(_ClinicFile)


def _phone_tables(phone: Any) -> Any:
    """Return the telephones as tables with a name and a number: a single one is a text, several are a table of names or a list."""
    if isinstance(phone, str):
        return [{"number": phone}]
    if isinstance(phone, dict) and not {"name", "number"} & phone.keys():
        return [{"name": name.replace("_", " ").replace("-", " ").capitalize(), "number": number} for name, number in phone.items()]
    return [{"number": each} if isinstance(each, str) else each for each in phone] if isinstance(phone, list) else phone


def _phone_faults(tables: dict[str, Any], file: TomlFile) -> Iterator[Finding]:
    """Yield an error for each number that is none: whatever else is wrong with the file, all errors are reported at once."""
    given, country = tables.get("phone"), str(tables.get("country", "")).strip().upper()
    listed = enumerate(given) if isinstance(given, list) else ()
    numbers: dict[KeyPath, Any] = {("phone", place, "number"): each.get("number") for place, each in listed if isinstance(each, dict)}
    for path, number in (numbers | {("emergency",): tables.get("emergency")}).items():
        if isinstance(number, str) and number.strip():
            try:
                read_phone(number, country)
            except Rejected as error:
                message, hint = f"“{key_name(path)}” must be {error.wanted}", error.hint or _KIND.hint
                yield Finding(Severity.ERROR, "clinic-wrong", message, file=file.name, line=file.line_of(path), hint=hint)


def _hours(rows: "tuple[_OpenRow, ...]") -> Iterator[Hours]:
    """Yield the days that are open at the same times, in the order of the file; the times of a day with a break stand in one row."""
    spans: dict[int, list[tuple[time, time]]] = {}
    for row in rows:
        for day in sorted(map(DAYS.index, row.days)):
            spans.setdefault(day, []).extend(row.spans())
    alike: dict[tuple[int, ...], list[int]] = {}
    for row_number, row in enumerate(rows):
        for day in sorted(map(DAYS.index, row.days)):
            key = tuple(number for number, other in enumerate(rows) if DAYS[day] in other.days)
            if key[0] == row_number and day not in alike.setdefault(key, []):
                alike[key].append(day)
    for days in alike.values():
        if days:
            yield Hours(tuple(days), tuple(sorted(spans[days[0]])))


def _mailbox(address: str) -> str:
    if not re.fullmatch(r"(?:[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+)?", address):
        raise Rejected(f"one address for e-mail, as in name@example.org, not “{address}”")
    return address


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
_Mailbox: TypeAlias = Annotated[Line, _mailbox]
_TimeOfDay: TypeAlias = Annotated[str, _time_of_day]


@dataclass(frozen=True, slots=True)
class _OpenRow:
    """``{ days = ["mon", "tue"], open = "08:30", close = "17:00" }``, or ``{ days = ["sat", "sun"], closed = true }``."""

    days: tuple[Annotated[str, one_of(*DAYS)], ...]
    open: _TimeOfDay | None = None
    close: _TimeOfDay | None = None
    closed: bool = False

    def __post_init__(self) -> None:
        if self.closed == (self.open is not None) or (self.open is None) != (self.close is None):
            raise Rejected("a row with open and close, or with closed = true")
        if self.open is not None and self.open == self.close:
            raise Rejected("another time than open", "close")

    def spans(self) -> list[tuple[time, time]]:
        """Return the one span of time, none on closed days."""
        return [(_moment(self.open), _moment(self.close))] if self.open and self.close else []


@dataclass(frozen=True, slots=True)
class _PhoneTable:
    """``{ name = "Nights", number = "+1 202 555 0144" }``."""

    number: FilledLine
    name: Line = ""


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
    country: Annotated[str, check_country] = ""
    phone: tuple[_PhoneTable, ...] = ()
    emergency: Line = ""
    email: _Mailbox = ""
    feedback: Line = ""
    web: _WebAddress = ""
    guides: _WebAddress = ""
    logo: Line = ""
    hours: tuple[_OpenRow, ...] = ()
    prices: dict[str, _Price] = field(default_factory=dict)
    brand: Brand = Brand()

    def __post_init__(self) -> None:
        for place, phone in enumerate(self.phone):
            if len(self.phone) > 1 and (not phone.name or phone.name in (other.name for other in self.phone[:place])):
                raise Rejected("given, and another one for each of several telephones", "phone", place, "name")


def _judge_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity | None:
    """Refuse unknown keys at the top of the file, and misspelt ones in its tables, where a clinic may note what it likes."""
    return Severity.ERROR if not path or similar_names(key, known) else None


_KIND = FileKind("clinic-wrong", "correct it: docs/workspace.md#a-clinic explains each key", unknown_keys=_judge_unknown)

"""source/clinics/<clinic>.toml: who hands the paper out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from babel import Locale
from babel.dates import format_time, get_day_names

from publish.edition.values.locale_info import LocaleInfo
from publish.guide import NUMBER_LIMIT, FactValue, Quantity
from publish.project import Snapshot, misuse, once, problem
from publish.project.names import clinic_file
from publish.project.toml import parse_toml
from publish.text.suggest import choose_from

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TEXTS = ("name", "phone", "emergency", "email", "feedback", "web", "guides", "logo")
KNOWN = (*TEXTS, "address", "hours", "prices")


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
    """Return the clinic ``name``; raises `UsageError` (``unknown-clinic``) or `PublishError` (``clinic-wrong``)."""
    if name not in snapshot.clinics():
        hint = f"{choose_from(name, snapshot.clinics())}; a clinic is a file in source/clinics/"
        raise misuse("unknown-clinic", f"there is no clinic “{name}”", hint=hint)
    shown = clinic_file(name)
    table = parse_toml(snapshot.read(shown).data, shown).tables
    try:
        return _clinic(table)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise problem("clinic-wrong", f"{shown}: {error}", file=shown, hint="compare it with source/clinics/example.toml") from error


def dialled(phone: str) -> str:
    """Return a telephone number as a ``tel:`` address has it (RFC 3966): digits and a leading plus."""
    return re.sub(r"[^+0-9]", "", phone)


def opening_hours(clinic: Clinic, language: LocaleInfo, span: str) -> tuple[tuple[str, str], ...]:
    """Return rows of days and times as ``language`` writes them: (“Monday to Friday”, “8:30 AM to 5:00 PM”)."""
    return tuple((_days(row.days, language, span), _times(row, language, span)) for row in clinic.hours)


def _clinic(table: Mapping[str, Any]) -> Clinic:
    for key in table:
        if key not in KNOWN:
            raise ValueError(f"nobody knows the key “{key}” (the keys are {', '.join(KNOWN)})")
    texts = {key: _text(table, key) for key in TEXTS}
    for key in ("web", "guides"):
        if not re.match("https?://|$", texts[key]):
            raise ValueError(f"“{key}” must begin with https:// or http://: phones open nothing else from a QR code")
    address = table.get("address", [])
    return Clinic(
        **texts,
        address=tuple(str(line) for line in ([address] if isinstance(address, str) else address)),
        hours=tuple(_hours(row) for row in table.get("hours", [])),
        prices=tuple((name, _price(name, price)) for name, price in table.get("prices", {}).items()),
    )


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"“{key}” must be text in quotes")
    return value.strip()


def _hours(row: Mapping[str, Any]) -> Hours:
    try:
        days = tuple(sorted(DAYS.index(day) for day in row["days"]))
        return Hours(days, time.fromisoformat(row["open"]), time.fromisoformat(row["close"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError('hours look like { days = ["mon", "tue"], open = "08:30", close = "17:00" }') from error


def _price(name: str, price: Any) -> Quantity:
    try:
        low, high = (price["value"],) * 2 if "value" in price else (price["low"], price["high"])
        if not 0 <= low <= high < NUMBER_LIMIT or not re.fullmatch("[A-Z]{3}", price["currency"]):
            raise ValueError(name)
        return Quantity(low, high, None, price["currency"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f'the price “{name}” looks like {{ low = 100, high = 200, currency = "USD" }}') from error


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

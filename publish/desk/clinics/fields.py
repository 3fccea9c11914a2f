"""The fields of the form of a clinic: from the file of a clinic, from what somebody typed, and back to the tables of the file.

Nothing is judged here: what is typed becomes tables as it is, and the reader of clinics says what is wrong with them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from publish.edition.values.hours import DAYS

LINES = ("name", "country", "emergency", "email", "feedback", "web", "guides", "logo")
"""The keys that are one line of text."""
Span: TypeAlias = tuple[str, str]
Price: TypeAlias = tuple[str, str, str]

_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,4})?")


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day of the week: when the clinic opens and closes (several times with breaks), or that it is closed all day."""

    spans: tuple[Span, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ClinicFields:
    """What the form shows, as texts: ``phones`` are pairs of name and number, ``prices`` lowest, highest and currency by fact."""

    lines: dict[str, str] = field(default_factory=dict)
    address: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    days: tuple[OpenDay, ...] = (OpenDay(),) * len(DAYS)
    prices: dict[str, Price] = field(default_factory=dict)


def fields_of_form(form: Mapping[str, Sequence[str]]) -> ClinicFields:
    """Return what somebody typed; ``form`` has all values of each name."""

    def _all(name: str) -> list[str]:
        return [value.strip() for value in form.get(name, ())]

    def _one(name: str) -> str:
        return next(iter(_all(name)), "")

    phones = zip(_all("phone_name"), _all("phone_number"), strict=False)
    prices = {name.removeprefix("price_low_") for name in form if name.startswith("price_low_")}
    return ClinicFields(
        lines={name: _one(name) for name in LINES},
        address=_one("address").replace("\r\n", "\n"),
        phones=tuple(phone for phone in phones if any(phone)),
        days=tuple(OpenDay(_spans(_all(f"open_{day}"), _all(f"close_{day}")), bool(_one(f"closed_{day}"))) for day in DAYS),
        prices={fact: (_one(f"price_low_{fact}"), _one(f"price_high_{fact}"), _one(f"price_currency_{fact}")) for fact in sorted(prices)},
    )


def _spans(opened: list[str], closed: list[str]) -> tuple[Span, ...]:
    return tuple(span for span in zip(opened, closed, strict=False) if any(span))


def fields_of_tables(tables: Mapping[str, Any]) -> ClinicFields:
    """Return what the file of a clinic says; what has the wrong type is left out, so that the form can be used to mend it."""
    address = tables.get("address", "")
    return ClinicFields(
        lines={name: _text(tables.get(name)) for name in LINES},
        address="\n".join(map(str, address)) if isinstance(address, list) else _text(address),
        phones=tuple(_phones(tables.get("phone"))),
        days=_days(tables.get("hours")),
        prices={fact: _price(price) for fact, price in _table(tables.get("prices")).items() if isinstance(price, dict)},
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _phones(phone: object) -> Iterator[tuple[str, str]]:
    """Yield name and number of each telephone, in each form in which a file may give them."""
    if isinstance(phone, str) and phone:
        yield "", phone
    elif isinstance(phone, dict):
        for name, number in phone.items():
            yield name.replace("_", " ").replace("-", " ").capitalize(), _text(number)
    elif isinstance(phone, list):
        for each in phone:
            yield ("", each) if isinstance(each, str) else (_text(_table(each).get("name")), _text(_table(each).get("number")))


def _days(hours: object) -> tuple[OpenDay, ...]:
    rows = [row for row in _rows(hours) if isinstance(row.get("days"), list)]
    return tuple(_day([row for row in rows if day in row["days"]]) for day in DAYS)


def _day(rows: list[dict[str, Any]]) -> OpenDay:
    spans = ((_text(row.get("open")), _text(row.get("close"))) for row in rows)
    return OpenDay(tuple(span for span in spans if any(span)), any(row.get("closed") is True for row in rows))


def _price(price: dict[str, Any]) -> Price:
    low, high = (price.get("value", price.get(key)) for key in ("low", "high"))
    return _amount(low), "" if low == high else _amount(high), _text(price.get("currency"))


def _amount(value: object) -> str:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def tables_of(fields: ClinicFields) -> dict[str, Any]:
    """Return the tables of the file that says what ``fields`` say; None for a key that it leaves out."""
    address = [line.strip() for line in fields.address.split("\n") if line.strip()]
    return {
        **{name: value or None for name, value in fields.lines.items()},
        "address": address or None,
        "phone": _phone_tables(fields.phones),
        "hours": [row for row, _ in hour_rows(fields.days)] or None,
        "prices": {fact: _price_table(*price) for fact, price in fields.prices.items()},
    }


def _phone_tables(phones: tuple[tuple[str, str], ...]) -> Any:
    if len(phones) == 1 and not phones[0][0]:
        return phones[0][1]
    return [{"name": name, "number": number} if name else {"number": number} for name, number in phones] or None


def hour_rows(days: tuple[OpenDay, ...]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the rows of the file, days with the same hours in one row, each with the first of its days."""
    alike: dict[OpenDay, list[str]] = {}
    for name, day in zip(DAYS, days, strict=True):
        if day.closed or day.spans:
            alike.setdefault(day, []).append(name)
    for day, names in alike.items():
        for opened, closed in day.spans:
            times = {key: value for key, value in (("open", opened), ("close", closed)) if value}
            yield {"days": names, **times}, names[0]
        if day.closed:
            yield {"days": names, "closed": True}, names[0]


def _price_table(low: str, high: str, currency: str) -> dict[str, Any] | None:
    """Return a price; None for one that nobody typed: that of the guide prints."""
    if not low and not high:
        return None
    amounts = {"value": _number(low)} if not high or low == high else {"low": _number(low), "high": _number(high)}
    return amounts | {"currency": currency.upper()}


def _number(text: str) -> int | float | str:
    """Return an amount; what is no number stays a text, which the reader of the file refuses."""
    if not _NUMBER.fullmatch(text):
        return text
    return int(text) if text.isascii() and text.isdigit() else float(text.replace(",", "."))

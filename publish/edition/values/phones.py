"""Telephone numbers of a clinic: checked, printed as people in its country write them, and dialled as RFC 3966 asks."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publish.guide.parse.ids import slug
from publish.project.shapes import Rejected

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

SHORT = re.compile(r"[*#]?\d{2,6}#?")
"""A short code, such as 911, 112 or 811: it is dialled as it is, and only within its country."""

_BETWEEN = re.compile(r"\s*(?:[/;,|\n]|\b(?:or|and|oder|ou|o|y|u)\b)\s*", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:ext|x|#)\.?\s*\d+\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """One telephone: its ``name`` (empty for the only one), the number as it is printed, and as a ``tel:`` address has it.

    A guide names it as ``{clinic.phone.key}``, where ``key`` is its name in small letters with hyphens.
    """

    shown: str
    dial: str
    name: str = ""

    @property
    def key(self) -> str:
        """The last part of the name of its fact."""
        return slug(self.name)


def read_phone(text: str, country: str, name: str = "") -> Phone:
    """Return the telephone with the number ``text``; ``country`` (ISO 3166, as US) is where numbers without “+” are dialled.

    A number of that country is printed in its national form; every other one, and all if ``country`` is empty, as it is written. Raises
    `Rejected` for what is not one valid number.
    """
    folded = " ".join(text.split())
    if SHORT.fullmatch(folded.replace(" ", "")):
        return Phone(folded, folded.replace(" ", ""), name)
    if len(_numbers(folded, country)) > 1:
        hint = 'write each with its name:  [[phone]] name = "Day" number = "…"  [[phone]] name = "Night" number = "…"'
        raise Rejected(f"one telephone number, not two as in “{folded}”", hint=hint)
    dial = _dialled(folded, country)
    if dial is None:
        hint = "write it with “+” and the code of the country (+1 202 555 0143)"
        hint += "" if country else ', or add the country to the file (country = "US")'
        raise Rejected(f"a valid telephone number, which “{folded}” is not", hint=hint)
    return Phone(_national(folded, country) or folded, dial, name)


def country_of(text: str) -> str:
    """Return the country (ISO 3166) of a number that begins with “+”; empty for any other."""
    import phonenumbers

    number = _parsed(text, "")
    return (phonenumbers.region_code_for_number(number) or "") if number else ""


def _numbers(text: str, country: str) -> list[str]:
    """Return the numbers that ``text`` is made of, if each of its parts is one."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) > 1 and all(SHORT.fullmatch(part) or _dialled(part, country) for part in parts):
        return parts
    return _shortened(parts, country)


def _shortened(parts: list[str], country: str) -> list[str]:
    """Return ``parts`` if the first is a number and the others are too long for its extension: “+1 202 555 0143 / 0144”."""
    whole = len(parts) > 1 and _dialled(parts[0], country) is not None
    return parts if whole and not any(_EXTENSION.match(part) for part in parts) else parts[:1]


def _parsed(text: str, country: str) -> "PhoneNumber | None":
    import phonenumbers  # here, and not above: only a clinic's file needs it

    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _dialled(text: str, country: str) -> str | None:
    import phonenumbers

    number = _parsed(text, country)
    if number is None:
        return None
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + extension


def _national(text: str, country: str) -> str | None:
    import phonenumbers

    number = _parsed(text, country) if country else None
    if number is None or number.country_code != phonenumbers.country_code_for_region(country):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def check_country(code: str) -> str:
    """Return ``code`` in capital letters; raises `Rejected` if it is no country with telephones (ISO 3166)."""
    import phonenumbers

    if code.strip() and code.strip().upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise Rejected(f"two letters of ISO 3166, as in US or DE, not “{code}”")
    return code.strip().upper()


def phone_countries() -> tuple[str, ...]:
    """Return the countries that a clinic may be in (ISO 3166): all that have telephones."""
    import phonenumbers

    return tuple(sorted(phonenumbers.SUPPORTED_REGIONS))

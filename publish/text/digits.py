"""Convert the digits of every script to ASCII for calculation, and ASCII digits to those of a locale for print."""

import re
import unicodedata

_DIGIT = re.compile(r"\d")


def ascii_digits(text: str) -> str:
    """Return ``text`` with the decimal digits of every script as 0 to 9."""
    return text if text.isascii() else _DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)


def localized_digits(text: str, digits: str) -> str:
    """Return ``text`` with the digits 0 to 9 as ``digits``, the ten digits of a numbering system from its zero on."""
    return text.translate({ord("0") + value: digit for value, digit in enumerate(digits)})

"""Notations of doses that were misread and harmed people: 1.0 mg read as 10 mg, .5 mg as 5 mg, U as 0.

The rules are those of the Joint Commission (“Do Not Use” list) and of ISMP (List of Error-Prone Abbreviations, Symbols, and Dose
Designations); see `UNSAFE_NOTATIONS`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DOSE = (
    r"(?:[mnkµμ]?g|mcg|[mdµμ]?[lL]|units?|IU|(?:milli|micro|kilo|nano)?grams?|(?:milli|deci)?lit(?:er|re)s?|мк?г|мл"
    r"|tablets?|capsules?|drops?|puffs?|doses?)"
)
_NUMBER = r"\b\d[\d.,]{0,30}"  # a longer one is no dose, and “1,1,1,…” would be searched again from each digit
_MORE = r"(?![\w/])"


@dataclass(frozen=True, slots=True)
class UnsafeNotation:
    """A notation that is misread: how it is found, what it was read as, what to write, and whose rule it is.

    - ``is_grave``: it changes a dose tenfold.
    - ``language``: the language in whose texts it is searched; empty for all but those of ``not_in``.
    """

    pattern: re.Pattern[str]
    misread: str
    advice: str
    rule: str
    is_grave: bool = False
    language: str = "en"
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotationMatch:
    """An unsafe notation in a text: what is written, and its rule."""

    written: str
    notation: UnsafeNotation


HOUR_IS_U = ("nl", "af")
"""Languages in which “24 u” is 24 hours."""

_COMMISSION, _ISMP = "Joint Commission, “Do Not Use” list", "ISMP, error-prone abbreviations"

UNSAFE_NOTATIONS = (
    UnsafeNotation(
        re.compile(rf"(?<![\d.,])\d+[.,]0{{1,2}}(?=[\s\u00a0\u202f-]?{_DOSE}{_MORE})"),
        "ten times as much", "leave out the zero after the point", _COMMISSION, True, "",
    ),
    UnsafeNotation(
        re.compile(rf"(?<![\w.,)\]])[.,]\d+(?=[\s\u00a0\u202f-]?{_DOSE}{_MORE})"),
        "ten times as much or more", "write a zero before the point", _COMMISSION, True, "",
    ),
    UnsafeNotation(re.compile(rf"{_NUMBER}\s?[Uu](?!\w|[.’'-]\w)"), "0, 4 or cc", "write “units”", _COMMISSION, True, "", HOUR_IS_U),
    UnsafeNotation(re.compile(r"\bI\.?U\b|\d\s?iu\b"), "IV or 10", "write “units”", _COMMISSION),
    UnsafeNotation(re.compile(r"\bQ\.?O?\.?D\b|\bq\.?o?\.?d\b"), "each other", "write “daily” or “every other day”", _COMMISSION),
    UnsafeNotation(
        re.compile(r"\bMS(?=\s\d)|\bMSO4\b|\bMgSO4\b"), "each other", "write “morphine sulfate” or “magnesium sulfate”", _COMMISSION
    ),
    UnsafeNotation(re.compile(rf"{_NUMBER}\s?[µμ]g\b"), "mg", "write “microgram”", _ISMP),
    UnsafeNotation(re.compile(rf"{_NUMBER}\s?mcg\b"), "mg", "write “microgram” for patients", _ISMP),
    UnsafeNotation(re.compile(rf"{_NUMBER}\s?(?:cc|c\.c\.)(?!\w)"), "u (units)", "write “mL”", _ISMP),
    UnsafeNotation(
        re.compile(r"\b(?:BID|TID|QID|PRN|QHS|b\.i\.d|t\.i\.d|q\.i\.d|p\.r\.n|q\.h\.s)\b"), "other words", "write it in words", _ISMP
    ),
    UnsafeNotation(
        re.compile(rf"{_NUMBER}(?:mg|mcg|µg|μg|mL|ml|kg|units)\b"), "one or two more zeros", "put a space before the unit", _ISMP
    ),
    UnsafeNotation(
        re.compile(rf"(?<![\d.,])\d{{4,}}(?=\s?(?:units|mg|mcg|mL|ml){_MORE})"), "another number of zeros", "write a comma: 1,000", _ISMP
    ),
    UnsafeNotation(
        re.compile(r"\b(?:mg|mcg|g|mL|ml|units|tablets?|puffs?)/(?:day|week|hour|dose|d|h)\b"), "1", "write “a day”, not a slash", _ISMP
    ),
    UnsafeNotation(re.compile(r"\b0\.5 (?:tablets?|pills?|capsules?)\b"), "5", "write “half a tablet”", _ISMP),
)  # fmt: skip
"""The notations that are reported, each with its rule."""


def find_unsafe_notations(text: str, language: str) -> Iterator[NotationMatch]:
    """Yield the unsafe notations in ``text``, a text for patients in ``language``; each of them once."""
    for notation in UNSAFE_NOTATIONS if any(map(str.isdigit, text)) or language == "en" else ():
        if notation.language in ("", language) and language not in notation.not_in:
            for written in dict.fromkeys(match[0] for match in notation.pattern.finditer(text)):
                yield NotationMatch(written.strip(), notation)

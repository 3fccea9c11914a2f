"""Numbers with their units, as multisets: 10 mg stays 10 mg in every script and with every separator.

Digits of any script are one. Separators are read as the locale writes them (CLDR), so 1.500 is one and a
half in English and fifteen hundred in Spanish. What a unit is called in a locale stands in units.py.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from babel import UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from publish.catalog.locales import parsed_locale
from publish.checks.units import LOOSE, unit_at
from publish.text.digits import ascii_digits

FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_GROUPED = "\u00a0\u202f\u2009'’"
_NUMBER = re.compile(rf"(?:\d+(?:[.,٫٬،·{_GROUPED}]\d+|(?<!\d\d\d\d) \d{{3}}(?!\d))*[{FRACTIONS}]?|[{FRACTIONS}])")
_SEPARATOR = re.compile(rf"[.,٫٬،·{_GROUPED} ]")
_WRITTEN_FRACTION = re.compile(r"(?<![\d/.,])(?:(\d{1,3})[ \u00a0])?([123])[/⁄]([234])(?![\d/])")
_WRITTEN = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾"}
_RANGE = re.compile(r"[^\d.,;:!?()。、，；：！？।۔؟؛،]{1,12}")  # “ to ”, “–”, “から”: what joins the ends of a range is short
_COMPARED = re.compile(r"(?<![-=<>])(<=|>=|[<>≤≥⩽⩾≦≧＜＞])[\s\u00a0\u202f\u200e\u200f\u2066-\u2069]*$")
_COMPARISONS = {"<=": "≤", ">=": "≥", "⩽": "≤", "⩾": "≥", "≦": "≤", "≧": "≥", "＜": "<", "＞": ">"}
BELOW_ZERO, UNSURE = "−", "?"
NEAR = 24  # characters before and after a number in which a word may say that it is below zero
_DEGREES = frozenset({"celsius", "fahrenheit", "degree"})
# What may stand for a minus: another dash, a word for it, or “below zero”.
_PERHAPS_BELOW = re.compile(
    r"[-‐‑–—−﹣－]\s?$|minus|moins|menos|meno\b|miinus|mínusz|мінус|минус|μείον|eksi|ناقص|سالب|منف|מינוס|マイナス|마이너스|ลบ|âm\b|ऋण|माइनस|負|负"
    r"|zer|zér|cero|nul|nol|нол|нул|μηδέν|sıfır|صفر|אפס|零下|氷点下|영하|ศูนย์|शून्य",
    re.IGNORECASE,
)
_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_FULL_HOUR = re.compile(r"(?:(?<=\d[:hH])|(?<=\d[ \u00a0\u202f]h[ \u00a0\u202f]))00(?!\d)")
_CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:]|[.,]\d)")
_DOTTED = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,:]\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written, its value, and the units that the word beside it may mean (none where it is no unit).

    ``shared`` tells that the unit stands at the other end of a range; ``named`` that the number is part of a
    name: B12, IPv4; ``zeros`` how many it begins and ends with that do not change its value (see `_zeros`);
    ``per`` what the unit is for each of (5 mg/kg), ``sign`` how the number is compared (≤ 70), or of a temperature
    `BELOW_ZERO`, or `UNSURE`.
    """

    shown: str
    value: Decimal
    units: frozenset[str] = frozenset()
    shared: bool = False
    named: bool = False
    zeros: tuple[int, int] = (0, 0)
    per: frozenset[str] = frozenset()
    sign: str = ""

    def agrees(self, other: "Quantity") -> bool:
        """Tell whether both say the same. A unit of time that is not understood on one side is given the benefit of the doubt."""
        if self.value != other.value or self.zeros != other.zeros:
            return False
        if self.per and other.per and not self.per & other.per or self._turns(other):
            return False
        if self.named or other.named:
            return True
        if other.shared and not self.shared and "percent" in self.units:
            return False
        if self.units and other.units:
            return bool(self.units & other.units) or self.shared and other.shared
        units = self.units | other.units
        return self.shared or other.shared or not units or bool(units & LOOSE)

    def _turns(self, other: "Quantity") -> bool:
        """Tell whether the sign before the number differs: ≤ for ≥, or below zero for above."""
        signs = {self.sign, other.sign}
        if BELOW_ZERO in signs and self.units & _DEGREES and other.units & _DEGREES:
            return len(signs) > 1 and UNSURE not in signs
        return len(signs - {"", UNSURE, BELOW_ZERO}) > 1


def quantities(text: str, locale: str) -> list[Quantity]:
    """Return the quantities in ``text``, written as ``locale`` writes them, in order. The 00 of 16:00 is none."""
    text = _FULL_HOUR.sub("", _WRITTEN_FRACTION.sub(_fraction, ascii_digits(text)))
    found: list[Quantity] = []
    end = 0
    for match in _NUMBER.finditer(text):
        name = _name_before(text, match.start())
        units, shown, per = (frozenset[str](), name + match[0], frozenset[str]()) if name else unit_at(text, match, locale)
        if units and found and not found[-1].units and _RANGE.fullmatch(text, end, match.start()):
            found[-1] = replace(found[-1], units=units, shared=True)
        sign = _sign_before(text, match) or (_below_zero(text, match) if units & _DEGREES else "")
        worth = values(match[0], locale)
        zeros = _zeros(match[0], worth) if "0" in match[0] else (0, 0)
        shown = f"{sign} {shown}" if sign not in ("", UNSURE) else shown
        found += [Quantity(shown, value, units, False, bool(name), zeros, per, sign) for value in worth]
        end = match.end()
    return found


def with_clock(text: str, other: str) -> str:
    """Return ``text`` with a colon in the times of day that ``other`` writes with one: 07.30 for 7:30, as many languages have it."""
    said = {(int(hour), minute) for hour, minute in _CLOCK.findall(ascii_digits(other))} if ":" in other else None
    if not said:
        return text
    return _DOTTED.sub(lambda time: f"{time[1]}:{time[2]}" if (int(time[1]), time[2]) in said else time[0], ascii_digits(text))


def values(number: str, locale: str) -> list[Decimal]:
    """Return the values of a written number: one, or several where its separators are no separators of thousands or decimals."""
    extra = Decimal(0)
    if number[-1] in FRACTIONS:
        extra, number = Decimal(str(round(unicodedata.numeric(number[-1]), 6))), number[:-1]
    groups = _SEPARATOR.split(number) if number else ["0"]
    separators = _SEPARATOR.findall(number)
    if separators:
        decimal, group = _symbols(locale)
        *most, last = separators
        is_decimal = _is_decimal(most, last, groups, decimal, group)
        whole = groups[:-1] if is_decimal else groups
        if len(whole) > 1 and not _are_thousands(whole, separators[: len(whole) - 1]):
            return [Decimal(part) for part in groups]
        return [Decimal("".join(whole) + ("." + groups[-1] if is_decimal else "")).normalize() + extra]
    return [Decimal(groups[0]) + extra]


def _zeros(number: str, found: list[Decimal]) -> tuple[int, int]:
    """Return how many zeros that say nothing a number begins and ends with: 00.50 has two and one. The one of 07 is a day's.

    ``found`` is what the number is worth: the zeros of 1,000 say something, and where a dot begins the decimals those of 10.000 do not.
    """
    first, *rest = _SEPARATOR.split(number)
    before = len(first) - len(first.lstrip("0"))
    digits = first + "".join(rest)
    grouped = digits.isdecimal() and found == [Decimal(digits)]
    after = len(rest[-1]) - len(rest[-1].rstrip("0")) if rest and not grouped else 0
    return (before if before > 1 else 0, after)


def _fraction(match: re.Match[str]) -> str:
    """Return 1/2 as ½, and 1 1/2 as 1½."""
    sign = _WRITTEN.get((match[2], match[3]))
    return (match[1] or "") + sign if sign else match[0]


def _name_before(text: str, start: int) -> str:
    """Return the Latin letters that a number is glued to: B of B12; empty where there are none, and for the x of 2x10 mg."""
    first = start
    while first and text[first - 1].isascii() and (text[first - 1].isalpha() or text[first - 1] == "_"):
        first -= 1
    name = text[first:start]
    return "" if name in ("x", "X") and text[first - 1:first].isdigit() else name


def _sign_before(text: str, match: re.Match[str]) -> str:
    """Return the sign by which a number is compared: “≤” of ≤ 70. Empty where there is none, and for the tag <1> and the arrow ->1."""
    found = _COMPARED.search(text[max(0, match.start() - 4):match.start()])
    if not found or text.startswith(">", match.end()):
        return ""
    return _COMPARISONS.get(found[1], found[1])


def _below_zero(text: str, match: re.Match[str]) -> str:
    """Return `BELOW_ZERO` for a temperature with a minus, `UNSURE` where a dash (before it or behind) or a word may be one."""
    before = _DIRECTIONS.sub("", text[max(0, match.start() - NEAR):match.start()])
    after = _DIRECTIONS.sub("", text[match.end():match.end() + NEAR])
    rest = before[:-1]
    alone = not rest or rest[-1].isspace() or rest[-1] in "(["
    if (before.endswith("−") or before.endswith("-") and alone) and not rest.rstrip()[-1:].isdigit():
        return BELOW_ZERO
    return UNSURE if _PERHAPS_BELOW.search(before) or after.startswith(("-", "−")) or _PERHAPS_BELOW.search(after) else ""


def _is_decimal(before: list[str], last: str, groups: list[str], decimal: str, group: str) -> bool:
    """Tell whether the last separator parts the decimals."""
    if last in before or last in "٬، " or last in _GROUPED:
        return False
    if before or last in "٫·":
        return True
    could_group = len(groups[-1]) == 3 and len(groups[0]) <= 3 and not groups[0].startswith("0")
    return last == decimal or not could_group


def _are_thousands(groups: list[str], separators: list[str]) -> bool:
    """Tell whether digits are grouped by thousands, or by lakh and crore as in India."""
    same = len(set(separators)) == 1
    return same and len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(part) in (2, 3) for part in groups[1:-1])


@lru_cache(maxsize=256)
def _symbols(locale: str) -> tuple[str, str]:
    try:
        known = parsed_locale(locale)
        return get_decimal_symbol(known), get_group_symbol(known)
    except (UnknownLocaleError, ValueError):
        return ".", ","

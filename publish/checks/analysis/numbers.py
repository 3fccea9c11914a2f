"""Numbers in a text, with their values and units: 10 mg is the same in every script and with the separators of any locale.

Digits of all scripts are equal. Separators are read as CLDR says for the locale: 1.500 is one and a half in English, and fifteen
hundred in Spanish. `publish.checks.analysis.units` finds the units.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from publish.checks.analysis.big_numbers import find_multiplier
from publish.checks.analysis.bindings import bind_counted, bind_daytimes
from publish.checks.analysis.dates import date_spans, month_name_spans
from publish.checks.analysis.letters import LETTER
from publish.checks.analysis.separators import FRACTIONS, GROUP_SIGNS, SEPARATOR, parse_values
from publish.checks.analysis.units import LOOSE, find_unit
from publish.text.digits import ascii_digits

_NO_VALUE = Decimal(0)
BELOW_ZERO, UNSURE = "−", "?"
"""Signs of a temperature: certainly below zero, perhaps below zero."""
NEAR = 24  # characters on either side of a temperature that are searched for a minus sign or a word for it

_NAKED = rf"(?<![{LETTER}.,٫)\]])[.٫](?=\d+(?![.,٫]?\d))"  # the sign of a decimal without a zero: .5
_NUMBER = re.compile(rf"(?:(?:{_NAKED})?\d+(?:[.,٫٬،·{GROUP_SIGNS}]\d+|(?<!\d\d\d\d) \d{{3}}(?!\d))*[{FRACTIONS}]?|[{FRACTIONS}])")
_FIGURES = re.compile(r"[\d.,٫٬،]+")
_SLASH_FRACTION = re.compile(r"(?<![\d/.,])(?:(\d{1,3})[ \u00a0])?([123])[/⁄]([234])(?![\d/])")
_FRACTION_SIGNS = {("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾"}
# What joins the two ends of a range is short and contains no punctuation: “ to ”, “–”, “から”.
_RANGE = re.compile(r"[^\d.,;:!?()。、，；：！？।۔؟؛،]{1,12}")
_DASH = re.compile(r"\s?[-‐‑–—~～]\s?")
_RANGE_SIGN = re.compile(rf"{_DASH.pattern}|\s?[{LETTER}]{{1,4}}\s?")
_COMPARISON = re.compile(r"(?<![-=<>])(<=|>=|[<>≤≥⩽⩾≦≧＜＞])[\s\u00a0\u202f\u200e\u200f\u2066-\u2069]*$")
_COMPARISON_SIGNS = {"<=": "≤", ">=": "≥", "⩽": "≤", "⩾": "≥", "≦": "≤", "≧": "≥", "＜": "<", "＞": ">"}
_TEMPERATURES = frozenset({"celsius", "fahrenheit", "degree"})
# What may express a temperature below zero: another dash, a word for “minus”, or a word for “zero”.
_PERHAPS_BELOW_ZERO = re.compile(
    r"[-‐‑–—−﹣－]\s?$|minus|moins|menos|meno\b|miinus|mínusz|мінус|минус|μείον|eksi|ناقص|سالب|منف|מינוס|マイナス|마이너스|ลบ|âm\b|ऋण|माइनस|負|负"
    r"|zer|zér|cero|nul|nol|нол|нул|μηδέν|sıfır|صفر|אפס|零下|氷点下|영하|ศูนย์|शून्य",
    re.IGNORECASE,
)
_CAPITALS_AND_HYPHEN = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*[-\u2010\u2011]$")  # COVID-19, SARS-CoV-2
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ANYTHING = re.compile(r".+", re.DOTALL)
_FULL_HOUR = re.compile(r"(?:(?<=\d[:hH])|(?<=\d[ \u00a0\u202f]h[ \u00a0\u202f]))00(?!\d)")
_COLON_TIME = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:]|[.,]\d)")
_DOT_TIME = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,:]\d)")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in a text.

    - ``shown``: the number as it is written, with its unit.
    - ``units``: what the word beside it may mean as a unit; empty if it is no unit.
    - ``unit_from_range``: the unit stands at the other end of a range, as that of 10 in “10 to 30 minutes”.
    - ``in_name``: the number belongs to a name, such as B12 or IPv4.
    - ``extra_zeros``: the number of zeros at its beginning and end that do not change its value; see `_count_extra_zeros`.
    - ``per``: the units after a slash, such as kilogram in 5 mg/kg.
    - ``sign``: the comparison before it (“≤”); of a temperature `BELOW_ZERO` or `UNSURE`.
    - ``counted``: what the number may count, such as tablet; ``noun``: the word for it in the text.
    - ``daytime``: the time of day to which the number belongs.
    - ``factor``: what a word beside it multiplies it by; ``value`` is the product: 10000 of “10 thousand”.
    - ``in_date``: the number is a part of a date such as 7/23/2031; ``before_same_unit``: the next number has the same unit.
    - ``in_range``: a dash joins the number to the one whose unit it shares.
    - ``gap``: the text from the number to the next one.
    """

    shown: str
    value: Decimal
    units: frozenset[str] = frozenset()
    unit_from_range: bool = False
    in_name: bool = False
    extra_zeros: tuple[int, int] = (0, 0)
    per: frozenset[str] = frozenset()
    sign: str = ""
    counted: frozenset[str] = frozenset()
    noun: str = ""
    daytime: frozenset[str] = frozenset()
    factor: int = 1
    in_date: bool = False
    before_same_unit: bool = False
    in_range: bool = False
    gap: str = ""

    @property
    def label(self) -> str:
        """The number as it is written, with its unit or what it counts."""
        return self.shown if self.units or not self.noun else f"{self.shown} {self.noun}"

    @property
    def kinds(self) -> frozenset[str]:
        """What the number measures or counts: its units, or what it counts."""
        return self.units or self.counted

    @property
    def own_kinds(self) -> frozenset[str]:
        """What the number measures or counts by the words beside itself, not by those at the other end of a range."""
        return self.counted if self.unit_from_range and not self.in_range else self.kinds

    def matches(self, other: "WrittenNumber") -> bool:
        """Tell whether both numbers mean the same. A unit in `LOOSE` matches no unit, since its word may be an unknown one."""
        if self.value != other.value or self.extra_zeros != other.extra_zeros:
            return False
        if self.per and other.per and not self.per & other.per or self._differs_in_sign(other):
            return False
        if self.in_name or other.in_name:
            return True
        if self.daytime and other.daytime and not self.daytime & other.daytime:
            return False
        return self._measures_the_same(other)

    def _measures_the_same(self, other: "WrittenNumber") -> bool:
        """Tell whether the units of both numbers, or what they count, may be the same."""
        if other.unit_from_range and not self.unit_from_range and "percent" in self.units and not self.before_same_unit:
            return False
        from_range = self.unit_from_range, other.unit_from_range
        if self.kinds and other.kinds:
            return bool(self.kinds & other.kinds) or (all(from_range) if self.units and other.units else any(from_range))
        units = self.units | other.units
        return any(from_range) or not units or bool(units & LOOSE)

    def _differs_in_sign(self, other: "WrittenNumber") -> bool:
        """Tell whether one is ≤ and the other ≥, or one temperature is below zero and the other above."""
        signs = {self.sign, other.sign}
        if BELOW_ZERO in signs and self.units & _TEMPERATURES and other.units & _TEMPERATURES:
            return len(signs) > 1 and UNSURE not in signs
        return len(signs - {"", UNSURE, BELOW_ZERO}) > 1


def find_numbers(text: str, locale: str) -> list[WrittenNumber]:
    """Return the numbers in ``text`` in order, read as ``locale`` writes them. The minutes of 16:00 are left out."""
    return list(_find_numbers(text, locale))


@lru_cache(maxsize=4096)
def _find_numbers(text: str, locale: str) -> list[WrittenNumber]:
    """Return what `find_numbers` returns; several checks ask for the numbers of a text."""
    text = ascii_digits(text)
    text = _SLASH_FRACTION.sub(_fraction_sign, text) if "/" in text or "⁄" in text else text
    text = _FULL_HOUR.sub("", text) if "00" in text else text
    written = list(_NUMBER.finditer(text))
    if not written:
        return []
    found: list[WrittenNumber] = []
    bindings = zip(bind_counted(text, written, locale), bind_daytimes(text, written, locale), strict=True)
    dates, months = date_spans(text, locale), month_name_spans(text, locale)
    end, apart = 0, True
    for match, (word, daytime) in zip(written, bindings, strict=True):
        if any(start <= match.start() < stop for start, stop in months):
            number = WrittenNumber(match[0], _NO_VALUE, in_date=True)
        else:
            number = _read_number(text, match, locale, daytime, any(start <= match.start() < stop for start, stop in dates))
        if word and not number.in_name and not number.in_date:
            number = replace(number, counted=word.names, noun=word.shown)
        if found:
            between = text[end : match.start()]
            number_before = replace(found[-1], gap=between)
            found[-1] = _share_unit(number_before, number) if not apart and _RANGE.fullmatch(between) else number_before
            number = _share_back(found[-1], number)
        apart = word is not None and word.start >= match.end()
        values = parse_values(match[0], locale)
        zeros = _count_extra_zeros(match[0], values)
        found += [replace(number, value=value * number.factor, extra_zeros=zeros) for value in values]
        end = match.end()
    return _join_parts([*found[:-1], replace(found[-1], gap=text[end:])])


def _join_parts(numbers: list[WrittenNumber]) -> list[WrittenNumber]:
    """Return ``numbers`` with one for two that are parts of it: 15,000 of 1万5千 and of “2 लाख 50 हज़ार”."""
    joined: list[WrittenNumber] = []
    for number in numbers:
        before = joined[-1] if joined else None
        if before and before.factor > 1 and before.factor > number.value and not before.units and _is_continued(before, number):
            joined[-1] = replace(number, value=before.value + number.value, shown=before.shown + number.shown)
        else:
            joined.append(number)
    return joined


def _is_continued(number: WrittenNumber, following: WrittenNumber) -> bool:
    """Tell whether nothing stands between a multiplied number and the next one; a space may, if that is multiplied, too."""
    multiplier = _FIGURES.sub("", number.shown)
    return number.gap == multiplier or following.factor > 1 and number.gap == multiplier + " "


def _read_number(text: str, match: re.Match[str], locale: str, daytime: frozenset[str], in_date: bool) -> WrittenNumber:
    """Return the number ``match`` of ``text`` with its name, unit and sign; its value is added later."""
    if name := _letters_before(text, match.start()):
        return WrittenNumber(name + match[0], _NO_VALUE, in_name=True, daytime=daytime, in_date=in_date)
    unit, factor = find_unit(text, match, locale), 1
    if not unit.units or "million" in unit.units:
        factor, end = find_multiplier(text, match.start(), match.end(), locale)
        whole = _ANYTHING.match(text, match.start(), end)
        unit = find_unit(text, whole, locale) if whole and factor > 1 else unit
    sign = _comparison_before(text, match) or (_temperature_sign(text, match) if unit.units & _TEMPERATURES else "")
    shown = unit.shown if sign in ("", UNSURE) else f"{sign} {unit.shown}"
    return WrittenNumber(shown, _NO_VALUE, unit.units, per=unit.per, sign=sign, factor=factor, daytime=daytime, in_date=in_date)


def _share_unit(first: WrittenNumber, second: WrittenNumber) -> WrittenNumber:
    """Return the first number of a range, with the unit of the second if it has none."""
    if first.in_name or first.counted and not _DASH.fullmatch(first.gap):
        return first
    if first.units:
        return replace(first, before_same_unit=bool(first.units & second.units))
    if second.units:
        return replace(first, units=second.units, unit_from_range=True, in_range=bool(_DASH.fullmatch(first.gap)))
    if not first.counted and second.counted and _RANGE_SIGN.fullmatch(first.gap):
        return replace(first, counted=second.counted, noun=second.noun)
    return first


def _share_back(first: WrittenNumber, second: WrittenNumber) -> WrittenNumber:
    """Return the second number of a range whose unit stands before the first, as in Swahili (“saa 4-6”)."""
    if second.kinds or not first.kinds or not _DASH.fullmatch(first.gap):
        return second
    return replace(second, units=first.units, unit_from_range=bool(first.units), in_range=True, counted=first.counted, noun=first.noun)


def align_times(text: str, other: str) -> str:
    """Return ``text`` with a colon in each time that it writes with a dot (7.30) and ``other`` with a colon (7:30)."""
    times = {(int(hour), minute) for hour, minute in _COLON_TIME.findall(ascii_digits(other))} if ":" in other else None
    if not times:
        return text
    return _DOT_TIME.sub(lambda time: f"{time[1]}:{time[2]}" if (int(time[1]), time[2]) in times else time[0], ascii_digits(text))


def _count_extra_zeros(number: str, values: list[Decimal]) -> tuple[int, int]:
    """Return how many zeros at the beginning and at the end of ``number`` do not change its value: two and one of 00.50.

    They may be a mistyped digit. One zero at the beginning is normal (07 July). The zeros of 1,000 change its value; where the
    comma separates decimals they do not, which ``values`` tells.
    """
    if "0" not in number:
        return 0, 0
    first, *rest = SEPARATOR.split(number)
    before = len(first) - len(first.lstrip("0"))
    digits = first + "".join(rest)
    grouped = digits.isdecimal() and values == [Decimal(digits)] and bool(values[0])
    after = len(rest[-1]) - len(rest[-1].rstrip("0")) if rest and not grouped else 0
    return (before if before > 1 else 0, after)


def _fraction_sign(match: re.Match[str]) -> str:
    """Return ½ for 1/2, and 1½ for 1 1/2."""
    sign = _FRACTION_SIGNS.get((match[2], match[3]))
    return (match[1] or "") + sign if sign else match[0]


def _letters_before(text: str, start: int) -> str:
    """Return the Latin letters directly before a number, such as the B of B12; nothing for the x of 2x10 mg."""
    first = start
    while first and text[first - 1].isascii() and (text[first - 1].isalpha() or text[first - 1] == "_"):
        first -= 1
    if first == start and (hyphened := _CAPITALS_AND_HYPHEN.search(text[max(0, start - NEAR) : start])):
        return hyphened[0]
    name = text[first:start]
    return "" if name in ("x", "X") and text[first - 1 : first].isdigit() else name


def _comparison_before(text: str, match: re.Match[str]) -> str:
    """Return the comparison before a number: “≤” of ≤ 70. A tag (<1>) and an arrow (->1) are no comparison."""
    found = _COMPARISON.search(text[max(0, match.start() - 4) : match.start()])
    if not found or text.startswith(">", match.end()):
        return ""
    return _COMPARISON_SIGNS.get(found[1], found[1])


def _temperature_sign(text: str, match: re.Match[str]) -> str:
    """Return `BELOW_ZERO` for a temperature with a minus sign, `UNSURE` if a dash or a word beside it may be one, or nothing."""
    before = _DIRECTION_MARKS.sub("", text[max(0, match.start() - NEAR) : match.start()])
    after = _DIRECTION_MARKS.sub("", text[match.end() : match.end() + NEAR])
    rest = before[:-1]
    alone = not rest or rest[-1].isspace() or rest[-1] in "(["
    if (before.endswith("−") or before.endswith("-") and alone) and not rest.rstrip()[-1:].isdigit():
        return BELOW_ZERO
    return UNSURE if _PERHAPS_BELOW_ZERO.search(before) or after.startswith(("-", "−")) or _PERHAPS_BELOW_ZERO.search(after) else ""

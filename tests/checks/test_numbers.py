"""Numbers are read with their values, units and signs, as each locale writes them."""

from decimal import Decimal

import pytest

from publish.checks.analysis.numbers import BELOW_ZERO, UNSURE, WrittenNumber, align_times, find_numbers
from publish.checks.analysis.separators import parse_values


def values(number: str, locale: str) -> list[str]:
    return [f"{value:f}" for value in parse_values(number, locale)]


@pytest.mark.parametrize(
    ("locale", "number", "expected"),
    [
        ("en", "7", ["7"]),
        ("en", "1,500", ["1500"]), ("en", "1.500", ["1.5"]), ("en", "1.5", ["1.5"]), ("en", "1,5", ["1.5"]),
        ("es", "1,500", ["1.5"]), ("es", "1.500", ["1500"]), ("es", "1.5", ["1.5"]), ("es", "0.500", ["0.5"]),
        ("es", "1500.250", ["1500.25"]), ("en", "1500,250", ["1500.25"]), ("en", "0,125", ["0.125"]), ("en", "12,25", ["12.25"]),
        ("en", "123,456", ["123456"]), ("en", "1234,567", ["1234.567"]), ("de", "100.000", ["100000"]),
        ("fr", "1 500", ["1500"]), ("fr", "1\u202f500,5", ["1500.5"]), ("fr", "12\u00a0345\u00a0678", ["12345678"]),
        ("de_CH", "1’500", ["1500"]), ("de_CH", "1'500.5", ["1500.5"]),
        ("en", "1,234.5", ["1234.5"]), ("en", "1.234,5", ["1234.5"]), ("en", "1,234,567.25", ["1234567.25"]),
        ("hi", "12,34,567", ["1234567"]), ("hi", "1,00,000.5", ["100000.5"]), ("hi", "1,234,56", ["1", "234", "56"]),
        ("ar", "1٬500", ["1500"]), ("ar", "1٫500", ["1.5"]), ("ar", "1،500", ["1500"]), ("en", "1·5", ["1.5"]), ("en", "1·500", ["1.5"]),
        ("en", "1.2.3", ["1", "2", "3"]), ("en", "1,2,3", ["1", "2", "3"]), ("en", "1.2,3", ["1", "2", "3"]),
        ("en", "1234,567,890", ["1234", "567", "890"]), ("en", "1,5678,901", ["1", "5678", "901"]), ("en", "10,000,00", ["10", "0", "0"]),
        ("en", "1,234 567", ["1", "234", "567"]), ("en", "31.05.2031", ["31", "5", "2031"]),
        ("en", "½", ["0.5"]), ("en", "1½", ["1.5"]), ("en", "2⅓", ["2.333333"]), ("en", "1,000½", ["1000.5"]), ("en", "3⅞", ["3.875"]),
        ("xx", "1.500", ["1.5"]), ("xx", "1,500", ["1500"]), ("no-such-locale-at-all", "1.5", ["1.5"]),
        ("en", "1.50", ["1.5"]), ("en", "1,000", ["1000"]), ("en", "007", ["7"]),
    ],
)  # fmt: skip
def test_separators_are_read_as_the_locale_writes_them(locale: str, number: str, expected: list[str]) -> None:
    assert values(number, locale) == expected


def read(text: str, locale: str = "en") -> list[tuple[str, str, list[str]]]:
    """Return what is shown of each number of ``text``, its value, and its units."""
    return [(number.shown, f"{number.value:f}", sorted(number.units)) for number in find_numbers(text, locale)]


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "Take 10 mg twice.", [("10 mg", "10", ["milligram"])]),
        ("ar", "تناول ١٠ ملغ", [("10 ملغ", "10", ["milligram"])]),
        ("bn", "২.৫ গ্রাম", [("2.5 গ্রাম", "2.5", ["gram"])]),
        ("en", "It costs 1/2 or 1 1/2 or 3/4.", [("½", "0.5", []), ("1½", "1.5", []), ("¾", "0.75", [])]),
        ("en", "Score 2/4 of 1/2/3", [(digit, digit, []) for digit in "24123"]),
        ("en", "Score 21/4", [("21", "21", []), ("4", "4", [])]),
        ("en", "Day 1/3 ended", [("⅓", "0.333333", [])]),
        ("en", "1⁄4 cup, 2/3 cup", [("¼", "0.25", []), ("⅔", "0.666667", [])]),
        ("fr", "À 16:00, à 8 h 00 et à 16:30", [("16", "16", []), ("8 h", "8", ["hour"]), ("16", "16", []), ("30", "30", [])]),
        ("en", "at 12:000", [("12", "12", []), ("000", "0", [])]),
        ("en", "12 345 678 people", [("12 345 678", "12345678", [])]),
        ("en", "in 2031 100 people", [("2031", "2031", []), ("100", "100", [])]),
        ("en", "555 1234", [("555", "555", []), ("1234", "1234", [])]),
        ("en", "1.2.3", [("1.2.3", "1", []), ("1.2.3", "2", []), ("1.2.3", "3", [])]),
        ("en", "nothing", []),
    ],
)  # fmt: skip
def test_numbers_are_found_with_their_units(locale: str, text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert read(text, locale) == expected


def test_a_unit_at_the_end_of_a_range_holds_for_both_ends() -> None:
    first, second = find_numbers("10 to 30 minutes", "en")
    assert (first.units, first.unit_from_range, first.shown) == (frozenset({"minute"}), True, "10")
    assert (second.units, second.unit_from_range, second.shown) == (frozenset({"minute"}), False, "30 minutes")


@pytest.mark.parametrize("text", ["10. 30 mg", "10, then 30 mg", "10 or in some cases 30 mg", "10；30 mg", "10 g or 30 mg", "10、30 mg"])
def test_numbers_that_are_no_range_do_not_share_a_unit(text: str) -> None:
    first, second = find_numbers(text, "en")
    assert not first.unit_from_range and first.units != second.units == frozenset({"milligram"})


def test_only_the_nearest_number_shares_a_unit() -> None:
    assert [number.unit_from_range for number in find_numbers("1 to 2 to 3 mg", "en")] == [False, True, False]
    assert [number.unit_from_range for number in find_numbers("1 mg to 2 mg", "en")] == [False, False]


@pytest.mark.parametrize(
    ("text", "shown", "in_name"),
    [
        ("vitamin B12", "B12", True), ("IPv4", "IPv4", True), ("row_7", "row_7", True), ("x2", "", False),
        ("2x10 mg", "10 mg", False), ("2X10 mg", "10 mg", False), ("3 B6", "B6", True), ("é5", "5", False), ("ax5", "ax5", True),
        ("5-alpha", "5", False), ("B 12", "12", False), ("_9", "_9", True),
    ],
)  # fmt: skip
def test_a_number_attached_to_letters_is_a_name(text: str, shown: str, in_name: bool) -> None:
    last = find_numbers(text, "en")[-1]
    assert (last.shown, last.in_name) == (shown or "x2", in_name or not shown)


@pytest.mark.parametrize("text", ["B12 mg", "B12 kg/m"])
def test_a_name_has_no_unit(text: str) -> None:
    (number,) = find_numbers(text, "en")
    assert (number.shown, number.units, number.per) == ("B12", frozenset(), frozenset())


@pytest.mark.parametrize(
    ("number", "zeros"),
    [
        ("5", (0, 0)), ("05", (0, 0)), ("005", (2, 0)), ("00.50", (2, 1)), ("1.0", (0, 1)), ("1.500", (0, 2)), ("1,000", (0, 0)),
        ("10", (0, 0)), ("0", (0, 0)), ("00", (2, 0)), ("10.20.30", (0, 1)), ("0.5", (0, 0)), ("10.000", (0, 3)), ("0005", (3, 0)),
        ("1,000,000", (0, 0)),
    ],
)  # fmt: skip
def test_zeros_that_do_not_change_the_value_are_counted(number: str, zeros: tuple[int, int]) -> None:
    assert find_numbers(number, "en")[0].extra_zeros == zeros


def test_zeros_of_thousands_are_no_extra_zeros() -> None:
    assert find_numbers("10.000", "es")[0].extra_zeros == (0, 0)
    assert find_numbers("10,000", "es")[0].extra_zeros == (0, 3)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("≤ 70", "≤"), ("<= 70", "≤"), (">=70", "≥"), ("< 70", "<"), ("＞70", ">"), ("⩽70", "≤"), ("⩾70", "≥"), ("≦70", "≤"), ("≧70", "≥"),
        ("＜\u00a070", "<"), (">\u200e70", ">"), ("70", ""), ("->70", ""), ("<1>", ""), ("=>70", ""), (">>70", ""), ("<-70", ""),
        ("> \u2066 70", ">"),
        (">    70", ""), (">   70", ">"), ("≤ x 70", ""),
    ],
)  # fmt: skip
def test_comparisons_are_read(text: str, sign: str) -> None:
    (number,) = find_numbers(text, "en")
    assert number.sign == sign
    assert number.shown == (f"{sign} " if sign else "") + ("1" if "1" in text else "70")


@pytest.mark.parametrize(
    ("locale", "text", "sign"),
    [
        ("en", "at -20 °C", BELOW_ZERO), ("en", "at −20 °C", BELOW_ZERO), ("en", "-20 °C", BELOW_ZERO), ("en", "(-20 °C)", BELOW_ZERO),
        ("en", "[-20 °C]", BELOW_ZERO), ("en", "\u200e-20 °C", BELOW_ZERO), ("en", "x−20 °C", BELOW_ZERO),
        ("en", "at\u2066−\u206920 °C", BELOW_ZERO),
        ("en", "x-20 °C", UNSURE), ("en", "2-20 °C", UNSURE), ("en", "2 −20 °C", UNSURE), ("en", "– 20 °C", UNSURE),
        ("en", "—20 °C", UNSURE), ("en", "X-20 °C", UNSURE), ("en", "a1−20 °C", UNSURE), ("en", "20-degrees", UNSURE),
        ("en", "minus 20 °C", UNSURE), ("de", "20 °C unter null", UNSURE), ("he", "20− °C", UNSURE), ("zh", "零下20℃", UNSURE),
        ("ko", "영하 20도", UNSURE), ("ru", "минус 20 °C", UNSURE), ("th", "ลบ 20 °C", UNSURE),
        ("en", "at 20 °C", ""), ("en", "minus, as we explained before, 20 °C", ""), ("en", "20 °C, as we said, below zero", ""),
        ("en", "minus 20 mg", ""), ("en", "-20 mg", ""), ("en", "-20", ""),
    ],
)  # fmt: skip
def test_temperatures_below_zero_are_read(locale: str, text: str, sign: str) -> None:
    number = find_numbers(text, locale)[-1]
    assert number.sign == sign
    assert number.shown.startswith("− ") == (sign == BELOW_ZERO) and "?" not in number.shown


def test_a_comparison_of_a_temperature_is_kept() -> None:
    (number,) = find_numbers("at ≤ 20 °C", "en")
    assert number.sign == "≤"


def test_what_a_unit_is_per_is_read() -> None:
    (number,) = find_numbers("5 mg/kg", "en")
    assert (number.shown, number.units, number.per) == ("5 mg/kg", frozenset({"milligram"}), frozenset({"kilogram"}))


def number(value: str = "10", units: str = "", **more: object) -> WrittenNumber:
    return WrittenNumber(value, Decimal(value), frozenset(units.split()), **more)  # type: ignore[arg-type]


PER_KG, PER_DAY = {"per": frozenset({"kilogram"})}, {"per": frozenset({"day"})}
MATCHING = [
    (number(), number()),
    (number(units="gram"), number(units="gram")),
    (number(units="iu unit"), number(units="unit")),
    (number(units="hour"), number()),
    (number(units="unit"), number()),
    (number(units="degree"), number()),
    (number(units="million"), number()),
    (number(units="gram", unit_from_range=True), number(units="milligram", unit_from_range=True)),
    (number(units="gram", unit_from_range=True), number()),
    (number(units="gram"), number(in_name=True)),
    (number(units="gram"), number(units="gram", unit_from_range=True)),
    (number(units="percent"), number(units="percent")),
    (number(units="percent", unit_from_range=True), number(units="percent", unit_from_range=True)),
    (number(units="gram", **PER_KG), number(units="gram", **PER_KG)),
    (number(units="gram", **PER_KG), number(units="gram")),
    (number(sign="≤"), number(sign="≤")),
    (number(sign="≤"), number()),
    (number(units="celsius", sign=BELOW_ZERO), number(units="celsius", sign=BELOW_ZERO)),
    (number(units="celsius", sign=BELOW_ZERO), number(units="celsius", sign=UNSURE)),
    (number(units="degree", sign=BELOW_ZERO), number()),
    (number(units="celsius", sign=UNSURE), number(units="celsius")),
    (number(units="celsius", sign=UNSURE), number(units="celsius", sign="≤")),
]
DIFFERENT = [
    (number(), number("11")),
    (number(units="gram"), number(units="milligram")),
    (number(units="gram"), number()),
    (number(units="gram"), number(units="hour")),
    (number(units="gram", unit_from_range=True), number(units="milligram")),
    (number(extra_zeros=(0, 1)), number()),
    (number(units="gram", **PER_KG), number(units="gram", **PER_DAY)),
    (number(in_name=True, **PER_KG), number(**PER_DAY)),
    (number(in_name=True), number("11")),
    (number(sign="≤"), number(sign="≥")),
    (number(sign="≤", in_name=True), number(sign="≥")),
    (number(units="celsius", sign=BELOW_ZERO), number(units="celsius")),
    (number(units="celsius", sign=BELOW_ZERO), number(units="degree", sign="≤")),
]


@pytest.mark.parametrize(("one", "other"), MATCHING)
def test_numbers_that_mean_the_same_match(one: WrittenNumber, other: WrittenNumber) -> None:
    assert one.matches(other) and other.matches(one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_numbers_that_differ_do_not_match(one: WrittenNumber, other: WrittenNumber) -> None:
    assert not one.matches(other) and not other.matches(one)


def test_a_percentage_is_not_that_of_a_range_in_the_translation() -> None:
    """“About 5% felt pain” is not “5 to 10% felt pain”."""
    alone, in_range = number(units="percent"), number(units="percent", unit_from_range=True)
    assert not alone.matches(in_range) and in_range.matches(alone)


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("Open from 7.30", "Open from 7:30", "Open from 7:30"),
        ("Open van 07.30 uur", "Open from 7:30", "Open van 07:30 uur"),
        ("7.30 and 8.15", "at 7:30 and at 9:15", "7:30 and 8.15"),
        ("٧.٣٠", "7:30", "7:30"),
        ("7.30", "٧:٣٠", "7:30"),
        ("24.00 and 23.59", "24:00, 23:59", "24:00 and 23:59"),
        ("25.00", "25:00", "25.00"),
        ("7.61", "7:61", "7.61"),
        ("7.305", "7:30", "7.305"),
        ("1.7.30", "7:30", "1.7.30"),
        ("7.30.1", "7:30", "7.30.1"),
        ("7.30", "7:30:15", "7.30"),
        ("7.30", "at 7.30: now", "7.30"),
        ("7.30.", "7:30.", "7:30."),
    ],
)
def test_times_are_aligned(text: str, other: str, expected: str) -> None:
    assert align_times(text, other) == expected


def test_a_text_without_a_time_on_the_other_side_stays_as_it_is() -> None:
    assert align_times("٧.٣٠", "half past seven: now") == "٧.٣٠"

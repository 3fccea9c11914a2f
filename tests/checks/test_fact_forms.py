"""Forms of facts: a translation says number and unit of a fact in the form that its sentence needs, and no other unit."""

import pytest

from publish.checks import check_catalog
from publish.edition.values.facts import quantity_in_form
from publish.edition.values.locale_info import locale_info
from publish.guide import Quantity
from publish.guide.parse.inline import plain_nodes, to_msgid, to_nodes
from publish.guide.parse.markdown import inline_tokens
from publish.guide.tree import Fact, Words
from publish.po.model import Catalog, Entry
from publish.text.placeholders import read_forms

GERMAN = "{wait}{one:# Tag|other:# Tagen}"
SOURCE = Entry("After {wait}, wash it.", flags=("md-text",), extracted=("Paragraph", "{wait} = 2 day"))


def reported(locale: str, forms: str, value: str = "2 day") -> set[str]:
    """Return the errors in a translation with ``forms``, and in the same words without them."""
    wanted = Entry(SOURCE.msgid, flags=SOURCE.flags, extracted=(f"{{wait}} = {value}",))
    entry = Entry(SOURCE.msgid, f"Nach {forms} waschen.", flags=SOURCE.flags)
    header = Entry("", f"Language: {locale}\n")
    return {found.code for found in check_catalog(Catalog((header, entry)), Catalog((wanted,)), locale) if found.severity.value == "error"}


def printed(locale: str, forms: str, low: float, high: float, unit: str = "day") -> str | None:
    return quantity_in_form(Quantity(low, high, unit), read_forms(forms[1:-1]), locale_info(locale), "{0}–{1}")


def test_the_parser_keeps_forms_and_writes_them_back() -> None:
    text = f"Nach **{GERMAN}** waschen, nicht {{dose}} {{x}}."
    assert Fact("wait", (("one", "# Tag"), ("other", "# Tagen"))) in to_nodes(inline_tokens(GERMAN))
    assert to_msgid(inline_tokens(text)) == text
    assert plain_nodes(f"a {GERMAN} b{{c}}") == (
        Words("a "), Fact("wait", (("one", "# Tag"), ("other", "# Tagen"))), Words(" b"), Fact("c"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "forms", "low", "high", "text"),
    [
        ("de", "{one:# Tag|other:# Tagen}", 2, 2, "2 Tagen"),
        ("de", "{one:# Tag|other:# Tagen}", 1, 1, "1 Tag"),
        ("de", "{one:# Tag|other:# Tagen}", 2, 3, "2–3 Tagen"),
        ("ru", "{one:# дня|few:# дней|many:# дней|other:# дня}", 5, 5, "5 дней"),
        ("ar", "{one:يوم|two:يومين|other:# أيام}", 2, 2, "يومين"),
        ("ar", "{one:يوم|two:يومين|other:# أيام}", 1, 2, "1–2 أيام"),
        ("ru", "{one:день|other:# дней}", 21, 21, "21 дней"),
    ],
)
def test_the_form_of_the_number_is_printed(locale: str, forms: str, low: int, high: int, text: str) -> None:
    assert printed(locale, forms, low, high) == text


def test_what_is_no_quantity_has_no_forms() -> None:
    assert printed("de", "{one:# Tag}", 2, 2) is None
    assert quantity_in_form(Quantity(3, 3, currency="EUR"), read_forms("other:# Euro"), locale_info("de"), "{0}–{1}") is None


@pytest.mark.parametrize(
    ("locale", "forms"),
    [("de", GERMAN), ("ru", "{wait}{one:# дня|few:# дней|many:# дней|other:# дня}"), ("ar", "{wait}{one:يوم|two:يومين|other:# أيام}")],
)
def test_right_forms_are_not_reported(locale: str, forms: str) -> None:
    assert not reported(locale, forms) - {"dose-changed"} and "fact-form" not in reported(locale, forms)


@pytest.mark.parametrize(
    ("locale", "forms", "value"),
    [
        ("de", "{wait}{one:# Woche|other:# Wochen}", "2 day"),  # another unit
        ("de", "{wait}{one:# Tag|other:3 Tagen}", "2 day"),  # a number of its own
        ("de", "{wait}{one:# Tag|other:Tagen}", "2 day"),  # no number
        ("de", "{wait}{one:# Tag}", "2 day"),  # no “other”
        ("de", "{wait}{one:# Tag|few:# Tage|other:# Tagen}", "2 day"),  # no plural of German
        ("ru", "{wait}{one:день|other:# дней}", "2 day"),  # “one” is 21, too
        ("de", "{wait} {one:# Tag|other:# Tagen}", "2 day"),  # a space between
        ("de", "{wait}{one:# Tag other:# Tagen", "2 day"),  # not closed
        ("de", "{wait}{other:# Tagen}", "finasteride"),  # no number
    ],
)
def test_wrong_forms_are_errors(locale: str, forms: str, value: str) -> None:
    assert "fact-form" in reported(locale, forms, value)

"""Check of the forms of facts: ``{wait}{one:# Tag|other:# Tagen}`` says the number and the unit of the fact, and nothing else."""

import re
from collections.abc import Iterator

from publish.checks.analysis.numbers import find_numbers
from publish.checks.analysis.units import unit_words
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_error, report_warning
from publish.text.placeholders import FACT_WITH_FORMS, read_forms
from publish.text.plural_categories import names_one_number, plural_categories

MARK = "#"
"""Stands for the number."""

_LIKE_FORMS = re.compile(r"\{\s*(?:zero|one|two|few|many|other)\b", re.IGNORECASE)
_VALUE = re.compile(r"\{([^}]+)\} = (.*)")  # a line for translators, as templates have them: {wait} = 2 day
_QUANTITY = re.compile(r"[\d.]+(?: to [\d.]+)?(?: ([a-z-]+))?")
_HINT = "write {name}{one:…|other:…} with the plural categories of your language and # for the number, or leave the forms out"


def check_fact_forms(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report forms that are not written as forms are, or that say another unit than the fact has."""
    text = case.target.raw
    if not _LIKE_FORMS.search(text):
        return
    found = [match for match in FACT_WITH_FORMS.finditer(text) if match[2]]
    if len(_LIKE_FORMS.findall(text)) != len(found):
        yield report_error("fact-form", "forms stand alone, or are not written as forms of a fact are", _HINT)
    values = {match[1]: match[2] for value in case.values if (match := _VALUE.fullmatch(value))}
    for match in found:
        yield from _check_forms(case.locale, match[1], read_forms(match[2]), values.get(match[1]))


def _check_forms(locale: str, name: str, forms: tuple[tuple[str, str], ...], value: str | None) -> Iterator[CheckIssue]:
    """Yield what is wrong with the ``forms`` of the fact ``name``, whose ``value`` is None if it is not known."""
    categories = [category for category, _ in forms]
    if "other" not in categories or len(set(categories)) < len(categories) or not set(categories) <= plural_categories(locale):
        known = quote_items(sorted(plural_categories(locale)))
        message = f"the forms of {{{name}}} are for {quote_items(categories)}, the plurals of {locale} are {known}"
        yield report_error("fact-form", message, _HINT)
    for category, text in forms:
        counted = text.count(MARK)
        if counted != 1 and not (counted == 0 and names_one_number(locale, category)) or any(map(str.isdigit, text)):
            message = f"the form “{text}” of {{{name}}} must have {MARK} once, and no figures"
            yield report_error("fact-form", message, f"{MARK} is replaced by the number of the fact")
    quantity = _QUANTITY.fullmatch(value) if value is not None else None
    if value is not None and not quantity:
        yield report_error("fact-form", f"{{{name}}} is no number with a unit, and cannot have forms", "remove the forms")
    elif quantity and quantity[1]:
        yield from _check_unit(locale, name, forms, quantity[1])


def _check_unit(locale: str, name: str, forms: tuple[tuple[str, str], ...], unit: str) -> Iterator[CheckIssue]:
    """Yield a form that has another unit than ``unit``, that of the fact."""
    known = any(unit in names for names in unit_words(locale).values())
    for _, text in forms:
        units = frozenset[str]().union(*(number.units for number in find_numbers(text.replace(MARK, "5"), locale)))
        if units and known and unit not in units:
            message = f"the form “{text}” of {{{name}}} has another unit than the fact: {unit}"
            yield report_error("fact-form", message, "name the unit of the fact")
        elif MARK in text and not units:
            message = f"the unit in the form “{text}” of {{{name}}} is not known: the fact is in {unit}"
            yield report_warning("fact-form", message, "read it again: the checks cannot compare it")

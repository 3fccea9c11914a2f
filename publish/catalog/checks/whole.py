"""Checks of a catalog as a whole: what its header says."""

from collections.abc import Iterator

from publish.catalog.checks.base import Issue, error, warning
from publish.catalog.locales import COUNTED, plural_forms
from publish.catalog.model import Catalog
from publish.catalog.plurals import parse_plural_forms


def header_issues(catalog: Catalog, locale: str) -> Iterator[Issue]:
    """Look at the language, the plural rule and the charset that the header states."""
    if not catalog.entries:
        return
    if catalog.header is None:
        yield warning("header-missing", "the catalog has no header", f"run publish update {locale}")
        return
    said = catalog.headers.get("Language", "")
    if said and said.replace("-", "_").split("_")[0] != locale.split("_")[0]:
        yield error("header-language", f"the header says that the language is “{said}”", f"write Language: {locale}")
    yield from _plural_issues(catalog, locale)


def _plural_issues(catalog: Catalog, locale: str) -> Iterator[Issue]:
    """Compare the plural rule with the number of forms that the messages have."""
    plurals = [entry for entry in catalog.messages if entry.msgid_plural is not None and entry.usable]
    if not plurals:
        return
    hint = f"write Plural-Forms: {plural_forms(locale)}"
    try:
        number, plural = parse_plural_forms(catalog.headers.get("Plural-Forms", ""))
        within = all(0 <= plural(count) < number for count in COUNTED)
    except (ValueError, ArithmeticError, RecursionError) as problem:
        yield error("plural-forms", f"the plural rule cannot be used: {problem}", hint)
        return
    if not within:
        yield error("plural-forms", "the plural rule asks for a form that there is not", hint)
    for entry in plurals:
        if len(entry.msgstr_plural) != number:
            yield error("plural-forms", f"line {entry.line} has {len(entry.msgstr_plural)} plural forms, the header says {number}", hint)

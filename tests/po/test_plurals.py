"""Plural rules agree with CLDR, and are read without being run."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from publish.catalog.locales import CATEGORIES, COUNTED, known_locale, plural_forms
from publish.catalog.lookup import translations
from publish.po.model import Catalog, Entry
from publish.po.plurals import parse_plural_forms
from publish.project import UsageError

LANGUAGES = sorted(name for name in locale_identifiers() if "_" not in name)


def test_every_rule_agrees_with_cldr() -> None:
    for name in LANGUAGES:
        rule = Locale.parse(name).plural_form
        used = [category for category in CATEGORIES if category in {rule(count) for count in COUNTED}]
        number, plural = parse_plural_forms(plural_forms(name))
        assert number == len(used), name
        assert [used[plural(count)] for count in COUNTED] == [rule(count) for count in COUNTED], name


@pytest.mark.parametrize(
    ("locale", "forms"), [("ar", 6), ("zh_Hans", 1), ("ko", 1), ("fr", 2), ("hi", 2), ("pt_BR", 2), ("pl", 3), ("cy", 6)]
)
def test_the_number_of_forms(locale: str, forms: int) -> None:
    assert plural_forms(locale).startswith(f"nplurals={forms};")


@pytest.mark.parametrize(
    "text", ["", "nplurals=2", "nplurals=x; plural=n", "nplurals=2; plural=open('x')", "nplurals=99; plural=0;", "a=" * 9999]
)
def test_what_is_no_plural_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_plural_forms(text)


def test_an_unknown_locale_is_told_what_it_may_be() -> None:
    with pytest.raises(UsageError, match="fr"):
        known_locale("frr!")


def catalog(plural: str) -> Catalog:
    forms = ("une page", "%(num)s pages")
    entries = (Entry("", f"Plural-Forms: {plural}\n"), Entry("one page", msgid_plural="%(num)s pages", msgstr_plural=forms))
    return Catalog((*entries, Entry("Open", "Ouvert", "state"), Entry("Open", "Ouvrir"), Entry("Shut", "Fermé", flags=("fuzzy",))))


def test_jinja_gets_the_form_for_the_count() -> None:
    words = translations(catalog("nplurals=2; plural=(n > 1);"))
    assert [words.ngettext("one page", "%(num)s pages", count) for count in (0, 1, 2)] == ["une page", "une page", "%(num)s pages"]
    assert words.pgettext("state", "Open") == "Ouvert" and words.gettext("Open") == "Ouvrir"
    assert words.gettext("Shut") == "Shut" and words.npgettext("x", "a", "b", 3) == "b" and words.missing == {"Shut", "a"}


@pytest.mark.parametrize("plural", ["", "nplurals=2; plural=n/0;", "nplurals=2; plural=n+7;"])
def test_a_plural_rule_that_cannot_be_used_breaks_nothing(plural: str) -> None:
    assert translations(catalog(plural)).ngettext("one page", "%(num)s pages", 1) in ("une page", "%(num)s pages")

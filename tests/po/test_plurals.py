"""Plural rules agree with CLDR and with C, and a hostile one is refused quickly."""

import operator
from collections.abc import Callable

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.catalog.locales import CATEGORIES, COUNTED, known_locale, plural_forms
from publish.catalog.lookup import translations
from publish.po.model import Catalog, Entry
from publish.po.plurals import check_plural_rule, parse_plural_forms, plural_rule
from publish.project import UsageError
from tests.steps import steps

LANGUAGES = sorted(name for name in locale_identifiers() if "_" not in name)


@pytest.mark.slow
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


Term = tuple[str, Callable[[int], int]]

OPERATORS = {
    **{"+": operator.add, "*": operator.mul, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"==": operator.eq, "!=": operator.ne, "%": operator.mod, "/": operator.floordiv},
}


def constant(value: int) -> Term:
    return str(value), lambda n: value


def operation(sign: str, left: Term, right: Term) -> Term:
    """Return an operation in brackets, as text and as a function."""
    return f"({left[0]} {sign}{right[0]})", lambda n: int(OPERATORS[sign](left[1](n), right[1](n)))


def both(left: Term, right: Term) -> Term:
    return f"({left[0]}&& {right[0]})", lambda n: int(bool(left[1](n)) and bool(right[1](n)))


def either(left: Term, right: Term) -> Term:
    return f"({left[0]} || {right[0]})", lambda n: int(bool(left[1](n)) or bool(right[1](n)))


def choice(condition: Term, yes: Term, no: Term) -> Term:
    return f"{condition[0]} ? {yes[0]} : {no[0]}", lambda n: yes[1](n) if condition[1](n) else no[1](n)


constants, divisors = st.integers(0, 200).map(constant), st.integers(1, 100).map(constant)
counts: st.SearchStrategy[Term] = st.just(("n", lambda n: n))
quotients = st.builds(operation, st.sampled_from("%/"), counts, divisors)
numbers = counts | quotients | st.builds(operation, st.sampled_from("+*"), counts, constants)
comparisons = st.builds(operation, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), numbers, constants | numbers)
conditions = st.recursive(comparisons, lambda inner: st.builds(both, inner, inner) | st.builds(either, inner, inner), max_leaves=5)
forms = st.integers(0, 5).map(constant)
rules = st.recursive(conditions | forms | numbers, lambda inner: st.builds(choice, conditions, forms, inner), max_leaves=3)


@settings(max_examples=200, deadline=None)
@given(rules)
def test_a_rule_gives_what_c_gives(rule: Term) -> None:
    text, compute = rule
    _, compiled = plural_rule(f"nplurals=6; plural={text};")
    assert [compiled(count) for count in range(250)] == [compute(count) for count in range(250)]


def test_operators_bind_as_in_c() -> None:
    _, rule = plural_rule("nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;")
    assert [rule(count) for count in (0, 1, 2, 4, 5, 11, 12, 21, 22, 101, 111, 112)] == [2, 0, 1, 1, 2, 2, 2, 0, 1, 0, 2, 2]
    _, rule = plural_rule("nplurals=3; plural=1+n%2*2==3==1;")
    assert [rule(count) for count in (0, 1)] == [0, 1]


START = "nplurals=2; plural="
SUPPORTED, NUMBERS = "is not supported in the expression", "&& and || stand between numbers"
HOSTILE = {
    "brackets": ("(" * 250 + "n" + ")" * 249, "unbalanced"),
    "nested": ("(" * 30 + "n" + ")" * 30, "too complex"),
    "comparisons": ("n" + "==n" * 160, "too complex"),
    "choices": ("n?n:" * 120 + "n", "asks for form"),
    "products": ("n" + "*n" * 249, "asks for form"),
    "digits": ("9" * 240 + "*" + "9" * 240 + "*n", "asks for form 9{20} for the count 1$"),
    "long": ("1" + "+0" * 250, "longer than 500 characters"),
    "long spaces": ("n>1" + " " * 600 + "||n>2", "longer than 500 characters"),
    "spaces": ("n" + " " * 490 + "n", "unexpected"),
    "signs": ("+" * 400, "unexpected"),
    "name": ("open", "invalid"),
    "call": ("n(n)", "unexpected"),
    "nul": ("n\0", "invalid"),
    "keyword": ("n if n else n", "invalid"),
    "string": ("'n'", "invalid"),
    "nothing": (" ", "unexpected end"),
    "negation": ("!n==1", "“!” " + SUPPORTED),
    "difference": ("n-1>0", "“-” " + SUPPORTED),
    "number": ("n && 2", NUMBERS),
    "numbers in brackets": ("(n % 10) || (3)", NUMBERS),
    "number at the end": ("n>1||(n%10)", NUMBERS),
    "number within": ("(n>1 &&n)", NUMBERS),
    "number in a choice": ("n ? n || n>1 : 1", NUMBERS),
}


@pytest.mark.parametrize(("expression", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_rule_is_refused_with_little_work(expression: str, message: str) -> None:
    def work() -> None:
        with pytest.raises(ValueError, match=message.replace("||", r"\|\|")):
            check_plural_rule(START + expression)

    assert steps(work) < 200_000


def test_an_expression_of_500_characters_is_read() -> None:
    assert plural_rule(START + "10" + "+0" * 249)[1](3) == 10


@pytest.mark.parametrize("text", ["", "nplurals=2;", "plural=0;", "nplurals=x; plural=0;"])
def test_a_header_without_a_rule_is_refused_with_the_form_it_must_have(text: str) -> None:
    with pytest.raises(ValueError, match="^it must read: nplurals=NUMBER; plural=EXPRESSION;$"):
        plural_rule(text)


def test_the_first_count_with_a_form_too_many_is_named() -> None:
    with pytest.raises(ValueError, match="2 forms.* form 2 for the count 0$"):
        check_plural_rule("nplurals=2; plural=n==0?2:0;")
    with pytest.raises(ValueError, match="divides by zero"):
        check_plural_rule("nplurals=2; plural=n%(n/1000)>1;")


def test_the_forms_for_any_number_are_those_of_five_counts() -> None:
    assert check_plural_rule("nplurals=3; plural=n<4?0:n<9?1:2;") == (3, {1, 2})


@pytest.mark.parametrize(("number", "valid"), [(0, False), (1, True), (10, True), (11, False)])
def test_the_number_of_forms_has_bounds(number: int, valid: bool) -> None:
    if valid:
        assert parse_plural_forms(f"nplurals={number}; plural=0;")[0] == number
    else:
        with pytest.raises(ValueError, match=f"nplurals={number} "):
            parse_plural_forms(f"nplurals={number}; plural=0;")


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

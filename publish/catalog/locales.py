"""Find the CLDR data of a locale, and its plural rule in gettext's form."""

from collections.abc import Iterable, MutableMapping
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import Alias, LocaleDataDict, exists, load, locale_identifiers, merge

from publish.catalog.beyond_cldr import BEYOND_CLDR
from publish.po.plurals import parse_plural_forms
from publish.project import UsageError, misuse
from publish.project.names import is_plain_name
from publish.text.suggest import did_you_mean

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
COUNTED = range(1000)  # counts over which plural rules are compared; guides have no higher ones

# Expressions as gettext's own tools write them. A locale gets the one that agrees with CLDR.
_EXPRESSIONS = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=2; plural=(n%10!=1 || n%100==11);",
    "nplurals=2; plural=(n > 1 && (n < 11 || n > 99));",
    "nplurals=2; plural=(n != 1 && n != 2 && n != 3 && (n%10 == 4 || n%10 == 6 || n%10 == 9));",
    "nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "nplurals=3; plural=(n==0 || n==1 ? 0 : n>=2 && n<=10 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2);",
    "nplurals=3; plural=(n%10==0 || n%100>=11 && n%100<=19 ? 0 : n%10==1 && n%100!=11 ? 1 : 2);",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "nplurals=4; plural=(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>=3 && n<=10 || n>=13 && n<=19 ? 2 : 3);",
    "nplurals=4; plural=(n%10==1 ? 0 : n%10==2 ? 1 : n%20==0 ? 2 : 3);",
    "nplurals=4; plural=(n%10==1 && n%100!=11 && n%100!=71 && n%100!=91 ? 0 : n%10==2 && n%100!=12 && n%100!=72 && n%100!=92 ? 1"
    " : (n%10==3 || n%10==4 || n%10==9) && (n%100<10 || n%100>19) && (n%100<70 || n%100>79) && n%100<90 ? 2 : 3);",
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n==2 ? 1 : n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 2 : 3);",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4);",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || n%100>=3 && n%100<=10 ? 2 : n%100>=11 && n%100<=19 ? 3 : 4);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n%20==2 ? 2 : n%20==3 ? 3 : n%20==1 ? 4 : 5);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
)


def known_locale(name: str) -> Locale:
    """Return the locale of CLDR with that name (``pt_BR``, ``zh_Hans``). Raises `UsageError` (``unknown-locale``) if there is none."""
    try:
        if not is_plain_name(name) or "." in name:  # Babel ignores what stands after a dot: “es./../other” would be Spanish
            raise ValueError(name)
        return parsed_locale(name)
    except (UnknownLocaleError, ValueError, TypeError) as error:
        message = f"“{name}” is not a locale that CLDR knows"
        advice = "write a language as es, a script as zh_Hans, a region as pt_BR"
        hint = did_you_mean(name, locale_identifiers(), advice, limit=3, cutoff=0.5)
        raise misuse("unknown-locale", message, locale=name, hint=hint) from error


def near_locale(name: str, known: Iterable[str]) -> str | None:
    """Return which of the locales ``known`` readers of ``name`` read as well: the same language in the same script; None if there is none.

    That is the parent in CLDR where it is known (``es`` for ``es_MX``), else the variety that CLDR takes for the language alone
    (``pt_BR`` for ``pt``). Traditional and simplified Chinese are not near.
    """
    try:
        wanted = _maximized(known_locale(name))
        found = [(locale, _maximized(parsed_locale(locale))) for locale in known]
    except (UnknownLocaleError, UsageError, ValueError):
        return None
    near = [(locale, each) for locale, each in found if each[:2] == wanted[:2]]
    usual = _maximized(Locale(wanted[0], script=wanted[1]))
    ranked = sorted(near, key=lambda pair: (pair[1] != wanted, pair[1] != usual))
    return ranked[0][0] if ranked else None


def _maximized(locale: Locale) -> tuple[str, str | None, str | None]:
    """Return language, script and territory of a locale, those that it leaves out by CLDR's likely subtags."""
    likely = get_global("likely_subtags")
    parts = ((locale.language, locale.script), (locale.language, locale.territory), (locale.language,))
    keys = ("_".join(filter(None, each)) for each in parts)
    whole = next((likely[key] for key in keys if key in likely), str(locale))
    usual = Locale.parse(whole)
    return usual.language, locale.script or usual.script, locale.territory or usual.territory


def parsed_locale(name: str) -> Locale:
    """Return Babel's `Locale` of that name, with data of its own. Raises what `Locale.parse` raises.

    Babel 2.18 shares the inherited data of all locales, and replaces an alias in it by the value for the locale that asked first:
    after a text in Urdu, the days of the week would be Urdu in Persian and Russian too.
    """
    found = Locale.parse(name)
    locale_data(found)
    return found


def locale_data(locale: Locale) -> LocaleDataDict:
    """Return the CLDR data of ``locale`` with its aliases resolved; ``sr@latin`` has the data of ``sr``.

    From Babel 2.19 on, most patterns of units are aliases with overrides, which only a `LocaleDataDict` can read.
    """
    name = str(locale)
    return LocaleDataDict(_own_data(name if exists(name) else name.partition("@")[0]))


@cache
def _own_data(name: str) -> MutableMapping[Any, Any]:
    data: dict[str, Any] = load(name)
    own = BEYOND_CLDR.get(name, {})
    data.update((key, _copy(data[key])) for key in {*_aliased(), *own})
    for key, part in own.items():
        merge(data[key], _copy(part))
    return data


@cache
def _aliased() -> tuple[str, ...]:
    """Return the parts of the data that contain aliases: months, days … Only CLDR's root has any, and all locales inherit them."""
    return tuple(key for key, value in load("root").items() if _holds_alias(value))


def _holds_alias(value: Any) -> bool:
    """Tell whether a part contains an alias, or a value that may have replaced one."""
    if isinstance(value, dict | tuple):
        return any(map(_holds_alias, value.values() if isinstance(value, dict) else value))
    return isinstance(value, Alias | LocaleDataDict)


def _copy(value: Any) -> Any:
    """Return a copy of nested dictionaries, and of a tuple of an alias and a dictionary."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return tuple(map(_copy, value)) if type(value) is tuple else value


@lru_cache(maxsize=256)
def plural_forms(name: str) -> str:
    """Return the Plural-Forms of the locale ``name`` for a header.

    The rule agrees with CLDR for whole numbers below 1,000. Forms that only fractions or millions take are omitted, as translators'
    tools omit them. Raises `UsageError` for an unknown locale.
    """
    rule = known_locale(name).plural_form
    wanted = [rule(count) for count in COUNTED]
    used = [category for category in CATEGORIES if category in wanted]
    forms = [used.index(category) for category in wanted]
    for expression in _EXPRESSIONS:
        number, plural = parse_plural_forms(expression)
        if number == len(used) and all(plural(count) == form for count, form in zip(COUNTED, forms, strict=True)):
            return expression
    return _EXPRESSIONS[1]

"""Plural categories of CLDR: which a language has, and which stand for one number alone."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

HIGHEST = 120
"""Whole numbers up to this one show all categories of whole numbers, but for those of millions."""


@lru_cache(maxsize=256)
def plural_categories(locale: str) -> frozenset[str]:
    """Return the plural categories of ``locale``, “other” among them; only “other” for a locale that CLDR does not have."""
    try:
        return frozenset({*Locale.parse(locale, sep="_").plural_form.tags, "other"})
    except (UnknownLocaleError, ValueError):
        return frozenset({"other"})


@lru_cache(maxsize=1024)
def names_one_number(locale: str, category: str) -> bool:
    """Tell whether ``category`` of ``locale`` is that of one number alone: “two” of Arabic, “one” of English."""
    try:
        rule = Locale.parse(locale, sep="_").plural_form
    except (UnknownLocaleError, ValueError):
        return False
    return sum(rule(number) == category for number in range(HIGHEST)) == 1 and rule(1.5) != category

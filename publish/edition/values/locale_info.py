"""Look up what CLDR knows of a locale: its tag, script, direction, digits and names."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date

from publish.catalog.locales import parsed_locale
from publish.catalog.pseudo import PSEUDO_LOCALES
from publish.project import misuse
from publish.text.digits import localized_digits

# The zero of each numbering system that a CLDR locale uses by default (CLDR numberingSystems.xml); digits follow it in order.
ZEROS = {
    "arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "deva": "\u0966", "mymr": "\u1040", "tibt": "\u0f20", "olck": "\u1c50",
    "cakm": "\U00011136", "adlm": "\U0001e950", "hmnp": "\U0001e140", "mtei": "\uabf0", "nkoo": "\u07c0", "rohg": "\U00010d30",
}  # fmt: skip

# The same digits as CSS counter styles (CSS Counter Styles 3), for page numbers.
COUNTERS = {"arab": "arabic-indic", "arabext": "persian", "beng": "bengali", "deva": "devanagari", "mymr": "myanmar", "tibt": "tibetan"}

_YEAR_WORD = re.compile(r"(?<=y)\s'\w+'\.$")


@dataclass(frozen=True, slots=True)
class LocaleInfo:
    """One locale as a page needs it.

    ``locale`` is the folder's name (``zh_Hans``), ``tag`` its BCP 47 form, ``cldr`` the locale that Babel formats with,
    ``script`` an ISO 15924 code, ``direction`` ``ltr`` or ``rtl``; ``english`` and ``native`` are the language's names,
    ``digits`` the ten digits of its default numbering system, ``counter`` their CSS counter style.
    """

    locale: str
    tag: str
    cldr: str
    script: str
    direction: str
    english: str
    native: str
    digits: str
    counter: str

    @property
    def rtl(self) -> bool:
        """Whether text runs from right to left."""
        return self.direction == "rtl"

    def date(self, day: date) -> str:
        """Return ``day`` written out.

        The abbreviation of “year” that Russian and Ukrainian put after it (“2026 г.”) is left out: a sentence that ends
        there would have two full stops.
        """
        pattern = _YEAR_WORD.sub("", Locale.parse(self.cldr).date_formats["long"].pattern)
        return self.numerals(format_date(day, pattern, locale=self.cldr))

    def numerals(self, text: str) -> str:
        """Return ``text`` with the digits 0 to 9 in the locale's own."""
        return localized_digits(text, self.digits)


@cache
def locale_info(locale: str) -> LocaleInfo:
    """Return what CLDR knows of ``locale``; raises `UsageError` (``unknown-locale``) for a name it does not know."""
    found, pseudo = _parse(locale), PSEUDO_LOCALES.get(locale)
    system = found.default_numbering_system
    return LocaleInfo(
        locale=locale,
        tag=locale.replace("_", "-"),
        cldr=str(found),
        script=found.script or _likely_script(found),
        direction="rtl" if found.character_order == "right-to-left" else "ltr",
        english=pseudo or _name(locale, found, Locale("en")),
        native=pseudo or _name(locale, found, found),
        digits="".join(chr(ord(ZEROS.get(system, "0")) + value) for value in range(10)),
        counter=COUNTERS.get(system, "decimal"),
    )


def _parse(locale: str) -> Locale:
    try:
        return parsed_locale(locale)
    except (UnknownLocaleError, ValueError, TypeError):
        pass
    try:
        # A region CLDR has no data for (the pseudo-locales en_XA and ar_XB): the language alone.
        return parsed_locale(locale.split("_")[0])
    except (UnknownLocaleError, ValueError, TypeError) as error:
        hint = "name it as CLDR does: es, pt_BR, zh_Hans"
        raise misuse("unknown-locale", f"CLDR knows no locale “{locale}”", locale=locale, hint=hint) from error


def _likely_script(found: Locale) -> str:
    likely = get_global("likely_subtags")
    full = likely.get(str(found)) or likely.get(found.language) or ""
    return next((part for part in full.split("_") if len(part) == 4), "Latn")


def _name(locale: str, found: Locale, reader: Locale) -> str:
    """Return the name of ``locale`` in the language ``reader``: CLDR's name for the whole (简体中文) if it has one, else that of its parts."""
    name = reader.languages.get(locale) or found.get_display_name(reader) or locale
    # CLDR writes language names as within a sentence; on a label of their own they begin with a capital where there are any.
    return str(name[:1].upper() + name[1:])

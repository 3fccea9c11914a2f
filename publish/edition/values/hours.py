"""Opening hours of a clinic, as each language writes days and times."""

import re
from dataclasses import dataclass
from datetime import time
from itertools import chain

from babel import Locale, UnknownLocaleError
from babel.dates import format_time, get_day_names
from babel.lists import format_list

from publish.edition.values.locale_info import LocaleInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Hours:
    """When the clinic is open on some days: ``days`` counts from 0, Monday. It opens and closes again after each break."""

    days: tuple[int, ...]
    spans: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a language writes hours where it does not do as CLDR says: patterns of a span of days, a span of times, and a time of day.

    An empty pattern leaves it to the pattern of ranges, or to CLDR. In ``clock``, ``{minutes}`` is left out at the full hour.
    ``part_of_day`` is a pattern of CLDR with the part of the day.
    """

    days: str = ""
    times: str = ""
    clock: str = ""
    part_of_day: str = ""


# French: “de 8 h 30 à 17 h”, by the Lexique des règles typographiques of the Imprimerie nationale. Portuguese: by the manual of style
# of the Brazilian Senate. In South Asia, the part of the day stands first.
_WRITINGS = {
    "bn": _Writing(part_of_day="B h:mm"),
    "de": _Writing(times="{0} bis {1} Uhr"),
    "es": _Writing("de {0} a {1}", "de {0} a {1}"),
    "fr": _Writing("du {0} au {1}", "de {0} à {1}", "{hour} h {minutes}"),
    "gu": _Writing(part_of_day="B h:mm"),
    "it": _Writing(times="dalle {0} alle {1}"),
    "pt": _Writing("de {0} a {1}", "das {0} às {1}", "{hour}h{minutes}"),
    "th": _Writing(times="{0}–{1} น."),
    "ur": _Writing(part_of_day="B h:mm"),
}
_COMMAS = {"Arab": "، ", "Hans": "，", "Hant": "，", "Jpan": "、"}


def opening_hours(rows: tuple[Hours, ...], language: LocaleInfo, span: str, country: str = "") -> tuple[tuple[str, str], ...]:
    """Return rows of days and times as people write them: (“Monday to Friday”, “8:30 AM to 5:00 PM”).

    ``span`` is the pattern of a range in ``language``. ``country`` (ISO 3166) is that of the clinic: Spanish in the United States has
    “8:30 a. m.”, in Spain “8:30”.
    """
    writing = _WRITINGS.get(language.locale.split("_")[0], _Writing())
    cldr = _in_country(language, country)
    return tuple((_days(row.days, cldr, writing.days or span), _times(row, language, cldr, writing, span)) for row in rows)


def _in_country(language: LocaleInfo, country: str) -> Locale:
    """Return ``language`` as CLDR knows it in ``country``; as it is if it names a country itself, or CLDR does not know the pair."""
    known = Locale.parse(language.cldr)
    if known.territory or not country:
        return known
    try:
        return Locale(known.language, territory=country, script=known.script)
    except UnknownLocaleError:
        return known


def _days(days: tuple[int, ...], language: Locale, span: str) -> str:
    names = get_day_names("wide", "stand-alone", language)
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = ([span.format(names[run[0]], names[run[-1]])] if len(run) > 2 else [names[day] for day in run] for run in runs)
    text = format_list(list(chain.from_iterable(parts)), locale=language).replace("\u200f", "")
    return text[:1].upper() + text[1:]


def _times(row: Hours, language: LocaleInfo, cldr: Locale, writing: _Writing, span: str) -> str:
    pattern = writing.times or span
    parts = (pattern.format(*(_time(moment, language, cldr, writing) for moment in pair)) for pair in row.spans)
    return language.numerals(_COMMAS.get(language.script, ", ").join(parts))


def _time(moment: time, language: LocaleInfo, cldr: Locale, writing: _Writing) -> str:
    """Return ``moment`` by the language's own pattern, or in CLDR's short form.

    Where that form would say AM or PM in Latin letters, the part of the day stands instead (오전 8:30).
    """
    if writing.clock:
        pattern = writing.clock if moment.minute else writing.clock.removesuffix("{minutes}").rstrip()
        return pattern.format(hour=moment.hour, minutes=f"{moment.minute:02}")
    text = format_time(moment, "short", locale=cldr)
    known = cldr.datetime_skeletons.get("Bhm")
    part_of_day = writing.part_of_day or (known.pattern if known else "")
    if language.script == "Latn" or not part_of_day or not re.search("[A-Za-z]", text):
        return text
    return format_time(moment, part_of_day, locale=cldr)

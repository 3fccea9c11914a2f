"""Opening hours of a clinic, as each language writes days and times."""

import re
from dataclasses import dataclass
from datetime import time

from babel import Locale
from babel.dates import format_time, get_day_names

from publish.edition.values.locale_info import LocaleInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Hours:
    """When the clinic is open on some days: ``days`` counts from 0, Monday. It opens and closes again after each break."""

    days: tuple[int, ...]
    spans: tuple[tuple[time, time], ...]


def opening_hours(rows: tuple[Hours, ...], language: LocaleInfo, span: str) -> tuple[tuple[str, str], ...]:
    """Return rows of days and times as ``language`` writes them: (“Monday to Friday”, “8:30 AM to 5:00 PM”)."""
    return tuple((_days(row.days, language, span), _times(row, language, span)) for row in rows)


_COMMAS = {"Arab": "، ", "Hans": "，", "Hant": "，", "Jpan": "、"}


def _days(days: tuple[int, ...], language: LocaleInfo, span: str) -> str:
    names = get_day_names("wide", "stand-alone", language.cldr)
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [span.format(names[run[0]], names[run[-1]]) if len(run) > 2 else ", ".join(names[day] for day in run) for run in runs]
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _times(row: Hours, language: LocaleInfo, span: str) -> str:
    parts = (span.format(*(_time(moment, language) for moment in pair)) for pair in row.spans)
    return language.numerals(_COMMAS.get(language.script, ", ").join(parts))


def _time(moment: time, language: LocaleInfo) -> str:
    """Return ``moment`` as CLDR's short form, or with the part of the day (오전 8:30) where that form would say AM or PM in Latin."""
    text = format_time(moment, "short", locale=language.cldr)
    parts_of_day = Locale.parse(language.cldr).datetime_skeletons.get("Bhm")
    if language.script == "Latn" or not parts_of_day or not re.search("[A-Za-z]", text):
        return text
    return format_time(moment, parts_of_day.pattern, locale=language.cldr)

"""What one language says never depends on which language was printed before it."""

import json
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest

from publish.edition.layout.typography import read_typography
from publish.edition.values.facts import fact_text
from publish.edition.values.hours import Hours, opening_hours
from publish.edition.values.locale_info import locale_info
from publish.guide import Quantity
from tests.edition.small import workspace_in

ASK = """
import json, sys
from datetime import time
from publish.edition.values.hours import Hours, opening_hours
from publish.edition.values.locale_info import locale_info
hours = (Hours((0, 1, 2), ((time(8, 30), time(17)),)),)
print(json.dumps({locale: opening_hours(hours, locale_info(locale), "{0}-{1}") for locale in sys.argv[1:]}))
"""


def said(*locales: str) -> dict[str, object]:
    """Return the opening hours in ``locales``, asked for one after the other in a fresh process."""
    command = [sys.executable, "-c", ASK, *locales]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return dict(json.loads(told.stdout))


@pytest.mark.slow
@pytest.mark.parametrize("order", [("ur", "fa", "ru"), ("ru", "ur", "fa")], ids="-".join)
def test_days_and_times_are_those_of_the_language_itself(order: tuple[str, ...]) -> None:
    alone = said("ur") | said("fa") | said("ru")
    assert said(*order) == alone


BREAK = Hours((0, 2, 5), ((time(8, 30), time(12)), (time(13), time(17, 15))))


@pytest.mark.parametrize(
    ("locale", "country", "times"),
    [
        ("es", "US", "de 8:30 a.m. a 12:00 p.m., de 1:00 p.m. a 5:15 p.m."),
        ("es", "ES", "de 8:30 a 12:00, de 13:00 a 17:15"),
        ("es_MX", "US", "de 8:30 a.m. a 12:00 p.m., de 1:00 p.m. a 5:15 p.m."),
        ("en", "GB", "08:30 to 12:00, 13:00 to 17:15"),
        ("ko", "US", "오전 8:30~정오 12:00, 오후 1:00~오후 5:15"),
        ("de", "XX", "08:30 bis 12:00 Uhr, 13:00 bis 17:15 Uhr"),
    ],
)
def test_times_are_those_of_the_country_of_the_clinic(tmp_path: Path, locale: str, country: str, times: str) -> None:
    language = locale_info(locale)
    span = read_typography(workspace_in(tmp_path).snapshot(), language).range
    assert opening_hours((BREAK,), language, span, country)[0][1].replace("\u202f", " ") == times


@pytest.mark.parametrize(
    ("locale", "days"), [("ar", "الاثنين والأربعاء والسبت"), ("zh_Hans", "星期一、星期三和星期六"), ("ht", "Lendi, mèkredi ak samdi")]
)
def test_days_are_listed_as_the_language_lists_things(locale: str, days: str) -> None:
    assert opening_hours((BREAK,), locale_info(locale), "{0}–{1}")[0][0] == days


def test_haitian_creole_is_not_french() -> None:
    language = locale_info("ht")
    assert language.date(date(2026, 11, 23)) == "23 novanm 2026"
    assert fact_text(Quantity(10, 30, "minute", None), language, "{0} a {1}") == "10 a 30 minit"
    assert fact_text(Quantity(10, 30, "minute", None), locale_info("fr"), "{0} à {1}") == "10 à 30 minutes"

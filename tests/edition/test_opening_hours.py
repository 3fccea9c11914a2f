"""What one language says never depends on which language was printed before it."""

import json
import subprocess
import sys

import pytest

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

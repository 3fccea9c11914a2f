"""Numbers from 11 that are spelled out, in the languages of ICU: “fifteen”, “quinze jours”, «пятнадцати минут».

The word lists have the small numbers, and those of languages that ICU cannot spell.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from publish.checks.analysis.frame_words import find_places
from publish.checks.analysis.word_lists import is_spaceless, language_code

LEAST = 11
"""The smallest number; smaller ones are in the word lists."""
NUMBERS = (*range(LEAST, 200), *range(200, 1000, 50), *range(1000, 10_001, 500))

# ICU's rule sets of cardinal numbers; a language that lacks one answers with its usual words.
_RULES = (
    "",
    *("masculine", "feminine", "neuter", "masculine-genitive", "feminine-genitive", "masculine-dative", "masculine-instrumental"),
    *("masculine-locative", "masculine-personal", "native", "native-attributive", "verbose"),
)
_OWN_NUMERALS = ("zh", "ja")  # whose signs `publish.checks.analysis.spelled_numbers` knows
_INVISIBLE = re.compile("[\u00ad\u200b]")
_APOSTROPHES = str.maketrans("’'", "ʼʼ")
_GAP = re.compile("[-\u2010\u2011\\s\u00a0]+")


@lru_cache(maxsize=1024)
def spelled_out(text: str, locale: str) -> dict[int, str]:
    """Return the numbers from `LEAST` that ``text`` spells, each as it is written, in lower case.

    A number that is a part of a larger one is left out: “fifteen” of “a hundred and fifteen”. In a language that ICU cannot spell there
    are none.
    """
    names = _names(language_code(locale))
    plain = _plain(text) if names else ""
    spaced = _GAP.sub(" ", plain)
    separated, found, end = not is_spaceless(locale), list[tuple[int, int]](), 0
    for start, _, stop in sorted(place for name in names if name in spaced for place in find_places(name, spaced, separated)):
        if start >= end:
            end = stop
            found.append((start, end))
    written = _with_gaps(plain, spaced)
    return {names[spaced[start:end]]: plain[written[start] : written[end - 1] + 1] for start, end in reversed(found)}


def _with_gaps(plain: str, spaced: str) -> Sequence[int]:
    """Return where each character of ``spaced`` is in ``plain``, whose gaps between words may be longer."""
    if len(plain) == len(spaced):
        return range(len(plain))
    starts = list[int]()
    for gap, part in groupby(range(len(plain)), lambda place: bool(_GAP.match(plain[place]))):
        starts += [next(part)] if gap else part
    return starts


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_APOSTROPHES).lower()


@lru_cache(maxsize=64)
def _names(language: str) -> dict[str, int]:
    """Return the numbers of a language by how they are spelled, spaces for hyphens."""
    return {} if language in _OWN_NUMERALS else dict(_spell(language))


def _spell(language: str) -> Iterator[tuple[str, int]]:
    """Yield each spelling of `NUMBERS` in ``language``, with its number."""
    from icu4py.messageformat import MessageFormat  # 30 MB of data, which few texts need

    formats = [MessageFormat(f"{{n,spellout,%spellout-cardinal-{rule}}}" if rule else "{n,spellout}", language) for rule in _RULES]
    english = MessageFormat("{n,spellout}", "en").format({"n": LEAST})
    if language != "en" and formats[0].format({"n": LEAST}) == english:
        return
    for number in reversed(NUMBERS):  # the last one counts: of two numbers that are spelled alike, the smaller
        yield from ((_GAP.sub(" ", _plain(form.format({"n": number}))), number) for form in formats)

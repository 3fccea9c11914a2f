"""Numbers from 11 that are spelled out, in the languages of ICU: “fifteen”, “quinze jours”, «пятнадцати минут».

The word lists have the small numbers, and those of languages that ICU cannot spell.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from publish.checks.analysis.frame_words import LETTERS
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
    names, pattern = _lexicon(language_code(locale))
    found = pattern.finditer(_plain(text)) if names else ()
    return {names[_GAP.sub(" ", match[0])]: match[0] for match in reversed([*found])}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_APOSTROPHES).lower()


@lru_cache(maxsize=64)
def _lexicon(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return the numbers of a language by how they are spelled, spaces for hyphens, and a pattern that finds them."""
    names = {} if language in _OWN_NUMERALS else dict(_spell(language))
    words = (re.escape(word).replace("\\ ", "[-\u2010\u2011\\s\u00a0]+") for word in sorted(names, key=len, reverse=True))
    edges = ("", "") if is_spaceless(language) else (f"(?<![{LETTERS}])", f"(?![{LETTERS}])")
    return names, re.compile(f"{edges[0]}(?:{'|'.join(words)}){edges[1]}")


def _spell(language: str) -> Iterator[tuple[str, int]]:
    """Yield each spelling of `NUMBERS` in ``language``, with its number."""
    from icu4py.messageformat import MessageFormat  # 30 MB of data, which few texts need

    formats = [MessageFormat(f"{{n,spellout,%spellout-cardinal-{rule}}}" if rule else "{n,spellout}", language) for rule in _RULES]
    english = MessageFormat("{n,spellout}", "en").format({"n": LEAST})
    if language != "en" and formats[0].format({"n": LEAST}) == english:
        return
    for number in reversed(NUMBERS):  # the last one counts: of two numbers that are spelled alike, the smaller
        yield from ((_GAP.sub(" ", _plain(form.format({"n": number}))), number) for form in formats)

"""Check of names: a drug or an allergen of the source is in the translation, and no other one.

names.toml holds the words of each name by language. ``latin`` is for all languages that are written in Latin letters, and for a name
that another script leaves as it is; ``ru`` serves Ukrainian too, ``hi`` Nepali.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from publish.checks.analysis.word_lists import is_spaceless, language_code, word_lists, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_graded, report_warning, with_review

LATIN = "latin"
_SHARED = {"uk": "ru", "ne": "hi"}
_OTHER_SCRIPTS = frozenset("am ar bg bn el fa gu he hi hy ja ka km kn ko lo mk ml mr my ne pa ru si sr ta te th uk ur zh".split())


def check_names(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a drug or an allergen that became another one; in a critical message, warn of one that is missing."""
    language, source_language = language_code(case.locale), language_code(case.source_locale)
    wanted = _names_in(case.source.words, source_language)
    if not wanted or language == source_language:
        return
    lost = [name for name in wanted if _is_missing(name, case.target.words, language)]
    if not lost:
        return
    added = [name for name in _names_in(case.target.words, language) if name not in wanted]
    hint = with_review("write the name of the source", word_lists(case.locale).reviewed)
    if added:
        yield report_graded(case, "name-changed", f"{quote_items(lost)} became {quote_items(added)}", hint)
    elif case.critical:
        yield report_warning("name-changed", f"{quote_items(lost)} of the source is not in the translation", hint)


@lru_cache(maxsize=4096)
def _names_in(text: str, language: str) -> tuple[str, ...]:
    """Return the names that ``text`` has."""
    if not _any_name(language).search(text):
        return ()
    return tuple(name for name in _words_by_name(language) if _pattern(name, language).search(text))


def _is_missing(name: str, text: str, language: str) -> bool:
    """Tell whether the words of ``name`` are known in ``language``, and none is in ``text``."""
    return name in _words_by_name(language) and not _pattern(name, language).search(text)


@cache
def _words_by_name(language: str) -> dict[str, str]:
    """Return the words of each name that is known in ``language``."""
    file = files("publish.checks.meaning") / "names.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    found = {name: _words(words, language) for group in table.values() for name, words in group.items()}
    return {name: words for name, words in found.items() if words}


def _words(words: dict[str, str], language: str) -> str:
    """Return the words of one name in ``language``; an empty string if they are not known."""
    own, latin = words.get(language) or words.get(_SHARED.get(language, ""), ""), words.get(LATIN, "")
    if language in _OTHER_SCRIPTS:
        return own and f"{own} {latin}"
    return f"{own} {latin}".strip()


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    return word_pattern(_words_by_name(language)[name], is_spaceless(language))


@cache
def _any_name(language: str) -> re.Pattern[str]:
    """Return a pattern that finds any name of ``language``."""
    return re.compile("|".join(_pattern(name, language).pattern for name in _words_by_name(language)) or r"(?!)", re.IGNORECASE)

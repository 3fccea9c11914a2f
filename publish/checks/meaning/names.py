"""Check of names: a drug or an allergen of the source is in the translation, and no other one.

names.toml holds the words of each name by language. ``latin`` is for all languages that are written in Latin letters, and for a name
that another script leaves as it is; ``ru`` serves Ukrainian too, ``hi`` Nepali.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from publish.checks.analysis.word_lists import is_spaceless, language_code, word_lists
from publish.checks.analysis.word_search import WordPattern, lists_in, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_graded, report_warning, with_review

LATIN = "latin"
_SHARED = {"uk": "ru", "ne": "hi"}
_OTHER_SCRIPTS = frozenset("am ar bg bn el fa gu he hi hy ja ka km kn ko lo mk ml mr my ne pa ru si sr ta te th uk ur zh".split())


def check_names(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a drug or an allergen that became another one; in a critical message, warn of one that is missing."""
    language = language_code(case.locale)
    wanted = find_names(case.source.words, case.source_locale)
    if not wanted or language == language_code(case.source_locale):
        return
    lost = [name for name in wanted if _is_missing(name, case.target.words, language)]
    if not lost:
        return
    added = [name for name in find_names(case.target.words, case.locale) if name not in wanted]
    hint = with_review("write the name of the source", word_lists(case.locale).reviewed)
    if added:
        yield report_graded(case, "name-changed", f"{quote_items(lost)} became {quote_items(added)}", hint)
    elif case.critical:
        yield report_warning("name-changed", f"{quote_items(lost)} of the source is not in the translation", hint)


@lru_cache(maxsize=4096)
def find_names(text: str, locale: str) -> tuple[str, ...]:
    """Return the drugs and allergens that ``text`` names, by their names in names.toml."""
    language = language_code(locale)
    known = _words_by_name(language)
    found = lists_in(text, tuple(known.values()), is_spaceless(language))
    return tuple(name for name, words in known.items() if words in found) if found else ()


def _is_missing(name: str, text: str, language: str) -> bool:
    """Tell whether the words of ``name`` are known in ``language``, and none is in ``text``."""
    return name in _words_by_name(language) and not _pattern(name, language).is_in(text)


@cache
def _words_by_name(language: str) -> dict[str, str]:
    """Return the words of each name that is known in ``language``."""
    found = {name: _words(words, language) for group in word_table("names.toml").values() for name, words in group.items()}
    return {name: words for name, words in found.items() if words}


@cache
def word_table(name: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return the table of words ``name``, a file of this room: the words of each thing by language, in groups."""
    file = files("publish.checks.meaning") / name
    return tomllib.loads(file.read_text(encoding="utf-8"))


def shared_words(words: dict[str, str], language: str) -> str:
    """Return the words of one thing in ``language``, or in the language that serves it too; an empty string if there are none."""
    return words.get(language) or words.get(_SHARED.get(language, ""), "")


def _words(words: dict[str, str], language: str) -> str:
    """Return the words of one name in ``language``; an empty string if they are not known."""
    own, latin = shared_words(words, language), words.get(LATIN, "")
    if language in _OTHER_SCRIPTS:
        return own and f"{own} {latin}"
    return f"{own} {latin}".strip()


@cache
def _pattern(name: str, language: str) -> WordPattern:
    return word_pattern(_words_by_name(language)[name], is_spaceless(language))

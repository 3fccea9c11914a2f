"""Check of things: a part of the body, a test, a person or a form of a drug of the source does not become another one.

things.toml holds their words by group and language. Only a word of the same group accuses: “arm” for “thigh”, never “doctor”.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from publish.checks.analysis.word_lists import certain_words, is_spaceless, language_code, word_lists
from publish.checks.analysis.word_search import lists_in, word_pattern
from publish.checks.case import CheckIssue, TranslationCase, quote_items, report_warning, with_review
from publish.checks.meaning.names import shared_words, word_table

LISTED = frozenset({"symptoms", "illnesses", "drugs", "drinks"})
"""Groups whose things stand in lists: where some of several are translated, so must be all."""
LONGEST_CHECKED = 300
"""Characters of the longest text that is checked: in longer ones some thing is added by chance."""


def check_things(case: TranslationCase) -> Iterator[CheckIssue]:
    """Warn of a thing of a critical message that is missing while another one of its group is there instead."""
    source, target = case.source.words, case.target.words
    named = find_things(source, case.source_locale)
    if not case.critical or not named or case.plural or max(len(source), len(target)) > LONGEST_CHECKED:
        return
    for group in dict.fromkeys(group for group, _ in named):
        mentioned, kept = (_found(side, language_code(locale), group, certain=False) for side, locale in _sides(case))
        known = _words_by_thing(language_code(case.locale), group, False)
        lost = [thing for thing in named if thing[0] == group and thing in known and thing not in kept]
        given = _found(target, language_code(case.locale), group, certain=True) if lost else ()
        added = [thing for thing in given if thing not in mentioned or _is_more_often(thing, case)]
        names = quote_items([name for _, name in lost])
        if lost and added:
            message = f"{names} became {quote_items([name for _, name in added])}"
        elif lost and group in LISTED and len(lost) < len([thing for thing in named if thing[0] == group]):
            message = f"{names} is not in the translation, which names other things of its list"
        else:
            continue
        yield report_warning("name-changed", message, with_review("name what the source names", word_lists(case.locale).reviewed))


def _is_more_often(thing: "Thing", case: TranslationCase) -> bool:
    """Tell whether a translation certainly names ``thing`` more often than its source may: in the place of another one."""
    certain = _words_by_thing(language_code(case.locale), thing[0], True)[thing]
    possible = _words_by_thing(language_code(case.source_locale), thing[0], False)[thing]
    said = word_pattern(certain, is_spaceless(case.locale)).findall(case.target.words)
    return len(said) > len(word_pattern(possible, is_spaceless(case.source_locale)).findall(case.source.words))


Thing = tuple[str, str]
"""A thing: its group and its name in things.toml."""


@lru_cache(maxsize=4096)
def find_things(text: str, locale: str) -> tuple[Thing, ...]:
    """Return the things that a source text certainly names."""
    language = language_code(locale)
    return tuple(thing for group in word_table("things.toml") for thing in _found(text, language, group, certain=True))


def _sides(case: TranslationCase) -> tuple[tuple[str, str], tuple[str, str]]:
    return (case.source.words, case.source_locale), (case.target.words, case.locale)


@lru_cache(maxsize=4096)
def _found(text: str, language: str, group: str, *, certain: bool) -> tuple[Thing, ...]:
    """Return the things of a group of which ``text`` has a word; only a ``certain`` one counts, or any that may mean it."""
    known = _words_by_thing(language, group, certain)
    found = lists_in(text, tuple(known.values()), is_spaceless(language))
    return tuple(thing for thing, words in known.items() if words in found) if found else ()


@cache
def _words_by_thing(language: str, group: str, certain: bool) -> dict[Thing, str]:
    """Return the words of each thing of a group that is known in ``language``."""
    listed = {(group, name): shared_words(words, language) for name, words in word_table("things.toml")[group].items()}
    return {thing: certain_words(words) if certain else words for thing, words in listed.items() if words}

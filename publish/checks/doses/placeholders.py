"""Check of the order of placeholders: “{dose} every {interval}” does not become “{interval} every {dose}”."""

import re
from collections.abc import Iterator
from itertools import combinations

from publish.checks.analysis.frame_words import frame_words
from publish.checks.analysis.letters import LETTER
from publish.checks.analysis.word_lists import is_spaceless, language_code
from publish.checks.analysis.word_search import word_pattern
from publish.checks.case import CheckIssue, TranslationCase, report_warning
from publish.text.placeholders import FACT

VERB_FIRST = frozenset("en es fr pt it ro de nl sv da nb no pl cs sk ru uk bg el id ms vi tl fil ht ar he sw so".split())
"""Languages that put the parts of a sentence in an order like that of English, so that two placeholders rarely change places."""
_SPACES = re.compile(rf"[^{LETTER}]{{0,2}}")


def check_placeholder_order(case: TranslationCase) -> Iterator[CheckIssue]:
    """Warn of two placeholders of a critical message that seem to have changed places.

    Where the language has another order, the word “every” beside a placeholder tells which is which.
    """
    wanted, given = (FACT.findall(side.raw) for side in (case.source, case.target))
    if not case.critical or len(wanted) < 2 or len(set(wanted)) < len(wanted) or sorted(wanted) != sorted(given):
        return
    if language_code(case.locale) in VERB_FIRST:
        turned = next(([*pair] for pair in combinations(wanted, 2) if given.index(pair[0]) > given.index(pair[1])), [])
    else:
        before, after = _beside_every(case.source.raw, case.source_locale), _beside_every(case.target.raw, case.locale)
        turned = [*before, *after] if len(before) == len(after) == 1 and before != after else []
    if turned:
        message = f"{{{turned[0]}}} and {{{turned[1]}}} stand in another order than in the source"
        yield report_warning("placeholder-moved", message, "check that each placeholder still belongs to the same words")


def _beside_every(text: str, locale: str) -> list[str]:
    """Return the names of the placeholders that stand directly beside the word “every”: behind it, in Japanese and Korean before it."""
    words = word_pattern(frame_words(locale).every, is_spaceless(locale))
    suffix = language_code(locale) in ("ja", "ko")
    ends = {word.start if suffix else word.end for word in words.finditer(text)}
    return [fact[1] for fact in FACT.finditer(text) if any(_is_beside(text, fact, end, suffix=suffix) for end in ends)]


def _is_beside(text: str, fact: re.Match[str], end: int, *, suffix: bool) -> bool:
    start, stop = (fact.end(), end) if suffix else (end, fact.start())
    return start <= stop and bool(_SPACES.fullmatch(text, start, stop))

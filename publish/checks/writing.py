"""Checks of how a translation is written: spaces, punctuation, repeated words, length."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.catalog.template import MARKDOWN_FLAG
from publish.checks.analysis.word_lists import SPACE_ENDED, language_code
from publish.checks.case import CheckIssue, TranslationCase, report_error, report_note, report_warning
from publish.text.width import columns

# What ends a sentence in other scripts, by what ends it in the source (Unicode property Sentence_Terminal).
ENDS = {
    ".": ".。．۔।॥።…։",
    "?": "?？؟⸮՞፧",
    "!": "!！՜",
    ":": ":：︰",
}
KINDS = {mark: kind for kind, marks in ENDS.items() for mark in marks}
REPEATING = frozenset("hi bn ur mr ne gu pa ta te kn ml si id ms jv tl fil sw so ht vi tr zh ja ko th lo km my am fa haw".split())
"""Languages in which repeating a word is grammar."""
WITHOUT_QUESTION_MARK = SPACE_ENDED | {"ja", "ko", "zh", "hy"}
"""Languages in which a particle may ask, or in which the question mark stands inside the word."""
OWN_PUNCTUATION = frozenset({"ar", "fa", "ur", "zh", "ja", "es"})
LABEL = 40
"""Characters up to which a text is taken for a label."""
SHORT = 12
"""Characters up to which a question mark may be the symbol of a button."""
LONG, LONGER = 30, 50
"""Columns of a source from which growth is reported, and from which shrinking is."""
GROWN, SHRUNK = 2.2, 0.25
GROWN_FROM = {"zh": 3.0, "ja": 3.0}
"""Factor for sources in scripts that say more in a line than an alphabet."""
MOST, MOST_TIMES = 10_000, 10
"""Characters, and times the source, above which a text is not a translation: laying it out could take hours."""

_CLOSERS = " \u00a0\u202f\u2009\u200e\u200f\"'”’»›)）]）」』】》〉*_"
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d]\w+) \1(?![\w-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset(  # two pronouns, or an article and a pronoun
    "nous vous that had sie die der das den dem dat je se si az ez egy hogy att för det som man om er da på la le lo el no na to co".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = "\u3400-\u9fff"
_HALF_WIDTH = re.compile(rf"(?<=[{_HAN}])[,;!?](?=[{_HAN}]|$)|(?<=[{_HAN}])\.$")  # a half-width colon is common
_LATIN_AFTER_ARABIC = re.compile("[\u0600-\u06ff][?;,]")
_CLOSING_MARK = {mark: re.compile(rf"(?<=[^\W\d_])[»”\")]*[{mark}](?!\w)") for mark in "?!"}


def check_outer_spaces(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the spaces at the beginning and end: a warning in a label, which may be joined to another text, else a note."""
    source, target = case.source.raw, case.target.raw
    report = report_note if MARKDOWN_FLAG in case.flags or len(source) > LABEL else report_warning
    for side, before, after in (("begin", source[:1], target[:1]), ("end", source[-1:], target[-1:])):
        if before.isspace() != after.isspace() and "\n" not in (before, after):
            message = f"only one of source and translation {side}s with a space"
            yield report("outer-space", message, f"{side} the translation as the source does")


def check_end_punctuation(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare what ends the text: full stop, question mark, exclamation mark or colon, in the form of the script.

    A question that became a statement, or the other way round, is a warning; any other difference is a note, since languages
    differ.
    """
    wanted, given = _end_mark(case.source.words, case.source_locale), _end_mark(case.target.words, case.locale)
    language = language_code(case.locale)
    if wanted == given or case.source.words[-1:] == case.target.words[-1:] or (wanted == "." and language in SPACE_ENDED):
        return
    changes_question = "?" in (wanted, given) and language not in WITHOUT_QUESTION_MARK and len(case.source.words) > SHORT
    report = report_warning if changes_question else report_note
    if wanted and given:
        message, hint = f"the source ends with “{wanted}”, the translation with “{given}”", "end it as the source does"
    elif wanted:
        message, hint = f"the source ends with “{wanted}”, the translation does not", "end it as your script does"
    else:
        message, hint = f"the translation ends with “{given}”, the source does not", "remove it"
    yield report("end-punctuation", message, hint)


def check_script_punctuation(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report punctuation of another script: ? instead of ؟ in Arabic, half-width marks in Chinese, a missing ¿ in Spanish."""
    language, words = language_code(case.locale), case.target.words
    if language in ("ar", "fa", "ur") and _LATIN_AFTER_ARABIC.search(words):
        yield report_warning("script-punctuation", "a Latin “?”, “;” or “,” follows an Arabic letter", "write ؟ ؛ ،")
    if language in ("zh", "ja") and _HALF_WIDTH.search(words):
        yield report_warning("script-punctuation", "a half-width mark stands between Chinese characters", "write ，。；：？！")
    if language == "es" and ("?" in words or "!" in words):
        for opening, closing in ("¿?", "¡!"):
            if words.count(opening) < len(_CLOSING_MARK[closing].findall(words)):
                yield report_warning("script-punctuation", f"“{closing}” without an opening “{opening}”", f"write {opening}…{closing}")


def check_doubled_words(case: TranslationCase) -> Iterator[CheckIssue]:
    """Report a word that is repeated directly."""
    if language_code(case.locale) in REPEATING or not _DOUBLED.search(case.target.words):
        return
    found = next((match for match in _DOUBLED.finditer(case.target.words) if not _may_double(*match[0].split(" "))), None)
    if found and not _DOUBLED.search(case.source.words):
        yield report_warning("doubled-word", f"“{found[0]}” repeats a word", "remove one of them")


def check_unchanged(case: TranslationCase) -> Iterator[CheckIssue]:
    """Note a text of several words that is the same as its source."""
    if case.target.raw == case.source.raw and len(_WORD.findall(case.source.words)) > 2:
        hint = "translate it, or leave it if it should be the same"
        yield report_note("unchanged", "the translation is the same as the source", hint)


def find_overlong(source: str, target: str) -> CheckIssue | None:
    """Return the error for a text that is no translation but something pasted: no other check reads it."""
    if len(target) <= MOST or len(target) <= MOST_TIMES * len(source):
        return None
    message = f"the translation has {len(target):,} characters, the source {len(source):,}"
    return report_error("overlong", message, "remove what was pasted into it")


def check_length(case: TranslationCase) -> Iterator[CheckIssue]:
    """Compare the lengths: a much longer text may not fit, a much shorter one may be incomplete."""
    source = columns(case.source.words)
    if source < LONG:
        return
    target = columns(case.target.words)
    if target > source * GROWN_FROM.get(language_code(case.source_locale), GROWN):
        message = f"the translation is {target / source:.1f} times as long as the source"
        yield report_warning("growth", message, "shorten it, if you can")
    if source >= LONGER and target < source * SHRUNK:
        message = f"the translation has only {target / source:.0%} of the length of the source"
        yield report_warning("shrink", message, "check what is missing")


def differ_in_length(one: int, other: int) -> bool:
    """Tell whether texts of so many characters differ enough to be reported if every character of one side is wide."""
    shorter, longer = (one, other) if one < other else (other, one)
    return longer * SHRUNK >= shorter or longer * 2 >= shorter * GROWN


@lru_cache(maxsize=256)
def has_own_punctuation(locale: str) -> bool:
    """Tell whether the punctuation of the language of ``locale`` is checked: that of Arabic, Chinese and Spanish, among others."""
    return language_code(locale) in OWN_PUNCTUATION


def _end_mark(words: str, locale: str) -> str:
    """Return the mark that ends ``words``, in the form of the source's script; an empty string for none."""
    last = words.rstrip(_CLOSERS)[-1:]
    return "?" if last == ";" and language_code(locale) == "el" else KINDS.get(last, "")  # Greek questions end with a semicolon


def _may_double(first: str, second: str) -> bool:
    """Tell whether two equal words may follow each other: certain pronouns, or a word before a name (“le champ Champ lié”)."""
    return first.casefold() in _MAY_DOUBLE or first[0].islower() and second[0].isupper()

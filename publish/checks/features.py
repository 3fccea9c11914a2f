"""Find the features of a translation (digits, links, marks …), so that only the checks run which can find something in it.

This is for speed: most texts have few features, and running every check on every text would take most of the time of `publish check`.
"""

from collections.abc import Callable
from enum import Enum, auto
from functools import lru_cache

from publish.checks.case import PYTHON_FORMAT_FLAG, TranslationCase
from publish.checks.doses import find_durations, find_frames, find_named_quantities, find_time_units
from publish.checks.meaning import find_names, find_sayings, find_source_negations
from publish.checks.number_words import find_number_words, find_spelled_out
from publish.checks.writing import differ_in_length, has_own_punctuation


class Feature(Enum):
    """One feature of a translation."""

    __hash__ = object.__hash__  # members are singletons, and this is the fastest hash

    FIGURES = auto()
    """The source or the translation contains digits."""
    CRITICAL = auto()
    MARKS = auto()
    """The marks of both sides differ, or there may be marks among the words."""
    BRACKETS = auto()
    """The translation may contain a link or HTML."""
    CONTACTS = auto()
    """The source or the translation may contain a telephone number or an address."""
    EDGES = auto()
    """White space stands at an end."""
    FORMS = auto()
    """There may be forms of a fact."""
    LETTERS = auto()
    """The translation contains more than printable ASCII."""
    SAME = auto()
    """The translation is the same as the source."""
    COUNTED = auto()
    """The source says how many there are of something."""
    QUANTITY = auto()
    """The source names a quantity: a spoon, a scale, a month …"""
    DURATION = auto()
    """The source states a duration without figures: half an hour."""
    TIME_UNIT = auto()
    """The source has a unit of time without figures."""
    NUMBER_WORD = auto()
    """The source has a number word."""
    SPELLED_OUT = auto()
    """The source spells a number from 11."""
    SAYING = auto()
    """The source has a word that has an opposite."""
    NEGATION = auto()
    """The source has a negation."""
    NAME = auto()
    """The source names a drug or an allergen."""
    ENDS = auto()
    """The last characters of both sides differ."""
    LENGTH = auto()
    """One side is much longer than the other."""
    PUNCTUATION = auto()
    """The language has punctuation of its own script."""


_FINDERS: tuple[tuple[Feature, Callable[[str, str], object]], ...] = (
    (Feature.COUNTED, find_frames),
    (Feature.QUANTITY, find_named_quantities),
    (Feature.DURATION, find_durations),
    (Feature.TIME_UNIT, find_time_units),
    (Feature.NUMBER_WORD, find_number_words),
    (Feature.SPELLED_OUT, find_spelled_out),
    (Feature.SAYING, find_sayings),
    (Feature.NEGATION, find_source_negations),
    (Feature.NAME, find_names),
)
"""What finds each feature of a source text, by the text and its locale."""
_OF_BOTH = (
    Feature.FIGURES, Feature.CONTACTS, Feature.CRITICAL, Feature.MARKS, Feature.BRACKETS, Feature.EDGES, Feature.LETTERS, Feature.SAME,
    Feature.ENDS, Feature.LENGTH, Feature.PUNCTUATION, Feature.FORMS,
)  # fmt: skip


def features_of(case: TranslationCase) -> frozenset[Feature]:
    """Return the features of ``case``."""
    source, target = case.source, case.target
    return _joined(
        source_features(source.words, case.source_locale),
        source.has_figures or target.has_figures,
        source.may_have_contacts or target.may_have_contacts,
        case.critical,
        source.marks != target.marks or target.has_loose_marks or PYTHON_FORMAT_FLAG in case.flags,
        target.has_brackets,
        not (source.is_trimmed and target.is_trimmed),
        not (target.raw.isascii() and target.raw.isprintable()),
        target.raw == source.raw,
        source.words[-1:] != target.words[-1:],
        differ_in_length(len(source.words), len(target.words)),
        has_own_punctuation(case.locale),
        "{" in target.raw,
    )


@lru_cache(maxsize=4096)
def source_features(words: str, locale: str) -> frozenset[Feature]:
    """Return the features that the source alone has; they are the same for the translations of every locale."""
    return frozenset(feature for feature, find in _FINDERS if find(words, locale))


@lru_cache(maxsize=1024)
def _joined(of_source: frozenset[Feature], *of_both: bool) -> frozenset[Feature]:
    """Return the features of a source, and those of both sides that there are; cached, because most texts have the same few."""
    return of_source.union(feature for feature, there in zip(_OF_BOTH, of_both, strict=True) if there)

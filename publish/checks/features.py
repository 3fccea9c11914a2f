"""Find the features of a translation (digits, links, marks …), so that only the checks run which can find something in it.

This is for speed: most texts have few features, and running every check on every text would take most of the time of `publish check`.
"""

from collections.abc import Iterator
from enum import Enum, auto

from publish.checks.case import TranslationCase

PYTHON_FORMAT_FLAG = "python-format"


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
    LETTERS = auto()
    """The translation contains more than printable ASCII."""
    SAME = auto()
    """The translation is the same as the source."""


def features_of(case: TranslationCase) -> frozenset[Feature]:
    """Return the features of ``case``."""
    return frozenset(_features(case))


def _features(case: TranslationCase) -> Iterator[Feature]:
    source, target = case.source, case.target
    if source.has_figures or target.has_figures:
        yield Feature.FIGURES
    if source.may_have_contacts or target.may_have_contacts:
        yield Feature.CONTACTS
    if case.critical:
        yield Feature.CRITICAL
    if source.marks != target.marks or target.has_loose_marks or PYTHON_FORMAT_FLAG in case.flags:
        yield Feature.MARKS
    if target.has_brackets:
        yield Feature.BRACKETS
    if not (source.is_trimmed and target.is_trimmed):
        yield Feature.EDGES
    if not (target.raw.isascii() and target.raw.isprintable()):
        yield Feature.LETTERS
    if target.raw == source.raw:
        yield Feature.SAME

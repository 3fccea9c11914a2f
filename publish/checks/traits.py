"""What a case has that a check may find fault with, told at a glance: without the trait, the check has nothing to say."""

from collections.abc import Iterator
from enum import Enum, auto

from publish.checks.base import Case

PYTHON_FORMAT = "python-format"


class Trait(Enum):
    """One thing that a case has, on either side."""

    __hash__ = object.__hash__  # each is itself only, and that is quickest

    FIGURES = auto()
    CRITICAL = auto()
    MARKS = auto()
    """The marks of both sides differ, or there are some among the words."""
    BRACKETS = auto()
    """The translation may hold a link, or what looks like HTML."""
    CONTACTS = auto()
    EDGES = auto()
    """A space or a line break stands at an end."""
    LETTERS = auto()
    """There is more than ASCII, or a character that nobody sees."""
    SAME = auto()


def traits_of(case: Case) -> frozenset[Trait]:
    """Return the traits of ``case``."""
    return frozenset(_traits(case))


def _traits(case: Case) -> Iterator[Trait]:
    source, target = case.source, case.target
    if source.figures or target.figures:
        yield Trait.FIGURES
    if source.contacts or target.contacts:
        yield Trait.CONTACTS
    if case.critical:
        yield Trait.CRITICAL
    if source.marks != target.marks or target.loose or PYTHON_FORMAT in case.flags:
        yield Trait.MARKS
    if target.bracketed:
        yield Trait.BRACKETS
    if not (source.trimmed and target.trimmed):
        yield Trait.EDGES
    if not (target.raw.isascii() and target.raw.isprintable()):
        yield Trait.LETTERS
    if target.raw == source.raw:
        yield Trait.SAME

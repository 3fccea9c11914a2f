"""Checks of what a translation says: negations, warnings, opposites, names, sentences.

Rules find what has words of its own. What only people find is in docs/checks.md.
"""

from publish.checks.meaning.items import check_items
from publish.checks.meaning.limits import check_limits
from publish.checks.meaning.names import check_names, find_names
from publish.checks.meaning.negations import check_added_negations, check_negations, find_source_negations
from publish.checks.meaning.opposites import check_opposites, find_sayings
from publish.checks.meaning.sentences import check_sentences, check_untranslated
from publish.checks.meaning.things import check_things, find_things
from publish.checks.meaning.warnings import check_warnings

__all__ = [
    "check_added_negations",
    "check_items",
    "check_limits",
    "check_names",
    "check_negations",
    "check_opposites",
    "check_sentences",
    "check_things",
    "check_untranslated",
    "check_warnings",
    "find_names",
    "find_sayings",
    "find_source_negations",
    "find_things",
]

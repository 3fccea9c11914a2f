"""Say who can waive which finding of a text."""

from publish.approval.people import Likeness, likeness
from publish.approval.signatures import CLINICIAN, REVISER

NEVER_WAIVED = frozenset(
    "bidi-control control-character critical-fuzzy critical-missing emphasis-changed footnote-changed format-changed image-changed "
    "link-changed link-scheme newline-changed overlong placeholder-changed".split()
)
"""Findings that nobody can waive: a text can always be corrected so that they disappear, whatever the language.

What does not come from the checks of a text cannot be waived either: the syntax and the header of a catalog, and everything about pages
(a glyph that is missing, a text that does not fit).
"""
WAIVED_BY_REVISERS = frozenset(
    "break-changed code-changed doubled-word end-punctuation garbled-text growth html-text "
    "invisible-character meaning-turned mixed-scripts negation-lost number-spelled outer-space "
    "script-punctuation shrink term-forbidden term-missing term-translated unchanged".split()
)
"""Findings that a reviser can waive where the text is not critical. All others, such as those about doses, need a clinician."""


def waiving_roles(code: str, *, is_critical: bool) -> tuple[str, ...]:
    """Return the roles that can waive the finding ``code`` in a text, empty if nobody can."""
    if code in NEVER_WAIVED:
        return ()
    return (REVISER, CLINICIAN) if code in WAIVED_BY_REVISERS and not is_critical else (CLINICIAN,)


def may_be_one_person(by: str, other: str, different_from: tuple[str, ...]) -> bool:
    """Tell whether ``by`` may be ``other``: their names look the same, or are similar and ``by`` has not confirmed that they are two.

    ``different_from`` are the people with similar names who, as ``by`` has confirmed, are other people.
    """
    found = likeness(by, other)
    denied = any(likeness(name, other) is Likeness.SAME for name in different_from)
    return found is Likeness.SAME or found is Likeness.SIMILAR and not denied

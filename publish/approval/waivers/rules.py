"""Say who can waive which finding of a text."""

from publish.approval.signatures import CLINICIAN, REVISER

NEVER_WAIVED = frozenset(
    "bidi-control control-character critical-fuzzy critical-missing emphasis-changed footnote-changed format-changed image-changed "
    "link-changed link-scheme newline-changed placeholder-changed".split()
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

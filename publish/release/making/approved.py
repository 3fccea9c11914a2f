"""Rules for printing only approved editions: when an output is refused, and the note on an older edition."""

from dataclasses import replace

from publish.approval.editions import ApprovedEdition
from publish.edition.request import Composition, Request
from publish.project import Finding, PublishError, Severity, problem


def refuse_draft(request: Request, found: ApprovedEdition, composition: Composition) -> None:
    """Raise `PublishError` if an approved edition would print as a draft.

    The code is ``text-unsigned`` if the layout prints what nobody has signed or changes what was signed, ``approved-overdue`` if its
    review is overdue (PIF TICK: three years), and ``approved-void`` if the layout prints words that are not approved: a bilingual layout
    also prints its words in the source language.
    """
    unsigned = [replace(finding, severity=Severity.ERROR) for finding in composition.findings if finding.code == "text-unsigned"]
    if unsigned:
        raise PublishError(*unsigned)
    if composition.draft and not composition.outdated:
        message = f"edition {found.edition} of “{request.guide}” is approved, but not all words of the layout {request.layout}"
        raise problem("approved-void", message, locale=request.locale, hint="run publish status to see who has to sign the layouts")
    if composition.draft:
        raise problem(
            "approved-overdue",
            f"edition {found.edition} of “{request.guide}” is approved, but the date of its next review has passed: it is out of date",
            locale=request.locale,
            hint="review the guide, set published and next_review in guide.toml, and let a clinician sign it",
        )


def note_older(request: Request, found: ApprovedEdition) -> tuple[Finding, ...]:
    """Return a note if the source has a newer edition than the approved one."""
    if found.edition == found.current:
        return ()
    message = f"printed is edition {found.edition} of “{request.guide}”, approved last; the source is edition {found.current} now"
    hint = f"to bring it up to date: publish status {request.locale}"
    return (Finding(Severity.NOTE, "approved-older", message, locale=request.locale, hint=hint),)

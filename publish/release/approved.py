"""Rules for printing only approved editions: when an output is refused, and the note on an older edition."""

from publish import edition
from publish.approval.editions import ApprovedEdition
from publish.project import Finding, Severity, problem


def refuse_draft(request: edition.Request, found: ApprovedEdition, composition: edition.Composition) -> None:
    """Raise `PublishError` where what is approved is yet a draft: ``approved-overdue`` past its review (PIF TICK: three years).

    ``approved-void`` where a layout prints more than the edition has: of a bilingual one, its words in the source's language.
    """
    if composition.draft and not composition.outdated:
        message = f"edition {found.edition} of “{request.guide}” is approved, but not all words of the layout {request.layout}"
        raise problem("approved-void", message, locale=request.locale, hint="publish status tells who has to sign the layouts")
    if composition.draft:
        raise problem(
            "approved-overdue",
            f"edition {found.edition} of “{request.guide}” is approved, but the date of its next review has passed: it is out of date",
            locale=request.locale,
            hint="review the guide, set published and next_review in guide.toml, and let a clinician sign it",
        )


def note_older(request: edition.Request, found: ApprovedEdition) -> tuple[Finding, ...]:
    """Return a note where the approved edition is not the one that the source has come to."""
    if found.edition == found.current:
        return ()
    message = f"printed is edition {found.edition} of “{request.guide}”, approved last; the source is edition {found.current} now"
    hint = f"to bring it up to date: publish status {request.locale}"
    return (Finding(Severity.NOTE, "approved-older", message, locale=request.locale, hint=hint),)

"""What the makers of outputs share: what is wrong with the texts of a request, and its job for the press."""

from collections.abc import Iterator

from publish import press
from publish.approval.signature_file import read_signatures
from publish.approval.waivers.checking import check_unwaived
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, is_translated
from publish.edition.request import Composition, Request
from publish.project import Finding, Snapshot
from publish.release.results import Imprint, Output


def catalog_findings(snapshot: Snapshot, request: Request) -> Iterator[Finding]:
    """Yield what is wrong with the translations that the output prints, what was waived as notes."""
    for domain in (request.guide, LAYOUTS):
        if is_translated(snapshot, domain, request.locale):
            yield from snapshot.once(_checked, request.locale, domain)


def signature_warnings(snapshot: Snapshot, request: Request) -> Iterator[Finding]:
    """Yield the warnings about the files of signatures that the output depends on."""
    for locale in dict.fromkeys((request.locale, snapshot.settings.source_locale, LAYOUTS_LOCALE)):
        yield from read_signatures(snapshot, locale).warnings


def _checked(snapshot: Snapshot, locale: str, domain: str) -> tuple[Finding, ...]:
    return tuple(check_unwaived(snapshot, locale, domain))


def output_of(request: Request, composition: Composition) -> Output:
    """Return what is known of an output before it is printed."""
    named = Imprint(
        code=composition.code,
        title=composition.title,
        source_title=composition.source_title,
        language=composition.language,
        direction=composition.direction,
        modified=composition.modified,
    )
    findings = composition.findings
    return Output(request, imprint=named, draft=composition.draft, outdated=composition.outdated, findings=findings)


def job_of(request: Request, composition: Composition, profile: tuple[str, bytes] | None = None) -> press.Job:
    """Return what the press needs to print ``composition``: plain data, nothing of gettext. ``profile`` is the print shop's."""
    layout = composition.layout
    return press.Job(
        name=request.guide,
        html=composition.html,
        stylesheets=composition.stylesheets,
        files=composition.files,
        language=composition.language,
        direction=composition.direction,
        families=composition.families,
        paper=composition.paper or "",
        orientation=layout.orientation,
        fold=layout.fold,
        panels=layout.panels,
        min_size_pt=layout.smallest_pt,
        max_size_pt=layout.largest_pt,
        pages=layout.pages,
        title=composition.title,
        modified=composition.modified,
        layout=layout.name,
        locale=request.locale,
        purpose=request.purpose if request.purpose in ("press", "archive") else "office",
        profile=profile,
        draft=composition.draft,
    )

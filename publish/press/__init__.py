"""Print HTML as PDF: pages that fit, on sheets that fold, checked before they are handed out. Knows nothing of gettext.

`publish.press.print` has the steps in order: set up the page (`sheets`), lay out (`engine`), fit (`fit`), check (`proof`), correct tags and
the text layer (`tags`, for an archive `archive` too) or colours (`colour`), and impose (`sheets`).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from publish.press.engine.libraries import engines, missing_engine
from publish.press.findings import MissingGlyph, NamedRule, SelectorRule, TooLong, without_details
from publish.press.job import AttachedFile, Fit, FontUsed, Job, MessagePlace, PageSpace, Printed, ProofPage, ProofPrint
from publish.press.sheets.geometry import folds_with_panels
from publish.project import Finding

__all__ = [
    "AttachedFile",
    "Fit",
    "FontUsed",
    "Job",
    "MessagePlace",
    "MissingGlyph",
    "NamedRule",
    "PageSpace",
    "Printed",
    "ProofPage",
    "ProofPrint",
    "SelectorRule",
    "TooLong",
    "attach_files",
    "attached_files",
    "check_fonts",
    "check_screen",
    "check_styles",
    "engines",
    "font_files",
    "folds_with_panels",
    "missing_engine",
    "print_job",
    "print_marks",
    "print_unchecked",
    "read_profile",
    "read_rules",
    "warm_up",
    "without_details",
]


def print_job(job: Job) -> Printed:
    """Print ``job``; the same job gives the same bytes.

    Raises `PublishError` with every finding where the output would not be safe to hand out: text that does not fit,
    lost words, a missing glyph or font, an address that leads outside, any warning of WeasyPrint.
    """
    from publish.press.engine.layouts.waste import collected_after
    from publish.press.print import run  # WeasyPrint takes 0.3 s to import: only when something is printed

    with collected_after():
        return run(job)


def attach_files(data: bytes, files: Sequence[AttachedFile]) -> bytes:
    """Return the PDF ``data``, printed for an archive, with ``files`` in it; the same files give the same bytes."""
    from publish.press.archive.attachments import attach_files as attach  # pikepdf: only for an archive

    return attach(data, files)


def attached_files(data: bytes) -> dict[str, bytes]:
    """Return the files in the PDF ``data`` by their names; none where it is no PDF."""
    from publish.press.archive.attachments import attached_files as found  # as above

    return found(data)


def print_unchecked(job: Job, first_size_pt: float | None = None) -> ProofPrint:
    """Print what stands in ``job``, whatever is wrong with it, in reading order; what is wrong is in the findings.

    The search for the type size begins at ``first_size_pt``, where much the same text fitted before: that saves half of its layouts.
    It is for a proof, over which marks are laid (`print_marks`), never to hand out. Raises `PublishError` where there is no font at all,
    or a fold or a style sheet is broken.
    """
    from publish.press.marking.unchecked import print_unchecked as run  # as above

    return run(job, first_size_pt)


def print_marks(proof: ProofPrint, marks: Job) -> bytes:
    """Return the PDF of ``proof`` with the pages of ``marks`` over its pages, and those that are left after them.

    By CSS, the pages of ``marks`` that lie over others are named ``over1``, ``over2`` and so on. Raises as `print_unchecked` does.
    """
    from publish.press.marking.overlay import lay_over  # as above
    from publish.press.marking.unchecked import print_overlay

    return lay_over(proof.pdf, print_overlay(marks, proof.pages))


def check_screen(job: Job) -> None:
    """Check a page for the screen, which is not printed.

    Raises `PublishError` (``words-lost``, ``draft-unmarked``) where its style sheets hide a critical text, or that the page is a draft, and
    (``fetch-refused``, ``link-scheme``) where it loads, runs or sends something.
    """
    from publish.press.proof.web.screen import check_screen as check  # WeasyPrint, as above

    check(job)


def check_styles(sheets: Iterable[tuple[str, str]], joined: str) -> tuple[Finding, ...]:
    """Return an error for each line of a style sheet that loads something or would never end; ``sheets`` are pairs of file and text.

    Errors: ``fetch-refused``, ``style-limit``. What only several sheets together do is an error of the file ``joined``.
    """
    from publish.press.proof.styles import check_styles as check  # the parser of CSS is WeasyPrint's

    return check(sheets, joined)


def read_profile(data: bytes, file: str) -> tuple[str, bytes]:
    """Return what `Job.profile` takes: the name of the printing condition in a print shop's ICC profile, and the profile.

    Raises `PublishError` (``profile-wrong``) where it is damaged, or not for a press with four inks.
    """
    from publish.press.colour.profile import read_profile as read  # Pillow and its colour engine: only for a press

    return read(data, file)


def read_rules(css: str, root: Any = None) -> tuple[SelectorRule | NamedRule, ...]:
    """Return the selectors of the style sheet ``css``, matched with the elements below ``root``, and the pages and fonts that it names."""
    from publish.press.engine.css import read_rules as read  # the parser of CSS is WeasyPrint's

    return read(css, root)


def warm_up() -> None:
    """Load WeasyPrint, so that a new process of a pool is ready before its first job; where it cannot be loaded, do nothing."""
    if missing_engine() is None:
        import publish.press.print  # noqa: F401
        from publish.press.engine.layouts.waste import spare_what_stays

        spare_what_stays()


def font_files(families: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the name and the SHA-256 of each font file that may print where ``families`` are allowed.

    Raises `PublishError` (``font-missing``) where a family is not on this machine.
    """
    from publish.press.engine.fonts import font_files as found  # as above

    return found(families)


def check_fonts(families: tuple[str, ...]) -> None:
    """Raise `PublishError` (``font-missing``) where a family is not on this machine, with the package to install."""
    from publish.press.engine.fonts import open_fonts

    open_fonts(families)

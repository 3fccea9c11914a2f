"""Notes on how each output fits its pages, for machine-readable reports: type size, layouts tried, fullness of pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from publish.press import PageSpace
from publish.project import Finding, Severity
from publish.release.results import BuiltOutput


@dataclass(frozen=True, slots=True)
class FitNote(Finding):
    """A note on one printed output. ``output`` is its file without ending, ``pages`` tells how full each page is (1: to the foot).

    ``size_pt`` is the type size, ``layouts`` how many were tried, ``tightest`` the panel that kept the type from being larger.
    ``smallest_pt`` is the smallest type on its pages, ``white`` how empty each page is below its last content.
    """

    output: str = ""
    size_pt: float = 0.0
    layouts: int = 0
    pages: tuple[float, ...] = ()
    tightest: str = ""
    smallest_pt: float = 0.0
    white: tuple[PageSpace, ...] = ()


def fit_notes(made: Iterable[BuiltOutput]) -> list[FitNote]:
    """Return a note for each of ``made`` that was printed."""
    return [_fit_note(each) for each in made if each.made.fit]


def _fit_note(built: BuiltOutput) -> FitNote:
    fit = built.made.fit
    assert fit
    bound = f"; the {fit.tightest} is the tightest" if fit.tightest else ""
    return FitNote(
        Severity.NOTE,
        "fitted",
        f"{built.request.stem} is set in {fit.size_pt:g} pt{bound}; its last page is {fit.shares[-1]:.0%} full",
        locale=built.request.locale,
        output=built.request.stem,
        size_pt=fit.size_pt,
        layouts=fit.layouts,
        pages=tuple(round(share, 2) for share in fit.shares),
        tightest=fit.tightest,
        smallest_pt=fit.smallest_pt,
        white=fit.spaces,
    )

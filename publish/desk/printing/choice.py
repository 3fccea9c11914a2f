"""What somebody chose to print, and what else there is to choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from publish import press
from publish.desk.words import translate as _
from publish.edition.layout.spec import LayoutSpec, layout_specs
from publish.edition.request import Request
from publish.project import Snapshot
from publish.release.plan import Selection, plan

MOST_COPIES = 500


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """A choice that can be printed, and the options beside it. ``fold`` is empty for a sheet that is not folded."""

    request: Request
    spec: LayoutSpec
    layouts: tuple[LayoutSpec, ...]
    papers: tuple[str, ...]
    folds: tuple[str, ...]
    clinics: tuple[str, ...]
    copies: int

    @property
    def fold(self) -> str:
        """The fold, the layout's own where no other one is chosen."""
        return self.request.fold or self.spec.fold or ""


def choice_of(snapshot: Snapshot, guide: str, locale: str, wanted: Mapping[str, str]) -> PrintChoice:
    """Return the choice that ``wanted`` (layout, paper, fold, clinic, copies) names; what does not fit is replaced by what does.

    Raises `UsageError` for a guide, locale or clinic that does not exist.
    """
    specs, settings = layout_specs(snapshot), snapshot.settings
    layouts = _layouts(specs, settings.layouts, bilingual=locale != settings.source_locale)
    spec = next((each for each in layouts if each.name == wanted.get("layout")), layouts[0])
    papers = tuple(dict.fromkeys((*(paper for paper in settings.papers if paper in spec.papers), *spec.papers)))
    paper = wanted.get("paper") if wanted.get("paper") in papers else next(iter(papers), None)
    folds = press.folds_with_panels(spec.panels) if spec.panels else ()
    fold = wanted.get("fold") if wanted.get("fold") in folds else None
    clinic = wanted.get("clinic") if wanted.get("clinic") in snapshot.clinics() else None
    selection = Selection((guide,), (locale,), (spec.name,), (paper,) if paper else (), clinic, fold)
    request = plan(snapshot, selection)[0]
    return PrintChoice(request, spec, layouts, papers, tuple(folds), snapshot.clinics(), copies_of(wanted.get("copies", "")))


def _layouts(specs: Mapping[str, LayoutSpec], usual: tuple[str, ...], bilingual: bool) -> tuple[LayoutSpec, ...]:
    """Return the layouts to choose from, those that project.toml names first."""
    names = dict.fromkeys((*(name for name in usual if name in specs), *specs))
    return tuple(specs[name] for name in names if bilingual or not specs[name].bilingual)


def copies_of(text: str) -> int:
    """Return the number of copies that somebody typed, 1 for what is no number."""
    return min(max(int(text), 1), MOST_COPIES) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def layout_titles() -> dict[str, str]:
    """Return the names of the layouts that ship with the package, as staff know them."""
    return {
        # translators: Kinds of printed matter. A brochure is one folded sheet; a card is a small folded sheet; a handout has several pages.
        "brochure": _("Brochure"),
        "card": _("Pocket card"),
        "handout": _("Handout"),
        "large-print": _("Large print"),
        "easy-read": _("Easy read"),
        "booklet": _("Booklet"),
        "bilingual": _("Handout in two languages"),
        "bilingual-brochure": _("Brochure in two languages"),
        # translators: A file to read on a screen.
        "web": _("Web page"),
    }


def layout_notes() -> dict[str, str]:
    """Return a line on each layout that ships with the package, for people who do not know them."""
    return {
        "brochure": _("One sheet, folded twice into a leaflet of six panels"),
        "card": _("One sheet, folded to a pocket card: when to call, what to look out for"),
        "handout": _("The whole guide on stapled pages, with room for notes"),
        "large-print": _("The handout in large type, for readers with low vision"),
        "easy-read": _("The short text in large type, with pictures beside the words, for people who find reading hard"),
        "booklet": _("The handout as a small stapled book"),
        "bilingual": _("Both languages side by side, so that you and the patient can point at the same sentence"),
        "bilingual-brochure": _("The brochure in both languages, on a large sheet"),
        "web": _("One file for your web site or an e-mail"),
    }


def fold_names() -> dict[str, str]:
    """Return the names of folds as staff know them."""
    return {
        "roll": _("Roll fold: one panel folds in"),
        "z": _("Z fold: like an accordion"),
        "gate": _("Gate fold: two panels open like a door"),
        "quarter": _("Quarter fold: folded twice"),
        "booklet": _("Booklet: folded in the middle, stapled"),
    }

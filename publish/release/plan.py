"""Plan the outputs of a build: each selected guide in each locale, layout and paper."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publish import press
from publish.catalog.locales import near_locale
from publish.catalog.pseudo import PSEUDO_LOCALES
from publish.catalog.template import is_wanted, workspace_locales
from publish.edition.layout.spec import LayoutSpec, readable_specs
from publish.edition.request import Request
from publish.project import Finding, PublishError, Severity, Snapshot, misuse
from publish.text.suggest import choose_from


@dataclass(frozen=True, slots=True)
class Selection:
    """The outputs to build. An empty tuple selects all guides or locales, and the layouts and papers that project.toml names.

    With a ``fold``, only layouts that can be folded that way are printed. ``purpose`` is ``office`` (the desk printer, and the screen
    beside it), ``screen`` alone, ``press`` (a print shop), or ``archive``.
    """

    guides: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    clinic: str | None = None
    fold: str | None = None
    purpose: str = "office"


def plan(snapshot: Snapshot, selection: Selection) -> tuple[Request, ...]:
    """Return the outputs in ``selection``, ordered by guide, locale, layout and paper.

    A guide or a layout that cannot be read is planned as it would be most often: each of its outputs reports what is wrong, and the others
    are made. Raises `UsageError` for a name that the workspace does not have, and if the selection is empty.
    """
    settings = snapshot.settings
    specs = readable_specs(snapshot, settings.papers)
    guides = _chosen("guide", selection.guides, snapshot.guides())
    locales = _chosen("locale", selection.locales, workspace_locales(snapshot), PSEUDO_LOCALES)
    layouts = _folding(selection, specs, _chosen("layout", selection.layouts or settings.layouts, tuple(specs)))
    papers = _papers(selection, settings.papers, specs, layouts)
    clinic, several = _clinic(snapshot, selection), len(snapshot.clinics()) > 1
    requests = tuple(
        Request(guide, locale, layout, paper, clinic, _fold(selection, specs[layout]), selection.purpose, names_clinic=several)
        for guide in guides
        for locale in locales
        if is_wanted(snapshot, guide, locale)
        for layout in layouts
        if not (specs[layout].bilingual and locale == settings.source_locale)
        for paper in _papers_of(specs[layout], papers, selection)
    )
    if not requests and (unfit := snapshot.unfit_names()):
        raise PublishError(*unfit)
    if not requests and guides:
        hint = "a bilingual layout needs a --locale other than the source's; a web page is not for the press or an archive;"
        hint += " a guide that names its own locales has no others"
        raise misuse("nothing-to-build", "nothing in this selection can be printed", hint=hint)
    if not requests:
        raise misuse("nothing-to-build", "there is nothing to print", hint="add a guide: a folder in source/ with guide.md and guide.toml")
    return requests


def with_near_locales(snapshot: Snapshot, selection: Selection) -> Selection:
    """Return ``selection`` with the near locale in place of each one that the workspace does not have (`near_findings` says so)."""
    near = _near_locales(snapshot, selection.locales)
    return replace(selection, locales=tuple(near.get(locale, locale) for locale in selection.locales)) if near else selection


def _near_locales(snapshot: Snapshot, wanted: tuple[str, ...]) -> dict[str, str]:
    """Return for each of the locales ``wanted`` that the workspace does not have the near one that is printed instead, if there is one."""
    known = workspace_locales(snapshot)
    others = [locale for locale in wanted if locale not in (*known, *PSEUDO_LOCALES)]
    return {locale: near for locale in others if (near := near_locale(locale, known))}


def near_findings(snapshot: Snapshot, wanted: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return a note (``locale-near``) for each of the locales ``wanted`` in whose place a near one is printed."""
    hint = "for a translation of its own: publish init LOCALE"
    return tuple(
        Finding(
            Severity.NOTE, "locale-near", f"there is no translation for {locale}: the one for {near} is printed", locale=locale, hint=hint
        )
        for locale, near in _near_locales(snapshot, wanted).items()
    )


def shard_of(requests: tuple[Request, ...], part: int, parts: int) -> tuple[Request, ...]:
    """Return part ``part`` of ``parts`` (from 1) of a plan: every output is in one part, and the parts differ little in size.

    The outputs of a guide in a locale stay together, because their files are read once.
    """
    pairs = dict.fromkeys((request.guide, request.locale) for request in requests)
    place = {pair: number % parts for number, pair in enumerate(pairs)}
    return tuple(request for request in requests if place[request.guide, request.locale] == part - 1)


def _fold(selection: Selection, spec: LayoutSpec) -> str | None:
    return None if selection.fold == spec.fold else selection.fold


def _folding(selection: Selection, specs: Mapping[str, LayoutSpec], layouts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``layouts`` that can be folded as selected; all if no fold is selected."""
    if selection.fold is None:
        return layouts
    known = {name: press.folds_with_panels(spec.panels) for name, spec in specs.items()}
    _chosen("fold", (selection.fold,), sorted({fold for folds in known.values() for fold in folds}))
    folding = tuple(name for name in layouts if selection.fold in known[name])
    unfit = [name for name in selection.layouts if name not in folding] or (layouts if not folding else ())
    for name in unfit:
        hint = f"it is folded: {', '.join(known[name])}" if known[name] else "leave out --fold, or choose another layout"
        raise misuse("fold-unfit", f"the layout {name} is not made for the fold “{selection.fold}”", hint=hint)
    return folding


def _papers_of(spec: LayoutSpec, papers: tuple[str, ...], selection: Selection) -> Iterator[str | None]:
    """Yield the papers to print ``spec`` on; a layout for none of the usual papers is printed on its own papers."""
    if spec.kind == "html":
        yield from () if selection.purpose in ("press", "archive") else (None,)
        return
    fitting = tuple(paper for paper in papers if paper in spec.papers)
    yield from fitting or (() if selection.papers else spec.papers)


def _papers(
    selection: Selection, usual: tuple[str, ...], specs: Mapping[str, LayoutSpec], layouts: tuple[str, ...]
) -> tuple[str, ...]:
    known = tuple(dict.fromkeys(paper for spec in specs.values() for paper in spec.papers))
    papers = _chosen("paper", selection.papers or usual, known)
    for layout in selection.layouts:
        if selection.papers and specs[layout].kind != "html" and not set(papers) & set(specs[layout].papers):
            fits = ", ".join(specs[layout].papers)
            raise misuse("paper-unfit", f"the layout {layout} is not made for {', '.join(papers)}", hint=f"choose one of {fits}")
    return papers


def _clinic(snapshot: Snapshot, selection: Selection) -> str | None:
    clinics = snapshot.clinics()
    name = selection.clinic or snapshot.settings.clinic
    if name is None:
        return clinics[0] if len(clinics) == 1 else None
    return _chosen("clinic", (name,), clinics)[0]


def _chosen(kind: str, wanted: tuple[str, ...], known: Iterable[str], on_request: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names in ``wanted``, or all ``known`` names if it is empty; names ``on_request`` are known, but not part of all."""
    names = tuple(known)
    for name in wanted:
        if name not in (*names, *on_request):
            raise misuse(f"unknown-{kind}", f"there is no {kind} “{name}”", hint=choose_from(name, names))
    return tuple(dict.fromkeys(wanted)) or names

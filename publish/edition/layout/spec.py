"""Read layout.toml, the settings of a layout. A workspace's own layouts/ wins over the shipped one."""

import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeAlias

from publish.project import PublishError, Severity, Snapshot, UsageError, misuse, once
from publish.project.names import is_plain_name
from publish.project.shapes import Rejected, one_of
from publish.project.tables import FileKind, structure
from publish.project.toml import KeyPath, TomlFile, toml_of
from publish.text.suggest import choose_from, similar_names

SHARED = "shared"
STAFF = "staff"
KINDS = ("pdf", "html")
TEXTS = ("short", "full")
LARGEST_PT, MOST_PAGES = 200, 1000
LEAST_MM, MOST_MM = 20, 1000
LEAST_TITLE, MOST_TIMES = 1.2, 5
USUAL_PT = 12.0


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What differs on one paper: style sheets after the others, the bounds of the type size in points, widths in mm."""

    styles: tuple[str, ...]
    smallest_pt: float
    largest_pt: float
    column_mm: float | None
    title_mm: float | None


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """One layout. ``text`` is the edition of the guide it prints (``short`` or ``full``), ``kind`` ``pdf`` or ``html``.

    ``folders`` are searched in order for templates and style sheets: its own, those it extends, the shared one.
    ``draft_styles`` come after ``styles`` in a draft. ``fold`` is None or the name of a fold, ``panels`` the page
    names in reading order, ``pages`` how many unfolded pages there are at the most, or None. The type size lies between
    ``smallest_pt`` and ``largest_pt``; ``on_papers`` says what differs on some papers. ``references`` tells whether citations are
    numbered and listed, ``bilingual`` whether the source stands beside the translation, ``pictures`` whether the figures of the other
    edition print too (`publish.guide.parts.select`). ``column_mm`` is the width of its narrowest column of text, on which depends how
    tables are printed (None: as they are); ``on_folds`` has those of some folds; ``title_mm`` is the width of the title where it is
    another, ``least_title`` how small a long word may make the title, in times ``smallest_pt``. ``classes`` are the classes and roles,
    beside those that every layout knows, that a guide may use in it.
    """

    name: str
    title: str
    text: str
    kind: str
    template: str
    styles: tuple[str, ...]
    draft_styles: tuple[str, ...]
    folders: tuple[str, ...]
    papers: tuple[str, ...] = ()
    orientation: str = "portrait"
    fold: str | None = None
    panels: tuple[str, ...] = ()
    pages: int | None = None
    smallest_pt: float = USUAL_PT
    largest_pt: float = USUAL_PT
    references: bool = True
    bilingual: bool = False
    pictures: bool = False
    column_mm: float | None = None
    title_mm: float | None = None
    least_title: float = LEAST_TITLE
    classes: tuple[str, ...] = ()
    on_papers: tuple[tuple[str, OnPaper], ...] = ()
    on_folds: tuple[tuple[str, float], ...] = ()

    @property
    def file(self) -> str:
        """The name of its layout.toml in messages."""
        return f"layouts/{self.name}/layout.toml"


def layout_specs(snapshot: Snapshot) -> dict[str, LayoutSpec]:
    """Return every layout by name, shipped and the workspace's own, sorted; raises `PublishError` where one is broken."""
    return {name: layout_spec(snapshot, name) for name in layout_names(snapshot)}


def readable_specs(snapshot: Snapshot, papers: tuple[str, ...]) -> dict[str, LayoutSpec]:
    """Return what `layout_specs` returns, and for each broken layout one for ``papers``: its outputs report what is wrong."""
    return {name: _spec_or_stand_in(snapshot, name, papers) for name in layout_names(snapshot)}


def _spec_or_stand_in(snapshot: Snapshot, name: str, papers: tuple[str, ...]) -> LayoutSpec:
    try:
        return layout_spec(snapshot, name)
    except (PublishError, UsageError):
        return LayoutSpec(name, name, "full", "pdf", "", (), (), (), papers)


def layout_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of all layouts, sorted; a folder that cannot be called so (`Snapshot.unfit_names`) is left out."""
    found = {name.split("/")[-2] for root in snapshot.layout_roots for name in snapshot.search(f"{root}/*/layout.toml")}
    return tuple(sorted(filter(is_plain_name, found)))


@once
def layout_spec(snapshot: Snapshot, name: str) -> LayoutSpec:
    """Return the layout ``name``; raises `UsageError` (``unknown-layout``) or `PublishError` (``layout-wrong``)."""
    file, tables, folders = _inherited(snapshot, name, ())
    return _spec(name, file, tables, (*folders, *_folders(snapshot, SHARED)))


def folded(spec: LayoutSpec, fold: str | None) -> LayoutSpec:
    """Return ``spec`` with ``fold`` in place of its own; None changes nothing."""
    return replace(spec, fold=fold) if fold else spec


def on_paper(spec: LayoutSpec, paper: str | None) -> LayoutSpec:
    """Return ``spec`` as it is on ``paper``; most papers change nothing."""
    usual = OnPaper((), spec.smallest_pt, spec.largest_pt, spec.column_mm, spec.title_mm)
    found = dict(spec.on_papers).get(paper or "", usual)
    styles, column_mm = (*spec.styles, *found.styles), dict(spec.on_folds).get(spec.fold or "", found.column_mm)
    widths = replace(spec, column_mm=column_mm, title_mm=found.title_mm)
    return replace(widths, styles=styles, smallest_pt=found.smallest_pt, largest_pt=found.largest_pt)


def staff_layout(snapshot: Snapshot) -> LayoutSpec:
    """Return the pages for staff (layouts/staff) as a layout: they print no guide, so nobody chooses them."""
    folders = tuple(folder for name in (STAFF, SHARED) for folder in _folders(snapshot, name))
    return LayoutSpec(STAFF, "Staff", "full", "pdf", "", ("print.css", "staff.css"), (), folders)


def _folders(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    """Return the folders ``name`` among the layouts, the workspace's own first."""
    folders = (f"{root}/{name}" for root in snapshot.layout_roots)
    return tuple(folder for folder in folders if snapshot.search(f"{folder}/**/*"))


def _inherited(snapshot: Snapshot, name: str, below: tuple[str, ...]) -> tuple[TomlFile, dict[str, Any], tuple[str, ...]]:
    """Return the file of ``name``, its keys and those of all it extends, and their folders; ``below`` are those that extend it."""
    # A name, not a path: nothing outside layouts/ is ever a layout.
    roots = snapshot.layout_roots if name in layout_names(snapshot) else ()
    found = (f"{root}/{name}" for root in roots if snapshot.has(f"{root}/{name}/layout.toml"))
    folder = next((folder for folder in found if folder not in below), None)
    if folder is None:
        raise _unknown(snapshot, name, below)
    file = snapshot.parse(f"{folder}/layout.toml", toml_of)
    parent = file.tables.get("extends")
    if not isinstance(parent, str) or not parent.strip():
        return file, file.tables, (folder,)
    _, inherited, folders = _inherited(snapshot, parent, (*below, folder))
    return file, inherited | file.tables | _joined(inherited, file.tables), (folder, *folders)


def _joined(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys whose values are added to those of the layout that is extended."""
    joined: dict[str, Any] = {}
    for key in ("styles", "paper", "folds"):
        before, after = inherited.get(key), own.get(key)
        if isinstance(before, list) and isinstance(after, list):
            joined[key] = [*before, *after]
        elif isinstance(before, dict) and isinstance(after, dict):
            joined[key] = before | after
    return joined


def _text(text: str) -> str:
    if not text.strip() or "\0" in text:
        raise Rejected("text in quotes, not empty")
    return text


def _within(least: float, most: float, what: str) -> Callable[[Any], Any]:
    """Return a check that accepts the numbers from ``least`` to ``most``."""

    def _check(number: float) -> float:
        if not least <= number <= most:
            raise Rejected(f"{what}, from {least} to {most}")
        return number

    return _check


_Text: TypeAlias = Annotated[str, _text]
_Width: TypeAlias = Annotated[float, _within(LEAST_MM, MOST_MM, "a width in mm")]


@dataclass(frozen=True, slots=True)
class _Sizes:
    smallest_pt: float | None = None
    largest_pt: float | None = None


@dataclass(frozen=True, slots=True)
class _PaperTable:
    styles: tuple[_Text, ...] = ()
    smallest_pt: float | None = None
    largest_pt: float | None = None
    column_mm: _Width | None = None
    title_mm: _Width | None = None


@dataclass(frozen=True, slots=True)
class _FoldTable:
    column_mm: _Width | None = None


@dataclass(frozen=True, slots=True)
class _LayoutFile:
    """The keys of layout.toml, those of the layouts that it extends included."""

    text: Annotated[str, one_of(*TEXTS)]
    kind: Annotated[str, one_of(*KINDS)]
    template: _Text
    title: _Text | None = None
    extends: _Text | None = None
    styles: tuple[_Text, ...] = ()
    draft_styles: tuple[_Text, ...] = ()
    papers: tuple[_Text, ...] = ()
    orientation: Annotated[str, one_of("portrait", "landscape")] = "portrait"
    fold: _Text | None = None
    panels: tuple[_Text, ...] = ()
    pages: Annotated[int, _within(1, MOST_PAGES, "a number of pages")] | None = None
    references: bool = True
    bilingual: bool = False
    pictures: bool = False
    column_mm: _Width | None = None
    title_mm: _Width | None = None
    least_title: Annotated[float, _within(1, MOST_TIMES, "a multiple of the smallest text size")] = LEAST_TITLE
    classes: tuple[_Text, ...] = ()
    size: _Sizes = _Sizes()
    paper: dict[str, _PaperTable] = field(default_factory=dict)
    folds: dict[str, _FoldTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        usual = self.sizes(self.size)
        for path, (smallest, largest) in ((("size",), usual), *((("paper", name), self.sizes(self.paper[name])) for name in self.paper)):
            if not 1 <= smallest <= largest <= LARGEST_PT:
                raise Rejected(f"sizes in points, from 1 to {LARGEST_PT}, the smallest first", *path)

    def sizes(self, table: _Sizes | _PaperTable) -> tuple[float, float]:
        """Return the smallest and the largest type size in ``table``; what it leaves out is that of [size], else `USUAL_PT`."""
        smallest, largest = self.size.smallest_pt or USUAL_PT, self.size.largest_pt or USUAL_PT
        return (
            smallest if table.smallest_pt is None else table.smallest_pt,
            largest if table.largest_pt is None else table.largest_pt,
        )

    def on_paper(self, table: _PaperTable) -> OnPaper:
        """Return what ``table`` says of a paper, completed by what the layout says of all."""
        widths = (table.column_mm or self.column_mm, table.title_mm or self.title_mm)
        return OnPaper(table.styles, *self.sizes(table), *widths)


def _judge_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity | None:
    """Refuse a misspelt key; ignore any other unknown key."""
    return Severity.ERROR if similar_names(key, known, cutoff=0.75) else None


_KIND = FileKind("layout-wrong", "correct that key; docs/layouts.md lists them all", unknown_keys=_judge_unknown)


def _spec(name: str, file: TomlFile, tables: dict[str, Any], folders: tuple[str, ...]) -> LayoutSpec:
    read, _ = structure(tables, file, _LayoutFile, _KIND)
    smallest_pt, largest_pt = read.sizes(read.size)
    return LayoutSpec(
        name=name,
        title=read.title or name,
        text=read.text,
        kind=read.kind,
        template=read.template,
        styles=read.styles,
        draft_styles=read.draft_styles,
        folders=folders,
        papers=read.papers,
        orientation=read.orientation,
        fold=read.fold,
        panels=read.panels,
        pages=read.pages,
        smallest_pt=smallest_pt,
        largest_pt=largest_pt,
        references=read.references,
        bilingual=read.bilingual,
        pictures=read.pictures,
        column_mm=read.column_mm,
        title_mm=read.title_mm,
        least_title=read.least_title,
        classes=read.classes,
        on_papers=tuple((paper, read.on_paper(table)) for paper, table in read.paper.items()),
        on_folds=tuple((fold, table.column_mm) for fold, table in read.folds.items() if table.column_mm),
    )


def _unknown(snapshot: Snapshot, name: str, below: tuple[str, ...]) -> UsageError:
    extending = [posixpath.basename(folder) for folder in below]
    hint = choose_from(name, sorted({*layout_names(snapshot)} - {*extending}))
    if extending:
        trouble = "which is built on it in turn" if name in extending else "and there is no such layout"
        message = f"this layout extends “{name}”, {trouble}"
        return misuse("unknown-layout", message, file=f"layouts/{extending[-1]}/layout.toml", hint=hint)
    return misuse("unknown-layout", f"there is no layout “{name}”", hint=hint)

"""layout.toml: what a layout is, in a designer's words. A workspace's own layouts/ wins over the shipped one."""

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from publish.project import PublishError, Snapshot, UsageError, misuse, once, problem
from publish.project.toml import parse_toml
from publish.text.suggest import choose_from

SHARED = "shared"
STAFF = "staff"
KINDS = ("pdf", "html")
TEXTS = ("short", "full")
LARGEST_PT, MOST_PAGES = 200, 1000
LEAST_MM, MOST_MM = 20, 1000
LEAST_TITLE, MOST_TIMES = 1.2, 5
WIDTHS = ("column_mm", "title_mm")
Kind = TypeVar("Kind")


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
    ``smallest_pt`` and ``largest_pt``; ``on_papers`` says what differs on some papers. ``references`` tells whether
    citations are numbered and listed, ``bilingual`` whether the source stands beside the translation. ``column_mm`` is the width
    of its narrowest column of text, on which depends how tables are printed (None: as they are); ``on_folds`` has those of some folds;
    ``title_mm`` is the width of the title where it is another, ``least_title`` how small a long word may make the title, in times
    ``smallest_pt``.
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
    smallest_pt: float = 12.0
    largest_pt: float = 12.0
    references: bool = True
    bilingual: bool = False
    column_mm: float | None = None
    title_mm: float | None = None
    least_title: float = LEAST_TITLE
    on_papers: tuple[tuple[str, OnPaper], ...] = ()
    on_folds: tuple[tuple[str, float], ...] = ()

    @property
    def file(self) -> str:
        """The name of its layout.toml in messages."""
        return f"layouts/{self.name}/layout.toml"


def layout_specs(snapshot: Snapshot) -> dict[str, LayoutSpec]:
    """Return every layout by name, shipped and the workspace's own, sorted; raises `PublishError` where one is broken."""
    return {name: layout_spec(snapshot, name) for name in layout_names(snapshot)}


def layout_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of all layouts, sorted."""
    return tuple(sorted({name.split("/")[-2] for root in snapshot.layout_roots for name in snapshot.search(f"{root}/*/layout.toml")}))


@once
def layout_spec(snapshot: Snapshot, name: str) -> LayoutSpec:
    """Return the layout ``name``; raises `UsageError` (``unknown-layout``) or `PublishError` (``layout-wrong``)."""
    table, folders = _inherited(snapshot, name, ())
    return _spec(name, table, (*folders, *_folders(snapshot, SHARED)))


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


def _inherited(snapshot: Snapshot, name: str, below: tuple[str, ...]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the keys of ``name`` and of all it extends, and their folders; ``below`` are those that extend it."""
    # A name, not a path: nothing outside layouts/ is ever a layout.
    roots = snapshot.layout_roots if name in layout_names(snapshot) else ()
    found = (f"{root}/{name}" for root in roots if snapshot.has(f"{root}/{name}/layout.toml"))
    folder = next((folder for folder in found if folder not in below), None)
    if folder is None:
        raise _unknown(snapshot, name, below)
    file = f"layouts/{name}/layout.toml"
    table = parse_toml(snapshot.read(f"{folder}/layout.toml").data, file).tables
    if "extends" not in table:
        return table, (folder,)
    with _read(file):
        parent = _text(table, "extends")
    inherited, folders = _inherited(snapshot, parent, (*below, folder))
    with _read(file):
        joined = {
            "styles": [*_list(inherited, "styles"), *_list(table, "styles")],
            "paper": _table(inherited, "paper") | _table(table, "paper"),
            "folds": _table(inherited, "folds") | _table(table, "folds"),
        }
    return inherited | table | joined, (folder, *folders)


def _spec(name: str, table: Mapping[str, Any], folders: tuple[str, ...]) -> LayoutSpec:
    with _read(f"layouts/{name}/layout.toml"):
        smallest, largest = _bounds(_table(table, "size"), (12.0, 12.0))
        widths = tuple(_width(table, key, None) for key in WIDTHS)
        return LayoutSpec(
            name=name,
            title=_text(table, "title", name),
            text=_one_of(table["text"], TEXTS),
            kind=_one_of(table["kind"], KINDS),
            template=_text(table, "template"),
            styles=_list(table, "styles"),
            draft_styles=_list(table, "draft_styles"),
            folders=folders,
            papers=_list(table, "papers"),
            orientation=_one_of(table.get("orientation", "portrait"), ("portrait", "landscape")),
            fold=_text(table, "fold") if "fold" in table else None,
            panels=_list(table, "panels"),
            pages=_count(table, "pages") if "pages" in table else None,
            smallest_pt=smallest,
            largest_pt=largest,
            references=_flag(table, "references", True),
            bilingual=_flag(table, "bilingual", False),
            column_mm=widths[0],
            title_mm=widths[1],
            least_title=_times(table, "least_title", LEAST_TITLE),
            on_papers=_on_papers(_table(table, "paper"), (smallest, largest), widths),
            on_folds=_on_folds(_table(table, "folds")),
        )


def _on_papers(
    tables: Mapping[str, Any], usual: tuple[float, float], usual_mm: tuple[float | None, ...]
) -> tuple[tuple[str, OnPaper], ...]:
    found = {paper: _table(tables, paper) for paper in tables}
    widths = {paper: [_width(table, *width) for width in zip(WIDTHS, usual_mm, strict=True)] for paper, table in found.items()}
    return tuple((paper, OnPaper(_list(table, "styles"), *_bounds(table, usual), *widths[paper])) for paper, table in found.items())


def _on_folds(tables: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    found = ((fold, _width(_table(tables, fold), "column_mm", None)) for fold in tables)
    return tuple((fold, width_mm) for fold, width_mm in found if width_mm)


@contextmanager
def _read(file: str) -> Iterator[None]:
    """Turn what is wrong with a key of ``file`` into `PublishError` (``layout-wrong``)."""
    try:
        yield
    except KeyError as error:
        raise _wrong(file, f"the key {error} is missing") from error
    except ValueError as error:
        raise _wrong(file, str(error)) from error


def _wrong(file: str, trouble: str) -> PublishError:
    return problem("layout-wrong", trouble, file=file, hint="mend that key; docs/layouts.md lists them all")


def _table(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    return _typed(table, key, dict, "a table", {})


def _text(table: Mapping[str, Any], key: str, usual: str | None = None) -> str:
    found = _typed(table, key, str, "text in quotes", usual)
    if not found.strip() or "\0" in found:
        raise ValueError(f"“{key}” is empty")
    return found


def _flag(table: Mapping[str, Any], key: str, usual: bool) -> bool:
    return _typed(table, key, bool, "true or false", usual)


def _count(table: Mapping[str, Any], key: str) -> int:
    found = _typed(table, key, int, "a number of pages", None)
    if not 1 <= found <= MOST_PAGES:
        raise ValueError(f"“{key}” must be from 1 to {MOST_PAGES}")
    return found


def _bounds(table: Mapping[str, Any], usual: tuple[float, float]) -> tuple[float, float]:
    """Return the smallest and the largest type size in ``table``."""
    smallest, largest = (table.get(key, size) for key, size in zip(("smallest_pt", "largest_pt"), usual, strict=True))
    if not all(isinstance(size, int | float) for size in (smallest, largest)) or not 1 <= smallest <= largest <= LARGEST_PT:
        between = f"must be sizes in points, from 1 to {LARGEST_PT}, in that order"
        raise ValueError(f"“smallest_pt” ({smallest}) and “largest_pt” ({largest}) {between}")
    return float(smallest), float(largest)


def _width(table: Mapping[str, Any], key: str, usual: float | None) -> float | None:
    """Return the width ``key`` in ``table``, in mm."""
    found = table.get(key, usual)
    if found is not None and (not isinstance(found, int | float) or not LEAST_MM <= found <= MOST_MM):
        raise ValueError(f"“{key}” ({found}) must be a width in mm, from {LEAST_MM} to {MOST_MM}")
    return None if found is None else float(found)


def _times(table: Mapping[str, Any], key: str, usual: float) -> float:
    """Return ``key`` in ``table``: a size in times that of the smallest text."""
    found = table.get(key, usual)
    if not isinstance(found, int | float) or not 1 <= found <= MOST_TIMES:
        raise ValueError(f"“{key}” ({found}) must be from 1 to {MOST_TIMES}, in times the text")
    return float(found)


def _list(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = _typed(table, key, list, "a list of texts in quotes", [])
    if not all(isinstance(item, str) and item and "\0" not in item for item in value):
        raise ValueError(f"“{key}” must be a list of texts in quotes")
    return tuple(value)


def _typed(table: Mapping[str, Any], key: str, kind: type[Kind], wanted: str, usual: Kind | None) -> Kind:
    value = table[key] if usual is None else table.get(key, usual)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"“{key}” must be {wanted}")
    return value


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"“{value}” is not one of {', '.join(known)}")
    return str(value)


def _unknown(snapshot: Snapshot, name: str, below: tuple[str, ...]) -> UsageError:
    extending = [posixpath.basename(folder) for folder in below]
    hint = choose_from(name, sorted({*layout_names(snapshot)} - {*extending}))
    if extending:
        trouble = "which is built on it in turn" if name in extending else "and there is no such layout"
        message = f"this layout extends “{name}”, {trouble}"
        return misuse("unknown-layout", message, file=f"layouts/{extending[-1]}/layout.toml", hint=hint)
    return misuse("unknown-layout", f"there is no layout “{name}”", hint=hint)

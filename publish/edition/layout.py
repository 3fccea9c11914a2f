"""layout.toml: what a layout is, in a designer's words. A workspace's own layouts/ wins over the shipped one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publish.project import Finding, Severity, UsageError, Workspace, layouts_folder, problem, read_toml

SHARED = "shared"
STAFF = "staff"
KINDS = ("pdf", "html")
TEXTS = ("short", "full")


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """One layout. ``text`` is the edition of the guide it prints (``short`` or ``full``), ``kind`` ``pdf`` or ``html``.

    ``folders`` are searched in order for templates and style sheets: its own, those it extends, the shared one.
    ``draft_styles`` come after ``styles`` in a draft. ``fold`` is None or the name of a fold, ``panels`` the page
    names in reading order, ``pages`` the exact number of unfolded pages or None. The type size lies between
    ``smallest_pt`` and ``largest_pt``. ``references`` tells whether citations are numbered and listed,
    ``bilingual`` whether the source stands beside the translation.
    """

    name: str
    title: str
    text: str
    kind: str
    template: str
    styles: tuple[str, ...]
    draft_styles: tuple[str, ...]
    folders: tuple[Path, ...]
    papers: tuple[str, ...] = ()
    orientation: str = "portrait"
    fold: str | None = None
    panels: tuple[str, ...] = ()
    pages: int | None = None
    smallest_pt: float = 12.0
    largest_pt: float = 12.0
    references: bool = True
    bilingual: bool = False

    @property
    def file(self) -> str:
        """The name of its layout.toml in messages."""
        return f"layouts/{self.name}/layout.toml"


def layout_specs(workspace: Workspace) -> dict[str, LayoutSpec]:
    """Return every layout by name, shipped and the workspace's own, sorted; raises `PublishError` where one is broken."""
    folders = (*_roots(workspace),)
    names = {path.parent.name for root in folders for path in root.glob("*/layout.toml")}
    return {name: layout_spec(workspace, name) for name in sorted(names)}


def layout_spec(workspace: Workspace, name: str) -> LayoutSpec:
    """Return the layout ``name``; raises `UsageError` (``unknown-layout``) or `PublishError` (``layout-wrong``)."""
    table, folders = _inherited(workspace, name, ())
    shared = tuple(root / SHARED for root in _roots(workspace) if (root / SHARED).is_dir())
    return _spec(name, table, (*folders, *shared))


def folded(spec: LayoutSpec, fold: str | None) -> LayoutSpec:
    """Return ``spec`` with ``fold`` in place of its own; None changes nothing."""
    return replace(spec, fold=fold) if fold else spec


def staff_layout(workspace: Workspace) -> LayoutSpec:
    """Return the pages for staff (layouts/staff) as a layout: they print no guide, so nobody chooses them."""
    folders = (*(root / name for name in (STAFF, SHARED) for root in _roots(workspace)),)
    styles, found = ("print.css", "staff.css"), tuple(folder for folder in folders if folder.is_dir())
    return LayoutSpec(STAFF, "Staff", "full", "pdf", "", styles, (), found)


def _roots(workspace: Workspace) -> tuple[Path, ...]:
    own, shipped = workspace.root / "layouts", layouts_folder()
    return (shipped,) if own.resolve() == shipped.resolve() else (own, shipped)


def _inherited(workspace: Workspace, name: str, below: tuple[Path, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Return the keys of ``name`` and of all it extends, and their folders; ``below`` are those that extend it."""
    folder = next((root / name for root in _roots(workspace) if _is_layout(root, name) and root / name not in below), None)
    if folder is None:
        raise _unknown(workspace, name)
    table = read_toml(folder / "layout.toml", f"layouts/{name}/layout.toml")
    parent = table.pop("extends", None)
    if parent is None:
        return table, (folder,)
    inherited, folders = _inherited(workspace, str(parent), (*below, folder))
    styles = [*_list(inherited, "styles"), *_list(table, "styles")]
    return inherited | table | {"styles": styles}, (folder, *folders)


def _is_layout(root: Path, name: str) -> bool:
    # A name, not a path: nothing outside layouts/ is ever a layout.
    return Path(name).name == name and (root / name / "layout.toml").is_file()


def _spec(name: str, table: Mapping[str, Any], folders: tuple[Path, ...]) -> LayoutSpec:
    size = table.get("size", {})
    pages, fold = table.get("pages"), table.get("fold")
    try:
        return LayoutSpec(
            name=name,
            title=str(table.get("title", name)),
            text=_one_of(table["text"], TEXTS),
            kind=_one_of(table["kind"], KINDS),
            template=str(table["template"]),
            styles=tuple(_list(table, "styles")),
            draft_styles=tuple(_list(table, "draft_styles")),
            folders=folders,
            papers=tuple(_list(table, "papers")),
            orientation=_one_of(table.get("orientation", "portrait"), ("portrait", "landscape")),
            fold=None if fold is None else str(fold),
            panels=tuple(_list(table, "panels")),
            pages=None if pages is None else int(pages),
            smallest_pt=float(size.get("smallest_pt", 12)),
            largest_pt=float(size.get("largest_pt", 12)),
            references=bool(table.get("references", True)),
            bilingual=bool(table.get("bilingual", False)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        file = f"layouts/{name}/layout.toml"
        hint = "compare it with layouts/handout/layout.toml"
        raise problem("layout-wrong", f"{file}: {error} is missing or not what it should be", file=file, hint=hint) from error


def _list(table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"“{key}”")
    return [str(item) for item in value]


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"“{value}” (one of {', '.join(known)})")
    return str(value)


def _unknown(workspace: Workspace, name: str) -> UsageError:
    known = sorted({path.parent.name for root in _roots(workspace) for path in root.glob("*/layout.toml")})
    hint = f"there are: {', '.join(known) or 'none'}"
    return UsageError(Finding(Severity.ERROR, "unknown-layout", f"there is no layout “{name}”", hint=hint))

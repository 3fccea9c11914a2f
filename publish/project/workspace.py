"""The folders of a workspace: source/, locales/, dist/, and the layouts that ship with the package."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publish.project.files import read_file
from publish.project.findings import Finding, Severity, UsageError
from publish.project.settings import FILE, Settings, parse_settings


@dataclass(frozen=True)
class Workspace:
    """One workspace on disk. ``root`` holds source/project.toml."""

    root: Path

    @cached_property
    def settings(self) -> Settings:
        """What source/project.toml says; raises `PublishError` where it is broken."""
        return parse_settings(read_file(self.root / FILE, FILE))

    @property
    def source(self) -> Path:
        """The folder of guides, clinics and the glossary."""
        return self.root / "source"

    @property
    def locales(self) -> Path:
        """The folder of templates and catalogs."""
        return self.root / "locales"

    def guides(self) -> tuple[str, ...]:
        """Return the names of the guides: every folder of source/ that holds a guide.md, sorted."""
        return tuple(sorted(path.parent.name for path in self.source.glob("*/guide.md")))

    def clinics(self) -> tuple[str, ...]:
        """Return the names of the clinics: every source/clinics/*.toml, sorted."""
        return tuple(sorted(path.stem for path in (self.source / "clinics").glob("*.toml")))

    def guide_folder(self, guide: str) -> Path:
        """Return the folder of ``guide``."""
        return self.source / guide

    def template_path(self, domain: str) -> Path:
        """Return the path of the template of ``domain`` (a guide, or ``layouts``)."""
        return self.locales / f"{domain}.pot"

    def catalog_path(self, locale: str, domain: str) -> Path:
        """Return the path of the catalog of ``domain`` in ``locale``."""
        return self.locales / locale / "LC_MESSAGES" / f"{domain}.po"

    def approvals_path(self, locale: str) -> Path:
        """Return the path of the signatures of ``locale``."""
        return self.locales / locale / "approvals.jsonl"

    def relative(self, path: Path) -> str:
        """Return ``path`` as messages name it: relative to the workspace, with forward slashes."""
        try:
            return path.resolve().relative_to(self._resolved).as_posix()
        except (RuntimeError, ValueError):  # links in a circle, or outside
            return path.as_posix()

    @cached_property
    def _resolved(self) -> Path:
        return self.root.resolve()


def find_workspace(start: Path) -> Workspace:
    """Return the workspace at ``start`` or the nearest folder above it; raises `UsageError` where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return Workspace(folder)
    raise UsageError(
        Finding(
            Severity.ERROR,
            "no-workspace",
            f"neither {here} nor a folder above it holds {FILE}",
            hint="go to your workspace, or name it: publish -C FOLDER …",
        )
    )


def layouts_folder() -> Path:
    """Return the folder of the shipped layouts: beside this package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "layouts"
    return inside if inside.is_dir() else package.parent / "layouts"

"""A workspace on disk: where its files are, and snapshots of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from publish.project.files import read_bytes
from publish.project.findings import Finding, Severity, UsageError, problem
from publish.project.names import LAYOUT_FOLDER, PROJECT, SHIPPED, approvals_file, archive_folder, catalog_file, guide_folder, template_file
from publish.project.snapshot import Snapshot


@dataclass(frozen=True)
class Workspace:
    """One workspace on disk. ``root`` is the folder that holds source/project.toml.

    It says where to write; what the files hold is asked of a `snapshot`.
    """

    root: Path

    def snapshot(self) -> Snapshot:
        """Return a snapshot of the workspace as it stands now."""
        return Snapshot(DiskFiles(self.root))

    @property
    def source(self) -> Path:
        """The folder of guides, clinics and the glossary."""
        return self.root / "source"

    @property
    def locales(self) -> Path:
        """The folder of templates and catalogs."""
        return self.root / "locales"

    def guide_folder(self, guide: str) -> Path:
        """Return the folder of ``guide``."""
        return self.root / guide_folder(guide)

    def template_path(self, domain: str) -> Path:
        """Return the path of the template of ``domain`` (a guide, or ``layouts``)."""
        return self.root / template_file(domain)

    def catalog_path(self, locale: str, domain: str) -> Path:
        """Return the path of the catalog of ``domain`` in ``locale``."""
        return self.root / catalog_file(locale, domain)

    def approvals_path(self, locale: str) -> Path:
        """Return the path of the signatures of ``locale``."""
        return self.root / approvals_file(locale)

    def archive_path(self, locale: str, guide: str) -> Path:
        """Return the folder of the last approved edition of ``guide`` in ``locale``."""
        return self.root / archive_folder(locale, guide)

    def relative(self, path: Path) -> str:
        """Return ``path`` as messages name it: relative to the workspace, with forward slashes."""
        try:
            return path.resolve().relative_to(self._resolved).as_posix()
        except (RuntimeError, ValueError):  # links in a circle, or outside
            return path.as_posix()

    @cached_property
    def _resolved(self) -> Path:
        return self.root.resolve()


@dataclass(frozen=True)
class DiskFiles:
    """The files of a workspace on disk, and those that the package brings along; nothing else is ever read.

    A symbolic link is followed only where it stays inside one of the two.
    """

    root: Path
    package: Path = field(default_factory=lambda: layouts_folder().parent)

    @cached_property
    def holds_package(self) -> bool:
        """Whether the workspace is the checkout that this package runs from."""
        return (self.root / LAYOUT_FOLDER).resolve() == (self.package / LAYOUT_FOLDER).resolve()

    def read(self, name: str) -> bytes | None:
        """Return what the file ``name`` holds, None where there is none.

        Raises `PublishError`: ``path-outside`` where a link leads out, ``file-unreadable`` for a pipe, a device or what may not be read.
        """
        path = self._path(name)
        try:
            resolved = path.resolve()
            if not any(resolved.is_relative_to(root) for root in self._roots):
                hint = "put the file itself into the workspace, in place of the link"
                raise problem("path-outside", f"“{name}” leads out of the workspace", file=name, hint=hint)
            return read_bytes(path) if path.exists() and not path.is_dir() else None
        except (OSError, RuntimeError, ValueError) as error:  # Python 3.11 calls links in a circle a RuntimeError
            hint = "check that it is a file, and that you may read it"
            raise problem("file-unreadable", f"{name} cannot be read: {error}", file=name, hint=hint) from error

    def search(self, pattern: str) -> Iterable[str]:
        """Return the names of the files that match ``pattern``."""
        base, prefix = (self.package, SHIPPED) if pattern.startswith(SHIPPED) else (self.root, "")
        return (prefix + path.relative_to(base).as_posix() for path in base.glob(pattern.removeprefix(SHIPPED)) if not path.is_dir())

    def _path(self, name: str) -> Path:
        return self.package / name.removeprefix(SHIPPED) if name.startswith(SHIPPED) else self.root / name

    @cached_property
    def _roots(self) -> tuple[Path, ...]:
        # Of the package no more than the layouts and the catalogs: a checkout of it holds other things beside them.
        return (self.root.resolve(), *(self.package.resolve() / name for name in (LAYOUT_FOLDER, "locales")))


def find_workspace(start: Path) -> Workspace:
    """Return the workspace at ``start`` or the nearest folder above it; raises `UsageError` where there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / PROJECT).is_file():
            return Workspace(folder)
    raise UsageError(
        Finding(
            Severity.ERROR,
            "no-workspace",
            f"neither {here} nor a folder above it holds {PROJECT}",
            hint="go to your workspace, or name it: publish -C FOLDER …",
        )
    )


def layouts_folder() -> Path:
    """Return the folder of the shipped layouts: beside this package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parents[1]
    inside = package / LAYOUT_FOLDER
    return inside if inside.is_dir() else package.parent / LAYOUT_FOLDER

"""A workspace on disk: the paths to write to, and snapshots to read from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from publish.project.files import path_below, remove_left_over
from publish.project.findings import Finding, Severity, UsageError
from publish.project.locks import locked
from publish.project.names import PROJECT, approvals_file, archive_folder, catalog_file, guide_folder, template_file, waivers_file
from publish.project.snapshot import Snapshot
from publish.project.storage import DiskFiles

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Workspace:
    """One workspace on disk. ``root`` is the folder that contains source/project.toml.

    It has the paths to write to; asking for one raises `PublishError` (``path-outside``) if a symbolic link on the way leads out of the
    workspace. To read files, take a `snapshot`.
    """

    root: Path

    def snapshot(self) -> Snapshot:
        """Return a new snapshot of the workspace."""
        return Snapshot(DiskFiles(self.root))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of the workspace while the block runs. Read again inside it: another command may have written before.

        Raises `PublishError` (``workspace-busy``) if another process keeps the lock.
        """
        with locked(self.root, "workspace"):
            remove_left_over(self.locales, "**/")
            yield

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
        return path_below(self.root, template_file(domain))

    def catalog_path(self, locale: str, domain: str) -> Path:
        """Return the path of the catalog of ``domain`` in ``locale``."""
        return path_below(self.root, catalog_file(locale, domain))

    def approvals_path(self, locale: str) -> Path:
        """Return the path of the file of the signatures of ``locale``."""
        return path_below(self.root, approvals_file(locale))

    def waivers_path(self, locale: str) -> Path:
        """Return the path of the file of the waivers of ``locale``."""
        return path_below(self.root, waivers_file(locale))

    def archive_path(self, locale: str, guide: str) -> Path:
        """Return the folder of the last approved edition of ``guide`` in ``locale``."""
        return path_below(self.root, archive_folder(locale, guide))

    def folder(self, name: str) -> Path:
        """Return the folder ``name`` of the workspace, for what a command writes: ``dist``, ``exchange``, the store of printed files."""
        return path_below(self.root, name)

    def relative(self, path: Path) -> str:
        """Return ``path`` for a message: relative to the workspace, with forward slashes."""
        try:
            return path.resolve().relative_to(self._resolved).as_posix()
        except (RuntimeError, ValueError):  # links in a circle, or outside
            return path.as_posix()

    @cached_property
    def _resolved(self) -> Path:
        return self.root.resolve()


def exclusive(
    function: Callable[Concatenate[Workspace, Arguments], Result],
) -> Callable[Concatenate[Workspace, Arguments], Result]:
    """Decorate a function that writes to a workspace, its first argument: it holds the lock of the workspace while it runs."""

    @wraps(function)
    def _locked(workspace: Workspace, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with workspace.lock():
            return function(workspace, *args, **kwargs)

    return _locked


def find_workspace(start: Path) -> Workspace:
    """Return the workspace in ``start`` or in the nearest folder above it. Raises `UsageError` (``no-workspace``) if there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / PROJECT).is_file():
            return Workspace(folder)
    raise UsageError(
        Finding(
            Severity.ERROR,
            "no-workspace",
            f"neither {here} nor a folder above it contains {PROJECT}",
            hint="change to the folder of your workspace, or name it: publish -C FOLDER …",
        )
    )

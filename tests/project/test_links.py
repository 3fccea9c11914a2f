"""Symbolic links: nothing is read or written through a link that leads out of the workspace, or out of the folder of the output."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.approval.signing import sign
from publish.catalog.update import init, update
from publish.exchange.exporter import export_files
from publish.project import PublishError, Workspace, path_below
from publish.release.build import build
from publish.release.plan import Selection, plan
from publish.release.reuse.store import Store
from tests.printing import printing_here
from tests.workspaces import workspace

__all__ = ["printing_here", "workspace"]


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside the workspace, with files that must stay as they are."""
    folder = tmp_path_factory.mktemp("outside")
    for name in ("secret.txt", "hair.web.html", "hair.po"):
        (folder / name).write_text("not yours")
    return folder


def _linked(workspace: Workspace, name: str, target: Path) -> None:
    path = workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def _contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.rglob("*") if path.is_file()}


def _update(workspace: Workspace) -> None:
    update(workspace, ("fr",))


def _init(workspace: Workspace) -> None:
    init(workspace, "fr")


def _sign(workspace: Workspace) -> None:
    sign(workspace, "en", "clinician", "Dr Abe")


def _export(workspace: Workspace) -> None:
    export_files(workspace, ("fr",), "csv", (), workspace.folder("exchange"))


WRITERS: tuple[tuple[str, Callable[[Workspace], None]], ...] = (
    ("locales", _init),
    ("locales/fr", _init),
    ("locales/fr/LC_MESSAGES", _init),
    ("locales/en", _sign),
    ("locales/en/approved", _sign),
    ("locales/en/approved/hair", _sign),
    ("exchange", _export),
)


@pytest.mark.parametrize(("link", "write"), WRITERS, ids=[link for link, _ in WRITERS])
def test_no_folder_is_written_through_a_link_that_leads_out(
    workspace: Workspace, outside: Path, link: str, write: Callable[[Workspace], None]
) -> None:
    if write is _export:
        init(workspace, "fr")
    before = _contents(outside)
    _linked(workspace, link, outside)
    with pytest.raises(PublishError) as caught:
        write(workspace)
    assert [finding.code for finding in caught.value.findings] == ["path-outside"]
    assert _contents(outside) == before


def test_signatures_are_not_appended_to_a_file_outside(workspace: Workspace, outside: Path) -> None:
    _linked(workspace, "locales/en/approvals.jsonl", outside / "new.jsonl")
    with pytest.raises(PublishError, match="path-outside"):
        _sign(workspace)
    assert not (outside / "new.jsonl").exists()


@pytest.mark.parametrize("link", ["dist", ".publish-cache"])
def test_the_folders_of_a_build_lead_nowhere_else(workspace: Workspace, outside: Path, link: str) -> None:
    _linked(workspace, link, outside)
    with pytest.raises(PublishError, match="path-outside"):
        workspace.folder(link)


@pytest.mark.usefixtures("printing_here")
def test_a_failed_output_deletes_no_file_behind_a_link(workspace: Workspace, outside: Path) -> None:
    _linked(workspace, "dist/fr", outside)
    snapshot = workspace.snapshot()
    made = build(snapshot, plan(snapshot, Selection(locales=("fr",), layouts=("web",))), workspace.folder("dist"))
    assert made[0].failed and "path-outside" in {finding.code for finding in made[0].findings}
    assert _contents(outside)["hair.web.html"] == "not yours"


def test_the_store_prunes_nothing_behind_a_link(workspace: Workspace, outside: Path) -> None:
    _linked(workspace, ".publish-cache/ab", outside)
    assert Store(workspace.folder(".publish-cache"), most_bytes=0).prune() == 0
    assert len(_contents(outside)) == 3


def test_a_folder_that_the_user_names_may_be_a_link(workspace: Workspace, outside: Path) -> None:
    _linked(workspace, "elsewhere", outside)
    assert path_below(workspace.root / "elsewhere", "fr/hair.web.html").parent.parent.resolve() == outside


def test_a_circle_of_links_is_a_finding(workspace: Workspace) -> None:
    _linked(workspace, "locales", workspace.root / "locales")
    with pytest.raises(PublishError, match="path-outside"):
        workspace.catalog_path("fr", "hair")


READ = (
    "source/clinics/home.toml",
    "layouts/own/own.html",
    "source/hair/guide.toml",
    "locales/fr/LC_MESSAGES/hair.po",
    "source/glossary.csv",
)


@pytest.mark.parametrize("name", READ)
def test_nothing_is_read_through_a_link_that_leads_out(workspace: Workspace, outside: Path, name: str) -> None:
    (workspace.root / name).unlink(missing_ok=True)
    _linked(workspace, name, outside / "secret.txt")
    with pytest.raises(PublishError, match="path-outside"):
        workspace.snapshot().read(name)


@pytest.mark.parametrize("target", ["/dev/zero", "/etc", "gone.toml", "home.toml"], ids=["device", "folder", "dangling", "circle"])
def test_a_link_to_no_file_is_a_finding_and_never_a_hang(workspace: Workspace, target: str) -> None:
    _linked(workspace, "source/clinics/home.toml", Path(target))
    with pytest.raises(PublishError) as caught:
        workspace.snapshot().read("source/clinics/home.toml")
    assert {finding.code for finding in caught.value.findings} <= {"path-outside", "file-missing", "file-unreadable"}


def test_a_link_to_a_folder_outside_is_found_and_refused(workspace: Workspace, outside: Path) -> None:
    _linked(workspace, "layouts/own/own.css", outside)
    snapshot = workspace.snapshot()
    assert "layouts/own/own.css" in snapshot.search("layouts/**/*")
    with pytest.raises(PublishError, match="path-outside"):
        snapshot.packed(["layouts/**/*"]).read("layouts/own/own.css")


def test_a_pipe_is_a_finding_and_never_a_hang(workspace: Workspace) -> None:
    (workspace.root / "locales/en").mkdir(parents=True)
    os.mkfifo(workspace.root / "locales/en/approvals.jsonl")
    with pytest.raises(PublishError, match="file-unreadable"):
        _sign(workspace)

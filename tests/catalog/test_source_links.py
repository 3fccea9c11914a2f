"""A link that leads out of the workspace is no source: what it shows would go out to translators."""

from pathlib import Path

import pytest

from publish.catalog.template import extract
from publish.project import PublishError, Workspace

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Not for translators</text></svg>'


def workspace_in(folder: Path) -> Workspace:
    guide = folder / "clinic" / "source" / "asthma"
    guide.mkdir(parents=True)
    (guide.parent / "project.toml").write_text("[project]\n")
    (guide / "guide.md").write_text("# Asthma\n")
    (folder / "secret.svg").write_text(DRAWING)
    (folder / "secret.md").write_text("# Not for translators\n")
    return Workspace(folder / "clinic")


@pytest.mark.parametrize(("name", "target"), [("a.svg", "secret.svg"), ("guide.md", "secret.md"), ("b.svg", "nowhere.svg")])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, name: str, target: str) -> None:
    workspace = workspace_in(tmp_path)
    link = workspace.guide_folder("asthma") / name
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / target)
    with pytest.raises(PublishError, match="path-outside"):
        extract(workspace.snapshot())


def test_a_link_within_the_workspace_is_followed(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    (workspace.source / "shared.svg").write_text(DRAWING)
    (workspace.guide_folder("asthma") / "a.svg").symlink_to(workspace.source / "shared.svg")
    assert "Not for translators" in [entry.msgid for entry in extract(workspace.snapshot())["asthma"].messages]

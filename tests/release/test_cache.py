"""Tests of `publish cache`, and of parts of a plan."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from publish.cli import main
from publish.edition.request import Request
from publish.press import Fit, Printed
from publish.project import Workspace
from publish.release.plan import shard_of
from publish.release.reuse.store import Store
from tests.release.test_ledger import build, workspace  # noqa: F401

pytestmark = pytest.mark.usefixtures("printing_here")

KEYS = [f"{number:02}" + "0" * 62 for number in range(3)]


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:  # noqa: F811
    """Return a workspace with three printed files in its store, and two outputs in its ledger."""
    build(workspace)
    for key in KEYS:
        store_of(workspace).put(key, Printed(b"%PDF", None, 1, 1, Fit(12.0, 1, (1.0,))))
    return workspace


def store_of(workspace: Workspace) -> Store:  # noqa: F811
    return Store(workspace.root / ".publish-cache")


def cache(workspace: Workspace, *options: str) -> dict[str, Any]:  # noqa: F811
    result = CliRunner().invoke(main, ["-C", str(workspace.root), "cache", "--format", "json", *options])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_command_counts_what_is_kept(filled: Workspace) -> None:
    found = cache(filled)
    assert (found["printed"], found["outputs"], found["freed_bytes"]) == (3, 2, 0)
    text = CliRunner().invoke(main, ["-C", str(filled.root), "cache"]).stdout
    assert "3 printed files (" in text and "if nothing has changed: 2." in text
    (filled.root / ".publish-cache" / KEYS[0][:2] / KEYS[0][2:]).unlink()
    (filled.root / ".publish-cache" / KEYS[1][:2] / KEYS[1][2:]).unlink()
    assert "1 printed file (" in CliRunner().invoke(main, ["-C", str(filled.root), "cache"]).stdout


def test_pruning_deletes_what_no_build_can_use(filled: Workspace) -> None:
    damaged = filled.root / ".publish-cache" / KEYS[0][:2] / KEYS[0][2:]
    damaged.write_bytes(damaged.read_bytes()[:-1])
    (filled.root / "dist/en/cough.web.html").unlink()
    found = cache(filled, "--prune")
    assert (found["printed"], found["outputs"]) == (2, 1) and found["freed_bytes"] > 0 and not damaged.parent.exists()
    assert list(build(filled)) == ["cough"]


def test_clearing_leaves_nothing_and_the_next_build_makes_all(filled: Workspace) -> None:
    found = cache(filled, "--clear")
    assert (found["printed"], found["outputs"], found["bytes"]) == (0, 0, 0)
    assert not list((filled.root / ".publish-cache").glob("??"))
    assert sorted(build(filled)) == ["asthma", "cough"] and store_of(filled).get(KEYS[1]) is None


def test_a_workspace_that_kept_nothing_is_left_as_it_is(workspace: Workspace) -> None:  # noqa: F811
    for options in ((), ("--prune",), ("--clear",)):
        assert cache(workspace, *options)["outputs"] == 0
    assert not (workspace.root / ".publish-cache").exists()


@given(st.integers(1, 7), st.integers(1, 5), st.integers(1, 4), st.integers(1, 9))
def test_every_output_is_in_one_shard_and_a_guide_in_a_locale_in_one(guides: int, locales: int, layouts: int, parts: int) -> None:
    names = [(str(guide), str(locale), str(layout)) for guide in range(guides) for locale in range(locales) for layout in range(layouts)]
    plan = tuple(Request(*each) for each in names)
    shards = [shard_of(plan, part, parts) for part in range(1, parts + 1)]
    assert sorted(map(plan.index, (each for shard in shards for each in shard))) == list(range(len(plan)))
    pairs = [{(each.guide, each.locale) for each in shard} for shard in shards]
    assert sum(map(len, pairs)) == guides * locales and max(map(len, pairs)) - min(map(len, pairs)) <= 1


@pytest.mark.parametrize("value", ["0/2", "3/2", "1", "1/0", "a/b", "-1/2", "1/2/3", "", "¹/2"])
def test_a_shard_that_there_is_not_is_a_wrong_use(workspace: Workspace, value: str) -> None:  # noqa: F811
    result = CliRunner().invoke(main, ["-C", str(workspace.root), "build", "--shard", value])
    assert result.exit_code == 2 and "1/4" in result.output


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_shard_without_outputs_is_no_fault(workspace: Workspace, form: str) -> None:  # noqa: F811
    arguments = ["build", "--locale", "en", "--layout", "web", "--shard", "3/3", "--format", form]
    result = CliRunner().invoke(main, ["-C", str(workspace.root), *arguments])
    assert result.exit_code == 0, result.output
    assert ("This part has no outputs" in result.output) == (form == "text")


@pytest.mark.slow
def test_shards_make_the_same_files_as_one_build(workspace: Workspace, tmp_path: Path) -> None:  # noqa: F811
    def _files(folder: Path, *shards: str) -> dict[str, bytes]:
        options = ("--locale", "en", "--layout", "web", "--jobs", "1", "--output", str(folder), "--format", "json")
        for shard in shards:
            assert not CliRunner().invoke(main, ["-C", str(workspace.root), "build", *options, "--shard", shard]).exit_code
        return {path.name: path.read_bytes() for path in folder.rglob("*.html")}

    first = _files(tmp_path / "one", "1/2")
    assert len(first) == 1 and _files(tmp_path / "one", "2/2") == _files(tmp_path / "whole", "1/1") and len(_files(tmp_path / "one")) == 2

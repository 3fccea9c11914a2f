"""Tests of wrong input: one error with a hint, the documented exit code, no traceback, and no file changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.project.locks import CACHE_FOLDER
from tests.cli.conftest import Run

WEB = ("build", "--locale", "en", "--layout", "web")
HANDOUT = ("build", "--locale", "en", "--layout", "handout")


def guide(folder: Path, name: str) -> Path:
    return folder / "source" / "inhaler" / name


def drop_front(folder: Path) -> None:
    guide(folder, "guide.toml").unlink()


def empty_front(folder: Path) -> None:
    guide(folder, "guide.toml").write_text("published = 2026-05-04\n")


def break_front(folder: Path) -> None:
    guide(folder, "guide.toml").write_text("edition = \n")


def break_project(folder: Path) -> None:
    (folder / "source" / "project.toml").write_text("[project\n")


def use_unknown_fact(folder: Path) -> None:
    path = guide(folder, "guide.md")
    path.write_text(path.read_text() + "\nTake {puffs} puffs.\n")


def use_missing_image(folder: Path) -> None:
    path = guide(folder, "guide.md")
    path.write_text(path.read_text() + "\n![A hand](hand.svg)\n")


def reach_outside(folder: Path) -> None:
    path = guide(folder, "guide.md")
    path.write_text(path.read_text() + "\n![A hand](../../../secret.svg)\n")


def break_drawing(folder: Path) -> None:
    use_missing_image(folder)
    guide(folder, "hand.svg").write_text("<svg><text>")


def script_drawing(folder: Path) -> None:
    use_missing_image(folder)
    guide(folder, "hand.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>')


def not_utf8(folder: Path) -> None:
    guide(folder, "guide.md").write_bytes(b"# Caf\xe9\n")


def break_catalog(folder: Path) -> None:
    path = folder / "locales" / "es" / "LC_MESSAGES" / "inhaler.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgstr "unfinished\n')


Case = tuple[Callable[[Path], None] | None, tuple[str, ...], int, str]
"""What is done to the workspace, the command, its exit code, and what the error names."""

CASES: tuple[Case, ...] = (
    (drop_front, WEB, 1, "guide.toml"),
    (empty_front, WEB, 1, "edition"),
    (break_front, HANDOUT, 1, "guide.toml"),
    (break_project, WEB, 1, "project.toml"),
    (use_unknown_fact, HANDOUT, 1, "puffs"),
    (use_missing_image, HANDOUT, 1, "hand.svg"),
    (reach_outside, HANDOUT, 1, "secret.svg"),
    (break_drawing, HANDOUT, 1, "hand.svg"),
    (script_drawing, WEB, 1, "hand.svg"),
    (not_utf8, WEB, 1, "UTF-8"),
    (break_catalog, ("build", "--locale", "es", "--layout", "web"), 1, "inhaler.po:2"),
    (break_catalog, ("update", "es"), 1, "inhaler.po:2"),
    (break_catalog, ("status",), 1, "inhaler.po:2"),
    (None, ("build", "--locale", "xx"), 2, "xx"),
    (None, ("build", "--locale", "../en"), 2, "../en"),
    (None, ("build", "--layout", "poster"), 2, "poster"),
    (None, ("build", "--paper", "A9"), 2, "A9"),
    (None, ("build", "--clinic", "nowhere"), 2, "nowhere"),
    (None, ("build", "--guide", "inhalr"), 2, "did you mean “inhaler”"),
    (None, ("build", "--jobs", "0"), 2, "--jobs"),
    (None, ("init", "no-such-language"), 2, "no-such-language"),
    (None, ("init", "en"), 2, "en"),
    (None, ("update", "fr"), 2, "fr"),
    (None, ("-C", "/", "build"), 2, "project.toml"),
    (None, ("-C", "no-such-folder", "build"), 2, "no-such-folder"),
    (None, ("nonsense",), 2, "nonsense"),
)


IN_A_PROCESS = [case for case in CASES if case[:2] in ((use_unknown_fact, HANDOUT), (break_catalog, ("status",)), (None, ("nonsense",)))]


def names(case: Case) -> str:
    harm, arguments, *_ = case
    return "-".join((harm.__name__, *arguments) if harm else arguments)


def own_files(workspace: Path) -> dict[Path, bytes]:
    """Return the files of a workspace; what a command keeps in the cache is not part of it."""
    files = (path for path in workspace.rglob("*") if path.is_file() and CACHE_FOLDER not in path.parts)
    return {path: path.read_bytes() for path in files}


def check_one_clear_error(run: Run, workspace: Path, case: Case) -> None:
    harm, arguments, code, named = case
    (workspace.parent / "secret.svg").write_text("<svg/>")
    if harm:
        harm(workspace)
    before = own_files(workspace)
    result = run(*arguments)
    assert result.returncode == code, result.stdout + result.stderr
    assert named in result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert result.stderr.lower().count("error: ") == 1
    if code == 1:
        assert "next: " in result.stderr
    assert own_files(workspace) == before


@pytest.mark.parametrize("case", CASES, ids=names)
def test_one_clear_error(run: Run, workspace: Path, case: Case) -> None:
    check_one_clear_error(run, workspace, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", IN_A_PROCESS, ids=names)
def test_one_clear_error_of_a_process(process: Run, workspace: Path, case: Case) -> None:
    """What the program itself adds: its exit code, its streams, and for a build the process that composes the page."""
    check_one_clear_error(process, workspace, case)

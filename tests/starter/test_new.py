"""Tests of `publish new`: what it writes builds at once, without a finding, and it never writes over anything."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.edition.layout.spec import _LayoutFile
from publish.edition.layout.typography import _TypographyFile
from publish.project.tables import keys_of
from publish.starter.new import make_workspace
from publish.starter.record import Record, known_keys
from publish.starter.template_files import template_files

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace, which no test changes."""
    folder = tmp_path_factory.mktemp("new") / "clinic"
    result = run("new", folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize(
    "command",
    ["check", "check --source", "status", "extract --check", "upgrade", "build --locale es --layout web --jobs 1"],
)
def test_a_new_workspace_has_no_errors_and_no_warnings(made: Path, command: str) -> None:
    result = run("-C", made, *command.split())
    assert result.exit_code == 0, result.output
    assert "error" not in result.stderr and "warning" not in result.stderr
    assert not command.startswith("check") or "0 errors, 0 warnings" in result.stdout


def test_everything_in_it_is_a_draft_and_nobody_has_signed(made: Path) -> None:
    table = run("-C", made, "status").stdout
    assert table.count("DRAFT") == 4 and "28" not in table.split("missing")[0]
    assert not list(made.rglob("approvals.jsonl"))
    assert "reviewer" not in tomllib.loads((made / "source/first-visit/guide.toml").read_text(encoding="utf-8"))


def test_an_update_leaves_its_translations_as_they_are(made: Path) -> None:
    before = (made / "locales/es/LC_MESSAGES/first-visit.po").read_bytes()
    result = run("-C", made, "update", "es")
    assert result.exit_code == 0 and (made / "locales/es/LC_MESSAGES/first-visit.po").read_bytes() == before
    assert b"fuzzy" not in before and b'msgstr ""\n\n' not in before.partition(b"\n\n")[2]


def test_nothing_else_is_left_in_its_folder(made: Path, tmp_path: Path) -> None:
    names = make_workspace(tmp_path / "new")
    assert set(template_files()) < set(names)
    assert sorted(path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()) == list(names)
    assert {".gitignore", ".github/workflows/publish.yml", ".gitlab-ci.yml", ".publish.toml", "README.md"} <= set(names)


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 2 and "folder-not-empty" in result.stderr and "notes.txt" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert run("new", tmp_path / "notes.txt").exit_code == 2 and (tmp_path / "notes.txt").read_text() == "mine"


def test_the_current_folder_may_be_an_empty_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("new", ".").exit_code == 0
    assert Path("source/project.toml").is_file() and Path.cwd() == tmp_path


def test_what_is_interrupted_is_no_workspace_and_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, moved = os.rename, list[str]()

    def full(source: Path, target: Path) -> None:
        moved.append(target.name)
        if target.name == "source":
            raise OSError(28, "No space left on device")
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr("publish.starter.new.os.rename", full)
        assert run("new", tmp_path / "new").exit_code == 1
    assert moved[-1] == "source" and not (tmp_path / "new/source").exists() and not (tmp_path / "new/.publish-new").exists()
    (tmp_path / "killed/.publish-new/source").mkdir(parents=True)
    assert run("new", tmp_path / "killed").exit_code == 0 and not (tmp_path / "killed/.publish-new").exists()


def test_settings_explain_every_key() -> None:
    """Each key that a program reads from project.toml and the file of a clinic is there, set or in a comment."""
    for name, pattern in {"source/project.toml": "source/project.toml", "source/clinics/example.toml": "source/clinics/*.toml"}.items():
        text = template_files()[name].decode()
        for key in known_keys()[pattern]:
            top, last = key.split(".")[0].removesuffix("[]"), key.split(".")[-1].removesuffix("[]")
            assert last in text and (top in text), key


def shapes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys of each file of a workspace. Those of typography.toml are the same in each of its tables."""
    yield from known_keys().items()
    typography = tuple(key for key in keys_of(_TypographyFile) if key.startswith("default."))
    yield from (("layout.toml", keys_of(_LayoutFile)), ("typography.toml", typography), (".publish.toml", keys_of(Record)))


@pytest.mark.parametrize(("file", "keys"), list(shapes()), ids=lambda value: value if isinstance(value, str) else "")
def test_the_page_on_workspaces_explains_every_key(file: str, keys: tuple[str, ...]) -> None:
    page = (ROOT / "docs/workspace.md").read_text(encoding="utf-8")
    assert not [key for key in keys if f"| `{key}` |" not in page]


def test_the_page_on_workspaces_names_every_file_of_a_new_one(made: Path) -> None:
    page = (ROOT / "docs/workspace.md").read_text(encoding="utf-8")
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file() and "dist" not in path.parts}
    general = {"first-visit": "<guide>", "/es/": "/<locale>/", "example.toml": "<clinic>.toml"}
    for word, stands_for in general.items():
        names = {name.replace(word, stands_for) for name in names}
    assert not [name for name in names if f"`{name}`" not in page and ".publish-cache" not in name]

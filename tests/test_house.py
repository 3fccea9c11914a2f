"""House rules: types, style, import order, sizes of functions, files and folders, unique and documented names, a light start."""

import ast
import importlib
import pkgutil
import re
import statistics
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import publish

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "publish"
LONGEST_FUNCTION, MEDIAN_FUNCTION, NINTH_DECILE_FUNCTION = 60, 8, 20  # lines
LONGEST_FILE = 300  # lines
MOST_ENTRIES = 14  # modules and folders in one folder
DATA = {"frames", "words"}  # folders of data: one file a language
# What `publish --help` may load: importing more would make every command slow to start.
HEAVY = {"weasyprint", "babel", "jinja2", "pikepdf", "markdown_it", "rapidfuzz", "fontTools", "lxml", "cattrs", "json", "pathlib"}
# What a module may not load, because its work can be done without: the parsers of guides and layouts, CLDR, the matcher.
APART = {
    "publish.po.codec": {"babel", "jinja2", "markdown_it", "rapidfuzz", "publish.guide"},
    "publish.catalog.merge": {"babel", "jinja2", "markdown_it", "publish.guide"},
    "publish.approval.status": {"rapidfuzz", "publish.checks"},
    "publish.checks": {"rapidfuzz", "publish.catalog.merge"},
}

# Rooms that read files through `publish.project.Snapshot` only, and their calls that open something else.
READS_THROUGH_SNAPSHOTS = ("approval", "catalog", "checks", "edition", "guide", "po", "text")
OPENING = {"open", "read_bytes", "read_text", "glob", "rglob", "iterdir", "is_file", "is_dir", "exists", "stat", "cwd"}
PATHS_OPENED = {
    "catalog/memory.py: Path.cwd",  # a plug-in that is called outside of `suggestions` looks for the workspace
    "checks/analysis/frame_words.py: file.is_file",  # frame words and word lists ship with the package
    "checks/analysis/frame_words.py: file.read_text",
    "checks/analysis/word_lists.py: file.is_file",
    "checks/analysis/word_lists.py: file.read_text",
    "checks/meaning/names.py: file.read_text",  # the names ship with the package, too
    "edition/layout/templates.py: Path",  # the folder of the package, to tell its frames from those of a template
    "edition/pictures/photographs.py: Image.open",  # bytes
    "text/look_alikes.py: file.read_text",  # a table of a library
}

POSSESSIVE = {"POSSESSIVE_REPEAT", "ATOMIC_GROUP"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [["mypy"], ["flake8", "publish", "tests", "benchmarks"], ["isort", "--check", "publish", "tests", "benchmarks"]],
    ids=lambda command: command[0],
)
def test_the_tools_find_nothing(command: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_imports_go_one_way() -> None:
    run = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@cache
def functions() -> list[tuple[str, Function]]:
    """Return every function of the package with its file, line and name."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function)
    ]


def lengths() -> list[int]:
    """Return the lines of every function of the package."""
    return [(node.end_lineno or 0) - node.lineno + 1 for _, node in functions()]


def test_no_function_is_long() -> None:
    assert not [place for place, node in functions() if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]


def test_most_functions_are_short() -> None:
    assert statistics.median(lengths()) <= MEDIAN_FUNCTION
    assert statistics.quantiles(lengths(), n=10)[8] <= NINTH_DECILE_FUNCTION


def test_files_are_short() -> None:
    long = {name(path) for path in PACKAGE.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE}
    assert not long


def test_folders_hold_few_entries() -> None:
    folders = [PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir() and path.name not in {"__pycache__", *DATA})]
    full = {name(folder) for folder in folders if len(entries(folder)) > MOST_ENTRIES}
    assert not full


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def entries(folder: Path) -> list[Path]:
    """Return the modules and folders in ``folder``, without ``__init__.py`` and its like."""
    return [path for path in folder.iterdir() if not path.name.startswith("__") and path.name != "py.typed"]


def test_a_public_name_is_defined_in_one_room() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
                rooms[node.name].add(path.relative_to(PACKAGE).parts[0])
    assert not {each: sorted(found) for each, found in rooms.items() if len(found) > 1}


def paths_opened(code: str) -> list[str]:
    """Return the calls in ``code`` that create, search or open a path."""
    calls = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    named = [call.id for call in calls if isinstance(call, ast.Name) and call.id in {"open", "Path", "glob"}]
    return named + [ast.unparse(call) for call in calls if isinstance(call, ast.Attribute) and call.attr in OPENING]


def test_rooms_read_through_snapshots() -> None:
    """Only the project room reads the files of a workspace, so that unsaved edits and approved editions can take their place."""
    assert sorted(paths_opened("Path('a').open(); open('a'); a.read_text()")) == ["Path", "Path('a').open", "a.read_text", "open"]
    found = {
        f"{name(path)}: {call}"
        for room in READS_THROUGH_SNAPSHOTS
        for path in (PACKAGE / room).rglob("*.py")
        for call in paths_opened(path.read_text(encoding="utf-8"))
    }
    assert not found - PATHS_OPENED


def test_public_functions_have_docstrings() -> None:
    assert not [place for place, node in functions() if not node.name.startswith("_") and not ast.get_docstring(node)]


def patterns() -> set[str]:
    """Return the regular expressions of the package: those that modules keep, and those that stand in a call of `re`."""
    names = [found.name for found in pkgutil.walk_packages(publish.__path__, "publish.") if not found.name.endswith("__main__")]
    kept = [value for name in names for value in vars(importlib.import_module(name)).values()]
    kept += [item for value in kept if isinstance(value, tuple | list) for item in value]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."))
    literal = {node.value for call in calls for node in call.args[:1] if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return literal | {value.pattern for value in kept if isinstance(value, re.Pattern) and isinstance(value.pattern, str)}


def operations(parsed: Any) -> set[str]:
    """Return the names of the operations in a parsed pattern."""
    if isinstance(parsed, tuple | list) or hasattr(parsed, "data"):
        return set().union(*map(operations, getattr(parsed, "data", parsed)))
    return {str(parsed)}


def test_no_pattern_has_possessive_quantifiers_or_atomic_groups() -> None:
    """CPython 3.11.2, which Debian 12 has, matches some nested possessive quantifiers wrongly."""
    assert operations(_parser.parse("(?:a++|b)*+")) & POSSESSIVE == {"POSSESSIVE_REPEAT"}
    assert operations(_parser.parse("(?>a|b)")) & POSSESSIVE == {"ATOMIC_GROUP"}
    found = patterns()
    assert len(found) > 150
    assert not [pattern for pattern in found if operations(_parser.parse(pattern)) & POSSESSIVE]


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from publish.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stderr.split())
    assert not HEAVY & loaded
    assert {name for name in loaded if name.startswith("publish.")} == {"publish.cli", "publish.cli.commands", "publish.cli.shared"}


@pytest.mark.parametrize("module", APART)
def test_modules_load_only_what_they_need(module: str) -> None:
    run = subprocess.run([sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert not APART[module] & set(run.stdout.split())

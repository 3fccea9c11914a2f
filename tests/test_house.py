"""The house rules: types, style, one-way imports, short functions, documented names, and a light start."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "publish"
LONGEST_FUNCTION = 60
LONGEST_FILE = 400
# What `publish --help` may load: importing more would make every command slow to start.
HEAVY = {"weasyprint", "babel", "jinja2", "pikepdf", "markdown_it", "rapidfuzz", "fontTools", "lxml"}
# What a module may not load, because its work can be done without: the parsers of guides and layouts, CLDR, the matcher.
APART = {
    "publish.po.codec": {"babel", "jinja2", "markdown_it", "rapidfuzz", "publish.guide"},
    "publish.catalog.merge": {"babel", "jinja2", "markdown_it", "publish.guide"},
    "publish.approval.status": {"rapidfuzz", "publish.checks"},
    "publish.checks": {"rapidfuzz", "publish.catalog.merge"},
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize(
    "command",
    [["mypy"], ["flake8", "publish", "tests", "benchmarks"], ["isort", "--check", "publish", "tests", "benchmarks"]],
    ids=lambda command: command[0],
)
def test_the_tools_find_nothing(command: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_imports_go_one_way() -> None:
    run = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def functions() -> list[tuple[str, Function]]:
    """Return every function of the package with the place where it stands."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function)
    ]


def test_functions_are_short() -> None:
    long = [place for place, node in functions() if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert not long


def test_files_are_short() -> None:
    long = [path.name for path in PACKAGE.rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE]
    assert not long


def test_public_functions_say_what_they_mean() -> None:
    assert not [place for place, node in functions() if not node.name.startswith("_") and not ast.get_docstring(node)]


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from publish.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(run.stderr.split())


@pytest.mark.parametrize("module", APART)
def test_modules_load_only_what_they_need(module: str) -> None:
    run = subprocess.run([sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"], capture_output=True, text=True, check=True)
    assert not APART[module] & set(run.stdout.split())

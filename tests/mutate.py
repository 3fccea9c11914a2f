"""Run mutation testing with mutmut on some modules and print how many mutants the tests kill (docs/mutation.md).

    python -m tests.mutate publish/checks/analysis/numbers.py -- tests/checks

Works on a copy of the tree in a temporary folder, so that the checkout stays clean. The settings that never change stand in setup.cfg.
"""

import configparser
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("publish", "tests", "layouts", "locales", "source", "docs")
FILES = ("setup.cfg", "pyproject.toml", "run", "requirements.lock")
# Exit codes of the tests, as mutmut keeps them (mutmut.utils.format_utils.status_by_exit_code).
SURVIVED, WITHOUT_TESTS = (0,), (5, 33)


def main(arguments: list[str]) -> int:
    """Mutate the modules before ``--`` and run the tests after it. Return 2 for wrong arguments, else the exit code of mutmut."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    modules, tests = arguments[:split], arguments[split + 1 :]
    missing = [name for name in (*modules, *tests) if not (ROOT / name.partition("::")[0]).exists()]
    if not modules or not tests or missing:
        print(*(f"no such file: {name}" for name in missing), __doc__, sep="\n", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="publish-mutate-") as folder:
        copy_tree(Path(folder), modules, tests)
        code = run(Path(folder))
        for module in modules:
            report(Path(folder), module)
    return code


def copy_tree(folder: Path, modules: list[str], tests: list[str]) -> None:
    """Copy what the tests need to ``folder`` and add to setup.cfg what is mutated and which tests run."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    settings = configparser.RawConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    settings["mutmut"]["only_mutate"] = "\n".join(["", *modules])
    settings["mutmut"]["pytest_add_cli_args_test_selection"] = "\n".join(["", *tests])
    with (folder / "setup.cfg").open("w", encoding="utf-8") as file:
        settings.write(file)


def run(folder: Path) -> int:
    """Run mutmut in ``folder`` and return its exit code; print the end of what it wrote where it failed."""
    log = folder / "mutmut.log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1)]
        code = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT).returncode
    if code:
        print(log.read_text(errors="replace")[-4000:], file=sys.stderr)
    return code


def report(folder: Path, module: str) -> None:
    """Print the surviving mutants of one module as differences, and the share that was killed."""
    path = folder / "mutants" / f"{module}.meta"
    if not path.exists():
        print(f"{module}: no mutants")
        return
    codes: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    alive = [name for name, code in codes.items() if code in SURVIVED or code in WITHOUT_TESTS]
    for name in alive:
        print(difference(folder, name))
    unknown = sum(code is None for code in codes.values())
    killed = len(codes) - len(alive) - unknown
    share = killed / max(1, len(codes) - unknown)
    print(f"{module}: {len(codes)} mutants, {killed} killed ({share:.0%}), {len(alive)} survived" + f", {unknown} not run" * bool(unknown))


def difference(folder: Path, name: str) -> str:
    """Return the changed lines of one mutant below its name."""
    shown = subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=folder, capture_output=True, text=True).stdout
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join([name, *lines, ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Tests of the documentation: its commands and options exist, its links have targets, and every finding is explained."""

import ast
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from publish.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)\s*?$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^()\s]+)(?:\s\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.MULTILINE)
OUTWARD = ("http://", "https://", "mailto:", "tel:")
RUNNERS = ("./run", "publish", "python -m publish")
# Placeholders: publish COMMAND, publish check [LOCALE]…
STANDS_FOR = re.compile(r"^[A-Z]+$|^…$|^\[|^\"\$@\"$")
DOCUMENTED = re.compile(r"`([a-z]+(?:-[a-z]+)*)`")


def test_there_are_pages() -> None:
    assert {"README.md", "translating.md", "findings.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_exist(page: Path) -> None:
    wrong = [f"{line}: {fault}" for line in command_lines(page.read_text(encoding="utf-8")) for fault in faults(line)]
    assert not wrong


def test_wrong_commands_are_noticed() -> None:
    lines = command_lines("Type `./run biuld`, or\n```\npublish build --local es | head   # one\n```\nor `publish` alone.")
    assert [fault for line in lines for fault in faults(line)] == ["build has no option --local", "no command biuld"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_have_targets(page: Path) -> None:
    assert not [target for target in LINK.findall(without_code(page)) if not target.startswith(OUTWARD) and not leads(page, target)]


def test_every_finding_is_explained() -> None:
    explained = {code for page in (ROOT / "docs").glob("*.md") for code in DOCUMENTED.findall(page.read_text(encoding="utf-8"))}
    raised = raised_codes()
    assert len(raised) > 100
    assert not sorted(code for code in raised if not any(re.fullmatch(code, name) for name in explained))


def test_every_explained_finding_is_raised() -> None:
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "findings.md").read_text(encoding="utf-8"), re.MULTILINE)
    explained = {code for row in rows for code in DOCUMENTED.findall(row)}
    raised = raised_codes()
    assert not sorted(code for code in explained if not any(re.fullmatch(pattern, code) for pattern in raised))


def test_a_finding_has_one_row() -> None:
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "findings.md").read_text(encoding="utf-8"), re.MULTILINE)
    count = Counter(code for row in rows for code in DOCUMENTED.findall(row))
    assert [code for code, times in count.items() if times > 1] == []


def test_decisions_are_numbered_without_clashes() -> None:
    names = [path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md"]
    numbers = [int(name.partition("-")[0]) for name in names]
    assert len(numbers) == len(set(numbers)), sorted(names)
    for name, number in zip(names, numbers, strict=True):
        assert (ROOT / "docs" / "decisions" / name).read_text(encoding="utf-8").startswith(f"# {number}. "), name


def test_tour_of_contributing_matches_the_files() -> None:
    rows = re.findall(r"^\| `publish/(\w+)/` \|.*\| `(\w+\.py)` \|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    rooms = {path.parent.name for path in (ROOT / "publish").glob("*/__init__.py")}
    assert {room for room, _ in rows} == rooms
    assert not [name for room, name in rows if not (ROOT / "publish" / room / name).is_file()]


def test_table_of_the_press_matches_its_folders() -> None:
    rows = re.findall(r"^\| `publish/press/(\w+)/` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(path.parent.name for path in (ROOT / "publish" / "press").glob("*/__init__.py"))


def test_glossary_of_contributing_is_short() -> None:
    glossary = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Glossary")[2].partition("## ")[0]
    terms = re.findall(r"^\| (\w[\w ]*) \| ", glossary, re.MULTILINE)[1:]
    assert 10 <= len(terms) <= 20
    assert len(set(terms)) == len(terms)


def command_lines(text: str) -> Iterator[str]:
    """Yield the commands of a page: lines of code blocks, and inline code, that begin with one of `RUNNERS`."""
    blocks = [line.strip() for block in FENCE.finditer(text) for line in block[0].split("\n")]
    spans = CODE.findall(FENCE.sub("", text))
    for line in (*blocks, *spans):
        for runner in RUNNERS:
            if line == runner or line.startswith(f"{runner} "):
                yield line.removeprefix(runner).strip()


def faults(line: str) -> Iterator[str]:
    """Yield the faults of one command line, given without the runner. What follows a pipe or a comment sign is ignored."""
    words = shlex.split(re.split(r"\s(?:\||&&|>|#)(?:\s|$)", f"{line} ")[0])
    if words[:1] == ["-C"]:
        words = words[2:]
    words = [word for word in words if not STANDS_FOR.match(word)]
    if not words or words[0] == "test":
        return
    if words[0].startswith("-"):
        yield from unknown_options(main, words)
        return
    command = main.get_command(click.Context(main), words[0])
    if command is None:
        yield f"no command {words[0]}"
    else:
        yield from unknown_options(command, words[1:])


def unknown_options(command: click.Command, words: list[str]) -> Iterator[str]:
    known = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
    for word in words:
        if word.startswith("-") and word.partition("=")[0] not in known:
            yield f"{command.name} has no option {word}"


def without_code(page: Path) -> str:
    return CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))


def leads(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    if not path.exists():
        return False
    return not anchor or anchor in {slug(heading) for heading in HEADING.findall(FENCE.sub("", path.read_text(encoding="utf-8")))}


def slug(heading: str) -> str:
    """Return the anchor that GitHub and GitLab give to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@cache
def raised_codes() -> frozenset[str]:
    """Return what `codes_raised` yields."""
    return frozenset(codes_raised())


def codes_raised() -> Iterator[str]:
    """Yield, as regular expressions, the codes of all findings in the code.

    A code is the argument ``code`` of `Finding`, `problem`, and of every function that passes one on.
    """
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "publish").rglob("*.py"))]
    places = {name: place for tree in trees for name, place in takers(tree)}
    for tree in trees:
        assigned = [(name, node.value) for node in tree.body if isinstance(node, ast.Assign) for name in node.targets]
        constants = {name.id: value for name, value in assigned if isinstance(name, ast.Name)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in places:
                found = argument(call, places[call.func.id])
                yield from patterns(found, constants) if found else ()
        yield from codes_of_files(tree)


def codes_of_files(tree: ast.Module) -> Iterator[str]:
    """Yield the codes that a `FileKind` states: its first argument, and those with the names of codes."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "FileKind":
            named = [each.value for each in call.keywords if each.arg in ("wrong", "missing", "unknown")]
            yield from (value.value for value in [*call.args[:1], *named] if isinstance(value, ast.Constant))


def takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each function and dataclass that takes the code of a finding, with the position of that argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if isinstance(each.annotation, ast.Name) and each.annotation.id == "str"]
            if "code" in names:
                yield node.name, [each.arg for each in node.args.args].index("code")
        elif isinstance(node, ast.ClassDef) and (node.name == "Finding" or node.name.endswith("Issue")):
            fields = [each.target.id for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)]
            yield node.name, fields.index("code")
        elif isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Finding" for base in node.bases):
            yield node.name, 1  # as in `Finding`


def argument(call: ast.Call, place: int) -> ast.expr | None:
    """Return the argument of a call that is the code, or None if the call has fewer arguments."""
    named = {each.arg: each.value for each in call.keywords}
    return named.get("code") or next(iter(call.args[place : place + 1]), None)


def patterns(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the codes that an expression may have. A variable is skipped: its value was found where it was set."""
    if isinstance(node, ast.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*patterns(node.body, constants), *patterns(node.orelse, constants))
    elif isinstance(node, ast.Name) and node.id in constants:
        yield from patterns(constants[node.id], {})
    else:
        assert ast.unparse(node) == "code" or ast.unparse(node).endswith(".code"), f"a code that nobody can look up: {ast.unparse(node)}"

"""Run the hostile inputs of the ``*.toml`` files beside this one; README.md explains their form."""

import io
import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.edition.layout.spec import layout_names, layout_spec
from publish.edition.request import Request
from publish.project import Snapshot, Workspace
from publish.release.output import Task, make_output, prepare_worker
from publish.release.runner import Held
from tests.edition.approved import approved_workspace
from tests.edition.small import TODAY, workspace_in, write

FOLDER = Path(__file__).parent
LAYOUTS = FOLDER.parents[1] / "layouts"
FAULTS = {"output-failed", "fault"}
_REPEAT = re.compile(r"@repeat\((\d+), (.*?)\)@", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One hostile input, and what is expected of it; README.md explains the fields."""

    subject: str
    name: str
    layout: str = "handout"
    locale: str = "en"
    code: str | list[str] = ""
    file: str | None = None
    line: int | None = None
    says: str = ""
    harmless: bool = False
    absent: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    exit: int = 1
    approved: bool = False
    edits: list[list[str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of a case: its findings as JSON has them, and the contents of the files that were made, by their endings.

    ``draft`` tells that the page says of itself that it is one.
    """

    findings: list[dict[str, Any]]
    contents: dict[str, bytes]
    draft: bool = True


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        common = data.get("common", {})
        for case in data["case"]:
            files = common.get("files", {}) | case.get("files", {})
            yield Case(path.stem, **common | case | {"files": files})


@pytest.fixture(scope="module", autouse=True)
def _worker() -> None:
    prepare_worker(None)


PARAMETERS = [pytest.param(case, id=f"{case.subject}: {case.name}") for case in cases()]


@pytest.mark.parametrize("case", PARAMETERS)
def test_it_is_refused_or_does_no_harm(case: Case, tmp_path: Path) -> None:
    files = {name: _REPEAT.sub(lambda found: found[2] * int(found[1]), text) for name, text in (case.files | edited(case)).items()}
    workspace = approved_workspace(tmp_path, files) if case.approved else workspace_in(tmp_path)
    for name, text in (case.after if case.approved else files).items():
        write(tmp_path / name, text)
    outcome = commanded(case, workspace) if case.command else made(case, workspace.snapshot())
    assert not FAULTS & {finding["code"] for finding in outcome.findings}, outcome.findings
    if case.approved:
        check_not_approved(case, outcome)
    elif case.harmless:
        check_harmless(case, outcome)
    else:
        check_refused(case, outcome)


def test_every_case_says_what_it_expects() -> None:
    found = list(cases())
    assert found and all(case.approved or bool(case.code) != case.harmless for case in found)
    names = [(case.subject, case.name) for case in found]
    assert len(set(names)) == len(names)


def edited(case: Case) -> dict[str, str]:
    """Return the files that a case makes of shipped ones: each edit is a new name, a shipped file, a text in it, and another text."""
    files = {}
    for name, shipped, old, new in case.edits:
        text = (LAYOUTS / shipped).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{shipped} must have “{old}” once"
        files[name] = text.replace(old, new)
    return files


def made(case: Case, snapshot: Snapshot) -> Outcome:
    """Make the output of a case as a build does."""
    known = layout_spec(snapshot, case.layout) if case.layout in layout_names(snapshot) else None
    paper = known.papers[0] if known and known.papers else None
    request = Request("asthma", case.locale, case.layout, paper, "lungs")
    output = make_output(Task(Held(snapshot), request, TODAY))
    fields = ("severity", "code", "message", "file", "line")
    return Outcome([{name: getattr(finding, name) for name in fields} for finding in output.findings], output.contents, output.draft)


def commanded(case: Case, workspace: Workspace) -> Outcome:
    """Run the command of a case; its findings are those that it prints with ``--format json``, if it has that option."""
    with chdir(workspace.root):
        result = CliRunner().invoke(main, ["-C", str(workspace.root), *case.command])
    assert result.exit_code == case.exit, result.output
    if "json" in case.command:
        return Outcome(json.loads(result.stdout)["findings"], {})
    return Outcome([{"severity": "error", "code": case.code, "message": result.output}], {})


def check_refused(case: Case, outcome: Outcome) -> None:
    assert not outcome.contents
    wanted = [case.code] if isinstance(case.code, str) else case.code
    found = [each for each in outcome.findings if each["severity"] == "error" and each["code"] in wanted and case.says in each["message"]]
    places = [(each.get("file"), each.get("line")) for each in found]
    assert found, outcome.findings
    assert any((case.file or file) == file and (case.line or line) == line for file, line in places), outcome.findings


def check_not_approved(case: Case, outcome: Outcome) -> None:
    """Check that a page is refused or a draft, and that a finding says why if the case names its code."""
    codes = {finding["code"] for finding in outcome.findings}
    assert not outcome.contents or outcome.draft, outcome.findings
    assert not case.code or codes & ({case.code} if isinstance(case.code, str) else set(case.code)), outcome.findings


def check_harmless(case: Case, outcome: Outcome) -> None:
    assert not [finding for finding in outcome.findings if finding["severity"] == "error"], outcome.findings
    text = "\n".join(visible_text(ending, data) for ending, data in outcome.contents.items())
    assert text or case.command
    assert not [each for each in case.absent if each in text]
    assert not [each for each in case.present if each not in text]


def visible_text(ending: str, data: bytes) -> str:
    """Return a page for the web whole; of a PDF the text of its pages and the targets of its links."""
    if ending == ".html":
        return data.decode()
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note and "/URI" in note.A]
    return "\n".join((*pages, *links))

"""Tests of the ledger: an output is made again if, and only if, something that it was made from has changed."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from publish.catalog.template import template
from publish.catalog.update import empty_catalog
from publish.cli import main
from publish.edition.request import Request
from publish.po.codec import write_po
from publish.po.model import Catalog
from publish.project import Workspace, write_aside
from publish.release.output import Task, make_output
from publish.release.pack import pack_guide
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from publish.release.reuse.changed import Report, build_changed, plan_changed
from publish.release.reuse.ledger import BuildLedger, Options, read_ledger
from publish.release.reuse.ledger_file import empty_tables, read_tables
from publish.release.runner import Held

pytestmark = pytest.mark.usefixtures("printing_here")

GUIDES = {
    "source/project.toml": '[project]\nlocales = ["es"]\n',
    "source/asthma/guide.md": "# Asthma\n\nBreathe in.\n\n![A lung](lung.svg)\n",
    "source/asthma/guide.toml": 'edition = "1"\npublished = 2026-11-01\n',
    "source/asthma/lung.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="4" height="3"/></svg>',
    "source/cough/guide.md": "# Cough\n\nDrink.\n",
    "source/cough/guide.toml": 'edition = "1"\npublished = 2026-11-01\n',
    "source/clinics/lake.toml": 'name = "Lake Clinic"\n',
    "locales/desk.pot": "",  # no page is made from it, and no worker sees it
}


_slow = partial(pytest.param, marks=pytest.mark.slow)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace with two guides."""
    for name, text in GUIDES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return Workspace(tmp_path)


def build(workspace: Workspace, *guides: str, day: str = "2026-11-30", text: str = "", killed_at: str = "") -> dict[str, str]:
    """Build English web pages in this process, and return why each was made that was made; ``killed_at`` is a guide."""
    snapshot, folder = workspace.snapshot(), workspace.root / "dist"

    def _build(requests: tuple[Request, ...], report: Report) -> tuple[BuiltOutput, ...]:
        made = []
        for request in requests:
            if request.guide == killed_at:
                raise KeyboardInterrupt
            made.append(_made(request))
            report(made[-1])
        return tuple(made)

    def _made(request: Request) -> BuiltOutput:
        made = make_output(Task(Held(pack_guide(snapshot, request.guide, "en").snapshot), request, date.fromisoformat(day)))
        paths = {folder / (request.stem + ending): data for ending, data in made.contents.items()}
        for path, data in paths.items():
            write_aside(path, data)
        return BuiltOutput(replace(made, contents={}), tuple(paths))

    requests = tuple(Request(guide, "en", "web", None, "lake") for guide in guides or snapshot.guides())
    options = Options(folder, day, text)
    _, reasons = build_changed(read_ledger(workspace.root), snapshot, requests, options, _build, lambda built: None)
    return {request.guide: reason for request, reason in reasons.items()}


@pytest.mark.slow
def test_the_command_makes_nothing_again_if_nothing_has_changed(workspace: Workspace) -> None:
    def _run() -> tuple[str, dict[Path, int]]:
        arguments = ("-C", str(workspace.root), "build", "--locale", "en", "--layout", "web", "--jobs", "1", "--explain")
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        return result.output, {path: path.stat().st_mtime_ns for path in (workspace.root / "dist").rglob("*.html")}

    first, before = _run()
    again, after = _run()
    assert first.count("because it was not made here before") == 2 and "2 had not changed since an earlier build" in again
    assert "because" not in again and before == after and len(after) == 2
    asked = ["-C", str(workspace.root), "build", "--locale", "en", "--layout", "web"]
    code = f"import sys, click; from publish.cli import main; main({asked}, standalone_mode=False); print('\\n', *sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()[-1].split()
    assert "click" in loaded and not {"markdown_it", "cattrs", "jinja2", "babel", "weasyprint", "pikepdf"} & set(loaded)


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("source/asthma/guide.md", "# Asthma\n\nBreathe out.\n", ["asthma"]),
        _slow("source/asthma/lung.svg", GUIDES["source/asthma/lung.svg"].replace("4", "5"), ["asthma"]),
        _slow("source/clinics/lake.toml", 'name = "Sea Clinic"\n', ["asthma", "cough"]),
        _slow("locales/en/approvals.jsonl", "", ["asthma", "cough"]),
        _slow("layouts/typography.toml", "", ["asthma", "cough"]),
        _slow("source/notes.txt", "anything", []),
        _slow("source/glossary.csv", "term\n", ["asthma", "cough"]),  # a line ends within none of its terms
        ("dist/en/cough.web.html", "changed by hand", ["cough"]),
    ],
)
def test_a_change_makes_what_it_has_a_part_in(workspace: Workspace, name: str, text: str, made: list[str]) -> None:
    build(workspace)
    (workspace.root / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace.root / name).write_text(text)
    assert sorted(build(workspace)) == made
    assert build(workspace) == {}


def test_what_a_build_has_made_until_it_is_interrupted_is_not_made_again(workspace: Workspace) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(workspace, killed_at="cough")
    assert list(build(workspace)) == ["cough"]


def test_the_ledger_is_written_on_the_way_too(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Because no code runs any more in a process that is killed."""
    monkeypatch.setattr("publish.release.reuse.changed.KEPT_AT_ONCE", 1)
    kept: list[int] = []
    monkeypatch.setattr(BuildLedger, "keep", lambda ledger, built, options: kept.append(len(tuple(built))))
    build(workspace)
    assert kept == [1, 1]


@pytest.mark.slow
def test_a_new_guide_does_not_touch_the_others(workspace: Workspace) -> None:
    build(workspace)
    for name in ("guide.md", "guide.toml"):
        write_aside(workspace.root / "source/fever" / name, GUIDES[f"source/cough/{name}"].encode())
    assert list(build(workspace)) == ["fever"]


def test_a_file_that_is_gone_is_made_again(workspace: Workspace) -> None:
    build(workspace)
    (workspace.root / "dist/en/cough.web.html").unlink()
    assert list(build(workspace)) == ["cough"] and (workspace.root / "dist/en/cough.web.html").is_file()


@pytest.mark.slow
def test_a_catalog_of_another_guide_does_not_touch_an_output(workspace: Workspace) -> None:
    def _made() -> str:
        result = CliRunner().invoke(main, ("-C", str(workspace.root), "build", "--layout", "web", "--jobs", "1", "--explain"))
        return "\n".join(line for line in result.output.splitlines() if "made, because" in line)

    def _initialise(*guides: str) -> None:
        for guide in guides:
            path = workspace.catalog_path("es", guide)
            write_aside(path, write_po(Catalog((*empty_catalog("es", guide).entries, *template(workspace.snapshot(), guide).messages))))

    _initialise("asthma")
    assert "es/asthma" in _made()
    assert "es/asthma" not in _made()
    _initialise("cough")
    assert "es/asthma" not in _made()


def test_a_web_page_depends_on_other_languages_only_as_far_as_it_names_them(workspace: Workspace) -> None:
    guide = workspace.root / "source/asthma/guide.md"
    guide.write_text(guide.read_text() + "\n::: warning\n## Stop\n\nDo **not** run.\n:::\n")
    entries = template(workspace.snapshot(), "asthma").messages
    empty = empty_catalog("es", "asthma")
    whole = replace(empty, entries=(*empty.entries, *(replace(entry, msgstr=f"« {entry.msgid} »") for entry in entries)))
    path = workspace.catalog_path("es", "asthma")
    write_aside(path, write_po(whole))
    build(workspace, "asthma")
    assert 'hreflang="es"' in (workspace.root / "dist/en/asthma.web.html").read_text()
    write_aside(path, path.read_bytes().replace("« Breathe in. »".encode(), "« Inspire. »".encode()))
    assert build(workspace, "asthma") == {}
    write_aside(path, path.read_bytes().replace("« Do **not** run. »".encode(), b""))
    assert build(workspace, "asthma") == {"asthma": "locales/es/LC_MESSAGES/asthma.po has changed"}
    assert 'hreflang="es"' not in (workspace.root / "dist/en/asthma.web.html").read_text()


def test_an_output_that_failed_is_tried_again(workspace: Workspace) -> None:
    (workspace.root / "source/cough/guide.md").write_text("# Cough\n\nDrink {unknown}.\n")
    build(workspace)
    assert list(build(workspace)) == ["cough"]


def test_a_reused_output_says_what_it_said_when_it_was_made(workspace: Workspace) -> None:
    (workspace.root / "source/asthma/guide.toml").write_text(GUIDES["source/asthma/guide.toml"] + 'pubished = "x"\n')
    build(workspace, "asthma")
    request, options = Request("asthma", "en", "web", None, "lake"), Options(workspace.root / "dist", "2026-11-30", "")
    found = read_ledger(workspace.root).find(workspace.snapshot(), request, options)
    assert isinstance(found, BuiltOutput) and found.reused and found.made.draft and found.made.imprint
    assert [finding.code for finding in found.findings] == ["front-unknown"]


def test_another_day_or_other_options_make_anew(workspace: Workspace) -> None:
    build(workspace, "cough")
    (reason,) = build(workspace, "cough", day="2026-12-01").values()
    assert "depend on the day" in reason
    assert list(build(workspace, "cough", day="2026-12-01", text="approved")) == ["cough"]


@pytest.mark.parametrize("damage", ["outputs", "sets", "findings", "row", "version"])
def test_a_ledger_that_lacks_a_part_is_made_anew(workspace: Workspace, damage: str) -> None:
    (workspace.root / "source/cough/guide.toml").write_text(GUIDES["source/cough/guide.toml"] + 'pubished = "x"\n')
    build(workspace, "cough")
    tables = read_tables(workspace.root)
    if damage == "row":
        tables["outputs"] = {name: {key: {"day": row["day"]} for key, row in rows.items()} for name, rows in tables["outputs"].items()}
    else:
        tables[damage] = 1 if damage == "version" else {}
    rewrite(workspace, tables)
    assert list(build(workspace, "cough")) == ["cough"] and build(workspace, "cough") == {}


def test_a_ledger_that_was_damaged_anywhere_is_made_anew(workspace: Workspace) -> None:
    build(workspace, "cough")
    path = workspace.root / ".publish-cache/outputs.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_tables(workspace.root) == empty_tables(), place
    for length in (0, 1, 64, 65, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert read_tables(workspace.root) == empty_tables(), length
    assert list(build(workspace, "cough")) == ["cough"] and build(workspace, "cough") == {}


def rewrite(workspace: Workspace, tables: dict[str, Any]) -> None:
    """Write the ledger as it would be with ``tables``."""
    body = json.dumps(tables).encode()
    (workspace.root / ".publish-cache/outputs.json").write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)


def test_a_ledger_of_another_version_of_the_code_is_not_used(workspace: Workspace) -> None:
    build(workspace, "cough")
    rewrite(workspace, read_tables(workspace.root) | {"code": "other"})
    assert list(build(workspace, "cough").values()) == ["the program, its libraries or the fonts have changed"]


def test_outputs_of_other_libraries_do_not_become_valid_by_a_build_of_others(workspace: Workspace) -> None:
    build(workspace, "asthma")
    tables = read_tables(workspace.root)
    name = next(iter(tables["libraries"]))
    rewrite(workspace, tables | {"libraries": tables["libraries"] | {name: [1, 1]}})
    assert list(build(workspace, "cough")) == ["cough"]
    assert build(workspace) == {"asthma": "it was not made here before"}


def test_a_plan_is_kept_until_something_changes_that_it_was_made_from(workspace: Workspace) -> None:
    made: list[int] = []

    def _planned() -> tuple[Request, ...]:
        snapshot = workspace.snapshot()

        def _plan() -> tuple[Request, ...]:
            made.append(1)
            return plan(snapshot, Selection())

        return plan_changed(read_ledger(workspace.root), snapshot, "all", _plan)

    first = _planned()
    assert _planned() == first and len(made) == 1
    (workspace.root / "source/notes.txt").write_text("anything")
    assert _planned() == first and len(made) == 1
    for name in ("guide.md", "guide.toml"):
        write_aside(workspace.root / "source/fever" / name, GUIDES[f"source/cough/{name}"].encode())
    assert {request.guide for request in _planned()} == {"asthma", "cough", "fever"} and len(made) == 2
    (workspace.root / "source/project.toml").write_text('[project]\nlocales = ["es", "fr"]\n')
    assert {request.locale for request in _planned()} == {"en", "es", "fr"} and len(made) == 3

"""Tests of making one output from a task: what travels, what is printed again, and what fails with which findings."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from publish import press
from publish.edition.compose import compose
from publish.edition.request import Request
from publish.project import Workspace
from publish.release import build, output
from publish.release.output import Task, job_of, make_output, prepare_worker
from publish.release.pack import pack_guide
from publish.release.reuse.store import Store
from publish.release.runner import Held, process_runner

TODAY = date(2026, 11, 30)
GUIDE = "# Asthma\n\nBreathe in.\n\n![A lung](lung.svg)\n"
LUNG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#ccc"/></svg>'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace with one guide, and files that are not its own."""
    root = tmp_path / "workspace"
    files = {
        "source/project.toml": "",
        "source/asthma/guide.md": GUIDE,
        "source/asthma/guide.toml": 'edition = "1"\npublished = 2026-11-01\n',
        "source/asthma/lung.svg": LUNG,
        "source/asthma/notes.txt": "not part of the guide",
        "source/other/guide.md": "# Other\n",
        "locales/fr/LC_MESSAGES/other.po": "",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Workspace(root)


@pytest.fixture(autouse=True)
def _worker() -> Iterator[None]:
    prepare_worker(None)
    yield
    prepare_worker(None)


def task(workspace: Workspace, layout: str = "handout") -> Task:
    paper = None if layout == "web" else "A4"
    return Task(Held(pack_guide(workspace.snapshot(), "asthma", "en").snapshot), Request("asthma", "en", layout, paper), TODAY)


def test_a_pack_holds_what_the_guide_is_made_from_and_nothing_else(workspace: Workspace) -> None:
    names = pack_guide(workspace.snapshot(), "asthma", "en").snapshot.search("**/*")
    own = [name for name in names if not name.startswith("@publish/")]
    assert own == ["source/asthma/guide.md", "source/asthma/guide.toml", "source/asthma/lung.svg", "source/project.toml"]


def test_a_task_travels_without_the_workspace_and_gives_the_same_bytes(workspace: Workspace) -> None:
    sent = pickle.dumps(task(workspace))
    assert str(workspace.root).encode() not in sent
    here = make_output(task(workspace))
    for path in sorted(workspace.root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert make_output(pickle.loads(sent)) == here and here.contents[".pdf"].startswith(b"%PDF")


def test_packs_differ_by_what_they_hold(workspace: Workspace) -> None:
    before = pack_guide(workspace.snapshot(), "asthma", "en")
    assert pack_guide(workspace.snapshot(), "asthma", "en") == before
    (workspace.root / "source/asthma/notes.txt").write_text("still not part of the guide")
    assert pack_guide(workspace.snapshot(), "asthma", "en") == before
    (workspace.root / "source/asthma/lung.svg").write_text(LUNG.replace("#ccc", "#ddd"))
    assert pack_guide(workspace.snapshot(), "asthma", "en") != before


def test_a_page_that_was_printed_before_is_not_printed_again(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[press.Job] = []

    def _count(job: press.Job) -> press.Printed:
        printed.append(job)
        return print_job(job)

    print_job = press.print_job
    monkeypatch.setattr(output.press, "print_job", _count)
    prepare_worker(Store(tmp_path / "store"))
    first, second = make_output(task(workspace)), make_output(task(workspace))
    assert first == second and len(printed) == 1
    (workspace.root / "source/asthma/guide.md").write_text(GUIDE.replace("in", "out"))
    assert make_output(task(workspace)).contents != first.contents and len(printed) == 2


def test_a_fresh_store_replaces_what_was_kept(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = task(workspace)
    prepare_worker(Store(tmp_path / "store"))
    first = make_output(asked)
    other = replace(press.print_job(job_of(asked.request, compose(asked.pack.value(), asked.request, today=TODAY))), pages=99)
    monkeypatch.setattr(output.press, "print_job", lambda job: other)
    assert make_output(asked) == first
    prepare_worker(Store(tmp_path / "store", fresh=True))
    assert make_output(asked).pages == 99
    prepare_worker(Store(tmp_path / "store"))
    assert make_output(asked).pages == 99


def test_without_a_store_each_page_is_printed(workspace: Workspace) -> None:
    assert make_output(task(workspace)) == make_output(task(workspace))


def test_what_keeps_an_output_from_being_made_is_among_its_findings(workspace: Workspace) -> None:
    (workspace.root / "source/asthma/lung.svg").unlink()
    failed = make_output(task(workspace))
    assert not failed.contents and [finding.code for finding in failed.findings] == ["image-missing"]


def test_a_guide_that_cannot_be_read_fails_its_own_outputs(workspace: Workspace) -> None:
    (workspace.root / "source/asthma/guide.md").write_bytes(b"\xff\xfe")
    failed = make_output(task(workspace))
    assert not failed.contents and "file-unreadable" in [finding.code for finding in failed.findings]


def test_a_web_page_is_checked_and_not_printed(workspace: Workspace) -> None:
    made = make_output(task(workspace, "web"))
    assert list(made.contents) == [".html"] and made.pages is None and made.draft


def test_a_wide_table_is_printed_row_by_row_under_the_same_request(workspace: Workspace) -> None:
    wide = "| " + " | ".join(f"Unbreakablecolumn{number}" for number in range(9)) + " |\n|" + "---|" * 9 + "\n|" + " x |" * 9 + "\n"
    (workspace.root / "source/asthma/guide.md").write_text(GUIDE + "\n" + wide)
    asked = task(workspace)
    made = make_output(asked)
    assert made.contents and made.request == asked.request and not made.request.stacked


def test_a_pack_composes_the_same_page_as_the_disk(workspace: Workspace) -> None:
    clinic = workspace.root / "source" / "clinics"
    (clinic / "img").mkdir(parents=True)
    (clinic / "img" / "logo.svg").write_text(LUNG)
    (clinic / "lake.toml").write_text('name = "Lake Clinic"\nlogo = "img/logo.svg"\nweb = "https://lake.example"\n')
    request = Request("asthma", "en", "handout", "A4", "lake")
    packed, read = (compose(snapshot, request, today=TODAY) for snapshot in (task(workspace).pack.value(), workspace.snapshot()))
    assert packed.html == read.html and packed.findings == read.findings and packed.files == read.files and not read.errors


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x01", "\ufffe"])
@pytest.mark.parametrize("layout", ["handout", "web"])
def test_a_control_character_fails_its_output_with_a_finding(workspace: Workspace, character: str, layout: str) -> None:
    (workspace.root / "source/asthma/guide.md").write_text(f"# Asthma\n\nTake{character} 10 to 20 mg each\u00a0**day 200 mg**.\n")
    failed = make_output(task(workspace, layout))
    (finding,) = [finding for finding in failed.findings if finding.code == "control-character"]
    assert not failed.contents and finding.msgid and f"U+{ord(character):04X}" in finding.message


def test_an_unforeseen_fault_is_a_finding_of_its_output(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def _fail(*arguments: object, **options: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr(output, "compose", _fail)
    failed = make_output(task(workspace))
    assert not failed.contents and [finding.code for finding in failed.findings] == ["output-failed"]
    assert "out of luck" in failed.findings[0].message


def test_a_web_address_that_is_too_long_for_its_code_is_a_finding(workspace: Workspace) -> None:
    clinic = workspace.root / "source" / "clinics" / "lake.toml"
    clinic.parent.mkdir()
    clinic.write_text(f'name = "Lake Clinic"\nweb = "https://lake.example/{"x" * 4000}"\n')
    composition = compose(workspace.snapshot(), Request("asthma", "en", "handout", "A4", "lake"), today=TODAY)
    assert [finding.code for finding in composition.errors] == ["clinic-wrong"]


def test_words_of_a_layout_are_plain_text_in_style_sheets_and_comments_and_the_code_in_addresses(workspace: Workspace) -> None:
    folder = workspace.root / "layouts" / "own"
    folder.mkdir(parents=True)
    (folder / "layout.toml").write_text('text = "full"\nkind = "pdf"\ntemplate = "own.html"\npapers = ["A4"]\nstyles = ["print.css"]\n')
    (folder / "own.html").write_text(
        "<html><head><style>@page { @bottom-center { content: \"{{ _('DRAFT') }}\" } }</style><!-- {{ _('DRAFT') }} --></head>"
        '<body><a href="mailto:a@lake.example?subject={{ page.code }}">{{ _("DRAFT") }}</a>{{ page.title }}{{ guide.rest() }}</body></html>'
    )
    composition = compose(workspace.snapshot(), Request("asthma", "en", "own", "A4"), today=TODAY)
    assert "data-word" not in composition.html and "edition-code" not in composition.html
    assert f"subject={composition.code}" in composition.html and 'content: "DRAFT"' in composition.html


def test_an_output_names_its_edition_its_fonts_and_what_it_read(workspace: Workspace) -> None:
    made = make_output(task(workspace))
    assert made.imprint and made.imprint.code.startswith("1-en-") and made.imprint.language == "en"
    assert made.fonts and all(len(font.sha256) == 64 for font in made.fonts)
    read = dict(made.inputs)
    assert read["source/asthma/guide.md"] == workspace.snapshot().read("source/asthma/guide.md").sha256
    assert read["locales/en/approvals.jsonl"] is None


def test_a_pack_holds_the_terms_that_translations_are_checked_against(workspace: Workspace) -> None:
    for name in ("source/glossary.csv", "locales/fr/glossary.csv", "locales/es/glossary.csv"):
        (workspace.root / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace.root / name).write_text("term,translation\n")
    names = pack_guide(workspace.snapshot(), "asthma", "fr").snapshot.search("**/glossary.csv")
    assert names == ("locales/fr/glossary.csv", "source/glossary.csv")


@pytest.mark.slow
def test_no_more_processes_begin_than_there_are_outputs(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int | None] = []

    def _begin(jobs: int | None, *arguments: Any) -> Any:
        begun.append(jobs)
        return process_runner(jobs, *arguments)

    monkeypatch.setattr(build, "process_runner", _begin)
    (made,) = build.build(workspace.snapshot(), (task(workspace, "web").request,), tmp_path / "dist", build.BuildOptions(jobs=4))
    assert begun == [1] and not made.failed and made.files[0].is_file()

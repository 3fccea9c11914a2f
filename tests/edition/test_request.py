"""A request names its files; a composition is complete whatever is wrong, and says all that is wrong and all that it was made from."""

import pickle
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.edition.compose import compose
from publish.edition.request import Request
from publish.project import Blob, Snapshot
from publish.project.storage import DiskFiles
from tests.edition.small import CLINIC, FRONT, GUIDE, TODAY, composed, error_in, translate, unmarked, workspace_in, write


def test_the_file_name_holds_what_tells_outputs_apart() -> None:
    assert Request("asthma", "ar", "brochure", "A4", "lungs").stem == "ar/asthma.brochure.A4"
    assert Request("asthma", "ar", "brochure", "A4", "lungs", "z", "press").stem == "ar/asthma.brochure.z.A4"
    assert Request("asthma", "en", "web").stem == "en/asthma.web"


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    guide = GUIDE.replace("{course}", "{corse}").replace("[^who]", "[^whom]").replace("Breathe out first.", "![A lung](lung.svg)")
    workspace = workspace_in(tmp_path, guide=guide, clinic="fax = 3\n" + CLINIC)
    write(tmp_path / "layouts/mine/layout.toml", 'extends = "handout"\nstyles = ["nowhere.css"]\n')
    codes = [finding.code for finding in composed(workspace, "mine").errors]
    assert sorted(codes) == ["clinic-wrong", "file-missing", "image-missing", "unknown-citation", "unknown-fact"]


def test_placeholders_stand_where_values_are_missing(tmp_path: Path) -> None:
    guide = GUIDE.replace("{course}", "{corse}").replace("[^who]", "[^whom]").replace("Breathe out first.", "![A lung](lung.svg)")
    for layout in ("handout", "web"):
        html = composed(workspace_in(tmp_path, guide=guide), layout).html
        assert html.count('<span class="gap"') == 2 and html.count('<span class="gap gap-picture"') == 1
        assert all(f">{shown}</span>" in html for shown in ("{corse}", "[^whom]", "A lung"))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("source/asthma/guide.md", "file-unreadable"),
        ("source/asthma/guide.toml", "file-unreadable"),
        ("source/clinics/lungs.toml", "file-unreadable"),
        ("source/project.toml", "file-unreadable"),
        ("layouts/typography.toml", "file-unreadable"),
        ("layouts/handout/layout.toml", "file-unreadable"),
        ("layouts/handout/handout.html", "file-unreadable"),
        ("layouts/shared/flag.html", "file-unreadable"),
        ("layouts/shared/print.css", "file-unreadable"),
        ("locales/es/approvals.jsonl", "approvals-broken"),
    ],
)
def test_a_file_that_is_no_text_leaves_a_page_that_says_what_it_can(tmp_path: Path, name: str, code: str) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "es", "asthma")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    write(tmp_path / "layouts/handout/layout.toml", 'extends = "handout"\n')
    (tmp_path / name).write_bytes(b"\xff\xfe\xff")
    made = composed(workspace, locale="es")
    assert code in {finding.code for finding in made.errors}, made.findings
    title = "Asthma" if name == "source/asthma/guide.md" else "Your asthma inhaler"
    assert made.title == title and f"<h1>{title}" in unmarked(made.html) and made.draft


def test_an_unreadable_catalog_counts_as_empty(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(workspace.catalog_path("es", "asthma"), 'msgid "unfinished')
    made = composed(workspace, locale="es")
    codes = Counter(finding.code for finding in made.errors)
    assert codes["critical-missing"] == 5 and len(codes) == 2
    assert '<h1><span lang="en" dir="ltr">Your asthma inhaler</span></h1>' in unmarked(made.html)


def test_a_broken_template_leaves_title_and_text(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/mine/layout.toml", 'extends = "handout"\n')
    write(tmp_path / "layouts/mine/handout.html", "{% if %}")
    made = composed(workspace, "mine")
    assert error_in(made).code == "template-broken"
    assert '<p class="flag">Warning</p>' in unmarked(made.html) and made.code in made.html and "Call " in made.html


def test_a_composition_pickles_and_names_no_folder_of_the_machine(tmp_path: Path) -> None:
    made = composed(workspace_in(tmp_path))
    data = pickle.dumps(made)
    assert pickle.loads(data) == made and str(tmp_path).encode() not in data


def test_the_inputs_are_all_that_was_read(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    snapshot = workspace.snapshot()
    requests = [Request("asthma", locale, "handout", "A4", "lungs") for locale in ("en", "es", "en")]
    first, _, again = (dict(compose(snapshot, request, today=TODAY).inputs) for request in requests)
    assert first == again, "a file that another page has read before is an input too"
    assert {"source/asthma/guide.md", "source/asthma/guide.toml", "source/clinics/lungs.toml"} <= set(first)
    assert first["source/asthma/guide.md"] and first["locales/en/approvals.jsonl"] is None
    assert any(name.endswith("layouts/shared/pieces.html") and digest for name, digest in first.items())


def test_ten_outputs_of_one_guide_read_and_parse_each_input_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_in(tmp_path)
    for locale in ("es", "ar"):
        translate(workspace, locale, "asthma")
    reads: Counter[str] = Counter()
    parsed: Counter[tuple[str, str]] = Counter()
    read, parse = DiskFiles.read, Snapshot.parse

    def _count_read(files: DiskFiles, name: str) -> bytes | None:
        reads[name] += 1
        return read(files, name)

    def _count_parse(snapshot: Snapshot, name: str, parser: Callable[..., object]) -> object:
        def _counted(blob: Blob) -> object:
            parsed[blob.path, parser.__qualname__] += 1
            return parser(blob)

        return parse(snapshot, name, parsers.setdefault(parser, _counted))

    parsers: dict[object, Callable[..., object]] = {}
    monkeypatch.setattr(DiskFiles, "read", _count_read)
    monkeypatch.setattr(Snapshot, "parse", _count_parse)
    snapshot = workspace.snapshot()
    layouts = [("brochure", "A4"), ("handout", "A4"), ("handout", "Letter"), ("web", None), ("card", "A4")]
    made = [compose(snapshot, Request("asthma", locale, *each, "lungs"), today=TODAY) for locale in ("es", "ar") for each in layouts]
    assert len(made) == 10 and not any(each.errors for each in made)
    assert set(reads.values()) == {1} and set(parsed.values()) == {1}
    assert {"source/asthma/guide.md", "source/asthma/guide.toml", "locales/es/LC_MESSAGES/asthma.po"} <= {name for name, _ in parsed}


def test_nothing_wrong_leaves_no_error(tmp_path: Path) -> None:
    assert not composed(workspace_in(tmp_path, front=FRONT)).findings

"""Tests of tracing printed copies and withdrawing editions: what a person types, what is told, and what is refused afterwards."""

import json
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from publish.approval.signing import revoke, sign
from publish.cli import main
from publish.cli.releases.trace import _report
from publish.project import Workspace
from publish.release.bundle.manifest import read_manifest
from publish.release.bundle.tracing.codes import codes_in, find_codes, similar_codes
from publish.release.bundle.tracing.trace import Trace
from publish.release.bundle.verify import verify_release
from tests.release.test_approved import edit, signed  # noqa: F401

pytestmark = pytest.mark.usefixtures("printing_here")

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
KNOWN = ("2026.1-es-92WN3", "2026.1-zh-Hans-10ABC", "2026.1-fr-0000Z", "2-en-92WN4")


@pytest.mark.parametrize(
    "typed",
    [
        "2026.1-es-92WN3", "2026.1-ES-92wn3", " 2026.1 – es – 92 WN3 ", "the code is 2026.1-es-92WN3, I think", "92WN3", "92w-n3",
        "code 92WN3", "２０２６.１-es-９２WN３", "2O26.I-es-92WN3", "https://example.org/es/a.html#2026.1-es-92WN3", "2026.l—es—92wn3",
        "\u200e2026.1-es-92WN3\u200f",
    ],
)  # fmt: skip
def test_a_typed_code_is_found(typed: str) -> None:
    assert find_codes(typed, KNOWN) == ("2026.1-es-92WN3",)


@pytest.mark.parametrize("typed", ["1OABC", "iOabc", "2026.1-zh-Hans-lOABC", "2026 1 zh hans 10abc"])
def test_letters_that_look_alike_are_forgiven(typed: str) -> None:
    assert find_codes(typed, KNOWN) == ("2026.1-zh-Hans-10ABC",)


@pytest.mark.parametrize("typed", ["2026.2-es-92WN3", "2026.1-fr-92WN3", "92WN5", "92NW3", "2026.1-es-92WN", "", "es", "2026.1-es"])
def test_another_code_is_not_taken_for_a_known_one(typed: str) -> None:
    assert find_codes(typed, KNOWN) == ()


@pytest.mark.parametrize("typed", ["92WN5", "92NW3", "2026.2-es-92WN3", "2026.1-es-92WNB", "92WN"])
def test_a_code_one_letter_away_is_suggested(typed: str) -> None:
    assert "2026.1-es-92WN3" in similar_codes(typed, KNOWN)
    assert "2026.1-fr-0000Z" not in similar_codes(typed, KNOWN)


@given(st.sampled_from(KNOWN), st.sampled_from(["", " ", "-", "–", " — ", "\u00a0"]), st.booleans())
def test_a_code_is_found_however_its_parts_are_joined(code: str, joint: str, small: bool) -> None:
    typed = code.replace("-", joint)
    assert find_codes(typed.lower() if small else typed, KNOWN) == (code,)


def test_codes_are_found_in_the_text_of_a_page() -> None:
    text = "Español · Your inhaler · 2026.1-zh-Hans-10ABC\r\nCall 202-555-0143 · 3-es-92WN3"
    assert codes_in(text) == ("2026.1-zh-Hans-10ABC", "3-es-92WN3")


def run(workspace: Workspace, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(workspace.root), *arguments])


def traced(workspace: Workspace, *arguments: str) -> dict[str, Any]:
    """Return the only copy that ``publish trace`` tells of, and check its JSON against the schema."""
    found = json.loads(run(workspace, "trace", *arguments, "--format", "json").stdout)
    Draft202012Validator(json.loads((SCHEMAS / "trace-1.schema.json").read_text(encoding="utf-8"))).validate(found)
    (copy,) = found["copies"]
    assert isinstance(copy, dict)
    return copy


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for the release that the first test makes: the others copy it."""
    return tmp_path_factory.mktemp("traced") / "3"


@pytest.fixture
def released(signed: Workspace, first: Path) -> Path:  # noqa: F811
    """The folder of a release with web pages and cards whose clinic has its guides on the web."""
    (signed.root / "source/clinics").mkdir(exist_ok=True)
    clinic = 'name = "Air Clinic"\nphone = "+1 202 555 0100"\nguides = "https://example.org/guides/"\n'
    (signed.root / "source/clinics/air.toml").write_text(clinic, encoding="utf-8")
    folder = signed.root / "dist/releases/3"
    if first.is_dir():
        return Path(shutil.copytree(first, folder))
    result = run(signed, "release", "--layout", "web", "--layout", "card", "--paper", "A4", "--clinic", "air", "--jobs", "1")
    assert result.exit_code == 0, result.output
    shutil.copytree(folder, first)
    return folder


def code_of(folder: Path, locale: str, layout: str) -> str:
    manifest = read_manifest((folder / "manifest.json").read_bytes(), "manifest.json")
    return next(each.code for each in manifest.artifacts if (each.locale, each.layout) == (locale, layout))


def repaired(workspace: Workspace) -> None:
    """Change a dose in the guide, and sign it again in both languages."""
    edit(workspace, "guide.toml", "value = 30", "value = 60")
    for role, name in (("translator", "Ana Ruiz"), ("reviser", "Bo Li"), ("clinician", "Dr. Cruz")):
        sign(workspace, "es", role, name)
    sign(workspace, "en", "clinician", "Dr. Abe")


@pytest.mark.slow
def test_a_current_copy_names_its_release_and_who_signed_it(signed: Workspace, released: Path) -> None:  # noqa: F811
    code = code_of(released, "es", "card")
    copy = traced(signed, "the code is", code.lower().replace("-", " "))
    assert (copy["state"], copy["releases"], copy["layout"], copy["paper"], copy["clinic"]) == ("current", ["3"], "card", "A4", "air")
    assert [(each["locale"], each["by"]) for each in copy["signed"]] == [("en", "Dr. Abe"), ("es", "Dr. Cruz")]
    assert copy["changes"] == [] and copy["source_changes"] == [] and copy["files"][0]["sha256"]
    result = run(signed, "trace", code[-5:])
    assert result.exit_code == 0 and "current" in result.output and "Dr. Cruz" in result.output


@pytest.mark.slow
def test_letters_that_two_editions_share_are_said_to_be_ambiguous(signed: Workspace, released: Path) -> None:  # noqa: F811
    code = code_of(released, "es", "card")
    other = Path(shutil.copytree(released, released.with_name("4")))
    text = (other / "manifest.json").read_text(encoding="utf-8")
    (other / "manifest.json").write_text(text.replace('"code": "3-', '"code": "4-'), encoding="utf-8")
    result = run(signed, "trace", code[-5:])
    assert f"“{code[-5:]}” is in the codes of 2 editions" in result.output and code in result.output and f"4{code[1:]}" in result.output
    assert "is in the codes" not in run(signed, "trace", code).output


@pytest.mark.full
@pytest.mark.slow
def test_a_printed_page_and_a_photo_of_its_code_are_traced(signed: Workspace, released: Path, tmp_path: Path) -> None:  # noqa: F811
    card = next(released.glob("es/*card*A4.pdf"))
    assert traced(signed, "--pdf", str(card))["code"] == code_of(released, "es", "card")
    with pypdfium2.PdfDocument(card) as document:
        document[0].render(scale=200 / 72).to_pil().rotate(7, expand=True, fillcolor="white").save(tmp_path / "photo.jpg")
    assert traced(signed, "--photo", str(tmp_path / "photo.jpg"))["code"] == code_of(released, "es", "card")
    (tmp_path / "none.png").write_bytes(b"no picture")
    result = run(signed, "trace", "--photo", str(tmp_path / "none.png"))
    assert result.exit_code == 1 and "copy-unreadable" in result.output


@pytest.mark.slow
def test_a_copy_is_superseded_when_a_value_changes_and_the_words_are_compared(signed: Workspace, released: Path) -> None:  # noqa: F811
    code = code_of(released, "es", "web")
    repaired(signed)
    copy = traced(signed, code)
    assert copy["state"] == "superseded" and copy["replaced_by"].startswith("3-es-") and copy["replaced_by"] != code
    for name in ("changes", "source_changes"):
        deleted = "".join(piece["text"] for change in copy[name] for piece in change if piece["kind"] == "deleted")
        inserted = "".join(piece["text"] for change in copy[name] for piece in change if piece["kind"] == "inserted")
        assert "30" in deleted and "60" in inserted
    result = run(signed, "trace", code)
    assert result.exit_code == 1 and "[-30" in result.output and "{+60" in result.output
    assert traced(signed, copy["replaced_by"])["releases"] == []


@pytest.mark.full
@pytest.mark.slow
def test_a_copy_whose_approval_was_taken_back_is_not_current(signed: Workspace, released: Path) -> None:  # noqa: F811
    revoke(signed, "es", "clinician", "Dr. Cruz", "the dose is wrong")
    copy = traced(signed, code_of(released, "es", "web"))
    assert copy["state"] == "superseded" and "no longer approved" in copy["reason"]


@pytest.mark.full
@pytest.mark.slow
def test_an_unknown_code_is_answered_with_what_is_near(signed: Workspace, released: Path) -> None:  # noqa: F811
    code = code_of(released, "es", "card")
    wrong = code[:-1] + ("7" if code[-1] != "7" else "8")
    result = run(signed, "trace", wrong)
    assert result.exit_code == 1 and "unknown" in result.output and f"Did you mean {code}" in result.output
    result = run(signed, "withdraw", wrong, "--by", "Dr. Cruz", "--reason", "wrong dose")
    assert result.exit_code == 2 and "code-unknown" in result.output and code in result.output


@pytest.mark.slow
def test_what_was_withdrawn_is_never_printed_again_and_said_to_be_so(signed: Workspace, released: Path) -> None:  # noqa: F811
    card, web = code_of(released, "es", "card"), code_of(released, "es", "web")
    assert run(signed, "withdraw", card, "--by", "Dr. Cruz").exit_code == 2 and not (signed.source / "withdrawn.toml").exists()
    result = run(signed, "withdraw", card[-5:].lower(), "--by", "Dr. Cruz", "--reason", "the dose is wrong")
    assert result.exit_code == 0 and web in result.output
    assert traced(signed, card)["state"] == "withdrawn" and "Dr. Cruz" in traced(signed, card)["reason"]
    assert "the dose is wrong" in run(signed, "withdraw", "--list").output
    before = (signed.source / "withdrawn.toml").read_bytes()
    assert run(signed, "withdraw", card, "--by", "Dr. Abe", "--reason", "again").exit_code == 0
    assert (signed.source / "withdrawn.toml").read_bytes() == before
    built = ("build", "--approved", "--clinic", "air", "--locale", "es", "--jobs", "1", "--paper", "A4")
    result = run(signed, *built, "--layout", "card")
    assert result.exit_code == 1 and "edition-withdrawn" in result.output and "the dose is wrong" in result.output
    assert run(signed, *built, "--layout", "web").exit_code == 0
    page = next((signed.root / "dist/es").glob("*.web*.html")).read_text(encoding="utf-8")
    assert f'<i id="{card}" class="copy-is-withdrawn"></i>' in page and f'"identifier": "{web}"' in page
    result = run(signed, "release", "--layout", "card", "--paper", "A4", "--clinic", "air", "--jobs", "1", "--name", "again")
    assert result.exit_code == 1 and "edition-withdrawn" in result.output
    assert not verify_release(released).findings


@pytest.mark.slow
def test_a_file_of_withdrawn_editions_that_cannot_be_read_stops_the_build(signed: Workspace) -> None:  # noqa: F811
    (signed.source / "withdrawn.toml").write_text("[[withdrawn]]\ncode = 3\n", encoding="utf-8")
    result = run(signed, "build", "--layout", "web", "--locale", "en", "--jobs", "1")
    assert result.exit_code == 1 and "withdrawn-wrong" in result.output


def test_what_is_no_code_is_searched_in_bounded_steps() -> None:
    """Without bounds, each of these takes hours."""
    assert find_codes("1 2 3 " * 20_000, ["2026.1-es-92WN3"]) == () == codes_in("a" * 200_000) + codes_in("a-aa" * 50_000)


def test_a_text_that_a_picture_says_does_nothing_to_a_terminal() -> None:
    said = "\n".join(_report(["\x1b[2J\u202e2026"], Trace(())))
    assert "\\u001b[2J\\u202e2026" in said and "\u202e" not in said


def test_a_picture_that_is_a_program_is_not_opened(signed: Workspace, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "photo.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n")
    said = run(signed, "trace", "--photo", str(tmp_path / "photo.png"))
    assert said.exit_code == 1 and "cannot identify" in said.output

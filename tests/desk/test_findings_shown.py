"""Tests of findings as staff, authors and translators see them: what kind they are, who can correct it, where it stands."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from publish.desk.app import create_app
from publish.desk.printing.kinds import _KINDS, kind_of
from publish.po.model import Entry
from publish.project import Finding, Severity, Workspace
from tests.desk.conftest import ADDRESS, client_of, desk_of
from tests.desk.test_table import post

ROOT = Path(__file__).resolve().parents[2]


def test_every_code_of_a_kind_exists() -> None:
    known = {code for name in ("findings", "checks", "source-checks") for code in re.findall("`([a-z-]+)`", page(name))}
    patterns = [code for codes in _KINDS.values() for code in codes.split()]
    assert len(patterns) == len(set(patterns))
    for pattern in patterns:
        assert any(re.fullmatch(pattern.replace("*", ".+"), code) for code in known), pattern


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def test_a_finding_is_named_in_the_language_of_the_user(workspace: Workspace) -> None:
    lost = Finding(Severity.ERROR, "negation-lost", "…", "locales/es/LC_MESSAGES/inhaler.po")
    unread = Finding(Severity.ERROR, "sentence-long", "…", "source/inhaler/guide.md")
    with create_app(desk_of(workspace)).test_request_context(headers={"Accept-Language": "de"}):
        found, other = kind_of(lost), kind_of(unread)
    assert found and (found.title, found.people) == ("Die Bedeutung ist vielleicht eine andere.", "Übersetzerin oder Übersetzer")
    assert other and "Autor" in other.people
    assert kind_of(Finding(Severity.ERROR, "desk-busy", "…")) is None


def test_a_page_that_cannot_be_printed_says_why_in_the_language_of_staff(workspace: Workspace, messages: tuple[Entry, ...]) -> None:
    client = client_of(desk_of(workspace))
    html = client.get("/print/inhaler/es?layout=card", base_url=ADDRESS, headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert messages and "Wer es berichtigen kann: Übersetzerin oder Übersetzer" in html
    named = re.findall(r'<strong>([^<]+)</strong> Wer es berichtigen kann[^<]+\s*<div lang="en" dir="ltr">', html)
    assert named and len(named) == html.count('<div lang="en" dir="ltr">')


def test_a_draft_says_what_it_waits_for_and_how_to_fold_it_in_the_language_of_staff(workspace: Workspace) -> None:
    desk = desk_of(workspace)
    html = client_of(desk).get("/print/inhaler/en?layout=card", base_url=ADDRESS, headers={"Accept-Language": "de"}).get_data(as_text=True)
    assert "Wartet auf: " in html and re.search(r"Freigegeben: 0 von \d+", html)
    (job,) = desk.queue._jobs.values()
    pdf = job.output.contents[".instructions.pdf"]
    assert "falten" in text_of(pdf).lower()


def text_of(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_source_shows_its_texts_with_their_lines(client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...]) -> None:
    lines = (workspace.guide_folder("inhaler") / "guide.md").read_text(encoding="utf-8").splitlines()
    found = client.get("/table/inhaler/en/messages", base_url=ADDRESS).get_json()["rows"]
    own = [row for row in found if row["domain"] == "inhaler"]
    assert [row["msgid"] for row in own] == [each.msgid for each in messages] and {row["state"] for row in own} == {"source"}
    assert all(row["msgstrs"] == [] for row in own)
    for row in own:
        place = client.get(f"/table/inhaler/en/message/{row['id']}", base_url=ADDRESS).get_json()["place"]
        assert place["file"] == "source/inhaler/guide.md" and place["lines"], row["msgid"]
        first = re.sub(r"\W+", " ", row["msgid"]).split()[0]
        assert all(first in lines[number - 1] for number in place["lines"]), (row["msgid"], place)


def test_what_is_wrong_in_the_source_stands_at_its_text(client: FlaskClient, workspace: Workspace) -> None:
    path = workspace.guide_folder("inhaler") / "guide.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nTake it <b>now</b>, {nothing}.\n", encoding="utf-8")
    found = client.get("/table/inhaler/en/messages", base_url=ADDRESS).get_json()["rows"]
    codes = {each["code"]: each["where"] for row in found for each in row["findings"]}
    looked = client.post("/table/inhaler/en/look?layout=card&paper=A4", json={"edits": {}}, headers=token_of(client), base_url=ADDRESS)
    codes |= {each["code"]: each["where"] for several in looked.get_json()["findings"].values() for each in several}
    assert any(where.startswith("source/inhaler/guide.md:") for where in codes.values()), codes


def token_of(client: FlaskClient) -> dict[str, str]:
    from tests.desk.conftest import token

    return {"X-Form-Token": token(client)}


def test_the_size_that_fitted_before_is_tried_first(client: FlaskClient, messages: tuple[Entry, ...]) -> None:
    first = post(client, "look", edits={}).get_json()["job"]
    before = client.get(f"/table/print/{first}", base_url=ADDRESS).get_json()["fit"]
    again = post(client, "look", edits={}, job=first).get_json()["job"]
    fit = client.get(f"/table/print/{again}", base_url=ADDRESS).get_json()["fit"]
    assert messages and again != first and fit["size_pt"] == before["size_pt"]

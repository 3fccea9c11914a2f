"""Tests of what is done to one text at the desk: signed, rejected, waived, commented; by role, through the functions of the commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient

from publish.approval.signature_file import read_signatures
from publish.approval.waivers.waiver_file import read_waivers
from publish.desk.access.roles import DESK_ROLES, MAY
from publish.desk.access.users import write_user
from publish.po.codec import read_po
from publish.po.model import Entry
from publish.project import Workspace
from publish.release.making.findings_on_page import mark_of_entry
from tests.desk.conftest import ADDRESS, client_of, desk_of, token
from tests.desk.test_table import PASSWORD, TABLE, post

Messages = tuple[Entry, ...]
WHO = {"by": "Ana Cruz", "role": "reviser"}


def rows(client: FlaskClient) -> dict[str, dict[str, object]]:
    """Return the rows of the table by their marks."""
    return {row["mark"]: row for row in client.get(f"{TABLE}/messages", base_url=ADDRESS).get_json()["rows"]}


def plain(messages: Messages) -> Entry:
    """Return a message that is translated, without an error."""
    return messages[0]


def test_a_text_is_signed_as_it_was_seen_and_no_other(client: FlaskClient, workspace: Workspace, messages: Messages) -> None:
    mark = mark_of_entry(plain(messages))
    answer = post(client, "sign", mark=mark, digest="0" * 64, **WHO)
    assert answer.status_code == 200 and not answer.get_json()["signed"], "somebody has changed it meanwhile"
    digest = rows(client)[mark]["digest"]
    assert post(client, "sign", mark=mark, digest=digest, **WHO).get_json() == {"signed": True, "refused": []}
    (given,) = read_signatures(workspace.snapshot(), "es").by_digest[str(digest)]
    assert (given.by, given.role, given.domain) == ("Ana Cruz", "reviser", "inhaler")
    row = rows(client)[mark]
    assert "reviser" not in row["unapproved"] and row["signed"][0]["by"] == "Ana Cruz"  # type: ignore[operator, index]
    again = {"mark": mark, "digest": digest, "role": "translator"}
    assert post(client, "sign", **again, by="Ana Cruz").status_code == 409, "a reviser is another person"
    assert post(client, "sign", **again, by="").status_code == 409, "nobody signs without a name"


def test_a_rejected_text_is_checked_again(client: FlaskClient, workspace: Workspace, messages: Messages) -> None:
    mark = mark_of_entry(plain(messages))
    assert post(client, "reject", mark=mark, text="It says\nthe opposite", **WHO).status_code == 200
    row = rows(client)[mark]
    assert row["state"] == "fuzzy" and row["remarks"][0]["text"] == "It says the opposite"  # type: ignore[index]
    assert post(client, "comment", mark=mark, text="I shall look", by="Tom", role="translator").status_code == 200
    assert post(client, "reject", mark=mark, text=" ", **WHO).status_code == 409
    entry = read_po(workspace.catalog_path("es", "inhaler").read_bytes(), "es.po").get(plain(messages).msgid)
    assert entry is not None and len(entry.comments) == 2 and entry.fuzzy


def test_a_finding_is_waived_with_a_reason(client: FlaskClient, workspace: Workspace, messages: Messages) -> None:
    message = plain(messages)
    texts = [f"ES {message.msgid} la casa casa"]
    assert post(client, "save", mark=mark_of_entry(message), texts=texts, before=[f"ES {message.msgid}"]).status_code == 200
    row = rows(client)[mark_of_entry(message)]
    codes = [each["code"] for each in row["findings"] if each["severity"] != "note"]  # type: ignore[attr-defined]
    assert codes, "this text has something to waive"
    asked = {"mark": row["mark"], "code": codes[0], "by": "Dr. Abe", "role": "clinician"}
    assert post(client, "waive", **asked, reason=" ").status_code == 409
    assert post(client, "waive", **asked, reason="It is how we write here.").get_json() == {"waived": 1}
    (waiver,) = read_waivers(workspace.snapshot(), "es")
    assert waiver.by == "Dr. Abe" and rows(client)[str(row["mark"])]["waivers"]


def test_what_helps_with_a_text_is_told(client: FlaskClient, messages: Messages) -> None:
    fact = next(each for each in messages if "{" in each.msgid)
    found = client.get(f"{TABLE}/message/{mark_of_entry(fact)}", base_url=ADDRESS).get_json()
    assert found["reads_source"] and "{" not in found["reads_source"] and found["suggestions"] is not None and found["back"] is None
    assert client.get(f"{TABLE}/message/{'0' * 12}", base_url=ADDRESS).status_code == 404


def test_the_version_changes_with_the_files_and_only_then(client: FlaskClient, workspace: Workspace, messages: Messages) -> None:
    ask = lambda: client.get(f"{TABLE}/version", base_url=ADDRESS).get_json()["version"]  # noqa: E731
    first = ask()
    assert ask() == first == client.get(f"{TABLE}/messages", base_url=ADDRESS).get_json()["version"]
    Path(workspace.root, "source/inhaler/guide.md").write_text("# Other\n", encoding="utf-8")
    assert ask() != first and messages


def test_a_picture_comes_at_once_with_the_text_that_was_typed(client: FlaskClient, messages: Messages) -> None:
    mark = mark_of_entry(plain(messages))
    job = post(client, "look", edits={}).get_json()["job"]
    found = post(client, "quick", edits={mark: ["Un texto muy distinto"]}, mark=mark, job=job, width=400).get_json()
    assert any("distinto" in place["text"] and mark in place["marks"] for place in found["places"])
    picture = client.get(found["picture"], base_url=ADDRESS)
    assert picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG")
    assert post(client, "quick", edits={}, mark="0" * 12, job=job, width=400).status_code == 204
    assert post(client, "quick", edits={}, mark=mark, job="nothing", width=400).status_code == 204
    assert post(client, "quick", edits={}, mark=mark, job=job, width=123).status_code == 204


@pytest.fixture
def clients(workspace: Workspace, messages: Messages, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, FlaskClient]]:
    """Give a browser for each role, logged in."""
    monkeypatch.setattr("publish.desk.access.users._HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    for role in DESK_ROLES:
        write_user(workspace, f"One {role}", role, PASSWORD)
    desk, found = desk_of(workspace, users_wanted=True), {}
    for role in DESK_ROLES:
        found[role] = client_of(desk)
        found[role].post("/login", data={"name": f"One {role}", "password": PASSWORD, "token": token(found[role])}, base_url=ADDRESS)
    yield found


ACTIONS = {
    "/": "print", "/print/inhaler/es": "print", "/check": "print", "/clinics/new": "clinic", "/table": "see texts", TABLE: "see texts",
    f"{TABLE}/messages": "see texts", f"{TABLE}/version": "see texts",
    "/changes": "see texts", "/back": "back-translate", "/back/1/es": "back-translate",
}  # fmt: skip
CHANGES = {"save": "translate", "sign": "sign", "reject": "sign", "waive": "waive", "comment": "see texts", "look": "see texts"}


def test_no_role_exceeds_the_table_by_requests_made_by_hand(clients: dict[str, FlaskClient]) -> None:
    for role, client in clients.items():
        for path, action in ACTIONS.items():
            expected = role in MAY[action]
            if path == "/" and not expected:
                assert client.get(path, base_url=ADDRESS).location == "/back"
            else:
                assert (client.get(path, base_url=ADDRESS).status_code != 403) is expected, (role, path)
        for name, action in CHANGES.items():
            answer = post(client, name, mark="0" * 12, role="clinician", by="Somebody else")
            assert (answer.status_code == 403) is (role not in MAY[action]), (role, name, answer.status_code)


def test_who_is_logged_in_signs_with_their_own_name_and_role(
    clients: dict[str, FlaskClient], workspace: Workspace, messages: Messages
) -> None:
    mark = mark_of_entry(plain(messages))
    digest = rows(clients["translator"])[mark]["digest"]
    assert post(clients["translator"], "sign", mark=mark, digest=digest, by="Dr. Abe", role="clinician").get_json()["signed"]
    (given,) = read_signatures(workspace.snapshot(), "es").by_digest[str(digest)]
    assert (given.by, given.role) == ("One translator", "translator")


def test_a_back_translator_sees_the_translation_alone(
    clients: dict[str, FlaskClient], workspace: Workspace, messages: Messages
) -> None:
    client, message = clients["back-translator"], messages[4]
    page = client.get("/back/1/es", base_url=ADDRESS).get_data(as_text=True)
    assert "ES " in page and "/inhaler" not in page and "guide.md" not in page and not any(f">{each.msgid}<" in page for each in messages)
    index = read_po(workspace.catalog_path("es", "inhaler").read_bytes(), "es.po").index
    digest = rows(clients["translator"])[mark_of_entry(message)]["digest"]
    form = {"mark": mark_of_entry(message), "digest": digest, "text": "What it says", "token": token(client), "by": "Somebody else"}
    assert index[message.key].usable
    assert client.post("/back/1/es", data=form, base_url=ADDRESS).status_code == 302
    back = clients["reviser"].get(f"{TABLE}/message/{mark_of_entry(message)}", base_url=ADDRESS).get_json()["back"]
    assert back["text"] == "What it says" and back["by"] == "One back-translator" and not back["old"]
    assert "Done: 1 of" in client.get("/back", base_url=ADDRESS).get_data(as_text=True)


def test_drafts_are_kept_for_each_person_and_torn_files_lose_nothing_else(
    clients: dict[str, FlaskClient], workspace: Workspace, messages: Messages
) -> None:
    draft = {f"inhaler.{mark_of_entry(messages[0])}": {"texts": ["Un borrador"], "before": ["ES x"], "at": 7}}
    assert post(clients["translator"], "drafts", drafts=draft).get_json() == {"kept": 1}
    kept = lambda role: clients[role].get(f"{TABLE}/drafts", base_url=ADDRESS).get_json()["drafts"]  # noqa: E731
    assert kept("translator") == draft and kept("reviser") == {}
    (path,) = workspace.folder(".publish-cache/drafts").glob("*.json")
    path.write_bytes(path.read_bytes()[:20])
    assert kept("translator") == {}
    assert post(clients["translator"], "drafts", drafts={}).get_json() == {"kept": 0} and not path.exists()
    for wrong in ([], {"a": 1}, {"a": {"texts": [1], "before": ["x"]}}):
        assert post(clients["translator"], "drafts", drafts=wrong).status_code == 400
    assert clients["translator"].get("/table/inhaler/../drafts", base_url=ADDRESS).status_code == 404
    assert clients["staff"].get(f"{TABLE}/drafts", base_url=ADDRESS).status_code == 403

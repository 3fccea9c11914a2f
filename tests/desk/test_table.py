"""Tests of the light table: the list, a look at unsaved text, saving without loss, who may do what."""

import pypdfium2
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from publish.desk.access.users import write_user
from publish.desk.table.editing import with_edits
from publish.po.codec import read_po
from publish.po.model import Entry
from publish.project import Workspace
from publish.release.making.findings_on_page import mark_of_entry
from tests.desk.conftest import ADDRESS, client_of, desk_of, token
from tests.edition.small import quoted

TABLE = "/table/inhaler/es"
PASSWORD = "correct horse battery"


def post(client: FlaskClient, path: str, **body: object) -> TestResponse:
    """Send JSON as the page does."""
    return client.post(f"{TABLE}/{path}?layout=card&paper=A4", json=body, headers={"X-Form-Token": token(client)}, base_url=ADDRESS)


def test_the_list_has_every_message_with_its_state(client: FlaskClient, messages: tuple[Entry, ...]) -> None:
    rows = client.get(f"{TABLE}/messages", base_url=ADDRESS).get_json()["rows"]
    own = [row for row in rows if row["domain"] == "inhaler"]
    assert [row["msgid"] for row in own] == [each.msgid for each in messages]
    assert [row["state"] for row in own[:4]] == ["translated", "fuzzy", "untranslated", "translated"]
    assert all(row["unapproved"] for row in own) and {row["critical"] for row in own} == {True, False}
    assert client.get(TABLE, base_url=ADDRESS).status_code == 200


def test_unsaved_text_is_checked_and_printed_and_nothing_is_written(
    client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...]
) -> None:
    before = workspace.catalog_path("es", "inhaler").read_bytes()
    critical = next(each for each in messages if "Critical" in " ".join(each.extracted))
    mark = mark_of_entry(critical)
    answer = post(client, "look", edits={mark: ["No tome 77 mg jamás <b>hoy</b>"]}).get_json()
    assert "dose-changed" in {each["code"] for each in answer["findings"][f"inhaler.{mark}"]}
    found = client.get(f"/table/print/{answer['job']}", base_url=ADDRESS).get_json()
    (place, *_) = [each for each in found["places"] if mark in each["marks"]]
    assert found["pages"] == len(found["sizes"]) and found["fit"]["size_pt"] > 0
    pdf = client.get(f"/jobs/{answer['job']}/inhaler.card.A4.proof.pdf", base_url=ADDRESS).get_data()
    with pypdfium2.PdfDocument(pdf) as pages:
        page = pages[place["page"] - 1]
        millimetre, height = 72 / 25.4, page.get_height()
        x, y = place["x_mm"] * millimetre, height - place["y_mm"] * millimetre
        wide, high = place["width_mm"] * millimetre, place["height_mm"] * millimetre
        assert "77" in page.get_textpage().get_text_bounded(x - 1, y - high - 1, x + wide + 1, y + 1)
    assert client.get(f"/jobs/{answer['job']}/1.proof.pdf.400.png", base_url=ADDRESS).mimetype == "image/png"
    assert workspace.catalog_path("es", "inhaler").read_bytes() == before


def test_saving_changes_one_entry_and_no_other_byte(client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...]) -> None:
    path, fuzzy = workspace.catalog_path("es", "inhaler"), messages[1]
    before = path.read_text(encoding="utf-8")
    answer = post(client, "save", mark=mark_of_entry(fuzzy), texts=["Corregido"], before=[f"ES {fuzzy.msgid}"])
    assert answer.status_code == 200 and answer.get_json()["saved"]
    old = f"#, fuzzy\nmsgid {quoted(fuzzy.msgid)}\nmsgstr {quoted(f'ES {fuzzy.msgid}')}\n"
    assert path.read_text(encoding="utf-8") == before.replace(old, f'msgid {quoted(fuzzy.msgid)}\nmsgstr "Corregido"\n')


def test_a_change_made_meanwhile_is_never_written_over(client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...]) -> None:
    path, first = workspace.catalog_path("es", "inhaler"), messages[0]
    path.write_text(path.read_text(encoding="utf-8").replace(quoted(f"ES {first.msgid}"), '"De otra persona"'), encoding="utf-8")
    theirs = path.read_bytes()
    answer = post(client, "save", mark=mark_of_entry(first), texts=["Mío"], before=[f"ES {first.msgid}"])
    assert answer.status_code == 409 and answer.get_json() == {"saved": False, "now": ["De otra persona"], "yours": ["Mío"]}
    assert path.read_bytes() == theirs
    assert post(client, "save", mark=mark_of_entry(first), texts=["Mío"], before=["De otra persona"]).status_code == 200
    entry = read_po(path.read_bytes(), "es.po").get(first.msgid)
    assert entry is not None and entry.msgstr == "Mío"


@pytest.mark.parametrize("body", [{"edits": []}, {"edits": {"a": 1}}, {"edits": {"a": ["x" * 20_001]}}, {}, {"edits": {"a": ["\0"]}}])
def test_what_is_no_text_is_refused(client: FlaskClient, messages: tuple[Entry, ...], body: dict[str, object]) -> None:
    assert post(client, "look", **body).status_code == 400 and messages


def test_an_unknown_message_is_refused_and_an_unknown_edit_changes_nothing(
    client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...]
) -> None:
    assert post(client, "save", mark="0" * 12, texts=["x"], before=[""]).status_code == 404
    snapshot = workspace.snapshot()
    assert with_edits(snapshot, "es", "inhaler", {"0" * 12: ("x",)}) is snapshot and messages


def test_only_who_may_translate_saves(
    workspace: Workspace, messages: tuple[Entry, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.desk.access.users._HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    path = workspace.catalog_path("es", "inhaler")
    before = path.read_bytes()
    for name, role, looks, saves in (("Maria", "staff", 403, 403), ("Ann", "author", 200, 403), ("Tom", "translator", 200, 200)):
        write_user(workspace, name, role, PASSWORD)
        client = client_of(desk_of(workspace, users_wanted=True))
        client.post("/login", data={"name": name, "password": PASSWORD, "token": token(client)}, base_url=ADDRESS)
        assert client.get(f"{TABLE}/messages", base_url=ADDRESS).status_code == looks, name
        assert path.read_bytes() == before
        edit = {"mark": mark_of_entry(messages[0]), "texts": ["Nuevo"], "before": [f"ES {messages[0].msgid}"]}
        assert client.post(f"{TABLE}/save", json=edit, base_url=ADDRESS).status_code == 403, "without the token of the page"
        assert post(client, "save", **edit).status_code == saves, name

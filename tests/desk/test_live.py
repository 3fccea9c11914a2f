"""Tests of what open pages learn when a file changes: streams of events, their bounds, the files before a change."""

from threading import Event

import pytest
from flask.testing import FlaskClient

from publish.desk.files import changes as live
from publish.desk.files.changes import MOST_OF_A_BROWSER, MOST_STREAMS, Changes, watched_files
from publish.desk.files.snapshots import Snapshots
from publish.po.model import Entry
from publish.project import Workspace
from publish.release.making.findings_on_page import mark_of_entry
from tests.desk.conftest import ADDRESS, client_of, desk_of
from tests.desk.test_table import post


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.01)


def test_a_stream_tells_the_version_and_each_new_one(workspace: Workspace) -> None:
    snapshots = Snapshots(workspace)
    changes = Changes(snapshots.version)
    events = changes.events()
    assert next(events) == f"data: {snapshots.version()}\n\n"
    assert next(events) == ":\n\n", "nothing has changed"
    (workspace.guide_folder("inhaler") / "guide.md").write_text("# Other\n", encoding="utf-8")
    assert next(events) == f"data: {snapshots.version()}\n\n"
    changes.close()
    assert list(events) in ([], [":\n\n"])


def test_watchfiles_reports_a_file_that_was_written(workspace: Workspace) -> None:
    reported = Event()
    with watched_files(workspace, reported.set):
        path = workspace.guide_folder("inhaler") / "guide.md"
        for _ in range(100):  # the first writes may come before it watches
            path.write_bytes(path.read_bytes() + b"\n")
            if reported.wait(0.2):
                return
    raise AssertionError("nothing was reported")


def test_streams_are_few_and_fewer_for_one_browser() -> None:
    changes = Changes(lambda: "one")
    assert [changes.enter("mine") for _ in range(MOST_OF_A_BROWSER + 1)] == [True] * MOST_OF_A_BROWSER + [False]
    assert sum(changes.enter(f"other {number}") for number in range(MOST_STREAMS)) == MOST_STREAMS - MOST_OF_A_BROWSER
    changes.leave("mine")
    assert changes.enter("mine") and not changes.enter("one more")
    changes.close()
    changes.leave("mine")
    assert not changes.enter("mine")


def test_a_page_beyond_the_bound_gets_no_stream_and_a_closed_one_makes_room(client: FlaskClient) -> None:
    streams = [client.get("/changes", base_url=ADDRESS) for _ in range(MOST_OF_A_BROWSER)]
    assert {each.mimetype for each in streams} == {"text/event-stream"}
    assert client.get("/changes", base_url=ADDRESS).status_code == 204
    streams[0].close()
    assert client.get("/changes", base_url=ADDRESS).status_code == 200


def test_no_other_site_opens_a_stream(workspace: Workspace) -> None:
    client = client_of(desk_of(workspace))
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    assert client.get("/changes", base_url=ADDRESS, headers=headers).status_code == 403


def test_the_files_before_a_change_are_kept_for_one_change(workspace: Workspace) -> None:
    snapshots, path = Snapshots(workspace), workspace.guide_folder("inhaler") / "guide.md"
    first, text = snapshots.version(), path.read_text(encoding="utf-8")
    snapshots.current().read("source/inhaler/guide.md")
    path.write_text("# Other\n", encoding="utf-8")
    second, found = snapshots.version(), snapshots.before(first)
    assert found and found.snapshot.read("source/inhaler/guide.md").text == text
    assert found.edits == {"source/inhaler/guide.md": b"# Other\n"}
    (workspace.guide_folder("inhaler") / "new.svg").write_text("<svg/>", encoding="utf-8")
    assert snapshots.before(first) is None and snapshots.before(second) is None, "a file was added"


def test_a_picture_comes_at_once_of_a_change_on_disk(client: FlaskClient, workspace: Workspace, messages: tuple[Entry, ...]) -> None:
    job = post(client, "look", edits={}).get_json()["job"]
    places = client.get(f"/table/print/{job}", base_url=ADDRESS).get_json()["places"]
    shown = next(each for each in messages if any(mark_of_entry(each) in place["marks"] for place in places) and "{" not in each.msgid)
    since = client.get("/table/inhaler/es/version", base_url=ADDRESS).get_json()["version"]
    path = workspace.catalog_path("es", "inhaler")
    path.write_text(path.read_text(encoding="utf-8").replace(f"ES {shown.msgid}", "Una frase nueva", 1), encoding="utf-8")
    found = post(client, "quick", edits={}, mark=mark_of_entry(shown), job=job, width=400, since=since).get_json()
    assert any("nueva" in place["text"] for place in found["places"])

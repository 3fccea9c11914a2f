"""Tests of the start page and of the page of one choice."""

import re
import shutil

import pytest
from flask.testing import FlaskClient

from publish.project import Workspace
from tests.desk.conftest import ADDRESS, client_of, desk_of, token


def test_the_shelf_shows_each_language_with_its_state(client: FlaskClient) -> None:
    page = client.get("/", base_url=ADDRESS).get_data(as_text=True)
    assert "Español" in page and "Spanish" in page and "العربية" in page
    assert page.count('class="badge') >= 2


def test_a_search_finds_a_language_by_each_of_its_names(client: FlaskClient) -> None:
    for wanted in ("Spanish", "español", "ESPANOL", "es", "الإسبانية"):
        page = client.get("/", query_string={"q": wanted}, base_url=ADDRESS).get_data(as_text=True)
        assert "/print/inhaler/es" in page, wanted
    page = client.get("/", query_string={"q": "klingon"}, base_url=ADDRESS).get_data(as_text=True)
    assert "/print/inhaler/es" not in page


def test_a_choice_shows_the_pages_and_gives_the_pdf(client: FlaskClient) -> None:
    page = client.get("/print/inhaler/en?layout=brochure&paper=Letter", base_url=ADDRESS).get_data(as_text=True)
    assert "flipped on the short edge" in page and "This is a draft" in page
    address = re.findall(r'href="(/jobs/[^"]+\.pdf)"', page)[0]
    answer = client.get(address, base_url=ADDRESS)
    assert answer.data.startswith(b"%PDF") and answer.headers["Content-Disposition"].startswith("inline")
    picture = re.findall(r'src="(/jobs/[^"]+\.png)"', page)[0]
    assert client.get(picture, base_url=ADDRESS).data.startswith(b"\x89PNG")


def test_what_was_chosen_is_chosen_again(client: FlaskClient) -> None:
    client.get("/print/inhaler/en?layout=card&paper=Letter", base_url=ADDRESS)
    page = client.get("/print/inhaler/en", base_url=ADDRESS).get_data(as_text=True)
    assert '<option value="card" selected>' in page and "<option selected>Letter" in page


def test_a_language_that_is_not_there_is_named_and_how_to_ask_for_it(client: FlaskClient) -> None:
    for wanted, name in (("somali", "Somali"), ("so", "Somali"), ("portugués", "Portuguese")):
        page = client.get("/", query_string={"q": wanted}, base_url=ADDRESS).get_data(as_text=True)
        assert f"There is no guide in {name} yet" in page, wanted
    assert "There is no guide or language of that name" in client.get("/?q=klingons", base_url=ADDRESS).get_data(as_text=True)


def test_an_approved_edition_is_offered_and_not_printed_without_its_signatures(client: FlaskClient, workspace: Workspace) -> None:
    path = "/print/inhaler/en?layout=web"
    assert "Print the approved edition" not in client.get(path, base_url=ADDRESS).get_data(as_text=True)
    shutil.copytree(workspace.guide_folder("inhaler"), workspace.archive_path("en", "inhaler"))
    page = client.get(path, base_url=ADDRESS).get_data(as_text=True)
    assert "There is an approved edition, 3." in page
    page = client.get(f"{path}&approved=1", base_url=ADDRESS).get_data(as_text=True)
    assert "This page cannot be printed" in page and "Download the web page" not in page


def test_a_change_on_disk_is_on_the_next_page(client: FlaskClient, workspace: Workspace) -> None:
    client.get("/", base_url=ADDRESS)
    guide = workspace.guide_folder("inhaler") / "guide.md"
    title = guide.read_text(encoding="utf-8").splitlines()[0]
    guide.write_text(guide.read_text(encoding="utf-8").replace(title, "# A new title", 1), encoding="utf-8")
    assert "A new title" in client.get("/", base_url=ADDRESS).get_data(as_text=True)


def test_two_people_do_not_disturb_each_other(workspace: Workspace) -> None:
    for name in ("north", "south"):
        path = workspace.source / "clinics" / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'name = "{name}"\n', encoding="utf-8")
    desk = desk_of(workspace)
    people = {name: client_of(desk) for name in ("north", "south")}
    for name, client in people.items():
        client.post("/clinic", data={"token": token(client), "clinic": name}, base_url=ADDRESS)
    for name, client in people.items():
        assert f'<option value="{name}" selected>' in client.get("/", base_url=ADDRESS).get_data(as_text=True)
        page = client.get("/print/inhaler/en?layout=web", base_url=ADDRESS).get_data(as_text=True)
        assert f"inhaler.web.{name}.html" in page


def test_a_fault_of_ours_shows_nothing_of_itself(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.desk.routes.shelf.matching_guides", lambda *_: 1 // 0)
    answer = client.get("/", base_url=ADDRESS)
    assert answer.status_code == 500 and "division" not in answer.get_data(as_text=True)


def test_the_name_of_a_clinic_keeps_its_own_direction(client: FlaskClient, workspace: Workspace) -> None:
    clinics = workspace.root / "source/clinics"
    clinics.mkdir(exist_ok=True)
    for name in ("Lakeside", "Riverside"):
        (clinics / f"{name.lower()}.toml").write_text(f'name = "{name} Family Clinic"\n', encoding="utf-8")
    for path in ("/", "/print/inhaler/en?layout=brochure"):
        page = client.get(path, headers={"Accept-Language": "ar"}, base_url=ADDRESS).get_data(as_text=True)
        assert re.findall('<select id="clinic"[^>]* dir="auto"', page), "else the beginning of a long name is cut"

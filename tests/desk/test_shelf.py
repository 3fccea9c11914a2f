"""Tests of the start page and of the page of one choice."""

import re

from flask.testing import FlaskClient

from tests.desk.conftest import ADDRESS


def test_the_shelf_shows_each_language_with_its_state(client: FlaskClient) -> None:
    page = client.get("/", base_url=ADDRESS).get_data(as_text=True)
    assert "Español" in page and "Spanish" in page and "العربية" in page
    assert page.count('class="badge') >= 2


def test_a_search_finds_a_language_by_each_of_its_names(client: FlaskClient) -> None:
    for wanted in ("Spanish", "español", "ESPANOL", "es", "الإسبانية"):
        page = client.get("/", query_string={"q": wanted}, base_url=ADDRESS).get_data(as_text=True)
        assert "Español" in page, wanted
    page = client.get("/", query_string={"q": "klingon"}, base_url=ADDRESS).get_data(as_text=True)
    assert "Español" not in page


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

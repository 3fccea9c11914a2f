"""Tests of the language of the desk: chosen on the page, else that of the browser; what a catalog says is text."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from publish.catalog.template import DESK, template
from publish.catalog.update import empty_catalog
from publish.po.codec import write_po
from publish.po.model import Entry
from publish.project import Workspace
from tests.desk.conftest import ADDRESS, client_of, desk_of, token

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = {
    "Guides": "<img src=x onerror=alert(1)>",
    "Copies: %(count)s": "%(nothing)s %d",
    "Printed for": "100% (",
    "Check a sheet": '"><b>',
}
ELSEWHERE = ("//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:x", "/\t/e.example")


@pytest.fixture
def arabic(workspace: Workspace) -> Workspace:
    """A workspace in which the desk is translated into Arabic, with guillemets, and where `HOSTILE` says so, badly."""
    catalog = empty_catalog("ar", DESK)
    for entry in template(Workspace(ROOT).snapshot(), DESK).messages:
        catalog = catalog.with_entry(Entry(entry.msgid, HOSTILE.get(entry.msgid, f"«{entry.msgid}»"), entry.msgctxt))
    path = workspace.catalog_path("ar", DESK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_po(catalog))
    return workspace


def html_of(client: FlaskClient, **headers: str) -> str:
    return client.get("/", base_url=ADDRESS, headers=headers).get_data(as_text=True)


def test_the_browser_says_which_language_until_somebody_chooses_one(arabic: Workspace) -> None:
    client = client_of(desk_of(arabic))
    assert '<html lang="en" dir="ltr">' in html_of(client)
    page = html_of(client, **{"Accept-Language": "xx, ar-EG;q=0.9, en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in page and "«Print desk»" in page
    about = {"language": "ar", "back": "/?q=es", "token": token(client)}
    answer = client.post("/language", data=about, base_url=ADDRESS)
    assert answer.location == "/?q=es" and "«Print desk»" in html_of(client)
    client.post("/language", data=about | {"language": "en"}, base_url=ADDRESS)
    assert '<html lang="en"' in html_of(client, **{"Accept-Language": "ar"})
    client.post("/language", data=about | {"language": "../x"}, base_url=ADDRESS)
    assert '<html lang="en"' in html_of(client)


@pytest.mark.parametrize("back", ELSEWHERE)
def test_the_choice_of_a_language_leads_to_no_other_site(arabic: Workspace, back: str) -> None:
    client = client_of(desk_of(arabic))
    answer = client.post("/language", data={"language": "ar", "back": back, "token": token(client)}, base_url=ADDRESS)
    assert answer.location == "/"


def test_a_hostile_catalog_is_text_and_breaks_no_page(arabic: Workspace) -> None:
    client = client_of(desk_of(arabic))
    page = html_of(client, **{"Accept-Language": "ar"})
    assert "&lt;img src=x" in page and "<img src=x" not in page and "100% (" in page
    printed = client.get("/print/inhaler/en", base_url=ADDRESS, headers={"Accept-Language": "ar"})
    assert printed.status_code == 200 and "Copies: <output" in printed.get_data(as_text=True), "the English of a broken one"


def test_a_broken_catalog_leaves_the_desk_in_english(workspace: Workspace) -> None:
    path = workspace.catalog_path("ar", DESK)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('msgid "a')
    assert "Print desk" in html_of(client_of(desk_of(workspace)), **{"Accept-Language": "ar"})


def test_every_text_of_a_template_is_a_word_of_the_catalog() -> None:
    for path in (ROOT / "publish/desk/templates").glob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        shown = re.sub(r"<kbd>.*?</kbd>|<code .*?</code>|<[^>]*>", " ", text)
        assert not re.search(r"[A-Za-z]{2}", shown), (path.name, re.findall(r"[A-Za-z].*", shown)[:3])

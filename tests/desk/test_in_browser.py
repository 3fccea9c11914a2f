"""Tests of the desk in Chromium, served as users have it: a receptionist's path, accessibility of every view, scripts of hostile texts."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from publish.edition.values.clinic import read_clinic
from publish.project import Workspace
from tests.validators.html import QUIET_BROWSER

pytestmark = [pytest.mark.slow, pytest.mark.full]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_MS = 120_000
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#0b5563"/></svg>'


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace of this repository, without what is built from it."""
    root = tmp_path_factory.mktemp("desk") / "workspace"
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name)
    return Workspace(root)


@pytest.fixture(scope="module")
def address(workspace: Workspace) -> Iterator[str]:
    """The address of a desk that serves the workspace."""
    command = [sys.executable, "-m", "publish", "-C", str(workspace.root), "serve", "--no-browser", "--port", "0"]
    served = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert served.stdout is not None
    yield re.findall(r"http://\S+", served.stdout.readline())[0]
    served.send_signal(signal.SIGINT)
    assert served.wait(30) == 0
    served.stdout.close()


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser; its console must stay empty, because violations of the policy are written there."""
    width, scheme = getattr(request, "param", (1280, "light"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET_BROWSER)
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.set_default_timeout(PATIENCE_MS)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if "status of 404" not in message.text else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        browser.close()
    assert not said


def violations(page: Page) -> list[str]:
    """Return what axe finds in a page, and whether it is wider than the window."""
    found = [f"{each['id']}: {each['nodes'][0]['target']}" for each in Axe().run(page).response["violations"]]
    return found + ["wider than the window"] * bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_receptionist_prints_a_brochure_for_a_new_clinic(address: str, page: Page, workspace: Workspace, tmp_path: Path) -> None:
    logo = tmp_path / "our logo.svg"
    logo.write_text(LOGO, encoding="utf-8")
    page.goto(address)
    page.get_by_role("link", name="New clinic").click()
    page.get_by_label("Name of the clinic").fill("Lakeside Family Clinic")
    page.get_by_label("Address").fill("12 Lake Road\nSpringfield, EX 00000")
    page.get_by_label("Country").select_option("United States")
    page.get_by_label("Number").nth(0).fill("202 555 01")
    page.get_by_text("valid telephone number").wait_for()
    page.get_by_label("Number").nth(0).fill("202 555 0143")
    page.get_by_label("What for").nth(0).fill("Appointments")
    page.get_by_role("button", name="Another telephone").click()
    page.get_by_label("Number").nth(1).fill("202 555 0144")
    page.get_by_label("What for").nth(1).fill("Nights")
    for name, value in (("opens at", "08:30"), ("closes at", "12:00"), ("opens again at", "13:00"), ("closes again at", "17:00")):
        page.get_by_label(f"Monday, {name}").fill(value)
    page.get_by_role("button", name="Same until Friday").click()
    page.get_by_label("closed").nth(6).check()
    page.get_by_label("Drop a picture here").set_input_files(logo)
    page.get_by_alt_text("The panel of the printed guide").wait_for()
    assert not violations(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("“Lakeside Family Clinic” is saved").wait_for()

    page.get_by_label("Find a language or a guide").fill("spanish")
    assert page.locator("a.sheet:visible").count() == 1
    page.get_by_role("link", name="Español").click()
    page.get_by_label("Paper").select_option("Letter")
    page.get_by_role("link", name="Print", exact=True).wait_for()
    assert page.get_by_text("flipped on the short edge").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == "dutasteride-mesotherapy.brochure.Letter.lakeside-family-clinic.pdf"
    text = subprocess.run(["pdftotext", download.value.path(), "-"], capture_output=True, text=True, check=True).stdout
    assert "Lakeside Family Clinic" in text and "(202) 555-0143" in text and "(202) 555-0144" in text and "13:00" in text
    read = read_clinic(workspace.snapshot(), "lakeside-family-clinic")
    assert read.logo == "lakeside-family-clinic.svg" and [row.days for row in read.hours] == [(0, 1, 2, 3, 4), (6,)]


def test_print_is_two_clicks_from_the_start(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("link", name="Français").click()
    button = page.get_by_role("link", name="Print", exact=True)
    button.wait_for()
    page.locator("iframe[data-loaded]").wait_for(state="attached")
    # Chromium without a screen has no print dialog: note that it is asked for, in the frame that holds the PDF.
    page.evaluate("document.querySelector('iframe').contentWindow.print = () => { document.title = 'asked to print' }")
    button.click()
    assert page.title() == "asked to print" and page.url.startswith(address + "print/")


@pytest.mark.parametrize("page", [(1280, "light"), (320, "dark"), (640, "light")], indirect=True, ids=["wide", "phone", "zoom"])
def test_every_view_is_accessible(address: str, page: Page) -> None:
    paths = ("", "?q=nothing", "login", "nowhere", "clinics/new", "clinics/edit/example")
    for path in (*paths, "print/dutasteride-mesotherapy/ar?layout=card"):
        page.goto(address + path)
        page.locator('[data-state="waiting"], [data-state="printing"]').wait_for(state="detached")
        assert not violations(page), path

"""Tests of the desk in Chromium, served as users have it: each path in three languages, accessibility of every view, what a kill leaves."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

from publish.approval.signature_file import read_signatures
from publish.catalog.store import desk_locales
from publish.catalog.template import DESK, template
from publish.catalog.update import empty_catalog
from publish.edition.values.clinic import read_clinic
from publish.po.codec import read_po, write_po
from publish.po.model import Entry
from publish.project import Workspace
from tests.validators.html import QUIET_BROWSER

pytestmark = [pytest.mark.slow, pytest.mark.full]
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_MS = int(os.environ.get("PATIENCE_MS", 120_000))
GUIDE = "dutasteride-mesotherapy"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#0b5563"/></svg>'
LANGUAGES = ("en", "ar", "hi")
VIEWS = (
    "", "?q=nothing", "?q=somali", "login", "nowhere", "check", "clinics/new", "clinics/edit/example", "table", "back", "back/1/es",
    f"print/{GUIDE}/ar?layout=card",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """A desk that is served: its process and its address."""

    process: "subprocess.Popen[str]"
    address: str


@contextmanager
def served(workspace: Workspace, port: int = 0) -> Iterator[Served]:
    """Serve the desk of ``workspace``."""
    command = [sys.executable, "-m", "publish", "-C", str(workspace.root), "serve", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    try:
        yield Served(process, re.findall(r"http://\S+", process.stdout.readline())[0])
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace of this repository, without what is built from it; where the desk has no words yet, they stand in guillemets."""
    root = tmp_path_factory.mktemp("desk") / "workspace"
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name)
    workspace = Workspace(root)
    for locale in set(LANGUAGES) - set(desk_locales(workspace.snapshot())):
        catalog = empty_catalog(locale, DESK)
        for entry in template(Workspace(ROOT).snapshot(), DESK).messages:
            catalog = catalog.with_entry(Entry(entry.msgid, f"«{entry.msgid}»"))
        workspace.catalog_path(locale, DESK).write_bytes(write_po(catalog))
    return workspace


@pytest.fixture(scope="module")
def address(workspace: Workspace) -> Iterator[str]:
    """The address of a desk that serves the workspace."""
    with served(workspace) as found:
        yield found.address


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser; its console must stay empty, because violations of the policy are written there."""
    width, scheme, language = getattr(request, "param", (1280, "light", "en"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET_BROWSER)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language)
        with quiet(context) as page:
            yield page
        browser.close()


@contextmanager
def quiet(context: BrowserContext) -> Iterator[Page]:
    """Give a page that says nothing on its console but what a desk that is away makes it say."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if not re.search("status of 40[34]|ERR_", message.text) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert not said


def violations(page: Page) -> list[str]:
    """Return what axe finds in a page, and whether it is wider than the window."""
    found = [f"{each['id']}: {each['nodes'][0]['target']}" for each in Axe().run(page).response["violations"]]
    return found + ["wider than the window"] * bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def settled(page: Page) -> None:
    """Wait until the light table shows what is typed."""
    page.locator("#light-table[data-shown]").wait_for()
    wait_until(page, lambda: bool(re.search(r"\d", page.locator("#fit").inner_text())))


def wait_until(page: Page, test: Callable[[], bool]) -> None:
    """Wait until ``test`` is true; the policy of the page forbids Playwright's own way, which evaluates a text."""
    for _ in range(PATIENCE_MS // 50):
        if test():
            return
        page.wait_for_timeout(50)
    raise AssertionError("waited in vain")


def test_a_receptionist_prints_a_brochure_for_a_new_clinic(address: str, page: Page, workspace: Workspace, tmp_path: Path) -> None:
    logo = tmp_path / "our logo.svg"
    logo.write_text(LOGO, encoding="utf-8")
    page.goto(address)
    page.get_by_role("link", name="New clinic").click()
    page.get_by_label("Name of the clinic").fill("Lakeside Family Clinic")
    page.get_by_label("Address").fill("12 Lake Road\nSpringfield, EX 00000")
    page.get_by_label("Country").select_option("United States")
    page.get_by_label("Telephone number").nth(0).fill("202 555 01")
    page.get_by_text("valid telephone number").wait_for()
    page.get_by_label("Telephone number").nth(0).fill("202 555 0143")
    page.get_by_label("What it is for").nth(0).fill("Appointments")
    page.get_by_role("button", name="Another telephone").click()
    page.get_by_label("Telephone number").nth(1).fill("202 555 0144")
    page.get_by_label("What it is for").nth(1).fill("Nights")
    for name, value in (("opens at", "08:30"), ("closes at", "12:00"), ("opens again at", "13:00"), ("closes again at", "17:00")):
        page.get_by_label(f"Monday, {name}").fill(value)
    page.get_by_role("button", name="Same hours until Friday").click()
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
    assert download.value.suggested_filename == f"{GUIDE}.brochure.Letter.lakeside-family-clinic.pdf"
    text = subprocess.run(["pdftotext", download.value.path(), "-"], capture_output=True, text=True, check=True).stdout
    assert "Lakeside Family Clinic" in text and "(202) 555-0143" in text and "(202) 555-0144" in text and re.search("(13|1):00", text)
    read = read_clinic(workspace.snapshot(), "lakeside-family-clinic")
    assert read.logo == "lakeside-family-clinic.svg" and [row.days for row in read.hours] == [(0, 1, 2, 3, 4), (6,)]


@pytest.mark.parametrize("page", [(1280, "light", language) for language in LANGUAGES], indirect=True, ids=LANGUAGES)
def test_print_is_two_clicks_from_the_start(address: str, page: Page) -> None:
    page.goto(address)
    page.locator("a.sheet", has_text="Français").click()
    button = page.locator("[data-print]")
    button.wait_for()
    page.locator("iframe[data-loaded]").wait_for(state="attached")
    # Chromium without a screen has no print dialog: note that it is asked for, in the frame that holds the PDF.
    page.evaluate("document.querySelector('iframe').contentWindow.print = () => { document.title = 'asked to print' }")
    button.click()
    assert page.title() == "asked to print" and page.url.startswith(address + "print/")


@pytest.mark.parametrize(
    "page",
    [(1280, "light", "en"), (320, "dark", "ar"), (820, "light", "hi"), (1280, "dark", "ar"), (320, "light", "en"), (640, "dark", "hi")],
    indirect=True,
    ids=lambda each: f"{each[2]}-{each[0]}-{each[1]}",
)
def test_every_view_is_accessible(address: str, page: Page) -> None:
    for path in VIEWS:
        page.goto(address + path)
        page.locator('[data-state="waiting"], [data-state="printing"]').wait_for(state="detached")
        assert not violations(page), path
    page.goto(address + "check")
    page.fill("#code", "2026.1-es-00000")
    page.locator(".check-sheet button").click()
    page.locator(".answers").wait_for()
    assert not violations(page), "an unknown code"
    for locale, opened in (("es", ".comment-form"), ("en", ".details .hint")):
        page.goto(f"{address}table/{GUIDE}/{locale}?layout=card")
        settled(page)
        page.locator(".message").nth(2).click()
        page.locator(opened).first.wait_for()
        assert not violations(page), f"the light table, {locale}"


@pytest.mark.parametrize("page", [(1280, "light", language) for language in LANGUAGES], indirect=True, ids=LANGUAGES)
def test_a_translator_edits_beside_the_page_with_the_keyboard(address: str, page: Page, workspace: Workspace) -> None:
    page.goto(f"{address}table/{GUIDE}/es?layout=card")
    settled(page)
    page.locator(".sheet-of-page").nth(1).click(position={"x": 130, "y": 200})
    row, field = page.locator(".message.current"), page.locator(".message.current textarea")
    mark, before = str(row.get_attribute("id"))[5:], field.input_value()
    assert page.locator(".spot").count() > 0, "the text that was clicked is marked on the page"
    shown = page.locator("#light-table").get_attribute("data-shown")
    field.fill(f"{before} 77 mg")
    row.locator(".found .error").first.wait_for()
    wait_until(page, lambda: page.locator("#light-table").get_attribute("data-shown") != shown)
    assert page.locator('[data-filter="unsaved"] b').inner_text() == "1"
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.locator("#pages.before").wait_for()
    page.reload()
    settled(page)
    restored = page.locator(f"#text-{mark} textarea")
    assert restored.input_value() == f"{before} 77 mg", "what is typed outlives the page"
    restored.fill(f"{before} siempre")
    page.keyboard.press("Control+Enter")
    page.locator(f"#text-{mark}.current").wait_for(state="detached")
    saved = read_po(workspace.catalog_path("es", GUIDE).read_bytes(), "es.po")
    assert any(entry.msgstr == f"{before} siempre" for entry in saved.messages)
    page.locator(f"#text-{mark} textarea").fill(before)
    page.keyboard.press("Control+Enter")
    wait_until(page, lambda: page.locator('[data-filter="unsaved"] b').inner_text() == "0")


def test_what_others_change_shows_within_a_second_or_so_and_is_never_written_over(address: str, page: Page, workspace: Workspace) -> None:
    page.goto(f"{address}table/{GUIDE}/fr?layout=card")
    settled(page)
    row = page.locator(".message").first
    before = row.locator("textarea").input_value()
    row.locator("textarea").fill("À moi")
    path = workspace.catalog_path("fr", GUIDE)
    data = path.read_text(encoding="utf-8")
    path.write_text(data.replace(f'msgstr "{before}"', 'msgstr "À quelqu’un d’autre"', 1), encoding="utf-8")
    row.locator(".meanwhile").wait_for(timeout=PATIENCE_MS)
    assert "À quelqu’un d’autre" in row.locator(".meanwhile").inner_text() and row.locator("textarea").input_value() == "À moi"
    row.locator(".meanwhile button").nth(1).click()
    assert row.locator("textarea").input_value() == "À quelqu’un d’autre"
    path.write_text(data, encoding="utf-8")
    wait_until(page, lambda: row.locator("textarea").input_value() == before)


def test_an_author_sees_a_change_on_the_open_page_and_the_line_of_a_click(address: str, page: Page, workspace: Workspace) -> None:
    page.goto(f"{address}table/{GUIDE}/en?layout=card")
    settled(page)
    page.evaluate("document.body.dataset.same = 'page'")
    page.locator(".sheet-of-page").nth(1).click(position={"x": 130, "y": 100})
    place = page.locator(".message.current .details .hint").first
    name, line = re.findall(r"(\S+), line (\d+)", place.inner_text())[0]
    text, path = page.locator(".message.current .source").inner_text(), workspace.root / name
    before = path.read_text(encoding="utf-8")
    words = text.split()[0]
    assert words in before.splitlines()[int(line) - 1]
    source = page.locator(".printed-page img").nth(1).get_attribute("src")
    path.write_text(before.replace(text, f"{text} Quite so.", 1), encoding="utf-8")
    page.locator(".message .source", has_text="Quite so.").wait_for()
    wait_until(page, lambda: page.locator(".printed-page img").nth(1).get_attribute("src") != source)
    assert page.evaluate("document.body.dataset.same") == "page", "nothing was loaded anew"
    path.write_text(before, encoding="utf-8")


def test_a_reviser_approves_rejects_and_comments(address: str, page: Page, workspace: Workspace) -> None:
    page.goto(f"{address}table/{GUIDE}/hi?layout=card")
    settled(page)
    page.get_by_label("You work as").select_option("reviser")
    row = page.locator(".message").nth(4)
    row.click()
    row.get_by_role("button", name="Approve").click()
    page.get_by_text("Write your name above first.").wait_for()
    page.locator("#by").fill("Ana Cruz")
    row.get_by_role("button", name="Approve").click()
    page.locator(".message").nth(5).and_(page.locator(".current")).wait_for()
    assert any(each.by == "Ana Cruz" for given in read_signatures(workspace.snapshot(), "hi").by_digest.values() for each in given)
    other = page.locator(".message").nth(5)
    page.keyboard.press("r")
    other.get_by_label("What is wrong with it?").fill("Not what we say")
    other.get_by_role("button", name="Send").click()
    page.locator(".message.fuzzy").wait_for()
    page.locator('[data-filter="comments"]').click()
    assert page.locator(".message:visible").count() == 1
    assert "Not what we say" in workspace.catalog_path("hi", GUIDE).read_text(encoding="utf-8")


def test_a_back_translation_stands_beside_the_source(address: str, page: Page) -> None:
    page.goto(f"{address}back/1/ko")
    page.get_by_label("Your name").fill("Min Park")
    first = page.locator(".back-texts li").nth(3)
    mark = str(first.get_attribute("id"))[5:]
    first.locator("textarea").fill("You must take 99 mg")
    first.get_by_role("button", name="Save").click()
    page.locator(f"#text-{mark}.done").wait_for()
    page.goto(f"{address}table/{GUIDE}/ko?layout=card")
    settled(page)
    page.locator(f"#text-{mark}").click()
    page.get_by_text("Translated back by Min Park").wait_for()
    assert "99 mg" in page.locator(f"#text-{mark} .details").inner_text()


def type_into(page: Page, address: str, letters: str) -> str:
    """Type ``letters`` at the end of a text of the light table, one by one, and return the text."""
    page.goto(f"{address}table/{GUIDE}/zh_Hans?layout=card")
    settled(page)
    field = page.locator(".message textarea").nth(7)
    field.focus()
    page.keyboard.press("Control+End")
    for letter in letters:
        page.keyboard.type(letter)
    return field.input_value()


def test_nothing_typed_is_lost_when_the_desk_is_killed(workspace: Workspace, page: Page) -> None:
    with served(workspace) as first:
        typed = type_into(page, first.address, "abc")
        first.process.kill()
        first.process.wait()
        for letter in "defgh":
            page.keyboard.type(letter)
        with served(workspace, int(first.address.rstrip("/").rpartition(":")[2])):
            page.reload()
            settled(page)
            assert page.locator(".message textarea").nth(7).input_value() == typed + "defgh"


def test_nothing_typed_is_lost_when_the_browser_is_killed(address: str, tmp_path: Path) -> None:
    typed = ""
    with sync_playwright() as playwright:
        for letters in ("klm", "nop", ""):
            with killed_browser(tmp_path) as where:
                page = playwright.chromium.connect_over_cdp(where).contexts[0].new_page()
                page.set_default_timeout(PATIENCE_MS)
                found = type_into(page, address, letters)
                assert found == (typed + letters if typed else found)
                typed = found
                page.wait_for_timeout(50)  # the database of the browser has it (benchmarks/kills.py kills at random)


@contextmanager
def killed_browser(profile: Path) -> Iterator[str]:
    """Give the address of a browser with a profile of its own, which is killed in the end, as by a loss of power."""
    arguments = ["--headless=new", f"--user-data-dir={profile}", "--remote-debugging-port=0", *QUIET_BROWSER, "about:blank"]
    command = [str(shutil.which("chromium")), *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    try:
        yield next(found[0] for line in process.stderr if (found := re.findall(r"ws://\S+", line)))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()

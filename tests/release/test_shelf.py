"""Tests of the shelf of a release: what its page shows, what it tells of printed copies, and that it loads nothing."""

import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from lxml import etree, html
from playwright.sync_api import Page, sync_playwright

from publish.catalog.template import LAYOUTS, template
from publish.edition.layout.finished.finish import data_block, mark_copies
from publish.edition.layout.finished.languages import link_languages
from publish.project import Workspace
from publish.release.bundle.manifest import read_manifest
from publish.release.bundle.shelf.page import SENTENCES
from publish.release.bundle.shelf.sitemap import WebPage, write_sitemap
from publish.release.bundle.verify import verify_release
from tests.release.test_approved import edit, signed  # noqa: F401
from tests.release.test_tracing import SCHEMAS, code_of, first, released, repaired, run  # noqa: F401
from tests.validators.html import QUIET_BROWSER, axe_violations, nu_messages

MARKER = '<i class="copies"></i>'


def test_the_states_of_copies_are_marked_once_and_again() -> None:
    once = mark_copies(f"<aside>{MARKER}\n<p>1</p></aside>", {"2-en-AAAAA": "current", '2"-en-BBBBB': "withdrawn"})
    assert once.startswith(f'<aside>{MARKER}<i id="2&quot;-en-BBBBB" class="copy-is-withdrawn"></i><i id="2-en-AAAAA"')
    assert mark_copies(once, {}) == f"<aside>{MARKER}\n<p>1</p></aside>"


def test_linked_data_cannot_end_its_element() -> None:
    block = data_block({"name": "</script><b>&"})
    assert block.count("<") == 2 and json.loads(block.split(">", 1)[1].rpartition("<")[0]) == {"name": "</script><b>&"}


def test_the_words_about_copies_are_words_of_the_layouts() -> None:
    known = template(Workspace(Path(__file__).parents[2]).snapshot(), LAYOUTS).index
    assert {(None, words) for words in SENTENCES.values()} <= known.keys()


def test_the_sitemap_lists_the_other_languages_of_a_page() -> None:
    pages = [WebPage("a", language, f"https://example.org/{language}/a.html?x=1&y", "2026-01-01") for language in ("en", "zh-Hans")]
    root = etree.fromstring(write_sitemap(pages))
    links = root.findall(".//{http://www.w3.org/1999/xhtml}link")
    assert [(each.get("hreflang"), each.get("href")) for each in links] == [(page.language, page.address) for page in pages] * 2


def test_a_page_is_linked_to_the_languages_that_there_are_and_to_no_others() -> None:
    one = (
        '<link rel="alternate" hreflang="en" href="../en/a.web.html">\n<p>1</p>\n<nav class="languages" aria-label="Languages">\n'
        '<ul>\n<li><a href="../en/a.web.html" lang="en" hreflang="en" dir="ltr" aria-current="page">English</a></li>\n</ul>\n</nav>'
    )
    two = link_languages(one, "en", ["en", "zh_Hans"])
    assert html.fromstring(two).xpath("//a/@href | //link/@href") == ["../en/a.web.html", "../zh_Hans/a.web.html"] * 2
    assert '<a href="../zh_Hans/a.web.html" lang="zh-Hans" hreflang="zh-Hans" dir="ltr">' in two
    assert link_languages(two, "en", ["en"]) == one and link_languages("<p>1</p>", "en", ["en"]) == "<p>1</p>"
    warned = one.replace("</ul>", "<li><strong>Do not</strong> drive.</li></ul>", 1)
    assert "<strong>Do not</strong> drive." in link_languages(warned, "en", ["en", "zh_Hans"])


@pytest.mark.slow
def test_each_page_of_a_release_leads_to_its_other_languages_and_to_no_page_that_is_not_there(released: Path) -> None:  # noqa: F811
    for locale in ("en", "es"):
        page = html.fromstring((released / locale / "inhaler.web.html").read_bytes())
        for links in (page.xpath("//link[@rel='alternate']/@href"), page.xpath("//nav[@class='languages']//a/@href")):
            assert [link.rpartition("guides/")[2].removeprefix("../") for link in links] == ["en/inhaler.web.html", "es/inhaler.web.html"]


@pytest.fixture(scope="module")
def second_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for the second release, which the first test makes."""
    return tmp_path_factory.mktemp("shelf") / "again"


@pytest.fixture
def second(signed: Workspace, released: Path, second_made: Path) -> Path:  # noqa: F811
    """The folder of a release after one code was withdrawn, and then a value changed and was signed."""
    folder = signed.root / "dist/releases/again"
    if second_made.is_dir():
        return Path(shutil.copytree(second_made, folder))
    card = code_of(released, "es", "card")
    assert run(signed, "withdraw", card, "--by", "Dr. Cruz", "--reason", "the dose is wrong").exit_code == 0
    edit(signed, "guide.toml", 'edition = "3"', 'edition = "4"')
    repaired(signed)
    arguments = ("--layout", "web", "--layout", "card", "--paper", "A4", "--clinic", "air", "--jobs", "1", "--name", "again")
    result = run(signed, "release", *arguments)
    assert result.exit_code == 0, result.output
    shutil.copytree(folder, second_made)
    assert run(signed, "release", *arguments).exit_code == 0, "made again, it is the same"
    return folder


@pytest.mark.full
@pytest.mark.slow
def test_a_later_release_says_what_was_withdrawn_and_superseded(released: Path, second: Path) -> None:  # noqa: F811
    recall = json.loads((second / "recall.json").read_text(encoding="utf-8"))
    Draft202012Validator(json.loads((SCHEMAS / "recall-1.schema.json").read_text(encoding="utf-8"))).validate(recall)
    states = {each["code"]: each["state"] for each in recall["codes"]}
    expected = {code_of(released, "es", "card"): "withdrawn", code_of(released, "es", "web"): "superseded"}
    expected |= {code_of(second, "es", layout): "current" for layout in ("web", "card")}
    assert expected.items() <= states.items() and recall["earlier"] == ["3"]
    page = (second / "es/inhaler.web.html").read_text(encoding="utf-8")
    for code, state in expected.items():
        assert f'<i id="{code}" class="copy-is-{state}"></i>' in page
    manifest = read_manifest((second / "manifest.json").read_bytes(), "manifest.json")
    assert {"index.html", "recall.json", "sitemap.xml"} <= manifest.digests.keys() and len(list(second.rglob("*.png"))) == 2
    assert not verify_release(second).findings
    (second / "index.html").write_bytes((second / "index.html").read_bytes() + b" ")
    assert {finding.file for finding in verify_release(second).findings} == {"index.html"}


@pytest.mark.full
@pytest.mark.slow
def test_a_web_page_with_states_is_made_again_from_its_release(signed: Workspace, second: Path) -> None:  # noqa: F811
    result = run(signed, "verify", str(second / "es/inhaler.web.html"), "--rebuild")
    assert result.exit_code == 0 and "same bytes" in result.output, result.output


@pytest.mark.full
@pytest.mark.slow
def test_the_page_links_to_every_file_and_its_address_on_the_web(second: Path) -> None:  # noqa: F811
    manifest = read_manifest((second / "manifest.json").read_bytes(), "manifest.json")
    page = html.fromstring((second / "index.html").read_bytes())
    assert {quote(each.path) for each in manifest.artifacts} <= {each.get("href") for each in page.iter("a")}
    assert all(each.sha256 in page.text_content() and each.code in page.text_content() for each in manifest.artifacts)
    assert all((second / str(each.get("src"))).is_file() for each in page.iter("img"))
    linked = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert {(each["inLanguage"], each["lastReviewed"]) for each in linked["@graph"]} == {("en", "2026-10-31"), ("es", "2026-10-31")}
    web = html.fromstring((second / "es/inhaler.web.html").read_bytes())
    assert web.xpath("string(//link[@rel='canonical']/@href)") == "https://example.org/guides/es/inhaler.web.html"
    assert "https://example.org/guides/en/inhaler.web.html" in web.xpath("//link[@rel='alternate'][@hreflang='en']/@href")


@pytest.mark.full
@pytest.mark.slow
def test_browsers_show_the_state_of_a_copy_and_load_nothing_else(released: Path, second: Path) -> None:  # noqa: F811
    withdrawn, current = code_of(released, "es", "card"), code_of(second, "es", "card")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET_BROWSER)
        messages: list[str] = []
        for has_script in (True, False):
            page = browser.new_context(java_script_enabled=has_script).new_page()
            page.on("console", lambda message: messages.append(message.text))
            page.goto((second / "index.html").as_uri() + f"#{quote(withdrawn)}")
            assert "was withdrawn" in shown(page, ".codes") and "the dose is wrong" in shown(page, ".codes")
            page.goto((second / "es/inhaler.web.html").as_uri() + f"#{quote(current)}")
            assert shown(page, ".copy-current") and not shown(page, ".copy-withdrawn") and not shown(page, ".copy-unknown")
            page.goto((second / "es/inhaler.web.html").as_uri() + "#2-es-00000")
            page.reload()
            assert shown(page, ".copy-unknown") and not shown(page, ".copy-current")
        check_script(browser.new_page(), second, code_of(second, "es", "web"), current)
        browser.close()
    assert not messages


@pytest.mark.full
@pytest.mark.slow
def test_the_page_is_valid_and_accessible(second: Path) -> None:  # noqa: F811
    page = [second / "index.html"]
    assert not nu_messages(page) and not axe_violations(page) and not axe_violations(page, 390, "dark")


def shown(page: Page, selector: str) -> str:
    """Return the text of an element as it is seen; nothing if it is hidden."""
    element = page.locator(selector)
    return element.inner_text() if element.is_visible() else ""


def check_script(page: Page, folder: Path, code: str, repeated: str) -> None:
    """Type codes and words into the page of a release."""
    page.goto((folder / "index.html").as_uri())
    for typed, answer in (
        (code[-5:].lower(), "current"), (code.replace("-", " "), "current"), (code[:-1], "does not know"), (repeated[-5:], "More than one"),
    ):
        page.fill("#code", typed)
        page.click("button")
        assert answer in page.inner_text("#answer"), typed
    page.fill("#words", "español card")
    assert page.locator(".outputs > li:visible").count() == 1 and page.inner_text("#found") == "Found: 1"
    page.fill("#words", "nowhere")
    assert page.locator(".language:visible").count() == 0 and page.locator("#nothing").is_visible()

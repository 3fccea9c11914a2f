"""Catalogs are created and updated from the templates, each file is parsed once, and unchanged files are not written."""

import subprocess

import pytest

from publish.approval.status import domain_status
from publish.catalog import store
from publish.catalog.merge import KnownTranslation
from publish.catalog.store import load
from publish.catalog.update import init, known_translations, update
from publish.po.codec import read_po
from publish.po.model import Catalog, Entry
from publish.project import UsageError, Workspace
from tests.catalog.conftest import translate
from tests.steps import steps


def test_a_locale_is_begun_with_a_complete_header(workspace: Workspace) -> None:
    done = init(workspace, "fr")
    assert [(item.domain, item.changed) for item in done] == [("hair", True), ("layouts", True)]
    headers = load(workspace.snapshot(), "fr", "hair").headers
    assert headers["Language"] == "fr" and headers["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert headers["Language-Team"] == "French" and headers["PO-Revision-Date"] == "2026-09-21 14:13+0000"
    for item in done:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", item.path], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("locale", "code"), [("xx_QQ", "unknown-locale"), ("../fr", "unknown-locale"), ("", "unknown-locale"), ("en", "locale-is-source")]
)
def test_a_locale_that_cannot_be_begun_is_refused(locale: str, code: str, workspace: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        init(workspace, locale)
    assert caught.value.findings[0].code == code and caught.value.findings[0].hint
    assert not workspace.locales.exists()


def test_a_locale_is_begun_once(workspace: Workspace) -> None:
    init(workspace, "fr")
    with pytest.raises(UsageError, match="locale-exists"):
        init(workspace, "fr")


def test_an_update_of_what_is_up_to_date_writes_nothing(workspace: Workspace) -> None:
    init(workspace, "fr")
    before = {path: path.stat().st_mtime_ns for path in workspace.locales.rglob("*.po")}
    assert not any(item.changed for item in update(workspace))
    assert before == {path: path.stat().st_mtime_ns for path in workspace.locales.rglob("*.po")}


def test_an_update_marks_what_changed_as_fuzzy(workspace: Workspace) -> None:
    init(workspace, "fr")
    translate(workspace, "fr", "hair", A_session="Une séance dure {session_length}.")
    guide = workspace.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text().replace("A session takes", "One session takes"))
    (done, _) = update(workspace, ("fr",))
    assert (done.changed, done.fuzzy) == (True, 1)
    assert domain_status(workspace.snapshot(), "fr", "hair").stale == 1


def test_another_guide_lends_its_translations_as_fuzzy(workspace: Workspace) -> None:
    init(workspace, "fr")
    translate(workspace, "fr", "hair", Injections="Injections contre la chute des cheveux")
    folder = workspace.guide_folder("second")
    folder.mkdir()
    (folder / "guide.md").write_text("# Injections for hair loss\n")
    done = {item.domain: item for item in update(workspace, ("fr",))}
    entry = load(workspace.snapshot(), "fr", "second").messages[0]
    assert done["second"].fuzzy == 1 and entry.fuzzy and "hair" in entry.comments[0]
    assert not any(item.changed for item in update(workspace, ("fr",)))


def test_an_update_of_a_locale_that_does_not_exist_says_how_to_begin(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="publish init fr"):
        update(workspace, ("fr",))


def add_guides(workspace: Workspace, count: int) -> None:
    for number in range(count):
        folder = workspace.guide_folder(f"guide{number}")
        folder.mkdir()
        (folder / "guide.md").write_text(f"# Title\n\nText {number} of the guide.\n")


def test_each_catalog_is_parsed_once_in_an_update(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    add_guides(workspace, 12)
    init(workspace, "fr")
    init(workspace, "es")
    parsed: list[str] = []

    def counted(data: bytes, name: str) -> Catalog:
        parsed.append(name)
        return read_po(data, name)

    translate(workspace, "fr", "guide3", Title="Titre")
    monkeypatch.setattr(store, "read_po", counted)
    assert [item.domain for item in update(workspace) if item.changed] == [f"guide{number}" for number in (0, 1, 10, 11, 2, *range(4, 10))]
    assert len(parsed) == len(set(parsed))


def domains_with(count: int) -> dict[str, Catalog]:
    return {f"guide{number}": Catalog(tuple(Entry(f"{n if n % 2 else number} {n}", "x") for n in range(20))) for number in range(count)}


def test_the_known_translations_of_many_guides_are_collected_in_linear_time() -> None:
    few, many = domains_with(25), domains_with(100)
    assert steps(lambda: known_translations(many)) < 5 * steps(lambda: known_translations(few))


def test_the_last_translation_of_another_domain_is_known() -> None:
    catalogs = {
        "a": Catalog((Entry("Yes", "1"), Entry("Yes", "2", "x"), Entry("No", "3", flags=("fuzzy",)), Entry("Only", "4"))),
        "b": Catalog((Entry("Yes", "5"), Entry("No", ""))),
        "c": Catalog((Entry("Yes", "6"), Entry("Yes", "7", "x"), Entry("Maybe", "8", obsolete=True))),
    }
    assert known_translations(catalogs) == {
        "Yes": (KnownTranslation(Entry("Yes", "7", "x"), "c"), KnownTranslation(Entry("Yes", "5"), "b")),
        "Only": (KnownTranslation(Entry("Only", "4"), "a"),),
    }

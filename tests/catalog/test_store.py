"""Catalogs on disk: begun, brought up to date, and left alone when nothing changed."""

import subprocess
from dataclasses import replace

import pytest

from publish.approval.status import standing, status
from publish.catalog.lookup import lookup
from publish.catalog.store import layout_translations, load
from publish.catalog.update import init, update
from publish.po.codec import write
from publish.po.model import Catalog
from publish.project import UsageError, Workspace


def translate(workspace: Workspace, locale: str, domain: str, **texts: str) -> None:
    """Translate messages by the beginning of their msgid; ``fuzzy_`` before it marks them."""
    catalog = load(workspace.snapshot(), locale, domain)
    for beginning, text in texts.items():
        name = beginning.removeprefix("fuzzy_").replace("_", " ")
        entry = next(entry for entry in catalog.messages if entry.msgid.startswith(name))
        flags = ("fuzzy", *entry.flags) if beginning.startswith("fuzzy_") else entry.flags
        catalog = catalog.with_entry(replace(entry, msgstr=text, flags=flags))
    workspace.catalog_path(locale, domain).write_bytes(write(catalog))


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
    assert standing(workspace.snapshot(), "fr", "hair").stale == 1


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


def test_only_what_is_translated_and_not_fuzzy_is_looked_up(workspace: Workspace) -> None:
    init(workspace, "fr")
    translate(workspace, "fr", "hair", A_scalp="Un cuir chevelu", fuzzy_Injections="Injections")
    find = lookup(load(workspace.snapshot(), "fr", "hair"))
    assert find("A scalp", None) == "Un cuir chevelu"
    assert find("Injections for hair loss", None) is None and find("A scalp", "menu") is None and find("no", None) is None


def test_a_workspace_without_catalogs_prints_the_layouts_in_the_shipped_words(workspace: Workspace) -> None:
    assert workspace.snapshot().has("@publish/locales/fr/LC_MESSAGES/layouts.po")
    words = layout_translations(workspace.snapshot(), "fr")
    assert words.gettext("When to call") != "When to call" and not words.missing
    assert words.gettext("Our own words") == "Our own words" and words.missing == {"Our own words"}
    init(workspace, "fr")
    translate(workspace, "fr", "layouts", When_to_call="Nos propres mots")
    assert layout_translations(workspace.snapshot(), "fr").gettext("When to call") == "Nos propres mots"


def test_the_standing_counts_what_the_sources_say_now(workspace: Workspace) -> None:
    assert standing(workspace.snapshot(), "en", "hair").translated == 4
    assert standing(workspace.snapshot(), "fr", "hair").next == "publish init fr"
    init(workspace, "fr")
    translate(workspace, "fr", "hair", A_scalp="Un cuir chevelu", fuzzy_Injections="Injections")
    found = standing(workspace.snapshot(), "fr", "hair")
    assert (found.total, found.translated, found.fuzzy, found.missing, found.draft) == (4, 1, 1, 2, True)
    assert found.next == "translate locales/fr/LC_MESSAGES/hair.po"
    assert [item.locale for item in status(workspace.snapshot())[0]] == ["en", "en", "fr", "fr", "es", "es"]
    with pytest.raises(UsageError):
        status(workspace.snapshot(), ("xx",))


def test_an_empty_catalog_stands_for_a_file_that_is_not_there(workspace: Workspace) -> None:
    assert load(workspace.snapshot(), "fr", "hair") == Catalog(name="locales/fr/LC_MESSAGES/hair.po")

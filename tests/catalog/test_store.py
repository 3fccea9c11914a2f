"""Tests of `publish.catalog.store`: catalogs are loaded, looked up, and completed with those that ship with the package."""


import pytest

from publish.approval.status import domain_status, status_report
from publish.catalog.lookup import lookup
from publish.catalog.store import layout_translations, load
from publish.catalog.update import init
from publish.po.model import Catalog
from publish.project import UsageError, Workspace
from tests.catalog.conftest import translate


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


def test_the_status_counts_the_messages_that_the_sources_have_now(workspace: Workspace) -> None:
    assert domain_status(workspace.snapshot(), "en", "hair").translated == 4
    assert domain_status(workspace.snapshot(), "fr", "hair").next == "publish init fr"
    init(workspace, "fr")
    translate(workspace, "fr", "hair", A_scalp="Un cuir chevelu", fuzzy_Injections="Injections")
    found = domain_status(workspace.snapshot(), "fr", "hair")
    assert (found.total, found.translated, found.fuzzy, found.missing, found.draft) == (4, 1, 1, 2, True)
    assert found.next == "translate locales/fr/LC_MESSAGES/hair.po"
    assert [item.locale for item in status_report(workspace.snapshot())[0]] == ["en", "en", "fr", "fr", "es", "es"]
    with pytest.raises(UsageError):
        status_report(workspace.snapshot(), ("xx",))


def test_a_missing_file_is_loaded_as_an_empty_catalog(workspace: Workspace) -> None:
    assert load(workspace.snapshot(), "fr", "hair") == Catalog(name="locales/fr/LC_MESSAGES/hair.po")

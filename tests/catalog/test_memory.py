"""Suggestions: the workspace's own memory, plug-ins beside it, and plug-ins that fail."""

from pathlib import Path

import pytest

from publish.catalog.memory import Suggestion, suggestions
from publish.exchange import UnitSuggester, export_files, import_file
from publish.project import Workspace

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Shake the inhaler well."
msgstr "Agite bien el inhalador."

msgctxt "button"
msgid "Stop"
msgstr "Parar"

msgid "Stop"
msgstr "Pare"

#, fuzzy
msgid "Shake the inhaler."
msgstr "Unsicher"

#~ msgid "Shake the bottle well."
#~ msgstr "Agite bien el frasco."
"""
PLUGIN = """from publish.catalog.memory import Suggestion
def good(source, locale, context):
    return [Suggestion(source.upper(), f"shouting {locale} {context}", 0.3)]
def raises(source, locale, context):
    raise OSError("no network")
def lies(source, locale, context):
    return [Suggestion("x", "y", 7)]
def leaves(source, locale, context):
    raise SystemExit(3)
def nothing(source, locale, context):
    return None
"""


@pytest.fixture
def memory(workspace: Workspace) -> Workspace:
    """A workspace with one catalog."""
    path = workspace.catalog_path("es", "hair")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO, encoding="utf-8")
    return workspace


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package with some translators, of which one is good."""
    (tmp_path / "shouting.py").write_text(PLUGIN)
    info = tmp_path / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    points = "\n".join(f"{name} = shouting:{name}" for name in ("good", "raises", "lies", "leaves", "nothing", "absent"))
    (info / "entry_points.txt").write_text(f"[publish.translators]\n{points}\n")
    monkeypatch.syspath_prepend(tmp_path)


def test_similar_texts_are_found_the_best_first(memory: Workspace) -> None:
    found = suggestions(memory.snapshot(), "Shake the inhaler well!", "es")
    assert [each.text for each in found.found] == ["Agite bien el inhalador.", "Agite bien el frasco."]
    assert found.found[0].origin == "translation memory, locales/es/LC_MESSAGES/hair.po"
    assert 1 > found.found[0].score > found.found[1].score > 0.6


def test_the_context_decides_between_equals(memory: Workspace) -> None:
    snapshot = memory.snapshot()
    first = suggestions(snapshot, "Stop", "es").found[0]
    assert suggestions(snapshot, "Stop", "es", "button").found[0] == Suggestion("Parar", first.origin, 1)
    assert first.text == "Pare"


def test_a_locale_without_catalogs_has_none(memory: Workspace) -> None:
    assert suggestions(memory.snapshot(), "Stop", "ko").found == ()


def test_a_failing_plug_in_is_a_warning_and_stops_nobody(memory: Workspace, plugins: None) -> None:
    asked = suggestions(memory.snapshot(), "Stop", "es", "button")
    assert [each.text for each in asked.found] == ["Parar", "Pare", "STOP"]
    assert asked.found[-1].origin == "shouting es button"
    assert [finding.severity for finding in asked.findings] == ["warning"] * 5
    assert "“raises” (shouting:raises) failed: OSError: no network" in str(asked.findings[0])


def test_a_broken_catalog_is_a_warning_too(memory: Workspace) -> None:
    memory.catalog_path("es", "broken").write_text("msgid nonsense")
    asked = suggestions(memory.snapshot(), "Stop", "es")
    assert asked.found == () and str(asked.findings[0]).startswith("locales/es/LC_MESSAGES/broken.po:1: warning")


@pytest.mark.parametrize("form", ["xliff", "csv"])
def test_suggestions_go_out_beside_what_is_not_translated_and_do_not_come_in(form: str, memory: Workspace, plugins: None) -> None:
    offers, catalog = UnitSuggester(memory.snapshot()), memory.catalog_path("es", "hair")
    before = catalog.read_bytes()
    (path,) = export_files(memory, ("es",), form, ("hair",), memory.root / "out", offers)
    text = path.read_text(encoding="utf-8")
    assert text.count("shouting es None") == 1, "beside the fuzzy text alone"
    assert text.index("Unsicher") < text.index("Agite bien el inhalador.", text.index("Unsicher")) < text.index("SHAKE THE INHALER.")
    assert len(offers.findings) == 5, "who failed is told of once"
    (done,) = import_file(memory, path)
    assert (done.accepted, done.findings) == (0, ()) and catalog.read_bytes() == before

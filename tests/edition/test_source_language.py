"""Guides written in another language than English: the words of the layouts are translated for them too."""

from dataclasses import replace
from pathlib import Path

import pytest

from publish.approval.signing import sign
from publish.approval.status import domain_status, status_report
from publish.catalog.store import load
from publish.catalog.update import init, update
from publish.checks import check
from publish.exchange import export_files
from publish.po.codec import write_po
from publish.project import UsageError, Workspace
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan
from tests.edition.small import composed, translate, workspace_in, write
from tests.printing import printing_here  # noqa: F401

pytestmark = pytest.mark.slow


def workspace_from(folder: Path, source: str, *others: str) -> Workspace:
    """Return the small workspace, as though its guide were written in ``source``."""
    workspace = workspace_in(folder)
    listed = ", ".join(f'"{other}"' for other in others)
    write(folder / "source/project.toml", f'[project]\nsource_locale = "{source}"\nlocales = [{listed}]\n')
    return workspace


@pytest.mark.parametrize(("source", "notes", "warning"), [("fr", "Mes notes", "Attention"), ("ar", "ملاحظاتي", "تحذير")])
def test_the_layouts_speak_the_language_of_the_source(tmp_path: Path, source: str, notes: str, warning: str) -> None:
    html = composed(workspace_from(tmp_path, source), locale=source).html
    assert notes in html and warning in html
    assert "My notes" not in html and "Opening hours" not in html


def test_words_that_nobody_translated_say_that_they_are_english(tmp_path: Path) -> None:
    assert '<span lang="en" dir="ltr">My notes</span>' in composed(workspace_from(tmp_path, "eu"), locale="eu").html


def test_a_guide_translated_into_english_needs_no_english_layouts(tmp_path: Path) -> None:
    workspace = workspace_from(tmp_path, "fr", "en")
    translate(workspace, "en", "asthma")
    html = composed(workspace, locale="en").html
    assert "My notes" in html and '<span lang="fr"' not in html and '<span lang="en" dir="ltr">My notes' not in html
    assert domain_status(workspace.snapshot(), "en", "layouts").missing == 0


def test_the_words_of_the_layouts_are_a_translation_where_the_source_is_not_english(tmp_path: Path) -> None:
    workspace = workspace_from(tmp_path, "fr")
    found = domain_status(workspace.snapshot(), "fr", "layouts")
    assert found.draft and found.reasons[0].endswith("messages wait for a translator")
    assert found.reasons[-1].startswith("the source (en) is not approved")
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        sign(workspace, "fr", role, name)
    assert not domain_status(workspace.snapshot(), "fr", "asthma").draft, "the guide is a source: its clinician is enough"
    assert domain_status(workspace.snapshot(), "fr", "layouts").next == "publish approve en --role clinician --by NAME --guide layouts"
    assert composed(workspace, locale="fr").draft
    sign(workspace, "en", "clinician", "Dr Abe", chosen=("layouts",))
    assert not domain_status(workspace.snapshot(), "fr", "layouts").draft and not composed(workspace, locale="fr").draft


def test_two_languages_on_a_page_are_approved_when_the_words_of_both_are(tmp_path: Path) -> None:
    workspace = workspace_from(tmp_path, "fr", "en")
    translate(workspace, "en", "asthma")
    sign(workspace, "fr", "clinician", "Dr Cruz", chosen=("asthma",))
    sign(workspace, "en", "clinician", "Dr Abe")
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li")):
        sign(workspace, "en", role, name, chosen=("asthma",))
    assert not composed(workspace, locale="en").draft and composed(workspace, "bilingual", locale="en").draft
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        sign(workspace, "fr", role, name, chosen=("layouts",))
    assert not composed(workspace, "bilingual", locale="en").draft


def test_a_source_in_another_language_gets_a_catalog_of_the_layouts_alone(tmp_path: Path) -> None:
    workspace = workspace_from(tmp_path, "eu", "en")
    assert [each.domain for each in init(workspace, "eu")] == ["layouts"]
    assert [(each.locale, each.domain) for each in update(workspace)] == [("eu", "layouts")]
    assert [each.domain for each in init(workspace, "en")] == ["asthma"]
    with pytest.raises(UsageError, match="locale-exists"):
        init(workspace, "eu")
    names = [path.name for form in ("xliff", "csv") for path in export_files(workspace, ("eu", "en"), form, (), tmp_path / "out")]
    assert names == ["eu.layouts.xlf", "en.asthma.xlf", "eu.layouts.csv", "en.asthma.csv"]
    assert 'source-language="en"' in (tmp_path / "out/eu.layouts.xlf").read_text()
    assert 'source-language="eu"' in (tmp_path / "out/en.asthma.xlf").read_text()
    rows = {(each.locale, each.domain): each.total - each.missing for each in status_report(workspace.snapshot())[0]}
    assert rows["eu", "layouts"] == 0 and rows["en", "layouts"] > 50 and rows["eu", "asthma"] > 0


@pytest.mark.usefixtures("printing_here")
def test_a_fault_in_the_layouts_words_stops_the_source_too(tmp_path: Path) -> None:
    workspace = workspace_from(tmp_path, "eu")
    init(workspace, "eu")
    words = load(workspace.snapshot(), "eu", "layouts")
    entry = words.index[None, "My notes"]
    workspace.catalog_path("eu", "layouts").write_bytes(write_po(words.with_entry(replace(entry, msgstr="Nire \u202eoharrak"))))
    assert [finding.code for finding in check(workspace.snapshot(), "eu", "layouts")] == ["bidi-control"]
    snapshot = workspace.snapshot()
    (made,) = build(snapshot, plan(snapshot, Selection(locales=("eu",), layouts=("web",))), tmp_path / "dist", BuildOptions(jobs=1))
    assert made.failed and made.findings[0].code == "bidi-control"

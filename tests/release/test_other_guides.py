"""Tests of a guide on another subject with the same layouts; an output that fails does not stop the others."""

from pathlib import Path

import pypdfium2
import pytest

from publish.catalog.template import write_templates
from publish.catalog.update import init
from publish.project import Workspace
from publish.release.build import build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput

pytestmark = pytest.mark.slow
here = pytest.mark.usefixtures("printing_here")


def printed(workspace: Workspace, output: Path, selection: Selection) -> dict[str, BuiltOutput]:
    snapshot = workspace.snapshot()
    return {f"{made.request.locale}.{made.request.layout}": made for made in build(snapshot, plan(snapshot, selection), output)}


@here
def test_a_plain_guide_prints_in_every_layout(inhaler: Workspace, tmp_path: Path) -> None:
    made = printed(inhaler, tmp_path / "dist", Selection(locales=("en",)))
    assert set(made) == {"en.brochure", "en.handout", "en.web"}
    assert not [finding for each in made.values() for finding in each.findings if each.failed]
    text = pypdfium2.PdfDocument(made["en.handout"].files[0])
    everything = " ".join(page.get_textpage().get_text_range() for page in text)
    assert "Your inhaler" in everything and "Hold your breath for 10 seconds" in " ".join(everything.split())


@here
def test_a_critical_text_without_translation_is_not_printed(inhaler: Workspace, tmp_path: Path) -> None:
    write_templates(inhaler)
    init(inhaler, "es")
    made = printed(inhaler, tmp_path / "dist", Selection(locales=("es",)))
    assert all(each.failed for each in made.values())
    finding = made["es.handout"].findings[0]
    assert finding.locale == "es" and finding.msgid and "call an ambulance" in finding.msgid and finding.hint


@here
def test_a_guide_too_long_for_the_brochure_prints_in_other_layouts(inhaler: Workspace, tmp_path: Path) -> None:
    source = inhaler.guide_folder("inhaler") / "guide.md"
    long = "".join(f"\n## Part {n}\n\n" + "Breathe in slowly and hold your breath for as long as you can. " * 12 + "\n" for n in range(20))
    source.write_text(source.read_text() + long)
    stale = tmp_path / "dist" / "en" / "inhaler.brochure.A4.pdf"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"an earlier build")
    made = printed(inhaler, tmp_path / "dist", Selection(locales=("en",)))
    assert made["en.brochure"].failed and not made["en.handout"].failed and not made["en.web"].failed
    told = str(made["en.brochure"].findings[0])
    assert "brochure" in told and "A4" in told and "en" in told and "next:" in told
    assert not stale.exists()


def test_the_same_guide_gives_the_same_bytes(inhaler: Workspace, tmp_path: Path) -> None:
    selection = Selection(locales=("en",), layouts=("brochure",))
    first, second = (printed(inhaler, tmp_path / name, selection)["en.brochure"] for name in ("a", "b"))
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]


@here
def test_a_character_that_no_font_has_names_the_text_it_stands_in(inhaler: Workspace, tmp_path: Path) -> None:
    source = inhaler.guide_folder("inhaler") / "guide.md"
    source.write_text(source.read_text() + "\n## Last words\n\nBreathe \U00012000 slowly.\n")
    (finding,) = printed(inhaler, tmp_path / "dist", Selection(locales=("en",), layouts=("handout",)))["en.handout"].findings
    assert finding.code == "glyph-missing" and finding.locale == "en" and "U+12000 CUNEIFORM SIGN A" in finding.message
    assert finding.msgid == "Breathe \U00012000 slowly." and finding.anchor == "last-words" and finding.hint


@here
def test_a_table_estimated_too_narrow_prints_row_by_row(inhaler: Workspace, tmp_path: Path) -> None:
    """Column widths are estimated. Where words turn out wider, the table is printed again row by row."""
    source, wide = inhaler.guide_folder("inhaler") / "guide.md", "Ǆ" * 17
    source.write_text(source.read_text() + f"\n## Table\n\n| One | Two | Three |\n|---|---|---|\n| {wide} | {wide} | {wide} |\n")
    made = printed(inhaler, tmp_path / "dist", Selection(locales=("en",), layouts=("handout",)))["en.handout"]
    assert not made.failed and not made.findings
    text = pypdfium2.PdfDocument(made.files[0])
    assert f"Two: {wide}" in " ".join(" ".join(page.get_textpage().get_text_range() for page in text).split())


@here
def test_the_contents_find_headings_in_any_script(tmp_path: Path) -> None:
    folder = tmp_path / "source" / "hair"
    folder.mkdir(parents=True)
    (tmp_path / "source" / "project.toml").write_text('[project]\nsource_locale = "hi"\nlocales = []\n', "utf-8")
    (folder / "guide.toml").write_text('edition = "2026.1"\npublished = 2026-11-23\n', "utf-8")
    sections = "".join(f"\n## {title}\n\nडॉक्टर से पूछें।\n" for title in ("बाल क्यों झड़ते हैं", "इलाज", "जोखिम", "समय"))
    (folder / "guide.md").write_text(f"# बालों का झड़ना\n{sections}", "utf-8")
    made = printed(Workspace(tmp_path), tmp_path / "dist", Selection(locales=("hi",), layouts=("large-print",), papers=("A4",)))
    assert not [finding for each in made.values() for finding in each.findings if each.failed]

"""Proofs print what stands, with all that is wrong marked on every page, and can never be taken for anything else."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from publish.edition.compose import compose
from publish.edition.request import Request
from publish.guide import Message
from publish.project import PublishError, Workspace
from publish.release.making.proof import make_proof
from publish.release.results import Output
from tests.edition.small import GUIDE, TODAY, translate, workspace_in, write

BROKEN = GUIDE.replace("Breathe out first.", "Breathe {no_such_fact} first. ![An inhaler](gone.png)").replace(
    "## How to use it", "::: strange-role\nOf an unknown role.\n:::\n\n## How to use it"
)
STOP = "Do **not** use it more than {puffs} times a day."
STEM = "Wait {pause} before the next puff. The dose of Ventolin is 200 mg."


def texts(output: Output) -> list[str]:
    """Return the text of each page of a proof, as a reader copies it."""
    with pypdfium2.PdfDocument(output.contents[".proof.pdf"]) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def strips(output: Output) -> list[tuple[int, ...]]:
    """Return the colour near the upper left corner of each page of a proof."""
    with pypdfium2.PdfDocument(output.contents[".proof.pdf"]) as pdf:
        return [page.render(scale=2).to_pil().convert("RGB").getpixel((8, 8)) for page in pdf]


def proof(workspace: Workspace, locale: str, layout: str, paper: str | None = "A4", day: date = TODAY) -> Output:
    """Return the proof of the asthma guide."""
    return make_proof(workspace.snapshot(), Request("asthma", locale, layout, paper, "lungs", purpose="proof"), day)


def number_of(output: Output, code: str) -> int:
    """Return the number of the first finding with ``code`` in the list of a proof."""
    return next(number for number, finding in enumerate(output.findings, 1) if finding.code == code)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose guide lacks a fact and a picture, and whose Spanish says another dose, nothing, and what is fuzzy."""
    workspace = workspace_in(tmp_path_factory.mktemp("broken"), guide=BROKEN)
    translate(workspace, "es", "asthma", **{STEM: STEM.replace("200", "500").replace("Wait", "Espere"), STOP: ""})
    catalog = workspace.catalog_path("es", "asthma")
    old = 'msgid "This use is off-label."\nmsgstr "This use is off-label."'
    assert old in (text := catalog.read_text())
    catalog.write_text(text.replace(old, '#, fuzzy\nmsgid "This use is off-label."\nmsgstr "Uso dudoso."'))
    return workspace


@pytest.fixture(scope="module")
def spanish(broken: Workspace) -> Output:
    """The proof of the broken guide in Spanish, as a handout."""
    return proof(broken, "es", "handout")


def test_a_proof_prints_what_is_broken_and_says_so_on_every_page(spanish: Output) -> None:
    pages = texts(spanish)
    assert spanish.pages is not None and set(spanish.contents) == {".proof.pdf"}
    for page in pages[: spanish.pages]:
        assert "PRUEBA" in page and "PROOF" in page and f"Hallazgos: {len(spanish.findings)}" in page
    assert set(strips(spanish)[: spanish.pages]) == {(168, 0, 105)}
    whole = " ".join(pages[: spanish.pages])
    assert "{no_such_fact}" in whole and "Of an unknown role." in whole and "Uso dudoso." in whole and "500" in whole
    assert "more than 2 times a day" in whole  # what has no translation stands in the source language


def test_the_last_page_lists_the_findings_with_number_code_and_message(spanish: Output) -> None:
    listed = " ".join(texts(spanish)[spanish.pages :])
    assert {"unknown-fact", "image-missing", "unknown-role", "dose-changed", "critical-missing"} <= {each.code for each in spanish.findings}
    for number, finding in enumerate(spanish.findings, 1):
        assert re.search(rf"\b{number} {finding.code}\b", listed), finding
    assert "Breathe {no_such_fact} first." in listed and "Por revisar (fuzzy): 1" in listed


def test_each_finding_is_marked_at_its_text(spanish: Output) -> None:
    page = next(text for text in texts(spanish) if "500" in text)
    assert re.search(rf"\b{number_of(spanish, 'dose-changed')}\b", page)
    marked = {mark for place in spanish.places for mark in place.marks}
    assert {Message(each.msgid).mark for each in spanish.findings if each.msgid} <= marked


def test_a_proof_has_no_edition_code(broken: Workspace, spanish: Output) -> None:
    request = Request("asthma", "es", "handout", "A4", "lungs")
    code = compose(broken.snapshot(), request, today=TODAY).code
    assert spanish.imprint is not None and spanish.imprint.code == "PROOF" and "-" in code
    assert not any(code in page for page in texts(spanish))
    assert f'>{code}<' not in compose(broken.snapshot(), replace(request, purpose="proof"), today=TODAY).html


@pytest.mark.slow
def test_a_guide_too_long_for_its_brochure_shows_how_it_is_too_long(tmp_path: Path) -> None:
    filler = "\n\n".join(f"Paragraph {number}. " + "It goes on and on about breathing. " * 20 for number in range(20))
    workspace = workspace_in(tmp_path, guide=GUIDE.replace("## How to use it", f"## How to use it\n\n{filler}"))
    made = proof(workspace, "en", "brochure")
    pages = texts(made)[: made.pages]
    crowded = [page for page in pages if "There is no room for this page." in page]
    assert made.pages is not None and made.pages > 6 and len(crowded) == made.pages - 6
    assert "too-long" in {finding.code for finding in made.findings}
    assert all(any(f"Paragraph {number}." in page for page in pages) for number in range(20))


def test_no_style_sheet_of_a_layout_hides_that_it_is_a_proof(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/mine/layout.toml", 'extends = "card"\nstyles = ["print.css", "card.css", "mine.css"]\n')
    css = "* { visibility: hidden !important; color: transparent !important }\n.over, .strip, .word { display: none !important }\n"
    write(tmp_path / "layouts/mine/mine.css", css)
    made = proof(workspace, "en", "mine", "A4")
    assert made.pages and set(strips(made)[: made.pages]) == {(168, 0, 105)}
    assert all("PROOF" in page for page in texts(made))
    assert "words-lost" in {finding.code for finding in made.findings}


def test_a_proof_on_the_web_is_marked_and_loads_nothing(broken: Workspace) -> None:
    made = proof(broken, "es", "web", None)
    html = made.contents[".proof.html"].decode()
    body = html[html.index("<body") :]
    assert 0 < body.index("PRUEBA") < body.index("<h1") and "PROOF" in body and f"Hallazgos: {len(made.findings)}" in body
    mark = Message(STEM).mark
    assert re.search(rf'data-message="{mark}"[^>]*><span[^>]*>[\d ]*\b{number_of(made, "dose-changed")}\b[\d ]*</span>', html)
    assert "outline: 2px dashed" in html and "outline: 2px dotted" in html
    assert html.count("Content-Security-Policy") == 1 and "fetch-refused" not in {each.code for each in made.findings}
    for finding in made.findings:
        assert finding.code in body


UNREADABLE = [
    ("source/asthma/guide.md", b"\xff\xfe\x00", "file-unreadable"),
    ("layouts/mine/layout.toml", b"kind = [", "toml-broken"),
    ("layouts/mine/mine.html", b"{% if %}", "template-broken"),
]


@pytest.mark.parametrize("name, data, code", UNREADABLE)
def test_what_cannot_be_read_stops_a_proof_and_says_why(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    layout = b'extends = "card"\ntemplate = "mine.html"\n'
    snapshot = workspace_in(tmp_path).snapshot().with_files({"layouts/mine/layout.toml": layout, "layouts/mine/mine.html": b"", name: data})
    with pytest.raises(PublishError) as caught:
        make_proof(snapshot, Request("asthma", "en", "mine", "A4", "lungs", purpose="proof"), TODAY)
    assert caught.value.findings[0].code == code, caught.value.findings


@pytest.mark.slow
@pytest.mark.parametrize("name", ["source/asthma/guide.toml", "source/clinics/lungs.toml", "locales/es/LC_MESSAGES/asthma.po"])
def test_every_other_broken_file_is_reported_on_the_proof(broken: Workspace, name: str) -> None:
    snapshot = broken.snapshot().with_files({name: b"\xff = [\n{% msgid"})
    made = make_proof(snapshot, Request("asthma", "es", "card", "A4", "lungs", purpose="proof"), TODAY)
    assert ".proof.pdf" in made.contents and any((finding.file or "").endswith(name) for finding in made.findings)


def test_each_text_on_a_page_leads_to_its_message(spanish: Output) -> None:
    found = {place.marks: place for place in spanish.places}
    stem = found[(Message(STEM).mark,)]
    assert "500" in "".join(place.text for place in spanish.places if place.marks == stem.marks)
    assert all(place.width_mm > 0 and place.height_mm > 0 and 1 <= place.page <= (spanish.pages or 0) for place in spanish.places)


def test_a_purpose_of_its_own_loosens_no_other_one(broken: Workspace) -> None:
    office = compose(broken.snapshot(), Request("asthma", "es", "handout", "A4", "lungs"), today=TODAY)
    assert {"unknown-fact", "critical-missing"} <= {finding.code for finding in office.errors}
    assert "Uso dudoso." not in office.html

"""Each repair of an archive file mends the rule that it names: veraPDF finds that rule broken without it, and none with all of them."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publish.press import AttachedFile, Job, attach_files, attached_files, print_job
from publish.press.archive import steps
from publish.press.archive.namespaces import OLD_TYPES
from tests.press.samples import job
from tests.validators import quality
from tests.validators.verapdf import failures

pytestmark = pytest.mark.slow

SHAPES = (
    '<figure><img src="drawing.svg" alt="A drawing of a lung."><figcaption>A lung.</figcaption></figure><p>After it.</p>'
    "<nav><b>Contents</b> of it</nav><section>Loose <em>words</em><p>A block.</p>and more</section>"
    '<ol id="steps"><li>One<ul style="list-style: disc"><li><p>Within.</p><p>More.</p></li></ul></li></ol>'
    '<blockquote><p>Said.</p></blockquote>'
    "<table><tr><td><blockquote><p>Said in a cell.</p></blockquote></td>"
    '<td><figure><img src="drawing.svg" alt="A small drawing."><figcaption>Small.</figcaption></figure></td></tr></table>'
    '<h2 id="end">The end</h2><p>See <a href="#steps">the steps</a>, or <a href="https://example.org/">the site</a>.</p>'
)
RULES = {
    "group_captions": "8.2.5.27-1",
    "wrap_loose_text": "Document-Span",
    "plain_cells": "TD-BlockQuote",
    "set_list_numbering": "8.2.5.25-1",
    "lead_to_elements": "8.8-1",
}
SOURCE = AttachedFile("source/sample/guide.md", "text/markdown", "# Sample\n".encode(), "Source: guide.md")


def sample(language: str = "en") -> Job:
    base = job(language, sections=2)
    return replace(base, html=base.html.replace("</body>", f"{SHAPES}</body>"), purpose="archive")


def kept(language: str = "en") -> bytes:
    return attach_files(print_job(sample(language)).pdf, [SOURCE])


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return kept()


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, pdf: bytes) -> dict[str, list[str]]:
    """The rules of PDF/UA-2 that a file breaks without each of the repairs; ``""`` stands for a file with all of them."""
    folder = tmp_path_factory.mktemp("kept")
    paths = {name: folder / f"{name}.pdf" for name in ("", *RULES)}
    for name, path in paths.items():
        with pytest.MonkeyPatch.context() as patch:
            if name:
                patch.setattr(steps, name, lambda *_: None)
            path.write_bytes(kept() if name else pdf)
    found = failures(paths.values(), "ua2")
    return {name: found[path] for name, path in paths.items()}


@pytest.mark.parametrize(("name", "rule"), RULES.items())
def test_each_repair_mends_the_rule_it_names(broken: dict[str, list[str]], name: str, rule: str) -> None:
    assert any(rule in failure for failure in broken[name]), broken[name]


def test_a_kept_file_breaks_no_rule(broken: dict[str, list[str]], pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "kept.pdf"
    path.write_bytes(pdf)
    assert not broken[""] and not quality.faults(path)
    assert not {profile: found for profile in ("wta", "wtr", "a4f") if (found := failures([path], profile)[path])}


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem")


def test_lists_say_whether_their_labels_count(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "kept.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "kept.pdf") as opened:
        kinds = [str(each.A.ListNumbering) for each in elements(opened) if each.S == "/L"]
    assert "/Ordered" in kinds and "/Unordered" in kinds


def test_bookmarks_and_links_lead_to_the_elements_they_name(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "kept.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "kept.pdf") as opened:
        with opened.open_outline() as outline:
            led = [str(item.action.SD[0].S) for top in outline.root for item in (top, *top.children)]
        assert led and set(led) <= {"/H1", "/H2"}
        (link,) = [each for page in opened.pages for each in page.Annots if each.get("/A", {}).get("/S") == "/GoTo" and each.A.D == "steps"]
        assert link.A.SD[0].S == "/Lbl" or link.A.SD[0].S == "/LBody"


def test_types_of_pdf_2_are_in_its_namespace(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "kept.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "kept.pdf") as opened:
        without = {str(each.S) for each in elements(opened) if "/NS" not in each}
        assert "/BlockQuote" in without and without <= OLD_TYPES


def test_files_come_back_out_as_they_were_put_in(pdf: bytes) -> None:
    assert attached_files(pdf) == {SOURCE.name: SOURCE.data}
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert [str(each.UF) for each in opened.Root.AF] == ["source--sample--guide.md"]
    assert attached_files(b"no PDF") == {}
    assert attached_files(print_job(sample()).pdf) == {}


def test_the_same_job_gives_the_same_bytes(pdf: bytes) -> None:
    assert kept() == pdf


def test_the_metadata_alone_say_what_the_file_is(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "kept.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "kept.pdf") as opened, opened.open_metadata() as data:
        assert "/Info" not in opened.trailer and data["dc:title"] == sample().title
        assert (data["pdfuaid:part"], data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "4", "F")

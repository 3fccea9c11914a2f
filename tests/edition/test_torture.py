"""Every kind of block, larger and longer than a designer would like: nothing crashes, is clipped or lies upon another."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from publish.catalog.template import extract
from publish.edition.compose import compose
from publish.edition.request import Request
from publish.press import Job, Printed, print_job
from publish.project import Workspace
from tests.edition.small import TODAY, quoted, write

pytestmark = pytest.mark.slow

TORTURE = Path(__file__).resolve().parents[1] / "data" / "torture"
ARABIC = "نص عربي"


@pytest.mark.parametrize("layout", ["brochure", "handout"])
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_everything_prints(tmp_path: Path, locale: str, layout: str) -> None:
    """The press refuses what sticks out of its box, is lost or has no glyph."""
    printed = printed_torture(tortured(tmp_path), locale, layout)
    assert printed.pages == 6 if layout == "brochure" else 4 <= printed.pages <= 9
    assert not {finding.code for finding in printed.findings} & {"text-near-edge", "text-outside", "text-small"}


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_everything_is_on_the_web(tmp_path: Path, locale: str) -> None:
    html = compose(tortured(tmp_path).snapshot(), Request("torture", locale, "web"), today=TODAY).html
    assert html.count("<table") == 2 and html.count("data:image/png") == 3 and html.count("data:image/jpeg") == 1


def tortured(folder: Path) -> Workspace:
    """Return a copy of the workspace with an Arabic catalog: each text behind two Arabic words."""
    shutil.copytree(TORTURE, folder, dirs_exist_ok=True)
    workspace = Workspace(folder)
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ar\\n"\n']
    for entry in extract(workspace.snapshot())["torture"].messages:
        context = f"msgctxt {quoted(entry.msgctxt)}\n" if entry.msgctxt is not None else ""
        entries.append(f"{context}msgid {quoted(entry.msgid)}\nmsgstr {quoted(f'{ARABIC} {entry.msgid}')}\n")
    write(workspace.catalog_path("ar", "torture"), "\n".join(entries))
    return workspace


def printed_torture(workspace: Workspace, locale: str, layout: str) -> Printed:
    """Return the guide as the press prints it."""
    made = compose(workspace.snapshot(), Request("torture", locale, layout, "A4"), today=TODAY)
    spec = made.layout
    return print_job(
        Job(
            name="torture",
            html=made.html,
            stylesheets=made.stylesheets,
            files=made.files,
            language=made.language,
            direction=made.direction,
            families=made.families,
            orientation=spec.orientation,
            fold=spec.fold,
            panels=spec.panels,
            min_size_pt=spec.smallest_pt,
            max_size_pt=spec.largest_pt,
            title=made.title,
        )
    )


@pytest.mark.parametrize("lines", range(6, 15, 2))
def test_risks_stand_beside_benefits(tmp_path: Path, lines: int) -> None:
    """Wherever the panel ends, both stand on one (IPDAS: benefits and harms side by side)."""
    workspace = tortured(tmp_path)
    before = "Words that come before or after, and go on over more than one line of the panel.\n\n" * lines
    benefits = "::: benefits\nGOOD things happen to many people who do this.\n:::\n\n"
    both = f"## Both\n\n{benefits}::: risks\nBAD things happen to few people who do this.\n:::\n"
    write(tmp_path / "source/torture/guide.md", f"# Choices\n\n## Before\n\n{before}{both}\n{before}")
    with pypdfium2.PdfDocument(printed_torture(workspace, "en", "brochure").screen or b"") as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert [("Both" in text, "GOOD" in text, "BAD" in text) for text in texts].count((True, True, True)) == 1

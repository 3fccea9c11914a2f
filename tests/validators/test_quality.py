"""Each check of quality finds the damage that it is for, in a file that is sound without it."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name, String

from publish.press import print_job
from tests.validators import quality
from tests.validators.test_structure import sample, tagged

pytestmark = pytest.mark.slow


def titled_like_a_file(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as data:
        data["dc:title"] = "handout_final.pdf"


def language_misspelt(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("English (US)")


def suspected(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def bookmarks_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def tabs_by_rows(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Tabs = Name.R


def level_left_out(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/H2")).S = Name.H4


def described_by_its_file(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/Figure")).Alt = String("drawing.svg")


def described_by_spaces(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/Figure")).Alt = String(" \u00a0")


def boxed_off_the_page(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/Figure")).A.BBox = Array([2000, 0, 2100, 50])


def item_in_a_cell(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/LBody")).S = Name.P


def head_without_scope(pdf: pikepdf.Pdf) -> None:
    del next(tagged(pdf, "/TH")).A["/Scope"]


def link_that_says_nothing(pdf: pikepdf.Pdf) -> None:
    next(page.Annots[0] for page in pdf.pages if "/Annots" in page).Contents = String(" ")


def emptied(pdf: pikepdf.Pdf) -> None:
    del next(tagged(pdf, "/P"))["/K"]


def paragraph_in_a_paragraph(pdf: pikepdf.Pdf) -> None:
    next(element for element in tagged(pdf, "/Span") if element.P.S == "/P").S = Name.P


def mark_of_nobody(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/Span")).K = Array([900])


def letters_lost(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values()))["/ToUnicode"]


DAMAGE: dict[Callable[[pikepdf.Pdf], None], str] = {
    titled_like_a_file: "title",
    language_misspelt: "language",
    suspected: "one_document",
    bookmarks_lost: "bookmarks",
    tabs_by_rows: "tabs",
    level_left_out: "headings",
    described_by_its_file: "figures",
    described_by_spaces: "figures",
    boxed_off_the_page: "figures",
    item_in_a_cell: "structure",
    head_without_scope: "scopes",
    link_that_says_nothing: "links",
    emptied: "emptiness",
    paragraph_in_a_paragraph: "nesting",
    mark_of_nobody: "marks",
    letters_lost: "fonts",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quality") / "sound.pdf"
    path.write_bytes(print_job(sample()).pdf)
    return path


def test_a_sound_file_has_no_faults(sound: Path) -> None:
    assert not quality.faults(sound)
    assert set(DAMAGE.values()) == {check.__name__ for check in quality.CHECKS}


@pytest.mark.parametrize(("damage", "check"), DAMAGE.items(), ids=lambda value: getattr(value, "__name__", value))
def test_each_check_finds_its_damage(sound: Path, tmp_path: Path, damage: Callable[[pikepdf.Pdf], None], check: str) -> None:
    with pikepdf.open(sound) as pdf:
        damage(pdf)
        pdf.save(tmp_path / "damaged.pdf")
    assert check in {fault.partition(":")[0] for fault in quality.faults(tmp_path / "damaged.pdf")}

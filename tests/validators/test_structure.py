"""Tests of the PDF validators: a valid file is damaged in several ways, and each validator finds what it should."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from publish.press import Job, print_job
from tests.press.samples import job
from tests.validators import second, structure, verapdf

pytestmark = pytest.mark.slow

TABLE = (
    '<h2>Doses</h2><table><thead><tr><th scope="col">Time</th><th scope="col">Dose</th></tr></thead>'
    '<tbody><tr><th scope="row">Morning</th><td>5 mg</td></tr></tbody></table><p lang="es">Por la mañana</p>'
)


def sample() -> Job:
    """A handout with a picture, links, a table whose heads are of both kinds, and a text in another language."""
    base = job(sections=2)
    return replace(base, html=base.html.replace("</body>", f"{TABLE}</body>"))


def tagged(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    return (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item)


def alt_lost(pdf: pikepdf.Pdf) -> None:
    del next(tagged(pdf, "/Figure"))["/Alt"]


def alt_of_another_picture(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/Figure")).Alt = "something else"


def language_lost(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def title_lost(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as data:
        del data["dc:title"]


def level_skipped(pdf: pikepdf.Pdf) -> None:
    for element in tagged(pdf, "/H2"):
        element.S = Name.H4


def heading_made_a_paragraph(pdf: pikepdf.Pdf) -> None:
    next(tagged(pdf, "/H2")).S = Name.P


def text_untagged(pdf: pikepdf.Pdf) -> None:
    page, found = pdf.pages[0], 0
    kept = []
    for each in pikepdf.parse_content_stream(page):
        opens = str(each.operator) == "BDC" and "/MCID" in each.operands[1]
        if opens and not found:
            found = 1
        elif str(each.operator) == "EMC" and found == 1:
            found = 2
        else:
            kept.append(each)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def order_of_tabs_lost(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page["/Tabs"]


def link_undescribed(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0]["/Contents"]


def link_without_its_place(pdf: pikepdf.Pdf) -> None:
    for element in tagged(pdf, "/Link"):
        element.K = pikepdf.Array([kid for kid in element.K if not isinstance(kid, pikepdf.Dictionary)])


def scope_lost(pdf: pikepdf.Pdf) -> None:
    for element in tagged(pdf, "/TH"):
        del element.A["/Scope"]


def bookmark_lost(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1:] = []


def language_of_a_part_lost(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"/Lang (es)", b""))


# Each damage: whether veraPDF, the second validator and the review of the structure find it.
DAMAGES: dict[Callable[[pikepdf.Pdf], None], tuple[bool, bool, bool]] = {
    alt_lost: (True, True, True),
    alt_of_another_picture: (False, False, True),
    language_lost: (True, True, True),
    title_not_shown: (True, True, False),
    title_lost: (True, True, False),
    level_skipped: (True, True, True),
    heading_made_a_paragraph: (False, False, True),
    text_untagged: (True, True, False),
    order_of_tabs_lost: (True, True, False),
    link_undescribed: (True, True, False),
    link_without_its_place: (False, False, True),
    scope_lost: (False, False, True),
    bookmark_lost: (False, False, True),
    language_of_a_part_lost: (False, False, True),
}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("damaged")
    paths = {"": folder / "sound.pdf"}
    paths[""].write_bytes(print_job(sample()).pdf)
    for damage in DAMAGES:
        paths[damage.__name__] = folder / f"{damage.__name__}.pdf"
        with pikepdf.open(paths[""]) as pdf:
            damage(pdf)
            pdf.save(paths[damage.__name__])
    return paths


def test_each_damage_is_found_and_a_sound_file_passes(damaged: dict[str, Path]) -> None:
    first, other = verapdf.failures(damaged.values()), second.failures(damaged.values())
    found = {
        name: (bool(first[path]), bool(other[path]), bool(structure.faults(path, sample().html))) for name, path in damaged.items()
    }
    assert found == {"": (False, False, False)} | {damage.__name__: wanted for damage, wanted in DAMAGES.items()}


def test_a_head_says_what_it_heads(damaged: dict[str, Path]) -> None:
    with pikepdf.open(damaged[""]) as pdf:
        assert sorted(str(element.A.Scope) for element in tagged(pdf, "/TH")) == ["/Column", "/Column", "/Row"]

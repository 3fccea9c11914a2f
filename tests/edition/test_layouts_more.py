"""The layouts that are built on request, their folds, and the pages for staff: printed once, then looked at."""

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint.formatting_structure import boxes

from publish.edition.request import Request
from publish.press.engine.boxes import boxes_in
from publish.press.engine.render import lay_out
from publish.press.fit.galley import prepare
from publish.press.sheets.page_setup import page_setup
from publish.project import UsageError, Workspace
from publish.release.build import BuildOptions, build
from publish.release.output import job_of
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from publish.release.staff.pages import write_testpage
from tests.edition.small import composed, translate, workspace_in, write
from tests.validators.verapdf import failures
from tests.workspaces import ROOT

# In which languages each layout, and each fold of the brochure, is printed here: test_papers.py prints others, test_full_matrix.py
# each in every language.
PRINTED = {"card": ("en", "ar"), "bilingual": ("hi",), "large-print": ("zh_Hans",)}
FOLDS = {"z": ("en",), "gate": ("ar",)}
GUIDE = "dutasteride-mesotherapy"

pytestmark = pytest.mark.matrix


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


@pytest.fixture(scope="module")
def made(output: Path) -> tuple[BuiltOutput, ...]:
    """Layouts that are built on request, and the folds of the brochure, on A4."""
    workspace = Workspace(ROOT)
    selections = [Selection(layouts=(layout,), locales=locales, papers=("A4",)) for layout, locales in PRINTED.items()]
    selections += [Selection(locales=locales, papers=("A4",), fold=fold) for fold, locales in FOLDS.items()]
    orders = tuple(order for selection in selections for order in plan(workspace.snapshot(), selection))
    return build(workspace.snapshot(), orders, output, BuildOptions(jobs=1, instructions=True))


def pdf(made: tuple[BuiltOutput, ...], name: str, ending: str = ".pdf") -> Path:
    return next(path for each in made for path in each.files if f"{path.parent.name}/{path.name}" == name + ending)


def test_everything_prints(made: tuple[BuiltOutput, ...]) -> None:
    assert not [(each.request.stem, each.findings) for each in made if each.failed]
    stems = {each.request.stem for each in made}
    assert f"en/{GUIDE}.bilingual.A4" not in stems
    assert {f"hi/{GUIDE}.bilingual.A4", f"en/{GUIDE}.brochure.z.A4", f"ar/{GUIDE}.brochure.gate.A4"} < stems
    assert len(stems) == sum(map(len, (PRINTED | FOLDS).values()))


def test_every_file_is_pdf_ua(made: tuple[BuiltOutput, ...], output: Path) -> None:
    pages = [write_testpage(Workspace(ROOT).snapshot(), locale, "A4", output / locale) for locale in ("en", "ar", "ko")]
    found = failures([path for each in made for path in each.files] + pages)
    assert not {path.name: failed for path, failed in found.items() if failed}


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_nothing_in_large_print_is_smaller_than_18_points(tmp_path: Path, locale: str) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "ko", "asthma")
    job = job_of(Request("asthma", locale, "large-print", "A4", "lungs"), composed(workspace, "large-print", locale))
    document = lay_out(prepare(job, page_setup(job).rules), job.min_size_pt)
    texts = [box for page in document.pages for box in boxes_in(page._page_box) if isinstance(box, boxes.TextBox) and box.text.strip()]
    assert min(box.style["font_size"] for box in texts) * 0.75 >= 18 - 0.01


@pytest.mark.parametrize("locale", PRINTED["card"])
def test_a_card_is_printed_on_one_side_of_a_sheet(made: tuple[BuiltOutput, ...], locale: str) -> None:
    with pikepdf.open(pdf(made, f"{locale}/{GUIDE}.card.A4")) as sheet:
        assert len(sheet.pages) == 1
        assert [round(float(value) / 72 * 25.4) for value in sheet.pages[0].mediabox[2:]] == [210, 297]


def test_folded_outputs_have_instructions(made: tuple[BuiltOutput, ...]) -> None:
    for each in made:
        folded = each.request.layout in ("brochure", "booklet", "card")
        assert any(path.name.endswith(".instructions.pdf") for path in each.files) is folded
    with pypdfium2.PdfDocument(pdf(made, f"ar/{GUIDE}.brochure.gate.A4", ".instructions.pdf")) as document:
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
        assert len(document) == 1
    assert "Arabic" in text and "flipped on the short edge" in text and "Fold in the two outer panels." in text


def test_a_bilingual_page_pairs_every_block(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "ar", "asthma", **{"How to use it": "كيفية الاستعمال", "Stop": "توقف"})
    page = composed(workspace, "bilingual", "ar")
    rows = page.html.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    cells = ('<td class="source" lang="en" dir="ltr">', '<td class="translation" lang="ar" dir="rtl">')
    assert rows and all(row.count(cell) == 1 for row in rows for cell in cells)
    heading = next(row for row in rows if "كيفية الاستعمال" in row)
    assert re.search("<h2 data-message[^ >]*>How to use \u2060it</h2>", heading) and '<h2 id="how-to-use-it"' in heading
    assert page.families[:2] == ("Noto Naskh Arabic", "Noto Sans") and page.language == "ar"


def test_only_the_translation_proves_that_nothing_critical_was_dropped(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    translate(workspace, "es", "asthma")
    html = composed(workspace, "bilingual", "es").html
    cells = html.split('<td class="source"')[1:]
    assert "data-critical" in html and not any("data-critical" in cell.split("</td>")[0] for cell in cells)


def test_a_bilingual_row_is_a_list_item_a_term_or_a_table_row(tmp_path: Path) -> None:
    guide = "# T\n\n1. One\n2. Two\n\nTerm\n: Said\n\n| A | B |\n|---|---|\n| C | D |\n\n::: off-label\nOff.\n:::\n"
    workspace = workspace_in(tmp_path, guide=guide)
    translate(workspace, "es", "asthma")
    html = composed(workspace, "bilingual", "es").html
    kinds = [part.split('"')[0] for part in html.split('<tr class="row-')[1:]]
    assert kinds == ["ol", "ol", "dl", "dl", "p in-off-label"]
    assert [len(re.findall(f'<span class="column"[^>]*>{name}:</span>', html)) for name in "AB"] == [2, 2]
    assert html.count('<ol start="2" style="counter-reset: list-item 1">') == 2


def test_a_bilingual_layout_is_not_made_for_the_source(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    assert {order.locale for order in plan(workspace.snapshot(), Selection(layouts=("bilingual",)))} == {"es", "ar", "fa", "ko"}
    with pytest.raises(UsageError, match="bilingual"):
        plan(workspace.snapshot(), Selection(layouts=("bilingual",), locales=("en",)))


def test_a_card_prints_critical_text_that_has_no_role(tmp_path: Path) -> None:
    guide = "# T\n\nCut me.\n\n::: warning\nStop.\n:::\n\n<!-- critical -->\nNever swallow it.\n\n::: off-label\nOff.\n:::\n"
    html = composed(workspace_in(tmp_path, guide=guide), "card").html
    assert "Never\u00a0swallow it." in html and "Cut me." not in html


def test_the_layouts_of_the_project_are_the_usual_ones(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    assert {order.layout for order in plan(workspace.snapshot(), Selection())} == {"brochure", "handout", "web"}
    write(tmp_path / "source/project.toml", '[project]\nlayouts = ["card"]\n')
    assert {order.layout for order in plan(Workspace(tmp_path).snapshot(), Selection())} == {"card"}


def test_a_fold_names_its_file_and_the_usual_one_does_not(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    selection = {fold: Selection(locales=("en",), papers=("A4",), fold=fold) for fold in ("roll", "z")}
    assert [order.stem for order in plan(workspace.snapshot(), selection["z"])] == ["en/asthma.brochure.z.A4"]
    assert plan(workspace.snapshot(), selection["roll"]) == (Request("asthma", "en", "brochure", "A4", "lungs"),)


@pytest.mark.parametrize(
    ("fold", "layout", "code"),
    [("zz", "brochure", "unknown-fold"), ("z", "handout", "fold-unfit"), ("z", "card", "fold-unfit")],
)
def test_a_fold_that_does_not_suit_is_refused(tmp_path: Path, fold: str, layout: str, code: str) -> None:
    with pytest.raises(UsageError) as error:
        plan(workspace_in(tmp_path).snapshot(), Selection(layouts=(layout,), fold=fold))
    assert error.value.findings[0].code == code


def test_a_clinic_has_a_layout_of_its_own(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/pocket/layout.toml", 'extends = "card"\ntitle = "Pocket card"\nstyles = ["pocket.css"]\npapers = ["A4"]\n')
    write(tmp_path / "layouts/pocket/pocket.css", ":root { --accent: #5b1f69 }\n")
    head = '{% block head %}<meta name="keywords" content="ours">{% endblock %}'
    write(tmp_path / "layouts/pocket/card.html", '{% extends "card/card.html" %}' + head)
    page = composed(workspace, "pocket")
    assert "ours" in page.html and "Keep this card with you." in page.html
    assert ":root { --accent: #5b1f69 }\n" in page.stylesheets
    assert [order.paper for order in plan(workspace.snapshot(), Selection(layouts=("pocket",), locales=("en",)))] == ["A4"]

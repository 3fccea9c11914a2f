"""Long words in titles: parted with a hyphen where the language has a dictionary, set smaller where it has none, never cut in silence."""

from pathlib import Path

import pytest
from weasyprint.formatting_structure import boxes

from publish.edition.compose import compose
from publish.edition.request import Request
from publish.press import print_job
from publish.press.engine.boxes import boxes_in
from publish.press.engine.render import lay_out
from publish.press.fit.galley import prepare
from publish.press.sheets.page_setup import page_setup
from publish.project import Workspace
from publish.release.output import job_of
from tests.edition.small import TODAY, composed, workspace_in, write
from tests.validators.readers import pdfium, poppler, tokens

pytestmark = pytest.mark.slow

SHY = "\u00ad"
OFF = "\n::: off-label\nOff.\n:::\n"
TITLES = {
    "de": ("Medikamenteneinnahme nach Nierentransplantation", "Überempfindlichkeitsreaktionserscheinungen"),
    "hu": ("Veseátültetés utáni gyógyszeralkalmazás", "Túlérzékenység"),
    "ru": ("Лекарственное обеспечение послетрансплантационное", "Иммуносупрессивная"),
    "fi": ("Munuaisensiirronjälkeisestä lääkehoidosta", "Immunosuppressiolääkityksenaloittaminen"),
    "tr": ("Böbreknaklindensonraki ilaçlarınız", "Bağışıklıkbaskılayıcılarımızdan"),
}


def test_a_title_is_not_set_smaller_than_its_layout_says(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide=f"# {'Kşğ' * 20}\n{OFF}\nText.\n")
    write(tmp_path / "source/project.toml", '[project]\nsource_locale = "tr"\n')
    page = composed(Workspace(workspace.root), "brochure", "tr")
    assert [finding.code for finding in page.findings if finding.code == "title-word-broken"]
    job = job_of(Request("asthma", "tr", "brochure", "A4", "lungs"), page)
    document = lay_out(prepare(job, page_setup(job).rules), 10)
    (size_px,) = {box.style["font_size"] for each in document.pages for box in boxes_in(each._page_box) if box.element_tag == "h1"}
    assert size_px == pytest.approx(9 * 1.2 / 0.75, rel=0.01)


@pytest.mark.parametrize("layout", ["brochure", "card", "handout", "booklet"])
def test_a_long_word_is_rather_set_smaller_than_parted(tmp_path: Path, layout: str) -> None:
    workspace = workspace_in(tmp_path, guide=f"# Bluthochdruckbehandlung verstehen\n{OFF}\nText.\n")
    write(tmp_path / "source/project.toml", '[project]\nsource_locale = "de"\n')
    job = job_of(Request("asthma", "de", layout, "A4", "lungs"), composed(Workspace(workspace.root), layout, "de"))
    document = lay_out(prepare(job, page_setup(job).rules), job.max_size_pt)
    found = (box for page in document.pages for box in boxes_in(page._page_box))
    lines = [box for box in found if isinstance(box, boxes.LineBox) and box.element_tag == "h1"]
    words = [part.text for line in lines for part in boxes_in(line) if isinstance(part, boxes.TextBox)]
    assert "Bluthochdruckbehandlung" in " ".join(words)


@pytest.mark.parametrize("locale", TITLES)
@pytest.mark.parametrize("layout", ["brochure", "card", "handout"])
def test_no_word_of_a_title_is_cut_without_a_hyphen(tmp_path: Path, locale: str, layout: str) -> None:
    title, heading = TITLES[locale]
    workspace = workspace_in(tmp_path, guide=f"# {title}\n{OFF}\n## {heading}\n\nText.\n")
    write(tmp_path / "source/project.toml", f'[project]\nsource_locale = "{locale}"\n')
    job = job_of(Request("asthma", locale, layout, "A4", "lungs"), composed(Workspace(workspace.root), layout, locale))
    document = lay_out(prepare(job, page_setup(job).rules), job.max_size_pt)
    lines = [box for page in document.pages for box in boxes_in(page._page_box) if isinstance(box, boxes.LineBox)]
    titles = [line for line in lines if line.element_tag in ("h1", "h2")]
    texts = ["".join(part.text for part in boxes_in(line) if isinstance(part, boxes.TextBox)) for line in titles]
    put_together = "".join(text[:-1] if text.endswith("-") else f"{text} " for text in texts).replace(SHY, "")
    printed = title if layout == "card" else f"{title} {heading}"
    assert set(printed.split()) <= set(put_together.split())


LONG = "muvaffakiyetsizleştiricileştiriveremeyebileceklerimizden"


@pytest.mark.parametrize("fold", ["roll", "gate"])
def test_a_long_word_is_parted_where_the_language_has_no_dictionary(tmp_path: Path, fold: str) -> None:
    """In bold too, in a link and in a cell; each hyphen stands before a consonant with a vowel after it."""
    cell = f"| A | B |\n|---|---|\n| **{LONG}** | b |\n"
    workspace = workspace_in(tmp_path, guide=f"# Uzun {LONG}\n\n{LONG} **{LONG}** [{LONG}](https://example.org)\n\n{cell}{OFF}")
    write(tmp_path / "source/project.toml", '[project]\nsource_locale = "tr"\n')
    page = compose(Workspace(workspace.root).snapshot(), Request("asthma", "tr", "brochure", "A4", "lungs", fold), today=TODAY)
    assert not page.findings
    made = print_job(job_of(Request("asthma", "tr", "brochure", "A4", "lungs", fold), page))
    for reader in (poppler, pdfium):
        assert tokens(reader(made.screen or b"")).count(LONG) >= 4

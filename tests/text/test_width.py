"""The widths that tables and titles are reckoned with are near to those of the fonts that print."""

import pytest
from weasyprint import CSS, HTML

from publish.edition.layout.typography import read_typography
from publish.edition.values.locale_info import locale_info
from publish.press.engine.fonts import open_fonts
from publish.project import Workspace
from publish.text.width import BOLD, width_em
from tests.workspaces import ROOT

PX = 100
WORDS = {
    "ar": "البالغين الكاملة، شخص. مخصصة تحذيرًا، واستشارة",
    "fa": "همیشگی می\u200cشود گلارژین بگیرید، خشکشان",
    "ur": "قطرے سونے انجکشن خوراکیں ملائیں۔",
    "he": "להשתמש ארוחת ההזרקה אפשר",
    "hi": "आपका सिरदर्द रोज़मर्रा इंजेक्शन",
    "bn": "স্বাস্থ্যকর্মী ইনজেকশন আঙুলের যথেষ্ট",
    "ta": "தொடை மருந்தளவு எச்சரிக்கை சரிபாருங்கள்",
    "te": "మోతాదు ఇంజెక్ట్ రక్తంలో హెచ్చరిక",
    "th": "น้ำตาลใน เลือด ผู้เชี่ยวชาญ",
    "km": "យ៉ាងហោចណាស់ កម្រិតថ្នាំ ដំណក់ឈាម",
    "lo": "ຫົວໜ່ວຍ ນ້ຳຕານໃນ ເຂັມຮ່ວມກັນ",
    "my": "ဘေးဘက်ကို အန္တရာယ် ဆေးပမာဏ ပါနှင့်",
    "ko": "주사실에서 있습니다",
    "es": "proponer clínicas tratamiento",
}


@pytest.mark.parametrize("locale", WORDS)
def test_a_word_is_reckoned_as_wide_as_it_prints(locale: str) -> None:
    words = WORDS[locale].split()
    for bold in (1.0, BOLD):
        for word, printed_em in zip(words, printed_widths_em(locale, words, bold > 1), strict=True):
            assert 0.75 < width_em(word) * bold / printed_em < 1.4, (word, width_em(word) * bold, printed_em)


def printed_widths_em(locale: str, words: list[str], bold: bool) -> list[float]:
    """Return how wide the words print, one below the other."""
    typography = read_typography(Workspace(ROOT).snapshot(), locale_info(locale))
    fonts = open_fonts(typography.printing)
    families = ", ".join(f'"{family}"' for family in typography.printing)
    css = f"html {{ font: {700 if bold else 400} {PX}px {families} }} @page {{ size: 9000px; margin: 0 }} b {{ font-weight: inherit }}"
    body = "".join(f"<p><b>{word}</b></p>" for word in words)
    document = HTML(string=f'<html lang="{locale}">{body}').render(fonts, stylesheets=[CSS(string=css, font_config=fonts)])
    boxes = [box for page in document.pages for box in page._page_box.descendants() if box.element_tag == "b" and hasattr(box, "text")]
    return [box.width / PX for box in boxes]

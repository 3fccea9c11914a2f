"""Left-to-right runs in right-to-left text, Korean words, and the text that must come through unharmed."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publish.edition.inline import LRI, PDI, attribute, joined, prose
from publish.edition.tidy import WORD_JOINER, breakable


def runs(text: str) -> list[str]:
    """Return the runs of ``text`` that are set apart in Arabic."""
    return [unescape(found) for found in re.findall('<span dir="ltr"(?: class="whole")?>(.*?)</span>', prose(text, True, False))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الجرعة 200 mg يوميا", ["200 mg"]),
        ("إنزيم (5-alpha-reductase) في الجسم", ["5-alpha-reductase"]),
        ("اتصل على +1 202 555 0143 الآن", ["+1 202 555 0143"]),
        ("زر https://example.org/hair. شكرا", ["https://example.org/hair"]),
        ("اكتب إلى a.b@example.org", ["a.b@example.org"]),
        ("تحسن 62.8% من 126 امرأة", ["62.8%", "126"]),
        ("من 10–30 دقيقة", ["10–30"]),
        ("كتبه Majid Sabour, MD لكم", ["Majid Sabour, MD"]),
        ("سعر الجلسة $300 فقط", ["$300"]),
        ("100 Example Street, Suite 5", ["100 Example Street, Suite 5"]),
        ("قاشق ۲٫۵ میلی‌لیتر", ["۲٫۵"]),
        ("الملعقة ٢٫٥ مل من ١٬٠٠٠ مل", ["٢٫٥", "١٬٠٠٠"]),
        ("الجرعة ٠٫٥ ملغ", ["٠٫٥"]),
        ("الجرعة ۱٬۰۰۰٫۵ ملغ", ["۱٬۰۰۰٫۵"]),
        ("إنزيم 5α-reductase هنا", ["5α-reductase"]),
        ("الماء H₂O و B₁₂ و m² و x³", ["H₂O", "B₁₂", "m²", "x³"]),
        ("جرعة 10 µg/kg أو 10 μg", ["10 µg/kg", "10 μg"]),
        ("العمر ≥ 18 أو < 5% أو ±3", ["≥ 18", "< 5%", "±3"]),
        ("الحرارة -5 °C أو 37.5°C", ["-5 °C", "37.5°C"]),
        ("في 2026-01-31 08:30 أو 31.01.2026 10:15", ["2026-01-31", "08:30", "31.01.2026", "10:15"]),
        ("من 8:30 AM–5:00 PM يوميا", ["8:30 AM–5:00 PM"]),
        ("دواء Avodart® و C++", ["Avodart®", "C++"]),
        ("مقاس 3 × 2 سم و 1½ قرص", ["3 × 2", "1½"]),
        ("لا شيء هنا 12", ["12"]),
        ("لا شيء هنا", []),
    ],
)
def test_left_to_right_runs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@given(st.text(), st.booleans(), st.booleans())
def test_no_letter_is_lost_or_becomes_markup(text: str, rtl: bool, keep_words: bool) -> None:
    html = prose(text, rtl, keep_words)
    shown = re.sub('<span (?:dir="ltr"(?: class="(?:whole|long)")?|class="word")>|</span>', "", html)
    assert "<" not in shown
    assert unescape(shown) == unescape(str(Markup.escape(text)))


@given(st.text())
def test_attributes_keep_their_text(text: str) -> None:
    plain = text.replace(LRI, "").replace(PDI, "")
    assert attribute(plain, True).replace(LRI, "").replace(PDI, "") == plain
    assert attribute(text, False) == text


def test_attributes_isolate_without_elements() -> None:
    assert attribute("الجرعة 200 mg يوميا", True) == f"الجرعة {LRI}200 mg{PDI} يوميا"


def test_a_run_that_emphasis_parts_stays_one() -> None:
    html = '<p>خذ <strong><span dir="ltr">200</span></strong> <span dir="ltr">mg</span> و <em>ثم</em> <span dir="ltr">DHT</span></p>'
    one = '<span dir="ltr"><strong><span dir="ltr">200</span></strong> <span dir="ltr">mg</span></span>'
    half = '<p><strong>خذ <span dir="ltr">200</span></strong> <span dir="ltr">mg</span></p>'
    assert joined(half) == half
    assert joined(html) == f'<p>خذ {one} و <em>ثم</em> <span dir="ltr">DHT</span></p>'


def test_korean_words_are_held_together() -> None:
    assert prose("주사는 DHT 억제", False, True) == '<span class="word">주사는</span> DHT <span class="word">억제</span>'


def test_parts_of_a_korean_word_are_tied() -> None:
    html = '<p>약 <strong>63</strong><span class="word">명이</span> <span class="word">왔다</span></p>'
    assert breakable(html) == f'<p>약 <strong>63</strong>{WORD_JOINER}<span class="word">명이</span> <span class="word">왔다</span></p>'


def test_a_hard_space_moves_into_the_element_that_follows() -> None:
    assert breakable('l’article «\u00a0<span lang="en">Title</span>\u00a0»') == 'l’article «<span lang="en">\u00a0Title</span>\u00a0»'

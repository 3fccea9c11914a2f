"""Left-to-right runs in right-to-left text, Korean words, and the text that must come through unharmed."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from publish.edition.inline import LRI, PDI, attribute, prose
from publish.edition.tidy import WORD_JOINER, breakable


def runs(text: str) -> list[str]:
    """Return the runs of ``text`` that are set apart in Arabic."""
    return [part.split("</span>")[0] for part in prose(text, True, False).split('<span dir="ltr">')[1:]]


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
        ("لا شيء هنا 12", ["12"]),
        ("لا شيء هنا", []),
    ],
)
def test_left_to_right_runs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@given(st.text(), st.booleans(), st.booleans())
def test_no_letter_is_lost_or_becomes_markup(text: str, rtl: bool, keep_words: bool) -> None:
    html = prose(text, rtl, keep_words)
    shown = html.replace('<span dir="ltr">', "").replace('<span class="word">', "").replace("</span>", "")
    assert "<" not in shown
    assert unescape(shown) == unescape(str(Markup.escape(text)))


@given(st.text())
def test_attributes_keep_their_text(text: str) -> None:
    plain = text.replace(LRI, "").replace(PDI, "")
    assert attribute(plain, True).replace(LRI, "").replace(PDI, "") == plain
    assert attribute(text, False) == text


def test_attributes_isolate_without_elements() -> None:
    assert attribute("الجرعة 200 mg يوميا", True) == f"الجرعة {LRI}200 mg{PDI} يوميا"


def test_korean_words_are_held_together() -> None:
    assert prose("주사는 DHT 억제", False, True) == '<span class="word">주사는</span> DHT <span class="word">억제</span>'


def test_parts_of_a_korean_word_are_tied() -> None:
    html = '<p>약 <strong>63</strong><span class="word">명이</span> <span class="word">왔다</span></p>'
    assert breakable(html) == f'<p>약 <strong>63</strong>{WORD_JOINER}<span class="word">명이</span> <span class="word">왔다</span></p>'


def test_a_hard_space_moves_into_the_element_that_follows() -> None:
    assert breakable('l’article «\u00a0<span lang="en">Title</span>\u00a0»') == 'l’article «<span lang="en">\u00a0Title</span>\u00a0»'

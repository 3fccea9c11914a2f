"""Left-to-right runs in right-to-left text, Korean words, and the text that must come through unharmed."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from publish.edition.passes.bidi_runs import join_runs
from publish.edition.passes.lines.hold import keep_together
from publish.edition.typesetting.inline import TELEPHONE, attribute, cited, mark_line_breaks, prose
from publish.guide import Hooks, parse_guide, to_html
from publish.press.engine.boxes import boxes_in
from publish.press.fit.measure import line_text
from publish.text.bidi import LRI, PDI
from publish.text.zero_width import WORD_JOINER
from tests.edition.passes.fragments import changed


def runs(text: str) -> list[str]:
    """Return the runs of ``text`` that are set apart in Arabic, without the signs that say where an address may break."""
    found = re.findall('<span dir="ltr"(?: class="whole")?>(.*?)</span>', prose(text, True, False))
    return [unescape(run).replace("\u200b", "").replace(WORD_JOINER, "") for run in found]


ADDRESS = "https://www.example.org/health/2026/blood-pressure/products-2026-11-27.html"


@pytest.mark.parametrize(("rtl", "before"), [(False, "Read"), (True, "اقرأ")])
@pytest.mark.parametrize("width_mm", range(40, 70, 3))
def test_an_address_breaks_at_its_punctuation_alone(rtl: bool, before: str, width_mm: int) -> None:
    style = f"@page {{ size: {width_mm}mm 200mm; margin: 0 }} body {{ margin: 0; font: 12pt Noto Sans; overflow-wrap: break-word }}"
    css = f"<style>{style} .part {{ white-space: nowrap }}</style>"
    page = HTML(string=f'{css}<p dir="{"rtl" if rtl else "ltr"}">{prose(f"{before} {ADDRESS}", rtl, False)}</p>').render().pages[0]
    lines = [box for box in boxes_in(page._page_box) if isinstance(box, LineBox)]
    printed = ["".join(box.text for box in boxes_in(line) if isinstance(box, TextBox)) for line in lines]
    texts = [re.sub("[\u200b\u2060]", "", text).strip() for text in printed]
    assert "".join(texts).replace(before, "").strip() == ADDRESS
    assert all(re.search(r"[/?&=#]$", text) or after.startswith((".", "-", "_", "http")) for text, after in pairwise(texts))
    assert not any(text.endswith("://") for text in texts)
    assert all(line.width <= page.width for line in lines)


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
        ("هدف < ۷٫۰٪ است", ["< ۷٫۰٪"]),
        ("أقل من ٧٪ يوميا", ["٧"]),
        ("כ-10% ב־24 שעות, מ-70 mg ב-2–8", ["70 mg", "2–8"]),
        ("الجرعة ۱٬۰۰۰٫۵ ملغ", ["۱٬۰۰۰٫۵"]),
        ("إنزيم 5α-reductase هنا", ["5α-reductase"]),
        ("الماء H₂O و B₁₂ و m² و x³", ["H₂O", "B₁₂", "m²", "x³"]),
        ("جرعة 10 µg/kg أو 10 μg", ["10 µg/kg", "10 μg"]),
        ("العمر ≥ 18 أو < 5% أو ±3", ["≥ 18", "< 5%", "±3"]),
        ("النبض > 120 أو SpO₂ < 92\u00a0% أو ≈ 5", ["> 120", "SpO₂ < 92\u00a0%", "≈ 5"]),
        ("أكثر من 38.5 °م أو −5 °م أو 37°م", ["38.5", "−5", "37"]),
        ("أكثر من 38.5 °C أو 38 °.", ["38.5 °C", "38 °"]),
        ("الحرارة -5 °C أو 37.5°C", ["-5 °C", "37.5°C"]),
        ("في 2026-01-31 08:30 أو 31.01.2026 10:15", ["2026-01-31", "08:30", "31.01.2026", "10:15"]),
        ("من 8:30 AM–5:00 PM يوميا", ["8:30 AM–5:00 PM"]),
        ("دواء Avodart® و C++", ["Avodart®", "C++"]),
        ("دواء روجين® مسجل", ["®"]),
        ("مقاس 3 × 2 سم و 1½ قرص", ["3 × 2", "1½"]),
        ("لا شيء هنا 12", ["12"]),
        ("لا شيء هنا", []),
    ],
)
def test_left_to_right_runs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_names_of_references_are_not_parted_at_their_hyphens() -> None:
    whole = '<span class="whole">{}</span>'
    text = "Herz-Ruelas ME, (Millán-Alanís) A & B 2020-2024. Finasteride- and dutasteride-containing-products"
    wanted = text.replace("&", "&amp;")
    for name in ("Herz-Ruelas", "(Millán-Alanís)"):
        wanted = wanted.replace(name, whole.format(name))
    assert cited(text) == wanted


@given(st.text(), st.booleans(), st.booleans())
def test_no_letter_is_lost_or_becomes_markup(text: str, rtl: bool, keep_words: bool) -> None:
    html = prose(text, rtl, keep_words)
    shown = re.sub('<span (?:dir="ltr"(?: class="(?:whole|long)")?|class="(?:word|whole|held)")>|</span>', "", html)
    assert "<" not in shown
    assert unescape(shown) == unescape(str(Markup.escape(text)))


@given(st.text())
def test_attributes_keep_their_text(text: str) -> None:
    plain = text.replace(LRI, "").replace(PDI, "")
    assert attribute(plain, True).replace(LRI, "").replace(PDI, "") == plain
    assert attribute(text, False) == text


def test_attributes_isolate_without_elements() -> None:
    assert attribute("الجرعة 200 mg يوميا", True) == f"الجرعة {LRI}200 mg{PDI} يوميا"


def printed(markdown: str) -> str:
    """Return a paragraph as it is composed from right to left."""
    guide = parse_guide(markdown)
    return changed(to_html(guide, Hooks(text=lambda text: prose(text, True, False))), join_runs).replace(WORD_JOINER, "")


def seen(html: str, language: str) -> str:
    """Return the text of one line from left to right as it lies on paper, without spaces and signs that print nothing."""
    style = "<style>@page { size: 400mm } [dir=ltr] { direction: ltr }</style>"
    page = HTML(string=f'<html lang="{language}" dir="rtl">{style}{html}').render()
    boxes = [box for box in page.pages[0]._page_box.descendants() if isinstance(box, TextBox)]
    return "".join(re.sub(rf"[\s{WORD_JOINER}]", "", box.text) for box in sorted(boxes, key=lambda box: box.position_x))


WORDS = {"ar": ("الجرعة", "يوميا"), "fa": ("مقدار", "روزانه"), "he": ("מינון", "ליום"), "ur": ("خوراک", "روزانہ")}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**{} 200** mg {}", "200mg"),
        ("**200** mg {} {}", "200mg"),
        ("***200*** mg {} {}", "200mg"),
        ("**{} *200*** mg {}", "200mg"),
        ("{} mg **200** {}", "mg200"),
        ("{} 200 **mg** {}", "200mg"),
        ("{} 200 **mg {}**", "200mg"),
        ("*{} 0.5*\u00a0mg/kg {}", "0.5mg/kg"),
        ("{} **5**–10 mg {}", "5–10mg"),
        ("**{} 5**–**10** mg {}", "5–10mg"),
        ("**{} 5**-10 mg {}", "5-10mg"),
        ("**{} 5 – 10** mg {}", "5–10mg"),
        ("**{} 38**°C {}", "38°C"),
        ("{} ≥ **38** °C {}", "38°C"),
        ("{} ± **5 {}**", "±5"),
        ("**{} 20**% {}", "20%"),
        ("**{} *{} 200*** mg", "200mg"),
        ("*{} **200*** **mg {}**", "200mg"),
    ],
)
def test_a_number_and_its_unit_are_one_run_across_emphasis(text: str, expected: str, language: str) -> None:
    before, after = WORDS[language]
    html = printed(text.format(before, after))
    assert expected in seen(html, language)
    assert "".join(unescape(re.sub("<[^>]*>", "", html)).split()) == re.sub(r"[*\s]", "", text.format(before, after))


@pytest.mark.parametrize("text", [
    "الجرعة [200](x.html) mg يوميا", "[الجرعة 200](x.html) mg يوميا", "الجرعة **[200](x.html)** mg يوميا",
    "**الجرعة [200](x.html)** mg يوميا", "[الجرعة **200**](x.html) mg يوميا", "*الجرعة [**200**](x.html)* **mg يوميا**",
])
def test_a_number_and_its_unit_are_one_run_across_the_end_of_a_link(text: str) -> None:
    html = printed(text)
    assert "200mg" in seen(html, "ar")
    assert re.sub("<[^>]*>", "", html).split() == "الجرعة 200 mg يوميا".split() and set(re.findall('href="(.*?)"', html)) == {"x.html"}


PARTS = st.recursive(
    st.sampled_from(["الجرعة ", "200", " mg", "200 mg", "٪ ", " يوميا", "5–10", "≥ ", "%"]),
    lambda inner: st.tuples(st.sampled_from(["em", "strong", 'a href="x"']), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def composed(part: str | tuple[str, list], in_link: bool = False) -> str:
    """Return a part of a text as HTML; a link holds no links."""
    if isinstance(part, str):
        return prose(part, True, False)
    tag = "em" if in_link and part[0].startswith("a") else part[0]
    inner = "".join(composed(each, in_link or tag.startswith("a")) for each in part[1])
    return f"<{tag}>{inner}</{tag.split()[0]}>"


@given(st.lists(PARTS, max_size=6))
@example([" mg", ("em", ["5–10", "%", "200"]), "%"])  # two runs that meet within an element: nothing of it is left between them
@example(["200 mg", ('a href="x"', [("em", [" mg", "200"]), "5–10"]), "%"])
def test_runs_are_joined_without_a_change_to_text_or_nesting(parts: list) -> None:
    html = "".join(map(composed, parts))
    page = ElementTree.fromstring(f"<p>{changed(html, join_runs)}</p>")
    before = ElementTree.fromstring(f"<p>{html}</p>")
    assert "".join(page.itertext()) == "".join(before.itertext())
    styles = [[(letter, under) for letter, under in styled(tree) if letter.strip()] for tree in (before, page)]
    assert styles[0] == styles[1]
    assert not [element for element in page.iter() if element.tag != "p" and not "".join(element.itertext())]


def styled(element: ElementTree.Element, under: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each letter with the elements that it stands in, but for spans."""
    inner = under | {element.tag} - {"span"}
    yield from ((letter, inner) for letter in element.text or "")
    for child in element:
        yield from styled(child, inner)
        yield from ((letter, inner) for letter in child.tail or "")


def test_numbers_beside_each_other_are_no_run() -> None:
    assert "3200mg" in seen(printed("**الجرعة 200 mg** 3 مرات"), "ar")  # read from the right: 200 mg, 3 times


def test_korean_words_are_held_together() -> None:
    assert prose("주사는 DHT 억제", False, True) == '<span class="word">주사는</span> DHT <span class="word">억제</span>'


@pytest.mark.parametrize(
    ("text", "script", "held"),
    [
        ("الإنزيم 5-ألفا-ريدوكتاز.", "rtl", ["5-ألفا-ريدوكتاز."]),
        ("الإنزيم (5-ألفا-ريدوكتاز) 200 mg", "rtl", ["(5-ألفا-ريدوكتاز)"]),
        ("אי-אפשר", "rtl", ["אי-אפשר"]),
        ("إنزيم 5-alpha-reductase هنا", "rtl", ["5-alpha-reductase"]),
        ("An enzyme (5-alpha-reductase), an X-ray.", "ltr", ["(5-alpha-reductase),", "X-ray."]),
        ("5-अल्फा-रिडक्टेस को", "ltr", ["5-अल्फा-रिडक्टेस"]),
        ("使用5-α还原酶", "ltr", ["5-α"]),
        ("효소 5-alpha-reductase", "ko", ["5-alpha-reductase"]),
        ("সংস্থা FDA-এর অনুমোদিত, PSA-টেস্ট", "ltr", ["FDA-এর", "PSA-টেস্ট"]),
        ("5-alpha-reductase-inhibitors-of-all-kinds", "ltr", []),
        ("a well-known 10-20 or 2026-01-31 or -5 on https://example.org/5-alpha", "ltr", []),
    ],
)
def test_a_short_word_is_not_parted_at_its_hyphen(text: str, script: str, held: list[str]) -> None:
    html = re.sub(r'<span dir="ltr">(\d+)</span>', r"\1", prose(text, script == "rtl", script == "ko"))
    assert re.findall('<span (?:dir="ltr" )?class="whole">(.*?)</span>', html) == held


@pytest.mark.parametrize(
    ("text", "rtl", "korean", "held"),
    [
        ("This use is (off-label).", False, False, ["(off-label)."]),
        ("Off-label use; on-label use", False, False, ["Off-label"]),
        ("die Off-Label-Anwendung", False, False, []),
        ("허가 외(off-label) 사용", False, True, []),
        ("허가 외 off-label 사용", False, True, ["off-label"]),
        ("استعمال off-label هنا", True, False, ["off-label"]),
    ],
)
def test_a_term_of_the_glossary_is_not_parted_at_its_hyphen(text: str, rtl: bool, korean: bool, held: list[str]) -> None:
    html = prose(text, rtl, korean, ("off-label", "capsule"))
    assert re.findall('<span (?:dir="ltr" )?class="whole">(.*?)</span>', html) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Call 1-800-222-1222 now", "1-800-222-1222"),
        ("Call (202) 555-0143, day or night", "(202) 555-0143"),
        ("Gọi +84 24 3574 0740.", "+84 24 3574 0740"),
        ("goal < 7.0% in 12 weeks", "<\u00a07.0%"),
        ("below 70 mg/dL (3.9 mmol/L)", f"70\u00a0mg/{WORD_JOINER}dL (3.9\u00a0mmol/{WORD_JOINER}L"),
        ("a 0.25 mm needle", "0.25\u00a0mm needle"),
        ("in 10–14 days", f"10–{WORD_JOINER}14"),
        ("خلال 10–14 mg/kg يوما", f"10–{WORD_JOINER}14\u00a0mg/{WORD_JOINER}kg"),
        ("أقل من 70 mg/dL الآن", f"70\u00a0mg/{WORD_JOINER}dL"),
        ("all 30 men", "30\u00a0men"),
        ("take 1 capsule", "1\u00a0capsule"),
        ("ميتفورمين 500 ملغ مع", "500\u00a0ملغ"),
        ("النبض > 120 الآن", ">\u00a0120"),
        ("−5 °م أو", "−5\u00a0°م"),
        ("ทุก 6–8 ชั่วโมง", f"6–{WORD_JOINER}8\u00a0ชั่วโมง"),
        ("a dose of 8 × 500 mg", "8\u00a0×\u00a0500\u00a0mg"),
        ("on 23 November 2026 at", "23\u00a0November\u00a02026"),
        ("on November 23, 2026 at", "November\u00a023,\u00a02026"),
        ("el 23 de noviembre de 2026", "23\u00a0de\u00a0noviembre\u00a0de\u00a02026"),
        ("2026년 11월 23일", "2026년\u00a011월\u00a023일"),
        ("每次500毫克", f"500{WORD_JOINER}毫{WORD_JOINER}克"),
        ("薬はミノキシジル・錠", WORD_JOINER.join("ミノキシジル") + "・"),
        ("从2026年11月3日起", WORD_JOINER.join(("2026", "年", "11", "月", "3", "日"))),
    ],
)
def test_no_line_parts_a_telephone_number_a_unit_a_range_or_a_sign_and_its_number(text: str, held: str) -> None:
    html = prose(mark_line_breaks(text), bool(re.search("[\u0600-\u06ff]", text)), False)
    assert unescape(re.sub("<[^>]*>", "", html)).count(held) == 1
    if TELEPHONE.fullmatch(held):
        assert f'<span dir="ltr" class="whole">{held}</span>' in html


def test_no_line_parts_the_words_that_the_dictionary_of_thai_does_not_know() -> None:
    """The fault: “ดูทาส / เตอไรด์”, “100 / คน” and “23 / พฤศจิกายน”; word joiners do not hold Thai."""
    text = "การฉีดยาดูทาสเตอไรด์สำหรับผู้ป่วยทุก 100 คนจากทั้งหมด ตรวจทานครั้งต่อไป 23 พฤศจิกายน ค.ศ. 2029 โดยแพทย์"
    html = changed(prose(mark_line_breaks(text), False, False, ("ดูทาสเตอไรด์",)), keep_together)
    assert html.count("held") == 3 and unescape(re.sub("<[^>]*>|[\u200b\u2060]", "", html)).replace("\u00a0", " ") == text
    for width_mm in range(52, 90, 3):
        style = f"@page {{ size: {width_mm}mm 200mm; margin: 0 }} body {{ margin: 0; font: 12pt Noto Sans Thai, Noto Sans }}"
        page = HTML(string=f"<style>{style} .held {{ white-space: nowrap }}</style><p lang=th>{html}</p>").render().pages[0]
        lines = [line_text(box).replace("\u00a0", " ") for box in boxes_in(page._page_box) if isinstance(box, LineBox)]
        assert sum(word in line for line in lines for word in ("ดูทาสเตอไรด์", "100 คน", "23 พฤศจิกายน ค.ศ. 2029")) == 3, lines


@pytest.mark.parametrize("text", ["2020;14(3): 120", "between 2019-2024 and", "HIV/AIDS", "and/or", "in 2026 the", "30, men", "1 000 men"])
def test_other_numbers_and_slashes_may_break(text: str) -> None:
    assert prose(mark_line_breaks(text), False, False) == text

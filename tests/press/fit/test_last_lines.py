"""The fault: a paragraph whose last line is one short word or one Han character. Mended, nothing that is read changes."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from publish.press import print_job
from publish.press.engine.render import lay_out
from publish.press.fit.galley import prepare
from publish.press.fit.last_lines import bind_last_words
from publish.press.fit.measure import line_text, lines_on
from publish.press.sheets.page_setup import page_setup
from publish.text.width import count_letters
from publish.text.zero_width import WORD_JOINER
from tests.press.samples import with_body
from tests.validators.readers import pdfium

FAMILIES = ("Noto Sans", "Noto Sans CJK SC", "Noto Naskh Arabic")
KOREAN = '<span class="word">'
CITED = '<sup class="cite"><a href="#a">\u00a02</a></sup>'


@pytest.mark.parametrize(
    ("html", "end"),
    [
        ("<p>Ask about your options before you decide.</p>", "before you~decide.</p>"),
        ("<li>Most side effects are mild and pass. A few are serious.</li>", "are serious.</li>"),
        (f"<p>In clinic records most people were well now{CITED}.</p>", f"were well~now{CITED}.</p>"),
        ("<p>Press on it firmly. It is there that it <em>may not be so</em></p>", "<em>may not~be~so</em></p>"),
        ("<p>大多数人治疗后马上就能恢复日常活动。</p>", "恢复日常_活_动。</p>"),
        ("<h1>度他雄胺中胚层疗法治脱发</h1>", "疗法治_脱_发</h1>"),
        (f"<p>最常见的方案是每三个月治疗一次{CITED}。</p>", f"治疗_一_次{CITED}。</p>"),
        ("<p>यह सभी सामान्य बदलाव हो सकते हैं।</p>", "बदलाव हो~सकते~हैं।</p>"),
        ("<p>قد لا يعود الشعر كما كان من قبل.</p>", "كما كان~من~قبل.</p>"),
        (f"<p>그 밖에도 {KOREAN}더</span> {KOREAN}있다</span>.</p>", f"{KOREAN}더</span>~{KOREAN}있다</span>.</p>"),
        ('<li><span data-critical="5">لا تتبرع بالدم قبل جلسة لك.</span></li>', "قبل جلسة~لك.</span></li>"),
        ("<p>At once</p>", "<p>At once</p>"),
        ("<p>Ask us if it is.</p>", "us if it is.</p>"),  # one line
        ("<li><p>A paragraph that is long enough.</p>Ask if so</li>", "Ask if so</li>"),  # one line below another block
        ("<p>Ask about any other medication it.</p>", "other medication~it.</p>"),
        ("<p>Ask about any other medications it.</p>", "other medications it.</p>"),  # too wide for a narrow panel
        ("<h1>Looking after the skin when you are in the sun</h1>", "in the sun</h1>"),
        ("<p>Weight loss, hair loss <strong>and so on</strong>, if any.</p>", "</strong>, if~any.</p>"),
    ],
)
def test_the_last_words_stay_together(html: str, end: str) -> None:
    bound = bind(html)
    assert bound.replace(f" {WORD_JOINER}", "~").replace(WORD_JOINER, "_").endswith(end)
    assert bound.replace(WORD_JOINER, "") == html


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Ask about it again and again before it is so.",
        "قد لا يعود الشعر كما كان من قبل هذا كان من قبل",
        "大多数人治疗后马上就能恢复日常活动，不需要休息。",
    ],
)
def test_no_line_of_any_width_ends_a_paragraph_alone(text: str) -> None:
    for width_mm in range(40, 100, 3):
        sample = with_body(f'<p style="width: {width_mm}mm; font-family: Noto Sans, Noto Sans CJK SC">{text}</p>')
        sample = replace(sample, families=FAMILIES)
        *_, last = lines_on(lay_out(prepare(sample, page_setup(sample).rules), 12).pages[0])
        assert count_letters(line_text(last)) >= 7


@pytest.mark.parametrize("end", [" ", " </span>", "</strong> \n"])
def test_a_space_at_the_end_changes_nothing(end: str) -> None:
    """The fault: a citation that a brochure does not print leaves the space before it."""
    start = {" ": "", " </span>": "<span>", "</strong> \n": "<strong>"}[end]
    bound = bind(f"<li>{start}Do ask about it before it is so.{end}</li>")
    assert bound.endswith(f"before it {WORD_JOINER}is {WORD_JOINER}so.{end.strip()}</li>")
    assert bind("<p>Take this or <br/> </p>").endswith("this or <br /></p>")


def test_no_word_is_left_alone_before_a_space_at_the_end() -> None:
    """The fault: WeasyPrint sets “pháp” on a line of its own where the words after it fill a line but for the space."""
    text = "<strong>Đã biết:</strong> trong các nghiên cứu nhỏ, phương pháp này cho kết quả tốt hơn nước muối sinh lý. "
    for width_mm in (79, 80, 81):
        sample = with_body(f'<p style="width: {width_mm}mm; font-family: Noto Sans">{text}</p>')
        lines = lines_on(lay_out(prepare(sample, page_setup(sample).rules), 10).pages[0])
        texts = [line_text(line) for line in lines]
        first = next(number for number, each in enumerate(texts) if each.startswith("Đã biết"))
        assert min(map(count_letters, texts[first:])) >= 7


@pytest.mark.parametrize("text", ["Ask about it again and again before it is so.", "大多数人治疗后马上就能恢复日常活动"])
def test_what_is_read_stays_the_same(text: str) -> None:
    """A search for the words finds them: the signs are not in the text layer."""
    sample = with_body(f'<p style="width: 60mm; font-family: Noto Sans, Noto Sans CJK SC">{text}</p>')
    assert text in re.sub("[\r\n]+", " " if " " in text else "", pdfium(print_job(replace(sample, families=FAMILIES)).pdf))


def test_letters_are_counted_as_they_are_read() -> None:
    """An ampersand is one letter, though HTML spells it with five."""
    html = "<p>Ask the clinic about food and about X &amp; Y.</p>"
    assert bind(html).endswith(f"about {WORD_JOINER}X {WORD_JOINER}&amp; {WORD_JOINER}Y.</p>")


def test_deeply_nested_elements_take_no_time() -> None:
    depth = 300
    hostile = '<sup class="cite">' * depth + "<li>" * depth + "a " * 20000 + "b</li>" * depth + "</sup>" * depth
    assert bind(hostile).count("</li>") == depth


def bind(html: str) -> str:
    """Return ``html``, one element, with its last words bound."""
    root = ElementTree.fromstring(html)
    bind_last_words(root)
    return ElementTree.tostring(root, encoding="unicode")

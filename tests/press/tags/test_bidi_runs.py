"""Addresses, numbers and brackets on pages read from the right, in lines of every width: both readers find each sign in its place."""

import re
import subprocess
from collections.abc import Callable

import pytest
from markupsafe import escape

from publish.edition.typesetting.inline import address, mark_line_breaks, prose
from publish.press import Job, print_job
from tests.press.tags.test_scripts import families_css
from tests.validators.readers import pdfium, poppler, tokens

pytestmark = pytest.mark.slow

ISLANDS = (
    "https://dailymed.nlm.nih.gov/dailymed/search.cfm?query=dutasteride&type=all#top",
    "https://doi.org/10.1111/jocd.12320",
    "10.1111/jocd.12320",
    "clinic.front-desk@example.org",
    "+1 (202) 555-0143",
    "(Dutasteride)",
    "(FDA).",
    "5α-reductase (5-ARI)",
    "5 α-reductase inhibitors, type 2",
    "Minoxidil 5% (Rogaine®)",
    "Keys B, Sabour M. (2020); 14(3): 120–125.",
    "0.5 mg/day",
    "pH > 7.4!",
    "What is it?",
    '"off-label"',
    "A & B = C;",
    "[FDA, 2023]",
    "10–30 mg",
    "<5%",
    "2.5 mg × 3",
    "±2 °C",
    "$300–$500",
    "®",
    "5½",
)
# Persian digits, with their signs, and a full stop before a quotation mark.
PERSIAN = ("۸–۱۲", "< ۷٫۰٪", "۵½", "۱٫۵ × ۱۰³ µmol/L", "(> ۱٫۵ mmol/L)", "«متن.»")
WORDS = {
    "ar": "يحقن الطبيب كمية صغيرة من الدواء",
    "he": "הרופא מזריק כמות קטנה של תרופה",
    "fa": "پزشک مقدار کمی دارو زیر پوست",
    "ur": "ڈاکٹر جلد کے نیچے دوا کی",
}
MARK = {"ar": "ششش", "he": "שששש", "fa": "ششش", "ur": "ششش"}
WIDTHS_MM = (33, 41, 52, 66, 87, 120)


def in_a_sentence(locale: str, island: str) -> str:
    first, second, third, *rest = WORDS[locale].split()
    return " ".join((first, island, second, third, island, *rest, island))


def from_right(text: str, width_mm: int) -> str:
    return f'<p style="width: {width_mm}mm">{prose(mark_line_breaks(text), rtl=True, keep_words=False)}</p>'


def from_left(text: str, width_mm: int) -> str:
    return f'<p dir="ltr" lang="en" style="width: {width_mm}mm">{escape(text)}</p>'


def job(locale: str, paragraphs: list[str]) -> Job:
    families, css = families_css(locale)
    body = "".join(f"{paragraph}<p>{MARK[locale]}</p>" for paragraph in paragraphs)
    html = f'<!doctype html><html lang="{locale}" dir="rtl"><head><title>x</title></head><body>{body}</body></html>'
    css += ".whole, .part { white-space: nowrap } p { overflow-wrap: break-word }"
    return Job(locale, html, (css,), language=locale, direction="rtl", families=families, title="x", locale=locale)


@pytest.mark.parametrize(("paragraph", "locale"), [*((from_right, locale) for locale in WORDS), (from_left, "he"), (from_left, "ur")])
def test_every_sign_is_read_where_it_was_written(locale: str, paragraph: Callable[[str, int], str]) -> None:
    if paragraph is from_right:
        texts = [in_a_sentence(locale, island) for island in (*ISLANDS, *(PERSIAN if locale == "fa" else ()))]
    else:
        texts = [f"Keys B. Dutasteride: {island} use in men {island}" for island in ISLANDS]
    cases = [(text, width) for text in texts for width in WIDTHS_MM]
    printed = print_job(job(locale, [paragraph(*case) for case in cases])).pdf
    for reader in (poppler, pdfium):
        parts = reader(printed).split(MARK[locale])
        assert len(parts) == len(cases) + 1
        read = {case: squeezed(part) for case, part in zip(cases, parts)}
        assert {case: text for case, text in read.items() if text != squeezed(case[0])} == {}, reader.__name__


@pytest.mark.parametrize("locale", ["ar", "fa"])
def test_a_number_at_the_end_of_a_line_is_read_before_the_line_below(locale: str) -> None:
    """Pdfium looks for a line below by the width of its last letter, and by that of what it read before."""
    text = {"ar": "ماء من كل 100 حبوب، أو قرص خمس نصوص لكل مرض، ومع حقن المحلول", "fa": "ماء از هر 100 حبوب، قرص خمس نصوص، مرض بعض"}[locale]
    printed = print_job(job(locale, [from_right(text, width) for width in range(24, 34)])).pdf
    for reader in (poppler, pdfium):
        parts = [squeezed(part) for part in reader(printed).split(MARK[locale])]
        assert parts == [*[squeezed(text)] * 10, ""], reader.__name__


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("he", "יותר מ-2 פעמים ב-24 שעות, כ-10% ב-2024 (כ-3.5)"),
        ("ar", "بين 2 و8 درجات، لـ24 ساعة، بـ10 وحدات (و3.5)"),
        ("he", "הבדיקה ב-MRI וגם ה־DNA של החולה (ב-CT), מ-FDA."),
        ("ar", "فحص الـ-DNA ثم الـMRI، والـDNA."),
    ],
)
def test_a_number_or_a_latin_word_is_read_as_one_with_its_prefix(locale: str, text: str) -> None:
    for reader in (poppler, pdfium):
        read = reader(print_job(job(locale, [from_right(text, width) for width in WIDTHS_MM])).pdf).split(MARK[locale])
        assert [tokens(part) for part in read[:-1]] == [tokens(text)] * len(WIDTHS_MM), reader.__name__


@pytest.mark.parametrize("leading", [1.3, 1.5, 1.7])
def test_an_address_read_from_the_left_keeps_its_words_whole_and_its_hyphens(leading: float) -> None:
    """What ends a line that is read from the left must not stand so near to the next that pdfium finds it there."""
    text = "www.ema.europa.eu/en/medicines/finasteride-dutasteride-containing-products/10.1111/1346-8138.13310"
    lines = [f'<p dir="ltr" style="width: {width}mm">{address(text, rtl=False)}</p>' for width in range(50, 110, 4)]
    printed = print_job(job("ar", [f'<div style="line-height: {leading}">{line}</div>' for line in lines])).pdf
    for reader in (poppler, pdfium):
        read = reader(printed).split(MARK["ar"])[:-1]
        assert [tokens(part) for part in read] == [tokens(text)] * len(lines), reader.__name__
        assert not re.search("[-\ufffe\x02]\\s*\n", "".join(read)), reader.__name__


@pytest.mark.parametrize("leading", [1.2, 1.5, 1.7])
def test_what_makes_a_page_full_of_latin_one_read_from_the_right_is_a_block_of_its_own(leading: float) -> None:
    """In one block with the first line, it parted that line from those below, and a name with a hyphen between them."""
    text = from_left("Herz-Ruelas ME, Millán-Alanís JM, et al. Efficacy of oral dutasteride in men. " * 4, 50)
    printed = print_job(job("ar", [f'<div style="line-height: {leading}">{text}</div>'])).pdf
    command = ["pdftotext", "-bbox-layout", "-", "-"]
    found = subprocess.run(command, input=printed, capture_output=True, check=True).stdout.decode()
    (block,) = [block for block in found.split("<block")[1:] if "\u200f" * 9 in block]
    assert block.count("<line") == 1


def squeezed(text: str) -> str:
    """Return the signs of ``text`` in order: a narrow line may part a word anywhere."""
    return "".join(tokens(text))

"""Tests of `publish.catalog.pseudo`: placeholders and markup are kept, scripts are right, and pseudo-locales are never released."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.approval.status import domain_status, status_report
from publish.catalog.lookup import lookup
from publish.catalog.pseudo import GROWTH, PSEUDO_LOCALES, pseudo_catalog, pseudo_text
from publish.catalog.template import template
from publish.checks import CHECKS, characters, check, marks, writing
from publish.checks.case import case_of
from publish.edition.compose import compose
from publish.edition.request import Request
from publish.edition.values.locale_info import locale_info
from publish.po.model import Catalog, Entry
from publish.project import UsageError, Workspace, now
from publish.release.plan import Selection, plan

REPOSITORY = Workspace(Path(__file__).resolve().parents[2])
MARKS = [
    *(function for function, _ in CHECKS if function.__module__ == marks.__name__),
    writing.check_outer_spaces,
    characters.check_invisible_characters,
]
EVERY_LOCALE = pytest.mark.parametrize("locale", PSEUDO_LOCALES)


def issues(wanted: Entry, locale: str) -> Iterator[str]:
    """Yield what the checks of marks say of the pseudo-translation of a message."""
    case = case_of(wanted, pseudo_text(locale, wanted.msgid), locale)
    yield from (f"{issue.code}: {wanted.msgid} → {case.target.raw}" for function in MARKS for issue in function(case))


@EVERY_LOCALE
def test_every_message_of_the_repository_keeps_its_marks(locale: str) -> None:
    domains = (*REPOSITORY.snapshot().guides(), "layouts")
    wanted = [message for domain in domains for message in template(REPOSITORY.snapshot(), domain).messages]
    assert wanted and not [issue for message in wanted for issue in issues(message, locale)]


PIECES = st.sampled_from(
    """Take it.|**Never** stop|*now*|`code here`|`` a ` b ``|[a link](https://example.org/a_(b) "A title")|{session_length}
    |[^note-1]|![a picture](head.svg)|<https://example.org>|one\\\ntwo|&amp;|a\\*b|100%|www.example.org|me@example.org
    |[words]{lang=fr}|5-*alpha*-b|a < b > c|1,000 mg""".replace("\n    |", "|").split("|")
)


@EVERY_LOCALE
@given(st.lists(PIECES, min_size=1, max_size=6).map(" ".join))
def test_any_markdown_keeps_its_marks(locale: str, text: str) -> None:
    assert not list(issues(Entry(text, flags=("md-text",)), locale))


def test_fields_of_the_layouts_are_kept() -> None:
    assert [pseudo_text(locale, "Page %(page)s, 100%%") for locale in PSEUDO_LOCALES] == ["Þáĝéé %(page)s, 100%%", "ثاغي %(page)s، 100%%"]


def test_the_accented_locale_grows_by_two_fifths() -> None:
    text = "Most side effects are mild and pass. A few are serious. Ask about your options before you decide."
    grown = pseudo_text("en_XA", text)
    assert len(grown) == pytest.approx(len(text) * (1 + GROWTH), rel=0.02)
    assert not re.search("[A-Za-z]", grown)


def test_the_arabic_locale_is_written_from_right_to_left_without_bidi_controls() -> None:
    text = pseudo_text("ar_XB", "DHT shrinks the follicle, does it not?")
    assert text == "DHT سهرعنكس تهي فوللعصلي، دويس عت نوت؟"
    assert {unicodedata.bidirectional(letter) for letter in text.removeprefix("DHT")} <= {"AL", "WS", "CS"}


def test_plural_forms_are_those_of_the_letters() -> None:
    catalog = pseudo_catalog(Catalog((Entry("one page", msgid_plural="{n} pages"),)), "ar_XB")
    [entry] = catalog.messages
    assert len(entry.msgstrs) == 6 and entry.msgstrs[1] == "وني ثاغي" and "{n}" in entry.msgstrs[2]
    assert lookup(catalog)("one page", None)


@EVERY_LOCALE
def test_it_can_be_built_but_is_always_a_draft(workspace: Workspace, locale: str) -> None:
    assert {order.locale for order in plan(workspace.snapshot(), Selection(locales=(locale,)))} == {locale}
    assert locale not in {order.locale for order in plan(workspace.snapshot(), Selection())}
    found = domain_status(workspace.snapshot(), locale, "hair")
    assert found.draft and found.missing == 0 and not found.next
    assert check(workspace.snapshot(), locale, "hair") == []
    with pytest.raises(UsageError):
        status_report(workspace.snapshot(), (locale,))


@EVERY_LOCALE
def test_no_word_of_the_source_is_left_on_the_page(locale: str) -> None:
    guide = REPOSITORY.snapshot().guides()[0]
    page = compose(REPOSITORY.snapshot(), Request(guide, locale, "brochure", "A4"), today=now().date())
    found = template(REPOSITORY.snapshot(), guide).messages
    texts = [message.msgid for message in found if len(message.msgid) > 8 and message.msgid.isascii()]
    title = texts[0]  # stands on every page in the source language too, for the staff
    drawings = b"".join(data for _, data in page.files)
    assert page.draft and len(texts) > 100
    assert not [text for text in texts if text not in title and (text in page.html or text.encode() in drawings)]


def test_names_and_directions() -> None:
    accented, right_to_left = map(locale_info, PSEUDO_LOCALES)
    assert (accented.english, accented.tag, accented.direction) == ("Pseudo (accented)", "en-XA", "ltr")
    assert (right_to_left.native, right_to_left.script, right_to_left.direction) == ("Pseudo (right to left)", "Arab", "rtl")


def test_guides_in_other_languages_are_tried_too() -> None:
    assert not re.search("[a-zA-ZäöüßÄÖÜ]", pseudo_text("ar_XB", "Über die Straße, für Ärzte und schöne Füße"))
    for text in ("请不要在怀孕期间使用这种药物", "لا تستخدم هذا الدواء أثناء الحمل", "गर्भावस्था के दौरान इस दवा का उपयोग न करें"):
        assert 1.2 < len(pseudo_text("en_XA", text)) / len(text) < 1.6

"""Tests of the specimens in docs/: every supported locale prints, and its text can be read back with its own digits."""

import runpy
from typing import Any

import pytest

from publish.edition.values.locale_info import locale_info
from tests.edition.test_look import LATIN, OTHERS
from tests.validators.readers import pdfium
from tests.workspaces import ROOT

pytestmark = pytest.mark.slow

LOCALES = f"{LATIN} ht {OTHERS}".split()
ALWAYS = {"en", "de", "fr", "vi", *OTHERS.split()}  # of Latin letters and digits some, the others on request
EACH_LOCALE = [pytest.param(locale, marks=[] if locale in ALWAYS else pytest.mark.full) for locale in LOCALES]


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The names defined by docs/specimens.py."""
    return runpy.run_path(str(ROOT / "docs" / "specimens.py"))


def test_every_locale_has_sentences_and_a_picture(made: dict[str, Any]) -> None:
    texts = made["read_texts"]()
    assert set(texts) == set(LOCALES)
    assert all(set(each) == set(texts["en"]) for each in texts.values())
    page = (ROOT / "docs" / "specimens.md").read_text(encoding="utf-8")
    assert page == made["INTRODUCTION"] + "".join(made["page"](tuple(texts)))
    pictures = {path.stem for path in (ROOT / "docs" / "specimens").glob("*.png")}
    assert pictures == set(LOCALES)


@pytest.mark.parametrize("locale", EACH_LOCALE)
def test_a_dose_reads_back_as_its_locale_writes_it(made: dict[str, Any], locale: str) -> None:
    printed = made["specimen"](locale, made["read_texts"]()[locale])
    language = locale_info(locale)
    text = pdfium(printed.pdf)
    spoon = {language.numerals(f"2{sign}5") for sign in ".,\u066b"}
    assert language.numerals("500") in text and any(each in text for each in spoon)
    assert not [finding for finding in printed.findings if finding.severity == "warning"]

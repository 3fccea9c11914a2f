"""Tests of the HTML validators: each reports a page with faults and no other."""

from pathlib import Path

import pytest

from tests.validators.html import axe_violations, nu_messages

pytestmark = pytest.mark.slow

GOOD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><main><h1>t</h1></main></body></html>'


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Path, Path]:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(GOOD)
    bad.write_text(GOOD.replace("<h1>t</h1>", "<p><img src='x.png'><blink>t</blink>"))
    return good, bad


def test_nu_checker_reports_the_bad_page_only(pages: tuple[Path, Path]) -> None:
    messages = nu_messages(pages)
    assert messages and all(message.startswith("bad.html") for message in messages)


def test_axe_reports_the_bad_page_only(pages: tuple[Path, Path]) -> None:
    violations = axe_violations(pages)
    assert any("image-alt" in violation for violation in violations)
    assert all(violation.startswith("bad.html") for violation in violations)

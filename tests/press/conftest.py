"""Prints of the sample jobs, made once for all tests of the room."""

from functools import cache
from pathlib import Path

import pytest

from publish.press import Printed, print_job
from tests.press.samples import job

TYPOGRAPHY = Path(__file__).resolve().parents[2] / "layouts" / "typography.toml"


@cache
def _printed(language: str, fold: str | None, paper: str) -> Printed:
    return print_job(job(language, sections=6 if fold == "quarter" else 0, fold=fold, paper=paper))


@pytest.fixture(scope="session")
def printed():
    """Return a function that gives the print of a sample: language, fold, paper."""

    def give(language: str = "en", fold: str | None = None, paper: str = "A4") -> Printed:
        return _printed(language, fold, paper)

    return give

"""No page ends within a word."""

from dataclasses import replace

import pytest

from publish.press import Job, print_job
from tests.press.samples import job
from tests.validators.readers import pdfium, poppler, tokens

WORD = "demandez-le-nous"
NARROW = "p { width: 36mm }"


def long_job(lead: int) -> Job:
    """Return a job of paragraphs that begin ``lead`` lines down the page; every other line of theirs ends within a word."""
    base = job("en", sections=1)
    paragraph = f"<p>{f'Voyons, {WORD} ' * 5}</p>"
    body = f"<body>{'<p>a</p>' * lead}{paragraph * 8}</body>"
    html = f'<!doctype html><html lang="fr" dir="ltr"><head><title>Lettre</title></head>{body}</html>'
    return replace(base, html=html, stylesheets=(*base.stylesheets, NARROW), language="fr", locale="fr", paper="A6")


@pytest.mark.slow
@pytest.mark.parametrize("lead", range(1, 5))
def test_no_page_ends_within_a_word(lead: int) -> None:
    found = print_job(long_job(lead))
    assert found.pages > 1
    for reader in (poppler, pdfium):
        assert tokens(reader(found.pdf)).count(WORD.replace("-", "")) == 40, reader.__name__

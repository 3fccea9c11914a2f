"""Small jobs of blocks with fixed heights on A6 pages, prepared for layout."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise
from typing import Any

from publish.press import Job
from publish.press.fit.galley import Galley, prepare
from publish.press.fit.measure import line_text, lines_on
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job

HEIGHT_PX = 483.8  # of the text on an A6 page
STYLE = "p { margin: 0 0 calc(20px * var(--air, 1)) } figure { margin: 0; break-inside: avoid } h2 { margin: 0 }"


def box(height: float, text: str = "Text", tag: str = "p", style: str = "") -> str:
    """Return a block of ``height`` pixels, 20 between blocks included, whose one line stands at its foot."""
    return f'<{tag} style="padding-top: {height - 44}px; {style}">{text}</{tag}>'


def figure(height: float) -> str:
    return f"<figure>{box(height)}</figure>"


def boxes_job(body: str, **changes: Any) -> Job:
    """Return a job that prints ``body``, whose spaces follow --air."""
    html = f'<html lang="en"><head><title>A handout</title></head><body>{body}</body></html>'
    return replace(job(), html=html, stylesheets=(job().stylesheets[0] + STYLE,), **{"paper": "A6"} | changes)


def ready(body: str, **changes: Any) -> Galley:
    sample = boxes_job(body, **changes)
    return prepare(sample, page_setup(sample).rules)


def source(galley: Galley) -> str:
    return ElementTree.tostring(galley.root, encoding="unicode")


def texts(document: Any) -> list[list[str]]:
    return [[line_text(line) for line in lines_on(page)] for page in document.pages]


SPLIT = "p { width: 36mm; margin: 0 0 12px }"
WORD = "demandez-le-nous"


def split_job(lead: int, **changes: Any) -> Job:
    """Return a job of paragraphs that begin ``lead`` lines down the page; every other line of theirs ends within a word."""
    body = "<p>a</p>" * lead + f"<p>{f'Voyons, {WORD} ' * 5}</p>" * 8
    html = f'<!doctype html><html lang="fr"><head><title>Lettre</title></head><body>{body}</body></html>'
    return replace(job(), html=html, stylesheets=(job().stylesheets[0] + SPLIT,), language="fr", locale="fr", paper="A6", **changes)


def split_galley(lead: int) -> Galley:
    sample = split_job(lead)
    return prepare(sample, page_setup(sample).rules)


def count_split(document: Any) -> int:
    return sum(first[-1].endswith("-") for first, _ in pairwise(texts(document)))

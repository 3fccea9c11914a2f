"""Tests of the first picture: a page laid out alone is the same page as in the whole, and an edit changes that page and none before it."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from publish.press import Job
from publish.press.engine.render import lay_out, lay_out_one, lay_out_with_starts, parse_job
from publish.press.engine.warnings import collect_warnings
from publish.press.marking.first_picture import cover_picture, first_picture, keep_layout
from publish.press.marking.places import message_places
from publish.press.picture import page_picture
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job

STRING = """<style>
h2 { string-set: title content() }
@page { @top-left { content: string(title) } @top-right { content: counter(pages) } }
</style>"""


def marked(language: str, sections: int = 24) -> Job:
    """Return a handout of several pages, whose paragraphs have marks, with running titles and the number of all pages."""
    sample = job(language, sections)
    html = sample.html
    for number in range(html.count("<p>")):
        html = html.replace("<p>", f'<p data-message="m{number}">', 1)
    return replace(sample, html=html.replace("</head>", f"{STRING}</head>"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_alone_is_the_page_of_the_whole(language: str) -> None:
    sample = marked(language)
    with collect_warnings():
        ready = parse_job(sample, page_setup(sample).rules)
        usual = lay_out(ready, 12)
        whole, starts = lay_out_with_starts(ready, 12)
        assert len(whole.pages) == len(usual.pages) > 3
        for index in (0, 1, len(whole.pages) - 1):
            alone = lay_out_one(ready, 12, 1.0, starts, index)
            same = [replace(place, page=1) for place in message_places(whole) if place.page == index + 1]
            assert list(message_places(alone)) == same and same
            pictures = [
                Image.open(io.BytesIO(page_picture(document.write_pdf(), 1, 300)))
                for document in (alone, whole.copy([whole.pages[index]]))
            ]
            assert ImageChops.difference(*pictures).getbbox() is None, "running titles and page numbers as well"


def test_an_edit_is_on_its_page_at_once() -> None:
    sample = marked("en")
    kept = keep_layout(sample, 12)
    mark = next(mark for mark, page in kept.pages.items() if page == 2)
    text = sample.html.split(f'data-message="{mark}">', 1)[1].split("</p>", 1)[0]
    edited = replace(sample, html=sample.html.replace(f'data-message="{mark}">{text}', f'data-message="{mark}">A new sentence.'))
    found = first_picture(edited, kept, kept.pages[mark], 300)
    assert found.page == 3 and found.picture.startswith(b"\x89PNG")
    assert [place.text for place in found.places if place.marks == (mark,)] == ["A new sentence."]
    assert all(place.page == 3 for place in found.places)


def test_a_cover_is_the_first_page() -> None:
    assert Image.open(io.BytesIO(cover_picture(marked("en"), 120))).width == 120

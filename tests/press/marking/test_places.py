"""Tests of where messages stand: a heading stands also in the margin, and in the contents."""

from dataclasses import replace

import pytest

from publish.press.engine.render import lay_out, parse_job
from publish.press.engine.warnings import collect_warnings
from publish.press.job import MessagePlace
from publish.press.marking.places import message_places
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import job

PAGE = """<style>
h1 { string-set: title content() }
@page { @top-left { content: string(title) } @top-right { content: "Another one" } }
</style></head>"""


@pytest.fixture(scope="module")
def places() -> tuple[MessagePlace, ...]:
    """The places of a page with a running title that is broken into lines, a list of contents, and a link to another site."""
    sample = job("en", 2)
    title = "A very long title " * 12
    contents = '<p><a href="#first">First</a> <a href="#second">Second</a> <a href="https://a.example">Site</a> <a href="#no">No</a></p>'
    second = '<div id="second"><h2 data-message="m2">Second</h2><p data-message="m3">Text</p></div>'
    text = f'<h2 id="first" data-message="m1">First</h2>{second}'
    body = f'<h1 data-message="m0">{title}</h1>{contents}{text}'
    html = sample.html.replace("</head>", PAGE).split("<body")[0] + f"<body>{body}</body></html>"
    with collect_warnings():
        sample = replace(sample, html=html)
        return message_places(lay_out(parse_job(sample, page_setup(sample).rules), 12))


def test_a_title_in_the_margin_leads_to_its_heading(places: tuple[MessagePlace, ...]) -> None:
    top = min(place.y_mm for place in places)
    assert len({place.y_mm for place in places if place.marks == ("m0",)}) > 3, "its lines in the margin, and its own"
    assert {place.marks for place in places if place.y_mm == top} == {("m0",)}
    assert not [place for place in places if place.text == "Another one"]


def test_an_entry_of_the_contents_leads_to_its_heading(places: tuple[MessagePlace, ...]) -> None:
    found = [(place.text, place.marks) for place in places]
    assert found.count(("First", ("m1",))) == 2 and found.count(("Second", ("m2",))) == 2
    assert not {"Site", "No"} & {text for text, _ in found}

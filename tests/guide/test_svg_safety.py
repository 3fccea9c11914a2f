"""Drawings that do more than draw are refused or cleaned, also where what they load is whole only after cleaning."""

import pytest

from publish.guide import svg_clean, svg_draw
from publish.project import PublishError

LOADS = "rl(http://127.0.0.1:9/)"


def _drawing(inside: str, attributes: str = "") -> bytes:
    about = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10"'
    return f"<svg {about} {attributes}>{inside}<text>10 mg</text></svg>".encode()


UNSAFE = {
    "split by a foreign element": f'<style>rect{{fill:u<x:y xmlns:x="urn:x"/>{LOADS}}}</style>',
    "split by several": f'<style>rect{{fill:<x:y xmlns:x="urn:x">a</x:y>u<x:y xmlns:x="urn:x"/>{LOADS}}}</style>',
    "split by a comment": f"<style>rect{{fill:u<!-- -->{LOADS}}}</style>",
    "split by an instruction": f"<style>rect{{fill:u<?x y?>{LOADS}}}</style>",
    "import after an element": '<style>a{}<x:y xmlns:x="urn:x"/>@import "http://127.0.0.1:9/";</style>',
    "in CDATA": f"<style>rect{{fill:u<![CDATA[{LOADS}}}]]></style>",
    "an element in a style": "<style>a{}<g/></style>",
    "in character references": "<style>rect{fill:&#117;rl(http://127.0.0.1:9/)}</style>",
    "data in an attribute": '<rect fill="url(data:image/svg+xml;base64,AAAA)"/>',
    "data in a style": '<rect style="fill: url( &quot;data:image/png;base64,AAAA&quot;)"/>',
    "with a prefix": '<style>rect{background:-webkit-image-set("http://127.0.0.1:9/" 1x)}</style>',
    "an event handler": '<rect onload="alert(1)"/>',
    "an event handler of another namespace": '<rect z:onload="alert(1)" xmlns:z="urn:z"/>',
    "a link out": '<use xlink:href="http://127.0.0.1:9/#a"/>',
    "an entity": "<text>&x;</text>",
    "a script": "<script>alert(1)</script>",
}


@pytest.mark.parametrize("inside", UNSAFE.values(), ids=UNSAFE)
def test_what_loads_or_runs_is_refused(inside: str) -> None:
    for read in (svg_clean, lambda data: svg_draw(data, lambda msgid, msgctxt: None)):
        with pytest.raises(PublishError, match="drawing-(unsafe|broken)"):
            read(_drawing(inside))


CLEANED = {
    "a script of XHTML": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    "a picture of XHTML": '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="http://127.0.0.1:9/"/>',
    "a style sheet": '<?xml-stylesheet href="http://127.0.0.1:9/"?>',
    "an attribute of another namespace": '<rect z:src="http://127.0.0.1:9/" xmlns:z="urn:z"/>',
    "a base": '<g xml:base="http://127.0.0.1:9/"><use href="#a"/></g>',
    "a comment": "<!-- http://127.0.0.1:9/ -->",
}


@pytest.mark.parametrize("inside", CLEANED.values(), ids=CLEANED)
def test_what_a_drawing_does_not_need_is_removed(inside: str) -> None:
    cleaned = svg_clean(_drawing(inside))
    assert b"127.0.0.1" not in cleaned and b"alert" not in cleaned and b"10 mg" in cleaned


@pytest.mark.parametrize(
    "prolog",
    [
        '<?xml-stylesheet href="http://127.0.0.1:9/"?>',
        '<!DOCTYPE svg [<!ENTITY x "127.0.0.1">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>',
        '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_prolog_loads_nothing(prolog: str) -> None:
    try:
        assert b"127.0.0.1" not in svg_clean(prolog.encode() + _drawing(""))
    except PublishError as error:
        assert error.findings[0].code == "drawing-broken"


def test_a_style_that_draws_is_kept() -> None:
    style = '<style>rect{fill:#fff}<x:y xmlns:x="urn:x"/><!-- a -->text{clip-path:url(#a)}</style>'
    assert b"<style>rect{fill:#fff}text{clip-path:url(#a)}</style>" in svg_clean(_drawing(style))

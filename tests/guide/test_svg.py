"""Drawings: text out and in, and what is refused."""

import subprocess
from xml.etree.ElementTree import fromstring

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from publish.guide import svg_draw, svg_messages, svg_translate
from publish.guide.svg.fit import SMALLEST, fit_label, label_width_em
from publish.project import PublishError
from tests.steps import steps

NAMESPACE = "{http://www.w3.org/2000/svg}"
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">
<title>Skin</title><desc>What the
picture teaches</desc>
<!-- translators: a medicine --><!-- context: label --><!-- critical -->
<g text-anchor="middle" font-size="16"><text x="100" y="40" data-width="120" data-lines="2"><tspan x="100">Numbing</tspan><tspan x="100"
 dy="20">cream</tspan></text></g>
<text x="200" y="90">Start <tspan font-weight="700">bold</tspan></text>
<text x="200" y="120">—</text>
</svg>"""


def draw(body: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</svg>'.encode()


def test_messages() -> None:
    found = svg_messages(DRAWING.encode())
    assert [message.msgid for message in found] == ["Numbing cream", "Start bold"]
    assert (found[0].msgctxt, found[0].comments, found[0].critical) == ("label", ("a medicine",), True)
    assert found[1].msgctxt is None and not found[1].critical


def texts(data: bytes) -> list[list[str | None]]:
    return [[span.text for span in text] for text in fromstring(data).iter(f"{NAMESPACE}text")]


def test_translation_is_wrapped_and_keeps_its_place() -> None:
    data = svg_translate(DRAWING.encode(), lambda msgid, msgctxt: "Crema para la piel" if msgctxt else "Piel")
    root = fromstring(data)
    text = root.findall(f".//{NAMESPACE}text")[0]
    assert [span.text for span in text] == ["Crema", "para la piel"]
    assert [(span.get("x"), span.get("y")) for span in text] == [("100", "40"), ("100", "60")]
    assert text.get("font-size") is None
    assert b"Skin" not in data and b"teaches" not in data, "a title would appear untranslated under a mouse"


def test_untranslated_text_stays_and_is_reported() -> None:
    drawing = svg_draw(DRAWING.encode(), lambda msgid, msgctxt: None, True)
    assert not drawing.translated and texts(drawing.data)[0] == ["Numbing", "cream"]
    assert b'direction="rtl"' not in drawing.data


def test_shrinks_no_further_than_readable() -> None:
    drawing = svg_draw(DRAWING.encode(), lambda msgid, msgctxt: "Donaudampfschifffahrtsgesellschaftskapitän" * 3)
    assert f'font-size="{16 * SMALLEST:g}"'.encode() in drawing.data
    assert {finding.code for finding in drawing.findings} == {"drawing-text-long"}


def test_rtl_text_lies_on_the_same_side_of_its_point() -> None:
    places = ("", 'style="text-anchor:end;fill:red"', 'text-anchor="middle"')
    root = fromstring(svg_translate(draw("".join(f"<text {place}>Word</text>" for place in places)), lambda *_: "نص", True))
    found = [(text.get("text-anchor"), text.get("direction"), text.get("style")) for text in root]
    assert found == [("end", "rtl", None), ("start", "rtl", "fill:red"), ("middle", "rtl", None)]


FLOW = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280" data-trim="200" data-rtl="mirror">
<title>Flow</title><path d="M0 0h9"/><g font-size="20" text-anchor="middle">
<text x="50" y="230" data-lines="3" data-width="80">One</text>
<text x="300" y="230" text-anchor="start">→</text></g><rect width="9"/></svg>"""


def test_a_timeline_is_mirrored_for_right_to_left_scripts() -> None:
    root = fromstring(svg_translate(FLOW.encode(), lambda *_: "نص", True))
    assert [child.tag.removeprefix(NAMESPACE) for child in root] == ["g", "g", "g"]
    assert [child.get("transform") for child in root] == ["translate(400 0) scale(-1 1)", None, "translate(400 0) scale(-1 1)"]
    found = [(text.get("x"), text.get("text-anchor")) for text in root.iter(f"{NAMESPACE}text")]
    assert found == [("350", "middle"), ("100", "end")] and root.find(f".//{NAMESPACE}tspan[@x='350']") is not None
    assert b"scale" not in svg_translate(FLOW.encode(), lambda *_: "texto")


def test_a_label_in_a_moved_group_moves_with_it_and_is_not_mirrored() -> None:
    moved = FLOW.replace('<g font-size="20"', '<g transform="translate(10 5)" font-size="20"')
    group = fromstring(svg_translate(moved.encode(), lambda *_: "نص", True))[1]
    assert group.get("transform") == "translate(400 0) scale(-1 1) translate(10 5) translate(400 0) scale(-1 1)"


@pytest.mark.parametrize(("words", "height"), [("Uno", "240"), ("palabras largas", "263.98"), ("tres palabras largas", "288.07")])
def test_a_drawing_ends_below_its_last_line(words: str, height: str) -> None:
    """The second line of 20 units lies 24.4 lower; half an em of room is left for what hangs below it."""
    assert fromstring(svg_translate(FLOW.encode(), lambda *_: words)).get("viewBox") == f"0 0 400 {height}"


@pytest.mark.parametrize("part", ['data-trim="200"', 'viewBox="0 0 400 280"'])
def test_a_drawing_that_does_not_say_where_its_shapes_end_is_left_alone(part: str) -> None:
    plain = FLOW.replace(part, "")
    assert fromstring(svg_translate(plain.encode(), lambda *_: "Uno")).get("viewBox") in (None, "0 0 400 280")


@given(st.text(alphabet="0123456789.eE- px%,naif", max_size=8), st.booleans())
def test_no_number_breaks_a_drawing(number: str, rtl: bool) -> None:
    body = f'<g transform="scale(2)"><text font-size="{number}" x="{number}" y="{number}">One</text></g><text y="{number}">Two</text>'
    root = f'viewBox="0 0 {number} 9" data-trim="{number}" height="{number}" data-rtl="mirror"'
    svg = draw(body).replace(b"<svg", f"<svg {root}".encode())
    assert len(texts(svg_translate(svg, lambda msgid, msgctxt: msgid, rtl))) == 2


def test_a_dose_is_held_together_in_rtl_text() -> None:
    data = svg_translate(draw("<text>Dose</text>"), lambda *_: "جرعة 0.5 mg كل 3", True)
    assert texts(data) == [["جرعة \u20660.5 mg\u2069 كل 3"]]


def test_markup_in_a_translation_is_text() -> None:
    data = svg_translate(DRAWING.encode(), lambda msgid, msgctxt: "<script>a</script>&amp;")
    assert b"<script" not in data and b"&lt;script&gt;" in data


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p/></foreignObject>",
        '<rect onclick="x"/>',
        '<g><path ONLOAD="x"/></g>',
        '<use href="https://example.org/a.svg#b"/>',
        '<use xlink:href="other.svg#b"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<a href="javascript:x"><text>x</text></a>',
        '<rect style="fill:url(https://example.org/a)"/>',
        '<rect style="fill:u\\72l(x)"/>',
        '<rect fill="url(a.svg#b)"/>',
        "<style>@import 'a.css';</style>",
        "<style>@font-face{src:url(a)}</style>",
        '<style>rect{fill:url("https://example.org")}</style>',
        "<style>rect{background:image-set('a' 1x)}</style>",
        '<animate attributeName="href" to="javascript:x"/>',
        '<set attributeName="onclick"/>',
        '<g id="a"><use href="#a"/></g><use href="#a"/>',
        "".join(f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(30)) + '<use href="#g0"/>',
        "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(2000)) + '<use href="#g0"/>',
    ],
)
def test_unsafe_drawings_are_refused(body: str) -> None:
    with pytest.raises(PublishError, match="drawing-unsafe"):
        svg_messages(draw(body))


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"<p/>", b"<svg/>", b"<svg xmlns='http://www.w3.org/2000/svg'>", b"\xff\xfe", draw("<g>" * 200 + "</g>" * 200),
     b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>"],
)  # fmt: skip
def test_broken_drawings_are_refused(data: bytes) -> None:
    with pytest.raises(PublishError, match="drawing-broken"):
        svg_messages(data, "a.svg")


def test_private_data_of_drawing_programs_is_removed() -> None:
    svg = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:e="http://e.example/" e:v="1"><e:view/><defs><linearGradient id="a"/></defs>
    <rect fill="url(#a)" style="stroke:url('#a')" e:label="x"/><use href="#a"/></svg>"""
    data = svg_translate(svg, lambda *_: None)
    assert b"e.example" not in data and b"url(#a)" in data and b'href="#a"' in data


@given(st.text(max_size=80), st.floats(1, 40), st.integers(1, 4))
def test_fitting_loses_no_character(text: str, width_em: float, lines: int) -> None:
    fitted = fit_label(text, width_em, lines)
    assert "".join("".join(fitted.lines).split()) == "".join(text.split())
    assert len(fitted.lines) <= lines and SMALLEST <= fitted.scale <= 1
    if fitted.fits:
        assert all(label_width_em(line) * fitted.scale <= width_em * 1.001 for line in fitted.lines)


def test_a_label_of_countless_lines_costs_no_more_than_its_words() -> None:
    few, many = (steps(lambda: fit_label("one two three four", 0.1, lines)) for lines in (4, 900_000))
    assert many == few


def test_where_lines_break() -> None:
    assert fit_label("在皮肤下面，轻轻地注射药物。", 8, 2).lines == ("在皮肤下面，轻", "轻地注射药物。")
    assert fit_label("피부 바로 아래", 4, 2).lines == ("피부 바로", "아래")
    assert fit_label("one two three four", 5.5, 3).lines == ("one two", "three four")


TALL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280" data-trim="200"><g font-size="20">
<text x="50" y="18">Call</text><text x="50" y="230" data-lines="2" data-width="70">One two</text></g></svg>"""


def test_letters_in_nastaliq_get_room_above_between_and_below() -> None:
    """Noto Nastaliq Urdu rises up to 1.9 em: in the room of other scripts the heads of its letters were cut off, and its lines met."""
    words = {"Call": "کال", "One two": "بخار سوجن"}
    usual, tall = (fromstring(svg_draw(TALL.encode(), lambda msgid, _: words[msgid], True, tall=tall).data) for tall in (1.45, 1.8))
    lines = [[float(line.get("y", 0)) for line in list(root.iter(f"{NAMESPACE}text"))[1]] for root in (usual, tall)]
    assert usual.get("viewBox") == f"0 0 400 {lines[0][1] + 10:g}"
    assert tall.get("viewBox") == f"0 -18 400 {18 + lines[1][1] + 20:g}"
    assert lines[0][1] - lines[0][0] < 25 < lines[1][1] - lines[1][0]


@pytest.mark.parametrize("text", ["Crema anestetica", "Betäubungscreme", "Обезболивающий крем", "Pagkatapos ng paggamot"])
def test_the_width_of_a_label_is_that_of_the_font(text: str) -> None:
    """Labels that were estimated as narrower than they are stuck out of their drawing, which stops the print."""
    path = subprocess.run(["fc-match", "-f", "%{file}", "Noto Sans:style=Regular"], capture_output=True, text=True, check=True).stdout
    font = TTFont(path)
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    printed_em = sum(widths[glyphs[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm
    assert label_width_em(text) == pytest.approx(printed_em, rel=0.02)

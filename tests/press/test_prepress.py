"""The file for a print shop, operator by operator: ink colours only, boxes, marks, intent, nothing to click on."""

import io
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from publish.press import print_job
from publish.press.cmyk import inks
from publish.press.icc import naive_cmyk, profile
from publish.press.marks import BLEED_MM, GAP_MM, SLUG_MM, marks
from publish.press.paper import POINTS_PER_MM, Size
from tests.press.samples import job
from tests.validators.readers import pdfium, squeezed

INK = {"k", "K", "g", "G", "cs", "CS", "scn", "SCN"}
SCREEN = {"rg", "RG", "sc", "SC"}
GRADIENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0" stop-color="#0b5563"/>'
    '<stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="9" height="9" fill="url(#g)" opacity=".5"/></svg>'
)
CHANNEL = st.floats(0, 1)


def picture():
    """Return a PNG with a clear corner."""
    output = io.BytesIO()
    image = Image.new("RGBA", (8, 8), (180, 40, 30, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.save(output, "PNG")
    return output.getvalue()


@cache
def pressed(language, fold):
    """Print a sample for the press."""
    base = replace(job(language, sections=2 if fold == "quarter" else 0, fold=fold), purpose="press")
    extra = '<p><img src="photo.png" alt="x"><img src="shade.svg" alt="x"></p></body>'
    files = (*base.files, ("photo.png", picture()), ("shade.svg", GRADIENT.encode()))
    return print_job(base if fold else replace(base, html=base.html.replace("</body>", extra), files=files))


@pytest.fixture(params=[("en", "roll"), ("ar", "roll"), ("en", None), ("hi", "booklet"), ("ko", "quarter")], ids=str)
def kind(request):
    return request.param


@pytest.fixture
def pdf(kind):
    with pikepdf.open(io.BytesIO(pressed(*kind).pdf)) as opened:
        yield opened


def streams(pdf):
    """Yield every content stream: of pages, and of forms within them."""
    yield from pdf.pages
    yield from (item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Form)


def test_every_colour_is_ink(pdf):
    for stream in streams(pdf):
        used = {str(item.operator) for item in pikepdf.parse_content_stream(stream)}
        assert not used & SCREEN
        for item in pikepdf.parse_content_stream(stream):
            if str(item.operator) in ("cs", "CS"):
                assert str(item.operands[0]) in ("/DeviceCMYK", "/Pattern")
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            spaces = [item.get(key) for key in ("/ColorSpace", "/CS") if not isinstance(item.get(key), pikepdf.Dictionary)]
            assert all(space in (None, pikepdf.Name.DeviceCMYK, pikepdf.Name.DeviceGray) for space in spaces)


def test_black_text_is_black_ink_alone(pdf):
    colours = {tuple(map(float, item.operands)) for item in pikepdf.parse_content_stream(pdf.pages[0]) if str(item.operator) == "k"}
    assert (0, 0, 0, 1) in colours


def test_boxes_are_right_to_a_hundredth_of_a_millimetre(pdf, kind):
    trim = Size(210, 297) if kind[1] in (None, "quarter") else Size(297, 210)
    for page in pdf.pages:
        for box, beyond in ((page.obj.TrimBox, 0), (page.obj.BleedBox, BLEED_MM), (page.obj.MediaBox, SLUG_MM)):
            expected = [SLUG_MM - beyond, SLUG_MM - beyond, trim.width_mm + SLUG_MM + beyond, trim.height_mm + SLUG_MM + beyond]
            assert [float(value) / POINTS_PER_MM for value in box] == pytest.approx(expected, abs=0.01)


def test_it_says_it_is_pdf_x_4_and_carries_its_intent(pdf, kind):
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFX and intent.DestOutputProfile.N == 4
    assert bytes(intent.DestOutputProfile.read_bytes()) == profile()
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()
    assert str(pdf.docinfo["/Trapped"]) == "/False" and "/ID" in pdf.trailer
    assert not [page for page in pdf.pages if "/Annots" in page.obj] and "/Outlines" not in pdf.Root
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"]
    assert fonts and all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_no_word_is_lost_and_the_bytes_are_the_same_every_time():
    again = replace(job("en", fold="roll"), purpose="press")
    assert print_job(again).pdf == pressed("en", "roll").pdf
    assert sorted(squeezed(pdfium(pressed("en", "roll").pdf))) == sorted(squeezed(pdfium(print_job(job("en", fold="roll")).pdf)))


def test_a_profile_of_the_print_shop_takes_the_place_of_ours():
    named = replace(job(sections=1), purpose="press", profile=("FOGRA39", b"their profile"))
    with pikepdf.open(io.BytesIO(print_job(named).pdf)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39" and intent.DestOutputProfile.read_bytes() == b"their profile"


def test_our_profile_is_read_by_a_colour_engine():
    ours, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile())), ImageCms.createProfile("sRGB")
    to_screen = ImageCms.buildTransform(ours, screen, "CMYK", "RGB")
    for colour, expected in (((0, 0, 0, 0), (255, 255, 255)), ((0, 0, 0, 255), (0, 0, 0)), ((255, 0, 0, 0), (0, 255, 255))):
        assert ImageCms.applyTransform(Image.new("CMYK", (1, 1), colour), to_screen).getpixel((0, 0)) == expected


@given(CHANNEL, CHANNEL, CHANNEL)
def test_inks_give_the_colour_back(red, green, blue):
    cyan, magenta, yellow, black = naive_cmyk((red, green, blue))
    assert [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)] == pytest.approx([red, green, blue], abs=1e-9)
    assert all(0 <= ink <= 1 for ink in inks(red, green, blue))


@given(CHANNEL)
def test_greys_and_dark_inks_are_black_alone(grey):
    assert inks(grey, grey, grey)[:3] == (0, 0, 0)
    assert inks(0x16 / 255, 0x25 / 255, 0x2B / 255) == (0, 0, 0, 1)


def test_marks_lie_outside_the_bleed():
    trim = Size(297, 210)
    lines = marks(trim, [97, 197], [105])
    assert len(lines) == 8 + 6 and sum(line.dashed for line in lines) == 6
    for line in lines:
        across = min(abs(line.x1 - edge) for edge in (0, 297)), min(abs(line.y1 - edge) for edge in (0, 210))
        outside = line.x1 < 0 or line.x1 > 297 or line.y1 < 0 or line.y1 > 210
        assert outside and max(across) >= GAP_MM > BLEED_MM

"""The file for a print shop, operator by operator: ink colours only, boxes, marks, intent, nothing to click on."""

import contextlib
import io
from dataclasses import replace
from functools import cache
from itertools import combinations
from types import SimpleNamespace

import pikepdf
import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from publish.press import print_job, read_profile
from publish.press.colour.cmyk import convert_to_cmyk, inks_of
from publish.press.colour.icc import GENERIC_NAME, generic_profile, naive_cmyk
from publish.press.engine.pdf import PdfObjects
from publish.press.sheets.marks import BLEED_MM, SLUG_MM
from publish.press.sheets.paper import POINTS_PER_MM, Size
from publish.project import PublishError
from tests.press.samples import job
from tests.validators.press import faults
from tests.validators.readers import pdfium, squeezed

GRADIENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0" stop-color="#0b5563"/>'
    '<stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="9" height="9" fill="url(#g)" opacity=".5"/></svg>'
)
SHOP = "Sheetfed coated test press"[: len(GENERIC_NAME)]
THEIRS = generic_profile().replace(GENERIC_NAME.encode(), SHOP.ljust(len(GENERIC_NAME)).encode())
CHANNEL = st.floats(0, 1)


def picture():
    """Return a PNG with a clear corner."""
    output = io.BytesIO()
    image = Image.new("RGBA", (8, 8), (180, 40, 30, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.save(output, "PNG")
    return output.getvalue()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nxxxx", picture().replace(b"\0\0\0\x08", b"\0\xff\0\0")], ids=["damaged", "huge"])
def test_a_damaged_picture_stops_the_print_and_is_no_fault(data):
    base = job(sections=1)
    html = base.html.replace("</body>", '<img src="photo.png" alt="x"></body>')
    with pytest.raises(PublishError, match="print-warning"):
        print_job(replace(base, html=html, files=(*base.files, ("photo.png", data)), purpose="press"))


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


@pytest.mark.slow
def test_every_colour_is_ink_and_nothing_can_be_clicked(kind, tmp_path):
    path = tmp_path / "press.pdf"
    path.write_bytes(pressed(*kind).pdf)
    assert not faults(path)


def test_a_picture_that_is_not_in_ink_is_told(caplog):
    caplog.set_level("WARNING", "weasyprint")
    objects = [pydyf.Stream([], {"ColorSpace": "/DeviceRGB"}), pydyf.Dictionary({"ColorSpace": "/DeviceCMYK"})]
    convert_to_cmyk(PdfObjects(SimpleNamespace(objects=objects)))
    (record,) = caplog.records
    assert "in RGB is left in a file for the press" in record.getMessage()


def test_an_office_file_is_not_for_a_print_shop(tmp_path):
    """The check can fail."""
    path = tmp_path / "office.pdf"
    path.write_bytes(print_job(job()).pdf)
    found = faults(path)
    assert "no output intent" in found and any(fault.startswith("rg") for fault in found)


def test_black_text_is_black_ink_alone(pdf):
    colours = {tuple(map(float, item.operands)) for item in pikepdf.parse_content_stream(pdf.pages[0]) if str(item.operator) == "k"}
    assert (0, 0, 0, 1) in colours


def test_boxes_are_right_to_a_hundredth_of_a_millimetre(pdf, kind):
    trim = Size(210, 297) if kind[1] in (None, "quarter") else Size(297, 210)
    for page in pdf.pages:
        for box, beyond in ((page.obj.TrimBox, 0), (page.obj.BleedBox, BLEED_MM), (page.obj.MediaBox, SLUG_MM)):
            expected = [SLUG_MM - beyond, SLUG_MM - beyond, trim.width_mm + SLUG_MM + beyond, trim.height_mm + SLUG_MM + beyond]
            assert [float(value) / POINTS_PER_MM for value in box] == pytest.approx(expected, abs=0.01)


def clips(page):
    """Return the rectangles (left, bottom, right, top) that the pages on a sheet are clipped to: those that no other is around."""
    depth, found = 0, []
    for item in pikepdf.parse_content_stream(page):
        operator = str(item.operator)
        depth += {"q": 1, "Q": -1}.get(operator, 0)
        if operator == "re" and depth == 1:
            x, y, width, height = map(float, item.operands)
            found.append((x, y, x + width, y + height))
    return found


def test_pages_bleed_over_the_edges_of_the_sheet_and_not_over_a_fold(pdf):
    for page in pdf.pages:
        found, bleed = clips(page), [float(value) for value in page.BleedBox]
        assert found
        for one, other in combinations(found, 2):
            assert min(one[2], other[2]) - max(one[0], other[0]) < 0.01 or min(one[3], other[3]) - max(one[1], other[1]) < 0.01
        outer = [min(each[0] for each in found), min(each[1] for each in found), max(e[2] for e in found), max(e[3] for e in found)]
        assert outer == pytest.approx(bleed, abs=0.01)


def test_it_says_it_is_pdf_x_4_and_carries_its_intent(pdf, kind):
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFX and intent.DestOutputProfile.N == 4
    assert bytes(intent.DestOutputProfile.read_bytes()) == generic_profile()
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in pdf.Root.Metadata.read_bytes()
    assert str(pdf.docinfo["/Trapped"]) == "/False" and "/ID" in pdf.trailer


def test_no_word_is_lost_and_the_bytes_are_the_same_every_time():
    again = replace(job("en", fold="roll"), purpose="press")
    assert print_job(again).pdf == pressed("en", "roll").pdf
    assert sorted(squeezed(pdfium(pressed("en", "roll").pdf))) == sorted(squeezed(pdfium(print_job(job("en", fold="roll")).pdf)))


def test_a_profile_of_the_print_shop_takes_the_place_of_ours():
    theirs = read_profile(THEIRS, "press.icc")
    with pikepdf.open(io.BytesIO(print_job(replace(job(sections=1), purpose="press", profile=theirs)).pdf)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == SHOP == theirs[0] and intent.DestOutputProfile.read_bytes() == THEIRS


def test_colours_are_mixed_by_the_profile_of_the_print_shop_and_text_stays_black():
    theirs, screen = ImageCms.ImageCmsProfile(io.BytesIO(THEIRS)), ImageCms.createProfile("sRGB")
    proof = ImageCms.buildTransform(theirs, screen, "CMYK", "RGB", renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC)
    accent = (11, 85, 99)
    mixed = inks_of(*(value / 255 for value in accent), profile=THEIRS)
    assert mixed != naive_cmyk(tuple(value / 255 for value in accent))
    sheet = Image.new("CMYK", (1, 1), tuple(round(ink * 255) for ink in mixed))
    assert ImageCms.applyTransform(sheet, proof).getpixel((0, 0)) == pytest.approx(accent, abs=30)
    for grey in (0.0, 0.1, 0.5, 1.0):
        assert inks_of(grey, grey, grey, profile=THEIRS)[:3] == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "no ICC profile"),
        (b"%PDF-1.7" + bytes(200), "no ICC profile"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "describes RGB"),
        (generic_profile()[:5000], "cut off"),
        (generic_profile() + b"x", "cut off"),
        (generic_profile().replace(b"prtrCMYK", b"linkCMYK"), "“link”"),
        (generic_profile().replace(b"A2B0", b"A2B9", 1), "lacks A2B0"),
        (generic_profile()[:128] + b"\xff\xff\xff\xff" + generic_profile()[132:], "table of tags"),
        (generic_profile()[:136] + b"\xff\xff\xff\xff" + generic_profile()[140:], "leads out"),
        (generic_profile().replace(b"mft2", b"mftX"), "no colour engine"),
    ],
)
def test_a_file_that_is_no_profile_of_a_press_is_refused(data, trouble):
    with pytest.raises(PublishError, match=trouble) as error:
        read_profile(data, "press.icc")
    assert error.value.findings[0].code == "profile-wrong" and error.value.findings[0].file == "press.icc"


@given(st.integers(0, len(generic_profile()) - 1), st.integers(0, 255))
def test_a_damaged_profile_is_read_or_refused_and_nothing_else(place, byte):
    damaged = bytearray(THEIRS)
    damaged[place] = byte
    with contextlib.suppress(PublishError):
        read_profile(bytes(damaged), "press.icc")


def test_our_profile_is_read_by_a_colour_engine():
    ours, screen = ImageCms.ImageCmsProfile(io.BytesIO(generic_profile())), ImageCms.createProfile("sRGB")
    to_screen = ImageCms.buildTransform(ours, screen, "CMYK", "RGB")
    for colour, expected in (((0, 0, 0, 0), (255, 255, 255)), ((0, 0, 0, 255), (0, 0, 0)), ((255, 0, 0, 0), (0, 255, 255))):
        assert ImageCms.applyTransform(Image.new("CMYK", (1, 1), colour), to_screen).getpixel((0, 0)) == expected


@given(CHANNEL, CHANNEL, CHANNEL)
def test_inks_give_the_colour_back(red, green, blue):
    cyan, magenta, yellow, black = naive_cmyk((red, green, blue))
    assert [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)] == pytest.approx([red, green, blue], abs=1e-9)
    assert all(0 <= ink <= 1 for ink in inks_of(red, green, blue))


@given(CHANNEL)
def test_greys_and_dark_inks_are_black_alone(grey):
    assert inks_of(grey, grey, grey)[:3] == (0, 0, 0)
    assert inks_of(0x16 / 255, 0x25 / 255, 0x2B / 255) == (0, 0, 0, 1)
    assert inks_of(0.1, 0.1, 0.25) == pytest.approx((0.6, 0.6, 0, 0.75)), "a dark blue that is no text colour"


def shown(photo, name, **options):
    """Return the inks of the one picture of a press file, and its mask or None, where ``photo`` is the file ``name``."""
    output, base = io.BytesIO(), job(sections=1)
    photo.save(output, name.rpartition(".")[2], **options)
    page = base.html.replace("<body>", f'<body><p><img src="{name}" alt="x" style="width: 2mm"></p>')
    data = print_job(replace(base, html=page, files=((name, output.getvalue()), *base.files), purpose="press")).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (found,) = (item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/ColorSpace") == pikepdf.Name.DeviceCMYK)
        mask = found.get("/SMask")
        return pixels(found, "CMYK"), None if mask is None else pixels(mask, "L")


def pixels(stream, mode):
    if stream.Filter == pikepdf.Name.DCTDecode:
        assert list(stream.Decode) == [1, 0] * 4  # Pillow turns the inks round as it reads, other readers do not
        return Image.open(io.BytesIO(stream.read_raw_bytes()))
    return Image.frombytes(mode, (int(stream.Width), int(stream.Height)), stream.read_bytes())


@pytest.mark.parametrize(
    ("name", "mode", "colour"),
    [
        *(("a.png", "RGB", colour) for colour in [(180, 40, 30), (20, 60, 120), (128, 128, 128), (10, 10, 10), (0, 0, 0), (255, 255, 255)]),
        *((*kind, colour) for kind in [("a.png", "RGBA"), ("a.jpeg", "RGB"), ("a.png", "L")] for colour in [(90, 60, 40), (0, 0, 0)]),
    ],
)
def test_a_photograph_is_mixed_as_the_colours_beside_it_are(colour, name, mode):
    """A grey one in black ink alone, and no dark one in three inks over each other."""
    photo = Image.new("RGB", (16, 16), colour).convert(mode)
    light = photo.convert("RGB").getpixel((8, 8))
    wanted = [ink * 255 for ink in naive_cmyk([value / 255 for value in light])]
    assert shown(photo, name)[0].getpixel((8, 8)) == pytest.approx(wanted, abs=2)


def test_what_is_clear_stays_clear():
    """A logo of white letters stands on the dark ground of the page, not on a white box."""
    photo = Image.new("RGBA", (16, 16), (255, 255, 255, 0))
    photo.paste((255, 255, 255, 255), (0, 0, 8, 16))
    mask = shown(photo, "a.png")[1]
    assert (mask.getpixel((2, 2)), mask.getpixel((12, 2))) == (255, 0)


def test_a_photograph_stands_as_the_camera_was_held():
    held = Image.Exif()
    held[ExifTags.Base.Orientation] = 6
    assert shown(Image.new("RGB", (16, 8), "white"), "a.jpeg", exif=held)[0].size == (8, 16)


@pytest.mark.parametrize(
    ("purpose", "pixels", "told"), [("office", 100, True), ("office", 150, False), ("press", 150, True), ("press", 300, False)]
)
def test_a_photograph_too_coarse_for_its_size_is_told(purpose, pixels, told):
    """At 25.4 mm its pixels are pixels to the inch."""
    output = io.BytesIO()
    Image.new("RGB", (pixels - 1, 2 * pixels), "red").save(output, "PNG")
    page = '<body><p><img src="photo.png" alt="A red thing" style="width: 25.4mm; height: 60mm"></p>'
    small, files = job(sections=1), (("photo.png", output.getvalue()),)
    printed = print_job(replace(small, html=small.html.replace("<body>", page), files=(*small.files, *files), purpose=purpose))
    assert [finding.code for finding in printed.findings if "A red thing" in finding.message] == ["photograph-coarse"] * told

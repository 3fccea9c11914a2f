"""Photographs of a guide: whole or refused, upright, in the colours of the screen, with nothing of the camera's in them."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageFile, PngImagePlugin

from publish.edition.pictures.photographs import LONGEST_SIDE_PIXELS, photograph
from publish.project import PublishError
from tests.edition.small import GUIDE, composed, error_in, workspace_in

MODES = {"JPEG": ("L", "RGB", "CMYK"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"), "GIF": ("P",), "WEBP": ("RGB", "RGBA")}
KINDS = [(kind, mode) for kind, modes in MODES.items() for mode in modes]
UPRIGHT = {6: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180, 5: Image.Transpose.TRANSPOSE}


def drawn(mode: str = "RGB", size: tuple[int, int] = (24, 16)) -> Image.Image:
    """Return a picture whose upper left quarter is dark."""
    picture = Image.new("RGB", size, (200, 180, 160))
    picture.paste((20, 40, 60), (0, 0, size[0] // 2, size[1] // 2))
    if mode == "I;16":
        return Image.frombytes(mode, size, b"".join(bytes((0, value)) for value in picture.convert("L").tobytes()))
    return picture.convert("RGBA").convert(mode) if mode in ("LA", "RGBA") else picture.convert(mode, dither=Image.Dither.NONE)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    output = io.BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG file that says to be of this size; the memory for so many pixels is not taken to write it."""
    data = saved(Image.new("1", (8, 8)), "PNG")
    head = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + head + struct.pack(">I", zlib.crc32(head)) + data[33:]


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(("kind", "mode"), KINDS)
def test_every_kind_shows_what_it_showed(kind: str, mode: str) -> None:
    suffix, data = photograph(saved(drawn(mode), kind), "a")
    shown, grey = opened(data), drawn().convert("L")
    assert shown.mode != "I;16" and suffix in (".png", ".jpg", ".gif", ".webp")
    rough = 80 if mode in ("1", "P", "CMYK") else 12
    for place in ((2, 2), (20, 12)):
        assert shown.convert("RGB").convert("L").getpixel(place) == pytest.approx(grey.getpixel(place), abs=rough)


def test_a_fit_one_keeps_its_bytes() -> None:
    data = saved(drawn(), "JPEG")
    assert photograph(data, "a") == (".jpg", data)


@pytest.mark.parametrize("held", UPRIGHT)
def test_it_stands_upright_and_says_nothing_of_where_it_was_taken(held: int) -> None:
    remarks = Image.Exif()
    remarks[ExifTags.Base.Orientation] = held
    remarks[ExifTags.Base.Artist] = "A patient's name"
    _, data = photograph(saved(drawn(), "JPEG", exif=remarks, quality=95), "a")
    assert b"patient" not in data and not opened(data).getexif()
    wanted = drawn().transpose(UPRIGHT[held])
    assert opened(data).size == wanted.size
    assert all(opened(data).getpixel(at) == pytest.approx(wanted.getpixel(at), abs=8) for at in ((2, 2), (13, 13), (2, 13), (13, 2)))


def test_remarks_of_an_editor_are_left_out_too() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", "<x>A patient's name</x>")
    assert b"patient" not in photograph(saved(drawn(), "PNG", pnginfo=text), "a")[1]


def test_colours_of_another_profile_become_those_of_the_screen() -> None:
    """One that has red and blue the other way round shows plainly that it was heeded."""
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = screen.replace("sRGB".encode("utf-16-be"), "Test".encode("utf-16-be"))
    swapped = swapped.replace(b"rXYZ", b"xXYZ").replace(b"bXYZ", b"rXYZ").replace(b"xXYZ", b"bXYZ")
    mended = opened(photograph(saved(drawn(), "PNG", icc_profile=swapped), "a")[1])
    assert mended.info.get("icc_profile") is None and mended.getpixel((2, 2)) == pytest.approx((60, 40, 20), abs=3)
    kept = saved(drawn(), "PNG", icc_profile=screen)
    assert photograph(kept, "a")[1] == kept


def test_more_pixels_than_paper_shows_are_left_out_and_a_film_shows_its_first_picture() -> None:
    assert opened(photograph(saved(drawn(size=(LONGEST_SIDE_PIXELS * 2, 20)), "PNG"), "a")[1]).size == (LONGEST_SIDE_PIXELS, 10)
    film = saved(drawn(), "GIF", save_all=True, append_images=[Image.new("RGB", (24, 16), "red")])
    suffix, data = photograph(film, "a")
    assert suffix == ".png" and opened(data).convert("RGB").getpixel((2, 2)) == pytest.approx((20, 40, 60), abs=12)


def test_a_photograph_of_a_phone_that_holds_two_shows_the_first() -> None:
    suffix, data = photograph(saved(drawn(), "MPO", save_all=True, append_images=[Image.new("RGB", (24, 16), "red")], quality=95), "a")
    assert suffix == ".jpg" and opened(data).getpixel((2, 2)) == pytest.approx((20, 40, 60), abs=12)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: saved(drawn(), "JPEG")[:-200], "cut off"),
        (lambda: saved(drawn("RGBA", (200, 200)), "PNG")[:-60], "cut off"),
        (bytes, "is none of PNG, JPEG, GIF, WEBP "),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is none of PNG"),
        (lambda: bomb(20_000, 20_000), "too many pixels"),
        (lambda: bomb(10_000, 10_000), "too many pixels"),
    ],
    ids=["JPEG", "PNG", "empty", "PostScript", "bomb", "small bomb"],
)
def test_what_cannot_be_shown_whole_is_refused(made: Callable[[], bytes], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint has it for the whole process
    with pytest.raises(PublishError, match=said) as error:
        photograph(made(), "source/guide/photo.png")
    (found,) = error.value.findings
    assert found.code == "image-damaged" and found.file == "source/guide/photo.png" and found.hint


@given(st.data())
def test_a_damaged_one_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    kind, mode = data.draw(st.sampled_from(KINDS))
    whole = bytearray(saved(drawn(mode), kind))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        photograph(bytes(whole), "a")
    except PublishError as error:
        assert error.findings[0].code == "image-damaged"


def test_a_guide_with_a_photograph_that_is_cut_off_does_not_build(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide=GUIDE.replace("Breathe out first.", "![A lung](lung.jpg)"))
    (tmp_path / "source" / "asthma" / "lung.jpg").write_bytes(saved(drawn(), "JPEG")[:-200])
    assert re.search("lung.jpg", str(error_in(composed(workspace))))


@pytest.mark.parametrize("name", ["fuß.png", "图.png", "my foot.png", "100%.png"])
def test_it_may_be_called_anything(name: str, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide=f'{GUIDE}\n![A foot.](<{name.replace("%", "%25")}> "A foot.")\n')
    (workspace.guide_folder("asthma") / name).write_bytes(saved(drawn(), "PNG"))
    assert 'alt="A foot."' in composed(workspace).html

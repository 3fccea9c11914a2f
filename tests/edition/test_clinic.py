"""The clinic's file: hours, QR code, and what is wrong with it."""

import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from publish.edition.layout.typography import read_typography
from publish.edition.pictures.qr import QUIET_MODULES, qr_svg
from publish.edition.values.clinic import read_clinic
from publish.edition.values.hours import opening_hours
from publish.edition.values.locale_info import locale_info
from tests.edition.small import CLINIC, composed, error_in, workspace_in


@pytest.mark.parametrize(
    ("locale", "days", "times"),
    [
        ("en", "Monday to Wednesday", "9:00 AM to 4:30 PM"),
        ("es", "De lunes a miércoles", "de 9:00 a 16:30"),
        ("fr", "Du lundi au mercredi", "de 9 h à 16 h 30"),
        ("pt_BR", "De segunda-feira a quarta-feira", "das 9h às 16h30"),
        ("bn", "সোমবার থেকে বুধবার", "সকাল ৯:০০ থেকে বিকাল ৪:৩০"),
        ("ht", "Lendi a mèkredi", "09:00 a 16:30"),
        ("ar", "الاثنين إلى الأربعاء", "9:00 ص إلى 4:30 م"),
        ("fa", "دوشنبه تا چهارشنبه", "۹:۰۰ تا ۱۶:۳۰"),
        ("ko", "월요일~수요일", "오전 9:00~오후 4:30"),
        ("hi", "सोमवार से बुधवार", "सुबह 9:00 से शाम 4:30"),
        ("zh_Hans", "星期一至星期三", "09:00至16:30"),
    ],
)
def test_hours_in_words(tmp_path: Path, locale: str, days: str, times: str) -> None:
    workspace, language = workspace_in(tmp_path), locale_info(locale)
    rows = opening_hours(read_clinic(workspace.snapshot(), "lungs").hours, language, read_typography(workspace.snapshot(), language).range)
    assert [(row[0], row[1].replace("\u202f", " ")) for row in rows] == [(days, times)]


def test_days_that_do_not_follow_each_other(tmp_path: Path) -> None:
    clinic = CLINIC.replace('["mon", "tue", "wed"]', '["mon", "tue", "thu", "fri", "sat"]')
    language = locale_info("en")
    rows = opening_hours(read_clinic(workspace_in(tmp_path, clinic=clinic).snapshot(), "lungs").hours, language, "{0}–{1}")
    assert rows[0][0] == "Monday, Tuesday, and Thursday–Saturday"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "Lung Clinic"', "name = 7"),
        ('name = "Lung Clinic"', 'nmae = "Lung Clinic"'),
        ('open = "09:00"', 'open = "nine"'),
        ('"mon"', '"monday"'),
        ("[[hours]]", "[hours]"),
        ('address = ["1 Air Street"]', "address = 1"),
        ("[[hours]]", "[prices]\nsession = 12\n[[hours]]"),
    ],
)
def test_a_wrong_value_is_one_clear_error(tmp_path: Path, old: str, new: str) -> None:
    found = error_in(composed(workspace_in(tmp_path, clinic=CLINIC.replace(old, new))))
    assert (found.code, found.file) == ("clinic-wrong", "source/clinics/lungs.toml") and found.hint


@pytest.mark.parametrize("logo", ["nowhere.svg", "../../../etc/passwd", "lungs.toml"])
def test_a_logo_that_is_missing_outside_or_no_picture(tmp_path: Path, logo: str) -> None:
    found = error_in(composed(workspace_in(tmp_path, clinic=f'logo = "{logo}"\n{CLINIC}')))
    assert found.code in ("image-missing", "image-unknown") and found.hint


@pytest.mark.parametrize(
    "drawing",
    ["<html><script>1</script></html>", "a text", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
)
def test_a_logo_that_is_no_safe_drawing(tmp_path: Path, drawing: str) -> None:
    workspace = workspace_in(tmp_path, clinic=f'logo = "a.svg"\n{CLINIC}')
    (tmp_path / "source" / "clinics" / "a.svg").write_text(drawing)
    assert re.search("drawing-(broken|unsafe)", str(error_in(composed(workspace))))


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/guides/zh_Hans/dutasteride-mesotherapy.web.html"])
def test_the_code_is_read_back(address: str) -> None:
    picture = drawn(qr_svg(address))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [address]


def test_the_code_has_its_quiet_zone() -> None:
    picture = drawn(qr_svg("https://example.org"), scale=1)
    inner = picture.point(lambda value: 255 - value).getbbox()
    assert inner == (QUIET_MODULES, QUIET_MODULES, picture.width - QUIET_MODULES, picture.height - QUIET_MODULES)


def test_the_code_leads_to_the_guide_where_the_clinic_puts_its_guides(tmp_path: Path) -> None:
    clinic = 'guides = "https://example.org/g/"\n' + CLINIC
    html = composed(workspace_in(tmp_path, clinic=clinic), "brochure").html
    assert "example.org/g/en/asthma.web.html" in html and "Read this guide on your phone" in html


def drawn(svg: bytes, scale: int = 4) -> Image.Image:
    """Return a QR drawing as pixels: its path is nothing but horizontal runs of modules."""
    text = svg.decode()
    size = int(text.split('viewBox="0 0 ')[1].split()[0])
    picture = Image.new("L", (size, size), 255)
    x, y = 0.0, 0.0
    for command, numbers in path_of(text):
        if command == "M":
            x, y = numbers
        elif command == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            for column in range(int(x), int(x + numbers[0])):
                picture.putpixel((column, int(y)), 0)
            x += numbers[0]
    return picture.resize((size * scale, size * scale), Image.Resampling.NEAREST)


def path_of(text: str) -> list[tuple[str, list[float]]]:
    """Return the commands of the dark path."""
    path = text.split('stroke="#000" d="')[1].split('"')[0]
    commands = "".join(f"\n{letter}" if letter.isalpha() else letter for letter in path).split("\n")[1:]
    return [(part[0], [float(number) for number in part[1:].replace("-", " -").split()]) for part in commands]

"""Only the font families of a job print, whatever else is installed; a missing family is an error."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from publish.edition.compose import compose
from publish.edition.layout.typography import read_typography
from publish.edition.request import Request
from publish.edition.values.locale_info import locale_info
from publish.press import print_job
from publish.press.engine.fonts import open_fonts, package_hint
from publish.press.engine.layouts import font_bytes
from publish.project import PublishError, Workspace, now
from publish.release.doctor import examine
from tests.press.samples import job, with_body
from tests.validators.readers import pdfium, poppler
from tests.workspaces import ROOT, SAMPLE, SHIPPED


@pytest.mark.slow
def test_fonts_that_a_machine_happens_to_have_change_nothing(tmp_path):
    """A font of the user's, of a name that a style asks for, with every letter."""
    rogue = tmp_path / ".local" / "share" / "fonts" / "Rogue.ttf"
    rogue.parent.mkdir(parents=True)
    with TTFont(subprocess.run(["fc-match", "-f", "%{file}", "Noto Serif"], capture_output=True, text=True, check=True).stdout) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = "Rogue Sans"
        font.save(rogue)
    program = (
        "import hashlib; from publish.press import print_job; from tests.press.samples import with_body;"
        "print(hashlib.sha256(print_job(with_body('<p style=\"font-family: Rogue Sans, serif\">Take it</p>')).pdf).hexdigest())"
    )
    digests = set()
    for home in (str(tmp_path), str(tmp_path / "nowhere")):
        run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=os.environ | {"HOME": home}, capture_output=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1


def test_signs_that_the_letters_lack_print_in_a_family_of_signs(tmp_path):
    """Guides say “≥ 18 years” and “A → B”; a heading says it in bold."""
    families = read_typography(Workspace(tmp_path).snapshot(), locale_info("en")).printing
    made = print_job(replace(with_body("<h2>≥ 18 ✓</h2><p>A → B ≤ ≈ ≠ ± − √ ☐ ☎ ⚠ ♀ ½ ² µ ° ½</p>"), families=families))
    assert {font.family for font in made.fonts} == {"Noto Sans", "Noto Sans Math", "Noto Sans Symbols", "Noto Sans Symbols2"}
    assert all(sign in pdfium(made.pdf) and sign in poppler(made.pdf) for sign in "≥✓→≤≈≠±−√☐☎⚠♀½²µ°")


def test_only_the_families_of_the_job_exist():
    """A family that is on the machine, but not allowed, cannot print; its text falls to the allowed ones."""
    plain = with_body("<p>plain</p>")
    named = replace(plain, html=plain.html.replace("<p>plain", '<p style="font-family: Noto Serif">plain'))
    assert {font.family for font in print_job(named).fonts} == {"Noto Sans"}


def test_a_missing_family_names_the_packages_of_three_systems():
    with pytest.raises(PublishError) as caught:
        print_job(replace(job(), families=("Noto Sans", "Noto Sans Nowhere", "Noto Sans CJK XX"), locale="km"))
    (finding,) = caught.value.findings
    assert (finding.code, finding.locale) == ("font-missing", "km")
    assert finding.message == "the font families “Noto Sans Nowhere”, “Noto Sans CJK XX” are not installed"
    assert "fonts-noto-core fonts-noto-cjk" in finding.hint and "google-noto-sans-nowhere-fonts" in finding.hint
    assert package_hint("Noto Sans CJK KR") == (
        "install “Noto Sans CJK KR”: Debian/Ubuntu fonts-noto-cjk, Fedora google-noto-sans-cjk-fonts, macOS (Homebrew) font-noto-sans-cjk"
    )


def test_the_font_configuration_is_kept():
    assert open_fonts(("Noto Sans",)) is open_fonts(("Noto Sans",))


def test_a_print_does_not_read_the_whole_file_of_a_font(monkeypatch):
    """One of Chinese has 19 MB, and each font at each size kept a copy."""
    read, original = [], font_bytes.get_hb_object_data
    monkeypatch.setattr(font_bytes, "get_hb_object_data", lambda *face: read.append(len(found := original(*face))) or found)
    made = print_job(replace(with_body("<h2>不要</h2><p>每日一次</p>"), families=("Noto Sans CJK SC", "Noto Sans"), language="zh-Hans"))
    assert "每日一次" in pdfium(made.pdf) and read and max(read) < 1_000_000


def test_loading_the_libraries_runs_no_other_program():
    """Python looks for libraries with gcc and ld, which leave files behind when they are killed."""
    program = (
        "import sys; ran = []; sys.addaudithook(lambda name, about: ran.append(about) if name == 'subprocess.Popen' else None);"
        "from publish.press import engines; assert all(engines().values()); print(ran)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.parametrize("locales", [("en", *SAMPLE), pytest.param(SHIPPED, marks=pytest.mark.full)], ids=["sample", "shipped"])
def test_the_doctor_and_the_press_miss_the_same_fonts(monkeypatch, tmp_path, locales):
    monkeypatch.setattr("publish.press.engine.fonts.FOLDERS", (str(tmp_path),))
    open_fonts.cache_clear()
    found = {each.name: each for each in examine(Workspace(ROOT))}
    for locale in locales:
        composed = compose(Workspace(ROOT).snapshot(), Request("dutasteride-mesotherapy", locale, "card", "A4"), today=now().date())
        with pytest.raises(PublishError) as caught:
            print_job(replace(job(), families=composed.families, locale=locale))
        (finding,) = caught.value.findings
        told = found[f"fonts for {locale}"]
        assert (told.healthy, told.found, told.hint) == (False, finding.message, finding.hint) and finding.locale == locale


def test_bold_words_in_nastaliq_print_in_the_bold_file():
    """Its bold file says in its weight class that it is regular; a “not” in bold must not look like any other word."""
    page = with_body('<p style="font-family: Noto Nastaliq Urdu">خون <strong>نہ</strong> دیں</p>')
    made = print_job(replace(page, families=("Noto Nastaliq Urdu", "Noto Sans")))
    assert {font.file for font in made.fonts} >= {"NotoNastaliqUrdu-Regular.ttf", "NotoNastaliqUrdu-Bold.ttf"}


def test_a_page_for_the_screen_that_is_checked_first_changes_no_font_on_paper():
    """Fontconfig's first configuration in a process decides which of two files with the same weight is bold."""
    program = """
from dataclasses import replace
from publish import press
from publish.press.engine.layouts.screen import compute_screen_styles
from tests.press.samples import with_body
compute_screen_styles(with_body("<p>Hello</p>"))
page = with_body('<p style="font-family: Noto Nastaliq Urdu">خون <strong>نہ</strong> دیں</p>')
print(*sorted(font.file for font in press.print_job(replace(page, families=("Noto Nastaliq Urdu", "Noto Sans"))).fonts))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"NotoNastaliqUrdu-Bold.ttf", "NotoNastaliqUrdu-Regular.ttf"} < {*done.stdout.split()}

"""The look of a clinic: its colours wherever a page has ours, its font, the place of its logo, and colours that cannot be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.edition.request import Request
from publish.edition.values.brand import ACCENT, DARK_CARD, DARK_PAPER, TINT, brand_findings, contrast_ratio, mix, palette_of
from publish.press import print_job
from publish.project import PublishError, Severity
from publish.project.settings import Brand
from publish.release.output import job_of
from tests.edition.small import CLINIC, composed, error_in, workspace_in

PLUM = "#6b1f5e"
OURS = re.compile("#0b5563|#e4f0f1|#9cc7cc|#9fd6de|#0a3d47", re.IGNORECASE)
colours = st.from_regex("#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize("layout", ["brochure", "handout", "card", "booklet", "web"])
def test_none_of_our_colours_is_left(tmp_path: Path, layout: str) -> None:
    workspace = workspace_in(tmp_path, clinic=CLINIC + f'\n[brand]\naccent = "{PLUM}"\n')
    found = composed(workspace, layout)
    drawn = b"".join(data for _, data in found.files)
    whole = "\n".join((found.html, *found.stylesheets, drawn.decode()))
    assert PLUM in whole and not OURS.search(whole)


def test_without_a_brand_nothing_changes() -> None:
    assert palette_of(Brand()).recolour(f"{ACCENT} {TINT}") == f"{ACCENT} {TINT}"
    assert not list(brand_findings(Brand(), "f"))


def test_the_clinic_wins_over_the_project() -> None:
    found = Brand(accent=PLUM).over(Brand(accent="#111111", family="Source Sans 3"))
    assert (found.accent, found.family) == (PLUM, "Source Sans 3")


@given(colours)
def test_a_mixed_palette_can_be_read_in_the_dark(accent: str) -> None:
    dark = dict(palette_of(Brand(accent=accent)).colours).get("#9fd6de", "#9fd6de")
    assert contrast_ratio(dark, DARK_PAPER) >= 7 and contrast_ratio(dark, DARK_CARD) >= 7


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    assert 1 <= contrast_ratio(one, other) == contrast_ratio(other, one) <= 21
    assert mix(one, other, 1) == one and mix(one, other, 0) == other


def test_contrast_of_known_pairs() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_pale_accent_is_an_error_and_a_middling_one_a_warning(tmp_path: Path) -> None:
    pale = composed(workspace_in(tmp_path / "a", clinic=CLINIC + '\n[brand]\naccent = "#88aacc"\n'))
    assert {error.code for error in pale.errors} == {"brand-contrast"}
    middling = list(brand_findings(Brand(accent="#3d6fb4"), "source/clinics/c.toml"))
    assert [(finding.code, finding.severity) for finding in middling][0] == ("brand-contrast", Severity.WARNING)


@pytest.mark.parametrize(
    "line", ['accent = "red"', 'accent = "#0b5563; }"', 'family = "A\'; color: red"', 'logo_place = "top"', 'acent = "#000000"']
)
def test_a_wrong_value_of_the_brand_is_an_error_with_its_line(tmp_path: Path, line: str) -> None:
    found = error_in(composed(workspace_in(tmp_path, clinic=f"{CLINIC}\n[brand]\n{line}\n")))
    assert (found.code, found.line) == ("clinic-wrong", len(CLINIC.splitlines()) + 3)


def test_the_font_is_for_latin_text_and_not_for_labels_of_drawings(tmp_path: Path) -> None:
    clinic = CLINIC + '\n[brand]\nfamily = "DejaVu Serif"\n'
    latin = composed(workspace_in(tmp_path / "a", clinic=clinic))
    arabic = composed(workspace_in(tmp_path / "b", clinic=clinic), locale="ar")
    assert latin.families[0] == "DejaVu Serif" and arabic.families[0] == "Noto Naskh Arabic"


def test_the_logo_may_stand_on_the_back(tmp_path: Path) -> None:
    html = composed(workspace_in(tmp_path, clinic=CLINIC + '\n[brand]\nlogo_place = "back"\n'), "brochure").html
    assert 'class="letterhead"' not in html and "clinic-name" in html


def test_a_font_that_is_not_installed_stops_the_print_and_says_where_its_name_stands(tmp_path: Path) -> None:
    made = composed(workspace_in(tmp_path, clinic=CLINIC + '\n[brand]\nfamily = "No Such Font"\n'))
    with pytest.raises(PublishError) as caught:
        print_job(job_of(Request("asthma", "en", "handout", "A4", "lungs"), made))
    (missing,) = caught.value.findings
    assert missing.code == "font-missing" and "“No Such Font”" in str(missing.hint) and "[brand]" in str(missing.hint)

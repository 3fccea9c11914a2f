"""The look, as far as numbers tell: contrast, typography for every locale that is promised."""

import re
from itertools import product
from pathlib import Path

import pytest

from publish.edition.layout.typography import column_stylesheet, read_typography, stylesheet
from publish.edition.values.locale_info import locale_info
from publish.project import Workspace, layouts_folder
from tests.edition.small import composed, error_in, translate, workspace_in, write

pytestmark = pytest.mark.slow

# Locales of the first three rings: what is shipped, and what a clinic may add without touching a layout.
LATIN = "en es fr de pt_BR it pl ro tr id tl so vi ru uk"
OTHERS = "zh_Hans zh_Hant ja ko ar fa he ur hi bn gu pa ta te ne th km lo my mr kn ml si am hy ka ps"
PAIRS = [("#16252b", "#ffffff"), ("#16252b", "#e4f0f1"), ("#16252b", "#fff3da"), ("#0b5563", "#ffffff"), ("#0b5563", "#e4f0f1"),
         ("#ffffff", "#0b5563"), ("#e4f0f1", "#0b5563"), ("#7a3d00", "#fff3da"), ("#eef4f5", "#10191d"), ("#9fd6de", "#10191d"),
         ("#9fd6de", "#1b2a30"), ("#ffd9a3", "#33260f"), ("#6b3500", "#fff3da"),
         ("#4a5a60", "#ffffff"), ("#a80069", "#ffffff")]  # fmt: skip


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_stands_out_seven_to_one(ink: str, paper: str) -> None:
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_every_colour_of_text_is_one_that_was_measured() -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in layouts_folder().glob("*/*.css"))
    inks = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{6})", styles))
    assert inks <= {ink for ink, _ in PAIRS}


@pytest.mark.parametrize("locale", f"{LATIN} {OTHERS}".split())
def test_every_locale_is_set(locale: str) -> None:
    typography = read_typography(Workspace(Path("nowhere")).snapshot(), locale_info(locale))
    assert typography.families[-1] == "Noto Sans"
    assert len(typography.families) > 1 or locale in LATIN.split()
    assert typography.printing == (*typography.families, *typography.symbols) and len(typography.symbols) == 3
    assert typography.leading >= (1.4 if locale in LATIN.split() else 1.5)
    assert typography.range.count("{0}") == typography.range.count("{1}") == 1


def test_a_workspace_may_set_a_locale_its_own_way(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/typography.toml", '[locale.en]\nfamilies = ["Atkinson"]\nleading = 2\n')
    assert composed(workspace).families[0] == "Atkinson" and "Noto Sans" not in composed(workspace).families
    assert 'html { font-family: "Atkinson"' in stylesheet(read_typography(workspace.snapshot(), locale_info("en")), web=False)


def test_persian_digits_keep_their_persian_shapes_in_print() -> None:
    """Noto Naskh Arabic has the Urdu shapes of 4, 6 and 7 as the local ones of Persian."""
    typography = read_typography(Workspace(Path("nowhere")).snapshot(), locale_info("fa"))
    assert '"locl" 0' in stylesheet(typography, web=False) and "locl" not in stylesheet(typography, web=True)
    assert '"locl" 0' in column_stylesheet(typography, ".source")
    assert "feature" not in stylesheet(read_typography(Workspace(Path("nowhere")).snapshot(), locale_info("ar")), web=False)


@pytest.mark.parametrize(
    "wrong",
    [
        "families = 7",
        'families = "Noto Sans"',
        'leading = "wide"',
        "scale = []",
        'range = "{0} to {5}"',
        'label = "of {0}"',
        "[locale]\nen = 3",
    ],
)
def test_a_wrong_value_is_an_error(tmp_path: Path, wrong: str) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/typography.toml", f"[default]\n{wrong}\n")
    assert re.search("typography-wrong", str(error_in(composed(workspace))))


@pytest.mark.parametrize("table", ["default", "script", "locale"])
def test_a_value_in_the_place_of_a_table_is_an_error(tmp_path: Path, table: str) -> None:
    workspace = workspace_in(tmp_path)
    write(tmp_path / "layouts/typography.toml", f"{table} = 3\n")
    assert re.search(f"“{table}” must be a table", str(error_in(composed(workspace))))


def test_nothing_is_spaced_or_slanted_that_must_not_be() -> None:
    styles = [path.read_text(encoding="utf-8") for path in layouts_folder().glob("*/*.css")]
    for style, word in product(styles, ("letter-spacing", "text-align: justify", "font-style: italic", "text-transform")):
        assert word not in style


def test_digits_in_drawings_have_the_shapes_of_the_page(tmp_path: Path) -> None:
    guide = "# T\n\n![A line](line.svg)\n\n::: off-label\nOff.\n:::\n"
    workspace = workspace_in(tmp_path, guide=guide)
    write(tmp_path / "source/asthma/line.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">4 to 6</text></svg>')
    for locale, shaped in (("fa", True), ("ar", False)):
        translate(workspace, locale, "asthma")
        drawings = [data for name, data in composed(workspace, locale=locale).files if b"4 to 6" in data]
        assert drawings and all((b"font-feature-settings" in data) is shaped for data in drawings)

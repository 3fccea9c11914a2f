"""Whole pages: the HTML of a small guide, and guides of other subjects in every layout."""

import re
from pathlib import Path

import pypdfium2
import pytest

from publish.edition.compose import compose
from publish.edition.request import Request
from publish.press import Job, print_job
from publish.project import Workspace
from publish.release.output import job_of
from tests.edition.small import TODAY, composed, workspace_in, write
from tests.validators.html import axe_violations, nu_messages

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "edition"
PLAIN = """\
Breathe in.

> Slowly.

1. One
2. Two

| Part | Care |
|---|---|
| Cap | Wash |

```
code
```

Term
: Meaning[^1]

[^1]: A note.
"""
BARE = 'edition = "1"\npublished = 2026-01-01\n'


@pytest.mark.parametrize("layout", ["brochure", "handout", "web"])
def test_the_html_of_a_small_guide(tmp_path: Path, layout: str, update_golden: bool) -> None:
    made = composed(workspace_in(tmp_path), layout)
    html = made.html.replace(made.code, "CODE")
    body = "\n".join(line.rstrip() for line in html[html.index("<body>") :].splitlines() if line.strip()) + "\n"
    golden = GOLDEN / f"asthma.{layout}.html"
    if update_golden:
        write(golden, body)
    assert body == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [PLAIN, "# Only a title\n", ""], ids=["plain", "title", "empty"])
@pytest.mark.parametrize("layout", ["brochure", "handout"])
def test_a_guide_without_roles_clinic_or_pictures_prints(tmp_path: Path, layout: str, text: str) -> None:
    printed = print_job(job(workspace_in(tmp_path, guide=text, front=BARE), layout))
    assert printed.pages == 6 if layout == "brochure" else printed.pages >= 1


def test_tables_on_the_web_scroll_in_boxes_that_are_called_each_otherwise(tmp_path: Path) -> None:
    table = "| Dose | When |\n|---|---|\n| One | Now |\n"
    html = composed(workspace_in(tmp_path, guide=f"# T\n\n{table}\n{table}\n::: off-label\nOff.\n:::\n"), "web").html
    assert html.count('<div class="scrolled" role="region" tabindex="0"') == 2
    assert 'aria-label="Dose, When"' in html and 'aria-label="Dose, When (2)"' in html


def test_an_address_is_copied_from_the_web_as_it_was_written(tmp_path: Path) -> None:
    """Signs that say to paper where an address may break would come with it."""
    shown = "https://example.org/blood-pressure/health-2026/long-products.html"
    html = composed(workspace_in(tmp_path, guide=f"# T\n\nRead {shown} now. Leer\u0623 {shown}\n"), "web").html
    places = html.replace("<wbr>", "").replace('<span class="part">', "").replace("</span>", "")
    assert html.count("<wbr>") > 4 and places.count(f" {shown}") == 2


def test_a_page_on_the_web_stands_every_check(tmp_path: Path) -> None:
    paths = [tmp_path / "small.html", tmp_path / "plain.html"]
    write(paths[0], composed(workspace_in(tmp_path / "small"), "web").html)
    write(paths[1], composed(workspace_in(tmp_path / "plain", guide=PLAIN, front=BARE), "web", clinic=None).html)
    assert not nu_messages(paths)
    assert not axe_violations(paths) + axe_violations(paths, width=390, scheme="dark")


def job(workspace: Workspace, layout: str) -> Job:
    """Return the asthma guide without a clinic, ready for the press."""
    made = compose(workspace.snapshot(), Request("asthma", "en", layout, "A4"), today=TODAY)
    return Job(
        name="asthma",
        html=made.html,
        stylesheets=made.stylesheets,
        files=made.files,
        families=made.families,
        orientation=made.layout.orientation,
        fold=made.layout.fold,
        panels=made.layout.panels,
        min_size_pt=made.layout.smallest_pt,
        max_size_pt=made.layout.largest_pt,
        title=made.title,
    )


NOTED = """# T

Warm the bottle.[^warm] Wait.[^gina]

[^warm]: In your hand.
[^cold]: Not in water.

::: off-label
Off.
:::

::: when-to-call
Call us if it hurts.[^cold]
:::
"""


def test_no_footnote_has_the_number_of_a_reference(tmp_path: Path) -> None:
    html = composed(workspace_in(tmp_path, guide=NOTED), "handout").html
    marks = re.findall(r'<a href="#((?:note|ref)[.-]\d)"[^>]*>\s?(\d)</a></sup>', html)
    assert sorted(marks) == [("note.1", "1"), ("note.2", "2"), ("ref-3", "3")]
    assert re.search(r'<ol start="3" style="counter-reset: list-item 2"[^>]*>\s*<li id="ref-3">', html)


def test_a_card_prints_the_footnotes_of_what_it_prints(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide=NOTED)
    html = composed(workspace, "card").html
    assert "Not in water." in html and "In your hand." not in html
    assert 'href="#note.1"' in html and 'id="note.1"' in html and "note.2" not in html
    assert print_job(job_of(Request("asthma", "en", "card", "A4", "lungs"), composed(workspace, "card"))).pages == 4


def test_numbers_of_two_digits_stay_inside_the_margin(tmp_path: Path) -> None:
    guide = "# Asthma\n\n## Steps\n\n" + "".join(f"{number}. Breathe in.\n" for number in range(1, 13))
    printed = print_job(job(workspace_in(tmp_path, guide=guide, front=BARE), "handout"))
    with pypdfium2.PdfDocument(printed.pdf) as document:
        text = document[0].get_textpage()
        heading, number = (text.get_charbox(text.search(words).get_next()[0])[0] for words in ("Steps", "12."))
    assert heading - 0.5 < number < heading + 3, (heading, number)


def test_a_number_and_its_unit_stay_together_on_a_phone(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, guide="# A\n\nCall at 39 °C or more. Take **10** mg twice.\n")
    html = composed(workspace, "web").html
    assert "39\u00a0°C" in html and "</strong>\u00a0mg" in html
    assert "\u00a0" not in html[html.index("<style>") : html.index("</style>")]

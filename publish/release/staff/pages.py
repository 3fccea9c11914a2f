"""Pages for staff: the test page for a printer, and the instructions for printing and folding an output."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from publish import press
from publish.edition.request import Composition, Request
from publish.edition.staff import StaffPage, compose_staff
from publish.edition.values.locale_info import locale_info
from publish.press.sheets.geometry import BOOKLET, Fold, Slot, fold_of
from publish.press.sheets.paper import Size, size_of
from publish.project import Snapshot, misuse, path_below, write_aside

SIZE_PT = 11.0
SMALL_PT = 8.5  # of the test page on a sheet narrower than WIDE_MM
WIDE_MM, NARROWEST_MM = 250.0, 200.0
# The paper of the instructions for outputs on larger sheets.
INSTRUCTIONS_PAPER = {"A3": "A4", "Tabloid": "Letter", "Legal": "Letter"}
# The largest size of a drawing of a sheet in the instructions.
DRAWING_SIZE = Size(80.0, 62.0)


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """A panel as the instructions draw it: its page name, its number among the inside panels, its size on the page."""

    name: str
    number: int
    width_mm: float
    height_mm: float
    turned: bool


def write_testpage(snapshot: Snapshot, locale: str, paper: str, output: Path) -> Path:
    """Write ``testpage.<paper>.pdf`` in ``locale`` below ``output`` and return its path.

    Raises `UsageError` for an unknown paper, and for one that is too small for the ruler and the words beside it.
    """
    size = size_of(paper, "landscape")
    if size.width_mm < NARROWEST_MM:
        hint = "test the printer with A5, Half-Letter or a larger sheet"
        raise misuse("paper-unfit", f"{paper} is too small for the test page", hint=hint)
    small = size.width_mm < WIDE_MM
    page = compose_staff(snapshot, locale, "testpage.html", {"paper": paper, "height_mm": size.height_mm, "small": small})
    path = path_below(output, f"testpage.{paper}.pdf")
    job = _job_of(page, "testpage", locale, paper, "landscape", SMALL_PT if small else SIZE_PT)
    write_aside(path, press.print_job(job).pdf)
    return path


def instructions_job(snapshot: Snapshot, request: Request, composition: Composition, locale: str) -> press.Job:
    """Return the job for a page that shows staff, who read ``locale``, how to print and fold the output of ``request``."""
    fold, paper = composition.layout.fold or "", composition.paper or ""
    values = {
        "paper": paper,
        "fold": fold,
        "maps": () if fold == BOOKLET else _maps(fold_of(fold, paper, composition.direction)),
        "mirrored": composition.direction == "rtl",
        "title": composition.source_title,
        "source": locale_info(snapshot.settings.source_locale),
        "reader": locale_info(request.locale),
        "file": Path(request.stem).name + ".pdf",
        "code": composition.code,
    }
    page = compose_staff(snapshot, locale, "instructions.html", values, composition.families)
    return _job_of(page, request.guide, locale, INSTRUCTIONS_PAPER.get(paper, paper), "portrait")


def _job_of(
    page: StaffPage, name: str, locale: str, paper: str, orientation: str, size_pt: float = SIZE_PT
) -> press.Job:
    return press.Job(
        name=name,
        html=page.html,
        stylesheets=page.stylesheets,
        files=page.files,
        language=page.language,
        direction=page.direction,
        families=page.families,
        paper=paper,
        orientation=orientation,
        min_size_pt=size_pt,
        max_size_pt=size_pt,
        layout="staff",
        locale=locale,
    )


def _maps(fold: Fold) -> tuple[tuple[tuple[dict[str, object], ...], ...], ...]:
    """Return each side of ``fold`` as rows of panels, from the upper left, drawn small."""
    scale = min(DRAWING_SIZE.width_mm / fold.sheet.width_mm, DRAWING_SIZE.height_mm / fold.sheet.height_mm)
    return tuple(tuple(tuple(asdict(_drawn(fold, slot, scale)) for slot in row) for row in _rows(side)) for side in fold.sides)


def _rows(side: Iterable[Slot]) -> Iterable[Iterable[Slot]]:
    ordered = sorted(side, key=lambda slot: (-slot.y_mm, slot.x_mm))
    return [list(row) for _, row in groupby(ordered, key=lambda slot: slot.y_mm)]


def _drawn(fold: Fold, slot: Slot, scale: float) -> DrawnPanel:
    name = fold.names[slot.panel]
    width, height = (round(length * scale, 2) for length in (slot.size.width_mm, slot.size.height_mm))
    return DrawnPanel(name, fold.names[: slot.panel + 1].count(name), width, height, slot.upside_down)

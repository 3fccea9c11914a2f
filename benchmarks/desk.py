"""The light table: from an edit to the picture of its page, and from a click to its message.

For each layout, texts of the shipped guide are changed one after the other, as somebody who types does; each is asked for as the desk
asks for it, and the time until the picture (PNG) is there is measured, warm, also while the processes of a build print other outputs.
Then random points on printed text are looked up as the page does.
Run: ``python benchmarks/desk.py [EDITS]``.
"""

import math
import random
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import quantiles

import pypdfium2

from publish.catalog.template import template
from publish.desk.table.editing import edited_catalogs, message_of
from publish.edition.compose import compose
from publish.edition.request import PROOF
from publish.press import MessagePlace, ProofPrint, print_unchecked
from publish.project import Snapshot, Workspace
from publish.release.making.findings_on_page import mark_of_entry
from publish.release.making.inputs import job_of
from publish.release.plan import Selection, plan
from publish.release.results import Output
from publish.release.runner import LocalRunner
from publish.release.staff.pictures import PicturePress, picture_press
from publish.release.staff.warm import WarmPress, wanted_output, warm_press
from publish.text.zero_width import strip_zero_width

ROOT = Path(__file__).resolve().parents[1]
GUIDE = "dutasteride-mesotherapy"
LAYOUTS = {"brochure": "es", "card": "es", "handout": "es"}
CLICKED = {"brochure": ("en", "ar", "hi", "zh_Hans", "th"), "bilingual": ("ar", "th"), "bilingual-brochure": ("ar", "th")}
POINTS, REACH_MM = 2000, 3.0
MM = 72 / 25.4
WIDTH_PX = 800


def main(edits: int) -> None:
    """Print the tables."""
    workspace = Workspace(ROOT)
    snapshot = workspace.snapshot()
    with warm_press(workspace) as press, picture_press() as pictures:
        print(f"from an edit to the picture of its page, {edits} edits, {WIDTH_PX} px, milliseconds: median / 95th percentile")
        here = PicturePress(LocalRunner())
        for layout, locale in LAYOUTS.items():
            output = proof(press, snapshot, locale, layout)
            used = times(here, snapshot, output, edits, time.process_time)
            alone = times(pictures, snapshot, output, edits)
            with busy(press, snapshot):
                beside = times(pictures, snapshot, output, edits)
            print(f"  {layout:<10} processor {middle(used)}   alone {middle(alone)}   beside a build {middle(beside)}", flush=True)
        print(f"from a click to its message, {POINTS} points on letters: right of those that lead to a message; lead to none")
        for layout, locales in CLICKED.items():
            for locale in locales:
                right, nowhere = clicks(unmarked(snapshot, locale, layout))
                print(f"  {layout} {locale}: {right:.2%}; {nowhere:.2%}", flush=True)
    print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


def proof(press: WarmPress, snapshot: Snapshot, locale: str, layout: str) -> Output:
    """Return the proof of the guide in a locale and a layout."""
    request = plan(snapshot, Selection((GUIDE,), (locale,), (layout,), purpose=PROOF))[0]
    return press.begin(wanted_output(snapshot, request, instructions=False)).output()


def unmarked(snapshot: Snapshot, locale: str, layout: str) -> ProofPrint:
    """Return the same before anything is marked on it: the words of the marks are in no message."""
    request = plan(snapshot, Selection((GUIDE,), (locale,), (layout,), purpose=PROOF))[0]
    return print_unchecked(job_of(request, compose(snapshot, request, today=date.today())))


def times(
    pictures: PicturePress, snapshot: Snapshot, output: Output, edits: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Return how long each edit took by ``clock``, in milliseconds: each of the texts on the pages, changed in turn."""
    assert output.fit is not None
    shown = {mark for place in output.places for mark in place.marks}
    marks = [mark for mark in map(mark_of_entry, template(snapshot, GUIDE).messages) if mark in shown]
    found = []
    for number in range(-3, edits):  # the first ones make the process warm
        mark, start = marks[number % len(marks)], clock()
        text = f"Se ha cambiado esta frase {number}: " + message_of(snapshot, GUIDE, mark)[1].msgid[:80]
        catalogs = edited_catalogs(snapshot, output.request.locale, GUIDE, {mark: (text,)})
        request = replace(output.request, purpose=PROOF)
        picture = pictures.first_picture(snapshot, request, mark, catalogs, output.fit.size_pt, WIDTH_PX).result()
        if number >= 0 and picture:
            found.append((clock() - start) * 1000)
    return found


@contextmanager
def busy(press: WarmPress, snapshot: Snapshot) -> Iterator[None]:
    """Keep the processes of the press busy with outputs, as a build of all languages does."""
    requests = plan(snapshot, Selection((GUIDE,), layouts=("handout", "brochure", "booklet", "large-print"), purpose=PROOF))
    waiting = [press.begin(wanted_output(snapshot, request, instructions=False)) for request in requests]
    try:
        yield
    finally:
        for each in waiting:
            each.future.cancel()
        for each in waiting:
            if not each.future.cancelled():
                each.output()


def clicks(output: ProofPrint) -> tuple[float, float]:
    """Return the share of random letters whose place leads to their text (or their drawing), of those that lead to any; and to none.

    No message has the references, the name of the clinic, the titles above each page and the words of a draft.

    A letter is read from the PDF with its neighbours (PDFium); its message is found by its place alone, as the page does. Figures are left
    out: those of a telephone are in messages and, as the clinic's own, in none.
    """
    chance, right, nowhere = random.Random(1), 0, 0
    letters = list(_letters(output))
    for _ in range(POINTS):
        page, x, y, letter = chance.choice(letters)
        place = place_at(output.places, page, x, y)
        nowhere += place is None
        right += place is not None and (not place.text or letter in _plain(place.text))
    return right / (POINTS - nowhere), nowhere / POINTS


def _letters(output: ProofPrint) -> Iterator[tuple[int, float, float, str]]:
    """Yield page, place (mm from the upper left corner) and text of each letter of a message in the PDF, with its neighbours."""
    with pypdfium2.PdfDocument(output.pdf) as document:
        for number in range(1, len(output.pages) + 1):
            page, shown = document[number - 1], "\n".join(_plain(place.text) for place in output.places if place.page == number)
            text, height = page.get_textpage(), page.get_height()
            for index in range(1, text.count_chars() - 1):
                letter = _plain(text.get_text_range(index - 1, 3))
                left, bottom, right, top = text.get_charbox(index)
                if len(letter) == 3 and not any(map(_is_other, letter)) and right > left and letter in shown:
                    yield number, (left + right) / 2 / MM, (height - (bottom + top) / 2) / MM, letter


def _is_other(sign: str) -> bool:
    return sign.isspace() or sign.isdigit()


def _plain(text: str) -> str:
    """Return ``text`` in one form of Unicode, without what cannot be seen."""
    return strip_zero_width(unicodedata.normalize("NFKC", text)).replace("\xad", "").strip()


def place_at(places: Sequence[MessagePlace], page: int, x_mm: float, y_mm: float) -> MessagePlace | None:
    """Return the place that holds a point, else the nearest one within reach (publish/desk/static/table/pages.js)."""
    def _away(place: MessagePlace) -> float:
        across = max(place.x_mm - x_mm, 0, x_mm - place.x_mm - place.width_mm)
        return math.hypot(across, max(place.y_mm - y_mm, 0, y_mm - place.y_mm - place.height_mm))

    near = [place for place in places if place.page == page and _away(place) <= REACH_MM]
    return min(near, key=lambda place: (_away(place), place.width_mm * place.height_mm), default=None)


def middle(found: Sequence[float]) -> str:
    """Return the median and the 95th percentile."""
    cuts = quantiles(found, n=20)
    return f"{cuts[9]:.0f} / {cuts[18]:.0f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)

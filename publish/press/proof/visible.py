"""Judge what can be seen of a text on paper, by what was painted on its page before and after it.

A text is seen where its letters are large, opaque and in their place, contrast with what lies behind them, and where nothing that was
painted later covers them. Points along its letters are looked at, so it does not matter how many things cover it together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Any, TypeAlias

from publish.press.engine.page import PaintedPage
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.painting.areas import EVERYWHERE, Area, Bounds, Point, bounds_of, determinant, moved, spread
from publish.press.painting.light import contrast
from publish.press.painting.reader import Fill, Letters, Painting
from publish.press.proof.generated import is_generated
from publish.press.proof.near import band_of, why_disturbed
from publish.press.proof.words import opening_words, page_label
from publish.project import Finding

LEAST_PT = 4.0
LEAST_OPACITY = 0.5
LEAST_CONTRAST = 3.0  # WCAG 2, contrast ratio: the least for large letters; text needs 4.5 to be read with ease
MOST_HIDDEN = 0.1  # the share of a text that may lie under something, such as the line of a frame
MOST_OVERLAP = 0.25  # the share of a text on which another stands
STEP_EM, LOW_EM, HIGH_EM = 0.5, 0.12, 0.4  # from one point to the next, and above the baseline
LEAST_ADVANCE_EM = 0.25  # how far apart letters stand at least, on average
SAME_PLACE_PX = 0.05
TOLERANCE = 1.0  # points of the PDF
WHITE = 1.0
PAPER = Fill(-1, EVERYWHERE, WHITE, 1.0, (), 0)


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page of a document, as it is ``seen``, and each of its texts that has letters, with why it cannot be seen (empty: it can).

    ``labels`` says why labels of the drawings on it cannot be seen.
    """

    document: PaintedPage
    seen: "SeenPage"
    texts: tuple[tuple[Any, str], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """Areas that were painted one after the other within the same clips: ``bounds`` is what these leave."""

    bounds: Bounds
    fills: tuple[Fill, ...]


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as it was painted, and its bounds."""

    painting: Painting
    layers: tuple[Layer, ...]
    page: Bounds

    def at(self, bounds: Bounds) -> list[Fill]:
        """Return the areas that may touch ``bounds``, in the order in which they were painted."""
        near = [layer.fills for layer in self.layers if _touch(layer.bounds, bounds)]
        return [fill for fills in near for fill in fills if _touch(fill.area.bounds, bounds)]


def judge_pages(pages: Sequence[PaintedPage]) -> list[JudgedPage]:
    """Return ``pages`` with what can be seen on each."""
    return [_judged(page, _seen_page(page)) for page in pages]


def _judged(page: PaintedPage, seen: SeenPage) -> JudgedPage:
    places = _places(seen.painting.letters)
    texts = tuple(_judged_texts(page, seen, places))
    known = {id(letters) for box in page.texts for letters in _painted(box, places)}
    labels = (_why_label_unseen(place, seen) for place, each in enumerate(seen.painting.letters) if id(each) not in known)
    return JudgedPage(page, seen, texts, tuple(filter(None, labels)))


def find_unseen_texts(job: Job, pages: Iterable[JudgedPage]) -> list[Finding]:
    """Return an error for each text of the HTML that is on a page but cannot be seen."""
    found: dict[str, Finding] = {}
    for number, page in enumerate(pages, 1):
        hidden = [(box, why) for box, why in page.texts if why]
        for box, why in (*hidden, *_overlapping(page)):
            if not is_generated(box):
                found.setdefault(box.text, _unseen(job, page_label(number, page.document), box.text, why))
        for why in page.labels:
            found.setdefault(why, _unseen_label(job, page_label(number, page.document), why))
    return list(found.values())


def _judged_texts(page: PaintedPage, seen: SeenPage, places: "Places") -> Iterator[tuple[Any, str]]:
    for box in page.texts:
        if box.text.strip():
            reasons = [_why_unseen(box, letters, seen) for letters in _painted(box, places)]
            yield box, "it is not painted" if not reasons else "" if "" in reasons else reasons[0]


def _overlapping(page: JudgedPage) -> Iterator[tuple[Any, str]]:
    """Yield each text that another text is painted over: on lines that are too near, or moved there."""
    texts = sorted(((_middle(box), box) for box, why in page.texts if not why), key=lambda text: text[0][1])
    for place, ((left, top, right, bottom), box) in enumerate(texts):
        for (x1, y1, x2, y2), other in texts[place + 1 :]:
            if y1 >= bottom:
                break
            across, down = min(right, x2) - max(left, x1), min(bottom, y2) - y1
            if across > 0 and across * down > MOST_OVERLAP * min((right - left) * (bottom - top), (x2 - x1) * (y2 - y1)):
                yield box, f"“{opening_words(other.text)}” stands over it"


def _middle(box: Any) -> Bounds:
    """Return where the middle of the letters of ``box`` is, in CSS pixels."""
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    return box.position_x, baseline - HIGH_EM * size, box.position_x + box.width, baseline


def _seen_page(page: PaintedPage) -> SeenPage:
    painting = page.painting
    assert painting is not None
    corners = [moved(corner, painting.matrix) for corner in ((0, 0), (page.width, page.height))]
    together = (tuple(fills) for _, fills in groupby(painting.fills, key=lambda fill: id(fill.clips)))
    layers = tuple(Layer(_bounds_left(fills[0].clips), fills) for fills in together)
    return SeenPage(painting, layers, bounds_of(corners))


def _bounds_left(clips: Iterable[Area]) -> Bounds:
    """Return the bounds of what ``clips`` leave."""
    lefts, bottoms, rights, tops = zip(EVERYWHERE.bounds, *(clip.bounds for clip in clips), strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _touch(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _surrounds(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] >= other[2] and one[3] >= other[3]


def is_on_page(point: Point, seen: SeenPage) -> bool:
    """Tell whether ``point`` is on the page."""
    left, bottom, right, top = seen.page
    return left - TOLERANCE <= point[0] <= right + TOLERANCE and bottom - TOLERANCE <= point[1] <= top + TOLERANCE


def is_covered(point: Point, later: Iterable[Fill]) -> bool:
    """Tell whether what was painted ``later`` hides ``point``."""
    through = 1.0
    for fill in later:
        if fill.covers(point):
            through *= 1 - fill.alpha
    return through < LEAST_OPACITY


def light_behind(point: Point, earlier: Iterable[Fill]) -> float | None:
    """Return how light it is behind ``point``, where ``earlier`` is what was painted before, last first; None on a picture."""
    return next((fill.light for fill in earlier if fill.alpha >= LEAST_OPACITY and fill.covers(point)), WHITE)


def _why_unseen(box: Any, letters: Letters, seen: SeenPage) -> str:
    size = box.style["font_size"]
    if size * spread(letters.matrix) < LEAST_PT:
        return "it is too small to read"
    if determinant(letters.matrix) * determinant(seen.painting.matrix) <= 0:
        return "it is mirrored"
    if letters.alpha < LEAST_OPACITY or letters.light is None:
        return "its ink is transparent, or of a colour that is not known"
    left, top, right, bottom = band_of(box)
    bounds = bounds_of([moved(corner, letters.matrix) for corner in ((left, top), (left, bottom), (right, top), (right, bottom))])
    near = seen.at(bounds)
    later, earlier = _parted(near, letters.order, bounds)
    clips = [clip for clip in letters.clips if not clip.surrounds(bounds)]
    is_whole = not later and not clips and _surrounds(seen.page, bounds)
    points = [] if is_whole and len(earlier) == 1 else [moved(point, letters.matrix) for point in _points(box, size)]
    if not is_whole:
        hidden = sum(not is_on_page(point, seen) or _is_clipped(point, clips) or is_covered(point, later) for point in points)
        if hidden > MOST_HIDDEN * len(points):
            return "it is covered, cut off or off the page"
    faint = _why_faint(letters.light, {light_behind(point, earlier) for point in points} or {earlier[0].light})
    return faint or ("" if is_generated(box) or is_whole and len(earlier) == 1 else why_disturbed(box, letters, near))


def _why_label_unseen(place: int, seen: SeenPage) -> str:
    """Return why letters of a drawing, at ``place`` in those of the page, cannot be seen, as `_why_unseen` does for those of a text."""
    letters, count = seen.painting.letters[place], _glyph_count(seen.painting.strings.get(place, b""))
    size = float(seen.painting.fonts.get(place, b"/F 0 Tf").split()[1])
    if not count:
        return ""
    if size * spread(letters.matrix) < LEAST_PT:
        return "it is too small to read"
    if determinant(letters.matrix) * determinant(seen.painting.matrix) <= 0:
        return "it is mirrored"
    if letters.alpha < LEAST_OPACITY:
        return "it is transparent"
    x, y = letters.origin
    steps = [x + LEAST_ADVANCE_EM * size * (step + 0.5) for step in range(count)]
    points = [moved((step, y - height * size), letters.matrix) for step in steps for height in (LOW_EM, HIGH_EM)]
    bounds = bounds_of(points)
    later, earlier = _parted(seen.at(bounds), letters.order, bounds)
    hidden = sum(not is_on_page(point, seen) or _is_clipped(point, letters.clips) or is_covered(point, later) for point in points)
    if hidden > MOST_OVERLAP * len(points):
        return "it is covered, cut off or off the page"
    behind = {light_behind(point, earlier) for point in points} - {None}  # many labels stand on a gradient
    return "" if letters.light is None else _why_faint(letters.light, behind)


def _glyph_count(string: bytes) -> int:
    """Return how many glyphs an operator shows."""
    return sum(len(part.partition(b">")[0]) for part in string.split(b"<")[1:]) // 4


def _why_faint(light: float, behind: Iterable[float | None]) -> str:
    """Return why letters that are this ``light`` cannot be read on what is ``behind`` them."""
    if None in behind:
        return "it stands on a picture or a gradient, which may hide it: put a plain colour behind it"
    lights = (each for each in behind if each is not None)
    return "" if all(contrast(light, each) >= LEAST_CONTRAST for each in lights) else "its colour is that of what is behind it"


def _parted(fills: Sequence[Fill], order: int, bounds: Bounds) -> tuple[list[Fill], list[Fill]]:
    """Return what was painted after ``order``, and what was painted before it, last first, down to what is behind all of ``bounds``."""
    later = [fill for fill in fills if fill.order > order]
    earlier = []
    for fill in reversed(fills):
        if fill.order < order and fill.alpha >= LEAST_OPACITY:
            earlier.append(fill)
            if all(area.surrounds(bounds) for area in (fill.area, *fill.clips)):
                return later, earlier
    return later, [*earlier, PAPER]


def _is_clipped(point: Point, clips: Iterable[Area]) -> bool:
    return not all(clip.holds(point) for clip in clips)


def _points(box: Any, size: float) -> Iterator[Point]:
    """Yield points along the letters of ``box``, in CSS pixels: a lower and an upper row."""
    count = max(2, ceil(box.width / (STEP_EM * size)))
    baseline = box.position_y + box.baseline
    for place in range(count):
        x = box.position_x + box.width * (place + 0.5) / count
        yield from ((x, baseline - LOW_EM * size), (x, baseline - HIGH_EM * size))


Places: TypeAlias = dict[tuple[int, int], list[Letters]]


def _places(letters: Iterable[Letters]) -> Places:
    """Return ``letters`` by the pixels at which they begin."""
    places: Places = {}
    for each in letters:
        places.setdefault((round(each.origin[0]), round(each.origin[1])), []).append(each)
    return places


def _painted(box: Any, places: Places) -> list[Letters]:
    """Return how ``box`` was painted; what stands in several places of the page was painted several times."""
    x, y = box.position_x, box.position_y + box.baseline
    keys = {(round(x + dx), round(y + dy)) for dx in (-SAME_PLACE_PX, SAME_PLACE_PX) for dy in (-SAME_PLACE_PX, SAME_PLACE_PX)}
    found = (letters for key in keys for letters in places.get(key, ()))
    return [each for each in found if abs(each.origin[0] - x) <= SAME_PLACE_PX and abs(each.origin[1] - y) <= SAME_PLACE_PX]


def _unseen(job: Job, where: str, text: str, why: str) -> Finding:
    hint = "let the style sheets of the layout show it: what is printed must reach every reader"
    return finding_about(job, "words-lost", f", {where}: words are on paper and cannot be seen: “{opening_words(text)}”: {why}", hint)


def _unseen_label(job: Job, where: str, why: str) -> Finding:
    hint = "correct the drawing, so that each of its labels can be read: what is printed must reach every reader"
    return finding_about(job, "words-lost", f", {where}: a label of a drawing is on paper and cannot be seen: {why}", hint)

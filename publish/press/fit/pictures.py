"""Enlarge pictures that stand beside their words, on pages that end early: the picture then stands above the words.

A part that may do so has the attribute ``data-roomy``. Its style sheet places a picture beside words where ``--roomy`` is 0, and above
them where it is 1; there the picture is as wide as the share ``--picture`` of the part. How high the part becomes is estimated.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from publish.press.engine import boxes
from publish.press.fit.changes import ROOMY, StyleChange

# The share of a part's width that pictures and words fill above each other, as the style sheet of easy read has it.
FULL = 0.98
# A picture that would grow by less stays beside its words, and none becomes higher than this share of its page.
LEAST_GROWTH, MOST_HEIGHT = 1.1, 0.45
# A word that no longer fits a line leaves some of it empty: this part of a line for each text.
RAGGED = 0.3


@dataclass(frozen=True, slots=True)
class _Scene:
    """A part of a page: its element, its width, and the boxes of its picture, of what the picture stands in, and of its words."""

    element: Any
    width_px: float
    picture: Any
    beside: Any
    words: Any

    @property
    def height_px(self) -> float:
        """How high it is, without a heading above it."""
        return float(max(self.beside.margin_height(), self.words.margin_height()))

    def stacked_px(self, share: float) -> float:
        """Return how high it is about to be with the picture above the words, as wide as ``share`` of it."""
        picture_px = self._picture_px(share) + self.beside.margin_height() - self.picture.margin_height()
        return float(picture_px + self.words.margin_height() - sum(self._lines_saved_px()))

    def widest_share(self, height_px: float, page_px: float) -> float:
        """Return the share at which it is ``height_px`` high, its picture neither wider than it nor too high for a page of ``page_px``."""
        fitting = (height_px - self.stacked_px(0.0)) / self._picture_px(1.0)
        return min(1.0, fitting, MOST_HEIGHT * page_px / self._picture_px(1.0))

    def growth(self, share: float) -> float:
        """Return how many times as wide as now its picture is with ``share``."""
        return float(share * self.width_px * FULL / self.picture.width)

    def _picture_px(self, share: float) -> float:
        return float(share * self.width_px * FULL * self.picture.height / self.picture.width)

    def _lines_saved_px(self) -> Iterator[float]:
        lines = list(boxes.lines_in(self.words))
        narrower = self.words.width / (self.width_px * FULL)
        for element, count in Counter(line.element for line in lines).items():
            height_px = next(line.height for line in lines if line.element is element)
            yield float(height_px * (count - min(count, ceil(count * narrower + RAGGED))))


def grow_pictures(page: Any, free_px: float) -> tuple[list[StyleChange], float]:
    """Return the changes that enlarge pictures on ``page`` into ``free_px``, the same for each, and how much of it they take."""
    scenes = list(_scenes(page))
    changes, used_px = list[StyleChange](), 0.0
    for number, scene in enumerate(scenes):
        budget_px = (free_px - used_px) / (len(scenes) - number)
        share = scene.widest_share(scene.height_px + budget_px, boxes.page_box(page).height)
        if scene.growth(share) >= LEAST_GROWTH:
            used_px += scene.stacked_px(share) - scene.height_px
            changes.append(StyleChange(scene.element, f"--roomy: 1; --picture: {share:.3f}"))
    return changes, used_px


def _scenes(page: Any) -> Iterator[_Scene]:
    """Yield the parts of ``page`` that may change, and have one picture beside words."""
    for part in boxes.boxes_in(boxes.page_box(page)):
        if boxes.is_block(part) and part.element is not None and part.element.get(ROOMY) is not None:
            columns = [box for box in boxes.boxes_in(part) if boxes.is_inline_block(box) and box.element in list(part.element)]
            pictures = [box for box in boxes.boxes_in(part) if boxes.is_picture(box)]
            if len(columns) == 2 and len(pictures) == 1:
                yield _Scene(part.element, part.width, pictures[0], *columns)

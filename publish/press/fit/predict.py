"""Predict from one layout at which other type sizes a text fits its pages, without laying it out at them.

The measured blocks are scaled and fall onto pages as `paginate` says. So jumps count, such as a block that moves to the next page whole;
how full the pages are does not show them. A prediction says where to try, never what fits.
"""

from collections.abc import Sequence
from dataclasses import replace

from publish.press.fit.blocks import MeasuredBlock, PageRun
from publish.press.fit.paging.paginate import calibrate, paginate
from publish.press.sheets.page_limit import PageLimit

# The power of its type size with which the height of a row of a table grows: many cells hold one line.
ROW_GROWTH = 1.6


def predict_step(runs: Sequence[PageRun], limit: PageLimit, steps: Sequence[float], spacing: float) -> int:
    """Return the last of ``steps`` at which ``runs`` are likely to be within ``limit``, 0 where they are at none.

    Steps are type sizes, from the smallest up, as factors of the size with which ``runs`` were laid out; ``spacing`` is a factor of the
    designed space between blocks.
    """
    calibrated = [calibrate(run, spacing) for run in runs]
    low, high = 0, len(steps)
    while high - low > 1:
        middle = (low + high) // 2
        fits = limit.admits(_page_names(calibrated, steps[middle], spacing))
        low, high = (middle, high) if fits else (low, middle)
    return low


def scale_block(block: MeasuredBlock, factor: float) -> MeasuredBlock:
    """Return ``block`` as high as it is likely to be with its type ``factor`` times as large; a picture stays as it is."""
    lines, count = block.lines_px, len(block.lines_px)
    height = block.height_px
    if block.element.tag in ("table", "tr"):
        lines = tuple(line * factor**ROW_GROWTH for line in lines)
        height *= factor**ROW_GROWTH
    elif lines:
        # The last line is half full on average, and goes on when lines hold fewer letters.
        wanted = max(1.0, (count - 0.5) * factor + 0.5) * factor * sum(lines) / count
        number = max(1, round(wanted * count / (factor * sum(lines))))
        lines, height = (wanted / number,) * number, height - sum(lines) + wanted
    return replace(
        block,
        height_px=height,
        lines_px=lines,
        space_px=block.space_px * factor,
        margin_after_px=block.margin_after_px * factor,
        repeated_head_px=block.repeated_head_px * factor,
    )


def _page_names(runs: Sequence[PageRun], factor: float, spacing: float) -> list[str]:
    scaled = ((run, [scale_block(block, factor) for block in run.blocks]) for run in runs)
    return [run.name for run, blocks in scaled for _ in paginate(blocks, run.heights_px, spacing)]

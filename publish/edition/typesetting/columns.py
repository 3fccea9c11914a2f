"""Divide the width of a table among its columns so that its rows take as few lines as possible."""

from collections.abc import Sequence
from math import ceil

STEP_EM = 0.5
# The widths are worked out for no more rows than this, the ones with the longest texts.
MOST_ROWS = 40


def column_shares(least_em: Sequence[float], rows: Sequence[Sequence[float]], width_em: float) -> tuple[float, ...]:
    """Return the share of ``width_em`` that each column takes, in sum 1.

    ``least_em`` is what the longest word of each column needs, with its padding; ``rows`` are the widths of the texts of each row, on one
    line, in the same order. Width goes step by step to the column in which it saves the most lines, then to the fullest one.
    """
    widths = list(least_em)
    longest = sorted(rows, key=sum, reverse=True)[:MOST_ROWS]
    for _ in range(int(max(0.0, width_em - sum(widths)) / STEP_EM)):
        widths[_neediest(widths, least_em, longest)] += STEP_EM
    total = sum(widths) or 1.0
    return tuple(width / total for width in widths)


def _neediest(widths: Sequence[float], least_em: Sequence[float], rows: Sequence[Sequence[float]]) -> int:
    """Return the column of the most crowded cells: those that alone make their rows as high as they are, then the longest texts."""
    lines = [[_lines(text, width) for text, width in zip(row, widths, strict=True)] for row in rows]

    def _need(place: int) -> tuple[float, float]:
        return sum(row[place] for row in lines if row[place] == max(row) > 1), max(row[place] for row in lines)

    return max(range(len(widths)), key=_need)


def _lines(text_em: float, width_em: float) -> float:
    """Return how many lines a text takes; what is short of a line counts as the part that it fills."""
    return float(ceil(text_em / width_em)) if text_em > width_em else text_em / width_em

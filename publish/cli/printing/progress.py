"""Show how a build goes on: a progress bar on a terminal, a line for each output elsewhere."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from publish.edition.request import Request
    from publish.release.results import BuiltOutput

BAR = 20
"""How many characters wide the bar is."""


@contextmanager
def progress(requests: "Sequence[Request]", quiet: bool) -> "Iterator[Callable[[BuiltOutput], None]]":
    """Give a function to call with each finished output: it moves a progress bar on a terminal, and prints a line elsewhere.

    The bar shows the time left, and how many outputs are made in a minute; an output that an earlier build made has no line.
    """
    if quiet:
        yield lambda built: None
    elif sys.stderr.isatty():
        size = len(requests)
        shown = partial(_shown, room=_room(size))
        with click.progressbar(length=size, label="Printing", width=BAR, file=sys.stderr, show_pos=True, item_show_func=shown) as bar:
            step: Callable[[int, str], None] = bar.update
            rate = _Rate()
            yield lambda built: step(1, f"{rate.after(built)}{built.request.stem}")
    else:
        places = count(1)
        yield lambda built: _print_line(f"[{next(places)}/{len(requests)}]", built)


def state_of(built: "BuiltOutput") -> str:
    """Return the word for how an output went, as tables show it."""
    if built.failed:
        return "FAILED"
    if built.request.is_proof:
        return "PROOF"
    return "OUT OF DATE" if built.made.outdated else "DRAFT" if built.made.draft else "approved"


def _print_line(place: str, built: "BuiltOutput") -> None:
    if not built.reused:
        click.echo(f"{place} {built.request.stem}: {state_of(built)}", err=True)


class _Rate:
    """Counts the outputs that are made, not those that are reused, and says how many that is a minute."""

    def __init__(self) -> None:
        self._made = 0
        self._start = time.monotonic()

    def after(self, built: "BuiltOutput") -> str:
        """Return the rate after ``built``; nothing before the first output that was made."""
        if built.reused:
            self._start = time.monotonic()
            return ""
        self._made += 1
        return f"{60 * self._made / max(time.monotonic() - self._start, 0.001):.0f} a minute, "


def _room(outputs: int) -> int:
    """Return how many characters are left beside the bar. A line that is too long would go on in the next one, and stay there."""
    beside = len("Printing  []  /    1d 00:00:00  ") + BAR + 2 * len(str(outputs))
    return max(0, shutil.get_terminal_size().columns - beside - 1)


def _shown(text: str | None, room: int) -> str:
    return (text or "")[:room]

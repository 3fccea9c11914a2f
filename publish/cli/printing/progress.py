"""Show how a build goes on: a progress bar on a terminal, a line for each output elsewhere."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from publish.edition.request import Request
    from publish.release.results import BuiltOutput


@contextmanager
def progress(requests: "Sequence[Request]", quiet: bool) -> "Iterator[Callable[[BuiltOutput], None]]":
    """Give a function to call with each finished output: it moves a progress bar on a terminal, and prints a line elsewhere."""
    if quiet:
        yield lambda built: None
    elif sys.stderr.isatty():
        with click.progressbar(requests, label="Printing", file=sys.stderr, item_show_func=_shown) as bar:
            step: Callable[[int, Request], None] = bar.update
            yield lambda built: step(1, built.request)
    else:
        places = iter(range(1, len(requests) + 1))
        yield lambda built: click.echo(f"[{next(places)}/{len(requests)}] {built.request.stem}: {state_of(built)}", err=True)


def state_of(built: "BuiltOutput") -> str:
    """Return the word for how an output went, as tables show it."""
    if built.failed:
        return "FAILED"
    if built.request.is_proof:
        return "PROOF"
    return "OUT OF DATE" if built.made.outdated else "DRAFT" if built.made.draft else "approved"


def _shown(request: "Request | None") -> str:
    return request.stem if request else ""

"""Run a pass over a part of a page, for the tests of passes."""

from collections.abc import Callable

from publish.edition.passes.tree import Element, parse_fragment, write_fragment


def changed(html: str, change: Callable[[Element], None]) -> str:
    """Return ``html`` as ``change`` leaves it."""
    root = parse_fragment(html)
    change(root)
    return write_fragment(root)

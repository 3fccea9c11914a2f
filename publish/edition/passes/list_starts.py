"""Numbered lists that do not begin at 1: WeasyPrint 70 ignores ``<ol start>`` and reads the number from CSS only."""

from publish.edition.passes.tree import Element


def set_list_starts(root: Element) -> None:
    """Give every numbered list in ``root`` with a ``start`` the same number as a CSS counter."""
    for numbers in root.iter("ol"):
        start = numbers.get("start")
        if start and "style" not in numbers.attrib:
            numbers.set("style", f"counter-reset: list-item {int(start) - 1}")

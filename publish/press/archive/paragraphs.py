"""Wrap text that is loose in a document, a section or another group in paragraphs (ISO/TS 32005, table 5; ISO 14289-2, 8.2.5)."""

from itertools import groupby
from typing import Any

from publish.press.archive.tree import GROUPS, INLINE, NO_TYPE, children, parent, wrap
from publish.press.engine.pdf import PdfObjects, array


def wrap_loose_text(pdf: PdfObjects) -> None:
    """Wrap each run of text that is directly in a group in a paragraph, and make one of an element without a type that holds text alone."""
    for item in pdf.elements(NO_TYPE):
        kinds = {child["S"] for child in _typed(pdf, item)}
        if kinds and kinds <= INLINE and not _is_in_line(pdf, item) and parent(pdf, item).get("S") in GROUPS:
            item["S"] = "/P"
    for kind in (*sorted(GROUPS), NO_TYPE):
        for item in pdf.elements(kind):
            if kind != NO_TYPE or parent(pdf, item).get("S") in GROUPS and not _is_in_line(pdf, item):
                _wrap_runs(pdf, item)


def _typed(pdf: PdfObjects, element: Any) -> list[Any]:
    """Return the elements in ``element``; for one without a type those in it."""
    found = []
    for child in children(pdf, element):
        found += _typed(pdf, child) if child["S"] == NO_TYPE else [child]
    return found


def _is_in_line(pdf: PdfObjects, item: Any) -> bool:
    """Tell whether ``item`` stands beside text in a line, so that the whole line is to be wrapped."""
    above = pdf.get(item["P"])
    return any(child["S"] in INLINE for child in children(pdf, above))


def _wrap_runs(pdf: PdfObjects, group: Any) -> None:
    kids: list[Any] = []
    for is_text, run in groupby(group["K"], lambda kid: _is_text(pdf, kid)):
        found = list(run)
        kids += [wrap(pdf, group, found, "/P")] if is_text else found
    group["K"] = array(kids)


def _is_text(pdf: PdfObjects, kid: Any) -> bool:
    if not isinstance(kid, bytes) or "S" not in (child := pdf.get(kid)):
        return False
    kinds = {each["S"] for each in _typed(pdf, child)} if child["S"] == NO_TYPE else {child["S"]}
    return bool(kinds) and kinds <= INLINE

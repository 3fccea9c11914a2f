"""Remove tags that hold nothing, and links in links: WeasyPrint 70 tags what CSS puts into a link as links, too."""

from typing import Any

from publish.press.engine.pdf import PdfObjects, array

MAY_BE_EMPTY = frozenset({"/TD", "/TH", "/LBody"})
"""Types that a table or a list needs in their place, with or without content."""


def drop_empty_elements(pdf: PdfObjects) -> None:
    """Take the elements out that hold nothing (a screen reader stops at them), and call a link in a link a part of it."""
    root = pdf.get(pdf.catalog["StructTreeRoot"])
    for document in root["K"]:
        _tidy(pdf, pdf.get(document))


def _tidy(pdf: PdfObjects, element: Any) -> bool:
    """Tidy what is in ``element``; tell whether it holds anything, or has its place without."""
    kept = [kid for kid in element["K"] if not isinstance(kid, bytes) or _is_kept(pdf, element, pdf.get(kid))]
    element["K"] = array(kept)
    return bool(kept) or element["S"] in MAY_BE_EMPTY


def _is_kept(pdf: PdfObjects, parent: Any, kid: Any) -> bool:
    if "S" not in kid:  # what ties an annotation to its link
        return True
    if kid["S"] == parent["S"] == "/Link":
        kid["S"] = "/Span"
    if _tidy(pdf, kid):
        return True
    kid.clear()
    return False

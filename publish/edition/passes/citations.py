"""Set the marks of citations apart: “text ¹, ²”.

Without a space before it, a mark is read aloud, searched and copied as part of the word before: “out of 100.7”. Marks that follow each
other would be read as one number.
"""

from publish.edition.passes.tree import Element, unwrap_element
from publish.text.zero_width import WORD_JOINER

_HARD_SPACE = "\u00a0"


def join_citations(root: Element) -> None:
    """Join citations in ``root`` that follow each other into one mark, and set each mark apart from the word before it."""
    for mark in list(root.iter("sup")):
        if _is_citation(mark) and (before := _mark_before(mark)) is not None:
            _append(before, mark)
    for mark in root.iter("sup"):
        if _is_citation(mark) and len(mark) and mark[0].tag == "a" and not mark.text:
            mark[0].text = _HARD_SPACE + (mark[0].text or "")


def _is_citation(element: Element) -> bool:
    return bool(element.get("class") == "cite")


def _mark_before(mark: Element) -> Element | None:
    """Return the raised mark (a citation or a footnote) directly before ``mark``."""
    before = mark.getprevious()
    return before if before is not None and before.tag == "sup" and not (before.tail or "").strip() else None


def _append(before: Element, mark: Element) -> None:
    """Move ``mark`` to the end of the mark ``before`` it."""
    joint, tail = f",{WORD_JOINER}", mark.tail
    if len(before):
        before[-1].tail = (before[-1].tail or "") + joint
    else:
        before.text = (before.text or "") + joint
    mark.tail = None
    before.append(mark)
    before.tail = tail
    unwrap_element(mark)

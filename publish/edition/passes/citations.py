"""Set the marks of citations apart: “text ¹, ²”.

Without a space before it, a mark is read aloud, searched and copied as part of the word before: “out of 100.7”. Marks that follow each
other would be read as one number, and with nothing but a comma between them as a decimal one: “5,4”.
"""

import re

from publish.edition.passes.tree import Element, unwrap_element
from publish.text.zero_width import WORD_JOINER

_HARD_SPACE = "\u00a0"
_JOINT = f",{WORD_JOINER}"
# Stops behind which a line may end even before a hard space (UAX 14, class BA): of Indic scripts, Khmer and Burmese.
_OPEN_STOPS = tuple("।॥។៕၊။")
_COMMAS = dict.fromkeys(("ar", "ckb", "fa", "ku", "ps", "sd", "ug", "ur"), "\u060c")
_BEFORE_STOPS = ("es", "fr")  # the languages whose marks stand before a full stop or a comma
# A word before a stop: a long one, or one behind a word. What follows a number may be a unit, and a mark behind it a power (“5 cm².”).
_STOPPED_WORD = re.compile(r"(?:(?:^|[^\w.,])[^\W\d_]{4,}|[^\W\d_]{2,}[\s’']+[^\W\d_]+)(?P<stop>[.,])$")


def join_citations(root: Element) -> None:
    """Join citations in ``root`` that follow each other into one mark, and set each mark apart from the word before it."""
    for mark in list(root.iter("sup")):
        if _is_citation(mark) and (before := _mark_before(mark)) is not None:
            _append(before, mark)
    for mark in root.iter("sup"):
        if _is_citation(mark) and len(mark) and mark[0].tag == "a" and not mark.text:
            mark[0].text = _HARD_SPACE + (mark[0].text or "")


def seat_citations(root: Element, language: str = "") -> None:
    """Set the marks in ``root`` as its language does: the comma between marks, and in some a mark before the full stop."""
    language = root.get("lang") or language
    for child in root:
        seat_citations(child, language)
    subtag = language.partition("-")[0]
    if root.tag == "sup" and _is_raised(root):
        _hold_to_stop(root)
        _set_commas(root, _COMMAS.get(subtag, ",") + _HARD_SPACE)
    if subtag in _BEFORE_STOPS:
        for mark in root:
            if mark.tag == "sup" and _is_citation(mark):
                _move_before_stop(mark)


def _hold_to_stop(mark: Element) -> None:
    """Keep ``mark`` on the line of a danda or its like before it: it began the next line, and was read with what follows."""
    before, parent = mark.getprevious(), mark.getparent()
    if before is not None and (before.tail or "").endswith(_OPEN_STOPS):
        before.tail += WORD_JOINER
    elif before is None and parent is not None and (parent.text or "").endswith(_OPEN_STOPS):
        parent.text += WORD_JOINER


def _is_raised(element: Element) -> bool:
    return element.get("class") in ("cite", "note-ref")


def _set_commas(mark: Element, comma: str) -> None:
    for part in mark:
        if part.tail == _JOINT:
            part.tail = comma


def _move_before_stop(mark: Element) -> None:
    """Move the full stop or comma directly before ``mark`` behind it, where a whole word is before that."""
    before, parent = mark.getprevious(), mark.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    found = _STOPPED_WORD.search(text or "")
    if not found or text is None or parent is None:
        return
    if before is not None:
        before.tail = text[:-1]
    else:
        parent.text = text[:-1]
    mark.tail = found["stop"] + (mark.tail or "")


def _is_citation(element: Element) -> bool:
    return bool(element.get("class") == "cite")


def _mark_before(mark: Element) -> Element | None:
    """Return the raised mark (a citation or a footnote) directly before ``mark``."""
    before = mark.getprevious()
    return before if before is not None and before.tag == "sup" and not (before.tail or "").strip() else None


def _append(before: Element, mark: Element) -> None:
    """Move ``mark`` to the end of the mark ``before`` it."""
    joint, tail = _JOINT, mark.tail
    if len(before):
        before[-1].tail = (before[-1].tail or "") + joint
    else:
        before.text = (before.text or "") + joint
    mark.tail = None
    before.append(mark)
    before.tail = tail
    unwrap_element(mark)

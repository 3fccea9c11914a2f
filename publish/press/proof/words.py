"""Check that every word that was composed is on paper.

Compared in the tree of boxes, element by element, before anything is written. White space, hyphens at the end of a line and invisible
characters are not compared; every other character is, letter case (``text-transform``) too: “MG” is not “mg”.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from publish.press.engine.boxes import boxes_in, has_ink, is_text, page_box, page_name
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.project import Finding
from publish.text.zero_width import strip_zero_width

UNPRINTED = frozenset({"head", "script", "style", "template", "title", "noscript", "datalist", "option"})
UNCOMPARED = re.compile(r"[\s\u2010-]+")
EXCERPT = 60  # characters


def find_lost_words(job: Job, root: Any, pages: Iterable[Any]) -> list[Finding]:
    """Return an error for each element of ``root`` (the HTML tree) whose text is not on ``pages`` whole."""
    printed: defaultdict[Any, list[str]] = defaultdict(list)
    for page in pages:
        for box in boxes_in(page_box(page)):
            if is_text(box) and has_ink(box.style) and not _is_generated(box):
                printed[box.element].append(box.text)
    return [
        _lost(job, text) for element, text in _composed(root) if not _is_complete(comparable(text), comparable("".join(printed[element])))
    ]


def comparable(text: str) -> str:
    """Return ``text`` without what is not compared (see above)."""
    return unicodedata.normalize("NFC", UNCOMPARED.sub("", strip_zero_width(text)))


def opening_words(text: str) -> str:
    """Return the beginning of ``text`` on one line, as messages quote it."""
    plain = " ".join(strip_zero_width(text).split())
    return plain if len(plain) <= EXCERPT else plain[: EXCERPT - 1] + "…"


def page_label(number: int, page: Any) -> str:
    """Return how messages name a page: its number, and its panel where it has a name (``page 2 (cover)``)."""
    name = page_name(page)
    return f"page {number} ({name})" if name else f"page {number}"


def _composed(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield each element that should print with its own text, in reading order."""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED or "hidden" in element.attrib or element.tag.endswith("}svg"):
        return
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if text and not text.isspace():
        yield element, text
    for child in element:
        yield from _composed(child)


def _is_generated(box: Any) -> bool:
    """Tell whether the text of ``box`` comes from a style sheet (markers, ``::before``) and not from the HTML."""
    tag = box.element_tag or ""
    return "::" in tag and not tag.endswith("::first-letter")


def _is_complete(composed: str, printed: str) -> bool:
    """Tell whether all is there; the head of a table and running elements print several times."""
    if composed == printed:
        return True
    times = len(printed) // len(composed) if composed else 0
    return times > 0 and composed * times == printed


def _lost(job: Job, text: str) -> Finding:
    hint = "a box of fixed height cuts text off, display: none removes it; let the box grow, or mark what is not to print as hidden in HTML"
    return finding_about(job, "words-lost", f": words that were composed are not on paper: “{opening_words(text)}”", hint)

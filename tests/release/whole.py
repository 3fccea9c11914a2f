"""Compare the words of the HTML of an output with the words that PDF readers find in its file."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
from weasyprint import HTML

from publish.edition.compose import compose
from publish.edition.request import Composition, Request
from publish.project import Workspace, now
from tests.validators.readers import pdfium, poppler, tokens
from tests.workspaces import ROOT

INLINE = frozenset("a abbr b bdi code em i small span strong sub sup time".split())
UNPRINTED = frozenset("head script style template".split())
# What stands where the style sheet puts it. Pdfium reads it in the order of painting, poppler by its place.
PLACED = frozenset("banner qr draft-tag draft-chip".split())
# A picture that would leave a hole on its page stands after the text that follows it (docs/decisions/024): its caption too.
MOVABLE = frozenset({"figcaption"})
# What poppler reads line by line across columns.
COLUMNS = frozenset("contents table".split())
RUNNING = ("running-", "draft-")
# Counters and markers that style sheets write.
WRITTEN = frozenset("•.·)")


@cache
def composed(order: Request) -> Composition:
    snapshot = Workspace(ROOT).snapshot()
    return compose(snapshot, order, today=now().date())


def names_of(element: Any) -> tuple[str, ...]:
    return (element.tag, *element.get("class", "").split())


def is_running(element: Any) -> bool:
    return any(name.startswith(RUNNING) for name in element.get("class", "").split())


def text_of(element: Any, left_out: Callable[[Any], bool]) -> str:
    """Return the text of an element as it is read aloud: blocks apart, inline elements joined to what is beside them."""
    tail = element.tail or ""
    if not isinstance(element.tag, str) or element.tag in UNPRINTED or "hidden" in element.attrib or left_out(element):
        return tail
    inner = (element.text or "") + "".join(text_of(child, left_out) for child in element)
    return inner + tail if element.tag in INLINE else f" {inner} {tail}"


def words_of(order: Request, left_out: Callable[[Any], bool]) -> list[str]:
    return tokens(text_of(HTML(string=composed(order).html).etree_element, left_out))


@cache
def furniture(order: Request) -> frozenset[str]:
    """Return the words that may print more often than the text has them: running heads and feet, words in drawings, table heads
    that are repeated on the next page, and the markers that style sheets write.
    """
    page = HTML(string=composed(order).html).etree_element
    running = " ".join(text_of(element, lambda inner: False) for element in page.iter() if is_running(element) or element.tag == "thead")
    drawn = " ".join(" ".join(ElementTree.fromstring(data).itertext()) for name, data in composed(order).files if name.endswith(".svg"))
    return frozenset((*tokens(f"{running} {drawn} {composed(order).title}"), *WRITTEN))


def unexplained(order: Request, extra: Counter[str], pages: int) -> set[str]:
    """Return the words of ``extra``, printed more often than the text has them, that are neither furniture nor counters of style sheets.

    A counter may be joined to a word of the furniture: “11쪽” is page 11. A table of contents has one page number for each entry.
    """
    page = HTML(string=composed(order).html).etree_element
    words = {word for word in extra if not word.isdecimal() and not is_furniture(word, order, pages)}
    found = Counter(value_of(word) for word in extra.elements() if word.isdecimal() and word not in furniture(order))
    numbers = found - counters(page, pages)
    entries = sum(1 for element in page.iter() if "contents" in names_of(element) for _ in element.iter("a"))
    listed = numbers.total() <= entries and all(int(number) <= pages for number in numbers)
    return words if listed else words | set(numbers)


def value_of(number: str) -> str:
    """Return a number in the digits of any language in European digits."""
    return str(int(number))


def counters(page: Any, pages: int) -> Counter[str]:
    """Return how often style sheets may write each number: on each page its own and the last one, and the numbers of list items."""
    lists = [len(element.findall("li")) for element in page.iter("ol")]
    every = Counter({str(pages): pages}) + Counter(str(number) for number in range(1, pages + 1))
    return every + Counter(str(number) for items in lists for number in range(1, items + 1))


def is_furniture(word: str, order: Request, pages: int) -> bool:
    """Tell whether a word is furniture, or furniture with the number of a page before or after it."""
    bare = re.sub(r"^\d+|\d+$", "", word)
    number = word.replace(bare, "") if bare else word
    return word in furniture(order) or (bare in furniture(order) and number.isdecimal() and int(number) <= pages)


READERS: tuple[tuple[Callable[[bytes], str], frozenset[str]], ...] = ((poppler, PLACED | COLUMNS | MOVABLE), (pdfium, PLACED | MOVABLE))


def differences(order: Request, read: list[str], pages: int) -> tuple[Counter[str], set[str]]:
    """Return the words of an output of so many ``pages`` that are not among those ``read``, and those read that were never written."""
    wanted, found = Counter(words_of(order, is_running)), Counter(read)
    return wanted - found, unexplained(order, found - wanted, pages)


def page_count(path: Path) -> int:
    """Return the number of pages of an output as they are numbered: of a folded one, those of the file for the screen."""
    screen = path.with_suffix(".screen.pdf")
    with pypdfium2.PdfDocument(screen if screen.exists() else path) as document:
        return len(document)


def astray(order: Request, read: list[str], apart: Iterable[str]) -> list[str]:
    """Return the words around the first that is not read in its turn: none where the text is in what is read, first word to last.

    Furniture may stand between two words; what has a class or a tag of ``apart`` is not looked for.
    """
    following, names = iter(read), set(apart)
    wanted = words_of(order, lambda element: is_running(element) or not names.isdisjoint(names_of(element)))
    lost = next((number for number, word in enumerate(wanted) if word not in following), None)
    return [] if lost is None else wanted[max(0, lost - 5) : lost + 5]


def in_column(order: Request, column: str) -> list[str]:
    """Return the words of a column (``source`` or ``translation``) where two languages stand side by side."""
    page = HTML(string=composed(order).html).etree_element
    cells = [cell for cell in page.iter("td") if column in names_of(cell)]
    return [word for cell in cells for word in tokens(text_of(cell, lambda inner: inner.tag in MOVABLE))]


def broken_captions(order: Request, read: list[str]) -> list[str]:
    """Return the captions whose words do not stand one after the other in what is read, wherever their picture has moved."""
    page, whole = HTML(string=composed(order).html).etree_element, f" {' '.join(read)} "
    captions = (" ".join(tokens(text_of(element, is_running))) for element in page.iter(*MOVABLE))
    return [caption for caption in captions if f" {caption} " not in whole]


def broken_panels(sheet: list[str], pages: Iterable[list[str]], ordered: bool = True) -> list[str]:
    """Return the panels of a sheet (their first words) that are not read as their page is, one word after the other.

    Where not ``ordered``, the words of a panel may change places, but no word of another panel may come between.
    """
    found = []
    text = f" {' '.join(sheet)} "
    for page in filter(None, pages):
        if f" {' '.join(page)} " in text:
            continue
        windows = (sheet[start : start + len(page)] for start in range(len(sheet) - len(page) + 1))
        if ordered or not any(Counter(window) == Counter(page) for window in windows):
            found.append(" ".join(page[:8]))
    return found

"""The words of an output as they were composed, and what differs from them in what a reader finds."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from xml.etree import ElementTree

from weasyprint import HTML

from publish import edition
from publish.project import Workspace
from publish.release.plan import Order
from tests.release.conftest import ROOT
from tests.validators.readers import pdfium, poppler, tokens

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
def composed(order: Order) -> edition.Composed:
    return edition.compose(
        Workspace(ROOT), order.guide, order.locale, order.layout, order.paper, order.clinic, fold=order.fold
    )


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


def words_of(order: Order, left_out: Callable[[Any], bool]) -> list[str]:
    return tokens(text_of(HTML(string=composed(order).html).etree_element, left_out))


@cache
def furniture(order: Order) -> str:
    """Return the words that may print more often than they stand in the text: at the edges of pages, in drawings, in the heads of tables
    that go on overleaf, and the counters of style sheets.
    """
    page = HTML(string=composed(order).html).etree_element
    running = " ".join(text_of(element, lambda inner: False) for element in page.iter() if is_running(element) or element.tag == "thead")
    drawn = " ".join(" ".join(ElementTree.fromstring(data).itertext()) for name, data in composed(order).files if name.endswith(".svg"))
    return " ".join((*tokens(f"{running} {drawn} {composed(order).title}"), *WRITTEN))


def is_furniture(word: str, order: Order) -> bool:
    """Tell whether a word stands at the edge of a page or in a drawing; there signs and numbers may cut it or join it."""
    return word.strip("0123456789") in furniture(order)


READERS: tuple[tuple[Callable[[bytes], str], frozenset[str]], ...] = ((poppler, PLACED | COLUMNS | MOVABLE), (pdfium, PLACED | MOVABLE))


def differences(order: Order, read: list[str]) -> tuple[Counter[str], set[str]]:
    """Return the words of an output that are not among those ``read``, and those read that were never written."""
    wanted, found = Counter(words_of(order, is_running)), Counter(read)
    return wanted - found, {word for word in found - wanted if not is_furniture(word, order)}


def astray(order: Order, read: list[str], apart: Iterable[str]) -> list[str]:
    """Return the words around the first that is not read in its turn: none where the text is in what is read, first word to last.

    Furniture may stand between two words; what has a class or a tag of ``apart`` is not looked for.
    """
    following, names = iter(read), set(apart)
    wanted = words_of(order, lambda element: is_running(element) or not names.isdisjoint(names_of(element)))
    lost = next((number for number, word in enumerate(wanted) if word not in following), None)
    return [] if lost is None else wanted[max(0, lost - 5) : lost + 5]


def in_column(order: Order, column: str) -> list[str]:
    """Return the words of a column (``source`` or ``translation``) where two languages stand side by side."""
    page = HTML(string=composed(order).html).etree_element
    cells = [cell for cell in page.iter("td") if column in names_of(cell)]
    return [word for cell in cells for word in tokens(text_of(cell, lambda inner: inner.tag in MOVABLE))]


def broken_captions(order: Order, read: list[str]) -> list[str]:
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

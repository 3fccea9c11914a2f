"""Words composed are words read: every PDF of every locale, by poppler and by pdfium, word for word."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from weasyprint import HTML

from publish import edition
from publish.project import Workspace
from publish.release import Made, Order
from tests.release.conftest import ROOT
from tests.validators.readers import pdfium, poppler, tokens

pytestmark = [pytest.mark.matrix, pytest.mark.xdist_group("matrix")]

INLINE = frozenset("a abbr b bdi code em i small span strong sub sup time".split())
UNPRINTED = frozenset("head script style template".split())
# What stands where the style sheet puts it. Pdfium reads it in the order of painting, poppler by its place.
PLACED = frozenset("banner qr draft-tag draft-chip".split())
# A picture that would leave a hole on its page stands after the text that follows it (docs/decisions/024): its caption too.
MOVABLE = frozenset({"figcaption"})
# What poppler reads line by line across columns.
COLUMNS = frozenset("contents table".split())
# What shares a page with the references: more Latin than Arabic letters make it a Latin page for poppler, which then runs
# together the numbers of a mixed line.
LAST_PAGE = frozenset("sender about".split())
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


def printed(matrix: Iterable[Made]) -> Iterator[tuple[Order, Path]]:
    return ((made.order, path) for made in matrix for path in made.files if path.suffix == ".pdf")


@pytest.mark.parametrize("reader", [poppler, pdfium])
def test_every_word_composed_is_read_and_no_other(matrix: tuple[Made, ...], reader: Callable[[bytes], str]) -> None:
    differences = {}
    for order, path in printed(matrix):
        wanted, found = Counter(words_of(order, is_running)), Counter(tokens(reader(path.read_bytes())))
        others = {word for word in found - wanted if not is_furniture(word, order)}
        tolerated = 5 if reader is poppler and order.locale == "ar" else 0  # see LAST_PAGE
        if max((wanted - found).total(), len(others)) > tolerated:
            differences[path.name, path.parent.name] = (wanted - found, others)
    assert not differences


@pytest.mark.parametrize(("reader", "apart"), [(poppler, PLACED | COLUMNS | LAST_PAGE | MOVABLE), (pdfium, PLACED | MOVABLE)])
def test_words_are_read_in_the_order_they_were_written(
    matrix: tuple[Made, ...], reader: Callable[[bytes], str], apart: frozenset[str]
) -> None:
    """The text is in what is read, from its first word to its last; furniture may stand between two of them."""
    astray = {}
    for order, path in printed(matrix):
        if path.with_suffix(".screen.pdf").exists():
            continue  # imposed: panels lie as the fold needs them
        read = iter(tokens(reader(path.read_bytes())))
        wanted = words_of(order, lambda element: is_running(element) or not apart.isdisjoint(names_of(element)))
        lost = next((number for number, word in enumerate(wanted) if word not in read), None)
        if lost is not None:
            astray[path.name, path.parent.name] = wanted[max(0, lost - 5) : lost + 5]
    assert not astray

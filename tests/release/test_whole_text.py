"""Tests that the text of every PDF, as poppler and pdfium read it, is the text of its HTML, word for word."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from publish.edition.request import Request
from publish.release.results import BuiltOutput
from tests.release.whole import READERS, astray, broken_captions, broken_panels, differences, page_count
from tests.validators.readers import PAGES_END, tokens

pytestmark = [pytest.mark.matrix, pytest.mark.xdist_group("matrix")]


def printed(matrix: Iterable[BuiltOutput]) -> Iterator[tuple[Request, Path]]:
    return ((made.request, path) for made in matrix for path in made.files if path.suffix == ".pdf")


@pytest.mark.parametrize(("reader", "apart"), READERS)
def test_every_word_is_read_and_no_other_in_the_order_they_were_written(
    matrix: tuple[BuiltOutput, ...], reader: Callable[[bytes], str], apart: frozenset[str]
) -> None:
    wrong = {}
    for order, path in printed(matrix):
        read = tokens(reader(path.read_bytes()))
        lost, others = differences(order, read, page_count(path))
        screen = path.with_suffix(".screen.pdf")
        if screen.exists():  # panels lie as the fold needs them
            turned = broken_panels(read, map(tokens, reader(screen.read_bytes()).split(PAGES_END)))
        else:
            turned = [*astray(order, read, apart), *broken_captions(order, read)]
        if lost or others or turned:
            wrong[path.parent.name, path.name] = (lost, others, turned)
    assert not wrong


@pytest.mark.parametrize("extra", [["300"], ["8"] * 20, ["13"], ["nowhere"], ["8mg"]], ids=" ".join)
def test_a_word_or_number_too_many_is_noticed(matrix: tuple[BuiltOutput, ...], extra: list[str]) -> None:
    order, path = next((order, path) for order, path in printed(matrix) if path.name.endswith("brochure.A4.pdf"))
    read = tokens(READERS[0][0](path.read_bytes()))
    assert differences(order, [*read, *extra], page_count(path)) == (Counter(), {extra[0]})

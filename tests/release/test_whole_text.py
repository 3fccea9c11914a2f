"""Words composed are words read: every PDF of every locale, by poppler and by pdfium, word for word."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from publish.release.build import Made
from publish.release.plan import Order
from tests.release.whole import READERS, astray, broken_captions, broken_panels, differences
from tests.validators.readers import PAGES_END, tokens

pytestmark = [pytest.mark.matrix, pytest.mark.xdist_group("matrix")]


def printed(matrix: Iterable[Made]) -> Iterator[tuple[Order, Path]]:
    return ((made.order, path) for made in matrix for path in made.files if path.suffix == ".pdf")


@pytest.mark.parametrize(("reader", "apart"), READERS)
def test_every_word_is_read_and_no_other_in_the_order_they_were_written(
    matrix: tuple[Made, ...], reader: Callable[[bytes], str], apart: frozenset[str]
) -> None:
    wrong = {}
    for order, path in printed(matrix):
        read = tokens(reader(path.read_bytes()))
        lost, others = differences(order, read)
        screen = path.with_suffix(".screen.pdf")
        if screen.exists():  # panels lie as the fold needs them
            turned = broken_panels(read, map(tokens, reader(screen.read_bytes()).split(PAGES_END)))
        else:
            turned = [*astray(order, read, apart), *broken_captions(order, read)]
        if lost or others or turned:
            wrong[path.parent.name, path.name] = (lost, others, turned)
    assert not wrong

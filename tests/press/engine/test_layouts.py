"""What one layout keeps for the next: the pages are those that WeasyPrint makes by itself, and less is done for them."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import CSS
from weasyprint.layout import block
from weasyprint.layout.column import columns_layout

from publish.press.engine.boxes import boxes_in, is_text, page_box
from publish.press.engine.layouts import columns
from publish.press.engine.layouts.cascade import KeptMatches
from publish.press.engine.layouts.columns import keep_children_of_columns
from publish.press.engine.layouts.waste import SELDOM, collected_after
from publish.press.engine.render import lay_out
from tests.press.fit.layouts import ready

ITEM = '<li style="{style}"><a href="#part">Part {number} of a long list of contents</a> {more}</li>'
BREAKS = (
    "li { break-inside: avoid; padding: 2px; margin: 0 0 7px } li:first-child { break-after: avoid } li:last-child { break-before: avoid }"
)


def contents(items: int, style: str = "", last: str = "", rules: str = "") -> str:
    """Return a list in two columns, whose items differ in height; the last one has a ``style`` of its own."""
    texts = [ITEM.format(number=number, more="more words " * (number % 4), style=style) for number in range(1, items + 1)]
    styles = f"<style>ul {{ columns: 2; padding: 0; list-style: none }} {BREAKS} {rules}</style>"
    return f'{styles}<p id="part">Before</p><ul>{"".join(texts)}{last}</ul><p>After</p>'


def places(document: Any) -> list[tuple[int, str, float, float]]:
    """Return the page, the text and the place of each text box, in the order of the boxes."""
    found = [(number, box) for number, page in enumerate(document.pages) for box in boxes_in(page_box(page)) if is_text(box)]
    return [(number, box.text, round(box.position_x, 6), round(box.position_y, 6)) for number, box in found]


@pytest.fixture
def plain() -> Iterator[None]:
    """Let WeasyPrint balance columns by itself while the test runs."""
    block.columns_layout, block.block_level_layout = columns_layout, columns.block_level_layout
    yield
    keep_children_of_columns()


SAMPLES = {
    "seven": contents(7),
    "sixteen": contents(16),
    "more than a page": contents(70),
    "breaks within": contents(12, rules="li { break-inside: auto } a { display: block }"),
    "no margins": contents(9, rules="li { margin: 0 }"),
    "margins above": contents(9, rules="li { margin: 5px 0 0 }"),
    "a float": contents(6, last='<li><span style="float: right">Floats</span> beside</li>'),
    "an absolute box": contents(6, last='<li style="position: relative"><b style="position: absolute; top: 0">!</b> text</li>'),
    "page numbers": contents(8, rules="a::after { content: leader('.') target-counter(attr(href), page) }"),
    "right to left": contents(11, rules="body { direction: rtl }"),
}


@pytest.mark.parametrize("body", SAMPLES.values(), ids=SAMPLES)
def test_columns_are_those_of_weasyprint(body: str, request: pytest.FixtureRequest) -> None:
    ours = places(lay_out(ready(body), 9))
    request.getfixturevalue("plain")
    assert ours == places(lay_out(ready(body), 9))


def test_less_is_laid_out_in_columns_than_weasyprint_does(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    laid_out: list[Any] = []
    original = columns.block_level_layout

    def count(context: Any, box: Any, *rest: Any, **options: Any) -> Any:
        laid_out.extend([box] if box.element_tag == "li" else [])
        return original(context, box, *rest, **options)

    monkeypatch.setattr(columns, "block_level_layout", count)
    lay_out(ready(contents(14)), 9)
    ours = len(laid_out)
    request.getfixturevalue("plain")
    lay_out(ready(contents(14)), 9)
    assert 14 <= ours < (len(laid_out) - ours) / 2


def matches(kept: KeptMatches, galley: Any, sheet: Any) -> list[int]:
    """Return how many rules of ``sheet`` match each element of a job."""
    kept.refresh(galley.root)
    return [len(kept.sheet(sheet).match(element)) for element in galley.html.wrapper_element.iter_subtree()]


@pytest.mark.parametrize(
    ("rule", "attribute"), [("p", ("class", "new")), (".new", ("class", "new")), ("[style*=red]", ("style", "color: red"))]
)
def test_matches_are_kept_while_the_tree_is_what_it_was(rule: str, attribute: tuple[str, str]) -> None:
    galley, text = ready("<p>One</p><p>Two</p>"), f"{rule} {{ color: red }}"
    kept, sheet = KeptMatches([text]), CSS(string=text)
    before = matches(kept, galley, sheet)
    assert matches(kept, galley, sheet) == before
    first = next(galley.root.iter("p"))
    first.set(*attribute)
    fresh = matches(KeptMatches([text]), galley, sheet)
    assert matches(kept, galley, sheet) == fresh
    assert sum(fresh) - sum(before) == (rule != "p")


def test_a_change_of_style_asks_no_selector_again() -> None:
    galley, text = ready("<p>One</p><p>Two</p>"), "p { color: red }"
    kept, sheet = KeptMatches([text]), CSS(string=text)
    matches(kept, galley, sheet)
    asked: list[Any] = []
    sheet.matcher.match = lambda element: asked.append(element) or []
    next(galley.root.iter("p")).set("style", "color: blue")
    matches(kept, galley, sheet)
    assert not asked
    body = next(galley.root.iter("body"))
    body.remove(body[0])
    matches(kept, galley, sheet)
    assert asked


def test_the_collector_comes_seldom_during_a_print_and_as_often_as_before_after_it() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="stop"), collected_after():
        with collected_after():
            assert gc.isenabled() and gc.get_threshold()[0] == SELDOM
        assert gc.get_threshold()[0] == SELDOM
        raise ValueError("stop")
    assert gc.get_threshold() == usual

"""Trial changes of a tree: applied in order, taken back without a trace, or kept."""

import xml.etree.ElementTree as ElementTree

import pytest

from publish.press.fit.changes import FigureMove, SpareElement, StyleChange, parents_of, take_spare_elements, trial_changes
from tests.press.fit.samples import tree

HTML = '<p id="a" style="color: red" /><figure id="f" /><p id="b" /><div id="d"><p id="c" /></div>'


def source(root: ElementTree.Element) -> str:
    return ElementTree.tostring(root[0], encoding="unicode")


@pytest.mark.parametrize("keeps", [True, False])
def test_changes_are_kept_only_on_request(keeps: bool) -> None:
    root = tree(HTML)
    (a, figure, b, d), before = root[0], source(root)
    spare = ElementTree.Element("hr")
    changes = [
        StyleChange(a, "margin: 0"), StyleChange(b, "top: 0"), StyleChange(b, "left: 0"), FigureMove(figure, b),
        SpareElement(spare, d, d[0], 30.0), SpareElement(ElementTree.Element("br"), root[0], None, 30.0),
    ]  # fmt: skip
    with trial_changes(root, changes) as kept:
        during = source(root)
        if keeps:
            kept.append(True)
    assert during == (
        '<body><p id="a" style="color: red; margin: 0" /><p id="b" style="top: 0; left: 0" /><figure id="f" />'
        '<div id="d"><hr /><p id="c" /></div><br /></body>'
    )
    assert source(root) == (during if keeps else before)


def test_spare_elements_are_taken_out_in_document_order_and_know_their_place() -> None:
    root = tree(
        '<p /><div><hr data-spare="30" id="1" /><hr data-spare="12.5" id="2" /><p id="after" /></div>'
        '<section data-spare="5" id="3" /><p data-spare="" />'
    )
    body, div = root[0], root[0][1]
    found = take_spare_elements(root)
    assert [(each.element.get("id"), each.parent, each.least_mm) for each in found] == [("1", div, 30), ("2", div, 12.5), ("3", body, 5)]
    assert [each.following for each in found] == [div[0], div[0], body[2]] and div[0].get("id") == "after"
    assert not [each for each in root.iter() if each.get("data-spare")]
    assert parents_of(root) == {body: root, body[0]: body, div: body, body[2]: body, div[0]: div}
    assert take_spare_elements(tree('<hr data-spare="1" />'))[0].following is None


def test_a_figure_moves_out_of_its_part_and_back():
    root = tree('<div><p /><figure /></div><p id="b" />')
    (_, figure), after, before = root[0][0], root[0][1], source(root)
    with trial_changes(root, [FigureMove(figure, after)]):
        assert source(root) == '<body><div><p /></div><p id="b" /><figure /></body>'
    assert source(root) == before

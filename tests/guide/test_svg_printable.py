"""Drawings that would print otherwise than they look are refused."""

import pytest

from publish.guide.svg.printable import check_labels, check_printable
from publish.guide.svg.safe import read_drawing
from publish.project import PublishError

BOX = '<rect width="9" height="9" {}/>'


def judge(inside: str) -> str:
    """Return what is wrong with a drawing of ``inside``, empty if it prints."""
    root = read_drawing(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode(), "d.svg")
    try:
        check_printable(root, "d.svg")
        check_labels(root, "d.svg")
    except PublishError as error:
        (finding,) = error.findings
        assert (finding.code, finding.file) == ("drawing-unprintable", "d.svg") and finding.hint
        return finding.message
    return ""


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<filter id="f"><feGaussianBlur stdDeviation="4"/></filter>' + BOX.format('filter="url(#f)"'), "a filter"),
        ('<filter id="f"/>' + BOX.format('style="filter:url(#f)"'), "a filter"),
        ('<style>.a{filter:url(#f)}</style><filter id="f"/>' + BOX.format('class="a"'), "a filter"),
        ('<filter id="f"/>' + BOX.format(""), ""),
        ('<mask id="m"/>' + BOX.format('mask="url(#m)"'), "a mask"),
        ('<mask id="m" maskUnits="userSpaceOnUse"/>' + BOX.format('mask="url(#m)"'), ""),
        ('<linearGradient id="g"><stop stop-color="#fff"/></linearGradient>' + BOX.format('fill="url(#g)"'), ""),
        ('<linearGradient id="g"><stop style="stop-opacity:0"/></linearGradient>' + BOX.format('fill="url(#g)"'), "translucent"),
        ('<radialGradient id="g"><stop stop-color="#12345678"/></radialGradient>' + BOX.format('fill="url(#g)"'), "translucent"),
        ('<svg x="1" viewBox="0 0 1 1"/>', "no width and height"),
        ('<svg x="1" viewBox="0 0 1 1" width="3" height="3"/>', ""),
        (BOX.format('paint-order="stroke"'), "paint-order"),
        ('<text style="shape-inside:url(#r)">A</text>', "flows"),
        ('<text x="1">H<tspan dy="3">2</tspan>O</text>', "raised or lowered letters: “H2O”"),
        ('<text x="1"><tspan x="1">A</tspan><tspan x="1" dy="3">B</tspan></text>', ""),
    ],
)
def test_what_prints_otherwise_than_it_looks_is_refused(inside: str, said: str) -> None:
    assert said in judge(inside) and bool(said) == bool(judge(inside))

"""Text outside its box or its page stops the print; text near an edge is a warning."""

import pytest

from publish.press import print_job
from publish.project import Severity
from tests.press.samples import errors_of, with_body


def test_text_that_a_fixed_box_swallows_at_the_end_of_the_page_is_lost():
    body = '<div style="height: 100mm; margin-top: 120mm"><p>a</p><p style="margin-top: 90mm">b</p></div>'
    codes = {code for code, _ in errors_of(with_body(body))}
    assert codes & {"words-lost", "text-outside"}


@pytest.mark.parametrize(
    "body",
    [
        '<div style="height: 8mm; overflow: hidden"><p>one</p><p>two</p><p>three</p></div>',
        '<div style="max-height: 8mm"><p>one</p><p>two</p><p>three</p></div><p>printed over it</p>',
        '<p style="position: absolute; top: -20mm">above the edge of the paper</p>',
        '<p style="position: absolute; left: 195mm; white-space: nowrap">beyond the edge of the paper</p>',
        '<p style="width: 20mm; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">cut off with three dots</p>',
    ],
)
def test_text_outside_its_box_or_page_is_an_error(body):
    assert {code for code, _ in errors_of(with_body(body))} == {"text-outside"}


def test_a_picture_in_a_sentence_or_a_cell_stays_on_the_paper():
    drawing = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{}' height='9'/%3E"
    for body in ('<p>Look <img alt="a red box" src="{}"> here</p>', '<table><tr><td><img alt="a red box" src="{}"></td></tr></table>'):
        ((code, message),) = errors_of(with_body(body.format(drawing.format(900))))
        assert code == "picture-outside" and "a red box" in message
        print_job(with_body(body.format(drawing.format(90))))


def test_text_near_the_edge_is_a_warning_reported_once():
    printed = print_job(with_body('<p style="position: absolute; left: -7mm; top: 130mm">near the edge <b>of the paper</b></p>'))
    (finding,) = [finding for finding in printed.findings if finding.code == "text-near-edge"]
    assert finding.severity is Severity.WARNING and "5 mm" in finding.message


def test_a_table_keeps_its_column_but_for_margins_that_are_meant():
    row = f"<tr><td>{'Ǆ' * 16}</td></tr>"
    ((code, _),) = errors_of(with_body(f'<div style="width: 60mm"><table>{row}</table></div>'))
    assert code == "text-outside"
    print_job(with_body(f'<div style="width: 60mm"><table style="margin-right: -90mm">{row}</table></div>'))
    wide = '<div style="width: 60mm; margin-left: 60mm"><table style="margin-left: -50mm; width: 100mm"><tr><td>x</td></tr></table></div>'
    print_job(with_body(wide))

"""Every warning of WeasyPrint stops the print, also those of parsing style sheets."""

from dataclasses import replace

import pytest

from tests.press.samples import errors_of, with_body

WIDE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><text x="{x}" y="10" font-size="8" {more}>Words</text></svg>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p style="opacity: .5">Faint text</p>', "“Faint text” is translucent"),
        ('<p style="colour: red">x</p>', "colour"),
        ('<img src="drawing.svg">', "alt"),
        ('<a href="#no">x</a>', "#no"),
    ],
)
def test_any_warning_of_weasyprint_is_an_error(body, words):
    ((code, message),) = errors_of(with_body(body))
    assert code == "print-warning" and words in message


def test_a_warning_of_a_style_sheet_is_an_error_every_time():
    sample = with_body("")
    sample = replace(sample, stylesheets=(*sample.stylesheets, "p { colour: blue }"))
    for _ in range(2):  # the second time the style sheet comes parsed from the cache
        ((code, message),) = errors_of(sample)
        assert code == "print-warning" and "colour: blue" in message


@pytest.mark.parametrize(("x", "more"), [(30, ""), (0, 'text-anchor="middle"'), (0, 'transform="translate(30 0)"'), (5, 'direction="rtl"')])
def test_text_that_leaves_its_drawing_is_an_error(x, more):
    data = WIDE.format(x=x, more=more).encode()
    *others, (code, message) = errors_of(with_body("", files=(("drawing.svg", data),)))
    assert code == "print-warning" and "“Words” sticks out of the drawing drawing.svg" in message
    assert {code for code, _ in others} <= {"words-lost"}  # most of it is cut off

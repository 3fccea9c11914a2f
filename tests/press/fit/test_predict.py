"""What one layout says of other sizes: scaled blocks fall onto pages, and the last size within the limit is likely."""

import pytest

from publish.press.fit.predict import predict_step, scale_block
from publish.press.sheets.page_limit import PageLimit
from tests.press.fit.samples import block, paragraph, run_of

STEPS = [1 + step / 20 for step in range(11)]


def test_a_paragraph_grows_with_its_lines_and_a_picture_does_not():
    text = paragraph(4)
    larger = scale_block(text, 1.5)
    assert larger.height_px - 1.5**2 * text.height_px == pytest.approx(-0.25 * 1.5 * sum(text.lines_px) / 4)
    assert sum(larger.lines_px) == pytest.approx(larger.height_px) and len(larger.lines_px) == 6
    assert larger.space_px == text.space_px * 1.5
    assert scale_block(block(120.0), 1.5).height_px == 120.0
    assert scale_block(text, 1.0).height_px == pytest.approx(text.height_px)


def test_the_last_step_within_the_limit_is_likely():
    run = run_of([paragraph(4) for _ in range(5)], [600.0], [400.0])
    fitting = predict_step([run], PageLimit(1), STEPS, 1.0)
    assert 0 < fitting < len(STEPS) - 1
    assert predict_step([run], PageLimit(2), STEPS, 1.0) == len(STEPS) - 1
    assert predict_step([run, run], PageLimit(1), STEPS, 1.0) == 0

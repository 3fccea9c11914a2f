"""Lists of every shape are tagged as PDF/UA-1 wants them: items with several paragraphs, quotations, lists in lists, footnotes."""

from dataclasses import replace

import pytest

from publish.press import print_job
from tests.press.samples import job
from tests.validators.verapdf import failures

pytestmark = pytest.mark.slow

SHAPES = {
    "loose": "<ul><li><p>One.</p></li><li><p>Two.</p><p>More of it.</p></li></ul>",
    "nested": "<ul><li>One<ol><li><p>Within.</p><p>More of it.</p></li></ol></li></ul>",
    "mixed": "<ol><li>One<blockquote><p>Said.</p></blockquote>and more</li></ol>",
    "notes": '<ol><li id="note.1"><p>The note.</p></li></ol>',
}


@pytest.mark.parametrize("fold", [None, "roll"])
def test_items_hold_labels_and_bodies_alone(tmp_path, fold):
    paths = []
    for name, html in SHAPES.items():
        sample = job("en", fold=fold, sections=1)
        result = print_job(replace(sample, html=sample.html.replace("</p>", f"</p>{html}", 1)))
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(result.pdf)
    assert failures(paths) == {path: [] for path in paths}

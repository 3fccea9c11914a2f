"""Every warning has its sign and its word; the fault: a warning that is known by its colour alone, or one that says “Warning” twice."""

from functools import partial

import pytest

from publish.edition.passes.flags import add_flags
from tests.edition.passes.fragments import changed

FLAG = '<p class="flag">Warning</p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<section class="warning">\n<p>A</p>\n</section>', f'<section class="warning">\n{FLAG}<p>A</p>\n</section>'),
        ('<section class="warning big">\n<h2>Stop</h2></section>', f'<section class="warning big">\n{FLAG}<h2>Stop</h2></section>'),
        ('<section class="warnings"><p>A</p></section>', '<section class="warnings"><p>A</p></section>'),
        (
            '<section class="warning"><h2 class="red">WARNING <b>signs</b></h2></section>',
            '<section class="warning"><h2 class="flagged red">WARNING <b>signs</b></h2></section>',
        ),
        (
            '<section class="warning"><p class="title">A warning</p></section>',
            '<section class="warning"><p class="flagged title">A warning</p></section>',
        ),
        ('<section class="warning"><p>A warning</p></section>', f'<section class="warning">{FLAG}<p>A warning</p></section>'),
        ('<section class="warning">So: <h2>Warning</h2></section>', f'<section class="warning">So: {FLAG}<h2>Warning</h2></section>'),
    ],
)
def test_a_warning_says_its_word_once(html: str, expected: str) -> None:
    assert changed(html, partial(add_flags, flag=FLAG)) == expected

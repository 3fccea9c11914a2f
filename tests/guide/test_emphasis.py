"""Emphasis in scripts without spaces, and around facts: stars mark what is between them, and never print."""

import pytest

from publish.guide import parse_guide, to_html
from publish.guide.parse.markdown import inline_tokens

STRONG = {
    "致电**{clinic.phone}**。": "{clinic.phone}",
    "**注意：**请停药": "注意：",
    "请**“停药”**后再": "“停药”",
    "전화**{clinic.phone}**으로": "{clinic.phone}",
    "오늘**(중요)**은": "(중요)",
    "すぐに**「救急」**に電話": "「救急」",
    "โทร**{clinic.phone}**หาก": "{clinic.phone}",
    "ទូរស័ព្ទ**{clinic.phone}**ភ្លាម": "{clinic.phone}",
    "call**{clinic.phone}**now": "{clinic.phone}",
}


@pytest.mark.parametrize("text", STRONG)
def test_it_needs_no_space_outside(text: str) -> None:
    html = to_html(parse_guide(text))
    assert f"<strong>{STRONG[text]}</strong>" in html and "*" not in html


@pytest.mark.parametrize("text", ["foo**(bar)**baz", "a * b * c", "5 * {n} * 3", "请 ** 停 ** 药", "a**“b”**c"])
def test_elsewhere_it_is_as_commonmark_says(text: str) -> None:
    assert not any(token.type.endswith("_open") for token in inline_tokens(text))

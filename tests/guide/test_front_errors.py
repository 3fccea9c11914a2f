"""What a guide.toml may hold that is TOML and yet cannot be printed: one error that names the key, never a fault."""

from datetime import date

import pytest

from publish.guide import Front, parse_front
from publish.project import PublishError

HEAD = 'edition = "1"\npublished = 2026-05-04\n'


def front(text: str) -> Front:
    return parse_front(text.encode(), "guide.toml")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[facts]\ndose = { value = 1e308 }", "facts.dose.value"),
        ("[facts]\ndose = { value = 123456789012345678901234567890 }", "facts.dose.value"),
        ("[facts]\nprice = { low = 1, high = inf, currency = \"EUR\" }", "facts.price.high"),
        ("[facts]\nprice = { value = 3, currency = \"<b>\" }", "facts.price.currency"),
        ("[facts]\nprice = { value = 3, currency = \"euros\" }", "facts.price.currency"),
        ('[[references]]\nid = "a"\ntext = "b"\nurl = "javascript:alert(1)"', "references[1].url"),
    ],
)
def test_what_cannot_be_printed_names_its_key(text: str, key: str) -> None:
    with pytest.raises(PublishError) as caught:
        front(HEAD + text)
    assert [f"“{key}”" in finding.message for finding in caught.value.findings] == [True]


def test_the_default_review_date_is_within_the_calendar() -> None:
    assert front('edition = "1"\npublished = 9999-12-31\n').next_review == date(9999, 12, 31)

"""What a guide.toml may hold that is TOML and yet cannot be printed: one error that names the key, never a fault."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


LITERALS = [
    *("1", "-0.5", "1e20", "nan", "inf", "true", '"text"', '" "', '"EUR"', '"javascript:x"', '"https://x.org"'),
    *("2026-11-23", "2026-11-23T10:00:00Z", "10:00:00", "[]", "[1]", '["a", { id = "a" }]', "{}", "{ value = 1 }"),
    *("{ value = 1, unit = 2 }", "{ low = 3, high = 1, note = 1 }", "{ date = 1 }", "{ text = 'x', x = 1 }"),
    "{ a = { value = 1, unit = 'day', currency = 'EUR' } }",
    "{ a = { low = 3, high = 1, x = 2 } }",
    "[{ id = 'a', text = 'b' }, { id = 'a', text = 'c', x = 1 }]",
    "{ title = 'x', editor = 'y' }",
]
KEYS = ["edition", "published", "next_review", "author", "reviewer", "credit", "facts", "references", "other"]


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(LITERALS)))
def test_any_value_of_any_key_is_read_or_named_with_its_line(values: dict[str, str]) -> None:
    lines = [f"{key} = {literal}" for key, literal in values.items()]
    try:
        parse_front("\n".join(lines).encode(), "guide.toml")
    except PublishError as error:
        for finding in error.findings:
            assert finding.code in ("front-wrong", "front-missing", "front-unknown") and finding.file == "guide.toml" and finding.hint
            assert finding.line is None or lines[finding.line - 1].split(" = ")[0] in finding.message

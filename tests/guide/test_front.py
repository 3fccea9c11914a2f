"""guide.toml."""

from datetime import date

import pytest

from publish.guide import Credit, Day, Front, Phrase, Quantity, Reference, parse_front
from publish.project import PublishError

LEAST = 'edition = "2026.1"\npublished = 2026-11-23\n'


def front(text: str, name: str = "guide.toml") -> Front:
    return parse_front(text.encode(), name)


def test_the_least_that_a_file_needs() -> None:
    read = front(LEAST)
    assert (read.edition, read.published, read.next_review) == ("2026.1", date(2026, 11, 23), date(2029, 11, 23))
    assert read.author is None and read.reviewer is None and read.credit is None and not read.findings


def test_review_falls_due_on_the_28th_after_a_leap_day() -> None:
    assert front('edition = "1"\npublished = 2024-02-29\n').next_review == date(2027, 2, 28)


def test_a_file_with_every_key() -> None:
    text = LEAST + """
author = "A"
reviewer = "B"
[credit]
title = "T"
[facts]
span = { low = 10, high = 30, unit = "minute" }
share = { value = 62.8, unit = "percent" }
price = { low = 300, high = 3000, currency = "USD" }
approved = { date = 2009-07-01 }
drug = { text = "dutasteride" }
[[references]]
id = "m"
text = "M, 2013."
doi = "10.1/x"
"""
    read = front(text)
    assert read.facts == {
        "span": Quantity(10, 30, "minute"),
        "share": Quantity(62.8, 62.8, "percent"),
        "price": Quantity(300, 3000, None, "USD"),
        "approved": Day(date(2009, 7, 1)),
        "drug": Phrase("dutasteride"),
    }
    assert read.facts["span"].is_range and not read.facts["share"].is_range  # type: ignore[union-attr]
    assert read.references == (Reference("m", "M, 2013.", "10.1/x"),) and read.credit == Credit("T")


@pytest.mark.parametrize(
    "text, keys",
    [
        ("", ["edition", "published"]),
        ('edition = 1\npublished = "today"\n', ["edition", "published"]),
        (LEAST + "author = 1\n", ["author"]),
        (LEAST + "facts = 1\n", ["facts"]),
        (LEAST + "[facts]\na = 3\nb = { }\nc = { value = true }\nd = { low = 3, high = 1 }\ne = { low = 1 }\nf = { value = nan }\n",
         ["facts.a", "facts.b", "facts.c.value", "facts.d.low", "facts.e.high", "facts.f.value"]),
        (LEAST + "[facts]\na = { date = 1 }\nb = { text = '' }\nc = { value = 1, unit = 'day', currency = 'EUR' }\n",
         ["facts.a.date", "facts.b.text", "facts.c.currency"]),
        (LEAST + "references = 1\n", ["references"]),
        (LEAST + "[[references]]\nid = 'a'\n[[references]]\nid = ''\ntext = 'x'\n", ["references[1].text", "references[2].id"]),
        (LEAST + "[[references]]\nid = 'a'\ntext = 'x'\n[[references]]\nid = 'a'\ntext = 'y'\n", ["references[2].id"]),
        (LEAST + "[[references]]\nid = 'a'\ntext = 'x'\nurl = 'javascript:x'\n", ["references[1].url"]),
        (LEAST + "[facts]\na = { value = 1, currency = 'eur' }\nb = { value = 1e15 }\n", ["facts.a.currency", "facts.b.value"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_all_at_once(text: str, keys: list[str]) -> None:
    with pytest.raises(PublishError) as caught:
        front(text, "source/x/guide.toml")
    named = " ".join(finding.message for finding in caught.value.findings)
    assert all(f"“{key}”" in named for key in keys), named
    assert all(finding.file == "source/x/guide.toml" and "2026-11-23" in str(finding.hint) for finding in caught.value.findings)


def test_unknown_keys_are_warnings() -> None:
    read = front(LEAST + "colour = 1\n[facts]\na = { value = 1, note = 'x' }\n")
    assert ["“colour”" in finding.message or "“facts.a.note”" in finding.message for finding in read.findings] == [True, True]


def test_broken_toml_names_the_line() -> None:
    with pytest.raises(PublishError, match="toml-broken") as caught:
        parse_front(b"edition = '1'\npublished = \n", "guide.toml")
    assert caught.value.findings[0].line == 2


def test_each_finding_names_its_line() -> None:
    text = LEAST + "author = 1\n\n[facts]\ndose = { value = 3,  unit = 4 }\nspan = { low = 9, high = 1 }\n[[references]]\nid = 'a'\n"
    with pytest.raises(PublishError) as caught:
        parse_front(text.encode(), "guide.toml")
    assert [(finding.line, finding.code) for finding in caught.value.findings] == [
        (3, "front-wrong"), (6, "front-wrong"), (7, "front-wrong"), (8, "front-missing"),
    ]  # fmt: skip
    warnings = parse_front((LEAST + "\ncredit = { titel = 'x' }\n").encode(), "guide.toml").findings
    assert [(warning.line, warning.code) for warning in warnings] == [(4, "front-unknown")]
    assert "did you mean “title”?" in str(warnings[0].hint)


@pytest.mark.parametrize(("fact", "meant"), [("{ value = 1, unt = 'day' }", "unit"), ("{ vlaue = 1, unit = 'day' }", "value")])
def test_a_misspelt_key_of_a_fact_is_an_error_because_its_number_would_print_without_its_unit(fact: str, meant: str) -> None:
    with pytest.raises(PublishError) as caught:
        parse_front((LEAST + f"colour = 1\n[facts]\nx = {fact}\n").encode(), "guide.toml")
    error, warning = caught.value.findings
    assert [(finding.severity, finding.line) for finding in (error, warning)] == [("error", 5), ("warning", 3)]
    assert f"did you mean “{meant}”" in str(error.hint)


def test_a_moment_counts_as_its_day() -> None:
    assert parse_front(b'edition = "1"\npublished = 2026-11-23T10:00:00Z\n', "guide.toml").published == date(2026, 11, 23)


@pytest.mark.parametrize("name", ["../../x", "es/..", "", "Spanish", "es\n"])
def test_the_locales_of_a_guide_are_names_of_folders(name: str) -> None:
    with pytest.raises(PublishError, match="front-wrong"):
        parse_front((LEAST + f"locales = {[name]!r}\n").replace("'es\\n'", '"es\\n"').encode(), "guide.toml")
    assert parse_front((LEAST + 'locales = ["pt_BR", "sr@latin"]\n').encode(), "guide.toml").locales == ("pt_BR", "sr@latin")


@pytest.mark.parametrize(
    "line",
    [
        f"facts.a.value = {'9' * 4000}", 'facts.a = { value = 2, text = "3" }', 'facts.a = { low = 1, high = 2, value = 3 }',
        'facts.a.text = "2\\t0"', 'facts.a.text = "2\\n0"', 'facts.a.text = "2\\u20280"', 'facts.a.text = "2\\U000E0030"',
        'facts.a.text = "\\ue000edition-code\\ue001"', 'author = "A\\nB"', "next_review = 2026-11-22",
        '[[references]]\nid = "a"\ntext = "A"\nurl = "https://exa\\tmple.org/"',
        '[[references]]\nid = "a"\ntext = "A"\nurl = "https://who.int@example.org/"',
        '[[references]]\nid = "a"\ntext = "A"\nurl = "https://"',
        '[[references]]\nid = "a"\ntext = "A"\ndoi = "10.1000/../x"', '[[references]]\nid = "a"\ntext = "A"\ndoi = "10.1/\\"><b>"',
        '[[references]]\nid = "a"\ntext = "A"\ndoi = "not one"',
    ],
)  # fmt: skip
def test_a_value_that_would_print_as_something_else_is_refused(line: str) -> None:
    with pytest.raises(PublishError) as refused:
        front(LEAST + line)
    assert {finding.code for finding in refused.value.findings} == {"front-wrong"}


@pytest.mark.parametrize("name", ["../../x", "2 1", "2/1", "\\u202e1.2", "%2e", "9" * 41, ".1", "2\\n1", ""])
def test_an_edition_is_a_plain_short_name(name: str) -> None:
    with pytest.raises(PublishError, match="edition"):
        front(LEAST.replace("2026.1", name))

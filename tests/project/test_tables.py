"""Tables become dataclasses, or findings that name file, key and line."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

import pytest

from publish.project import PublishError, Severity
from publish.project.shapes import FilledLine, Line, Number, Rejected, not_blank, one_of
from publish.project.tables import FileKind, read_table, structure, warn_of_unknown
from publish.project.toml import parse_toml

KIND = FileKind("wrong", "read the manual", "missing", "unknown")


@dataclass(frozen=True, slots=True)
class Row:
    id: FilledLine
    note: Line = ""


@dataclass(frozen=True, slots=True)
class One:
    value: Number


@dataclass(frozen=True, slots=True)
class Span:
    low: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise Rejected("no greater than high", "low")


@dataclass(frozen=True, slots=True)
class Shape:
    name: FilledLine
    count: int = 1
    share: float = 0.5
    on: bool = False
    day: date | None = None
    kind: Literal["pdf", "html"] = "pdf"
    colours: tuple[Annotated[str, one_of("red", "green")], ...] = ()
    rows: tuple[Row, ...] = ()
    spans: dict[str, One | Span] = field(default_factory=dict)
    inner: Row | None = None


def read(text: str, kind: FileKind = KIND) -> Shape:
    return read_table(text.encode(), "x.toml", Shape, kind)[0]


def faults(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(PublishError) as error:
        read(text)
    assert all(finding.file == "x.toml" and finding.severity is Severity.ERROR and finding.hint for finding in error.value.findings)
    return [(finding.line, finding.code, finding.message) for finding in error.value.findings]


def test_a_file_is_read_into_its_shape() -> None:
    text = """
name = "  A "
count = 3
share = 1
on = true
day = 2026-11-23
kind = "html"
colours = ["red"]
inner = { id = "i" }
[[rows]]
id = "a"
note = " n "
[spans]
a = { value = 3 }
b = { low = 1, high = 2.5 }
"""
    spans = {"a": One(3), "b": Span(1.0, 2.5)}
    expected = Shape("A", 3, 1.0, True, date(2026, 11, 23), "html", ("red",), (Row("a", "n"),), spans, Row("i"))
    assert read(text) == expected
    value = read(text).spans["a"]
    assert isinstance(value, One) and isinstance(value.value, int)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("count = 1.5", "“count” must be a whole number"),
        ("count = true", "“count” must be a whole number"),
        ('count = "3"', "“count” must be a whole number"),
        ("share = nan", "“share” must be a number"),
        ("share = false", "“share” must be a number"),
        ("on = 1", "“on” must be true or false"),
        ('day = "2026-11-23"', "“day” must be a date without quotes, as in 2026-11-23"),
        ('kind = "PDF"', "“kind” must be one of pdf, html, not “PDF”"),
        ("kind = 1", "“kind” must be text in quotes"),
        ('colours = "red"', "“colours” must be a list, in square brackets"),
        ('colours = ["green", "rde"]', "“colours[2]” must be one of red, green, not “rde”"),
        ("rows = [1]", "“rows[1]” must be a table, under [its name]"),
        ("rows = 1", "“rows” must be a list of tables, each under [[its name]]"),
        ("spans = 1", "“spans” must be a table, under [its name]"),
        ("spans = { a = { } }", "“spans.a” must be a table with value, low and high"),
        ("spans = { a = { low = 3, high = 1 } }", "“spans.a.low” must be no greater than high"),
        ("inner = { id = ' ' }", "“inner.id” must be text in quotes, not empty"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(line: str, message: str) -> None:
    assert faults(f'name = "a"\n\n{line}\n') == [(3, "wrong", message)]


def test_all_faults_are_reported_at_once_in_the_order_of_the_shape() -> None:
    text = 'count = "x"\ncolour = 1\n[[rows]]\nid = "a"\n[[rows]]\nnote = 4\n'
    assert faults(text) == [
        (None, "missing", "the key “name” is missing"),
        (1, "wrong", "“count” must be a whole number"),
        (5, "missing", "the key “rows[2].id” is missing"),
        (6, "wrong", "“rows[2].note” must be text in quotes"),
        (2, "unknown", "unknown key “colour”"),
    ]


def test_a_misspelt_key_or_value_is_answered_with_the_right_one() -> None:
    with pytest.raises(PublishError) as error:
        read('name = "a"\nkind = "htm"\ncolors = []\n')
    assert [finding.hint for finding in error.value.findings] == [
        "did you mean “html”? choose from: pdf, html",
        "did you mean “colours”? choose from: name, count, share, on, day, kind, colours, rows, spans, inner",
    ]


def test_unknown_keys_may_be_warnings_or_be_accepted() -> None:
    text = b'name = "a"\n[[rows]]\nid = "b"\nextra = 1\n'
    shape, warnings = read_table(text, "x.toml", Shape, FileKind("wrong", "", unknown="unknown", unknown_keys=warn_of_unknown))
    assert shape.rows == (Row("b"),)
    (warning,) = warnings
    assert (warning.severity, warning.line, warning.message) == (Severity.WARNING, 4, "unknown key “rows[1].extra” is ignored")
    asked: list[Any] = []
    accepting = FileKind("wrong", "", unknown_keys=lambda *found: asked.append(found))  # type: ignore[func-returns-value]
    assert read_table(text, "x.toml", Shape, accepting) == (shape, ())
    assert asked == [(("rows", 0), "extra", ["id", "note"])]


def test_rules_on_several_keys_hold_beside_unknown_keys() -> None:
    kind = FileKind("wrong", "hint", unknown_keys=warn_of_unknown)
    with pytest.raises(PublishError) as error:
        read('name = "a"\nspans = { a = { low = 3, high = 1, note = "x" } }\n', kind)
    assert [finding.message for finding in error.value.findings] == ["“spans.a.low” must be no greater than high"]


def test_the_codes_for_missing_and_unknown_keys_are_that_for_wrong_ones_unless_stated() -> None:
    with pytest.raises(PublishError) as error:
        read("x = 1\n", FileKind("wrong", "hint"))
    assert [finding.code for finding in error.value.findings] == ["wrong", "wrong"]


def test_tables_from_several_files_are_reported_at_the_lines_of_one() -> None:
    file = parse_toml(b'\ncount = "x"\n', "child.toml")
    with pytest.raises(PublishError) as error:
        structure({"name": 1} | file.tables, file, Shape, KIND)
    assert [(finding.file, finding.line) for finding in error.value.findings] == [("child.toml", None), ("child.toml", 2)]


@pytest.mark.parametrize(("text", "stripped"), [(" a ", "a"), ("a", "a")])
def test_not_blank_strips(text: str, stripped: str) -> None:
    assert not_blank(text) == stripped

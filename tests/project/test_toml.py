"""The line on which a key stands, whatever the layout of the file."""

import pytest

from publish.project import PublishError
from publish.project.toml import KeyPath, key_name, parse_toml

TEXT = b'''\
# a comment
name = "a"

text = """
first
second = 2
"""
list = [
  "x",   # a comment
  "y",
]

[table]
inline = { a = 1, b = { c = 2 } }
dotted.key = 3

[table.deep]
key = 1
[[rows]]
id = 1
[[rows]]
id = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("text",), 4),
        (("list",), 8),
        (("list", 1), 8),
        (("table",), 13),
        (("table", "inline", "b", "c"), 14),
        (("table", "dotted", "key"), 15),
        (("table", "deep"), 17),
        (("table", "deep", "key"), 18),
        (("rows",), 19),
        (("rows", 1), 21),
        (("rows", 1, "id"), 22),
        (("rows", 1, "missing"), 21),
        (("table", "missing", "key"), 13),
        (("missing",), None),
        ((), None),
        (("name", "no table"), 2),
        (("second",), None),
    ],
)
def test_the_line_of_a_key(path: KeyPath, line: int | None) -> None:
    assert parse_toml(TEXT, "x.toml").line_of(path) == line
    assert parse_toml(b"\xef\xbb\xbf" + TEXT.replace(b"\n", b"\r\n"), "x.toml").line_of(path) == line


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a = 1\nb = \n", "toml-broken", 2),
        (b"a = 1\n\na = 2\n", "toml-broken", 3),
        (b"a = " + b"9" * 5000, "toml-broken", None),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "toml-broken", None),
        (b"a = '\xff'", "file-unreadable", None),
    ],
)
def test_what_is_no_toml(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(PublishError) as error:
        parse_toml(data, "x.toml")
    assert [(finding.code, finding.file, finding.line) for finding in error.value.findings] == [(code, "x.toml", line)]


def test_a_path_as_it_is_written() -> None:
    assert key_name(("facts", "dose", "unit")) == "facts.dose.unit"
    assert key_name(("references", 1, "id")) == "references[2].id"

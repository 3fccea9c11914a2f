"""A file is decoded in the charset of its header, and it is known when that had to be guessed."""

import pytest

from publish.po.charset import decode, is_decoded, is_guessed
from publish.project import PublishError

TEXT = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=%s\\n"\n\nmsgid "a"\nmsgstr "%s"\n'


@pytest.mark.parametrize(
    ("named", "text", "charset"),
    [
        ("UTF-8", "é", "utf-8"),
        ("utf-8-sig", "é", "utf-8"),
        ("ISO-8859-1", "é", "iso8859-1"),
        ("windows-1251", "ж", "cp1251"),
        ("KOI8-R", "ж", "koi8-r"),
        ("EUC-JP", "文", "euc_jp"),
        ("GB2312", "文", "gb2312"),
        ("Big5", "文", "big5"),
    ],
)
def test_a_known_charset_is_used(named: str, text: str, charset: str) -> None:
    content = TEXT % (named, text)
    assert decode(content.encode(charset), "a.po") == (charset, content)


UNKNOWN = ["CHARSET", "foo", "", "UTF-7", "UTF-16", "ISO-2022-JP", "é", "rot13", "hex", "unicode_escape", "charmap", "cp037"]


@pytest.mark.parametrize("named", UNKNOWN)
def test_an_unknown_charset_is_utf_8_or_else_guessed(named: str) -> None:
    content = TEXT % (named, "é")
    assert decode(content.encode(), "a.po") == ("utf-8", content)
    assert decode(content.encode("latin-1"), "a.po") == ("latin-1", content)
    assert is_guessed("latin-1", f"text/plain; charset={named}")


def test_a_charset_that_the_header_names_is_not_guessed() -> None:
    assert not is_guessed("latin-1", "text/plain; charset=ISO-8859-1")
    assert not is_guessed("utf-8", "text/plain; charset=foo")
    assert is_guessed("latin-1", "text/plain")


def test_a_charset_is_found_in_a_header_that_is_broken_into_lines() -> None:
    content = 'msgid ""\n""\nmsgstr "X: \\"y\\"\\n"\n"Content-Type: text/plain; char"\n"set=KOI8-R\\n"\n# ж\n'
    assert decode(content.encode("koi8-r"), "a.po") == ("koi8-r", content)


def test_bytes_that_are_not_of_the_charset_are_noticed() -> None:
    charset, text = decode((TEXT % ("UTF-8", "")).encode() + b"# \xff\n", "a.po")
    assert charset == "utf-8" and not is_decoded(text) and is_decoded("é文")


@pytest.mark.parametrize(("charset", "ends", "message"), [("utf-16", "\n", "UTF-16"), ("utf-8", "\r", "carriage return")])
def test_a_file_that_cannot_be_split_into_lines_is_refused(charset: str, ends: str, message: str) -> None:
    with pytest.raises(PublishError, match=message) as caught:
        decode((TEXT % ("UTF-8", "b")).replace("\n", ends).encode(charset), "de.po")
    assert caught.value.findings[0].line == 1

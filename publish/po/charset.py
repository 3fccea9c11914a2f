"""Decode the bytes of a PO file in the charset that its own header names.

The charset is named by ``Content-Type: text/plain; charset=…`` in the header, so it is looked up in the bytes. Every charset
that contains ASCII and that Python can decode is read; files in legacy charsets come from older projects.
"""

import codecs
import re

from publish.project import problem

BOM = codecs.BOM_UTF8
FALLBACK = "latin-1"

_ASCII = bytes(range(128))
# Codecs of Python that are no charset, or whose bytes mean what the escape sequence before them says.
_UNSUITABLE = re.compile("escape|iso2022|charmap")

_HEADER = re.compile(rb'^msgid[ \t]*(?:""\s*)+msgstr[ \t]*((?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"\s*)+)', re.MULTILINE)
_CHARSET = re.compile(rb"charset=([^\s\\]*)")


def decode(body: bytes, name: str) -> tuple[str, str]:
    """Return the charset and the text of a PO file called ``name`` in messages.

    Where the header names no charset that is known, the text is UTF-8 if it is valid UTF-8, else Latin-1. Bytes that are not of
    the charset become surrogates, because they do no harm in a comment; `publish.po.parse` refuses them in a string.
    Raises `PublishError` (``po-charset``, ``po-syntax``) for a file that cannot be split into lines.
    """
    _refuse_unreadable(body, name)
    charset = _known_charset(_named_charset(body))
    if charset is None:
        return ("utf-8", body.decode("utf-8")) if _is_utf8(body) else (FALLBACK, body.decode(FALLBACK))
    return charset, body.decode(charset, "surrogateescape")


def is_guessed(charset: str, content_type: str) -> bool:
    """Tell whether ``charset``, in which a file was read, is the fallback and not the one that its Content-Type names."""
    named = _CHARSET.search(content_type.encode())
    return charset == FALLBACK and _known_charset(named[1].decode() if named else "") != codecs.lookup(FALLBACK).name


def is_decoded(text: str) -> bool:
    """Tell whether all bytes of a file were of its charset; other bytes are surrogates, which cannot be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse_unreadable(body: bytes, name: str) -> None:
    """Raise `PublishError` for UTF-16, and for line ends that would make the file one line."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "the file is UTF-16, which gettext does not read"
        raise problem("po-charset", message, file=name or None, line=1, hint="save the file as UTF-8")
    if b"\r" in body and b"\n" not in body:
        message = "the lines of the file end with a carriage return alone, so gettext reads it as one line"
        raise problem("po-syntax", message, file=name or None, line=1, hint="save the file with line ends of Unix or Windows")


def _named_charset(body: bytes) -> str:
    """Return the charset that the header names, as it is written there; "" if it names none."""
    header = _HEADER.search(body)
    found = _CHARSET.search(b"".join(re.findall(rb'"([^"\n]*)"', header[1]))) if header else None
    return found[1].decode("ascii", "replace") if found else ""


def _known_charset(named: str) -> str | None:
    """Return Python's name of a charset that contains ASCII, as that of a PO file must; None for others and for ``CHARSET``."""
    try:
        found = codecs.lookup(named if named.isascii() else "")
        suitable = not _UNSUITABLE.search(found.name) and _ASCII.decode(found.name, "surrogateescape") == _ASCII.decode("ascii")
    except (LookupError, ValueError, TypeError):
        return None
    return found.name.removesuffix("-sig") if suitable else None


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

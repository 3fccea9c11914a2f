"""The charset of a PO file: the header names it, inside the bytes that it is needed for."""

import codecs
import re
from typing import AnyStr

from publish.project import problem

FALLBACK = "latin-1"
ASCII = bytes(range(128))

_HEADER = re.compile(rb'^msgid[ \t]*(?:""\s*)+msgstr[ \t]*((?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"\s*)+)', re.MULTILINE)
_CHARSET = re.compile(rb"charset=([^\s\\;]+)")


def decode(body: bytes, name: str) -> tuple[str, str]:
    """Return the charset and the text. Bytes outside of the charset become surrogates: they are harmless in a comment."""
    found = _HEADER.search(body)
    said = _CHARSET.search(b"".join(re.findall(rb'"([^"\n]*)"', found[1]))) if found else None
    charset = _codec(said[1].decode("ascii", "replace")) if said else None
    if charset is None:
        return _guess(body)
    text = body.decode(charset, "surrogateescape")
    if text.count("\n") != body.count(b"\n"):
        raise problem("po-charset", f"the lines of the file are not {charset}", file=name or None, line=1, hint="save the file as UTF-8")
    return charset, text


def continued(rows: list[AnyStr], backslash: AnyStr, newline: AnyStr) -> list[AnyStr]:
    """Return the lines with those joined that a backslash continues: gettext reads on over it, even in a comment."""
    joined: list[list[AnyStr]] = [[]]
    for row in rows:
        joined[-1].append(row)
        if not row.endswith(backslash):
            joined.append([])
    return [newline.join(group) for group in joined if group]


def _codec(said: str) -> str | None:
    """Return Python's name of a charset that holds ASCII, as one of a PO file must; None for any other, and for ``CHARSET``."""
    try:
        found = codecs.lookup(said)
        same = ASCII.decode(found.name, "surrogateescape") == ASCII.decode("ascii")
    except (LookupError, ValueError, TypeError):
        return None
    return found.name.removesuffix("-sig") if same else None


def _guess(body: bytes) -> tuple[str, str]:
    try:
        return "utf-8", body.decode("utf-8")
    except UnicodeDecodeError:
        return FALLBACK, body.decode(FALLBACK)

"""The charset of a PO file: the header names it, inside the bytes that it is needed for."""

import codecs
import re
from typing import AnyStr

from publish.project import problem

FALLBACK = "latin-1"
ASCII = bytes(range(128))

# The charsets that gettext knows, and so looks at the bytes of. Text in any other is taken as it comes.
PORTABLE = frozenset(
    "ASCII ANSI_X3.4-1968 US-ASCII KOI8-R KOI8-U KOI8-T CP850 CP866 CP874 CP932 CP949 CP950 CP1250 CP1251 CP1252 CP1253 CP1254"
    " CP1255 CP1256 CP1257 GB2312 EUC-JP EUC-KR EUC-TW BIG5 BIG5-HKSCS GBK GB18030 SHIFT_JIS JOHAB TIS-620 VISCII GEORGIAN-PS UTF-8".split()
) | {f"ISO{mark}8859-{part}" for mark in "-_" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 15)}

_HEADER = re.compile(rb'^msgid[ \t]*(?:""\s*)+msgstr[ \t]*((?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"\s*)+)', re.MULTILINE)
_CHARSET = re.compile(rb"charset=([^\s\\]*)")


def decode(body: bytes, name: str) -> tuple[str, str]:
    """Return the charset and the text. Bytes outside of the charset become surrogates: they are harmless in a comment."""
    _refuse_what_msgfmt_cannot_read(body, name)
    said = _said(body)
    portable, charset = said.upper() in PORTABLE, _codec(said)
    if charset is None or (not portable and not _is(charset, body)):
        return _guess(body)
    text = body.decode(charset, "surrogateescape")
    if text.count("\n") != body.count(b"\n"):
        raise problem("po-charset", f"the lines of the file are not {charset}", file=name or None, line=1, hint="save the file as UTF-8")
    return charset, text


def _refuse_what_msgfmt_cannot_read(body: bytes, name: str) -> None:
    """Raise `PublishError` (``po-charset``, ``po-syntax``) for a file that would read as rubbish, or as nothing."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "the file is UTF-16, which gettext does not read"
        raise problem("po-charset", message, file=name or None, line=1, hint="save the file as UTF-8")
    if b"\r" in body and b"\n" not in body:
        message = "the lines of the file end with a carriage return alone, so that it is one line"
        raise problem("po-syntax", message, file=name or None, line=1, hint="save the file with line ends of Unix or Windows")


def is_guessed(catalog_charset: str, header: str) -> bool:
    """Tell whether a text that was read as ``catalog_charset`` is in truth of a charset that its header does not name."""
    said = _CHARSET.search(header.encode())
    return catalog_charset == FALLBACK and _codec(said[1].decode() if said else "") != codecs.lookup(FALLBACK).name


def continued(rows: list[AnyStr], backslash: AnyStr, newline: AnyStr) -> list[AnyStr]:
    """Return the lines with those joined that a backslash continues: gettext reads on over it, even in a comment."""
    joined: list[list[AnyStr]] = [[]]
    for row in rows:
        joined[-1].append(row)
        if not row.endswith(backslash):
            joined.append([])
    return [newline.join(group) for group in joined if group]


def is_whole(text: str) -> bool:
    """Tell whether every byte of the file was of its charset: what was not is a surrogate, which cannot be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _said(body: bytes) -> str:
    """Return the charset that the header names, as it is written there; "" where it names none."""
    header = _HEADER.search(body)
    found = _CHARSET.search(b"".join(re.findall(rb'"([^"\n]*)"', header[1]))) if header else None
    return found[1].decode("ascii", "replace") if found else ""


def _codec(said: str) -> str | None:
    """Return Python's name of a charset that holds ASCII, as one of a PO file must; None for any other, and for ``CHARSET``."""
    try:
        found = codecs.lookup(said if said.isascii() else "")
        same = ASCII.decode(found.name, "surrogateescape") == ASCII.decode("ascii")
    except (LookupError, ValueError, TypeError):
        return None
    return found.name.removesuffix("-sig") if same else None


def _is(charset: str, body: bytes) -> bool:
    try:
        return body.decode(charset).count("\n") == body.count(b"\n")
    except UnicodeDecodeError:
        return False


def _guess(body: bytes) -> tuple[str, str]:
    return ("utf-8", body.decode("utf-8")) if _is("utf-8", body) else (FALLBACK, body.decode(FALLBACK))

"""Parse PO entries of the usual layout with one regular expression, for speed.

Nearly every entry of nearly every file has this layout. Any other entry (obsolete, with ``#|`` lines, octal escapes or unusual
spacing) is left to `publish.po.parse`, which also reads the usual layout and gives the same result.
Without this module, reading and writing takes 2.3 to 2.7 times as long (docs/decisions/005-po-codec.md).
"""

import re
from functools import lru_cache

from publish.po.fields import ESCAPES, comment_fields
from publish.po.model import Content, Texts

_LINE = r'"[^"\\\n]*(?:\\["\\abfnrtv][^"\\\n]*)*"\n'
_ENTRY = re.compile(
    rf"(?P<above>\n*)(?P<comments>(?:#(?![~|])[^\n]*\n)*)(?:msgctxt (?P<msgctxt>(?:{_LINE})+))?msgid (?P<msgid>(?:{_LINE})+)"
    rf"(?:msgid_plural (?P<msgid_plural>(?:{_LINE})+)msgstr\[0\] (?P<forms>(?:{_LINE})+(?:msgstr\[\d\] (?:{_LINE})+)*)"
    rf"|msgstr (?P<msgstr>(?:{_LINE})+))(?=\n*(?:#(?!(?:~\|?|\|)\s*\n)|msg[ic]|\Z))"
)
_FORM = re.compile(r"^msgstr\[(\d)\] ", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")


def match_entry(text: str, start: int) -> re.Match[str] | None:
    """Return the match of an entry of the usual layout and of the empty lines above it; None for any other layout.

    ``start`` is an offset in ``text``, at the beginning of a line.
    """
    match = _ENTRY.match(text, start)
    if match is None or not match["forms"]:
        return match
    numbers = _FORM.findall(match["forms"])
    return match if numbers == [str(number) for number in range(1, len(numbers) + 1)] else None


def matched_content(match: re.Match[str]) -> Content:
    """Return the fields of the entry that `match_entry` found."""
    _, comments, context, msgid, plural, forms, msgstr = match.groups()
    texts = tuple(_unquote(part) for part in _FORM.split(forms)[::2]) if forms else ()
    return (
        _unquote(msgid),
        _unquote(msgstr) if msgstr else "",
        _unquote(context) if context else None,
        _unquote(plural) if plural else None,
        texts,
        *_cached_comment_fields(comments),
        None,
        False,
    )


@lru_cache(maxsize=8192)
def _cached_comment_fields(comments: str) -> tuple[Texts, Texts, Texts, Texts, Texts]:
    """Return `comment_fields`, cached because the catalogs of all locales repeat the comments of the template."""
    return comment_fields(comments.split("\n")[:-1])


def _unquote(lines: str) -> str:
    """Return the text of consecutive lines of quoted strings."""
    text = lines[1:-2]
    if '"\n"' in text:
        text = text.replace('"\n"', "")
    return _ESCAPE.sub(lambda match: ESCAPES[match[1]], text) if "\\" in text else text

"""Whole entries at a time: the shape that nearly every entry of nearly every file has, in one pattern.

This is only for speed. What does not fit (obsolete entries, ``#|``, octal escapes, unusual spacing …) is
left to `publish.po.read`, which reads this shape too, and gives the same.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.po.model import FUZZY, Content, Texts

_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")
NAMED = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"', "\n": ""}

_LINE = r'"[^"\\\n]*(?:\\["\\abfnrtv][^"\\\n]*)*"\n'
_BLOCK = re.compile(
    rf"(?P<above>\n*)(?P<comments>(?:#(?![~|])[^\n]*\n)*)(?:msgctxt (?P<msgctxt>(?:{_LINE})+))?msgid (?P<msgid>(?:{_LINE})+)"
    rf"(?:msgid_plural (?P<msgid_plural>(?:{_LINE})+)msgstr\[0\] (?P<forms>(?:{_LINE})+(?:msgstr\[\d\] (?:{_LINE})+)*)"
    rf"|msgstr (?P<msgstr>(?:{_LINE})+))(?=\n*(?:#(?!(?:~\|?|\|)\s*\n)|msg[ic]|\Z))"
)
_FORM = re.compile(r"^msgstr\[(\d)\] ", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")


def match_block(text: str, start: int) -> re.Match[str] | None:
    """Return the match of an entry of the usual shape, and of the empty lines above it, from ``start``, the beginning of a line."""
    match = _BLOCK.match(text, start)
    if match is None or not match["forms"]:
        return match
    numbers = _FORM.findall(match["forms"])
    return match if numbers == [str(number) for number in range(1, len(numbers) + 1)] else None


def block_content(match: re.Match[str]) -> Content:
    """Return what the entry says."""
    _, comments, context, msgid, plural, forms, msgstr = match.groups()
    texts = tuple(_joined(part) for part in _FORM.split(forms)[::2]) if forms else ()
    return (
        _joined(msgid),
        _joined(msgstr) if msgstr else "",
        _joined(context) if context else None,
        _joined(plural) if plural else None,
        texts,
        *_same_comments(comments),
        None,
        False,
    )


@lru_cache(maxsize=8192)
def _same_comments(comments: str) -> tuple[Texts, Texts, Texts, Texts, Texts]:
    """Return `comment_fields`; the catalogs of all locales have the same comments of the template."""
    return comment_fields(comments.split("\n")[:-1])


def _joined(lines: str) -> str:
    """Return what lines of strings say."""
    text = lines[1:-2]
    if '"\n"' in text:
        text = text.replace('"\n"', "")
    return _ESCAPE.sub(lambda match: NAMED[match[1]], text) if "\\" in text else text


def comment_fields(lines: list[str]) -> tuple[Texts, Texts, Texts, Texts, Texts]:
    """Return translator's comments, extracted comments, references, flags and sticky flags of the comment lines of an entry."""
    if not lines:
        return (), (), (), (), ()
    found: dict[str, list[str]] = {".": [], ":": [], ",": [], "=": [], "": []}
    for line in lines:
        kind = line[1:2]
        kind = "," if kind == "!" else kind if kind in found else ""
        found[kind].append(line[len(kind) + 1:].rstrip("\r"))
    own, extracted = (tuple(text.removeprefix(" ") for text in found[kind]) for kind in ("", "."))
    references = tuple(_REFERENCE.findall(" ".join(found[":"])))
    flags, sticky = (tuple(_flags(",".join(found[kind]))) for kind in (",", "="))
    return own, extracted, references, flags, sticky


def _flags(text: str) -> Iterator[str]:
    """Yield the flags of flag lines. gettext parts them at spaces as well, which others have inside of flags: only fuzzy is looked for."""
    for flag in filter(None, map(str.strip, text.split(","))):
        words = flag.split()
        yield from words if FUZZY in words else (flag,)

"""Parse the parts of one PO entry: its quoted strings and its comment lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.po.model import FUZZY, Content, Previous, Texts

ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"', "\n": ""}

# Octal and hexadecimal escapes in a row are the bytes of one or more characters, so they are decoded together.
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.)", re.DOTALL)
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+))")
# A reference that holds spaces stands between U+2068 and U+2069, as GNU gettext writes it.
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|\\S+")


@dataclass(slots=True)
class PartialEntry:
    """An entry while it is parsed: its comment lines, and the strings of each keyword (``|msgid`` is that of a ``#|`` line).

    ``place`` is the row and column where it begins, ``line`` the line of its msgid, from 1.
    """

    comments: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    forms: list[list[str]] = field(default_factory=list)
    obsolete: bool = False
    place: tuple[int, int] | None = None
    line: int = 0

    def content(self) -> Content:
        """Return the fields of the complete entry."""
        texts = {name: "".join(parts) for name, parts in self.strings.items()}
        previous = Previous(texts["|msgid"], texts.get("|msgctxt"), texts.get("|msgid_plural")) if "|msgid" in texts else None
        return (
            texts["msgid"],
            texts.get("msgstr", ""),
            texts.get("msgctxt"),
            texts.get("msgid_plural"),
            tuple(map("".join, self.forms)),
            *comment_fields(self.comments),
            previous,
            self.obsolete,
        )


def unescape(text: str, charset: str) -> str:
    """Return the text of a PO string without its quotes, with the escapes of C replaced.

    Octal and hexadecimal escapes are bytes of ``charset``. Raises `KeyError` with the letter of an unknown escape.
    """
    return _ESCAPE.sub(lambda match: _bytes_of(match[1]).decode(charset, "replace") if match[1] else ESCAPES[match[2]], text)


def comment_fields(lines: list[str]) -> tuple[Texts, Texts, Texts, Texts, Texts]:
    """Parse the comment lines of an entry: translator's comments, extracted comments, references, flags and sticky flags.

    ``#!`` is another spelling of ``#,``.
    """
    if not lines:
        return (), (), (), (), ()
    found: dict[str, list[str]] = {".": [], ":": [], ",": [], "=": [], "": []}
    for line in lines:
        kind = line[1:2]
        kind = "," if kind == "!" else kind if kind in found else ""
        found[kind].append(line[len(kind) + 1:].rstrip("\r"))
    comments, extracted = (tuple(text.removeprefix(" ") for text in found[kind]) for kind in ("", "."))
    references = tuple(_REFERENCE.findall(" ".join(found[":"])))
    flags, sticky_flags = (tuple(_split_flags(",".join(found[kind]))) for kind in (",", "="))
    return comments, extracted, references, flags, sticky_flags


def _bytes_of(escapes: str) -> bytes:
    """Return the bytes that a run of octal and hexadecimal escapes stands for; of a larger number, the low 8 bits."""
    numbers = (int(octal, 8) if octal else int(hexadecimal, 16) for octal, hexadecimal in _BYTE.findall(escapes))
    return bytes(number & 0xFF for number in numbers)


def _split_flags(text: str) -> Iterator[str]:
    """Yield the flags of ``#,`` lines.

    GNU gettext also splits at spaces; other tools write flags that contain spaces. So a flag is split there only to find ``fuzzy``.
    """
    for flag in filter(None, map(str.strip, text.split(","))):
        words = flag.split()
        yield from words if FUZZY in words else (flag,)

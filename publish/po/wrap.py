"""Escape the strings of a PO file, break them into lines, and find the width at which a file is wrapped.

Lines break where GNU gettext breaks them (Unicode Standard Annex 14, as far as prose needs it), so that ``msgcat`` and the editors
that use it leave a file as it is. Widths are in columns of a terminal.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from publish.text.width import char_columns, columns

WIDTH = 79  # columns of a line with its quotes, the default of GNU gettext
UNWRAPPED = 1 << 30

_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
_NAMED = {"\n": "\\n", "\t": "\\t", "\b": "\\b", "\r": "\\r", "\f": "\\f", "\v": "\\v", "\a": "\\a", "\\": "\\\\", '"': '\\"'}
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_PIECE = re.compile(r"\\[0-7]{3}|\\.|[A-Za-z0-9]+|[^\\]")
_CHUNK = re.compile(r"[^ ]+ *| +")
_PLAIN = re.compile(r"[A-Za-z0-9]+[,.;:!?]? *")  # by far the most common: one word, which needs no rules
_PROSE = re.compile(r"(?:[A-Za-z0-9]+[,.;:!?]? )*[A-Za-z0-9]+[,.;:!?]? ?")
_GLUE = "\u00a0\u2007\u2011\u202f\u2060"
_NOT_AFTER = frozenset(_GLUE + "([{«‹“‘”’»›（「『【《〈〔［｛¡¿$£€¥\"'\\")
_NOT_BEFORE = frozenset(_GLUE + "|।॥؛؟۔)]}»›”’«“‘!?,.:;/-–\"'\\、。，．：；！？）」』】》〉〕］｝…ーっッゃゅょャュョぁぃぅぇぉァィゥェォ・％ ")
_PREFIXES = frozenset("$%+")
_BEFORE_ALL = frozenset("–!?…|।॥؛؟۔")
_BEFORE_ALL_BUT_DIGITS = frozenset("-/.,:;")
_LINE = re.compile(r'(?:(?P<keyword>msg\w+(?:\[\d+\])?) )?"(?P<text>.*)"\s*')


def escape(text: str) -> str:
    """Return ``text`` as it is written between the quotes of a PO string."""
    return _SPECIAL.sub(lambda match: _NAMED.get(match[0]) or f"\\{ord(match[0]):03o}", text)


def quoted_lines(keyword: str, text: str, width: int) -> list[str]:
    """Return the lines of ``keyword "text"``: one if it fits in ``width`` columns, else ``keyword ""`` and the text below it."""
    escaped = escape(text)
    if "\n" not in text[:-1] and len(keyword) + columns(escaped) + 3 <= width:
        return [f'{keyword} "{escaped}"']
    lines = [line for part in _PARAGRAPH.findall(text) for line in fold(escape(part), width - 2)]
    if len(lines) == 1 and next(_words(lines[0])) == lines[0]:
        return [f'{keyword} "{lines[0]}"']
    return [f'{keyword} ""', *(f'"{line}"' for line in lines)]


def fold(escaped: str, width: int) -> list[str]:
    """Break an escaped text into lines of at most ``width`` columns; a longer word has a line of its own."""
    if columns(escaped) <= width:
        return [escaped]
    if _PROSE.fullmatch(escaped):
        return list(_fold_prose(escaped, width))
    if escaped.isascii():
        return list(_fold_ascii(escaped, width))
    lines, line, used = [], "", 0
    for word in _words(escaped):
        size = columns(word)
        if line and used + size > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + word, used + size
    return [*lines, line]


def _fold_prose(text: str, width: int) -> Iterator[str]:
    """Yield the same lines as `fold`, faster, for plain words with single spaces."""
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width) + 1 or text.find(" ", start) + 1 or len(text)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _fold_ascii(text: str, width: int) -> Iterator[str]:
    """Yield the same lines as `fold`, faster, for ASCII: one search finds all breaks."""
    breaks = [found.end() for found in _ascii_breaks().finditer(text)] + [len(text)]
    start = number = 0
    while start < len(text):
        number = max(bisect_right(breaks, start + width, number) - 1, number)
        yield text[start : breaks[number]]
        start, number = breaks[number], number + 1


@cache
def _ascii_breaks() -> re.Pattern[str]:
    """Return a pattern that finds the places where ASCII text may break, generated from `_may_break`.

    Escapes need no special case: no line breaks before or after a backslash, except after a space.
    """
    chars = [chr(code) for code in range(33, 127)]
    after: dict[str, str] = {}
    for left in chars:
        rights = "".join(right for right in chars if _may_break(left, right, "\\" in left + right))
        after[rights] = after.get(rights, "") + left
    del after[""]  # characters after which no line breaks
    pairs = [f"(?<=[{re.escape(lefts)}])(?=[{re.escape(rights)}])" for rights, lefts in after.items()]
    places = "|".join([r"(?<= )(?! |\\n|\Z)", *pairs])
    # A pattern that begins with one set of characters is the fastest to search for.
    return re.compile(f"[ {re.escape(''.join(after.values()))}](?:{places})")


def _words(escaped: str) -> Iterator[str]:
    """Yield the pieces between which a line may break; spaces belong to the word before them."""
    word = ""
    for chunk in _CHUNK.findall(escaped):
        # A line may break after every space, but not before an escaped line break.
        first, *others = (chunk,) if _PLAIN.fullmatch(chunk) else _split(chunk)
        if word and not chunk.startswith("\\n"):
            yield word
            word = ""
        word += first
        for other in others:
            yield word
            word = other
    yield word


def _split(chunk: str) -> Iterator[str]:
    """Yield the pieces between which a line may break in a text without inner spaces."""
    word, last = "", ""
    for piece in _PIECE.findall(chunk):
        if last and piece != "\\n" and _may_break(last[-1], piece[0], "\\" in last + piece):
            yield word
            word = ""
        word, last = word + piece, piece
    yield word


def _may_break(left: str, right: str, escaped: bool) -> bool:
    """Tell whether a line may break between two characters; next to one that is ``escaped``, only after a space."""
    if left == " ":
        return right != " "
    if (left in ")]}" and right in "([{") or (left in _PREFIXES and right in _PREFIXES) or (left in "-–|।॥" and right in _GLUE):
        return True
    if escaped or right in _NOT_BEFORE or left in _NOT_AFTER:
        return False
    if left in _BEFORE_ALL or (left in ")]}" and right == "¿"):
        return True
    if left in _BEFORE_ALL_BUT_DIGITS:
        return not right.isdigit()
    if left == "}" or right == "%":
        return left == "}" and right not in _PREFIXES
    return char_columns(left) == 2 or char_columns(right) == 2 or "—" in (left, right)


def wrap_width(blocks: Iterable[list[str]]) -> int:
    """Return the width at which a file is wrapped, in columns with the quotes; ``blocks`` are the lines of its entries.

    Each string gives two bounds: the width is at least the length of its line, and less than what the first word of the next line
    would have needed. The width that agrees with most strings is returned, and gettext's default if it is among the best.
    """
    bounds = Counter(pair for lines in blocks for pair in _bounds(lines))
    candidates = [WIDTH, UNWRAPPED, *sorted({low for low, _ in bounds})]
    return max(candidates, key=lambda width: sum(count for (low, high), count in bounds.items() if low <= width <= high))


def _bounds(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield, for each string of an entry, the smallest and the largest width that would give its lines."""
    matches = [match for match in map(_LINE.fullmatch, lines) if match]
    for match, following in zip(matches, [*matches[1:], None]):
        text, start = match["text"], len(match["keyword"] or "") + bool(match["keyword"])
        low = start + columns(text) + 2
        if following is None or following["keyword"] or text.endswith("\\n"):
            if low > WIDTH - 20 and " " in text.strip():
                yield low, UNWRAPPED
        elif text:
            yield low, low + columns(next(_words(following["text"]))) - 1

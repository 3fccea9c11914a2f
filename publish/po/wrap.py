"""Where the lines of a PO file break: escapes, display columns, and the width a file already has.

Lines break where GNU gettext breaks them (Unicode Standard Annex 14, as far as prose needs it), so that
a file that has been through ``msgcat`` stays as it is.
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
_PLAIN = re.compile(r"[A-Za-z0-9]+[,.;:!?]? *")  # by far the most common: one word, whatever the rules below
_PROSE = re.compile(r"(?:[A-Za-z0-9]+[,.;:!?]? )*[A-Za-z0-9]+[,.;:!?]? ?")
_GLUE = "\u00a0\u2007\u2011\u202f\u2060"
_NOT_AFTER = frozenset(_GLUE + "([{«‹“‘”’»›（「『【《〈〔［｛¡¿$£€¥\"'\\")
_NOT_BEFORE = frozenset(_GLUE + "|।॥)]}»›”’«“‘!?,.:;/-–\"'\\、。，．：；！？）」』】》〉〕］｝…ーっッゃゅょャュョぁぃぅぇぉァィゥェォ・％ ")
_PREFIXES = frozenset("$%+")
_BEFORE_ALL = frozenset("–!?…|।॥")
_BEFORE_ALL_BUT_DIGITS = frozenset("-/.,:;")
_LINE = re.compile(r'(?:(?P<keyword>msg\w+(?:\[\d+\])?) )?"(?P<text>.*)"\s*')


def escape(text: str) -> str:
    """Return ``text`` as it stands between the quotes of a PO string."""
    return _SPECIAL.sub(lambda match: _NAMED.get(match[0]) or f"\\{ord(match[0]):03o}", text)


def quoted_lines(keyword: str, text: str, width: int) -> list[str]:
    """Return the lines of ``keyword "text"``: one where it fits in ``width`` columns, else ``keyword ""`` and lines below."""
    escaped = escape(text)
    if "\n" not in text[:-1] and len(keyword) + columns(escaped) + 3 <= width:
        return [f'{keyword} "{escaped}"']
    lines = [line for part in _PARAGRAPH.findall(text) for line in fold(escape(part), width - 2)]
    if len(lines) == 1 and next(_words(lines[0])) == lines[0]:
        return [f'{keyword} "{lines[0]}"']
    return [f'{keyword} ""', *(f'"{line}"' for line in lines)]


def fold(escaped: str, width: int) -> list[str]:
    """Return an escaped text as lines of at most ``width`` columns, where its words allow."""
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
    """Yield the lines of plain words with single spaces: what `fold` does, at a fraction of the price."""
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width) + 1 or text.find(" ", start) + 1 or len(text)
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _fold_ascii(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text whose characters take a column each: what `fold` does, with all its breaks found in one search."""
    breaks = [found.end() for found in _ascii_breaks().finditer(text)] + [len(text)]
    start = number = 0
    while start < len(text):
        number = max(bisect_right(breaks, start + width, number) - 1, number)
        yield text[start : breaks[number]]
        start, number = breaks[number], number + 1


@cache
def _ascii_breaks() -> re.Pattern[str]:
    """Return what finds the places where ASCII text may break: made from the rule, so that there is one rule only.

    An escape needs no care: its backslash breaks from nothing but a space, and neither does the letter behind it.
    """
    chars = [chr(code) for code in range(33, 127)]
    after: dict[str, str] = {}
    for left in chars:
        rights = "".join(right for right in chars if _may_break(left, right, "\\" in left + right))
        after[rights] = after.get(rights, "") + left
    del after[""]  # breaks from nothing
    pairs = [f"(?<=[{re.escape(lefts)}])(?=[{re.escape(rights)}])" for rights, lefts in after.items()]
    places = "|".join([r"(?<= )(?! |\\n|\Z)", *pairs])
    # begins with one set of characters, for which a search is quickest
    return re.compile(f"[ {re.escape(''.join(after.values()))}](?:{places})")


def _words(escaped: str) -> Iterator[str]:
    """Yield the pieces between which a line may break, the spaces with the word before them."""
    word = ""
    for chunk in _CHUNK.findall(escaped):
        # A line may break after every space, but not before the mark of a line's end.
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
    """Yield the pieces of a text without inner spaces between which a line may break."""
    word, last = "", ""
    for piece in _PIECE.findall(chunk):
        if last and piece != "\\n" and _may_break(last[-1], piece[0], "\\" in last + piece):
            yield word
            word = ""
        word, last = word + piece, piece
    yield word


def _may_break(left: str, right: str, escaped: bool) -> bool:
    """Tell whether a line may break between two characters; not where one of them is ``escaped``, but after a space."""
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


def width_of(blocks: Iterable[list[str]]) -> int:
    """Return the width, in columns with quotes, at which a file is wrapped; ``blocks`` are the lines of its entries.

    Each string tells bounds: its lines were not broken at less than their length, and would have been
    longer had the first word of the next one fitted. The width that most strings agree with is taken,
    and gettext's own where it is among those.
    """
    bounds = Counter(pair for lines in blocks for pair in _bounds(lines))
    candidates = [WIDTH, UNWRAPPED, *sorted({low for low, _ in bounds})]
    return max(candidates, key=lambda width: sum(count for (low, high), count in bounds.items() if low <= width <= high))


def _bounds(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield for each string of an entry the least and the greatest width that would have broken it as it is."""
    matches = [match for match in map(_LINE.fullmatch, lines) if match]
    for match, following in zip(matches, [*matches[1:], None]):
        text, start = match["text"], len(match["keyword"] or "") + bool(match["keyword"])
        low = start + columns(text) + 2
        if following is None or following["keyword"] or text.endswith("\\n"):
            if low > WIDTH - 20 and " " in text.strip():
                yield low, UNWRAPPED
        elif text:
            yield low, low + columns(next(_words(following["text"]))) - 1

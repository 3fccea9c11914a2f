"""Bind the last words of each block, so that its last line is never one short word or one sign.

WeasyPrint 70 has no ``text-wrap: pretty``. So word joiners forbid a line break before the last words, however long the lines come out.
(An element around them would do it too, but about an element WeasyPrint breaks lines too early.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publish.text.width import count_letters
from publish.text.zero_width import WORD_JOINER

BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 dt dd figcaption".split())
# In letters (a Han character counts as two): the least width of a last line, and the most that is bound, which a narrow panel must
# hold. A block no wider than LINE is one line.
LEAST, MOST, LINE = 8, 14, 16
# The type size of a title depends on its longest word, so its words are not bound; Han characters break anywhere.
TITLE = "h1"
# How far from the end of a block its last words are looked for, and what follows them.
REACH, REACH_END = 160, 700

# Noncharacters (Unicode 23.7) that stand for tags in the text of a block.
_TAG, _INLINE_END, _SPAN_END, _WORD_START, _WORD_END, _CITE_START, _CITE_END = map(chr, range(0xFDD0, 0xFDD7))
_TAGS = f"{_TAG}-{_CITE_END}"
_INLINE = frozenset({"a", "em", "strong"})
_ENDS = frozenset({_INLINE_END, _SPAN_END, _WORD_END})
# What follows the last word: the number of a reference, punctuation, ends of elements, white space. In a list item also a span's end.
_END_PATTERN = rf"(?P<end>(?:{_CITE_START}[^{_CITE_END}\n]{{0,600}}{_CITE_END})?[、。！？；：，…।॥؟،»」』”’）》.,;:!?)]{{0,3}}){_INLINE_END}*"
_END = re.compile(rf"{_END_PATTERN}\s{{0,9}}\Z")
_ITEM_END = re.compile(rf"{_END_PATTERN}(?:\s{{0,9}}|[{_SPAN_END}{_WORD_END}])\Z")
# Words of plain text, and Korean words, each of which edition has bound in a span.
_WORD = rf"(?:{_WORD_START}[^{_TAGS}\s]+{_WORD_END}|[^{_TAGS}\s]+)"
_LAST_WORDS, _EACH_WORD = re.compile(rf"(?<!\S){_WORD}(?: {_WORD})*\Z"), re.compile(_WORD)
# A last line has three Han characters or kana; no small kana begins it, and no bracket is left before it.
_LAST_SIGNS = re.compile(
    rf"(?<=[^{_TAGS}（「『“‘《(])(?![ぁぃぅぇぉっゃゅょァィゥェォッャュョ])[\u3041-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{{3}}\Z"
)


def bind_last_words(root: Any) -> None:
    """Bind the last words, or the last three Han characters, of every block in the tree at ``root``."""
    for block in root.iter():
        if block.tag in BLOCKS:
            nodes = list(_last_texts(block))
            _trim(nodes)
            for place in sorted(_joints("".join(map(str, nodes)), block.tag), reverse=True):
                _insert(nodes, place)


def _trim(nodes: list["_Text | str"]) -> None:
    """Take away the white space at the end of a block, which a citation leaves that is not printed.

    Where the last line fits only without it, WeasyPrint leaves one word alone on the line before.
    """
    for node in reversed(nodes):
        if isinstance(node, _Text):
            node.write(str(node).rstrip(" \t\r\n"))
        if str(node) and str(node) not in _ENDS:
            return


def _joints(text: str, tag: str) -> Iterator[int]:
    """Yield the places in the text of a block, whose own start it begins with, where no line may break."""
    end = (_ITEM_END if tag == "li" else _END).search(text, max(0, len(text) - REACH_END))
    if end is None:
        return
    reach = max(0, end.start() - REACH)
    if signs := _LAST_SIGNS.search(text, reach, end.start()):
        yield from (signs.start() + 1, signs.start() + 2)
        return
    words = _LAST_WORDS.search(text, reach, end.start())
    if words and tag != TITLE and count_letters(text[: end.start()]) > LINE:
        yield from _joints_of_words([found.span() for found in _EACH_WORD.finditer(text, *words.span())], text, end["end"])


def _joints_of_words(words: list[tuple[int, int]], text: str, end: str) -> Iterator[int]:
    """Yield where each of ``words`` begins that is bound to the one before it, until they are wide enough together with ``end``."""
    start, stop = words.pop()
    while words and count_letters(text[start:stop] + end) < LEAST and count_letters(text[words[-1][0] : stop] + end) <= MOST:
        yield start
        start = words.pop()[0]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the tree: what an element begins with, or what stands behind its end."""

    element: Any
    is_behind: bool

    def __str__(self) -> str:
        return (self.element.tail if self.is_behind else self.element.text) or ""

    def insert(self, place: int, sign: str) -> None:
        """Insert ``sign`` before the character at ``place``."""
        text = str(self)
        self.write(text[:place] + sign + text[place:])

    def write(self, text: str) -> None:
        """Put ``text`` in the place of the text."""
        if self.is_behind:
            self.element.tail = text
        else:
            self.element.text = text


def _insert(nodes: list[_Text | str], place: int) -> None:
    """Insert a word joiner after the character before ``place``, in the text that this character belongs to."""
    for node in nodes:
        length = len(str(node))
        if place <= length and isinstance(node, _Text):
            node.insert(place, WORD_JOINER)
            return
        place -= length


def _last_texts(block: Any) -> list[_Text | str]:
    """Return the texts of a block, and the signs that stand for its tags, from the last block in it to its end.

    Neither nested elements nor nested blocks make it slow: it goes back from the end and no further than it must.
    """
    found: list[_Text | str] = []
    todo = _inside(block)
    while todo:
        each = todo.pop()
        if isinstance(each, _Text | str):
            found.append(each)
        elif each.tag in BLOCKS:
            break
        else:
            todo += [_start_sign(each), *_inside(each), _end_sign(each)]
    return [_TAG, *reversed(found)]


def _inside(element: Any) -> list[Any]:
    """Return what is in an element: its text, and each child with the text behind it."""
    return [_Text(element, False), *(each for child in element for each in (child, _Text(child, True)))]


def _start_sign(element: Any) -> str:
    return {"word": _WORD_START, "cite": _CITE_START}.get(_role(element), _TAG)


def _end_sign(element: Any) -> str:
    signs = {"word": _WORD_END, "cite": _CITE_END, "span": _SPAN_END} | dict.fromkeys(_INLINE, _INLINE_END)
    return signs.get(_role(element), _TAG)


def _role(element: Any) -> str:
    """Return ``word`` for a bound Korean word, ``cite`` for the number of a reference, else the element's name."""
    roles = {"span": "word", "sup": "cite"}
    role = roles.get(element.tag)
    return role if role and dict(element.attrib) == {"class": role} else str(element.tag)

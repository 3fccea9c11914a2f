"""Last lines: a paragraph whose last line is one short word, or one sign, looks like a slip.

WeasyPrint 70 has no ``text-wrap: pretty``. So the words that would be alone are held together, however long the lines come out.
"""

import re

from publish.text.width import count_letters
from publish.text.zero_width import WORD_JOINER

# In letters (an ideograph counts as two): how wide a last line is at the least, and what is held together at the most, which
# a narrow panel must bear. A block no wider than LINE is one line.
LEAST, MOST, LINE = 8, 14, 16
# Where to look for the last words of a block.
_REACH = 160
# The size of a title is reckoned from its longest word, so that it bears no more than that; ideographs part anywhere.
_TITLE = "h1"

_END = re.compile(
    r'(?P<close>(?:<sup class="cite">(?:(?!</sup>).){0,600}</sup>)?[、。！？；：，…।॥؟،»」』”’）》.,;:!?)]{0,3})'
    r"(?:</(?:a|em|strong)>|</span>(?=</li>))*\s{0,9}</(?P<block>p|li|h[1-6]|dt|dd|figcaption)>"
)
# Words of plain text, and Korean words, each of which is held together already.
_KOREAN = '<span class="word">'
_WORD = rf'(?:{_KOREAN}[^<>\s]+</span>|[^<>\s]+)'
_EACH_WORD, _WORDS = re.compile(_WORD), re.compile(rf"(?<!\S){_WORD}(?: {_WORD})*\Z")
_START = re.compile(r".*<(?:p|li|h[1-6]|dt|dd|figcaption)\b[^>]*>", re.S)
_TAG = re.compile("<[^>]*>")
# A last line has three ideographs or kana; no small kana begins it, and no bracket is left before it.
_SIGNS = re.compile(
    "(?<=[^<>（「『“‘《(])(?![ぁぃぅぇぉっゃゅょァィゥェォッャュョ])[\u3041-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{3}\\Z"
)


def held(html: str) -> str:
    """Return ``html`` in which the last words of each block, or its last three ideographs, stay on one line.

    By signs that print nothing and that no reader gets from the text layer: about an element WeasyPrint 70 breaks lines too early.
    """
    parts, end = [], 0
    for found in _END.finditer(html):
        start = max(end, found.start() - _REACH)
        parts += [html[end:start], _held(html[start : found.start()], found)]
        end = found.start()
    return "".join([*parts, html[end:]])


def _held(before: str, end: re.Match[str]) -> str:
    """Return ``before``, what stands before the ``end`` of a block, with its last words or signs held together."""
    if signs := _SIGNS.search(before):
        return before[: signs.start()] + WORD_JOINER.join(signs[0])
    words, start = _WORDS.search(before), _START.match(before)
    if words is None or end["block"] == _TITLE or (start and _width(before[start.end() :]) <= LINE):
        return before
    return before[: words.start()] + _tied(_EACH_WORD.findall(words[0]), end["close"])


def _tied(words: list[str], close: str) -> str:
    """Return ``words`` with no break between the last ones, until they are wide enough together with ``close``."""
    last = words.pop()
    while words and _width(last + close) < LEAST and _width(f"{words[-1]} {last}{close}") <= MOST:
        last = f"{words.pop()} {WORD_JOINER}{last}"
    return " ".join([*words, last])


def _width(html: str) -> int:
    return count_letters(_TAG.sub("", html))

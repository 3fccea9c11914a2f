"""Last touches to printed HTML, each for a fault that shows on paper or in a checker. The input is our own, well-formed HTML."""

import re
from collections import Counter
from html import unescape

from markupsafe import escape

from publish.edition.passes.flags import flagged
from publish.edition.passes.runs import joined

_OUTLINE = re.compile(r"(<section|</section|<h[1-6])\b")
_START = re.compile(r'<ol start="(\d+)"')
_CITATION_GAP = re.compile(r'</sup>\s*<sup class="cite">')
_CITATION = re.compile(r'(<sup class="cite"><a [^>]*>)')
# What ends in a colon as wide as a letter needs no space after it.
_WIDE_COLON = re.compile("：</span>\n")
_INLINE = r"</?(?:a|b|em|i|span|strong|sup)\b[^>]*>"
_HARD_SPACE = re.compile(rf"(?<=[^\s>])([\u00a0\u202f])((?:{_INLINE})+)")
_HELD_WORD = re.compile(rf'(?<=[^\s>])((?:{_INLINE})*)(?=<span class="word">)')
_TABLE = re.compile(r"<table\b.*?</table>", re.S)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.S)
_TAG = re.compile("<[^>]*>")

# In the text of a page, not within a tag.
_BREAK = re.compile("\u200b(?=[^<>]*<)")
_SHOWN_ADDRESS = re.compile("(?<=>)(?:https?://|www\\.)[^<>]*(?=<)")

WORD_JOINER = "\u2060"


def blocks(html: str, flag: str) -> str:
    """Return printed blocks with ``flag`` at the head of every warning, sections only where there are headings.

    Citations that follow each other are joined, and so are the parts of a left-to-right run.
    """
    whole = _WIDE_COLON.sub("：</span>", flagged(html, flag))
    return joined(started(joined_citations(outlined(whole))))


def outlined(html: str) -> str:
    """Return ``html`` with every section that has no heading as a ``<div>``: a section is an entry of the outline (HTML 4.3.3)."""
    opened: list[tuple[re.Match[str], bool]] = []
    plain: list[tuple[int, int, str]] = []
    for tag in _OUTLINE.finditer(html):
        if tag[1] == "<section":
            opened.append((tag, False))
        elif tag[1] == "</section" and opened:
            start, headed = opened.pop()
            plain += [] if headed else [(*start.span(), "<div"), (*tag.span(), "</div")]
        elif opened:
            opened = [(start, True) for start, _ in opened]
    for begin, end, name in sorted(plain, reverse=True):
        html = html[:begin] + name + html[end:]
    return html


def started(html: str) -> str:
    """Return ``html`` with numbered lists that begin at their ``start``, which WeasyPrint 70 reads from CSS only."""
    return _START.sub(lambda found: f'{found[0]} style="counter-reset: list-item {int(found[1]) - 1}"', html)


def joined_citations(html: str) -> str:
    """Return ``html`` with citations that follow each other as one mark, parted from the word before by a hard space: “text ¹, ²”.

    Without it a voice, a search and a copy run them together with the word: “out of 100.7”.
    """
    return _CITATION.sub("\\1\u00a0", _CITATION_GAP.sub(f",{WORD_JOINER}", html))


def copied(html: str) -> str:
    """Return a web page whose addresses hold nothing that would be copied with them: browsers have an element for a place to break."""
    return _BREAK.sub("<wbr>", _SHOWN_ADDRESS.sub(lambda found: found[0].replace(WORD_JOINER, ""), html))


def scrolling(html: str, title: str) -> str:
    """Return a web page whose tables stand in boxes that scroll sideways, by touch and by keyboard (WCAG 2.1.1).

    A box is called as the heads of the table are, or as the page (``title``, plain text); no two are called alike.
    """
    called: Counter[str] = Counter()

    def _boxed(table: re.Match[str]) -> str:
        heads = (unescape(_TAG.sub("", head)).strip() for head in _HEAD.findall(table[0]))
        name = ", ".join(filter(None, heads)) or title
        called[name] += 1
        number = f" ({called[name]})" if called[name] > 1 else ""
        return f'<div class="scrolled" role="region" tabindex="0" aria-label="{escape(name + number)}">\n{table[0]}\n</div>'

    return _TABLE.sub(_boxed, html)


def breakable(html: str) -> str:
    """Return ``html`` with its hard spaces inside the element that follows, and the parts of a Korean word tied together.

    WeasyPrint 70 breaks a line after each of its words where a run of text ends in a hard space, and between two
    elements even within a word.
    """
    return _HELD_WORD.sub(rf"\1{WORD_JOINER}", _HARD_SPACE.sub(r"\2\1", html))

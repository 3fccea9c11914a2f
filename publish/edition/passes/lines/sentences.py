"""Put each sentence of a paragraph on a line of its own, for layouts with one idea a line."""

import re

from lxml import etree

from publish.edition.passes.tree import Element, has_class

IDEAS = "ideas"
"""The class of elements in which sentences stand alone."""
IDEA = "idea"
# A mark at the end of a word of two letters or more, so that no initial and no number ends a sentence, and a space behind it (UAX 29).
# Marks that mean nothing else may follow anything but a digit.
_END = re.compile(
    r"(?:(?<=[^\W\d_]{2})[.!?]+|(?<=[^\s\d])[؟۔।॥]+)[”»’\")]*\s+(?=\S)|(?<=[^\W\d_])[。！？]+[”」』）]*(?=\S)"
)


def part_sentences(root: Element) -> None:
    """Wrap each sentence of the paragraphs below `IDEAS` in ``<span class="idea">``, if there is more than one.

    Only what is surely the end of a sentence counts: one that stays with the one before it is no harm, one that is cut in two is.
    """
    for paragraph in [each for ideas in root.iter("div") if has_class(ideas, IDEAS) for each in ideas.iter("p", "dd")]:
        if not any(child.tag in ("p", "ul", "ol", "dl", "table", "div") for child in paragraph):
            _part(paragraph)


def _part(paragraph: Element) -> None:
    """Move the content of ``paragraph`` into a span for each sentence; the space between two stands after the first."""
    pieces: list[list[str | Element]] = [[]]
    for content in (paragraph.text or "", *(part for child in paragraph for part in (child, child.tail or ""))):
        if not isinstance(content, str):
            pieces[-1].append(content)
            continue
        start = 0
        for end in _END.finditer(content):
            pieces[-1].append(content[start : end.end()])
            pieces.append([])
            start = end.end()
        pieces[-1].append(content[start:])
    if len(pieces) > 1:
        _fill(paragraph, pieces)


def _fill(paragraph: Element, pieces: list[list[str | Element]]) -> None:
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text = None
    for piece in pieces:
        span = etree.Element("span", {"class": IDEA})
        paragraph.append(span)
        for content in piece:
            if not isinstance(content, str):
                content.tail = None
                span.append(content)
            elif len(span):
                span[-1].tail = (span[-1].tail or "") + content
            else:
                span.text = (span.text or "") + content
        _move_space_out(span)


def _move_space_out(span: Element) -> None:
    """Move a space at the end of ``span`` behind it: at the end of a block it would not print, and reading aloud needs it."""
    last = (span[-1].tail if len(span) else span.text) or ""
    kept = last.rstrip()
    span.tail = last[len(kept) :] or None
    if len(span):
        span[-1].tail = kept or None
    else:
        span.text = kept

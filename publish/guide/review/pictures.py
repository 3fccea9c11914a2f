"""Checks of illustrations."""

import re
from collections.abc import Iterator

from publish.guide.parse.blocks import has_words
from publish.guide.parts import file_of
from publish.guide.review.base import ReviewCase, ReviewIssue, review_error, review_warning
from publish.guide.review.reading import all_texts
from publish.guide.tree import Block, Image, Inline, Kind, Text, nodes_in

# WCAG technique G94: a screen reader announces an image by itself; the description says what it shows.
_REDUNDANT = re.compile(
    r"(?:an?\s+|the\s+|this\s+)?(?:image|picture|photo(?:graph)?|illustration|drawing|graphic|icon)\s+(?:of|shows|showing)\b", re.I
)


def image_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """An image that is not in the guide's folder: it cannot be printed."""
    for name, _, text in _images(case):
        if name not in case.setting.files:
            hint = "add the file, or correct the name"
            yield review_error("image-missing", f"there is no image “{name}” in {case.setting.folder}/", hint, text)


def image_description_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """An image without a description. WCAG 2.2, 1.1.1: readers who cannot see it need a text alternative."""
    for name, description, text in _images(case):
        if not has_words(description):
            message = f"the image “{name}” has no description (WCAG 1.1.1)"
            yield review_warning("image-description-missing", message, "describe in the square brackets what the picture shows", text)


def image_description_redundant(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A description that begins with “image of” (WCAG technique G94)."""
    if not case.english:
        return
    for _, _, text in _images(case):
        found = _REDUNDANT.match(text.message.msgid) if text.message else None
        if found:
            message = f"a description begins with “{found[0]}” (WCAG G94)"
            yield review_warning("image-description-redundant", message, "begin with what the picture shows", text)


def caption_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A picture without a caption (PEMAT-P, item 17). The picture on the cover needs none: it has the title."""
    for block in _figures(case.guide.blocks):
        if block.title is None:
            message = f"the image “{file_of(block.literal)}” has no caption (AHRQ PEMAT-P 17)"
            yield review_warning("caption-missing", message, 'give it one: ![description](file.svg "Caption.")', block.text)


def _figures(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is Kind.FIGURE:
            yield block
        elif block.role != "cover":
            yield from _figures(block.children)


def _images(case: ReviewCase) -> Iterator[tuple[str, tuple[Inline, ...], Text]]:
    """Yield file, description and text of every image, including those in running text."""
    for block in case.guide.walk():
        if block.kind is Kind.FIGURE and block.text:
            yield file_of(block.literal), block.text.inlines, block.text
    for text in all_texts(case.guide):
        yield from ((file_of(node.src), node.children, text) for node in nodes_in(text.inlines) if isinstance(node, Image))

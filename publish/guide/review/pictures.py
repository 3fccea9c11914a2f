"""Checks of illustrations."""

import re
from collections.abc import Iterator

from publish.guide.parse.blocks import has_words
from publish.guide.parts import file_of
from publish.guide.review.base import Case, Issue, error, warning
from publish.guide.review.reading import all_texts
from publish.guide.tree import Block, Image, Inline, Kind, Text, nodes_in

# WCAG technique G94: a screen reader says that it is an image; the description says what it shows.
_REDUNDANT = re.compile(
    r"(?:an?\s+|the\s+|this\s+)?(?:image|picture|photo(?:graph)?|illustration|drawing|graphic|icon)\s+(?:of|shows|showing)\b", re.I
)


def image_missing(case: Case) -> Iterator[Issue]:
    """An image that is not in the guide's folder cannot be printed."""
    for name, _, text in _images(case):
        if name not in case.setting.files:
            hint = "add the file, or mend the name"
            yield error("image-missing", f"there is no image “{name}” in {case.setting.folder}/", hint, text)


def image_description_missing(case: Case) -> Iterator[Issue]:
    """WCAG 2.2, 1.1.1: who cannot see a picture is told what it shows."""
    for name, description, text in _images(case):
        if not has_words(description):
            message = f"the image “{name}” has no description (WCAG 1.1.1)"
            yield warning("image-description-missing", message, "say in the square brackets what the picture teaches", text)


def image_description_redundant(case: Case) -> Iterator[Issue]:
    """WCAG technique G94: a description does not begin with “image of”."""
    if not case.english:
        return
    for _, _, text in _images(case):
        found = _REDUNDANT.match(text.message.msgid) if text.message else None
        if found:
            message = f"a description begins with “{found[0]}” (WCAG G94)"
            yield warning("image-description-redundant", message, "begin with what the picture shows", text)


def caption_missing(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 17: pictures have captions. A picture of the cover has the title."""
    for block in _figures(case.guide.blocks):
        if block.title is None:
            message = f"the image “{file_of(block.literal)}” has no caption (AHRQ PEMAT-P 17)"
            yield warning("caption-missing", message, 'give it one: ![description](file.svg "Caption.")', block.text)


def _figures(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is Kind.FIGURE:
            yield block
        elif block.role != "cover":
            yield from _figures(block.children)


def _images(case: Case) -> Iterator[tuple[str, tuple[Inline, ...], Text]]:
    """Yield file, description and text of every image, those inside running text too."""
    for block in case.guide.walk():
        if block.kind is Kind.FIGURE and block.text:
            yield file_of(block.literal), block.text.inlines, block.text
    for text in all_texts(case.guide):
        yield from ((file_of(node.src), node.children, text) for node in nodes_in(text.inlines) if isinstance(node, Image))

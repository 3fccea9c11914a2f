"""Illustrations: the text inside them, out to translators and back."""

from dataclasses import dataclass

from publish.guide.tree import Lookup, Message
from publish.project import Finding


@dataclass(frozen=True, slots=True)
class Drawing:
    """A translated drawing; ``findings`` warn of text that is too long for its place; ``translated``: all of it is."""

    data: bytes
    findings: tuple[Finding, ...] = ()
    translated: bool = True


def svg_messages(data: bytes) -> list[Message]:
    """Return the messages of a drawing: one for each ``<text>``, ``<title>`` and ``<desc>``, plain text."""
    raise NotImplementedError


def svg_draw(data: bytes, lookup: Lookup, rtl: bool = False) -> Drawing:
    """Return the drawing with its text translated and fitted."""
    raise NotImplementedError


def svg_translate(data: bytes, lookup: Lookup, rtl: bool = False) -> bytes:
    """Return the drawing with its text translated and fitted: `svg_draw` without the findings."""
    return svg_draw(data, lookup, rtl).data

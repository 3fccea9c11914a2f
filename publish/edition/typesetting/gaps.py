"""Make the placeholders that mark on a page what cannot be printed: an unknown fact, a missing picture, an untranslated warning.

Each of them is an error too, so that no output with a placeholder is ever handed out.
"""

from dataclasses import replace

from markupsafe import Markup

from publish.guide import Block, Guide

GAP = "gap"
"""The class of a placeholder."""
_STYLE = "border: 1pt dashed #b00020; color: #b00020; background: #fff"


def gap(text: str) -> Markup:
    """Return the placeholder for a value that is not known; ``text`` is how the guide names it."""
    return Markup('<span class="{}" style="{}">{}</span>').format(GAP, _STYLE, text)


def picture_gap(alt: str) -> Markup:
    """Return a frame with the description of a picture that cannot be shown."""
    return Markup('<span class="{} gap-picture" style="display: inline-block; padding: 1em; {}">{}</span>').format(GAP, _STYLE, alt)


def mark_untranslated(guide: Guide) -> Guide:
    """Return ``guide`` with the class `GAP` on each block that has a critical text in the source language."""
    notes = tuple(replace(note, blocks=tuple(map(_marked, note.blocks))) for note in guide.notes)
    return Guide(tuple(map(_marked, guide.blocks)), notes)


def _marked(block: Block) -> Block:
    marked = replace(block, children=tuple(map(_marked, block.children)))
    if not any(text.message and text.message.critical and not text.translated for text in block.texts):
        return marked
    given = dict(block.attributes)
    return replace(marked, attributes=tuple((given | {"class": f"{given.get('class', '')} {GAP}".strip()}).items()))

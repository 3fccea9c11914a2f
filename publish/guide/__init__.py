"""A guide: Markdown parsed to a tree of blocks, its messages, the tree translated, the tree printed as HTML.

Invariants (tested over every CommonMark example and with generated text):

- ``to_html(translate_guide(g, lambda msgid, msgctxt: msgid)) == to_html(g)``
- other soft line breaks in a source change no msgid
- every visible word outside code is in exactly one message
- ``parse_guide`` raises on no text, and takes time in proportion to its length
- a msgstr is inline text: it creates no block, names no new file, and links only to http(s), mailto, tel and relative targets
"""

from typing import TYPE_CHECKING

from publish.project.lazy import lazy_names

if TYPE_CHECKING:
    from publish.guide.classes import unknown_classes, without_classes
    from publish.guide.front import NUMBER_LIMIT, Credit, Day, FactValue, Front, Phrase, Quantity, Reference, parse_front
    from publish.guide.html import Printer, to_html
    from publish.guide.inline_html import Hooks
    from publish.guide.parse.blocks import parse_guide
    from publish.guide.parts import file_of, headings, select, take, take_title, without_gaps
    from publish.guide.svg.draw import Drawing, svg_clean, svg_draw, svg_messages, svg_translate
    from publish.guide.translate import messages, translate_guide
    from publish.guide.tree import Attributes, Block, Guide, Heading, Inline, Kind, Lookup, Message, Note, Text, Words

__all__ = [
    "Attributes",
    "Block",
    "Credit",
    "Day",
    "Drawing",
    "FactValue",
    "Front",
    "Guide",
    "Heading",
    "Hooks",
    "Inline",
    "Kind",
    "Lookup",
    "Message",
    "NUMBER_LIMIT",
    "Note",
    "Phrase",
    "Printer",
    "Quantity",
    "Reference",
    "Text",
    "Words",
    "file_of",
    "headings",
    "messages",
    "parse_front",
    "parse_guide",
    "select",
    "svg_clean",
    "svg_draw",
    "svg_messages",
    "svg_translate",
    "take",
    "take_title",
    "to_html",
    "translate_guide",
    "unknown_classes",
    "without_classes",
    "without_gaps",
]

_MODULES = {
    "classes": "unknown_classes without_classes",
    "front": "NUMBER_LIMIT Credit Day FactValue Front Phrase Quantity Reference parse_front",
    "html": "Printer to_html",
    "inline_html": "Hooks",
    "parse.blocks": "parse_guide",
    "parts": "file_of headings select take take_title without_gaps",
    "svg.draw": "Drawing svg_clean svg_draw svg_messages svg_translate",
    "translate": "messages translate_guide",
    "tree": "Attributes Block Guide Heading Inline Kind Lookup Message Note Text Words",
}
__getattr__ = lazy_names(__name__, _MODULES)

"""Escape text for XML 1.0, which cannot contain control characters."""

import re
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not in production 2, Char


def is_xml_text(text: str) -> bool:
    """Tell whether XML can contain every character of ``text``."""
    return not _NOT_XML.search(text)


def xml_attribute(text: str) -> str:
    """Return ``text`` as the value of an attribute, with quotation marks; characters that XML cannot contain become �."""
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def xml_text(text: str) -> str:
    """Return ``text`` for the content of an element; characters that XML cannot contain become �."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})

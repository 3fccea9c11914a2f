"""Text as XML 1.0 can carry it."""

import re
from xml.sax.saxutils import escape, quoteattr

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # production 2, Char


def writable(text: str) -> bool:
    """Tell whether XML can carry ``text``: it has no sign for control characters."""
    return not _UNWRITABLE.search(text)


def xml_attribute(text: str) -> str:
    """Return ``text`` as the value of an attribute, in its quotation marks; what XML cannot carry is replaced by �."""
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))


def xml_text(text: str) -> str:
    """Return ``text`` for the content of an element; what XML cannot carry is replaced by �."""
    return escape(_UNWRITABLE.sub("\ufffd", text), {"\r": "&#13;"})

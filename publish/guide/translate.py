"""The messages of a guide, and the guide in another language."""

from publish.guide.tree import Guide, Lookup, Message


def messages(guide: Guide) -> list[Message]:
    """Return the messages of every block in the order of reading, those of footnotes last; repeats included."""
    return [text.message for block in guide.walk() for text in block.texts if text.message]


def translate(guide: Guide, lookup: Lookup) -> Guide:
    """Return ``guide`` with every text replaced by what ``lookup`` returns; where it returns None, the source stays."""
    raise NotImplementedError

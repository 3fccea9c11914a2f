"""The text of a guide as its reader sees it: passages, sentences and words, with facts filled in."""

import re
from collections.abc import Iterable, Iterator

from publish.guide.front import Day, FactValue, Front, Phrase, Quantity
from publish.guide.parse.inline import plain
from publish.guide.tree import Block, Guide, Inline, Kind, Text
from publish.text.placeholders import FACT

CLINIC_FACT = "the clinic"
"""Stands for a fact of the clinic, which only an edition knows."""

# Each character of Chinese or Japanese counts as a word, because no spaces separate words.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|(?<=[。！？])")


def texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """Yield every text of ``blocks`` in the order of reading: headings, captions and descriptions too."""
    for block in blocks:
        for part in block.walk():
            yield from part.texts


def all_texts(guide: Guide) -> Iterator[Text]:
    """Yield every text of ``guide``, those of footnotes last."""
    return (text for block in guide.walk() for text in block.texts)


def passages(guide: Guide) -> Iterator[Text]:
    """Yield the running text: no headings, titles, pictures or footnotes."""
    for top in guide.blocks:
        for block in top.walk():
            if block.text and block.kind not in (Kind.HEADING, Kind.FIGURE):
                yield block.text


def sections(guide: Guide, role: str) -> tuple[Block, ...]:
    """Return the sections of ``role``."""
    return tuple(block for block in guide.walk() if block.kind is Kind.SECTION and block.role == role)


def first_text(blocks: Iterable[Block]) -> Text | None:
    """Return the first text with a message in ``blocks``: a finding names its place by it."""
    return next((text for text in texts(blocks) if text.message), None)


def readable_text(text: Text, front: Front) -> str:
    """Return ``text`` without markup and code, each fact replaced by its value."""
    return readable_nodes(text.inlines, front)


def readable_nodes(nodes: Iterable[Inline], front: Front) -> str:
    """Return the text of ``nodes``, as `readable_text` does for a whole text."""
    return FACT.sub(lambda name: _value(front.facts.get(name[1])), plain(nodes, code=False))


def words(text: str) -> list[str]:
    """Return the words of ``text``, without numbers."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def word_count(blocks: Iterable[Block], front: Front) -> int:
    """Return the number of words in ``blocks``, without descriptions of pictures."""
    parts = (part for block in blocks for part in block.walk() if part.kind is not Kind.FIGURE)
    return sum(len(words(readable_text(text, front))) for part in parts for text in part.texts)


def _value(fact: FactValue | None) -> str:
    match fact:
        case Phrase(text):
            return text
        case Day(day):
            return day.isoformat()
        case Quantity():
            number = f"{fact.low} to {fact.high}" if fact.is_range else f"{fact.high}"
            return " ".join(part for part in (fact.currency, number, fact.unit) if part).replace(" percent", "%")
    return CLINIC_FACT

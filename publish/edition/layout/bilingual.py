"""Pair the blocks of source and translation into rows, to print them side by side.

A translated guide has the shape of its source (`publish.guide.translate`), so the blocks correspond one to one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from markupsafe import Markup

from publish.edition.layout.manuscript import Part
from publish.edition.passes.flags import first_heading, says_word, sign_heading
from publish.edition.passes.tree import write_fragment
from publish.edition.provenance.ledger import forms_of
from publish.guide import Block, Kind

Pair = tuple[Block, Block]

_LISTS = (Kind.BULLETS, Kind.NUMBERS)


Row: TypeAlias = dict[str, str | Markup]
"""One block in both languages: ``source``, ``translation`` (HTML), ``role`` of the innermost section, ``kind`` (``h2`` for a heading)."""


def rows(source: Part, translation: Part) -> Iterator[Row]:
    """Yield a row for each paragraph, heading, list item, definition, table row and figure; a warning has its flag above it.

    Where its heading says the word of the flag in both languages, it has the sign instead. Raises `ValueError` for different parts.
    """
    if not _alike(source.blocks, translation.blocks):
        raise ValueError("rows() takes the same part of the original and of the guide")
    return _rows(source, translation)


def _alike(first: tuple[Block, ...], second: tuple[Block, ...]) -> bool:
    """Tell whether blocks have the same shape."""
    pairs = zip(first, second, strict=False)
    return len(first) == len(second) and all(one.kind is other.kind and _alike(one.children, other.children) for one, other in pairs)


def _rows(source: Part, translation: Part) -> Iterator[Row]:
    flagged: Block | None = None
    flags = source.flag, translation.flag
    recorded = source.ledger.begin_rows(), translation.ledger.begin_rows()
    for role, around, (first, second) in _pairs(zip(source.blocks, translation.blocks, strict=True), "", None):
        trees = source.tree([first]), translation.tree([second])
        if role == "warning" and around is not flagged:
            flagged = around
            headings = [first_heading(tree) for tree in trees]
            if all(heading is not None and says_word(heading, flag) for heading, flag in zip(headings, flags, strict=True)):
                for heading in headings:
                    sign_heading(heading)
            else:
                yield _row(role, "flag", *flags)
        kind = f"h{second.level}" if second.kind is Kind.HEADING else str(second.kind)
        printed = [write_fragment(tree) for tree in trees]
        for part, html in zip(recorded, printed, strict=True):
            part.forms.extend(forms_of(html))
        yield _row(role, kind, *printed)


def _row(role: str, kind: str, source: str, translation: str) -> Row:
    return {"role": role, "kind": kind, "source": Markup(source), "translation": Markup(translation)}


def _pairs(blocks: Iterable[Pair], role: str, around: Block | None) -> Iterator[tuple[str, Block | None, Pair]]:
    """Yield the smallest blocks that stand by themselves, with the role of their section and the section."""
    for pair in blocks:
        if pair[0].kind is Kind.SECTION:
            inner = pair[0].role or role
            titles = [_titles(pair)] if pair[0].title else []
            yield from _pairs([*titles, *_children(pair)], inner, pair[0])
        else:
            yield from ((role, around, part) for part in _parts(pair))


def _parts(pair: Pair) -> Iterator[Pair]:
    """Yield a list item by item, definitions term by term (a table row has become one); any other block whole."""
    first, second = pair
    if first.kind in _LISTS:
        for number, (one, other) in enumerate(_children(pair)):
            yield _list(first, number, one), _list(second, number, other)
    elif first.kind is Kind.DEFINITIONS:
        for start, end in _terms(first.children):
            yield replace(first, children=first.children[start:end]), replace(second, children=second.children[start:end])
    else:
        yield pair


def _children(pair: Pair) -> Iterator[Pair]:
    return zip(pair[0].children, pair[1].children, strict=True)


def _titles(pair: Pair) -> Pair:
    first, second = (Block(Kind.PARAGRAPH, text=block.title) for block in pair)
    return first, second


def _list(block: Block, number: int, item: Block) -> Block:
    return replace(block, children=(item,), level=block.level + number if block.kind is Kind.NUMBERS else block.level)


def _terms(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each term begins and its definitions end."""
    kinds = [None, *(block.kind for block in blocks)]
    starts = [place for place, block in enumerate(blocks) if block.kind is Kind.TERM and kinds[place] is not Kind.TERM]
    yield from zip(starts, [*starts[1:], len(blocks)], strict=True)

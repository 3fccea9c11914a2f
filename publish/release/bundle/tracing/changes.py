"""Compare a printed edition with the one that would be printed now: each block of the two pages, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest

from publish.edition.compose import compose
from publish.edition.passes.tree import Element, parse_page
from publish.edition.request import Request
from publish.project import PublishError, Snapshot
from publish.text.word_diff import DiffPiece, word_diff

_BLOCKS = frozenset(
    "h1 h2 h3 h4 h5 h6 p li td th dt dd caption figcaption div section article aside header footer main blockquote pre".split()
)
_UNSEEN = frozenset({"head", "style", "script"})
_OWN = frozenset({"trace", "copy", "languages", "skip"})  # classes of what names the edition itself
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TextChange:
    """One block of a page that has changed: its pieces in reading order, with those that were deleted and inserted."""

    pieces: tuple[DiffPiece, ...]


def changes_between(before: tuple[Snapshot, Request], after: tuple[Snapshot, Request], today: date) -> tuple[TextChange, ...] | None:
    """Return how the visible text of a page has changed between two snapshots, values of facts included; None if one is not known."""
    try:
        old, new = (page_blocks(snapshot, request, today) for snapshot, request in (before, after))
    except PublishError:
        return None
    return tuple(_changes(old, new))


def page_blocks(snapshot: Snapshot, request: Request, today: date) -> list[str]:
    """Return the text of each block of the page, in order."""
    return [text for text in _blocks(parse_page(compose(snapshot, request, today=today).html)) if text]


def _blocks(element: Element) -> Iterator[str]:
    """Yield the text of ``element`` up to each block in it, that block, and the text after it."""
    text = element.text or ""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _UNSEEN or _OWN & set(child.get("class", "").split()):
            text += child.tail or ""
            continue
        inner = list(_blocks(child))
        if child.tag in _BLOCKS or len(inner) > 1:
            yield _plain(text)
            yield from inner
            text = child.tail or ""
        else:
            text += "".join(inner) + (child.tail or "")
    yield _plain(text) if element.tag in _BLOCKS else text


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def _changes(old: list[str], new: list[str]) -> Iterator[TextChange]:
    for kind, start, end, first, last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            for before, after in zip_longest(old[start:end], new[first:last], fillvalue=""):
                yield TextChange(word_diff(before, after))

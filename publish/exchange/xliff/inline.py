"""Read the text of a source or target: the codes in its tags are restored, and what must not become text is refused by name.

Exported texts have no tags, but tools make some of the codes in a text: ``{dose}`` becomes ``<ph id="1">{dose}</ph>``. A tag that holds its
code gives it back. A tag that does not, a tracked change, or a mark that nobody knows is a fault: the text is not imported.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.checks.case import CheckIssue, report_error
from publish.exchange.xliff.document import Element

CODES = frozenset({"ph", "it", "bpt", "ept", "x", "bx", "ex", "sc", "ec", "g", "pc"})
"""Tags that stand for a code of the text (XLIFF 1.2 and 2.x)."""
_DELETED = re.compile(r"delet|remov|strike|(?:^|[-_:.])del(?:$|[-_:.])", re.IGNORECASE)
_CHANGED = re.compile(r"delet|remov|strike|insert|added|revis|track|chang|(?:^|[-_:.])(?:del|ins|add|rev)(?:$|[-_:.])", re.IGNORECASE)
# Marks around words that stay words: segments, terms, comments on them. A type without a prefix is one of the standard's.
_KEPT_MARKS = re.compile(r"(?!x-)[\w-]+|x-(?:sdl-)?(?:comment|location|term|protected|segment)\b.*|its:.*|x-its.*", re.IGNORECASE)
_TAG_HINT = "in your tool, delete the tag and type the marks of the source in its place, such as **…** or {…}; then export again"
_TRACK_HINT = "accept or reject all changes in your tool, then export again"


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of an element, the codes of its tags (a code with text inside has \\0 there), and the faults that keep it out."""

    text: str
    codes: Counter[str]
    faults: tuple[CheckIssue, ...]


def read_inline(element: Element, data: Mapping[str, str]) -> InlineText:
    """Return the text of ``element``; ``data`` are the ``originalData`` of its unit (XLIFF 2.x), by id."""
    pieces = list(_pieces(element, data))
    codes = Counter(piece.code for piece in pieces if piece.code)
    return InlineText("".join(piece.text for piece in pieces), codes, tuple(piece.fault for piece in pieces if piece.fault))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text; the code that it is, if it comes from a tag; why it must not be imported."""

    text: str = ""
    code: str = ""
    fault: CheckIssue | None = None


def _pieces(element: Element, data: Mapping[str, str]) -> Iterator[_Piece]:
    for child in element.children:
        if isinstance(child, str):
            yield _Piece(child)
        elif child.name == "mrk":
            yield from _mark(child, data)
        elif child.name in CODES:
            yield from _code(child, data)
        elif child.name in ("sm", "em"):
            yield _Piece(fault=_mark_fault(child))
        elif child.name.startswith("?"):
            yield _Piece(fault=_tracked(child) if _CHANGED.search(child.name) else None)
        else:
            yield _Piece(fault=_tracked(child) if _CHANGED.search(child.name) else _unreadable(child))


def _mark(mark: Element, data: Mapping[str, str]) -> Iterator[_Piece]:
    fault = _mark_fault(mark)
    yield from [_Piece(fault=fault)] if fault else _pieces(mark, data)


def _mark_fault(mark: Element) -> CheckIssue | None:
    """Return why the words in a ``<mrk>`` (or between ``<sm>`` and ``<em>``) must not be imported."""
    kind = mark.attributes.get("mtype") or mark.attributes.get("type") or "generic"
    if _CHANGED.search(kind):
        return _tracked(mark)
    return None if _KEPT_MARKS.fullmatch(kind) else _unreadable(mark)


def _code(tag: Element, data: Mapping[str, str]) -> Iterator[_Piece]:
    """Yield the code that a tag stands for: its content, its original data, or its text equivalent."""
    attributes = tag.attributes
    if tag.name in ("g", "pc"):
        start = _stored(attributes, data, "dataRefStart", "equivStart")
        end = _stored(attributes, data, "dataRefEnd", "equivEnd")
        if start is None or end is None:
            yield _Piece(fault=_unreadable(tag))
        else:
            yield from (_Piece(start, start), *_pieces(tag, data), _Piece(end, end))
    elif tag.children:
        yield from _content(tag, data)
    else:
        code = _stored(attributes, data, "dataRef", "equiv", "equiv-text")
        yield _Piece(fault=_unreadable(tag)) if code is None else _Piece(code, code)


def _content(tag: Element, data: Mapping[str, str]) -> Iterator[_Piece]:
    """Yield the code that is the content of a tag; what is in ``<sub>`` inside it is text (XLIFF 1.2)."""
    yield _Piece(code="".join("\0" if isinstance(child, Element) else child for child in tag.children))
    for child in tag.children:
        if isinstance(child, str):
            yield _Piece(child)
        elif child.name == "sub":
            yield from _pieces(child, data)
        else:
            yield _Piece(fault=_unreadable(child))


def _stored(attributes: Mapping[str, str], data: Mapping[str, str], reference: str, *equivalents: str) -> str | None:
    """Return the code that attributes of a tag name or hold, None if there is none."""
    if reference in attributes:
        return data.get(attributes[reference])
    return next((attributes[name] for name in equivalents if attributes.get(name)), None)


def _tracked(element: Element) -> CheckIssue:
    words = "".join(child if isinstance(child, str) else "…" for child in element.children)[:40]
    kind = "deleted" if _DELETED.search(f"{element.name} {element.attributes.get('mtype', '')}") else "changed"
    message = f"line {element.line}: it has a tracked change that nobody has accepted ({kind}: “{words}”, {element.tag})"
    return report_error("unit-tracked-changes", message, _TRACK_HINT)


def _unreadable(tag: Element) -> CheckIssue:
    message = f"line {tag.line}: the tag {tag.tag} of the translation tool stands in the text, and the file does not say what it stands for"
    return report_error("unit-tags", message, _TAG_HINT)


def find_added_codes(source: InlineText, target: InlineText) -> Iterator[CheckIssue]:
    """Yield the error for codes of tags in ``target`` that ``source`` does not have."""
    added = target.codes - source.codes
    if added:
        listed = ", ".join(f"“{code.replace(chr(0), '…')}”" for code in added)
        message = f"its tags stand for {listed}, which the tags of the source do not"
        yield report_error("unit-tags", message, _TAG_HINT)

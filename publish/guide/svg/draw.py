"""Illustrations: the text inside them, out to translators and back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from publish.guide.parse.comments import Context, read_comments
from publish.guide.svg.fit import Fitted, fit, label_width_em
from publish.guide.svg.place import mirror, trim
from publish.guide.svg.safe import COMMENT, read_drawing, remove
from publish.guide.svg.values import USUAL_SIZE, number, properties, put, written
from publish.guide.tree import Lookup, Message
from publish.project import Finding, Severity
from publish.text.bidi import isolate_runs

LEADING = 1.22
"""Line distance in em where the drawing itself shows none."""

ROOM_TO_GROW = 1.3
"""Width of a label that states no ``data-width``, in widths of its source text."""

_MIRRORED = {"start": "end", "end": "start"}
# In right-to-left text “10 mg” would read “mg 10” without isolates.
_LEFT_TO_RIGHT = re.compile(r"[+−]?[0-9A-Za-z\u00c0-\u024f]+(?:[ .,:/–%-]{1,2}[0-9A-Za-z\u00c0-\u024f]+)*%?")
_MESSAGES = frozenset({"text", "title", "desc"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """A translated drawing; ``findings`` warn of text that is too long for its place; ``translated``: all of it is."""

    data: bytes
    findings: tuple[Finding, ...] = ()
    translated: bool = True


def svg_messages(data: bytes, name: str | None = None) -> list[Message]:
    """Return the messages of a drawing: one for each ``<text>``, ``<title>`` and ``<desc>``, plain text, lines joined.

    Comments before an element (``translators:``, ``context:``, ``critical``) count as in a guide. ``name`` is the
    file in messages. Raises `PublishError` (``drawing-broken``, ``drawing-unsafe``).
    """
    return [message for _, message, _ in _texts(read_drawing(data, name), {}, Context())]


def svg_draw(data: bytes, lookup: Lookup, rtl: bool = False, name: str | None = None) -> Drawing:
    """Return the drawing with its text translated and fitted.

    A ``<text>`` is set in at most ``data-lines`` lines (as many as the source has where it is not given) of
    ``data-width`` units, and shrunk to no less than 70% where that does not suffice. It lies on the same side
    of its point in both directions of writing, unless the drawing asks to be mirrored (``data-rtl="mirror"``). What
    ``data-trim`` allows is cut off below the last line. Raises as `svg_messages`.
    """
    root = read_drawing(data, name)
    findings: list[Finding] = []
    whole = True
    for element, message, inherited in list(_texts(root, {}, Context())):
        msgstr = lookup(message.msgid, message.msgctxt)
        known = msgstr is not None and bool(msgstr.strip())
        whole = whole and known
        if element.tag == "text":
            label = _Label(element, inherited)
            fitted = label.fitted(msgstr) if msgstr and known else Fitted(label.lines)
            label.set(fitted, rtl and known)
            findings += [] if fitted.fits else [_too_long(message, msgstr or "", name)]
        elif msgstr and known:
            element.text = " ".join(msgstr.split())
        if message.critical:
            element.set("data-critical", message.mark)
    _drop_comments(root)
    if rtl:
        mirror(root)
    trim(root)
    return Drawing(_written(root), tuple(findings), whole)


def svg_translate(data: bytes, lookup: Lookup, rtl: bool = False) -> bytes:
    """Return the drawing with its text translated and fitted: `svg_draw` without the findings."""
    return svg_draw(data, lookup, rtl).data


def _texts(element: Element, inherited: Mapping[str, str], context: Context) -> Iterator[tuple[Element, Message, Mapping[str, str]]]:
    """Yield every element with words, its message, and the properties that it inherits."""
    own = properties(element, inherited)
    said = Context()
    for child in element:
        if child.tag == COMMENT:
            said = read_comments(f"<!--{child.text}-->").within(said)
            continue
        inside, said = said.within(context), Context()
        msgid = " ".join(_lines(child)) if child.tag in _MESSAGES else ""
        if any(character.isalnum() for character in msgid):
            yield child, Message(msgid, inside.msgctxt, inside.comments, "", inside.critical), own
        if child.tag != "text":
            yield from _texts(child, own, inside)


def _lines(element: Element) -> tuple[str, ...]:
    """Return the lines of ``element``: each tspan with a position of its own begins one."""
    parts = [[element.text or ""]]
    for child in element:
        if child.tag == COMMENT:
            parts[-1].append(child.tail or "")
            continue
        if any(child.get(name) for name in ("x", "y", "dy")):
            parts.append([])
        parts[-1].append("".join(child.itertext()) + (child.tail or ""))
    folded = (" ".join("".join(part).split()) for part in parts)
    return tuple(line for line in folded if line)


class _Label:
    """A ``<text>`` element and the place it has."""

    def __init__(self, element: Element, inherited: Mapping[str, str]) -> None:
        self.element = element
        self.lines = _lines(element)
        style = properties(element, inherited)
        spans = [child for child in element if child.tag == "tspan"]
        self.size = number(style.get("font-size"), USUAL_SIZE) or USUAL_SIZE
        self.bold = style.get("font-weight") in ("bold", "bolder", "600", "700", "800", "900")
        self.anchor = style.get("text-anchor", "start")
        first = spans[0] if spans and not (element.text or "").strip() else element
        self.x = number(first.get("x"), number(element.get("x"), 0.0))
        self.y = number(first.get("y"), number(element.get("y"), 0.0)) + number(first.get("dy"), 0.0)
        self.leading = self._leading(spans)

    def _leading(self, spans: list[Element]) -> float:
        """Return the distance of lines in user units, as the second line of the source shows it."""
        later = [span for span in spans[1:] if span.get("dy") or span.get("y")]
        if not later:
            return self.size * LEADING
        distance = number(later[0].get("dy"), 0.0) or number(later[0].get("y"), 0.0) - self.y
        return distance if distance > 0 else self.size * LEADING

    def fitted(self, msgstr: str) -> Fitted:
        """Return ``msgstr`` broken into lines for the room that the label has."""
        source_em = max((label_width_em(line, self.bold) for line in self.lines), default=0.0)
        width_em = number(self.element.get("data-width"), 0.0) / self.size or source_em * ROOM_TO_GROW
        lines = int(number(self.element.get("data-lines"), len(self.lines)))
        return fit(msgstr, width_em, max(1, lines), self.bold)

    def set(self, fitted: Fitted, rtl: bool) -> None:
        """Write the lines, each with its own position: shaped text follows no relative steps in every renderer."""
        for child in list(self.element):
            self.element.remove(child)
        self.element.text = None
        if fitted.scale < 1:
            put(self.element, "font-size", written(self.size * fitted.scale))
        # said of every text, because a drawing inside a page would inherit the direction of the page
        put(self.element, "direction", "rtl" if rtl else "ltr")
        if rtl:
            # where text runs leftward, SVG's start is its right end
            put(self.element, "text-anchor", _MIRRORED.get(self.anchor, self.anchor))
        for key in ("dx", "dy"):
            self.element.attrib.pop(key, None)
        self.element.set("x", written(self.x))
        self.element.set("y", written(self.y))
        for place, line in enumerate(fitted.lines):
            y = self.y + place * self.leading * fitted.scale
            SubElement(self.element, "tspan", x=written(self.x), y=written(y)).text = isolate_runs(line, _LEFT_TO_RIGHT) if rtl else line


def _too_long(message: Message, msgstr: str, name: str | None) -> Finding:
    return Finding(
        Severity.WARNING,
        "drawing-text-long",
        f"“{msgstr}” does not fit its place in the drawing, even at 70% of its size",
        file=name,
        msgid=message.msgid,
        hint="shorten the translation, or give the label more room (data-width, data-lines)",
    )


def _drop_comments(root: Element) -> None:
    for element in list(root.iter()):
        for child in [child for child in element if child.tag == COMMENT]:
            remove(element, child)


def _written(root: Element) -> bytes:
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return bytes(tostring(root, encoding="utf-8"))

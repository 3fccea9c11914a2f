"""The messages of an SVG illustration, and the illustration with its text translated and fitted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from publish.guide.parse.comments import Context, read_comments
from publish.guide.svg.fit import FittedLabel, fit_label, label_width_em
from publish.guide.svg.place import TALL, mirror_drawing, trim
from publish.guide.svg.safe import COMMENT, read_drawing, remove
from publish.guide.svg.values import USUAL_SIZE, number, number_text, properties, put
from publish.guide.tree import Lookup, Message
from publish.project import Finding, Severity
from publish.text.bidi import isolate_runs

LEADING = 1.22
"""Line distance in em, for a label with a single line."""

ROOM_TO_GROW = 1.3
"""Room for a label without ``data-width``, in widths of its source text."""

LETTER_EM = 0.5
"""The width of a letter of Latin script, in em, by which translators are told the room of a label."""

_MIRRORED = {"start": "end", "end": "start"}
# In right-to-left text “10 mg” would read “mg 10” without isolates.
_LEFT_TO_RIGHT = re.compile(r"[+−]?[0-9A-Za-z\u00c0-\u024f]+(?:[ .,:/–%-]{1,2}[0-9A-Za-z\u00c0-\u024f]+)*%?")
# What a drawing is called is the alternative text of the picture in the guide. As a title it would also appear under a mouse.
_UNSEEN = frozenset({"title", "desc"})


@dataclass(frozen=True, slots=True)
class Drawing:
    """A translated drawing. ``findings`` warn about text that is too long for its place; ``translated`` is True if all text is."""

    data: bytes
    findings: tuple[Finding, ...] = ()
    translated: bool = True


def svg_messages(data: bytes, name: str | None = None) -> list[Message]:
    """Return the messages of a drawing: one for each ``<text>``, as plain text with lines joined.

    Comments before an element (``translators:``, ``context:``, ``critical``) mean the same as in a guide. ``name`` is the name of
    the file in findings. Raises `PublishError` (``drawing-broken``, ``drawing-unsafe``).
    """
    return [message for _, message, _ in _texts(read_drawing(data, name), {}, Context())]


def placed_labels(data: bytes, name: str | None = None) -> list[tuple[Message, str]]:
    """Return the messages of a drawing as `svg_messages` does, each with the room that it has."""
    found = _texts(read_drawing(data, name), {}, Context())
    return [(message, _Label(element, inherited).room) for element, message, inherited in found]


def svg_draw(data: bytes, lookup: Lookup, rtl: bool = False, name: str | None = None, tall: float = 0.0) -> Drawing:
    """Return the drawing with its text translated and fitted.

    A ``<text>`` is broken into at most ``data-lines`` lines (by default as many as the source has) of ``data-width`` units, and
    shrunk to no less than 70% if it still does not fit. It stays on the same side of its point in both directions of writing,
    unless the drawing is mirrored (``data-rtl="mirror"``). A ``<title>`` or ``<desc>`` is removed. Empty room
    below the last line is cut off as ``data-trim`` allows. ``tall`` is the height of a line of titles in em: taller letters get lines
    further apart, and room above the first. Raises as `svg_messages`.
    """
    root = read_drawing(data, name)
    findings: list[Finding] = []
    complete = True
    for element, message, inherited in list(_texts(root, {}, Context())):
        msgstr = lookup(message.msgid, message.msgctxt)
        known = msgstr is not None and bool(msgstr.strip())
        complete = complete and known
        label = _Label(element, inherited)
        fitted = label.fit(msgstr) if msgstr and known else FittedLabel(label.lines)
        label.write(fitted, rtl and known, tall if known else 0.0)
        findings += [] if fitted.fits else [_too_long(message, msgstr or "", name)]
        if message.critical:
            element.set("data-critical", message.mark)
    _drop_comments(root)
    _drop_unseen(root)
    if rtl:
        mirror_drawing(root)
    trim(root, tall)
    return Drawing(_serialized(root, name), tuple(findings), complete)


def svg_clean(data: bytes, name: str | None = None) -> bytes:
    """Return a drawing with what `read_drawing` keeps of it, and nothing else, for one that is not translated, such as a logo.

    Raises as `svg_messages`.
    """
    root = read_drawing(data, name)
    _drop_comments(root)
    return _serialized(root, name)


def svg_translate(data: bytes, lookup: Lookup, rtl: bool = False) -> bytes:
    """Return the drawing with its text translated and fitted: `svg_draw` without the findings."""
    return svg_draw(data, lookup, rtl).data


def _texts(element: Element, inherited: Mapping[str, str], context: Context) -> Iterator[tuple[Element, Message, Mapping[str, str]]]:
    """Yield every element with words, its message, and the properties that it inherits."""
    own = properties(element, inherited)
    comments = Context()
    for child in element:
        if child.tag == COMMENT:
            comments = read_comments(f"<!--{child.text}-->").within(comments)
            continue
        inside, comments = comments.within(context), Context()
        msgid = " ".join(_lines(child)) if child.tag == "text" else ""
        if any(character.isalnum() for character in msgid):
            yield child, Message(msgid, inside.msgctxt, inside.comments, "", inside.critical), own
        if child.tag != "text":
            yield from _texts(child, own, inside)


def _lines(element: Element) -> tuple[str, ...]:
    """Return the lines of ``element``: each tspan with a position of its own begins a line."""
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
    """A ``<text>`` element, its style and its position."""

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
        """Return the distance of lines in user units: that between the first two lines of the source."""
        later = [span for span in spans[1:] if span.get("dy") or span.get("y")]
        if not later:
            return self.size * LEADING
        distance = number(later[0].get("dy"), 0.0) or number(later[0].get("y"), 0.0) - self.y
        return distance if distance > 0 else self.size * LEADING

    def fit(self, msgstr: str) -> FittedLabel:
        """Return ``msgstr`` broken into lines that fit the room of the label."""
        source_em = max((label_width_em(line, self.bold) for line in self.lines), default=0.0)
        width_em = number(self.element.get("data-width"), 0.0) / self.size or source_em * ROOM_TO_GROW
        lines = int(number(self.element.get("data-lines"), len(self.lines)))
        return fit_label(msgstr, width_em, max(1, lines), self.bold)

    @property
    def room(self) -> str:
        """What a translator should know of the place of the label."""
        source_em = max((label_width_em(line, self.bold) for line in self.lines), default=0.0)
        width_em = number(self.element.get("data-width"), 0.0) / self.size or source_em * ROOM_TO_GROW
        lines = max(1, int(number(self.element.get("data-lines"), len(self.lines))))
        return f"Label in a drawing: {lines} line{'s' * (lines > 1)} of about {max(1, round(width_em / LETTER_EM))} letters."

    def write(self, fitted: FittedLabel, rtl: bool, tall: float) -> None:
        """Write the lines, each with an absolute position: not every renderer moves shaped text by relative steps."""
        for child in list(self.element):
            self.element.remove(child)
        self.element.text = None
        if fitted.scale < 1:
            put(self.element, "font-size", number_text(self.size * fitted.scale))
        # on every text, because a drawing inside a page would inherit the direction of the page
        put(self.element, "direction", "rtl" if rtl else "ltr")
        if rtl:
            # in right-to-left text the start, for SVG, is the right end
            put(self.element, "text-anchor", _MIRRORED.get(self.anchor, self.anchor))
        for key in ("dx", "dy"):
            self.element.attrib.pop(key, None)
        self.element.set("x", number_text(self.x))
        self.element.set("y", number_text(self.y))
        leading = (max(self.leading, self.size * tall) if tall > TALL else self.leading) * fitted.scale
        for place, line in enumerate(fitted.lines):
            y = self.y + place * leading
            tspan = SubElement(self.element, "tspan", x=number_text(self.x), y=number_text(y))
            tspan.text = isolate_runs(line, _LEFT_TO_RIGHT) if rtl else line


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


def _drop_unseen(root: Element) -> None:
    for element in list(root.iter()):
        for child in [child for child in element if child.tag in _UNSEEN]:
            remove(element, child)


def _serialized(root: Element, name: str | None) -> bytes:
    root.set("xmlns", "http://www.w3.org/2000/svg")
    data = bytes(tostring(root, encoding="utf-8"))
    read_drawing(data, name)  # judged again as it will be read: what was removed may have parted something that is whole now
    return data

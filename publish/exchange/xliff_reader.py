"""Read XLIFF 1.2 and 2.x (OASIS) from translation tools.

The file is untrusted input: one with a document type, and so with entities, is refused. Only targets and states are used later;
ids and sources are read to compare them with the catalog.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import ContentHandler, SAXException
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from publish.exchange.units import MOST_BYTES, TranslationUnit, UnitState
from publish.project import problem

DEEPEST = 50
"""Levels of nested elements that are read."""
MACHINE = frozenset({"mt-suggestion", "leveraged-mt"})
"""Values of state-qualifier (XLIFF 1.2) for machine translations."""
DONE = frozenset({"translated", "signed-off", "final", "reviewed"})
"""States of both versions for a finished translation."""

_HINT = "export the file from your translation tool again as XLIFF 1.2"


@dataclass(frozen=True, slots=True)
class XliffFile:
    """One ``<file>`` element of an XLIFF document: the catalog it was exported from, its target language (BCP 47) and units."""

    original: str
    language: str
    units: tuple[TranslationUnit, ...]


def read_xliff(data: bytes, name: str) -> tuple[XliffFile, ...]:
    """Return the files in an XLIFF document called ``name``.

    Raises `PublishError` with the line: ``xliff-unsafe`` for a document type or entities, ``xliff-broken`` if it is not XLIFF.
    """
    if len(data) > MOST_BYTES:
        raise problem("xliff-broken", f"the file is larger than {MOST_BYTES:,} bytes", file=name, hint=_HINT)
    root = _parse_xml(data, name)
    if root.name != "xliff":
        message = f"the root element is <{root.name}>, not <xliff>"
        raise problem("xliff-broken", message, file=name, line=root.line, hint=_HINT)
    return tuple(_read_file(element, root) for element in root.all("file"))


@dataclass(slots=True)
class _Element:
    """An XML element: its local name, attributes, line, and its children (elements and text) in order."""

    name: str
    attributes: dict[str, str]
    line: int
    children: "list[_Element | str]" = field(default_factory=list)

    def all(self, name: str) -> "Iterator[_Element]":
        """Yield the descendants called ``name``, without those inside another of them."""
        for child in self.children:
            if isinstance(child, _Element):
                yield from [child] if child.name == name else child.all(name)

    def child(self, name: str) -> "_Element | None":
        """Return the first child called ``name``."""
        return next((child for child in self.children if isinstance(child, _Element) and child.name == name), None)

    def text(self) -> str:
        """Return the text of the element.

        ``<mrk>`` elements mark segments and are dropped. Any other element becomes �, which the import refuses: exported texts
        contain none.
        """
        parts = (child if isinstance(child, str) else child.text() if child.name == "mrk" else "\ufffd" for child in self.children)
        return "".join(parts)


class _TreeBuilder(ContentHandler):
    """Builds the tree of elements from SAX events, which know the line of every element; ElementTree does not."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("", {}, 1)
        self.open = [self.root]
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        """Keep the locator, which knows the current line."""
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Open an element. Raises `ValueError` if elements are nested too deeply."""
        if len(self.open) > DEEPEST:
            raise ValueError(f"elements nest deeper than {DEEPEST}")
        element = _Element(name.rpartition(":")[2], dict(attrs.items()), self.line or 1)
        self.open[-1].children.append(element)
        self.open.append(element)

    def endElement(self, name: str) -> None:
        """Close the open element."""
        self.open.pop()

    def characters(self, content: str) -> None:
        """Add text to the open element."""
        self.open[-1].children.append(content)

    @property
    def line(self) -> int | None:
        """The current line of the document."""
        return self.locator.getLineNumber() if self.locator else None


def _parse_xml(data: bytes, name: str) -> _Element:
    builder = _TreeBuilder()
    try:
        parseString(data, builder, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "the file has a document type or entities, which could read other files or use up all memory"
        raise problem("xliff-unsafe", message, file=name, line=builder.line, hint=_HINT) from error
    except (SAXException, ValueError, LookupError) as error:
        raise problem("xliff-broken", f"the file is not XML: {error}", file=name, line=builder.line, hint=_HINT) from error
    return next(child for child in builder.root.children if isinstance(child, _Element))


def _read_file(file: _Element, root: _Element) -> XliffFile:
    language = file.attributes.get("target-language") or root.attributes.get("trgLang", "")
    units = (*map(_read_trans_unit, file.all("trans-unit")), *map(_read_segments, file.all("unit")))
    return XliffFile(file.attributes.get("original", ""), language, units)


def _read_trans_unit(element: _Element) -> TranslationUnit:
    """Return the unit of a ``<trans-unit>`` of XLIFF 1.2."""
    source, target = element.child("source"), element.child("target")
    text = target.text() if target else ""
    attributes = target.attributes if target else {}
    done = attributes["state"] in DONE if "state" in attributes else element.attributes.get("approved") != "no"
    machine = attributes.get("state-qualifier") in MACHINE
    source_text = source.text() if source else ""
    return TranslationUnit(element.attributes.get("id", ""), source_text, text, _state(text, done), line=element.line, machine=machine)


def _read_segments(element: _Element) -> TranslationUnit:
    """Return the unit of a ``<unit>`` of XLIFF 2.x: its segments, and the text between them, as one text."""
    segments = [child for child in element.children if isinstance(child, _Element) and child.name in ("segment", "ignorable")]
    sources = [segment.child("source") for segment in segments]
    targets = [segment.child("target") or (segment.child("source") if segment.name == "ignorable" else None) for segment in segments]
    text = "".join(target.text() for target in targets if target) if all(targets) else ""
    done = all(segment.attributes.get("state", "translated") in DONE for segment in segments)
    source_text = "".join(source.text() for source in sources if source)
    return TranslationUnit(element.attributes.get("id", ""), source_text, text, _state(text, done), line=element.line)


def _state(text: str, done: bool) -> UnitState:
    if not text:
        return UnitState.MISSING
    return UnitState.TRANSLATED if done else UnitState.FUZZY

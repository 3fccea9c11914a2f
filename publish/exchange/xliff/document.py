"""Parse an XML document from a translation tool to a tree of elements that know their lines.

The document is untrusted input: one with a document type, and so with entities, is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import ContentHandler, SAXException
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from publish.exchange.units import MOST_BYTES
from publish.project import problem

DEEPEST = 50
"""Levels of nested elements that are read."""
MOST_PARTS = 3_000_000
"""Elements, counted threefold, and runs of text that are read: a limit of memory and time."""
HINT = "export the file from your translation tool again as XLIFF 1.2"

_PREFIXES = {"memsource": "m", "mqxliff": "mq", "sdl.com": "sdl", "idiominc": "iws", "www.w3.org/xml/": "xml"}  # by a part of the namespace
_INSTRUCTION = "?"


@dataclass(slots=True)
class Element:
    """An XML element: its name, attributes, line, and its children (elements and text) in order.

    Names in the namespace of the root have no prefix. Others have the usual prefix of their tool (``m`` for Phrase, ``mq`` for memoQ,
    ``sdl`` for Trados) or that of the file. A processing instruction is an element whose name begins with ``?``. ``is_preserved`` says
    whether white space counts (``xml:space``).
    """

    name: str
    attributes: dict[str, str]
    line: int
    is_preserved: bool = False
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def elements(self) -> "list[Element]":
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def all(self, name: str) -> "Iterator[Element]":
        """Yield the descendants called ``name``, without those inside another of them."""
        for child in self.elements:
            yield from [child] if child.name == name else child.all(name)

    def child(self, name: str) -> "Element | None":
        """Return the first child called ``name``."""
        return next((child for child in self.elements if child.name == name), None)

    @property
    def tag(self) -> str:
        """The start tag with the attributes that tell it from others, for a message: ``<g id="1">``."""
        if self.name.startswith(_INSTRUCTION):
            return f"<{self.name}?>"
        said = "".join(f' {name}="{self.attributes[name]}"' for name in ("id", "ctype", "type", "mtype") if name in self.attributes)
        return f"<{self.name}{said}>"


def parse_document(data: bytes, name: str) -> Element:
    """Return the root of the XML document called ``name``.

    Raises `PublishError` with the line: ``xliff-unsafe`` for a document type or entities, ``xliff-broken`` if it is not XML.
    """
    if len(data) > MOST_BYTES:
        raise problem("xliff-broken", f"the file is larger than {MOST_BYTES:,} bytes", file=name, hint=HINT)
    builder = _TreeBuilder()
    try:
        parseString(data, builder, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "the file has a document type or entities, which could read other files or use up all memory"
        raise problem("xliff-unsafe", message, file=name, line=builder.line, hint=HINT) from error
    except (SAXException, ValueError, LookupError) as error:
        raise problem("xliff-broken", f"the file is not XML: {error}", file=name, line=builder.line, hint=HINT) from error
    return next(child for child in builder.root.elements if not child.name.startswith(_INSTRUCTION))


class _TreeBuilder(ContentHandler):
    """Builds the tree of elements from SAX events, which know the line of every element; ElementTree does not."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {}, 1)
        self.open = [self.root]
        self.spaces: list[dict[str, str]] = [{"": "", "xml": "http://www.w3.org/XML/1998/namespace"}]
        self.own: str | None = None  # the namespace of the root
        self.locator: Locator | None = None
        self.parts = 0

    def setDocumentLocator(self, locator: Locator) -> None:
        """Keep the locator, which knows the current line."""
        self.locator = locator

    def _count(self, parts: int) -> None:
        self.parts += parts
        if self.parts > MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS // 3:,} elements")

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Open an element. Raises `ValueError` if elements are nested too deeply, or too many."""
        self._count(3)
        if len(self.open) > DEEPEST:
            raise ValueError(f"elements nest deeper than {DEEPEST}")
        given = dict(attrs.items())
        declared = {key.partition(":")[2]: value for key, value in given.items() if key.partition(":")[0] == "xmlns"}
        self.spaces.append(self.spaces[-1] | declared)
        if self.own is None:
            self.own = self.spaces[-1].get(name.rpartition(":")[0], "")
        attributes = {self._name(key, is_attribute=True): value for key, value in given.items()}
        space = attributes.get("xml:space")
        preserved = space == "preserve" if space else self.open[-1].is_preserved
        element = Element(self._name(name), attributes, self.line or 1, preserved)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _name(self, name: str, *, is_attribute: bool = False) -> str:
        """Return the name of an element or attribute with the prefix that `Element` has for its namespace."""
        prefix, _, local = name.rpartition(":")
        space = self.spaces[-1].get(prefix, prefix)
        if space == self.own or (is_attribute and not prefix):
            return local
        known = next((short for part, short in _PREFIXES.items() if part in space.lower()), None)
        return f"{known or prefix or 'other'}:{local}"

    def endElement(self, name: str) -> None:
        """Close the open element."""
        self.open.pop()
        self.spaces.pop()

    def characters(self, content: str) -> None:
        """Add text to the open element. The parser gives it in pieces: one for each line and each entity."""
        self._count(1)
        self.open[-1].children.append(content)

    def processingInstruction(self, target: str, data: str) -> None:
        """Add an instruction, which may mark a tracked change, to the open element."""
        self._count(3)
        self.open[-1].children.append(Element(_INSTRUCTION + target, {}, self.line or 1))

    @property
    def line(self) -> int | None:
        """The current line of the document."""
        return self.locator.getLineNumber() if self.locator else None

"""XLIFF, for translation tools: 1.2 out, 1.2 and 2.x in (OASIS; plural forms as in its PO representation guide).

Nothing of a file that comes back is believed but its targets and states. It is untrusted: a file with a document
type, and so with entities, is refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax import ContentHandler, SAXException
from xml.sax.saxutils import quoteattr
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from publish import __version__
from publish.catalog.memory import Suggestion
from publish.exchange.markup import writable, xml_attribute, xml_text
from publish.exchange.unit import MOST_BYTES, State, Unit
from publish.project import problem

DEEPEST = 50
MACHINE = frozenset({"mt-suggestion", "leveraged-mt"})  # state-qualifiers of XLIFF 1.2
DONE = frozenset({"translated", "signed-off", "final", "reviewed"})  # the states of both versions that wait for nobody

_STATES = {State.MISSING: "needs-translation", State.FUZZY: "needs-review-translation", State.TRANSLATED: "translated"}
_HINT = "take the file from your translation tool again as XLIFF 1.2"


@dataclass(frozen=True, slots=True)
class Part:
    """One ``<file>`` of an XLIFF document: where its texts came from, the language it is in (BCP 47) and its units."""

    original: str
    language: str
    units: tuple[Unit, ...]


def write(messages: Iterable[tuple[Unit, ...]], original: str, source_language: str, language: str) -> bytes:
    """Return an XLIFF 1.2 file of ``messages``; ``original`` names the catalog, the languages are BCP 47 tags.

    A message that XML cannot carry, for its control characters, is left out.
    """
    names = f"original={quoteattr(original)} source-language={quoteattr(source_language)} target-language={quoteattr(language)}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
        f'<file {names} datatype="po">',
        f'<header><tool tool-id="publish" tool-name="clinic-publish" tool-version="{__version__}"/></header>',
        "<body>",
        *(_message(message) for message in messages if _is_writable(message)),
        "</body>",
        "</file>",
        "</xliff>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def read(data: bytes, name: str) -> tuple[Part, ...]:
    """Return what an XLIFF file called ``name`` says.

    Raises `PublishError` with the line: ``xliff-unsafe`` (a document type or entities), ``xliff-broken`` (it is no XLIFF).
    """
    if len(data) > MOST_BYTES:
        raise problem("xliff-broken", f"the file is larger than {MOST_BYTES:,} bytes", file=name, hint=_HINT)
    root = _parsed(data, name)
    if root.name != "xliff":
        raise problem("xliff-broken", f"the file begins with <{root.name}>, not with <xliff>", file=name, line=root.line, hint=_HINT)
    return tuple(_part(element, root) for element in root.all("file"))


def _is_writable(message: tuple[Unit, ...]) -> bool:
    return all(writable(text) for unit in message for text in (unit.source, unit.target, unit.context or ""))


def _message(message: tuple[Unit, ...]) -> str:
    first = message[0]
    inside = "\n".join(map(_unit, message))
    return f'<group restype="x-gettext-plurals" id="{first.message}">\n{inside}\n</group>' if first.id != first.message else inside


def _unit(unit: Unit) -> str:
    about = [f'<context context-type="sourcefile">{xml_text(reference)}</context>' for reference in unit.references]
    if unit.context is not None:
        about.append(f'<context context-type="x-gettext-msgctxt">{xml_text(unit.context)}</context>')
    lines = [
        f'<trans-unit id="{unit.id}" xml:space="preserve">',
        f"<source>{xml_text(unit.source)}</source>",
        f'<target state="{_STATES[unit.state]}">{xml_text(unit.target)}</target>',
        *([f'<context-group purpose="information">{"".join(about)}</context-group>'] if about else []),
        *(f'<note from="developer">{xml_text(note)}</note>' for note in unit.notes),
        *map(_offer, unit.offers),
        "</trans-unit>",
    ]
    return "\n".join(lines)


def _offer(offer: Suggestion) -> str:
    about = f'match-quality="{offer.score:.0%}" origin={xml_attribute(offer.origin)}'
    return f'<alt-trans {about}><target xml:space="preserve">{xml_text(offer.text)}</target></alt-trans>'


@dataclass(slots=True)
class _Element:
    """An element as far as it matters here: its local name, attributes, line, and what is inside in order."""

    name: str
    attributes: dict[str, str]
    line: int
    inside: "list[_Element | str]" = field(default_factory=list)

    def all(self, name: str) -> "Iterator[_Element]":
        """Yield the elements called ``name`` inside, at any depth, but none within another of them."""
        for child in self.inside:
            if isinstance(child, _Element):
                yield from [child] if child.name == name else child.all(name)

    def child(self, name: str) -> "_Element | None":
        """Return the first child of that name."""
        return next((child for child in self.inside if isinstance(child, _Element) and child.name == name), None)

    def words(self) -> str:
        """Return the text inside. Marks around segments vanish; any other tag (none was sent) becomes �, which no guard lets in."""
        parts = (child if isinstance(child, str) else child.words() if child.name == "mrk" else "\ufffd" for child in self.inside)
        return "".join(parts)


class _Builder(ContentHandler):
    """Builds the tree: SAX tells the line of every element, which ElementTree does not."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("", {}, 1)
        self.open = [self.root]
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:
        """Keep where the parser is."""
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        """Open an element; raises `ValueError` where they nest too deeply."""
        if len(self.open) > DEEPEST:
            raise ValueError(f"elements nest deeper than {DEEPEST}")
        line = self.locator.getLineNumber() if self.locator else None
        element = _Element(name.rpartition(":")[2], dict(attrs.items()), line or 1)
        self.open[-1].inside.append(element)
        self.open.append(element)

    def endElement(self, name: str) -> None:
        """Close the element that is open."""
        self.open.pop()

    def characters(self, content: str) -> None:
        """Add text to the element that is open."""
        self.open[-1].inside.append(content)


def _parsed(data: bytes, name: str) -> _Element:
    builder = _Builder()
    try:
        parseString(data, builder, forbid_dtd=True)
    except DefusedXmlException as error:
        line = builder.locator.getLineNumber() if builder.locator else None
        message = "the file brings a document type or entities of its own, which could read or blow up other files"
        raise problem("xliff-unsafe", message, file=name, line=line, hint=_HINT) from error
    except (SAXException, ValueError, LookupError) as error:
        line = builder.locator.getLineNumber() if builder.locator else None
        raise problem("xliff-broken", f"the file is not XML: {error}", file=name, line=line, hint=_HINT) from error
    return next(child for child in builder.root.inside if isinstance(child, _Element))


def _part(file: _Element, root: _Element) -> Part:
    language = file.attributes.get("target-language") or root.attributes.get("trgLang", "")
    units = (*map(_read_unit, file.all("trans-unit")), *map(_read_segments, file.all("unit")))
    return Part(file.attributes.get("original", ""), language, units)


def _read_unit(element: _Element) -> Unit:
    """Return a unit of XLIFF 1.2."""
    source, target = element.child("source"), element.child("target")
    words = target.words() if target else ""
    said = target.attributes if target else {}
    done = said["state"] in DONE if "state" in said else element.attributes.get("approved") != "no"
    machine = said.get("state-qualifier") in MACHINE
    said_source = source.words() if source else ""
    return Unit(element.attributes.get("id", ""), said_source, words, _state(words, done), line=element.line, machine=machine)


def _read_segments(element: _Element) -> Unit:
    """Return a unit of XLIFF 2.x: its segments, and what stands between them, as one text."""
    segments = [each for each in element.inside if isinstance(each, _Element) and each.name in ("segment", "ignorable")]
    sources = [each.child("source") for each in segments]
    targets = [each.child("target") or (each.child("source") if each.name == "ignorable" else None) for each in segments]
    complete = all(targets)
    words = "".join(target.words() for target in targets if target) if complete else ""
    done = all(each.attributes.get("state", "translated") in DONE for each in segments)
    return Unit(
        element.attributes.get("id", ""), "".join(each.words() for each in sources if each), words, _state(words, done), line=element.line
    )


def _state(words: str, done: bool) -> State:
    if not words:
        return State.MISSING
    return State.TRANSLATED if done else State.FUZZY

"""Write the inline content of blocks as HTML: words, emphasis, links, images, facts and footnote references."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from publish.guide.tree import (
    Attributes,
    Break,
    Citation,
    Code,
    Emphasis,
    Fact,
    Forms,
    Guide,
    Image,
    Inline,
    Link,
    NoteRef,
    Span,
    Text,
    Words,
)
from publish.text.links import safe_link
from publish.text.placeholders import FACT, FACT_WITH_FORMS, read_forms

_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"</?a\b[^>]*>")


def _nothing(_: str) -> str | None:
    return None


def _no_image(_src: str, _alt: str, _title: str) -> str | None:
    return None


def _no_form(_name: str, _forms: Forms) -> str | None:
    return None


def _no_figure(_src: str, _alt: str, _title: str, _messages: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions with which an edition changes how a guide is printed; None from one of them means the usual HTML.

    ``text`` gets plain words and returns HTML (by default it escapes them). ``address`` gets the name
    of a fact in the target of a link and returns it as plain text; the link is left out if that is empty, and the printed fact is taken
    for None. ``fact`` gets the name between braces, ``fact_in_form`` the forms of a translation, too, and ``citation`` the
    id of a reference; they are printed as they are written if the hook returns None. ``image`` gets file, description and title
    as plain text, for an image in running text; ``figure`` the same, and the marks of its messages, for an image that is a paragraph
    of its own (its title is the caption; the HTML is not inside a paragraph). ``heading_shift`` is added to the level of every
    heading. ``source_language`` and ``source_direction`` mark what is not translated (``lang``, ``dir``); None marks nothing.
    ``backlink`` is the HTML inside the link from a footnote back to its call; without it there is no link. ``message_marks``
    gives the element of every block the attribute ``data-message``: the marks (`Message.mark`) of the messages that it shows.
    """

    text: Callable[[str], str] = escape
    fact: Callable[[str], str | None] = _nothing
    fact_in_form: Callable[[str, Forms], str | None] = _no_form
    address: Callable[[str], str | None] = _nothing
    citation: Callable[[str], str | None] = _nothing
    image: Callable[[str, str, str], str | None] = _no_image
    figure: Callable[[str, str, str, str], str | None] = _no_figure
    heading_shift: int = 0
    source_language: str | None = None
    source_direction: str = "ltr"
    backlink: str = ""
    message_marks: bool = False


class InlinePrinter:
    """Prints the texts of one guide, and numbers its footnotes in the order of their calls."""

    def __init__(self, guide: Guide, hooks: Hooks = Hooks()) -> None:
        self.guide = guide
        self.hooks = hooks
        self._places = {note.id: place for place, note in reversed(list(enumerate(guide.notes)))}
        self._called: list[int] = []
        self._ids = {block.id for block in guide.walk()}

    def inline(self, text: Text) -> str:
        """Return the HTML of ``text`` without a block around it (for a title on a cover)."""
        return self._inlines(text.inlines)

    def plain(self, text: Text) -> str:
        """Return ``text`` without markup, facts filled in, not escaped: for an attribute or a document's title."""
        return self._plain(text.inlines)

    def _number(self, place: int) -> int:
        """Return the number of the footnote at a ``place`` of the guide's list."""
        if place not in self._called:
            self._called.append(place)
        return self._called.index(place) + 1

    def _inlines(self, nodes: Iterable[Inline]) -> str:
        return "".join(self._node(node) for node in nodes)

    def _node(self, node: Inline) -> str:
        match node:
            case Words(text):
                return self.hooks.text(text)
            case Code(text, attributes):
                return f"<code{self._named(attributes)}>{escape(text)}</code>"
            case Break():
                return "<br />\n"
            case Emphasis(children, strong):
                tag = "strong" if strong else "em"
                return f"<{tag}>{self._inlines(children)}</{tag}>"
            case Span(children, attributes):
                return f"<span{self._named(attributes)}>{self._inlines(children)}</span>"
            case Link():
                return self._link(node)
            case Image(children, src, title, attributes):
                return self._image(src, self._plain(children), self._filled(title), attributes)
        return self._reference(node)

    def _reference(self, node: Inline) -> str:
        match node:
            case Fact(name, forms):
                value = self._value(name, forms)
                return self.hooks.text(f"{{{name}}}") if value is None else value
            case Citation(name):
                value = self.hooks.citation(name)
                return self.hooks.text(f"[^{name}]") if value is None else value
            case NoteRef(name):
                return self._call(self._number(self._places[name])) if name in self._places else ""
        return ""

    def _call(self, number: int) -> str:
        own = self._named((("id", f"call.{number}"),))
        return f'<sup class="note-ref"{own}><a href="#note.{number}" role="doc-noteref">{number}</a></sup>'

    def _link(self, link: Link) -> str:
        href = FACT.sub(lambda found: self._address(found[1], link.href) or found[0], link.href)
        if not safe_link(href) or any(self.hooks.address(name) == "" for name in FACT.findall(href)):
            return self._inlines(link.children)
        own = attribute_text({"href": href.replace("{", "%7B").replace("}", "%7D")}, keep_empty=True)
        title = attribute_text({"title": self._filled(link.title)})
        # A link holds no links (HTML 4.5.1): not those of a citation or of a telephone number in it.
        return f"<a{own}{title}{self._named(link.attributes)}>{_LINK.sub('', self._inlines(link.children))}</a>"

    def _image(self, src: str, alt: str, title: str, attributes: Attributes) -> str:
        image = self.hooks.image(src, alt, title)
        if image is not None:
            return image
        named = attribute_text({"src": src, "alt": alt}, keep_empty=True)
        return f"<img{named}{attribute_text({'title': title})}{self._named(attributes)} />"

    def _named(self, attributes: Attributes) -> str:
        """Return ``attributes``, without an id that the page has already."""
        own = dict(attributes)
        if own.get("id") in self._ids:
            del own["id"]
        self._ids |= {own["id"]} if "id" in own else set()
        return attribute_text(own)

    def _plain(self, nodes: Iterable[Inline]) -> str:
        return "".join(self._plain_node(node) for node in nodes)

    def _plain_node(self, node: Inline) -> str:
        match node:
            case Words(text) | Code(text):
                return text
            case Break():
                return " "
            case Fact(name, forms):
                return self._fact_text(name, forms) or f"{{{name}}}"
            case Emphasis(children) | Span(children) | Link(children) | Image(children):
                return self._plain(children)
        return ""

    def _filled(self, text: str) -> str:
        return FACT_WITH_FORMS.sub(lambda found: self._fact_text(found[1], read_forms(found[2] or "")) or found[0], text)

    def _value(self, name: str, forms: Forms) -> str | None:
        """Return the HTML of a fact, in one of its ``forms`` if there are some."""
        value = self.hooks.fact_in_form(name, forms) if forms else None
        return self.hooks.fact(name) if value is None else value

    def _fact_text(self, name: str, forms: Forms = ()) -> str | None:
        value = self._value(name, forms)
        return None if value is None else unescape(_TAG.sub("", value))

    def _address(self, name: str, href: str) -> str | None:
        """Return a fact as part of an address; of a telephone number only the digits and the plus sign (RFC 3966)."""
        plain = self.hooks.address(name)
        if plain is not None:
            return quote(plain, safe=_ADDRESS)
        value = self._fact_text(name)
        if value and href.startswith("tel:"):
            return re.sub(r"[^+0-9]", "", value)
        return quote(value, safe=_ADDRESS) if value else value


def attribute_text(pairs: Mapping[str, str], keep_empty: bool = False) -> str:
    """Return ``pairs`` as the attributes of a start tag, each after a space; those without a value are left out unless kept."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs.items() if value or keep_empty)

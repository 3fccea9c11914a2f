"""The tree printed as HTML."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from publish.guide.safety import safe_link
from publish.guide.tree import (
    Attributes,
    Block,
    Break,
    Citation,
    Code,
    Emphasis,
    Fact,
    Guide,
    Image,
    Inline,
    Kind,
    Link,
    NoteRef,
    Span,
    Text,
    Words,
)
from publish.text.placeholders import FACT

_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"</?a\b[^>]*>")


def _nothing(_: str) -> str | None:
    return None


def _no_image(_src: str, _alt: str, _title: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Hooks:
    """What an edition puts in while a guide is printed. Every function returns HTML; None means: the usual way.

    ``text`` gets words neither escaped nor marked up (the usual way escapes them). ``fact`` gets the name
    between braces, ``citation`` the id of a reference; without them both stand as they were written.
    ``image`` and ``figure`` get file, description and title as plain text: ``figure`` for an image that is
    a paragraph of its own (its title is the caption; what it returns stands outside any paragraph),
    ``image`` for one in running text. ``heading_shift`` is added to the level of every heading.
    ``source_language`` and ``source_direction`` mark what was not translated (``lang``, ``dir``); None
    marks nothing. ``backlink`` is the HTML inside the link from a footnote back to its call; empty for none.
    """

    text: Callable[[str], str] = escape
    fact: Callable[[str], str | None] = _nothing
    citation: Callable[[str], str | None] = _nothing
    image: Callable[[str, str, str], str | None] = _no_image
    figure: Callable[[str, str, str], str | None] = _no_image
    heading_shift: int = 0
    source_language: str | None = None
    source_direction: str = "ltr"
    backlink: str = ""


class Printer:
    """Prints the parts of one guide on one page, each id once.

    An edition that places parts of a guide apart prints all of them with one printer, `notes` last.
    """

    def __init__(self, guide: Guide, hooks: Hooks = Hooks()) -> None:
        self.guide = guide
        self.hooks = hooks
        self._places = {note.id: place for place, note in reversed(list(enumerate(guide.notes)))}
        self._called: list[int] = []
        self._ids = {block.id for block in guide.walk()}

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the HTML of ``blocks``, a line for each."""
        return "".join(self._block(block) + "\n" for block in blocks)

    def inline(self, text: Text) -> str:
        """Return the HTML of ``text`` without a block around it (for a title on a cover)."""
        return self._inlines(text.inlines)

    def plain(self, text: Text) -> str:
        """Return ``text`` without markup, facts filled in: for an attribute or a document's title. Not escaped."""
        return self._plain(text.inlines)

    def notes(self, called_only: bool = False) -> str:
        """Return the list of all footnotes of the guide (or those that have been called), empty where there are none.

        They are numbered in the order in which a reader meets their calls.
        """
        if not called_only:
            for place in range(len(self.guide.notes)):
                self._number(place)
        items: list[str] = []
        while len(items) < len(self._called):  # a note may call others
            items.append(self._note(len(items) + 1, self.guide.notes[self._called[len(items)]].blocks))
        return f'<section class="footnotes">\n<ol>\n{"".join(items)}</ol>\n</section>\n' if items else ""

    def _number(self, place: int) -> int:
        """Return the number of the footnote at a ``place`` of the guide's list."""
        if place not in self._called:
            self._called.append(place)
        return self._called.index(place) + 1

    def _note(self, number: int, blocks: tuple[Block, ...]) -> str:
        link = f'<a class="backlink" href="#call.{number}" role="doc-backlink">{self.hooks.backlink}</a>\n' if self.hooks.backlink else ""
        return f'<li id="note.{number}">\n{self.blocks(blocks)}{link}</li>\n'

    # blocks

    def _block(self, block: Block) -> str:
        match block.kind:
            case Kind.HEADING:
                return self._element(f"h{min(6, block.level + self.hooks.heading_shift)}", block, self._texts(block))
            case Kind.PARAGRAPH:
                return self._paragraph(block)
            case Kind.FIGURE:
                return self._figure(block)
            case Kind.CODE:
                language = _attributes({"class": f"language-{block.role}"}) if block.role else ""
                return self._element("pre", block, f"<code{language}>{escape(block.literal)}</code>")
            case Kind.RULE:
                return f"<hr{self._own(block)} />"
            case Kind.TABLE:
                return self._table(block)
            case Kind.SECTION:
                return self._section(block)
            case Kind.TERM | Kind.CELL | Kind.HEADER_CELL:
                return self._element(block.kind, block, self._texts(block))
        return self._element(block.kind, block, self._inside(block))

    def _element(self, tag: str, block: Block, inside: str) -> str:
        return f"<{tag}{self._own(block)}>{inside}</{tag}>"

    def _own(self, block: Block) -> str:
        """Return the attributes of a block: its author's, id, what its kind needs, marks, language of what is not translated."""
        given = dict(block.attributes)
        usual = [block.role] if block.kind is Kind.SECTION else []
        usual += [f"align-{block.literal}"] if block.kind in _CELLS and block.literal else []
        classes = dict.fromkeys(usual + given.pop("class", "").split())
        own = {"id": block.id, "class": " ".join(filter(None, classes))} | _KIND_ATTRIBUTES.get(block.kind, {})
        if block.kind is Kind.NUMBERS and block.level != 1:
            own["start"] = str(block.level)
        return _attributes(own | given | self._marks(block))

    def _marks(self, block: Block) -> dict[str, str]:
        marks = [text.message.mark for text in block.texts if text.message and text.message.critical]
        found = {"data-critical": " ".join(marks)}
        if self.hooks.source_language and not block.translated:
            found |= {"lang": self.hooks.source_language, "dir": self.hooks.source_direction}
        return found

    def _texts(self, block: Block) -> str:
        """Return a block's own text; a term that is made of parts has those."""
        return self.inline(block.text) if block.text else self._inside(block)

    def _inside(self, block: Block) -> str:
        """Return the children; a tight paragraph stands on the line of its element, as CommonMark prints it."""
        if not block.children:
            return ""
        first = "" if block.children[0].tight else "\n"
        inside = first + self.blocks(block.children)
        return inside.removesuffix("\n") if block.children[-1].tight else inside

    def _paragraph(self, block: Block) -> str:
        if not block.tight:
            return self._element("p", block, self._texts(block))
        return self._element("span", block, self._texts(block)) if self._own(block) else self._texts(block)

    def _figure(self, block: Block) -> str:
        alt, title = (self.plain(text) if text else "" for text in (block.text, block.title))
        figure = self.hooks.figure(block.literal, alt, title)
        if figure is not None:
            return self._element("div", block, figure) if self._own(block) else figure
        image = self._image(block.literal, alt, title, ())
        return image if block.tight and not self._own(block) else self._element("span" if block.tight else "p", block, image)

    def _section(self, block: Block) -> str:
        """Return a section; its title carries the marks, because what it holds may be translated where the title is not."""
        tag = "div" if block.role in ("short", "full") else "section"
        title = ""
        if block.title:
            title = f"<p{_attributes({'class': 'title'} | self._marks(block))}>{self.inline(block.title)}</p>\n"
        own = self._own(Block(block.kind, id=block.id, role=block.role, attributes=block.attributes))
        return f"<{tag}{own}>\n{title}{self.blocks(block.children)}</{tag}>"

    def _table(self, block: Block) -> str:
        head = [row for row in block.children if row.children and row.children[0].kind is Kind.HEADER_CELL]
        body = [row for row in block.children if row not in head]
        parts = [f"<{tag}>\n{self.blocks(rows)}</{tag}>\n" for tag, rows in (("thead", head), ("tbody", body)) if rows]
        return self._element("table", block, "\n" + "".join(parts))

    # inline nodes

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
            case Fact(name):
                value = self.hooks.fact(name)
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
        if not safe_link(href):
            return self._inlines(link.children)
        own = _attributes({"href": href.replace("{", "%7B").replace("}", "%7D")}, keep_empty=True)
        title = _attributes({"title": self._filled(link.title)})
        # A link holds no links (HTML 4.5.1): not those of a citation or of a telephone number in it.
        return f"<a{own}{title}{self._named(link.attributes)}>{_LINK.sub('', self._inlines(link.children))}</a>"

    def _image(self, src: str, alt: str, title: str, attributes: Attributes) -> str:
        image = self.hooks.image(src, alt, title)
        if image is not None:
            return image
        return f"<img{_attributes({'src': src, 'alt': alt}, keep_empty=True)}{_attributes({'title': title})}{self._named(attributes)} />"

    def _named(self, attributes: Attributes) -> str:
        """Return ``attributes``, without an id that stands elsewhere on the page already."""
        own = dict(attributes)
        if own.get("id") in self._ids:
            del own["id"]
        self._ids |= {own["id"]} if "id" in own else set()
        return _attributes(own)

    # plain text

    def _plain(self, nodes: Iterable[Inline]) -> str:
        return "".join(self._plain_node(node) for node in nodes)

    def _plain_node(self, node: Inline) -> str:
        match node:
            case Words(text) | Code(text):
                return text
            case Break():
                return " "
            case Fact(name):
                return self._fact_text(name) or f"{{{name}}}"
            case Emphasis(children) | Span(children) | Link(children) | Image(children):
                return self._plain(children)
        return ""

    def _filled(self, text: str) -> str:
        return FACT.sub(lambda found: self._fact_text(found[1]) or found[0], text)

    def _fact_text(self, name: str) -> str | None:
        value = self.hooks.fact(name)
        return None if value is None else unescape(_TAG.sub("", value))

    def _address(self, name: str, href: str) -> str | None:
        """Return a fact as part of an address; a telephone number without the spaces that make it readable (RFC 3966)."""
        value = self._fact_text(name)
        if value and href.startswith("tel:"):
            return re.sub(r"[^+0-9]", "", value)
        return quote(value, safe=_ADDRESS) if value else value


_CELLS = frozenset({Kind.CELL, Kind.HEADER_CELL})
_KIND_ATTRIBUTES: Mapping[Kind, dict[str, str]] = {Kind.HEADER_CELL: {"scope": "col"}}


def _attributes(pairs: Mapping[str, str], keep_empty: bool = False) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs.items() if value or keep_empty)


def to_html(guide: Guide, hooks: Hooks = Hooks()) -> str:
    """Return the whole guide as HTML (a fragment for ``<body>``), footnotes at the end."""
    printer = Printer(guide, hooks)
    return printer.blocks(guide.blocks) + printer.notes()

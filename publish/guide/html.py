"""The blocks of a guide printed as HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

from publish.guide.inline_html import Hooks, InlinePrinter, attribute_text
from publish.guide.tree import Block, Guide, Kind

_CELLS = frozenset({Kind.CELL, Kind.HEADER_CELL})
_KIND_ATTRIBUTES: Mapping[Kind, dict[str, str]] = {Kind.HEADER_CELL: {"scope": "col"}}


class Printer(InlinePrinter):
    """Prints the blocks of one guide on one page, each id once.

    An edition that puts parts of a guide in different places prints all of them with one printer, `notes` last.
    """

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the HTML of ``blocks``, a line for each."""
        return "".join(self._block(block) + "\n" for block in blocks)

    def notes(self, called_only: bool = False) -> str:
        """Return the list of all footnotes of the guide (or of those that have been called), empty if there are none.

        They are numbered in the order in which a reader meets their calls.
        """
        if not called_only:
            for place in range(len(self.guide.notes)):
                self._number(place)
        items: list[str] = []
        while len(items) < len(self._called):  # a note may call others
            items.append(self._note(len(items) + 1, self.guide.notes[self._called[len(items)]].blocks))
        return f'<section class="footnotes">\n<ol>\n{"".join(items)}</ol>\n</section>\n' if items else ""

    def _note(self, number: int, blocks: tuple[Block, ...]) -> str:
        link = f'<a class="backlink" href="#call.{number}" role="doc-backlink">{self.hooks.backlink}</a>\n' if self.hooks.backlink else ""
        marks = attribute_text({"data-message": self._bare_marks(blocks)})
        return f'<li id="note.{number}"{marks}>\n{self.blocks(blocks)}{link}</li>\n'

    def _block(self, block: Block) -> str:
        match block.kind:
            case Kind.HEADING:
                return self._element(f"h{min(6, block.level + self.hooks.heading_shift)}", block, self._texts(block))
            case Kind.PARAGRAPH:
                return self._paragraph(block)
            case Kind.FIGURE:
                return self._figure(block)
            case Kind.CODE:
                language = attribute_text({"class": f"language-{block.role}"}) if block.role else ""
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
        return f"<{tag}{self._own(block)}{attribute_text({'data-message': self._message_marks(block)})}>{inside}</{tag}>"

    def _message_marks(self, block: Block) -> str:
        """Return the marks of the messages that the element of ``block`` shows: its own, and those of children without an element."""
        if not self.hooks.message_marks:
            return ""
        marks = [text.message.mark for text in block.texts if text.message]
        return " ".join(filter(None, (*marks, self._bare_marks(block.children))))

    def _bare_marks(self, blocks: Iterable[Block]) -> str:
        """Return the marks of those ``blocks`` that are printed without an element of their own: tight paragraphs."""
        bare = (block for block in blocks if block.kind is Kind.PARAGRAPH and block.tight and not self._own(block))
        return " ".join(filter(None, map(self._message_marks, bare)))

    def _own(self, block: Block) -> str:
        """Return the attributes of a block: id, classes, those of its kind and author, critical marks, language if untranslated."""
        given = dict(block.attributes)
        usual = [block.role] if block.kind is Kind.SECTION else []
        usual += [f"align-{block.literal}"] if block.kind in _CELLS and block.literal else []
        classes = dict.fromkeys(usual + given.pop("class", "").split())
        own = {"id": block.id, "class": " ".join(filter(None, classes))} | _KIND_ATTRIBUTES.get(block.kind, {})
        if block.kind is Kind.NUMBERS and block.level != 1:
            own["start"] = str(block.level)
        return attribute_text(own | given | self._marks(block))

    def _marks(self, block: Block) -> dict[str, str]:
        marks = [text.message.mark for text in block.texts if text.message and text.message.critical]
        found = {"data-critical": " ".join(marks)}
        if self.hooks.source_language and not block.translated:
            found |= {"lang": self.hooks.source_language, "dir": self.hooks.source_direction}
        return found

    def _texts(self, block: Block) -> str:
        """Return a block's own text, or the children of a term or a cell that consists of parts."""
        return self.inline(block.text) if block.text else self._inside(block)

    def _inside(self, block: Block) -> str:
        """Return the children; a tight paragraph is on the line of its element, as in CommonMark's HTML."""
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
        wrapped, marks = bool(self._own(block)), self._message_marks(block)
        figure = self.hooks.figure(block.literal, alt, title, "" if wrapped else marks)
        if figure is not None:
            return self._element("div", block, figure) if wrapped else figure
        if block.tight and not wrapped:
            return self._image(block.literal, alt, title, (("data-message", marks),))
        return self._element("span" if block.tight else "p", block, self._image(block.literal, alt, title, ()))

    def _section(self, block: Block) -> str:
        """Return a section; the marks are on its title, because its content may be translated when the title is not."""
        tag = "div" if block.role in ("short", "full") else "section"
        title = ""
        if block.title:
            attributes = {"class": "title"} | self._marks(block) | {"data-message": self._message_marks(replace(block, children=()))}
            title = f"<p{attribute_text(attributes)}>{self.inline(block.title)}</p>\n"
        own = self._own(Block(block.kind, id=block.id, role=block.role, attributes=block.attributes))
        return f"<{tag}{own}>\n{title}{self.blocks(block.children)}</{tag}>"

    def _table(self, block: Block) -> str:
        head = [row for row in block.children if row.children and row.children[0].kind is Kind.HEADER_CELL]
        body = [row for row in block.children if row not in head]
        parts = [f"<{tag}>\n{self.blocks(rows)}</{tag}>\n" for tag, rows in (("thead", head), ("tbody", body)) if rows]
        return self._element("table", block, "\n" + "".join(parts))


def to_html(guide: Guide, hooks: Hooks = Hooks()) -> str:
    """Return the whole guide as HTML (a fragment for ``<body>``), footnotes at the end."""
    printer = Printer(guide, hooks)
    return printer.blocks(guide.blocks) + printer.notes()

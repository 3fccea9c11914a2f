"""Record what may stand on a page when it is made: parts of the guide, words of the layouts, values.

A template prints what it was given, and can change it on the way: with a filter, out of order, twice, with words of its own. So each
text is recorded where it is made, from something that is signed or that is a clinic's own, and `publish.edition.provenance.compare` looks
for it on the page.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import Markup

from publish.edition.passes.tree import Element, parse_fragment, text_of_element
from publish.text.zero_width import strip_zero_width

Key = tuple[str | None, str]
"""The context and the msgid of a message."""


@dataclass(slots=True)
class RecordedPart:
    """A part of the guide: the canonical forms of its elements in order.

    It stands on a page whole, in its order and once, or not at all. ``together`` tells that nothing stands between its elements. Of parts
    with a ``rank``, none stands before one of a lower rank: a heading before its texts, a subject before the next one.
    """

    forms: list[str] = field(default_factory=list)
    together: bool = True
    rank: int = 0


@dataclass(slots=True)
class Ledger:
    """The texts of one page.

    ``signed_words`` are the messages of the layouts that signatures cover. ``words`` (of the layouts) and ``pictures`` are canonical
    forms that may stand anywhere, ``values`` and ``word_texts`` are comparable texts, ``signs`` what translators put between two texts.
    ``links`` are the addresses to which a template may lead, ``directions`` and ``languages`` (tags) those in which recorded parts and
    words may stand, ``starts`` the numbers with which a list may begin. ``claims`` are the only texts that fill the fields of some words.
    """

    signed_words: frozenset[Key]
    parts: list[RecordedPart] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    word_texts: set[str] = field(default_factory=set)
    signs: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    directions: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    claims: dict[str, str] = field(default_factory=dict)

    def begin_rows(self) -> RecordedPart:
        """Return a new part, still empty, whose elements will stand in rows of their own."""
        self.parts.append(RecordedPart(together=False))
        return self.parts[-1]

    def add_part(self, html: str, rank: int = 0) -> None:
        """Record ``html``, a part of the guide."""
        self.parts.append(RecordedPart(forms_of(html), rank=rank))

    def add_words(self, key: Key, marked: Markup, literals: str) -> None:
        """Record ``marked``, a message of the layouts in its mark; ``literals`` is its text without its fields."""
        if key not in self.signed_words:
            return
        root = parse_fragment(marked)
        self.words |= set(map(canonical, root))
        self.word_texts.add(text_key(text_of_element(root)))
        if not any(map(str.isalnum, literals)):
            self.signs |= set(text_key(literals))

    def may_fill(self, msgid: str, texts: Iterable[str]) -> bool:
        """Tell whether ``texts`` may fill the fields of the message ``msgid``: who reviewed a guide is not the clinic."""
        return msgid not in self.claims or all(text_key(text) == text_key(self.claims[msgid]) for text in texts)

    def add_values(self, texts: Iterable[str]) -> None:
        """Record plain texts: of the clinic, dates, names of languages, references."""
        self.values |= {found for text in texts if (found := text_key(text))}

    def add_pictures(self, parts: Iterable[str]) -> None:
        """Record pictures that belong to no guide: a logo, a QR code."""
        self.pictures |= {form for html in parts if html for form in forms_of(html)}

    def is_direction(self, direction: str) -> bool:
        """Tell whether recorded parts and words may stand in an element of this direction."""
        return not direction or not self.directions or direction.lower() in self.directions

    def is_language(self, tag: str | None) -> bool:
        """Tell whether recorded parts and words may stand in an element of this language; None where no element says it."""
        return tag is None or not self.languages or tag in self.languages

    def has_text(self, text: str) -> bool:
        """Tell whether ``text`` is one recorded text, or nothing."""
        found = text_key(text)
        return not found or found in self.values or found in self.word_texts


def forms_of(html: str) -> list[str]:
    """Return the canonical forms of the elements that ``html`` consists of."""
    return list(map(canonical, parse_fragment(html)))


def canonical(element: Element) -> str:
    """Return ``element``, without what follows it, in the form in which two elements are compared: tags, attributes and texts."""
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def text_key(text: str) -> str:
    """Return ``text`` without white space and invisible characters, in NFC."""
    return unicodedata.normalize("NFC", "".join(strip_zero_width(text).split()))

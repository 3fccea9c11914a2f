"""Compare a page with the texts that were recorded when they were made: what has no provenance, what was changed, moved or doubled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.edition.passes.tree import Element
from publish.edition.passes.word_marks import WORD_MARK, without_marks
from publish.edition.provenance.ledger import Ledger, canonical, text_key

# What a template may put between two texts.
SIGNS = frozenset("·•|()[]:—")
# Elements that show what is in them, and nothing of their own.
INLINE_TAGS = frozenset("a abbr b bdi cite em i s small span strong sub sup time u wbr".split())
PLAIN_TAGS = INLINE_TAGS | frozenset(
    "html head body title meta link div section article header footer main nav aside address p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd"
    " table caption colgroup col thead tbody tfoot tr th td br hr figure figcaption blockquote".split()
)
# Attributes that a reader sees, or hears.
SHOWN_ATTRIBUTES = ("alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title")
# Attributes that hide nothing: not hidden, inert, popover …
PLAIN_ATTRIBUTES = re.compile(
    "id|class|style|lang|dir|href|hreflang|rel|role|tabindex|name|content|charset|http-equiv|start|value|colspan|rowspan|scope|cite"
    "|datetime|src|alt|title|placeholder|label|type|media|aria-(?!hidden)[a-z]+|data-[a-z-]+"
)
_BREAK = "\0"


def find_strangers(root: Element, ledger: Ledger) -> tuple[str, ...]:
    """Return each text of the page ``root`` that was not recorded, and each recorded one that was changed, moved, cut or doubled.

    Called on a page as its template left it, before any pass has changed it.
    """
    page = _Page(ledger, frozenset(form for part in ledger.parts for form in part.forms))
    page.walk(root)
    return tuple(dict.fromkeys([*page.strangers, *_misplaced(page.found, ledger)]))


@dataclass(slots=True)
class _Page:
    """What is met on a page: ``found`` are the recorded elements in the order of the page, ``strangers`` the other texts."""

    ledger: Ledger
    recorded: frozenset[str]
    found: list[tuple[str, Element]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def walk(self, element: Element) -> str:
        """Return the texts of ``element`` that are not recorded as a whole; a break stands for each other text, and ends a block."""
        if not isinstance(element.tag, str) or element.tag == "style":  # what style sheets do is judged by the press
            return ""
        if element.tag not in PLAIN_TAGS:
            self.strangers.append(f"<{element.tag}>")
            return _BREAK
        self._check_attributes(element)
        text = (element.text or "") + "".join(self._inside(child) + (child.tail or "") for child in element)
        if element.tag in INLINE_TAGS:
            return text
        self.strangers += (stretch for stretch in text.split(_BREAK) if not _is_recorded(text_key(stretch), self.ledger))
        return _BREAK

    def _inside(self, element: Element) -> str:
        """Return what `walk` returns, if ``element`` was not recorded as it stands."""
        if not isinstance(element.tag, str):
            return ""
        form = canonical(element)
        if form in self.recorded:
            self.found.append((form, element))
        elif form in self.ledger.words or form in self.ledger.pictures:
            pass
        elif element.get(WORD_MARK):
            self.strangers.append("".join(element.itertext()))
        else:
            return self.walk(element)
        return _BREAK

    def _check_attributes(self, element: Element) -> None:
        self.strangers += (f"<{element.tag} {name}>" for name in element.keys() if not PLAIN_ATTRIBUTES.fullmatch(name))
        names = [*SHOWN_ATTRIBUTES, *(("content",) if element.get("name") == "description" else ())]
        texts = (without_marks(element.get(name, "")) for name in names)
        self.strangers += (text for text in texts if not self.ledger.has_text(text))


def _is_recorded(text: str, ledger: Ledger) -> bool:
    """Tell whether ``text`` is recorded texts, and between each two of them a sign that may stand there."""
    signs, known = SIGNS | ledger.signs, ledger.values | ledger.word_texts
    ends = [0]
    while ends:
        start = ends.pop()
        while start < len(text) and text[start] in signs:
            start += 1
        if start == len(text):
            return True
        found = (start + len(value) for value in known if text.startswith(value, start))
        ends += [end for end in found if end == len(text) or text[end] in signs]
    return False


def _misplaced(found: list[tuple[str, Element]], ledger: Ledger) -> Iterator[str]:
    """Yield the elements that stand out of their part's order, or once more than it, and the next of each part that is cut."""
    following = dict.fromkeys(range(len(ledger.parts)), 0)
    before: dict[int, Element] = {}
    for form, element in found:
        part = _expecting(form, ledger, following)
        if part is None or ledger.parts[part].together and part in before and before[part].getnext() is not element:
            yield "".join(element.itertext())
        if part is not None:
            following[part] += 1
            before[part] = element
    for part, place in following.items():
        forms = ledger.parts[part].forms
        if 0 < place < len(forms):
            yield forms[place]


def _expecting(form: str, ledger: Ledger, following: dict[int, int]) -> int | None:
    """Return the part whose next element has this ``form``; one that has begun comes before one that has not."""
    expecting = [part for part, place in following.items() if ledger.parts[part].forms[place : place + 1] == [form]]
    return max(expecting, key=lambda part: following[part] > 0, default=None)

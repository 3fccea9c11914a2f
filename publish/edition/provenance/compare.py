"""Compare a page with the texts that were recorded when they were made: what has no provenance, what was changed, moved or doubled."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.edition.passes.tree import Element, text_of_element
from publish.edition.passes.word_marks import WORD_MARK
from publish.edition.provenance.frame import INLINE_TAGS, joined_numbers, strange_attributes
from publish.edition.provenance.ledger import Ledger, canonical, text_key

# What a template may put between two texts.
SIGNS = frozenset("·•|()[]:—")
PLAIN_TAGS = INLINE_TAGS | frozenset(
    "html head body title meta link div section article header footer main nav aside address p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd"
    " table caption colgroup col thead tbody tfoot tr th td br hr figure figcaption blockquote".split()
)
_BREAK = "\0"


def find_strangers(root: Element, ledger: Ledger) -> tuple[str, ...]:
    """Return each text of the page ``root`` that was not recorded, and each recorded one that was changed, moved, cut or doubled.

    Called on a page as its template left it, before any pass has changed it.
    """
    page = _Page(ledger, frozenset(form for part in ledger.parts for form in part.forms))
    page.walk(root)
    return tuple(dict.fromkeys([*page.strangers, *_misplaced(page.found, ledger), *_repeated_names(root)]))


def _repeated_names(root: Element) -> Iterator[str]:
    """Yield each name that two elements have: a link to the second one leads to the first."""
    counts = Counter(element.get("id") for element in root.iter() if isinstance(element.tag, str) and element.get("id"))
    yield from (f"<… id={name[:80]}>" for name, count in counts.items() if name and count > 1)


@dataclass(frozen=True, slots=True)
class Around:
    """What the elements around a text say: its direction, its language (None: nothing), and whether it stands in a numbered list."""

    direction: str = ""
    language: str | None = None
    is_numbered: bool = False

    def inside(self, element: Element) -> "Around":
        """Return what stands around the texts in ``element``."""
        numbered = self.is_numbered or element.tag == "ol"
        return Around(element.get("dir", self.direction).lower(), element.get("lang", self.language), numbered)


@dataclass(slots=True)
class _Page:
    """What is met on a page: ``found`` are the recorded elements in the order of the page, ``strangers`` the other texts."""

    ledger: Ledger
    recorded: frozenset[str]
    found: list[tuple[str, Element]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def walk(self, element: Element, around: Around = Around()) -> str:
        """Return the texts of ``element`` that are not recorded as a whole; a break stands for each other text, and ends a block.

        ``around`` is what the elements around it say.
        """
        if not isinstance(element.tag, str):
            return ""
        if element.tag not in PLAIN_TAGS and element.tag != "style":
            self.strangers.append(f"<{element.tag}>")
            return _BREAK
        self.strangers += strange_attributes(element, self.ledger)
        if element.tag == "style":  # what style sheets do is judged by the press
            return ""
        self.strangers += joined_numbers(element)
        around = around.inside(element)
        text = (element.text or "") + "".join(self._inside(child, around) + (child.tail or "") for child in element)
        if element.tag in INLINE_TAGS:
            return text
        self.strangers += (stretch for stretch in text.split(_BREAK) if not _is_recorded(text_key(stretch), self.ledger))
        return _BREAK

    def _inside(self, element: Element, around: Around) -> str:
        """Return what `walk` returns, if ``element`` was not recorded as it stands."""
        if not isinstance(element.tag, str):
            return ""
        form = canonical(element)
        if form in self.ledger.pictures:
            return _BREAK
        if form in self.recorded:
            self.found.append((form, element))
            if around.is_numbered:
                self.strangers.append(f"a number before “{text_of_element(element)[:80]}”")
        elif form in self.ledger.words:
            pass
        elif element.get(WORD_MARK):
            self.strangers.append("".join(element.itertext()))
        else:
            return self.walk(element, around)
        if not self.ledger.is_direction(around.direction) or not self.ledger.is_language(around.language):
            self.strangers.append("".join(element.itertext()))
        return _BREAK


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
    rank = 0
    for form, element in found:
        part = _expecting(form, ledger, following)
        if part is None or ledger.parts[part].together and part in before and before[part].getnext() is not element:
            yield "".join(element.itertext())
        if part is not None:
            following[part] += 1
            before[part] = element
            own = ledger.parts[part].rank
            if own and own < rank:
                yield "".join(element.itertext())
            rank = max(rank, own)
    for part, place in following.items():
        forms = ledger.parts[part].forms
        if 0 < place < len(forms):
            yield forms[place]


def _expecting(form: str, ledger: Ledger, following: dict[int, int]) -> int | None:
    """Return the part whose next element has this ``form``; one that has begun comes before one that has not."""
    expecting = [part for part, place in following.items() if ledger.parts[part].forms[place : place + 1] == [form]]
    return max(expecting, key=lambda part: following[part] > 0, default=None)

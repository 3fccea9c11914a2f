"""Check what style sheets print by themselves: markers, counters and decorations may stand beside a text, words and numbers may not."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from publish.press.engine.boxes import children, has_ink, is_margin, is_page_part, is_text, page_box, unwrap
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.words import comparable, opening_words, page_label
from publish.project import Finding, Severity
from publish.text.zero_width import strip_zero_width

# What decorates: none of these changes the meaning of a number or a word beside it.
DECORATIONS = frozenset("•◦▪▫‣⁃■□●○◆◇►▶▸▹✓✔☐☑·|")
QUOTES = frozenset("\"'“”‘’„‚«»‹›「」『』")
QUOTED = frozenset({"q", "blockquote"})  # quotation marks around other words say that they are not meant
AFTER_NUMBER = frozenset(".)．。、:")
BETWEEN_NUMBERS = DECORATIONS | {"/"}
_BETWEEN_TEXTS = re.compile(f"[{re.escape(''.join(sorted(DECORATIONS)))}]")
PAGE_COUNTERS = frozenset({"page", "pages"})
HEADINGS = frozenset({"h1", "h2", "h3"})
MESSAGE = "data-message"  # the attribute that `publish.edition` gives to an element that shows a message


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that a style sheet made: in which ``box`` (that of the text, or of a margin), by which ``content``, in a message or not."""

    text: str
    box: Any
    content: Any
    inside: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What style sheets may print: the ``numbers`` of items, the texts that margins may repeat, and how many pages there are."""

    numbers: Mapping[Any, int]
    repeated: frozenset[str]
    pages: int


def find_generated_text(job: Job, root: Any, pages: Sequence[Any]) -> list[Finding]:
    """Return a finding for each text that a style sheet adds to the page and that says something; a warning on a draft."""
    known, found = _Known(dict(_numbers(root)), _repeatable(root), len(pages)), dict[str, Finding]()
    for number, page in enumerate(pages, 1):
        for each in _generated(page_box(page), "normal", False):
            if not _is_allowed(each, known, number):
                found.setdefault(each.text, _added(job, page_label(number, page), each.text))
    return list(found.values())


def is_generated(box: Any) -> bool:
    """Tell whether the text of ``box`` comes from a style sheet (markers, ``::before``, margins) and not from the HTML."""
    tag = box.element_tag or ""
    return box.element is None or "::" in tag and not tag.endswith("::first-letter")


def _generated(box: Any, content: Any, inside: bool) -> Iterator[_Text]:
    """Yield each text in ``box`` that a style sheet made; the texts of a margin together."""
    box = unwrap(box)
    if is_text(box):
        if is_generated(box) and box.text.strip() and has_ink(box.style):
            yield _Text(box.text, box, content, inside)
        return
    if is_page_part(box) or "::" in (box.element_tag or ""):
        own = box.style["content"]
        content = own if own not in ("normal", "none", "inhibit") else content
    inside = inside and not is_page_part(box) or box.element is not None and MESSAGE in box.element.attrib
    found = (each for child in children(box) for each in _generated(child, content, inside))
    yield from _joined(list(found), box, content) if is_margin(box) else found


def _joined(texts: list[_Text], margin: Any, content: Any) -> Iterator[_Text]:
    """Yield the texts of a ``margin`` as one, those of elements that run there by themselves."""
    own = "".join(each.text for each in texts if each.box.element is None)
    yield from (each for each in texts if each.box.element is not None)
    if own:
        yield _Text(own, margin, content, False)


def _is_allowed(each: _Text, known: _Known, page: int) -> bool:
    box, content, text = each.box, each.content, "".join(strip_zero_width(each.text).split())
    if set(text) <= DECORATIONS:
        return not each.inside or MESSAGE in box.element.attrib or (box.element_tag or "").endswith("::marker")
    kinds = {kind for kind, _ in content} if isinstance(content, tuple) else set()
    if box.element is None:
        return _is_furniture(text, content, kinds, known, page)
    if (box.element_tag or "").endswith("::marker"):
        number = known.numbers.get(box.element)
        return content == "normal" and number is not None and _digits(text, AFTER_NUMBER) == [number]
    if kinds and kinds <= {"quote"}:
        return set(text) <= QUOTES and box.element.tag in QUOTED
    if kinds and kinds <= {"counter()"}:
        is_empty = not len(box.element) and not (box.element.text or "").strip()
        return is_empty and _counts_pages(content) and _digits(text) in ([page], [known.pages])
    leads = bool(kinds) and kinds <= {"leader()", "target-counter()"} and box.element.tag == "a" and not each.inside
    dotted = leads and not any(map(str.isalnum, "".join(str(value[1]) for kind, value in content if kind == "leader()")))
    return dotted and all(number is not None and 0 < number <= known.pages for number in _digits(text, AFTER_NUMBER))


def _is_furniture(text: str, content: Any, kinds: set[str], known: _Known, page: int) -> bool:
    """Tell whether a text in a margin is a number of the page, or a heading (or the mark of a draft) that stands on the page too."""
    if kinds and kinds <= {"counter()", "string"} and _counts_pages(content):
        return set(_digits(text, BETWEEN_NUMBERS)) <= {page, known.pages}
    parts = [comparable(part) for part in _BETWEEN_TEXTS.split(text)]
    is_whole = comparable(text) in known.repeated or all(not part or part in known.repeated for part in parts)
    return "string()" in kinds and kinds <= {"string()", "string"} and is_whole


def _counts_pages(content: Any) -> bool:
    return all(value[0] in PAGE_COUNTERS for kind, value in content if kind == "counter()")


def _digits(text: str, signs: frozenset[str] = frozenset()) -> list[int | None]:
    """Return the numbers in ``text``, in the digits of any script, with any of ``signs`` between them; None stands for another letter."""
    numbers: list[int | None] = []
    for is_sign, characters in groupby(text, signs.__contains__):
        digits = [unicodedata.decimal(character, None) for character in characters]
        if not is_sign:
            numbers.append(None if None in digits else int("".join(map(str, digits))))
    return numbers


def _numbers(root: Any) -> Iterator[tuple[Any, int]]:
    """Yield each item of the numbered lists in ``root`` with its number."""
    for numbered in root.iter("ol"):
        start = int(numbered.get("start", "1"))
        yield from ((item, start + place) for place, item in enumerate(child for child in numbered if child.tag == "li"))


def _repeatable(root: Any) -> frozenset[str]:
    """Return the texts that margins may repeat: headings, and what says that the page is a draft."""
    texts = ("".join(element.itertext()) for element in root.iter() if isinstance(element.tag, str))
    drafts = (text for text in texts if "DRAFT" in text and len(text) < 100)
    headings = ("".join(element.itertext()) for element in root.iter() if element.tag in HEADINGS)
    return frozenset(map(comparable, (*headings, *drafts)))


def _added(job: Job, where: str, text: str) -> Finding:
    hint = "print words with _(…) in the template; a style sheet may number pages and lists, and decorate"
    severity = Severity.WARNING if job.draft else Severity.ERROR
    message = f", {where}: a style sheet prints “{opening_words(text)}”, which nobody has signed"
    return finding_about(job, "text-unsigned", message, hint, severity)

"""Check what style sheets print by themselves: markers, counters and decorations may stand beside a text, words and numbers may not."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publish.press.engine.boxes import children, has_ink, is_page_part, is_text, page_box, unwrap
from publish.press.findings import finding_about
from publish.press.job import Job
from publish.press.proof.words import comparable, opening_words, page_label
from publish.project import Finding, Severity
from publish.text.zero_width import strip_zero_width

# What decorates: none of these changes the meaning of a number or a word beside it.
DECORATIONS = frozenset("•◦▪▫‣⁃■□●○◆◇►▶▸▹✓✔☐☑·|")
QUOTES = frozenset("\"'“”‘’„‚«»‹›「」『』")
AFTER_NUMBER = frozenset(".)．。、:")
PAGE_COUNTERS = frozenset({"page", "pages"})
HEADINGS = frozenset({"h1", "h2", "h3"})
MESSAGE = "data-message"  # the attribute that `publish.edition` gives to an element that shows a message


def find_generated_text(job: Job, root: Any, pages: Iterable[Any]) -> list[Finding]:
    """Return a finding for each text that a style sheet adds to the page and that says something; a warning on a draft."""
    numbers, found = dict(_numbers(root)), dict[str, Finding]()
    repeated = _repeatable(root)
    for number, page in enumerate(pages, 1):
        for box, content, inside in _generated(page_box(page), "normal", False):
            if not _is_allowed(box, content, inside, numbers, repeated):
                found.setdefault(box.text, _added(job, page_label(number, page), box.text))
    return list(found.values())


def is_generated(box: Any) -> bool:
    """Tell whether the text of ``box`` comes from a style sheet (markers, ``::before``, margins) and not from the HTML."""
    tag = box.element_tag or ""
    return box.element is None or "::" in tag and not tag.endswith("::first-letter")


def _generated(box: Any, content: Any, inside: bool) -> Iterator[tuple[Any, Any, bool]]:
    """Yield each text box that a style sheet made, with the ``content`` that made it, and whether it stands in a message."""
    box = unwrap(box)
    if is_text(box):
        if is_generated(box) and box.text.strip() and has_ink(box.style):
            yield box, content, inside
        return
    if is_page_part(box) or "::" in (box.element_tag or ""):
        own = box.style["content"]
        content = own if own not in ("normal", "none", "inhibit") else content
    inside = inside and not is_page_part(box) or box.element is not None and MESSAGE in box.element.attrib
    for child in children(box):
        yield from _generated(child, content, inside)


def _is_allowed(box: Any, content: Any, inside: bool, numbers: Mapping[Any, int], repeated: frozenset[str]) -> bool:
    text = "".join(strip_zero_width(box.text).split())
    if set(text) <= DECORATIONS:
        return True
    kinds = [kind for kind, _ in content] if isinstance(content, tuple) else []
    if box.element is None:
        return _is_furniture(content, kinds, text, repeated)
    if (box.element_tag or "").endswith("::marker"):
        return content == "normal" and _is_number(text, numbers.get(box.element))
    if kinds and set(kinds) <= {"quote"}:
        return set(text) <= QUOTES
    if kinds and set(kinds) <= {"counter()"}:
        return _counts_pages(content) and not len(box.element) and not (box.element.text or "").strip()
    return bool(kinds) and set(kinds) <= {"leader()", "target-counter()"} and box.element.tag == "a" and not inside


def _is_furniture(content: Any, kinds: list[str], text: str, repeated: frozenset[str]) -> bool:
    """Tell whether a text in a margin is a number of the page, or a heading (or the mark of a draft) that stands on the page too."""
    if kinds and set(kinds) <= {"counter()", "string"} and _counts_pages(content):
        return all(set("".join(value.split())) <= DECORATIONS | {"/"} for kind, value in content if kind == "string")
    return "string()" in kinds and set(kinds) <= {"string()", "string"} and any(comparable(text) in each for each in repeated)


def _counts_pages(content: Any) -> bool:
    return all(value[0] in PAGE_COUNTERS for kind, value in content if kind == "counter()")


def _is_number(text: str, number: int | None) -> bool:
    """Tell whether ``text`` is the ``number`` of an item, in the digits of any script, with what may follow it."""
    digits = "".join(character for character in text if character not in AFTER_NUMBER)
    values = [unicodedata.decimal(character, None) for character in digits]
    return bool(values) and None not in values and int("".join(map(str, values))) == number


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

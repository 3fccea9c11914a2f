"""Judge what a template puts around texts: attributes that are read aloud, that lead elsewhere, or that turn a text round."""

import re
from collections.abc import Iterator

from publish.edition.passes.tree import Element, text_of_element
from publish.edition.passes.word_marks import without_marks
from publish.edition.provenance.ledger import Ledger

COPY_STATE = "copy-is-"  # the class of an element that says whether the copy with its name is current: of ours alone
# Elements that show what is in them, and nothing of their own.
INLINE_TAGS = frozenset("a abbr b bdi cite em i s small span strong sub sup time u wbr".split())
# Attributes that hide nothing: not hidden, inert, popover …
_PLAIN = re.compile(
    "id|class|style|lang|dir|href|hreflang|rel|role|tabindex|name|content|charset|http-equiv|start|colspan|rowspan|scope|cite"
    "|datetime|src|alt|title|placeholder|label|aria-(?!hidden)[a-z]+|data-[a-z-]+"
)
# Attributes that a reader sees, or hears; of those of ARIA, all but these.
_SHOWN = re.compile("alt|label|placeholder|title|aria-(?!(?:current|describedby|labelledby|level|sort)$)[a-z]+")
# A name that stands in the place of the text: only what holds others may have one.
_NAMED = re.compile("aria-label|aria-labelledby")
_NAMED_TAGS = frozenset("nav section main aside article header footer div table figure ul ol".split())
# What is in an element of another role may not be read aloud: a picture, a button, a separator.
_ROLES = frozenset(
    "article banner complementary contentinfo figure group heading list listitem main navigation note region search table row cell"
    " columnheader rowheader rowgroup doc-endnotes doc-footnote doc-noteref doc-backlink doc-toc".split()
)
# What the <meta> of a layout may say besides recorded texts.
_META = {
    "viewport": re.compile(r"width=device-width,\s*initial-scale=1(?:\.0)?"),
    "color-scheme": re.compile(r"(?:light|dark)(?: (?:light|dark))?"),
    "robots": re.compile(r"[a-z, -]*"),
    "referrer": re.compile(r"[a-z-]*"),
    "theme-color": re.compile(r"#[0-9a-fA-F]{3,6}"),
    "format-detection": re.compile(r"[a-z=, ]*"),
}


def strange_attributes(element: Element, ledger: Ledger) -> Iterator[str]:
    """Yield what the attributes of ``element``, which is not recorded as it stands, show, say or do that nobody has recorded."""
    if element.tag == "style":
        yield from (f"<style {name}>" for name in element.keys() if name != "type" or element.get(name) != "text/css")
        return
    for name, value in element.attrib.items():
        text = without_marks(value)
        if name == "class" and any(each.startswith(COPY_STATE) for each in value.split()):
            yield f"<{element.tag} class={value[:80]}>"
        if not _PLAIN.fullmatch(name) or name == "dir" and value.lower() not in ("ltr", "rtl"):
            yield f"<{element.tag} {name}>"
        elif _SHOWN.fullmatch(name) and not ledger.has_text(text):
            yield text
        elif name == "href" and not _is_known_link(value, ledger):
            yield f"<{element.tag} href={value[:80]}>"
        elif name == "role" and value not in _ROLES or _NAMED.fullmatch(name) and element.tag not in _NAMED_TAGS:
            yield f"<{element.tag} {name}={value[:80]}>"
    if element.tag == "meta" and not _is_plain_meta(element, ledger):
        yield f"<meta {element.get('name', element.get('charset', ''))}={element.get('content', '')[:80]}>"
    if "start" in element.attrib and element.get("start") not in ledger.starts:
        yield f"<{element.tag} start={element.get('start')}>"


def _is_known_link(address: str, ledger: Ledger) -> bool:
    return address.startswith("#") or address in ledger.links


def _is_plain_meta(element: Element, ledger: Ledger) -> bool:
    name, content = element.get("name", "").lower(), without_marks(element.get("content", ""))
    if "charset" in element.attrib and element.get("charset").lower() != "utf-8":
        return False
    return bool(_META[name].fullmatch(content)) if name in _META else ledger.has_text(content)


def joined_numbers(element: Element) -> Iterator[str]:
    """Yield the texts of ``element`` that stand so close that two numbers would read as one."""
    before = (element.text or "")[-1:]
    for child in element:
        inline = child.tag in INLINE_TAGS
        text, tail = text_of_element(child) if isinstance(child.tag, str) else "", child.tail or ""
        if inline and before.isdecimal() and text[:1].isdecimal():
            yield text
        before = text[-1:] if inline else ""
        if before.isdecimal() and tail[:1].isdecimal():
            yield text + tail
        before = tail[-1:] or before

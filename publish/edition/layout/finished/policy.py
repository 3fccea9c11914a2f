"""Put the encoding and a Content-Security-Policy first in the head of a page for the web, so that browsers load and run nothing but
what the page holds, and read its letters as they are written: they look for the encoding in the first 1,024 bytes.

Source: Content Security Policy Level 3. ``<meta>`` and not a header, because a page may be opened as a file, or served by any server.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from lxml import etree

from publish.edition.passes.tree import Element


def add_policy(root: Element, filled: Callable[[str], str], filled_raw: Callable[[str], str]) -> None:
    """Add the policy; ``filled`` returns a text of the page as it will be in the end, ``filled_raw`` the text of a style sheet."""
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    sheets = (filled_raw(element.text or "") for element in root.iter("style"))
    attributes = {filled(element.get("style")): None for element in root.iter() if "style" in element.attrib}
    rules = "; ".join(_rules(root, tuple(sheets), tuple(attributes)))
    meta = etree.Element("meta", {"http-equiv": "Content-Security-Policy", "content": rules})
    for known in head.findall("meta[@charset]"):
        if (before := known.getprevious()) is not None:
            before.tail = (before.tail or "").rstrip() + (known.tail or "")
        head.remove(known)
    encoding = etree.Element("meta", {"charset": "utf-8"})
    meta.tail, encoding.tail, head.text = head.text or "\n", "\n", "\n"
    head.insert(0, meta)
    head.insert(0, encoding)


def _rules(root: Element, sheets: tuple[str, ...], attributes: tuple[str, ...]) -> Iterator[str]:
    yield "default-src 'none'"
    held = [*sheets, *(value for element in root.iter() for value in element.attrib.values())]
    for directive, kind in (("img-src", "data:image/"), ("font-src", "data:font/")):
        if any(kind in text for text in held):
            yield f"{directive} data:"
    hashes = [*map(_hash, dict.fromkeys(sheets)), *(["'unsafe-hashes'"] if attributes else []), *map(_hash, attributes)]
    if hashes:
        yield f"style-src {' '.join(hashes)}"
    yield from ("base-uri 'none'", "form-action 'none'")


def _hash(text: str) -> str:
    """Return the source expression that allows a style sheet or a style attribute with exactly this ``text``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser of a browser reads them
    return f"'sha256-{b64encode(sha256(lines.encode()).digest()).decode()}'"


def shelf_policy(html: str) -> str:
    """Return the policy of the page of a release as an element: its own style sheet and script, and pictures from where the page is."""
    styles, scripts = (re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL) for name in ("style", "script"))
    # ``file:`` for a stick: browsers do not agree that a file has itself as its origin.
    rules = f"default-src 'none'; img-src 'self' file:; style-src {_hashes(styles)}; script-src {_hashes(scripts)}"
    return f"""<meta http-equiv="Content-Security-Policy" content="{rules}; base-uri 'none'; form-action 'none'">"""


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(map(_hash, texts))

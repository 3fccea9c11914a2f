"""The flag over every warning, a sign and the word: nothing is said by colour alone. Where the heading says the word, it has the sign."""

import re
from collections.abc import Iterator

_WARNING = re.compile(r'<section(?=[^>]*\sclass="(?:[^"]* )?warning(?: [^"]*)?")[^>]*>\n?')
_HEADING = re.compile(r'\s*<(h[1-6]|p(?= class="title"))\b([^>]*)>(.*?)</\1>', re.S)
_CLASS = re.compile(' class="|$')
_TAG = re.compile("<[^>]*>")


def flagged(html: str, flag: str) -> str:
    """Return printed blocks with ``flag`` (HTML) at the head of every warning, or the sign alone at a heading that says its word."""
    return "".join(_parts(html, flag))


def says(html: str, flag: str) -> bool:
    """Tell whether ``html`` begins with a heading that has the word of ``flag`` in it: “Warning signs”."""
    heading = _HEADING.match(html)
    return bool(heading and _is_said(flag, heading))


def signed(html: str) -> str:
    """Return ``html``, which begins with a heading, with the sign of a warning at it."""
    return _HEADING.sub(_signed, html, count=1)


def _parts(html: str, flag: str) -> Iterator[str]:
    begin = 0
    for found in _WARNING.finditer(html):
        heading = _HEADING.match(html, found.end())
        own = heading and _is_said(flag, heading)
        yield html[begin : found.end()]
        yield _signed(heading) if heading and own else flag
        begin = heading.end() if heading and own else found.end()
    yield html[begin:]


def _is_said(flag: str, heading: re.Match[str]) -> bool:
    return _said(flag) in _said(heading[3])


def _signed(heading: re.Match[str]) -> str:
    attributes = _CLASS.sub(lambda found: ' class="flagged ' if found[0] else ' class="flagged"', heading[2], count=1)
    return f"<{heading[1]}{attributes}>{heading[3]}</{heading[1]}>"


def _said(html: str) -> str:
    return _TAG.sub("", html).casefold().strip()

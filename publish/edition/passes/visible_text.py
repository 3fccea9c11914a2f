"""What a reader sees of a page: a template can put text where no browser shows it and no press prints it."""

import re

_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(head|style|script|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG_REST = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
_HIDDEN = re.compile(rf"""<(\w+)(?=\s)(?:[^<>"']|"[^"]*"|'[^']*')*?\shidden(?=[\s=/>]){_TAG_REST}>""", re.I)
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())


def seen(html: str) -> str:
    """Return ``html`` without comments, its head, templates, and elements with the attribute ``hidden``.

    What is never closed hides all that follows.
    """
    shown = _UNSEEN.sub("", html)
    while start := _HIDDEN.search(shown):
        shown = shown[: start.start()] + shown[_end(shown, start) :]
    return shown


def _end(html: str, start: re.Match[str]) -> int:
    """Return where the element ends that ``start`` begins."""
    if start[1].lower() in _EMPTY:
        return start.end()
    depth = 1
    for tag in re.compile(rf"<(/?){start[1]}(?=[\s/>]){_TAG_REST}>", re.I).finditer(html, start.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)

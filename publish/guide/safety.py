"""Which link targets and attributes a text may have; the rules are the same for sources and translations."""

import re
from collections.abc import Iterable

from publish.guide.tree import Attributes

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The only schemes of links: others, such as ``javascript:``, could run code."""

_SCHEME = re.compile(r"([^/?#]*):", re.DOTALL)
_NAME = re.compile(r"[\w-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})


def safe_link(href: str) -> bool:
    """Tell whether ``href`` is relative, a fragment, or has one of `SCHEMES`; any other text before a colon is refused."""
    scheme = _SCHEME.match(href)
    return scheme is None or scheme[1].lower() in SCHEMES


def safe_attributes(given: Iterable[tuple[str, object]]) -> Attributes:
    """Return the safe attributes of ``given``: class, id, lang and dir, each with a value of the right form."""
    pairs = ((name, _value(name, str(value))) for name, value in given)
    return tuple((name, value) for name, value in pairs if value)


def _value(name: str, value: str) -> str:
    if name == "class":
        return " ".join(part for part in value.split() if _NAME.fullmatch(part))
    if name == "id":
        return value if _NAME.fullmatch(value) else ""
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else ""
    return value if name == "dir" and value in _DIRECTIONS else ""

"""Which attributes a text may have; the rules are the same for sources and translations."""

import re
from collections.abc import Iterable

from publish.guide.tree import Attributes

_NAME = re.compile(r"[\w-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DIRECTIONS = frozenset({"ltr", "rtl", "auto"})


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

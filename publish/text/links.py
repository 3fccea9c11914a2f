"""Which addresses a link may have; the rules are the same for texts, translations and layouts."""

import re

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The only schemes of links: others, such as ``javascript:``, could run code."""

_SCHEME = re.compile(r"([^/?#]*):", re.DOTALL)
# What browsers leave out of an address before they read it (WHATWG URL, 4.4).
_IGNORED = re.compile("[\t\n\r]")
_ENDS = "".join(map(chr, range(0x21)))


def safe_link(href: str) -> bool:
    """Tell whether ``href`` is relative, a fragment, or has one of `SCHEMES`; any other text before a colon is refused."""
    scheme = _SCHEME.match(_IGNORED.sub("", href.strip(_ENDS)))
    return scheme is None or scheme[1].lower() in SCHEMES

"""Rules of the Markdown parser for inline text: citations, facts, and links without special cases."""

import re

from markdown_it.rules_inline import StateInline

from publish.text.placeholders import CITATION, FACT_WITH_FORMS

_LONE_CITATION = re.compile(rf"{CITATION.pattern}(?![({{]|\[(?!\^[^\s\[\]]+\]))")
# An address that normalization does not change: no escape, no capital or non-ASCII letter in the host, no port.
_NORMAL = r"(?:https?://[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,4}(?=[/?#)]|\Z)|(?!//))[A-Za-z0-9/._~?#=+,;@-]*"
_NORMAL_LINK = re.compile(_NORMAL)
# A label that ends at its first bracket whatever its marks mean: words without marks, and code that is closed within it. What may follow
# a repetition here is never part of it, so the search goes back over no text twice.
_WORDS = r"[^][\\<`{]"
_PLAIN_LINK = re.compile(rf"\[({_WORDS}*(?:`{_WORDS}+`(?!`){_WORDS}*)*)\]\(((?!\)){_NORMAL})\)")
_SHALLOW = 10  # well within the parser's limit of nesting, which its own rule must apply to links near the limit


def citation(state: StateInline, silent: bool) -> bool:
    """Parse ``[^id]``: a footnote or a reference; which of them is decided when all footnotes are known."""
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def lone_citation(state: StateInline, silent: bool) -> bool:
    """Parse ``[^id]`` with which no link can begin, before the parser tries it as a link and searches all the text that follows."""
    return bool(_LONE_CITATION.match(state.src, state.pos, state.posMax)) and citation(state, silent)


def is_normal(url: str) -> bool:
    """Tell whether ``url`` is certainly normalized already, as most are."""
    return bool(_NORMAL_LINK.fullmatch(url))


def plain_link(state: StateInline, silent: bool) -> bool:
    """Parse ``[text](address)`` without title, escapes or inner brackets, as the parser's rule does but without its searches."""
    found = _PLAIN_LINK.match(state.src, state.pos, state.posMax) if state.level < _SHALLOW else None
    if not found:
        return False
    if not silent:
        maximum = state.posMax
        state.push("link_open", "a", 1).attrs = {"href": found[2]}
        state.pos, state.posMax = found.span(1)
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def fact(state: StateInline, silent: bool) -> bool:
    """Parse ``{name}`` or ``{table.name}``, with its forms."""
    found = FACT_WITH_FORMS.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("fact", "", 0)
        token.content, token.info = found[1], found[2] or ""
    state.pos = found.end()
    return True

"""A pseudo-translation: every word of a msgid replaced, its markup left alone."""

import re

WORD = re.compile(r"[^\W\d_]+")
_KEPT = re.compile(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)"  # code
    r"|\]\((?:<[^>\n]*>|(?:\\.|[^\s()\\])*)(?=\)|\s\")"  # the target of a link
    r"|<[^<>\s]+>"  # an address
    r"|\{[^{}]*\}|\[\^[^\]]+\]"  # placeholders, attributes, citations
    r"|&#?\w+;|\\.",
    re.DOTALL,
)


def pseudo(msgid: str, msgctxt: str | None = None) -> str:
    """Return ``msgid`` with every word outside code, targets and placeholders turned into Greek letters."""
    parts, end = [], 0
    for found in _KEPT.finditer(msgid):
        parts += [WORD.sub("ψψψ", msgid[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*parts, WORD.sub("ψψψ", msgid[end:])))

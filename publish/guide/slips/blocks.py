"""Slips of whole blocks: front matter, alerts and admonitions of other tools, code by indentation, invisible characters."""

import re
from collections.abc import Iterator

from publish.guide.parse.blocks import ALERTS
from publish.guide.slips.base import Slip, SourceText, slip_error, slip_warning
from publish.text.bidi import is_direction_control

_KEY_LINE = re.compile(r"[\w\"'-]+\s*[:=]")
_FRONT_MARKS = ("---", "+++")
_ALERT = re.compile(r"[\s>]*>\s*\[!(\w+)\]", re.IGNORECASE)
_ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?|\.\.)[ \t]+[\w\"-]+|(?:\[(?:WARNING|CAUTION|IMPORTANT|DANGER)\]|(?:WARNING|CAUTION)::)[ \t]*$|\{%.*%\}"
)
# A space that is none for the parser, where markup should begin or end.
_ODD_SPACES = "\u00a0\u2007\u202f\u3000"
_AT_MARK = re.compile(rf"[\s>]*[{_ODD_SPACES}]+(?:[#>*+-]|\d+[.)]|:::)|[\s>]*(?:#{{1,6}}|[*+-]|\d+[.)]|:::)[{_ODD_SPACES}]")
_INVISIBLE = {
    0x200B: "zero-width space",
    0xFEFF: "byte order mark",
    0x00AD: "soft hyphen",
    0x2028: "line separator",
    0x2029: "paragraph separator",
}


def front_matter(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Front matter (YAML or TOML between lines of hyphens) at the head of the text: it prints as text."""
    end = front_matter_end(source)
    if end:
        message = "the front matter at the head of the guide prints as text"
        yield slip_warning("front-matter", 1, message, f"move what it says into guide.toml, and delete the lines 1 to {end}")


def front_matter_end(source: SourceText) -> int:
    """Return the last line of the front matter, 0 if there is none."""
    mark = source.lines[0].strip()
    end = next((place for place, line in enumerate(source.lines[1:], 2) if line.strip() == mark), 0) if mark in _FRONT_MARKS else 0
    return end if end and any(map(_KEY_LINE.match, source.lines[1 : end - 1])) else 0


def alert_quote(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """An alert as on GitHub. One that warns is taken as a warning; the others are quotes without the word in brackets."""
    for number, line in enumerate(source.lines, 1):
        found = _ALERT.match(line) if number not in source.verbatim else None
        role = ALERTS.get(found[1].lower()) if found else None
        if found and role is not None:
            taken = "is taken as “::: warning”, which is critical" if role else "prints as a quote without that word"
            hint = f"write “::: {role or 'key-points'}” before the text and “:::” after it"
            yield slip_warning("alert-quote", number, f"“[!{found[1]}]” {taken}", hint)
        elif found:
            yield slip_warning("alert-quote", number, f"“[!{found[1]}]” prints as it is written", "write “::: warning” or delete it")


def admonition(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A warning as another tool writes it (``!!! warning``, ``.. warning::``, ``[WARNING]``): it prints as text and is not critical."""
    for text in source.texts:
        for number, line in text.lines:
            if _ADMONITION.match(line.strip()):
                message = f"“{line.strip()[:30]}” is no markup here: it prints as text, and makes nothing critical"
                yield slip_error("admonition", number, message, "write “::: warning” before the text and “:::” after it")


def invisible_character(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A character that nobody sees: a special space that keeps a mark from being markup, or a zero-width space inside a word."""
    for number, line in enumerate(source.lines, 1):
        if _AT_MARK.match(line):
            message = "a special space (as from a word processor) stands beside the mark at the beginning of the line, which prints as text"
            yield slip_error("character-invisible", number, message, "replace it by an ordinary space")
        elif found := next((char for char in line if ord(char) in _INVISIBLE or is_direction_control(char)), None):
            name = _INVISIBLE.get(ord(found), "direction control")
            message = f"there is an invisible character (U+{ord(found):04X}, {name}) in the line"
            yield slip_warning("character-invisible", number, message, "delete it")


def indented_code(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Text that is code because it is indented by four spaces or a tab: it prints in another font, and is not translated."""
    for token in source.tokens:
        if token.type == "code_block" and token.map and ":::" not in token.content and "：：" not in token.content:
            message = "the text is indented by four spaces or a tab, so it is code, which is not translated"
            hint = "remove the spaces or the tab before it, or write ``` around code"
            yield slip_warning("indented-code", token.map[0] + 1, message, hint)


def open_code(source: SourceText, roles: frozenset[str]) -> Iterator[Slip]:
    """Code between marks that never ends, so that the rest of the guide is code; or a section that is written as code."""
    for token in source.tokens:
        if token.type != "fence" or not token.map:
            continue
        first, end = token.map
        if token.info.strip().lower() in roles:
            message = f"“{token.markup}{token.info}” begins code, which is not translated and is never critical"
            yield slip_error("code-open", first + 1, message, f"write “::: {token.info.strip()}” before the text and “:::” after it")
        elif end - first < 2 or source.lines[end - 1].strip(" \t>").strip(token.markup[0]):
            message = f"“{token.markup}” begins code that does not end: all that follows is code, which is not translated"
            yield slip_error("code-open", first + 1, message, f"write “{token.markup}” on the line after the code, or delete this one")

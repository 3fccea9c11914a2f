"""Slips within a text: marks that are no markup here, emphasis that is not closed, HTML, entities, braces, addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from publish.guide.parse.inline import is_comment
from publish.guide.slips.base import CELLS, Slip, SourceText, WrittenText, slip_error, slip_note, slip_warning

_SUBSCRIPTS = str.maketrans("0123456789+-()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SUPERSCRIPTS = str.maketrans("0123456789+-−()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ")
_OPEN = re.compile(r"\*{2,}|(?<!_)__(?=[^\W_])|(?<=[^\W_])__(?!_)|(?<![\w*])\*(?=[^\s*])|(?<![\w_])_(?=[^\W_])")
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8};|(?:nbsp|deg|amp|lt|gt|le|ge|micro|shy|copy|reg|times|plusmn|frac\d\d)\b|#x?[0-9A-Fa-f]+\b)")
_BRACES = re.compile(r"\$?\{+[^{}\n]{0,80}\}+|\{\{|\{\w+|\w+\}")
_MARKUP = "\x00"  # stands for markup in a line of plain text
_TAG = re.compile(r"</?\s*(\w+)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Markup of other tools: how it looks, what it is there, and what to write instead."""

    pattern: re.Pattern[str]
    name: str
    instead: str


_MARKS = (
    _Mark(re.compile(r"~~(?=\S)[^~]+~~"), "text crossed out", "delete the old text: readers may take it for the new one"),
    _Mark(re.compile(r"==(?=\S)[^=]+=="), "highlighted text", "write **bold**"),
    _Mark(re.compile(r"\+\+(?=\S)[^+]+\+\+"), "inserted text", "write **bold**"),
    _Mark(re.compile(r"(?<!\S):[a-z][a-z_]+[a-z0-9]*:(?!\S)"), "a picture by its name", "write the word, or “::: warning” for a warning"),
    _Mark(re.compile(r"\^\[[^\[\]]+\]|\[\^\s[^\[\]]*\]|\[[\w-]+\^\]"), "a footnote", "write [^name], and elsewhere [^name]: the note"),
)
_LATEX = re.compile(r"\\(?:newpage|pagebreak|textbf|emph)\b")
_SUB = re.compile(r"([\w)]+)~([^\s~]{1,8})~")
_SUP = re.compile(r"([\w/)]+)\^([^\s^]{1,8})\^|(\d+)\^([+−-]?\d{1,3})")


def open_emphasis(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Emphasis that is not closed: the asterisks print, and the word that matters is not bold. An error in a critical text."""
    for text in source.texts:
        place = next(_open_marks(text), None)
        if place:
            mark, line = place
            message = f"“{mark}” opens or closes no emphasis: it prints as it is written"
            hint = "write the same mark right before and right after the words; write “\\*” for an asterisk"
            yield (slip_error if text.critical else slip_warning)("emphasis-open", line, message, hint)


def _open_marks(text: WrittenText) -> Iterator[tuple[str, int]]:
    for piece in text.pieces():
        yield from ((found[0], piece.line) for found in _OPEN.finditer(piece.text))
    # “**a *b*” is read as emphasis in emphasis, which nobody writes; of “**a*” one asterisk is left over.
    for (before, line), (after, _) in pairwise(text.placed_tokens()):
        if before.type == after.type == "em_open":
            yield "**", text.line
        elif before.type == "text" and before.content.endswith("*") and after.type in ("em_open", "strong_open"):
            yield "*", line


def unknown_markup(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Markup of other tools, which prints as it is written."""
    for text in source.texts:
        for number, line in text.lines:
            for found in _LATEX.finditer(line):
                yield _unknown(found[0], "a command of LaTeX", number, "delete it: layouts break the pages")
        for piece in text.pieces():
            for mark in _MARKS:
                for found in mark.pattern.finditer(piece.text):
                    yield _unknown(found[0], mark.name, piece.line, mark.instead)
            for found in _SUB.finditer(piece.text):
                yield _unknown(found[0], "a lowered figure", piece.line, f"write “{found[1]}{found[2].translate(_SUBSCRIPTS)}”")
            for found in _SUP.finditer(piece.text):
                before, raised = (found[1], found[2]) if found[1] else (found[3], found[4])
                yield _unknown(found[0], "a raised figure", piece.line, f"write “{before}{raised.translate(_SUPERSCRIPTS)}”")


def _unknown(written: str, name: str, line: int, instead: str) -> Slip:
    return slip_warning("markup-unknown", line, f"“{written}” is no markup here ({name} elsewhere): it prints as it is written", instead)


def raw_html(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """HTML, which prints as it is written. One finding for each kind of tag on a line."""
    for text in source.texts:
        for token, line in text.placed_tokens():
            if token.type == "html_inline" and not is_comment(token) and not token.content.startswith("</"):
                message = f"“{token.content}” is HTML: it prints as it is written"
                yield slip_warning("html-raw", line, message, _instead_of(token.content, text))


def _instead_of(tag: str, text: WrittenText) -> str:
    found = _TAG.match(tag)
    name = found[1].lower() if found else ""
    if name == "br":
        return "write two rows, or a comma" if text.block in CELLS else "end the line with a backslash (\\)"
    known = {
        "sup": "write the raised figures themselves: ² ³ ⁺ ⁻",
        "sub": "write the lowered figures themselves: CO₂, H₂O",
        "b": "write **bold**",
        "strong": "write **bold**",
        "i": "write *italic*",
        "em": "write *italic*",
        "div": "write “::: role” before the text and “:::” after it",
        "a": "write [text](https://…)",
        "img": "write ![description](file.svg)",
    }
    return known.get(name, "delete it; docs/guides.md lists the markup that there is")


def raw_entity(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """An HTML entity that does not exist or lacks its semicolon."""
    for text in source.texts:
        for piece in text.pieces():
            for found in _ENTITY.finditer(piece.text):
                message = f"“{found[0]}” is no character: it prints as it is written"
                hint = "write the character itself (° ≥ µ), or correct the name and its semicolon"
                yield slip_warning("entity-raw", piece.line, message, hint)


def raw_braces(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """Braces that name no fact and hold no attributes: they print."""
    for text in source.texts:
        for number, line in _unparsed_lines(text):
            for found in _BRACES.finditer(line):
                message = f"“{found[0].replace(_MARKUP, '…')}” is neither a fact nor attributes: it prints as it is written"
                hint = "write a fact as {name}, without spaces or a dollar sign; attributes, after a link or a heading, as {#id lang=la}"
                yield slip_error("braces-raw", number, message, hint)


def _unparsed_lines(text: WrittenText) -> Iterator[tuple[int, str]]:
    """Yield the plain text of each line, with the facts that were parsed in their braces only if braces stand around them too."""
    parts: dict[int, str] = {}
    for token, line in text.placed_tokens():
        if token.type == "text":
            parts[line] = parts.get(line, "") + token.content
        elif token.type not in ("softbreak", "hardbreak"):
            parts[line] = parts.get(line, "") + (token.content if token.type == "fact" else _MARKUP)
    yield from parts.items()


def bare_address(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """An address that is no link: on paper it is fine, on the web page it cannot be opened."""
    for text in source.texts:
        depth = 0
        for token, line in text.placed_tokens():
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            for found in _BARE_ADDRESS.finditer(token.content) if token.type == "text" and not depth else ():
                message = f"“{found[0]}” is text and no link on the web page"
                yield slip_note("address-bare", line, message, f"write <{found[0]}>, or [words]({found[0]})")

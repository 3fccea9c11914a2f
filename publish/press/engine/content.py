"""Read and write the operators of PDF content, as WeasyPrint and pydyf keep them until a file is written.

The content of a page is a list: an operator with its operands is bytes (``b"/F 12 Tf"``), a name is a string (``"/Span"``), a
property list is a dictionary of pydyf. A text in it runs from ``BT`` to ``ET``; glyphs are four hexadecimal digits each.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pydyf

Colour = tuple[float, ...]
Operators = Sequence[Any]

_SHOWN = re.compile(rb"<([0-9a-f]+)>")
_GLYPH_DIGITS = 4
_LAST_MOVE = re.compile(rb"(?<!<)>-?(?!0\])[0-9.]+\] TJ$")  # a number other than 0, after a glyph
# Operators that set a colour in RGB, for areas and for lines, and those that set it in CMYK (ISO 32000-1, table 74).
_RGB_TO_CMYK = {b"rg": b"k", b"RG": b"K"}
_INVISIBLE = 3  # a text rendering mode (ISO 32000-1, 9.3.6)


def artifact(operators: Operators) -> list[Any]:
    """Return ``operators`` marked as an artifact, which screen readers do not speak (ISO 32000-1, 14.8.2.2)."""
    return ["/Artifact", pydyf.Dictionary({"Type": "/Layout"}), b"BDC", *operators, b"EMC"]


def actual_text(text: str) -> Any:
    """Return a property list with which readers find ``text`` in place of what it marks (``/ActualText``, ISO 32000-1, 14.9.4)."""
    return pydyf.Dictionary({"ActualText": pydyf.String(text)})


def replaced_by_text(text: str, operators: Operators) -> list[Any]:
    """Return ``operators`` marked so that readers find ``text`` in their place."""
    return ["/Span", actual_text(text), b"BDC", *operators, b"EMC"]


def invisible_text(matrix: bytes, font: bytes, digits: bytes) -> list[Any]:
    """Return the operators that paint the glyphs ``digits`` without ink; ``matrix`` and ``font`` are the operators that set these."""
    return [b"BT", matrix, font, b"%d Tr" % _INVISIBLE, b"[<" + digits + b">] TJ", b"0 Tr", b"ET"]


def set_font(name: str, size: float) -> bytes:
    """Return the operator that sets the font ``name`` in ``size``."""
    return f"/{name} {size:g} Tf".encode()


def first_font(operators: Operators) -> tuple[str, float]:
    """Return the name and the size of the first font that ``operators`` set."""
    name, size, _ = _first(operators, b" Tf").split()
    return name.removeprefix(b"/").decode(), float(size)


def count_fonts(operators: Operators) -> int:
    """Return how many times ``operators`` set a font."""
    return sum(isinstance(operator, bytes) and operator.endswith(b" Tf") for operator in operators)


def moved_matrix(operators: Operators, x: float, y: float) -> bytes:
    """Return the operator that sets the first text matrix of ``operators``, moved by ``x`` and ``y`` units of text space."""
    a, b, c, d, e, f = map(float, _first(operators, b" Tm").split()[:6])
    return f"{a:g} {b:g} {c:g} {d:g} {e + x * a + y * c:.4f} {f + x * b + y * d:.4f} Tm".encode()


def has_rise(operators: Operators) -> bool:
    """Tell whether some glyph stands above or below its line (text rise)."""
    return any(isinstance(operator, bytes) and operator.endswith(b" Ts") for operator in operators)


def shown_glyphs(operators: Operators) -> Iterator[tuple[str, list[int]]]:
    """Yield the glyphs that ``operators`` show, in order, each time with the name of their font."""
    font = ""
    for operator in operators:
        if isinstance(operator, bytes) and operator.endswith(b" Tf"):
            font = operator[1:].split(b" ", 1)[0].decode()
        elif isinstance(operator, bytes) and operator.endswith(b"] TJ"):
            digits = b"".join(_SHOWN.findall(operator))
            yield font, [int(digits[at : at + _GLYPH_DIGITS], 16) for at in range(0, len(digits), _GLYPH_DIGITS)]


def drop_empty_strings(operators: list[Any]) -> None:
    """Take the empty strings out of texts that end with a move, in place: ``[<>783<004b>964] TJ`` becomes ``[ 783<004b>964] TJ``.

    PDFium, the reader in Chrome, counts empty strings and forgets the last move of such a text, so that the rest of the line stands
    elsewhere: in Nastaliq up to a letter's width off, over the mark of a list.
    """
    for index, operator in enumerate(operators):
        if isinstance(operator, bytes) and b"<>" in operator and _LAST_MOVE.search(operator):
            operators[index] = operator.replace(b"<>", b" ")


def convert_colours(operators: list[Any], to_cmyk: Callable[[float, float, float], Colour]) -> None:
    """Replace in place each RGB colour that ``operators`` set, by what ``to_cmyk`` returns for it (all from 0 to 1)."""
    operators[:] = [_converted(operator, to_cmyk) for operator in operators]


def _converted(operator: Any, to_cmyk: Callable[[float, float, float], Colour]) -> Any:
    if not isinstance(operator, bytes) or operator[-2:] not in _RGB_TO_CMYK or operator[-3:-2] != b" ":
        return operator
    red, green, blue = map(float, operator.split()[:3])
    colour = " ".join(f"{value:.4f}" for value in to_cmyk(red, green, blue))
    return colour.encode() + b" " + _RGB_TO_CMYK[operator[-2:]]


def _first(operators: Operators, ending: bytes) -> bytes:
    return next(operator for operator in operators if isinstance(operator, bytes) and operator.endswith(ending))

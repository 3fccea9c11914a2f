"""Vowel signs of scripts read from the right: painted where they were, but after the letters of their run, and mute.

Readers take a sign that is painted between two letters, off the baseline, for a word or a line of its own, and so cut the
word in two. With the letters painted first, in one go, every word is read whole. Poppler would still find the signs
beside it, and begin a line with them; an empty ``/ActualText`` spares it that. The tag of the run says letters and signs in
their order (`publish.press.textlayer`), for voices. (``/ActualText`` on the letters that carry signs was tried: pdfium
then reads the rest of the word backwards.)
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

TOKENS = re.compile(rb"<[0-9a-f]+>|-?[0-9.]+")
GLYPH_DIGITS = 4


@dataclass(slots=True)
class Run:
    """What one run paints: letters and shifts as ``TJ`` has them, and signs with their places (in 1/1000 of the size)."""

    font: Any
    letters: list[bytes] = field(default_factory=list)
    signs: list[tuple[float, bytes, bytes]] = field(default_factory=list)
    place: float = 0.0

    def shift(self, number: bytes) -> None:
        """Move on by a number of a ``TJ`` operator, which counts to the left."""
        self.place -= float(number)
        self.letters.append(number)

    def show(self, digits: bytes, rise: bytes) -> None:
        """Paint a glyph, or put it aside where it is a sign; its width is kept as a shift."""
        glyph = int(digits, 16)
        width = self.font.widths.get(glyph, 0)
        if _is_sign(self.font.to_unicode.get(glyph, "")):
            self.signs.append((self.place, rise, digits))
            self.letters.append(f"{-width}".encode())
        else:
            self.letters.append(b"<" + digits + b">")
        self.place += width


def apart(operators: Sequence[Any], fonts: dict[bytes, Any]) -> list[Any] | None:
    """Return the operators of a run with its signs painted last, or ``None`` where it has none or is not in one font."""
    matrices = [operator for operator in operators if _ends(operator, b" Tm")]
    selected = [operator for operator in operators if _ends(operator, b" Tf")]
    if len(matrices) != 1 or len(selected) != 1:
        return None
    name, size, _ = selected[0].split()
    run = _read(operators, fonts[name[1:]])
    if not run.signs:
        return None
    begin = operators.index(selected[0]) + 1
    rest = [operator for operator in operators[begin:] if not _ends(operator, b" Ts") and not _ends(operator, b"] TJ")]
    return [*operators[:begin], b"[" + b" ".join(run.letters) + b"] TJ", *_signs(run, matrices[0], float(size)), *rest]


def _read(operators: Sequence[Any], font: Any) -> Run:
    run, rise = Run(font), b"0"
    for operator in operators:
        if _ends(operator, b" Ts"):
            rise = operator.split()[0]
        elif _ends(operator, b"] TJ"):
            for token in TOKENS.findall(operator[1:-4]):
                if token.startswith(b"<"):
                    for at in range(1, len(token) - 1, GLYPH_DIGITS):
                        run.show(token[at : at + GLYPH_DIGITS], rise)
                else:
                    run.shift(token)
    return run


def _signs(run: Run, matrix: bytes, size: float) -> list[bytes]:
    """Return the operators that paint the signs where they stood; the text of a run lies along one line of its matrix."""
    a, b, c, d, e, f = map(float, matrix.split()[:6])
    painted: list[bytes] = []
    for place, rise, digits in run.signs:
        along = place * size / 1000
        moved = f"{a:g} {b:g} {c:g} {d:g} {e + along * a:.4f} {f + along * b:.4f} Tm"
        # A property list for each: pdfium passes over what follows in the same one.
        painted += [b"/Span <</ActualText ()>> BDC", moved.encode(), rise + b" Ts", b"[<" + digits + b">] TJ", b"EMC"]
    return [*painted, b"0 Ts"]


def _is_sign(text: str) -> bool:
    """Tell whether ``text`` is nothing but signs that stand on a letter."""
    return bool(text) and all(unicodedata.category(character) == "Mn" for character in text)


def _ends(operator: Any, ending: bytes) -> bool:
    return isinstance(operator, bytes) and operator.endswith(ending)

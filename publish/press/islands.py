"""Numbers and Latin words in lines that are read from the right: what tells a reader where they begin and end.

The glyphs lie in the right places; but a reader that goes back from places to text has to guess, and guesses wrong where
signs touch a number ("2026." is read as ".2026") or where words of Latin script follow each other ("Keys Bradley"). Poppler
reverses a line but for its Latin letters, numbers, and all signs up to the next letter read from the right; pdfium
cuts a line where the direction of its characters changes (UAX 9, table 4) and reverses the pieces. So

- a mark that prints nothing (U+200F) stands between such a run and what follows it, and one within it (U+200E) after a sign at its end;
- where it is of several pieces, a space is said off the line before and after it, and pdfium begins a new line there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

LEFT, RIGHT = "\u200e", "\u200f"
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Classes of characters as pdfium sees them; every other class is neutral.
PIECES = {"L": "left", "R": "right", "AL": "right"} | dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "weak")
# How far off the line the space is painted, as a share of the type size: far enough to be another line.
OFF = 1.5
GLYPHS = re.compile(rb"<([0-9a-f]+)>")
# How far before a run its mark stands, in CSS pixels: readers sort what is on a line by its place.
BEFORE = 0.01


def lacking(texts: Iterable[str]) -> int:
    """Return how many letters more must be read from the right, so that they prevail among ``texts`` with some to spare."""
    pieces = [piece(character) for text in texts for character in text]
    left, right = pieces.count("left"), pieces.count("right")
    return max(0, left + left // 3 - right)


def counterweight(run: Sequence[Any], fonts: Mapping[bytes, Any], letters: int) -> list[Any]:
    """Return an artifact that says as many right-to-left marks as there are ``letters`` read from the left, painted without ink.

    Poppler takes a page for one read from the left where such letters prevail, and then puts numbers and spaces on the wrong side.
    """
    return _unseen(run, fonts, RIGHT * letters, down=OFF)


def lines_of(box: Any) -> Iterator[Any]:
    """Yield the line boxes in ``box``; an absolute box hides behind a placeholder."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from lines_of(child)


def texts_of(line: Any) -> list[Any]:
    """Return the text boxes of a line, in the order they are written."""
    return [box for box in line.descendants(placeholders=True) if isinstance(box, boxes.TextBox)]


@dataclass(frozen=True, slots=True)
class Island:
    """How a text box that is read from the left lies in its line: ``alone`` where it needs a line of its own.

    ``begins`` and ``ends`` tell whether nothing that is read from the left stands right before or after it (“200” and “mg” in
    “**200** mg” are one run).
    """

    alone: bool
    begins: bool = True
    ends: bool = True


def islands(lines: Iterable[Any]) -> dict[Any, Island]:
    """Return the text boxes that are read from the left in lines read from the right.

    One is alone where it is of several pieces or a part of a longer run, where it is raised or lowered (pdfium sorts it among
    other lines then), and where nothing on its line is read from the right.
    """
    found: dict[Any, Island] = {}
    for line in lines:
        if line.style["direction"] == "rtl":
            texts, baseline = texts_of(line), line.position_y + line.baseline
            lonely = not any(FROM_RIGHT.search(box.text) for box in texts)
            shown = [box for box in texts if box.text.strip()]
            for before, box, after in zip([None, *shown], shown, [*shown[1:], None]):
                if _is_island(box):
                    begins, ends = (not _follows(first, second) for first, second in ((before, box), (box, after)))
                    raised = abs(box.position_y + box.baseline - baseline) > 1
                    found[box] = Island(lonely or raised or not (begins and ends) or _is_several(box.text), begins, ends)
    return found


def _is_island(box: Any) -> bool:
    return any(map(str.isalnum, box.text)) and not FROM_RIGHT.search(box.text)


def _follows(first: Any, second: Any) -> bool:
    """Tell whether two boxes are written and read one after the other from the left."""
    return bool(first and second and first.position_x < second.position_x and all(_is_island(box) for box in (first, second)))


def signs(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes of signs alone, in lines read from the right that hold letters or numbers read from the left too.

    A bracket between an island and the end of a line says nothing of its direction, and pdfium reads it from the left.
    """
    for line in lines:
        texts = texts_of(line) if line.style["direction"] == "rtl" else []
        if any(_is_island(box) for box in texts):
            yield from (box for box in texts if box.text.strip() and not any(map(str.isalnum, box.text)))


def last_from_left(lines: Iterable[Any]) -> Iterator[Any]:
    """Yield the text boxes that end a line read from the left, but for a hyphen: readers put words together only where nothing follows it.

    On a page read from the right, poppler takes a sign there for the beginning of the line, and pdfium reads a line in the next column
    as one with it.
    """
    for line in lines:
        if line.style["direction"] == "ltr":
            last = next((box for box in reversed(texts_of(line)) if box.text.strip()), None)
            if last is not None and not last.text.endswith("-"):
                yield last


def _is_several(text: str) -> bool:
    """Tell whether pdfium takes ``text`` for several pieces."""
    return len(list(groupby(text.strip(), piece))) > 1


def closed(text: str) -> str:
    """Return ``text`` with a mark of direction at its end where it ends in a sign, which would else go with the line's own."""
    core = text.rstrip()
    return text if core[-1].isalnum() else core + LEFT + text[len(core) :]


def breakers(run: Sequence[Any], fonts: Mapping[bytes, Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Return three artifacts that say a space off the line of a run, painted without ink: one above it, two below.

    They stand before the run, after it, and after the mark at its left edge, which pdfium would else read into the next line.
    In the same place it would take one for another, painted twice, were they not of different sizes: a line below may have its own there.
    """
    return (
        _unseen(run, fonts, " ", down=OFF, scale=0.99),
        _unseen(run, fonts, " ", down=-OFF, scale=0.98),
        _unseen(run, fonts, " ", down=-1.2 * OFF, scale=0.97),
    )


def borders(run: Sequence[Any], fonts: Mapping[bytes, Any], width: float) -> tuple[list[Any], list[Any]]:
    """Return two artifacts that say a right-to-left mark, at the right and the left edge of a run; they are painted without ink.

    ``width`` is that of the run, in CSS pixels.
    """
    return _unseen(run, fonts, RIGHT, along=width), _unseen(run, fonts, RIGHT)


def _unseen(run: Sequence[Any], fonts: Mapping[bytes, Any], text: str, along: float = 0, down: float = 0, scale: float = 1) -> list[Any]:
    """Return an artifact that says ``text``: a glyph of ``run``, narrow, painted without ink, ``scale`` times as large.

    It stands ``along`` CSS pixels from where the run begins, and ``down`` times the type size below its line.
    A space would not do: pdfium passes over what has no outline, or one narrower than 0.01 pt.
    """
    font, matrix = next(_ending(run, b" Tf")), next(_ending(run, b" Tm"))
    name, size, _ = font.split()
    a, b, c, d, e, f = map(float, matrix.split()[:6])
    x, y = along - BEFORE, down * float(size)
    place = f"{a:g} {b:g} {c:g} {d:g} {e + x * a + y * c:.4f} {f + x * b + y * d:.4f} Tm".encode()
    sized = b"%s %g Tf" % (name, scale * float(size))
    paint = [b"BT", place, sized, b"3 Tr", b"10 Tz", b"[<" + _letter(run, fonts[name[1:]].to_unicode) + b">] TJ", b"100 Tz", b"0 Tr", b"ET"]
    said = ["/Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}), b"BDC", *paint, b"EMC"]
    return ["/Artifact", pydyf.Dictionary({"Type": "/Layout"}), b"BDC", *said, b"EMC"]


def _letter(run: Sequence[Any], texts: Mapping[int, str]) -> bytes:
    """Return a glyph of ``run`` that stands for a letter, or else its first."""
    joined = (b"".join(GLYPHS.findall(operator)) for operator in _ending(run, b"] TJ"))
    glyphs: list[bytes] = [digits[at : at + 4] for digits in joined for at in range(0, len(digits), 4)]
    return next((glyph for glyph in glyphs if texts.get(int(glyph, 16), "").isalnum()), glyphs[0])


def _ending(run: Sequence[Any], ending: bytes) -> Iterator[bytes]:
    return (operator for operator in run if isinstance(operator, bytes) and operator.endswith(ending))


def piece(character: str) -> str:
    """Return what kind of piece pdfium takes a character for: ``left``, ``right``, ``weak`` or ``neutral``."""
    return PIECES.get(unicodedata.bidirectional(character), "neutral")

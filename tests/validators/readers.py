"""Extract the text of a PDF with two independent readers, poppler (pdftotext) and pdfium, and normalise it for comparison."""

import io
import re
import subprocess
import unicodedata
from itertools import groupby

import pypdfium2

# Characters without a glyph: soft hyphen, joiners of words and of letters, marks and controls of direction.
SILENT = re.compile("[\u00ad\u2060\u200b-\u200d\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# pdfium writes U+FFFE or U+0002 for a hyphen at the end of a line.
HYPHENS = re.compile("[\u2010\ufffe\u0002-]")


PAGES_END = "\f"  # as poppler has it


def poppler(data: bytes) -> str:
    """Return the text that poppler finds, in the order it is read, each page closed by `PAGES_END`."""
    return subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def pdfium(data: bytes) -> str:
    """Return the text that pdfium finds, `PAGES_END` between its pages."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return PAGES_END.join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


# The half of an edition code that is left where the page is cut in the middle.
CUT_CODE = re.compile(r"^-(?=(?:\w+-)?[0-9A-Z]{5}$)", re.M)


def poppler_halves(data: bytes) -> tuple[str, str]:
    """Return the text that poppler finds on the left and on the right half of each page; pages may be of different widths."""
    with pypdfium2.PdfDocument(data) as document:
        sizes = [[round(side) for side in page.get_size()] for page in document]
    left, right = (
        "\n".join(_poppler_part(data, number, side * (width // 2), width // 2, height) for number, (width, height) in enumerate(sizes, 1))
        for side in (0, 1)
    )
    return left, right


def _poppler_part(data: bytes, page: int, x: int, width: int, height: int) -> str:
    numbers = {"-f": page, "-l": page, "-x": x, "-y": 0, "-W": width, "-H": height}
    options = [str(part) for option in numbers.items() for part in option]
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return CUT_CODE.sub("", text)


def pdfium_halves(data: bytes) -> tuple[str, str]:
    """Return the text that pdfium finds on the left and on the right half of each page."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [(page.get_textpage(), page.get_width() / 2) for page in document]
        left = "\n".join(page.get_text_bounded(right=middle) for page, middle in pages)
        return left, "\n".join(page.get_text_bounded(left=middle) for page, middle in pages)


def squeezed(text: str) -> str:
    """Return ``text`` for comparison: NFKC, lower case, without white space, hyphens and characters that have no glyph."""
    bare = HYPHENS.sub("", SILENT.sub("", re.sub(r"\s+", "", text)))
    return unicodedata.normalize("NFKC", bare).casefold()


def words(text: str) -> list[str]:
    """Return the words of ``text`` for comparison, normalised by `squeezed`."""
    return [word for word in (squeezed(part) for part in text.split()) if word]


# Mirrored brackets and quotation marks: pdfium swaps them in right-to-left lines, poppler does not.
# Pdfium also writes ½ as 1/2.
MIRRORED = str.maketrans("»›)]}”’⁄", "«‹([{“‘/")
# A hyphen that pdfium found at the end of a line, with the end of the line; poppler joins such words by itself, if they are of one
# script.
BROKEN = re.compile("[\ufffe\u0002]\\s*|(?<=[A-Za-z])-\n(?=[^\\W\\d_A-Za-z])")
# A hyphen that begins a line: web addresses break before it, and no reader joins them.
BEGUN = re.compile(r"(?<=\w)\s*\n\s*-(?=\w)")
# Scripts that are written without spaces: their lines break anywhere, so each sign is a word.
SPACELESS = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff])")


def tokens(text: str) -> list[str]:
    """Return the words and punctuation marks of ``text`` in order, for comparison word by word.

    A word is letters, digits and their marks. These differences are ignored: letter case and compatibility forms (NFKC), hyphens
    (poppler takes them off at the end of a line; addresses are parted before one), characters without a glyph, opening and
    closing brackets and quotation marks, the stroke of a fraction, and spaces beside signs ("doi.org/ 10.1" at the end of a line).
    """
    bare = HYPHENS.sub("", BEGUN.sub("", SILENT.sub("", BROKEN.sub("", text))))
    plain = SPACELESS.sub(r" \1 ", unicodedata.normalize("NFKC", bare).casefold().translate(MIRRORED))
    return [word for part in plain.split() for word in _parted(part)]


def _parted(text: str) -> list[str]:
    return ["".join(group) for is_word, run in groupby(text, _is_word) for group in ([tuple(run)] if is_word else run)]


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"

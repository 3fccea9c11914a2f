"""The text of a PDF as two independent readers give it back: poppler (pdftotext) and pdfium."""

import io
import re
import subprocess
import unicodedata
from itertools import groupby

import pypdfium2

# Nothing that prints: soft hyphen, joiners of words and of letters, marks and controls of direction.
SILENT = re.compile("[\u00ad\u2060\u200b-\u200d\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# pdfium writes U+FFFE or U+0002 for a hyphen at the end of a line.
HYPHENS = re.compile("[\u2010\ufffe\u0002-]")


# How pdftotext writes what is read from the left (numbers, and signs it takes for such) in a line read from the right.
EMBEDDED = re.compile("‪([^‪-‮]*)‬")


# Arabic vowel signs: both readers find them, but beside the letter they stand on or on a line of their own.
VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")


def poppler(data: bytes) -> str:
    """Return the text that poppler finds, in the order it is read.

    In a line read from the right, pdftotext gives spaces and signs beside a number in the order they lie on paper; they are put back.
    """
    found = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return EMBEDDED.sub(lambda match: _from_right(match[1]), found)


def _from_right(text: str) -> str:
    core = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return after + (core if any(map(str.isalnum, core)) else core[::-1]) + before


def pdfium(data: bytes) -> str:
    """Return the text that pdfium finds."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, no white space, silent characters, hyphens or Arabic vowel signs, in lower case."""
    bare = VOWEL_SIGNS.sub("", HYPHENS.sub("", SILENT.sub("", re.sub(r"\s+", "", text))))
    return unicodedata.normalize("NFKC", bare).casefold()


def words(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared."""
    return [word for word in (squeezed(part) for part in text.split()) if word]


# Brackets that mirror each other: pdfium turns them in lines read from the right, poppler does not.
MIRRORED = str.maketrans("»›)]}", "«‹([{")
# A hyphen that pdfium found at the end of a line, with the end of the line; poppler joins such words by itself.
BROKEN = re.compile("[\ufffe\u0002]\\s*")
# Scripts that are written without spaces: their lines break anywhere, so each sign is a word.
SPACELESS = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff])")


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` and the signs beside them, in order: what is compared word for word.

    A word is letters, digits and their marks. Nothing is made equal but: letter case and compatibility forms (NFKC), hyphens
    (poppler takes them off at the end of a line), characters that print nothing, Arabic vowel signs (poppler is spared
    them, see `publish.press.vowels`), opening and closing brackets, and spaces beside signs ("doi.org/ 10.1" at the end of a line).
    """
    bare = VOWEL_SIGNS.sub("", HYPHENS.sub("", SILENT.sub("", BROKEN.sub("", text))))
    plain = SPACELESS.sub(r" \1 ", unicodedata.normalize("NFKC", bare).casefold().translate(MIRRORED))
    return [word for part in plain.split() for word in _parted(part)]


def _parted(text: str) -> list[str]:
    return ["".join(group) for is_word, run in groupby(text, _is_word) for group in ([tuple(run)] if is_word else run)]


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"

"""Reading grades of English text: Flesch-Kincaid and SMOG. docs/decisions/010-reading-grade.md says why no library is used.

A grade is a year of school in the United States: most people of 11 or 12 can read grade 6.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

MANY_SYLLABLES = 3
"""Syllables from which SMOG counts a word as long."""

_VOWELS = re.compile(r"[aeiouy]+")
# Vowels side by side that are two syllables: “medi-um”, “are-a”, “be-ing”, “di-et”, “cre-ate”.
_SPLIT = re.compile(r"(?<![qgctsx])i[aou](?!us$)|[bvr]ious|(?<=[dr])ea(?=s?$|ct)|eo(?!p)|[aeouy]ing|[dlqru]iet|creat|scien|suici|usual")
# A silent e: at the end (“make”, but “table”), in “-es” and “-ed” (but “needed”), inside (“safety”).
_SILENT = re.compile(
    r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|[^aeiouylsxzcg]es$|[aeiou]les$|[^aeiouydt]ed$"
    r"|(?<=[^aeiouy])e(?=ly$|ty$|ness|ment|ful|less|times$)"
)


@dataclass(frozen=True, slots=True)
class Grade:
    """The two grades of a text."""

    flesch_kincaid: float
    smog: float


def grade(sentences: Sequence[Sequence[str]]) -> Grade:
    """Return the grades of a text, given as the words of each sentence; an empty text has grade 0.

    Flesch-Kincaid: Kincaid and others 1975. SMOG: McLaughlin 1969, scaled to 30 sentences; below 30 it is an estimate.
    """
    counts = [syllables(word) for sentence in sentences for word in sentence]
    if not counts:
        return Grade(0.0, 0.0)
    long = sum(count >= MANY_SYLLABLES for count in counts)
    kincaid = 0.39 * len(counts) / len(sentences) + 11.8 * sum(counts) / len(counts) - 15.59
    return Grade(max(0.0, kincaid), 3.1291 + 1.0430 * sqrt(30 * long / len(sentences)))


def syllables(word: str) -> int:
    """Return the estimated number of syllables of an English word, at least 1.

    >>> [syllables(word) for word in ("pain", "medicine", "treatment", "safety")]
    [1, 3, 2, 2]
    """
    lower = word.lower()
    count = len(_VOWELS.findall(lower)) + len(_SPLIT.findall(lower)) - len(_SILENT.findall(lower))
    return max(1, count)

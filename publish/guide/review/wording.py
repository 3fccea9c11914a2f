"""Checks of words and sentences. Those that know words know English ones, and say nothing of other languages."""

import re
from collections.abc import Iterator

from publish.guide.front import Front
from publish.guide.review.base import Case, Issue, note, warning
from publish.guide.review.grade import grade
from publish.guide.review.reading import passages, said, sentences, shown, words
from publish.guide.tree import Emphasis, Guide, Text, nodes_in

LONGEST_SENTENCE = 25
"""Words: the limit of the United Kingdom's government for all that it publishes."""
WANTED_GRADE, HIGHEST_GRADE = 6, 8
"""Years of school: grade 6 is what health agencies of the United States ask of texts for patients."""
FEW_SENTENCES, FEW_SENTENCES_SMOG = 10, 30
"""A grade of fewer sentences is chance; SMOG was made for samples of 30."""
_STOPS = (".", "!", "?", ":", ".)")
LONGEST_TERM = 4
"""Words of a term; a longer emphasis is a sentence."""

# Emphasis that gives a word weight, and is no term.
_STRESS = frozenset(
    "a all always and any anyone at before after both but do don't each every everyone few first if last least less many may might"
    " more most must never no none not now once one only or same should some soon stop this two very will with without you your yes".split()
)
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")
# What everybody knows, or nobody reads as an abbreviation.
_EVERYDAY = frozenset(
    "US USA UK EU UN MD OK TV PDF QR ID FAQ AM PM DIY COVID HIV AIDS DNA II III IV VI VII VIII IX XI XII AND OR NOT DO STOP".split()
)
# “X, which”, “a X test, a test for”, “X (…)”, “X means”, “X and Y are”.
_EXPLAINED_AFTER = re.compile(
    r"(?:s|'s|’s)?(?:\W+(?:and|or)\W+[A-Z]{2,6})*(?:(?:\s[\w-]+)?(?:\s?[(:–—=]|,\s)|\s(?:is|are|was|were|means?|stands?)\b)"
)
# “a hormone called X”, “meaning (X)”, “the tablet X”.
_EXPLAINED_BEFORE = re.compile(
    r"(?:\(|\b(?:called|named|as|for short|or|means?|by|is|are)|\b(?:an?|the|some|our|your)\s+[\w-]+)\W*$", re.I
)


def term_unexplained(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 4: a medical term is explained where it is first used. An author marks that place as *term*."""
    if not case.english:
        return
    for guide in case.editions:
        seen: set[str] = set()
        for text, term in _terms(guide, case.front):
            if _stem(term) not in seen and not _explained(term, shown(text, case.front)):
                hint = "explain it right there: “a *follicle*, a tiny pocket in the skin”; for weight, use **bold**"
                yield warning("term-unexplained", f"the term “{term}” is not explained where it is marked (AHRQ PEMAT-P 4)", hint, text)
            seen.add(_stem(term))


def term_late(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 4: no term is used in running text before the place that explains it."""
    if not case.english:
        return
    for guide in case.editions:
        marked: dict[str, str] = {}
        for text, term in _terms(guide, case.front):
            marked.setdefault(_stem(term), term)
        for stem, term in marked.items():
            first = next((text for text in passages(guide) if stem in _stem(shown(text, case.front))), None)
            if first and stem not in {_stem(found) for found in _emphasised(first, case.front)}:
                message = f"the term “{term}” is used before it is explained (AHRQ PEMAT-P 4)"
                yield warning("term-late", message, "explain it here, where a reader meets it first", first)


def _terms(guide: Guide, front: Front) -> Iterator[tuple[Text, str]]:
    for text in passages(guide):
        for term in _emphasised(text, front):
            if term and len(term.split()) <= LONGEST_TERM and not _STRESS & set(term.lower().split()):
                yield text, term


def _emphasised(text: Text, front: Front) -> list[str]:
    found = (node for node in nodes_in(text.inlines) if isinstance(node, Emphasis) and not node.strong)
    return [said(node.children, front).strip(" .,;:") for node in found]


def _stem(term: str) -> str:
    return term.lower().rstrip("s")


def _explained(term: str, passage: str) -> bool:
    """Tell whether what stands around the first ``term`` in ``passage`` explains it: “a X, which”, “X means”, “called X”, “(X)”."""
    before, _, after = passage.partition(term)
    return bool(_EXPLAINED_AFTER.match(after.lstrip("”\"’")) or _EXPLAINED_BEFORE.search(before))


def abbreviation_unexplained(case: Case) -> Iterator[Issue]:
    """PEMAT-P, item 4; plain language: an abbreviation is explained at or before its first use in running text."""
    if not case.english:
        return
    for guide in case.editions:
        read = [(text, shown(text, case.front)) for text in passages(guide)]
        lower = {word for _, passage in read for word in words(passage) if word.islower()}
        seen = set(_EVERYDAY)
        for text, passage in read:
            for name in _ABBREVIATION.findall(passage):
                if name not in seen and name.lower() not in lower and not _explained(name, passage):
                    message = f"the abbreviation “{name}” is not explained where it first stands (AHRQ PEMAT-P 4; plain language)"
                    yield warning("abbreviation-unexplained", message, f"write what it means: “{name} (…)” or “…, called {name}”", text)
                seen.add(name)


def sentence_long(case: Case) -> Iterator[Issue]:
    """Plain language: a sentence has 25 words or fewer."""
    for text in passages(case.guide) if case.english else ():
        for sentence in sentences(shown(text, case.front)):
            count = len(words(sentence))
            if count > LONGEST_SENTENCE:
                message = f"a sentence has {count} words: “{' '.join(sentence.split()[:6])} …” (plain language)"
                yield warning("sentence-long", message, f"make two sentences of it; {LONGEST_SENTENCE} words are enough for one", text)


def grade_high(case: Case) -> Iterator[Issue]:
    """Plain language: reading grade 6 is wanted, 8 is the limit. English only: the formulas were made for no other language.

    Grades are rounded: neither formula is exact to a tenth (the standard error of SMOG is 1.5 grades).
    """
    for guide in case.editions if case.english else ():
        found = graded_sentences(case, guide)
        reached = grade(found)
        highest = round(max(reached.flesch_kincaid, reached.smog if len(found) >= FEW_SENTENCES_SMOG else 0))
        if len(found) < FEW_SENTENCES or highest <= WANTED_GRADE:
            continue
        told = f"the {_name(case, guide)} edition: Flesch-Kincaid {reached.flesch_kincaid:.1f}, SMOG {reached.smog:.1f}"
        say, limit = (warning, f"{HIGHEST_GRADE} is the limit") if highest > HIGHEST_GRADE else (note, f"{WANTED_GRADE} is wanted")
        yield say("grade-high", f"reading grade of {told}; {limit} (plain language)", "use shorter words and shorter sentences")


def graded_sentences(case: Case, guide: Guide) -> list[list[str]]:
    """Return the words of each whole sentence in the running text; list items and cells without a full stop are none."""
    read = (shown(text, case.front).strip() for text in passages(guide))
    found = (words(sentence) for passage in read if passage.endswith(_STOPS) for sentence in sentences(passage))
    return [sentence for sentence in found if sentence]


def _name(case: Case, guide: Guide) -> str:
    return "full" if guide is case.full else "short"

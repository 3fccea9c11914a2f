"""Checks of words and sentences. Those with word lists are for English; they report nothing for other languages."""

import re
from collections.abc import Iterator

from publish.guide.front import Front
from publish.guide.review.base import ReviewCase, ReviewIssue, review_note, review_warning
from publish.guide.review.grade import grade
from publish.guide.review.reading import passages, readable_nodes, readable_text, sentences, words
from publish.guide.tree import Emphasis, Guide, Text, nodes_in

LONGEST_SENTENCE = 25
"""Words: the limit of the government of the United Kingdom for everything it publishes (GOV.UK style)."""
WANTED_GRADE, HIGHEST_GRADE = 6, 8
"""Years of school: health agencies of the United States ask for grade 6 in texts for patients."""
FEW_SENTENCES, FEW_SENTENCES_SMOG = 10, 30
"""With fewer sentences a grade is chance; SMOG was made for samples of 30."""
_STOPS = (".", "!", "?", ":", ".)")
LONGEST_TERM = 4
"""Words of a term; a longer emphasis is a sentence."""

# Words that are emphasised for weight, and are not terms.
_STRESS = frozenset(
    "a all always and any anyone at before after both but do don't each every everyone few first if last least less many may might"
    " more most must never no none not now once one only or same should some soon stop this two very will with without you your yes".split()
)
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")
# Known to everybody, or not read as an abbreviation.
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


def term_unexplained(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A term without an explanation. PEMAT-P, item 4: it is explained at first use, which an author marks as *term*."""
    if not case.english:
        return
    for guide in case.editions:
        seen: set[str] = set()
        for text, term in _terms(guide, case.front):
            if _stem(term) not in seen and not _is_explained(term, readable_text(text, case.front)):
                hint = "explain it there: “a *follicle*, a tiny pocket in the skin”; to stress a word, use **bold**"
                message = f"the term “{term}” is not explained where it is marked (AHRQ PEMAT-P 4)"
                yield review_warning("term-unexplained", message, hint, text)
            seen.add(_stem(term))


def term_late(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A term used before its explanation (PEMAT-P, item 4)."""
    if not case.english:
        return
    for guide in case.editions:
        marked: dict[str, str] = {}
        for text, term in _terms(guide, case.front):
            marked.setdefault(_stem(term), term)
        for stem, term in marked.items():
            first = next((text for text in passages(guide) if stem in _stem(readable_text(text, case.front))), None)
            if first and stem not in {_stem(found) for found in _emphasised(first, case.front)}:
                message = f"the term “{term}” is used before it is explained (AHRQ PEMAT-P 4)"
                yield review_warning("term-late", message, "explain it here, at its first use", first)


def _terms(guide: Guide, front: Front) -> Iterator[tuple[Text, str]]:
    for text in passages(guide):
        for term in _emphasised(text, front):
            if term and len(term.split()) <= LONGEST_TERM and not _is_stress(term):
                yield text, term


def _emphasised(text: Text, front: Front) -> list[str]:
    found = (node for node in nodes_in(text.inlines) if isinstance(node, Emphasis) and not node.strong)
    return [readable_nodes(node.children, front).strip(" .,;:") for node in found]


def _stem(term: str) -> str:
    return term.lower().rstrip("s")


def _is_stress(term: str) -> bool:
    """Tell whether ``term`` is emphasised for its weight or as what somebody says: “*slowly*”, “*not* hot”, “*“Is it safe?”*”."""
    words = term.lower().split()
    is_manner = len(words) == 1 and words[0].endswith("ly") and term.islower()
    is_speech = term[0] in "“‘\"'" and term.rstrip("”’\"'").endswith(_STOPS)
    return is_manner or is_speech or bool(_STRESS & set(words))


def _is_explained(term: str, passage: str) -> bool:
    """Tell whether the words around the first ``term`` in ``passage`` explain it: “a X, which”, “X means”, “called X”, “(X)”."""
    before, _, after = passage.partition(term)
    return bool(_EXPLAINED_AFTER.match(after.lstrip("”\"’")) or _EXPLAINED_BEFORE.search(before))


def abbreviation_unexplained(case: ReviewCase) -> Iterator[ReviewIssue]:
    """An abbreviation that is not explained at or before its first use (PEMAT-P, item 4; plain language)."""
    if not case.english:
        return
    for guide in case.editions:
        read = [(text, readable_text(text, case.front)) for text in passages(guide)]
        lower = {word for _, passage in read for word in words(passage) if word.islower()}
        seen = set(_EVERYDAY)
        for text, passage in read:
            for name in _ABBREVIATION.findall(passage):
                if name not in seen and name.lower() not in lower and not _is_explained(name, passage):
                    message = f"the abbreviation “{name}” is not explained at its first use (AHRQ PEMAT-P 4; plain language)"
                    hint = f"write what it means: “{name} (…)” or “…, called {name}”"
                    yield review_warning("abbreviation-unexplained", message, hint, text)
                seen.add(name)


def sentence_long(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A long sentence. Plain language: 25 words or fewer."""
    for text in passages(case.guide) if case.english else ():
        for sentence in sentences(readable_text(text, case.front)):
            count = len(words(sentence))
            if count > LONGEST_SENTENCE:
                message = f"a sentence has {count} words: “{' '.join(sentence.split()[:6])} …” (plain language)"
                hint = f"split it; {LONGEST_SENTENCE} words are enough for one sentence"
                yield review_warning("sentence-long", message, hint, text)


def grade_high(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A high reading grade. Plain language: grade 6 is wanted, 8 is the limit. English only: the formulas are for no other language.

    Grades are rounded: neither formula is exact to a tenth (the standard error of SMOG is 1.5 grades).
    """
    for guide in case.editions if case.english else ():
        found = graded_sentences(case, guide)
        reached = grade(found)
        highest = round(max(reached.flesch_kincaid, reached.smog if len(found) >= FEW_SENTENCES_SMOG else 0))
        if len(found) < FEW_SENTENCES or highest <= WANTED_GRADE:
            continue
        grades = f"the {_name(case, guide)} edition: Flesch-Kincaid {reached.flesch_kincaid:.1f}, SMOG {reached.smog:.1f}"
        too_high = highest > HIGHEST_GRADE
        report, limit = (review_warning, f"{HIGHEST_GRADE} is the limit") if too_high else (review_note, f"{WANTED_GRADE} is wanted")
        yield report("grade-high", f"reading grade of {grades}; {limit} (plain language)", "use shorter words and shorter sentences")


def graded_sentences(case: ReviewCase, guide: Guide) -> list[list[str]]:
    """Return the words of each whole sentence in the running text; list items and cells without a full stop do not count."""
    read = (readable_text(text, case.front).strip() for text in passages(guide))
    found = (words(sentence) for passage in read if passage.endswith(_STOPS) for sentence in sentences(passage))
    return [sentence for sentence in found if sentence]


def _name(case: ReviewCase, guide: Guide) -> str:
    return "full" if guide is case.full else "short"

"""What stands for a number without being one: an Arabic dual means two; COVID-19 and O2 have names without a number."""

import re
from functools import cache

from publish.checks.analysis.frame_words import arabic_duals, frame_lexicon
from publish.checks.analysis.letters import fold_text
from publish.checks.analysis.numbers import WrittenNumber
from publish.checks.analysis.units import unit_words
from publish.checks.analysis.word_lists import language_code

_DUAL = re.compile(r"\w{2,}(?:ین|ان)\b")
_PREFIXES = "وفبلک"
# Elements and gases are translated by their names: oxygen for O2.
_CHEMICALS = frozenset("O2 H2 N2 CO2 H2O SpO2 SaO2 PaO2 PaCO2 PCO2 PO2 FiO2 SPO2".split())
_MORE_THAN_ONE = re.compile(r"\bmore than (?:one|once|1)\b", re.IGNORECASE)  # “2 or more” in Japanese and Korean
_COVID = re.compile(r"(?i)(?:covid|cov|corona)[-\u2010\u2011 ]?(?:19|2)\b")
_COVID_NAMES = re.compile(
    r"covid|corona|koron|ковид|корона|короно|新冠|冠状|冠狀|コロナ|코로나|코비드|كوفيد|كورونا|کووید|کوید|کرونا|کورونا|कोविड|कोरोना|कोभिड|কোভিড|করোনা"
    r"|קורונה|קוביד|โควิด|โคโรนา|કોવિડ|કોરોના|ਕੋਵਿਡ|ਕੋਰੋਨਾ|கோவிட்|கொரோனா|కోవిడ్|కరోనా|ကိုဗစ်|កូវីដ|ໂຄວິດ|κορων|covit|kovid",
    re.IGNORECASE,
)
_CUT_NAME = re.compile(rf"(?:{_COVID_NAMES.pattern})[-\u2010\u2011\u2013](?!\w)", re.IGNORECASE)  # “COVID-” that lost its number


def remove_equivalents(
    lost: list[WrittenNumber], added: list[WrittenNumber], source: str, target: str, locale: str
) -> tuple[list[WrittenNumber], list[WrittenNumber]]:
    """Return the numbers of both sides without those that the other side says by a dual or a name."""
    if lost and language_code(locale) == "ar":
        lost = [number for number in lost if number.value != 2 or not _has_dual(number, target)]
    if lost and not added:
        lost = [number for number in lost if number.shown not in _CHEMICALS]
    if added and _MORE_THAN_ONE.search(source):
        added = [number for number in added if number.value != 2]
        lost = [number for number in lost if number.value != 1]
    if (lost or added) and _COVID.search(source) and _COVID_NAMES.search(target) and not _CUT_NAME.search(target):
        lost, added = ([number for number in numbers if not _is_of_covid(number)] for numbers in (lost, added))
    return lost, added


def _is_of_covid(number: WrittenNumber) -> bool:
    return number.value in (19, 2019, 2) and not number.kinds and (number.in_name or number.value != 2)


def _has_dual(number: WrittenNumber, text: str) -> bool:
    """Tell whether an Arabic text has a dual: of what ``number`` counts, if its Arabic word is known."""
    nouns = {noun for noun, names in _arabic_nouns().items() if names & number.kinds}
    duals = {dual for noun in nouns for dual in arabic_duals(noun)}
    words = _DUAL.findall(fold_text(text))
    return any(_without_prefix(word, duals) in duals for word in words) if nouns else any(not word.startswith("ال") for word in words)


def _without_prefix(word: str, known: set[str]) -> str:
    """Return ``word`` without a conjunction or preposition that is written together with it."""
    return word if word in known or word[0] not in _PREFIXES else word[1:]


@cache
def _arabic_nouns() -> dict[str, frozenset[str]]:
    """Return the Arabic words for what numbers count and measure, with their names."""
    return {fold_text(noun): names for noun, names in (unit_words("ar") | dict(frame_lexicon("ar", "counted").names)).items()}

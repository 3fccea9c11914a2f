"""Compare names of people, to enforce that two signatures come from two different people."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from publish.text.look_alikes import skeleton
from publish.text.zero_width import strip_ignorable

_REMARK = re.compile(r"<[^<>]*>|\([^()]*\)")  # an e-mail address or a remark after the name
_DEGREES = re.compile(r"\b(?:ph\.?\s?d|m\.d|d\.o|r\.n|d\.d\.s|m\.sc|b\.sc|m\.p\.h|mph|д-р)\b", re.IGNORECASE)
_UNSPACED_TITLES = "医生 醫生 医师 醫師 大夫 博士 教授 主任 护士 護士 先生 女士 さん 박사 의사 교수 선생님 간호사"  # written without a space
_TITLES_AT_EDGES = re.compile("(?<!\\w)(?:{0})|(?:{0})(?!\\w)".format(_UNSPACED_TITLES.replace(" ", "|")))
_TITLES = frozenset(
    # In the form that `_plain_words` returns. Titles that are also common names are missing: “Ma” is not Master of Arts here.
    "dr dra drs prof profa professor professora professeur docteur doctor doctora doutor doutora dott dottssa dottore dottoressa "
    "md phd mbbs rn msc bsc mph dds pharmd frcp facp mudr doc uzm mr mrs ms miss herr frau monsieur madame sr sra senor senora "
    "dipl ing mag med dent habil lic op lek mgr bs врач доктор профессор проф лікар δρ "
    "د ا دكتور دكتورة الدكتور الدكتورة طبيب طبيبة الطبيب الطبيبة دکتر डॉ डा डॉक्टर प्रो ดร นพ พญ".split()
)


_SHORTEST = 6  # letters from which on names that differ in one letter are similar: shorter ones are often of different people
_DIGITS_FOR_LETTERS = str.maketrans("013457", "oleast")
Words = tuple[str, ...]


class Likeness(StrEnum):
    """How much two names are alike: the ``same`` or looking the same, ``similar`` enough to ask, or ``different``."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"


def name_key(name: str) -> str:
    """Return a key for comparing names; two spellings of one name have the same key.

    The key ignores case, width, accents, punctuation, invisible characters, titles, e-mail addresses and the order of the words:
    “Dr. Núñez, José” and ``JOSE NUNEZ <jose@example.org>`` are the same person. If two people get the same key, one of them is asked to
    let somebody else sign; the opposite mistake would let a translator revise their own work, so the comparison is loose on purpose.
    """
    return " ".join(sorted(word.casefold() for word in _name_words(name))) or " ".join(name.split())


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> Likeness:
    """Tell how much the names ``one`` and ``other`` are alike.

    They are the same if their keys (`name_key`) are, or look the same when letters that look alike are one (“Аna” with a Cyrillic letter).
    They are similar if one person may well write both: without a space (“AnaPerez”), with a number (“Ana Perez 2”), with initials
    (“A. Perez”, “aperez”), with more or fewer names (“Ana M. Perez”, “Ana”), or with another letter (“Ana Peres”). Names that are
    written in two scripts, and nicknames, are not recognised.
    """
    if name_key(one) == name_key(other):
        return Likeness.SAME
    forms = tuple(zip(_forms(one), _forms(other), strict=True))
    if any(sorted(first) == sorted(second) for first, second in forms):
        return Likeness.SAME
    return Likeness.SIMILAR if any(_are_similar(first, second) for first, second in forms) else Likeness.DIFFERENT


def _name_words(name: str) -> Words:
    """Return the words of ``name`` without titles, accents and punctuation, in their case; all of them if only titles are left."""
    bare = _REMARK.sub(" ", name)
    words = _plain_words(_TITLES_AT_EDGES.sub(" ", _DEGREES.sub(" ", unicodedata.normalize("NFC", bare))))
    return tuple(word for word in words if word.casefold() not in _TITLES) or tuple(words or _plain_words(bare))


def _plain_words(text: str) -> list[str]:
    """Return the words of ``text`` without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", strip_ignorable(unicodedata.normalize("NFKD", text)))
    return "".join(_plain_character(each) for each in letters if not unicodedata.combining(each)).split()


def _plain_character(character: str) -> str:
    """Return nothing for an invisible format character, a space for punctuation and controls, else ``character`` itself."""
    category = unicodedata.category(character)
    return "" if category in ("Cf", "Me") else " " if category[0] in "PSZC" else character


def _forms(name: str) -> tuple[Words, Words, Words]:
    """Return the words of ``name`` in lower case, and their skeletons before and after they were put into lower case.

    Both are needed: the Greek letter of “Ηelen” looks like H only as a capital, the Cyrillic letters of “роре” only as small ones.
    """
    words = _name_words(name)
    small = tuple(word.casefold() for word in words)
    return small, tuple(skeleton(word).casefold() for word in words), tuple(skeleton(word) for word in small)


def _are_similar(one: Words, other: Words) -> bool:
    """Tell whether one person may well write both names, given as words in lower case."""
    if _as_letters(one) == _as_letters(other):
        return True
    first, second = _without_digits(one), _without_digits(other)
    few, many = sorted((first, second), key=len)
    return (
        sorted("".join(first)) == sorted("".join(second))
        or _is_part(few, many)
        or any(few == (login,) for login in _login_names(many))
        or _differ_in_one_letter(first, second)
    )


def _as_letters(words: Words) -> list[str]:
    """Return the words, sorted, with digits as the letters that they stand for in “P3rez”."""
    return sorted(word.translate(_DIGITS_FOR_LETTERS) if any(map(str.isalpha, word)) else word for word in words)


def _without_digits(words: Words) -> Words:
    bare = ("".join(letter for letter in word if not letter.isdigit()) for word in words)
    return tuple(word for word in bare if word) or words


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """Tell whether each word of ``few`` is one of ``many``, or its initial, or the other way round; each word counts once."""
    rest = list(many)
    left = []
    for word in few:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    for word in left:
        partner = next((each for each in rest if 1 in (len(word), len(each)) and word[0] == each[0]), None)
        if partner is None:
            return False
        rest.remove(partner)
    return True


def _login_names(words: Words) -> Iterator[str]:
    """Yield what people make of their names on computers: “ap”, “aperez”, “anap”."""
    yield "".join(word[0] for word in words)
    for one in words:
        for other in words:
            if one is not other:
                yield from (one[0] + other, one + other[0], one[0] + other[0])


def _differ_in_one_letter(one: Words, other: Words) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    first, second = (" ".join(sorted(words)) for words in (one, other))
    return min(len(first), len(second)) >= _SHORTEST and DamerauLevenshtein.distance(first, second, score_cutoff=1) <= 1

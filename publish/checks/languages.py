"""Words that a change of meaning would lose: negations, warnings, spelled-out numbers, units. One file per language in words/.

A word is written as it begins or stands: ``seri*`` matches every word that begins so, ``*less`` every word
that ends so, ``no`` only the word itself; ``“…”`` holds a phrase together. In scripts without spaces between
words a pattern matches anywhere. A language that has no file is checked for everything but these words.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

SPACELESS = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
_MARK = (  # letters, and the marks that Python does not take for such: of Latin, of Arabic, of the scripts of India
    "\\w\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56"
)
_VARIANTS = str.maketrans({"ی": "[یيى]", "ک": "[کك]", "ہ": "[ہهھ]"})  # one letter, as keyboards for Arabic, Persian and Urdu type it
_PHRASES = re.compile(r"“([^”]+)”|(\S+)")
_CODE = re.compile(r"[a-z]{2,3}")
# The vowel points of Hebrew, and the marks by which it is chanted.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")


@dataclass(frozen=True, slots=True)
class Source:
    """What a text that is translated says beyond doubt: whole words of one meaning, so that nothing is asked for in vain.

    ``repeats`` are negations that only strengthen one before them in their sentence (“no … ningún”); with a word of
    ``only`` a sentence denies nothing (“لا … إلا”). ``numbers`` are the words that mean a number and nothing else: “two”, not “pair”.
    """

    negations: str = ""
    repeats: str = ""
    only: str = ""
    idioms: str = ""
    warnings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    opposites: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language. All but ``source`` is whatever a translation may say, as widely as may be.

    ``warnings`` holds words by what they warn of, the same names in every language and in its `Source`; ``numbers`` the words for
    a number by its figures; ``units`` the words after a figure by unit, ``before`` those that stand before it.
    ``denials`` are words that may stand for a negation, or for something else (“only”, “un…”); ``idioms`` those
    whose negation denies nothing (“whether or not”). ``opposites`` holds words that say “at least”, “before”, “left” and their
    like, by names that turned.py pairs; behind a bar those that may say it, or something else.
    """

    negations: str = ""
    denials: str = ""
    idioms: str = ""
    warnings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    opposites: dict[str, str] = field(default_factory=dict)
    source: Source = Source()


UNKNOWN = Language()


def language_of(locale: str) -> Language:
    """Return what is known of the language of ``locale``; an empty `Language` where nothing is."""
    return _language(code_of(locale))


@lru_cache(maxsize=1024)
def code_of(locale: str) -> str:
    """Return the language of ``locale``: pt of pt_BR and of pt-BR."""
    return re.split("[_@.-]", locale, maxsplit=1)[0].lower()


@cache
def _language(name: str) -> Language:
    file = files(__package__) / "words" / f"{name}.toml"
    if not _CODE.fullmatch(name) or not file.is_file():
        return UNKNOWN
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Language(**table | {"source": Source(**table.get("source", {}))})


@lru_cache(maxsize=4096)
def pattern(words: str, spaceless: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds any of ``words`` (see the top of this file)."""
    found = sorted(phrases(words), key=len, reverse=True)
    # Looked behind once for all words that begin one: to try each of them at each letter is what takes the time.
    loose = [word for word in found if spaceless or word.startswith("*")]
    whole = [word for word in found if word not in loose]
    groups = [before + _any(words, spaceless) for words, before in ((whole, f"(?<![{_MARK}])"), (loose, "")) if words]
    return re.compile("|".join(groups) or r"(?!)", re.IGNORECASE)


def normalized(text: str) -> str:
    """Return ``text`` with each letter and its marks written in one way (Unicode NFC), and without the points of Hebrew.

    ệ and ড় may be typed in two ways; לֹא is לא.
    """
    return text if text.isascii() else _POINTS.sub("", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=256)
def exceptions(idioms: str, words: str, spaceless: bool = False) -> re.Pattern[str]:
    """Return a pattern for those of ``words`` that begin as one of ``idioms`` does and go on: “nejsou” is no “nej*”."""
    begun = [idiom.strip("*") for idiom in phrases(idioms)]
    longer = [word for word in phrases(words) if any(word != idiom and word.startswith(idiom) for idiom in begun)]
    return pattern(" ".join(f"“{word}”" for word in longer), spaceless)


def phrases(words: str) -> list[str]:
    """Return the words and phrases that ``words`` lists."""
    return [phrase or word for phrase, word in _PHRASES.findall(normalized(words))]


def _any(words: list[str], spaceless: bool) -> str:
    """Return a pattern for any of ``words``; in a ``spaceless`` text a word may end anywhere, else where it has no star."""
    ends = ("" if spaceless or word.endswith("*") else f"(?![{_MARK}])" for word in words)
    return f"(?:{'|'.join(re.escape(word.strip('*')).translate(_VARIANTS) + end for word, end in zip(words, ends, strict=True))})"


def is_spaceless(locale: str) -> bool:
    """Tell whether words are found anywhere in the text of ``locale``, since nothing, or no fixed thing, parts them."""
    return code_of(locale) in SPACELESS

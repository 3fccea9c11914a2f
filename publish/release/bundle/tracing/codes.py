"""Find the edition code that a person typed from a sheet: whatever the case, the dashes and the letters that look alike."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from publish.edition.values.edition_code import LETTERS

_LOOK_ALIKES = str.maketrans("OIL", "011")  # letters that no code has, for the digits that they are taken for
_SEPARATORS = re.compile(r"[\W_]+")
_CODE = re.compile(rf"[\w.+~-]{{1,60}}-[A-Za-z]{{2,8}}(?:-\w{{2,8}}){{0,4}}-[0-9A-Z]{{{LETTERS}}}\b")  # bounded: the text is untrusted
MOST_SUGGESTED = 5
MOST_CHARACTERS = 400
"""Of what a person typed, or a QR code says, so much is searched."""


def find_codes(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the ``known`` codes that ``text`` means: a whole code with other words around it, or its five letters alone.

    >>> find_codes("code: 2026.1 ES 92wn3.", ["2026.1-es-92WN3", "2026.1-fr-92WN3"])
    ('2026.1-es-92WN3',)
    >>> find_codes("92W N3", ["2026.1-es-92WN3"])
    ('2026.1-es-92WN3',)
    """
    words, codes = _words(text), tuple(dict.fromkeys(known))
    runs = set(_runs(words))
    whole = tuple(code for code in codes if _typed_form(code) in runs)
    if whole:
        return whole
    return tuple(code for code in codes if _means_letters(words, code))


def similar_codes(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the ``known`` codes that ``text`` may mean: the same five letters with another edition or language, or one letter away."""
    words = _words(text)
    runs = [run for run in _runs(words) if len(run) >= LETTERS - 1]
    near = ((min(map(_distance_to(code), runs), default=2), code) for code in dict.fromkeys(known))
    return tuple(code for distance, code in sorted(near) if distance <= 1)[:MOST_SUGGESTED]


def named_locales(text: str, locales: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``locales`` whose language tag is among the words of ``text``.

    >>> named_locales("2026.1 zh-Hans 92WN3", ["es", "zh_Hans", "zh"])
    ('zh_Hans', 'zh')
    """
    runs = f" {' '.join(_words(text))} "
    return tuple(locale for locale in locales if f" {' '.join(_words(locale))} " in runs)


def codes_in(text: str) -> tuple[str, ...]:
    """Return what has the form of an edition code in ``text``, such as the text of a PDF."""
    return tuple(dict.fromkeys(_CODE.findall(text)))


def _words(text: str) -> list[str]:
    """Return the words of ``text`` in capital letters and the digits of ASCII."""
    digits = "".join(str(unicodedata.digit(each, each)) for each in unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]))
    visible = "".join(each for each in digits if unicodedata.category(each) != "Cf")
    return [word.upper() for word in _SEPARATORS.split(visible) if word]


def _plain(text: str) -> str:
    return text.translate(_LOOK_ALIKES)


def _typed_form(code: str) -> str:
    return _plain("".join(_words(code)))


def _runs(words: list[str]) -> Iterator[str]:
    """Yield the words that stand side by side, joined: a code may be written with spaces anywhere."""
    for start in range(len(words)):
        run = ""
        for word in words[start : start + 12]:
            run += _plain(word)
            yield run


def _means_letters(words: list[str], code: str) -> bool:
    """Tell whether ``words`` have the five letters of ``code``, and name no other edition or language before them."""
    letters, parts = _plain(code[-LETTERS:]), set(map(_plain, _words(code)))
    for start in range(len(words)):
        for end in range(start + 1, min(start + LETTERS, len(words)) + 1):  # each word has a letter
            if _plain("".join(words[start:end])) == letters:
                before = words[max(0, start - 3) : start]  # with a number among them, they name an edition, and perhaps a language
                return set(map(_plain, before)) <= parts or not any(any(map(str.isdigit, word)) for word in before)
    return False


def _distance_to(code: str) -> "_Distance":
    return _Distance(_typed_form(code), _plain(code[-LETTERS:]))


class _Distance:
    """How many letters a text is away from a code, or from its five letters: more than one counts as two."""

    def __init__(self, key: str, letters: str) -> None:
        self._forms = (key, letters)

    def __call__(self, run: str) -> int:
        return min(2, *(OSA.distance(run, form, score_cutoff=1) for form in self._forms))

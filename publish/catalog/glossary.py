"""Read the glossaries, and find their terms in texts.

The terms of the source stand in source/glossary.csv, with the columns ``term,part_of_speech,note,do_not_translate``; their
translations in locales/<locale>/glossary.csv, with the columns ``term,translation,forbidden,note``. ``|`` separates several
translations or forbidden words, and ``*`` stands for any ending.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from io import StringIO

from publish.project import Blob, Snapshot, once, problem
from publish.project.names import GLOSSARY, glossary_file

SHORT = 5  # a word of at most so many letters must match as a whole; of a longer word, the last two letters may differ


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source with its translations and forbidden translations in a locale. ``kept`` terms are not translated."""

    term: str
    kept: bool = False
    translations: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Glossary:
    """The terms of one locale. Compared by identity, which makes it a fast key of caches."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def finder(self) -> re.Pattern[str] | None:
        """A pattern that finds any term of the source, the longest first, in the singular or plural."""
        words = sorted((re.escape(term.term) for term in self.terms), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])({'|'.join(words)})(?:s|es)?(?![\w-])", re.IGNORECASE) if words else None

    @cached_property
    def _finder_text(self) -> str:
        return self.finder.pattern if self.finder else ""

    @cached_property
    def _by_term(self) -> dict[str, Term]:
        return {term.term.casefold(): term for term in self.terms}

    def in_text(self, text: str) -> tuple[Term, ...]:
        """Return the terms that a text of the source contains."""
        finder = self._finder_text
        found = _find_terms(finder, text) if finder else ()
        return tuple([self._by_term[word] for word in found if word in self._by_term]) if found else ()


@lru_cache(maxsize=8192)
def _find_terms(finder: str, text: str) -> tuple[str, ...]:
    """Return each term once. Cached because every locale has the same source texts; a string is faster to hash than a pattern."""
    return tuple(dict.fromkeys(match.casefold() for match in re.findall(finder, text, re.IGNORECASE)))


@once
def glossary(snapshot: Snapshot, locale: str) -> Glossary:
    """Return the terms of ``locale``. Raises `PublishError` (``glossary-broken``) for a file without the required columns."""
    agreed = {row["term"].casefold(): row for row in _rows(snapshot.find(glossary_file(locale)), ("term", "translation"))}
    terms = []
    for row in _rows(snapshot.find(GLOSSARY), ("term",)):
        own = agreed.get(row["term"].casefold(), {})
        kept = row.get("do_not_translate", "").strip().casefold() in ("yes", "true", "1")
        terms.append(Term(row["term"], kept, _split_cell(own.get("translation", "")), _split_cell(own.get("forbidden", ""))))
    return Glossary(tuple(terms))


def contains_inflected(word: str, text: str) -> bool:
    """Tell whether ``text`` contains ``word``; the last letters of a long word may differ, because languages inflect words."""
    return ("*" not in word and word in text) or bool(_inflected(word).search(text))  # an exact match is the most common, and fast


def contains_exact(word: str, text: str) -> bool:
    """Tell whether ``text`` contains exactly ``word``, at the beginning of a word or after a prefix of Arabic."""
    before = "" if not word[:1].isascii() else r"(?<!\w)"
    return bool(re.search(before + re.escape(word), text, re.IGNORECASE))


def _rows(table: Blob | None, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV file that have a term; none without a file."""
    if table is None:
        return []
    name = table.path
    hint = f"its first line must name the columns {', '.join(columns)}"
    try:
        rows = csv.DictReader(StringIO(table.data.decode("utf-8-sig")), strict=True)
        if not set(columns) <= set(rows.fieldnames or ()):
            raise problem("glossary-broken", f"{name} lacks a column", file=name, line=1, hint=hint)
        return [{key: value or "" for key, value in row.items() if isinstance(key, str)} for row in rows if (row["term"] or "").strip()]
    except (csv.Error, UnicodeDecodeError) as error:
        raise problem("glossary-broken", f"{name} cannot be read: {error}", file=name, hint=hint) from error


def _split_cell(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def _inflected(word: str) -> re.Pattern[str]:
    return re.compile(r"\W+".join(map(_inflected_part, word.split())), re.IGNORECASE)


def _inflected_part(part: str) -> str:
    if len(part) > SHORT and part.isalpha():
        return re.escape(part[:-2]) + r"\w*"
    return re.escape(part).replace(r"\*", r"\w*")

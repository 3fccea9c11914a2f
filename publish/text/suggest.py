"""“Did you mean …?”: suggest the known names that resemble a misspelt one."""

from collections.abc import Iterable
from difflib import get_close_matches

CUTOFF = 0.6
"""Similarity (0 to 1, `difflib.SequenceMatcher.ratio`) from which a known name may have been meant."""


def similar_names(word: str, known: Iterable[str], limit: int = 1, cutoff: float = CUTOFF) -> list[str]:
    """Return at most ``limit`` of the ``known`` names that resemble ``word``, the most similar first.

    Capital letters make no difference, and a hyphen counts as an underscore.
    """
    names: dict[str, str] = {}
    for name in known:
        names.setdefault(_normalized(name), name)
    return [names[match] for match in get_close_matches(_normalized(word), names, limit, cutoff)]


def did_you_mean(word: str, known: Iterable[str], then: str = "", *, limit: int = 1, cutoff: float = CUTOFF) -> str:
    """Return the hint for a misspelt ``word``: the question, where a known name resembles it, followed by ``then``.

    >>> did_you_mean("brochur", ["brochure", "handout"], "choose from: brochure, handout")
    'did you mean “brochure”? choose from: brochure, handout'
    """
    near = " or ".join(f"“{name}”" for name in similar_names(word, known, limit, cutoff))
    return f"did you mean {near}? {then}".rstrip() if near else then


def choose_from(word: str, known: Iterable[str]) -> str:
    """Return the hint for a ``word`` that is none of ``known``: the name that may have been meant, and the whole list."""
    names = tuple(dict.fromkeys(known))
    return did_you_mean(word, names, f"choose from: {', '.join(names) or 'none exist yet'}")


def _normalized(name: str) -> str:
    return name.casefold().replace("-", "_")

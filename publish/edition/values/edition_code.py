"""Compute the edition code: five letters derived from all that a page was composed of."""

import re
from collections.abc import Iterable
from hashlib import sha256

# Crockford's base 32: no I, L, O or U, so that it can be read aloud and copied by hand.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 5
# They say which message a text comes from, and change nothing that is read.
_MESSAGE_MARKS = re.compile(r' data-message="[0-9a-f ]*"')


def edition_code(edition: str, tag: str, texts: Iterable[str], files: Iterable[tuple[str, bytes]], options: Iterable[str]) -> str:
    """Return a code like ``2026.1-ar-7K3QF`` over everything that was composed: five letters tell 33 million texts apart."""
    digest = sha256()
    words = (_MESSAGE_MARKS.sub("", text).encode() for text in (*texts, *options))
    for part in (*words, *(part for name, data in files for part in (name.encode(), data))):
        # Each part with its length, so that no two lists of parts run together to the same bytes.
        digest.update(len(part).to_bytes(8, "big") + part)
    number = int.from_bytes(digest.digest()[:8], "big")
    return f"{edition}-{tag}-" + "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))


def edition_of(code: str, tag: str) -> str:
    """Return the edition in a code whose language is ``tag``, which may have hyphens itself.

    >>> edition_of("2026.1-zh-Hans-92WN3", "zh-Hans")
    '2026.1'
    """
    return code[: -LETTERS - 1].removesuffix(f"-{tag}")

"""Slips in comments: misspelt words that the parser acts on, comments that are not closed, and comments that apply to nothing."""

import re
from collections.abc import Iterator

from publish.guide.parse.comments import read_comments
from publish.guide.parse.markdown import LONGEST
from publish.guide.slips.base import Slip, SourceText, comment_texts, slip_error, slip_warning
from publish.text.suggest import similar_names

_INSIDE = re.compile(r"<!-+(.*?)-*->", re.DOTALL)
_KEY = re.compile(r"\s*([A-Za-z][A-Za-z _-]{2,24}?)\s*[:=–-]\s*\S", re.DOTALL)
_WORD = re.compile(r"\W*([A-Za-z]{5,12})\W*")
# Word and other editors turn “--” into a dash, and people put a space after “<”.
_BROKEN = re.compile(r"<\s?!\s?[-–—]|<!-(?!-)")
_KEYS = {"translators": "translators", "translator": "translators", "translation": "translators", "context": "context"}


def unknown_comment(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A comment whose word is misspelt: it does nothing. A misspelt “critical” leaves the text without protection."""
    for comment, line in comment_texts(source):
        inside = _INSIDE.search(comment)
        if inside is None or _is_directive(comment):
            continue
        word, key = _WORD.fullmatch(inside[1]), _KEY.match(inside[1])
        if word and similar_names(word[1].lower(), ["critical"], cutoff=0.7):
            message = f"the comment “{inside[1].strip()}” does not make the text critical"
            yield slip_error("unknown-comment", line, message, "write <!-- critical -->")
        elif key and (meant := _meant_key(key[1])):
            message = f"the comment “{key[1].strip()}: …” is no comment for translators: it is ignored"
            yield slip_warning("unknown-comment", line, message, f"did you mean “{meant}:”? write <!-- {meant}: … -->")


def _is_directive(comment: str) -> bool:
    found = read_comments(comment)
    return bool(found.comments or found.msgctxt or found.critical)


def _meant_key(key: str) -> str:
    words = key.lower().replace("_", " ").replace("-", " ").split()
    near = (similar_names(word, _KEYS, cutoff=0.75) for word in words if word not in ("note", "notes"))
    return next((_KEYS[names[0]] for names in near if names), "")


def broken_comment(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A comment that is not closed, or that an editor has changed: it prints as text."""
    for text in source.texts:
        for piece in text.pieces() if len(text.content) <= LONGEST else ():
            found = _BROKEN.search(piece.text)
            if found:
                message = f"“{piece.text[found.start():][:30]}” is no comment: it prints as text"
                hint = "write <!-- and --> with two hyphens each, and close the comment before the text goes on"
                yield slip_error("comment-broken", piece.line, message, hint)
                break


def unused_comment(source: SourceText, _: frozenset[str]) -> Iterator[Slip]:
    """A comment with no block after it: it applies to nothing. A comment applies to the block that follows."""
    waiting: list[tuple[str, int]] = []
    for token in source.tokens:
        if token.type == "comment" and token.map:
            waiting += [(token.content, token.map[0] + 1)] if _is_directive(token.content) else []
            continue
        if token.nesting == -1:
            yield from (_unused(line) for _, line in waiting)
        waiting = []
    yield from (_unused(line) for _, line in waiting)


def _unused(line: int) -> Slip:
    message = "no text follows the comment, so it applies to nothing"
    return slip_warning("comment-unused", line, message, "write it on the line before the text that it is about")

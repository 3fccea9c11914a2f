"""Emphasis in scripts without spaces between words, and around facts.

CommonMark requires a space or punctuation outside ``**“stop”**``, so ``请**“停药”**后`` and ``전화**{clinic.phone}**으로`` would print their
asterisks. Scripts without spaces, and languages that add endings to the marked word, have no space there.
"""

import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import emphasis as usual

from publish.text.width import is_wide

# Thai and Lao, Burmese, Khmer: written without spaces, but not wide.
_SPACELESS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))


def emphasis(state: StateInline, silent: bool) -> bool:
    """Apply the rule of CommonMark; asterisks beside a letter of such a script, or a fact, open and close as if beside a space."""
    start, known = state.pos, len(state.delimiters)
    if not usual.tokenize(state, silent):
        return False
    if state.src[start] == "*":
        before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
        for delimiter in state.delimiters[known:]:
            delimiter.open = delimiter.open or _is_apart(before, after, "{")
            delimiter.close = delimiter.close or _is_apart(after, before, "}")
    return True


def _is_apart(outside: str, inside: str, brace: str) -> bool:
    """Tell whether asterisks between a character ``outside`` and punctuation ``inside`` mark what is inside."""
    if not inside or inside.isspace() or inside.isalnum():
        return False
    return _is_spaceless(outside) or inside == brace and outside.isalnum()


def _is_spaceless(character: str) -> bool:
    if not character or unicodedata.category(character)[0] not in "LM":
        return False
    return is_wide(character) or any(first <= ord(character) <= last for first, last in _SPACELESS)

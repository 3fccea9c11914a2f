"""Read the declarations of a style sheet, whatever they apply to, and whenever."""

from collections.abc import Iterator
from dataclasses import dataclass

import tinycss2

# Rules that hold others; what is in them applies under a condition.
GROUPS = frozenset({"media", "supports", "container"})
LAYERS = frozenset({"layer"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property and its value as they are written; an at-rule has its name with ``@`` in place of a property.

    ``conditional`` tells that it applies only to some screens.
    """

    name: str
    value: str
    conditional: bool = False


def read_declarations(css: str) -> Iterator[Declaration]:
    """Yield every declaration of the style sheet ``css``, and every at-rule that is no group of others."""
    yield from _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), False)


def read_attribute(css: str) -> Iterator[Declaration]:
    """Yield every declaration of a ``style`` attribute."""
    yield from _block(tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True), False)


def _rules(rules: list[object], conditional: bool) -> Iterator[Declaration]:
    for rule in rules:
        kind = getattr(rule, "type", "")
        name = getattr(rule, "lower_at_keyword", "")
        content = getattr(rule, "content", None)
        if kind == "at-rule" and name in GROUPS | LAYERS:
            inner = tinycss2.parse_rule_list(content or [], skip_comments=True, skip_whitespace=True)
            yield from _rules(inner, conditional or name in GROUPS)
        elif kind == "at-rule":
            yield Declaration(f"@{name}", "", conditional)
        elif kind == "qualified-rule":
            yield from _block(tinycss2.parse_blocks_contents(content or [], skip_comments=True, skip_whitespace=True), conditional)


def _block(parts: list[object], conditional: bool) -> Iterator[Declaration]:
    for part in parts:
        if getattr(part, "type", "") == "declaration":
            value = tinycss2.serialize(part.value).strip()  # type: ignore[attr-defined]
            yield Declaration(part.lower_name, value, conditional)  # type: ignore[attr-defined]
        else:
            yield from _rules([part], conditional)

"""Read the declarations of a style sheet, whatever they apply to, and whenever."""

from collections.abc import Iterator
from dataclasses import dataclass

import tinycss2

# Rules that hold others; what is in them applies under a condition, or yields to what is in no layer.
GROUPS = frozenset({"media", "supports", "container", "layer"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property and its value as they are written; an at-rule has its name with ``@`` in place of a property.

    ``conditional`` tells that it applies only to some screens, or in a layer; ``selector`` is that of its rule, those around it first.
    """

    name: str
    value: str
    conditional: bool = False
    selector: str = ""
    important: bool = False


def read_declarations(css: str) -> Iterator[Declaration]:
    """Yield every declaration of the style sheet ``css``, and every at-rule that is no group of others."""
    yield from _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), False, "")


def read_attribute(css: str) -> Iterator[Declaration]:
    """Yield every declaration of a ``style`` attribute."""
    yield from _block(tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True), False, "")


def _rules(rules: list[object], conditional: bool, selector: str) -> Iterator[Declaration]:
    for rule in rules:
        kind = getattr(rule, "type", "")
        name = getattr(rule, "lower_at_keyword", "")
        content = getattr(rule, "content", None)
        if kind == "at-rule" and name in GROUPS and selector:  # nested in a rule, it may hold declarations
            yield from _block(tinycss2.parse_blocks_contents(content or [], skip_comments=True, skip_whitespace=True), True, selector)
        elif kind == "at-rule" and name in GROUPS:
            inner = tinycss2.parse_rule_list(content or [], skip_comments=True, skip_whitespace=True)
            yield from _rules(inner, conditional or not _is_for_dark(rule), selector)
        elif kind == "at-rule":
            yield Declaration(f"@{name}", "", conditional, selector)
        elif kind == "qualified-rule":
            own = f"{selector} {tinycss2.serialize(rule.prelude)}".strip()  # type: ignore[attr-defined]
            parts = tinycss2.parse_blocks_contents(content or [], skip_comments=True, skip_whitespace=True)
            yield from _block(parts, conditional, own)


def _is_for_dark(rule: object) -> bool:
    """Tell whether ``rule`` applies to all screens that prefer dark colours: these are judged as well."""
    prelude = tinycss2.serialize(rule.prelude).lower()  # type: ignore[attr-defined]
    return "".join(prelude.split()) == "(prefers-color-scheme:dark)"


def _block(parts: list[object], conditional: bool, selector: str) -> Iterator[Declaration]:
    for part in parts:
        if getattr(part, "type", "") == "declaration":
            value = tinycss2.serialize(part.value).strip()  # type: ignore[attr-defined]
            yield Declaration(part.lower_name, value, conditional, selector, part.important)  # type: ignore[attr-defined]
        else:
            yield from _rules([part], conditional, selector)

"""Computed styles that are kept from one layout to the next, and that are worked out quickly where they are not.

Most layouts change the type size, and with it nearly all styles. Those that follow at the same size change the styles of a few elements;
a computed style, which WeasyPrint works out property by property, then stays for all others.
"""

from math import inf
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.css
from tinycss2 import serialize
from weasyprint.css import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, ComputedStyle, StyleFor, declaration_precedence
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS

# Pseudo-elements for which WeasyPrint's own style sheet has rules that match any element, and that few elements have.
LATE = frozenset({"footnote-call", "footnote-marker", "marker", "note-call", "note-callback", "note-marker"})
# Properties of an element that no other style depends on, unless it says “inherit”.
_OWN = frozenset({"break_before", "height", "margin_block_start"})
# Properties that have rules of their own, beside those of inheritance.
_SPECIAL = frozenset({"display", "float", "page", "position"})
_DECORATION = "text_decoration_"
_compute = ComputedStyle.__missing__


class KeptStyles(StyleFor):  # type: ignore[misc]
    """The computed styles of a page, some of them those of the layout before (``kept_styles`` of the page).

    Those of pseudo-elements that few elements have are made when they are asked for.
    """

    def __init__(self, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any) -> None:
        self._kept = getattr(html, "kept_styles", {})
        self._late: dict[Any, Any] = {}
        self._page = {"root": html.etree_element, "base_url": html.base_url, "target_collector": target_collector}
        self._is_begun = False
        super().__init__(html, sheets, presentational_hints, font_config, target_collector)
        self._is_begun = True
        self._rules = [rule for sheet, _, _ in sheets for rule in getattr(sheet, "late_rules", ())]

    def __call__(self, element: Any, pseudo_type: Any = None) -> Any:
        """Return the computed style of an element or a pseudo-element, None where there is none."""
        key = element, pseudo_type
        if pseudo_type in LATE and key not in self._computed_styles and (element, None) in self._computed_styles:
            self._cascaded_styles[key] = self._late.get(key, {})
            for specificity, _, kind, (declarations, _) in self._rules:
                if kind == pseudo_type:
                    _declare(self._cascaded_styles[key], declarations, specificity)
            if self._cascaded_styles[key]:
                self.set_computed_styles(element, element, pseudo_type=pseudo_type, **self._page)
            del self._cascaded_styles[key]
        return super().__call__(element, pseudo_type)

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, base_url: Any = None, target_collector: Any = None
    ) -> None:
        """Set the computed style of an element, as WeasyPrint does: the one that is kept, where parent and declarations are the same."""
        key, computed = (element, pseudo_type), self._computed_styles
        cascaded = self._cascaded_styles.get(key, {})
        if pseudo_type in LATE and not self._is_begun and "anchor" not in cascaded:
            self._late[key] = cascaded
            return
        kept = self._kept.get(key) if isinstance(element, Element) else None
        others = None if kept is None or not _has_parent(kept, computed, parent, root) else _other_names(kept.cascaded, cascaded)
        if kept is not None and others == set():
            computed[key] = kept
            if target_collector and kept["anchor"]:
                target_collector.collect_anchor(kept["anchor"])
            return
        super().set_computed_styles(element, parent, root, pseudo_type, base_url, target_collector)
        if others is not None and others <= _OWN and parent is not None:
            computed[key].stands_for = kept


def _declare(cascaded: Any, declarations: Any, specificity: Any) -> None:
    """Add the ``declarations`` of WeasyPrint's own style sheet to those that other style sheets made before."""
    for name, values, important in declarations:
        weight = declaration_precedence("user agent", important), inf, specificity
        if name not in cascaded or cascaded[name][1] < weight:
            cascaded[name] = values, weight


def keep_styles() -> None:
    """Let WeasyPrint look for the styles that a page has kept; calling it again changes nothing."""
    weasyprint.css.StyleFor = KeptStyles
    ComputedStyle.__missing__ = compute


def compute(style: Any, name: str) -> Any:
    """Return a property of ``style`` as WeasyPrint computes it; what is inherited or initial takes the short way."""
    if name in style.cascaded or name in _SPECIAL or name.startswith((_DECORATION, "__")) or _is_declared_logically(style, name):
        return _compute(style, name)
    if name in INHERITED:
        if style.parent_style is None or not isinstance(value := style.parent_style[name], (str, int, float)):
            return _compute(style, name)
    elif name in INITIAL_NOT_COMPUTED:
        return _compute(style, name)
    else:
        value = INITIAL_VALUES[name]
    style[name] = value
    return value


def _is_declared_logically(style: Any, name: str) -> bool:
    """Tell whether ``style`` declares the logical property (``margin-block-start``) that stands for a physical one."""
    logical = PHYSICAL_FUNCTIONS.get(name)
    if logical is None:
        return False
    key = name, style["direction"]
    if key not in _LOGICAL:
        _LOGICAL[key] = logical(block="ttb", inline=key[1])
    return _LOGICAL[key] in style.cascaded


_LOGICAL: dict[tuple[str, str], str] = {}


def _has_parent(kept: Any, computed: Any, parent: Any, root: Any) -> bool:
    """Tell whether a kept style has the parent and the root that it would have if it were made anew.

    A parent that stands for the one before differs from it in nothing that others inherit, and takes its place.
    """
    if parent is None:
        return kept.parent_style is None
    style = computed[parent, None]
    if kept.root_style is not computed[root, None]:
        return False
    if kept.parent_style is not style:
        if getattr(style, "stands_for", None) is not kept.parent_style or _asks_for_inheritance(kept.cascaded):
            return False
        kept.parent_style = style
    return True


def _asks_for_inheritance(cascaded: Any) -> bool:
    """Tell whether a style takes from its parent what is not inherited: ``margin-top: inherit``."""
    return any(declared[0] == "inherit" and name not in INHERITED for name, declared in cascaded.items())


def _other_names(before: Any, cascaded: Any) -> set[str]:
    """Return the names of the properties whose declarations differ; the tokens of a variable are new objects in each layout."""
    if before == cascaded:
        return set()
    names: set[str] = before.keys() ^ cascaded.keys()
    return names | {name for name in before.keys() & cascaded.keys() if not _is_same(name, before[name], cascaded[name])}


def _is_same(name: str, before: Any, declared: Any) -> bool:
    if before == declared:
        return True
    return name.startswith("__") and before[1] == declared[1] and bool(serialize(before[0]) == serialize(declared[0]))

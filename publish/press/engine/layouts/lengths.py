"""Lengths of boxes and their place in the flow, which are worked out once for each style that does not depend on what is around."""

import sys
from typing import Any

from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import percent

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
_resolve_percentages, _is_in_normal_flow = percent.resolve_percentages, Box.is_in_normal_flow


def keep_lengths() -> None:
    """Let WeasyPrint keep lengths and places by style; calling it again changes nothing."""
    Box.is_in_normal_flow = is_in_normal_flow
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.layout") and getattr(module, "resolve_percentages", None) is _resolve_percentages:
            module.resolve_percentages = resolve_percentages  # type: ignore[attr-defined]


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the lengths of a box as WeasyPrint does; those of a style without percentages are worked out once."""
    style = box.style
    try:
        lengths = style.used_lengths
    except AttributeError:
        lengths = None
        if _is_fixed(style) and not isinstance(box, PageBox):
            _resolve_percentages(box, containing_block)
            style.used_lengths = {name: getattr(box, name) for name in (*_LENGTHS, *_BORDERS)}
            return
        style.used_lengths = None
    if lengths is None:
        _resolve_percentages(box, containing_block)
    else:
        box.__dict__.update(lengths)


def is_in_normal_flow(box: Any) -> bool:
    """Tell whether ``box`` is in normal flow, which its style alone decides."""
    style = box.style
    key = style["float"], style["position"]
    try:
        return _FLOWS[key]
    except KeyError:
        found = _FLOWS[key] = bool(_is_in_normal_flow(box))
        return found


_FLOWS: dict[Any, bool] = {}


def _is_fixed(style: Any) -> bool:
    """Tell whether no length of ``style`` depends on what is around its box: each is in pixels or “auto”."""
    if style["border_collapse"] == "collapse":
        return False  # the borders of cells are those that won against their neighbours
    return all(value == "auto" or getattr(value, "unit", None) == "px" for value in map(style.__getitem__, _LENGTHS))

"""Computed styles that are kept from one layout to the next, where nothing that decides them has changed.

Most layouts change the type size, and with it nearly all styles. Those that follow at the same size change the styles of a few elements;
a computed style, which WeasyPrint works out property by property, then stays for all others.
"""

from typing import Any

import weasyprint.css
from weasyprint.css import StyleFor


class KeptStyles(StyleFor):  # type: ignore[misc]
    """The computed styles of a page, some of them those of the layout before (``kept_styles`` of the page)."""

    def __init__(self, html: Any, *rest: Any) -> None:
        self._kept = getattr(html, "kept_styles", {})
        super().__init__(html, *rest)
        self._kept = {}

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, base_url: Any = None, target_collector: Any = None
    ) -> None:
        """Set the computed style of an element, as WeasyPrint does: the one that is kept, where parent and declarations are the same."""
        key = element, pseudo_type
        kept = self._kept.get(key)
        computed = self.get_computed_styles()
        if kept is None or kept.cascaded != self.get_cascaded_styles().get(key, {}) or not _has_parent(kept, computed, element, parent, root):
            super().set_computed_styles(element, parent, root, pseudo_type, base_url, target_collector)
            return
        computed[key] = kept
        if target_collector and kept["anchor"]:
            target_collector.collect_anchor(kept["anchor"])


def keep_styles() -> None:
    """Let WeasyPrint look for the styles that a page has kept; calling it again changes nothing."""
    weasyprint.css.StyleFor = KeptStyles


def _has_parent(kept: Any, computed: Any, element: Any, parent: Any, root: Any) -> bool:
    """Tell whether a kept style has the parent and the root that it would have if it were made anew."""
    if parent is None:
        return kept.parent_style is None
    return kept.parent_style is computed[parent, None] and kept.root_style is computed[root, None]

"""Style sheets that remember which of their rules match which element, from one layout of a page to the next.

Between two layouts sizes change, and a few styles of elements; what selectors match changes only with the elements and their attributes.
"""

import re
from collections.abc import Sequence
from typing import Any

# Selectors that ask for the attribute ``style``, or may do so by an escape: ``[style*=left]``, ``[st\\79le]``.
_ON_STYLES = re.compile(r"\[[^\]]*(?:style|\\)", re.IGNORECASE)
# Selectors that ask for what is in an element, or may do so by an escape.
_ON_CONTENT = re.compile(r":(?:has|empty|[^\s{};]*\\)", re.IGNORECASE)
# Elements about whose content WeasyPrint's own style sheet asks.
_FORMS = frozenset({"select", "textarea"})


class KeptMatches:
    """The rules that match each element of a tree, for every style sheet; forgotten where the tree has changed.

    ``texts`` are the style sheets: where none has a selector that asks for it, the attribute ``style`` may change. Unless one asks for
    what is in an element, it is enough to know that neither an element and its siblings have changed, nor those of the elements around.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._ignored = () if any(map(_ON_STYLES.search, texts)) else ("style",)
        self._asks_for_content = any(map(_ON_CONTENT.search, texts))
        self._found: dict[Any, dict[int, list[Any]]] = {}
        self._children: dict[Any, Any] = {}
        self._sheets: dict[int, KeptSheet] = {}

    def refresh(self, root: Any) -> None:
        """Forget the matches of each element that has changed, or that stands in or beside one that has."""
        children = {None: (self._shape(root),), **{element: tuple(map(self._shape, element)) for element in root.iter()}}
        if children == self._children:
            return
        if self._asks_for_content or not _FORMS.isdisjoint(element.tag for element in root.iter()):
            self._found.clear()
        for parent, shapes in children.items():
            if shapes != self._children.get(parent):
                for element in root.iter() if parent is None else parent.iter():
                    self._found.pop(element, None)
        self._children = children

    def _shape(self, element: Any) -> Any:
        return element, element.tag, *(item for item in element.items() if item[0] not in self._ignored)

    def sheet(self, sheet: Any, late: frozenset[str] = frozenset()) -> "KeptSheet":
        """Return ``sheet`` with its matches kept; its rules for the pseudo-elements ``late``, which match any element, are left out."""
        return self._sheets.setdefault(id(sheet), KeptSheet(sheet, self._found, late))


class KeptSheet:
    """A style sheet of WeasyPrint's whose ``matcher`` is this object: it looks each element up before it tries the selectors.

    ``late_rules`` are the rules that it leaves out, as WeasyPrint's matcher gives them.
    """

    def __init__(self, sheet: Any, found: dict[Any, dict[int, list[Any]]], late: frozenset[str]) -> None:
        self.page_rules = sheet.page_rules
        self.layers = sheet.layers
        self.matcher = self
        self.late_rules: list[Any] = []
        self._sheet = sheet
        self._found = found
        self._late = late

    def match(self, element: Any) -> list[Any]:
        """Return the rules that match ``element``, as WeasyPrint's matcher does."""
        kept = self._found.setdefault(element.etree_element, {})
        rules = kept.get(id(self._sheet))
        if rules is None:
            rules = list(self._sheet.matcher.match(element))
            if self._late:
                self.late_rules = self.late_rules or [rule for rule in rules if rule[2] in self._late]
                rules = [rule for rule in rules if rule[2] not in self._late]
            kept[id(self._sheet)] = rules
        return rules

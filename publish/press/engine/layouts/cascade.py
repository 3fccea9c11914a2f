"""Style sheets that remember which of their rules match which element, from one layout of a page to the next.

Between two layouts sizes change, and a few styles of elements; what selectors match changes only with the elements and their attributes.
"""

import re
from collections.abc import Iterable
from typing import Any

Shape = tuple[Any, ...]

# A selector that asks for the attribute ``style``, or may do so by an escape: ``[style*=left]``, ``[st\\79le]``.
_ON_STYLES = re.compile(r"\[[^\]]*(?:style|\\)", re.IGNORECASE)


class KeptMatches:
    """The rules that match each element of a tree, for every style sheet; forgotten where the tree has changed.

    ``texts`` are the style sheets: where none has a selector that asks for it, the attribute ``style`` may change.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._ignored = () if any(map(_ON_STYLES.search, texts)) else ("style",)
        self._found: dict[tuple[int, Any], list[Any]] = {}
        self._shape: Shape = ()
        self._sheets: dict[int, KeptSheet] = {}

    def refresh(self, root: Any) -> None:
        """Forget all matches if the tree at ``root`` is not what it was: other elements, in another order, or with other attributes."""
        shape = tuple((element, len(element), element.tag, *self._attributes(element)) for element in root.iter())
        if shape != self._shape:
            self._found.clear()
            self._shape = shape

    def sheet(self, sheet: Any, late: frozenset[str] = frozenset()) -> "KeptSheet":
        """Return ``sheet`` with its matches kept; its rules for the pseudo-elements ``late``, which match any element, are left out."""
        return self._sheets.setdefault(id(sheet), KeptSheet(sheet, self._found, late))

    def _attributes(self, element: Any) -> list[tuple[str, str]]:
        return [item for item in element.items() if item[0] not in self._ignored]


class KeptSheet:
    """A style sheet of WeasyPrint's whose ``matcher`` is this object: it looks each element up before it tries the selectors.

    ``late_rules`` are the rules that it leaves out, as WeasyPrint's matcher gives them.
    """

    def __init__(self, sheet: Any, found: dict[tuple[int, Any], list[Any]], late: frozenset[str]) -> None:
        self.page_rules = sheet.page_rules
        self.layers = sheet.layers
        self.matcher = self
        self.late_rules: list[Any] = []
        self._sheet = sheet
        self._found = found
        self._late = late

    def match(self, element: Any) -> list[Any]:
        """Return the rules that match ``element``, as WeasyPrint's matcher does."""
        key = id(self._sheet), element.etree_element
        if key not in self._found:
            rules = list(self._sheet.matcher.match(element))
            if self._late:
                self.late_rules = self.late_rules or [rule for rule in rules if rule[2] in self._late]
                rules = [rule for rule in rules if rule[2] not in self._late]
            self._found[key] = rules
        return self._found[key]

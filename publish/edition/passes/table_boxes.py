"""Prepare the tables of a web page for narrow screens: boxes that scroll, and rows one below the other on a phone.

A box scrolls by touch and by keyboard (WCAG 2.1.1). On a phone the style sheet prints a table with three columns or more row by row, each
cell after the head of its column, which is in its attribute ``data-label``. Screen readers read that too, because some browsers forget
which head a cell has where a table is not laid out as one.
"""

from collections import Counter
from collections.abc import Callable

from lxml import etree

from publish.edition.passes.tree import Element, text_of_element

LABEL, BY_ROW = "data-label", "by-row"
FEWEST_COLUMNS = 3


def box_tables(root: Element, title: str, label: Callable[[str], str] = str) -> None:
    """Put each table in ``root`` into a box that scrolls, and name each cell after its column.

    A box is named after the heads of the table, or after the page (``title``, plain text); no two have the same name. ``label`` is how
    the language writes the name of a column before what it names.
    """
    for element in root.iter():
        element.attrib.pop(LABEL, None)
    names: Counter[str] = Counter()
    for table in list(root.iter("table")):
        heads = [text_of_element(head).strip() for head in table.iter("th")]
        name = ", ".join(filter(None, heads)) or title
        names[name] += 1
        if len(heads) >= FEWEST_COLUMNS and all(heads):
            _name_cells(table, [label(head) for head in heads])
        _box(table, name + (f" ({names[name]})" if names[name] > 1 else ""))


def _name_cells(table: Element, labels: list[str]) -> None:
    table.set("class", f"{BY_ROW} {table.get('class', '')}".strip())
    for row in table.iter("tr"):
        for cell, label in zip(row.findall("td"), labels, strict=False):
            cell.set(LABEL, label)


def _box(table: Element, name: str) -> None:
    box = etree.Element("div", {"class": "scrolled", "role": "region", "tabindex": "0", "aria-label": name})
    parent, tail = table.getparent(), table.tail
    table.tail = None
    parent.replace(table, box)
    box.append(table)
    box.text = table.tail = "\n"
    box.tail = tail

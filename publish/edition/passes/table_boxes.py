"""Put the tables of a web page into boxes that scroll sideways, by touch and by keyboard (WCAG 2.1.1)."""

from collections import Counter

from lxml import etree

from publish.edition.passes.tree import Element, text_of_element


def box_tables(root: Element, title: str) -> None:
    """Put each table in ``root`` into a box that scrolls.

    A box is named after the heads of the table, or after the page (``title``, plain text); no two have the same name.
    """
    names: Counter[str] = Counter()
    for table in list(root.iter("table")):
        heads = (text_of_element(head).strip() for head in table.iter("th"))
        name = ", ".join(filter(None, heads)) or title
        names[name] += 1
        _box(table, name + (f" ({names[name]})" if names[name] > 1 else ""))


def _box(table: Element, name: str) -> None:
    box = etree.Element("div", {"class": "scrolled", "role": "region", "tabindex": "0", "aria-label": name})
    parent, tail = table.getparent(), table.tail
    table.tail = None
    parent.replace(table, box)
    box.append(table)
    box.text = table.tail = "\n"
    box.tail = tail

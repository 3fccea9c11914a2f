"""Print the source beside its translation: ids, and marks that prove that a critical text is printed, belong to the translation alone."""

from publish.edition.passes.tree import Element

_MARKS = ("id", "data-critical")


def remove_marks(root: Element) -> None:
    """Remove the ids and the marks of critical texts from all elements in ``root``."""
    for element in root.iter():
        for name in _MARKS:
            element.attrib.pop(name, None)

"""Print a section without a heading as ``<div>``: a ``<section>`` is an entry of the outline and needs a name (HTML 4.3.3)."""

from publish.edition.passes.tree import Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def rename_bare_sections(root: Element) -> None:
    """Make every section in ``root`` that has no heading a ``<div>``."""
    for section in list(root.iter("section")):
        if next(section.iter(*_HEADINGS), None) is None:
            section.tag = "div"

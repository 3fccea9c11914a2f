"""Find what a reader sees of a page: a template can put text where no browser shows it and no press prints it."""

from collections.abc import Iterator

from publish.edition.passes.tree import Element

_UNSEEN = frozenset({"head", "style", "script", "template", "noscript"})


def visible_elements(root: Element) -> Iterator[Element]:
    """Yield the elements of ``root`` that are shown: none in the head or a template, none with the attribute ``hidden`` or inside one."""
    if not isinstance(root.tag, str) or root.tag in _UNSEEN or "hidden" in root.attrib:
        return
    yield root
    for child in root:
        yield from visible_elements(child)


def visible_texts(root: Element) -> Iterator[str]:
    """Yield the texts that are shown, in the order of the page."""
    if not isinstance(root.tag, str) or root.tag in _UNSEEN or "hidden" in root.attrib:
        return
    yield root.text or ""
    for child in root:
        yield from visible_texts(child)
        yield child.tail or ""

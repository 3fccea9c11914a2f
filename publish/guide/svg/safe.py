"""Read an SVG drawing, and refuse one that could do more than draw: scripts, links, styles that load something."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from publish.guide.svg.values import numbers
from publish.guide.svg.weight import check_weight
from publish.project import PublishError, problem

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DEEPEST = 100
LARGEST = 4_000_000
"""Limits against attacks: depth of nesting, and size in bytes."""

COMMENT = "comment"
"""The tag of comments in the tree."""

_ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc metadata style "
    "linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComposite "
    "feFlood feGaussianBlur feMerge feMergeNode feOffset".split()
)
_FUNCTION = re.compile(r"\b(url|src|image|image-set|cross-fade|element|expression|attr)\(\s*(.?.?)", re.IGNORECASE)
_HIDDEN = re.compile(r"^none|display\s*:\s*none", re.IGNORECASE)
_HINT = "draw with shapes and text only; save the file as plain SVG"


def read_drawing(data: bytes, name: str | None = None) -> Element:
    """Return the tree of an SVG file: tags and attributes without namespaces, without the private data of drawing programs.

    Raises `PublishError`: ``drawing-broken`` if it is not SVG, ``drawing-unsafe`` if it contains a script, an event handler, foreign
    content, a style that loads something, or a link to anything but a part of itself.
    """
    if len(data) > LARGEST:
        raise problem("drawing-broken", f"the drawing is larger than {LARGEST:,} bytes", file=name, hint="simplify its paths")
    parser = DefusedXMLParser(target=TreeBuilder(comment_factory=_comment, insert_comments=True))
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise problem("drawing-broken", f"the drawing cannot be read: {error}", file=name, hint=_HINT) from error
    if not isinstance(root, Element) or root.tag != f"{SVG}svg":
        raise problem("drawing-broken", "the file is not an SVG drawing", file=name, hint=_HINT)
    _check_depth(root, name)
    _clean(root, name)
    _remove_hidden_labels(root)
    check_weight(root, name)
    return root


def _comment(text: str | None = None) -> Element:
    element = Element(COMMENT)
    element.text = text
    return element


def _check_depth(root: Element, name: str | None) -> None:
    layer, depth = [root], 0
    while layer:
        layer = [child for element in layer for child in element]
        depth += 1
        if depth > DEEPEST:
            raise problem("drawing-broken", f"its elements are nested more than {DEEPEST} deep", file=name, hint=_HINT)


def check_boxes(root: Element, name: str | None) -> None:
    """Refuse (``drawing-broken``) a ``viewBox`` that is not four numbers, or encloses nothing: each program would draw something else."""
    for element in root.iter():
        box = element.get("viewBox")
        found = numbers(box)
        if box is not None and (len(found) != 4 or len(box.replace(",", " ").split()) != 4 or min(found[2:]) <= 0):
            message = f"viewBox=\"{box[:60]}\" of <{element.tag}> is not four numbers: left, top, width, height"
            hint = "correct it, or save the drawing again from a drawing program"
            raise problem("drawing-broken", message, file=name, hint=hint)


def _clean(element: Element, name: str | None) -> None:
    """Check ``element`` and everything in it; drop namespaces, and elements of other vocabularies (those of drawing programs)."""
    local = element.tag.removeprefix(SVG)
    if local not in _ELEMENTS:
        raise _unsafe(f"<{local}>", name)
    element.tag = local
    element.attrib = dict(_attributes(element, name))
    if local == "style":
        _join_style(element, name)
    for child in list(element):
        if child.tag.startswith(SVG):
            _clean(child, name)
        elif child.tag != COMMENT:
            remove(element, child)


def _remove_hidden_labels(root: Element) -> None:
    """Remove the labels in what is not displayed, such as a hidden layer: nobody sees them, so nobody need translate and sign them."""
    for parent in list(root.iter()):
        for child in list(parent):
            if _HIDDEN.search(f"{child.get('display', '')};{child.get('style', '')}"):
                for holder in [parent, *child.iter()] if child.tag == "text" else list(child.iter()):
                    for label in [each for each in holder if each.tag == "text" and (holder is not parent or each is child)]:
                        remove(holder, label)


def _join_style(style: Element, name: str | None) -> None:
    """Make the text of a ``<style>`` one text, as it will be read when the elements and comments in it are gone, and check it."""
    if any(child.tag.startswith(SVG) for child in style):
        raise _unsafe("an element in <style>", name)
    for child in list(style):
        remove(style, child)
    _check_style(style.text or "", "<style>", name)


def _attributes(element: Element, name: str | None) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        local = key.removeprefix(XLINK)
        if local.rpartition("}")[2].lower().startswith("on"):
            raise _unsafe(f"the attribute {local}", name)
        if local == "href" and not value.strip().startswith("#"):
            raise _unsafe(f"a link to “{value[:60]}”", name)
        if local != "href":
            _check_style(value, f"the attribute {local}", name)
        if "{" not in local or local in (f"{XML}lang", f"{XML}space"):  # not xml:base, which turns “#part” into an address
            yield local, value


def _check_style(text: str, place: str, name: str | None) -> None:
    """Refuse CSS that loads something, and escapes, which can hide it."""
    functions = _FUNCTION.finditer(text) if "(" in text else ()  # paths are long, and have none
    loads = any(found[1].lower() != "url" or found[2].lstrip("\"'")[:1] != "#" for found in functions)
    if loads or "@" in text or "\\" in text or "javascript:" in text.lower():
        raise _unsafe(f"“{text.strip()[:60]}” in {place}", name)


def remove(parent: Element, child: Element) -> None:
    """Remove ``child`` but keep the text after it."""
    index = list(parent).index(child)
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def _unsafe(what: str, name: str | None) -> PublishError:
    return problem("drawing-unsafe", f"the drawing contains {what}, which is not allowed", file=name, hint=_HINT)

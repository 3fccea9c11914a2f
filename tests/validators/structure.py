"""Compare the tags of a PDF with the HTML it was printed from: what screen readers need and the validators of PDF/UA-1 do not require.

Table headers have a scope; links and their annotations refer to each other; headings, bookmarks, image descriptions and languages
are those of the HTML.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from weasyprint import HTML

from publish.press.proof.words import comparable

LEVELS = frozenset(f"h{level}" for level in range(1, 7))
HEADING = re.compile(r"/H([1-6])")


def faults(path: Path, html: str) -> list[str]:
    """Return the differences between the structure of the PDF at ``path`` and the HTML it was printed from."""
    page = HTML(string=html).etree_element
    with pikepdf.open(path) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
        return [
            *_scopes(elements),
            *_links(pdf, elements),
            *_compared("levels of headings", _levels(elements), [level for level, _, _ in _headings(page)]),
            *_compared("bookmarks", _bookmarks(pdf), [title for _, title, language in _headings(page) if language == page.get("lang")]),
            *_compared("descriptions of figures", _descriptions(elements), _composed_descriptions(page)),
            *_compared("languages", _languages(pdf, elements), sorted(set(_composed_languages(page, "")))),
        ]


def _elements(node: Any) -> Iterator[Any]:
    """Yield the elements of the structure tree, in reading order."""
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _scopes(elements: list[Any]) -> Iterator[str]:
    for element in elements:
        if element.S == "/TH" and not any(each.get("/Scope") in ("/Row", "/Column", "/Both") for each in _attributes(element)):
            yield "the head of a row or a column has no Scope"


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _links(pdf: pikepdf.Pdf, elements: list[Any]) -> Iterator[str]:
    """Yield the links whose structure element and annotation do not refer to each other, or refer to another page."""
    owners = {kid.Obj.objgen: (element, kid) for element in elements for kid in _kids(element) if _is_reference(kid)}
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            element, reference = owners.get(annotation.objgen, (None, None))
            if element is None or element.S != "/Link" or parents[int(annotation.StructParent)].objgen != element.objgen:
                yield f"page {number}: a link is not tied to an element"
            elif reference.get("/Pg", element.get("/Pg")).objgen != page.obj.objgen:
                yield f"page {number}: a link is said to be on another page"


def _is_reference(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _levels(elements: list[Any]) -> list[int]:
    return [int(found[1]) for element in elements if (found := HEADING.fullmatch(str(element.S)))]


def _headings(element: Any, language: str = "") -> Iterator[tuple[int, str, str]]:
    """Yield level, text and language of each heading. Of a bilingual page the bookmarks hold one language."""
    language = element.get("lang", language)
    if element.tag in LEVELS:
        yield int(element.tag[1]), comparable("".join(element.itertext())), language
    for child in element:
        yield from _headings(child, language)


def _bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return [comparable(item.title) for item in _flat(outline.root)]


def _flat(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _descriptions(elements: list[Any]) -> list[str]:
    return sorted(str(element.get("/Alt", "")) for element in elements if element.S == "/Figure")


def _composed_descriptions(page: Any) -> list[str]:
    """Return the descriptions of the pictures that print. A folded bilingual sheet prints the translation's picture only."""
    twice = {image for each in page.iterfind(".//td[@class='wide']/div[@class='source']") for image in each.iter("img")}
    return sorted(each.get("alt") for each in page.iter("img") if each.get("alt") and each not in twice)


def _languages(pdf: pikepdf.Pdf, elements: list[Any]) -> list[str]:
    """Return the languages of a document and of all marks and elements in it."""
    said = {str(element.Lang) for element in elements if "/Lang" in element} | {str(pdf.Root.get("/Lang"))}
    for page in pdf.pages:
        for instruction in pikepdf.parse_content_stream(page):
            said |= {str(each.Lang) for each in instruction.operands if isinstance(each, pikepdf.Dictionary) and "/Lang" in each}
    return sorted(said)


def _composed_languages(element: Any, language: str) -> Iterator[str]:
    """Yield the language of each text in ``element``."""
    if not isinstance(element.tag, str) or element.tag in ("head", "style") or "hidden" in element.attrib:
        return
    language = element.get("lang", language)
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield language
    for child in element:
        yield from _composed_languages(child, language)


def _compared(what: str, found: list[Any], composed: list[Any]) -> Iterator[str]:
    if found != composed:
        yield f"{what} are {found}, composed were {composed}"

"""sitemap.xml: the web pages of a release for search engines, each with its other languages (https://www.sitemaps.org)."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

SITEMAP = "sitemap.xml"
_SPACE, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page on the website of a clinic. ``group`` is the same for the languages of one guide; ``language`` is a BCP 47 tag."""

    group: str
    language: str
    address: str
    modified: str


def write_sitemap(pages: Iterable[WebPage]) -> bytes:
    """Return the sitemap of ``pages``."""
    listed = tuple(pages)
    root = etree.Element(f"{{{_SPACE}}}urlset", nsmap={None: _SPACE, "xhtml": _XHTML})
    for page in listed:
        entry = etree.SubElement(root, f"{{{_SPACE}}}url")
        etree.SubElement(entry, f"{{{_SPACE}}}loc").text = page.address
        etree.SubElement(entry, f"{{{_SPACE}}}lastmod").text = page.modified
        for other in listed:
            if other.group == page.group:
                etree.SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=other.language, href=other.address)
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"

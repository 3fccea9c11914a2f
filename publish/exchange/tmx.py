"""Write TMX 1.4 (LISA OSCAR), a translation memory for other tools."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from publish import __version__
from publish.exchange.units import message_id
from publish.exchange.xml_escape import is_xml_text, xml_attribute, xml_text
from publish.po.model import Catalog, Entry


def write_tmx(catalogs: Iterable[tuple[str, Catalog, str]], language: str) -> bytes:
    """Return a TMX file of ``catalogs`` (domain, catalog, source language) with all translations that are not fuzzy.

    The languages are BCP 47 tags. Each unit names its source language, because guides and layouts may have different ones. Of a
    plural message, the first and the last form are written. Texts that XML cannot contain are left out.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        f'<header creationtool="clinic-publish" creationtoolversion="{__version__}" segtype="paragraph" o-tmf="po"'
        ' adminlang="en" srclang="*all*" datatype="plaintext"/>',
        "<body>",
        *(line for domain, catalog, source in catalogs for entry in catalog.messages for line in _entry(entry, domain, source, language)),
        "</body>",
        "</tmx>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(entry: Entry, domain: str, source_language: str, language: str) -> Iterator[str]:
    if not entry.usable:
        return
    pairs = {entry.msgid: entry.msgstrs[0]} | ({} if entry.msgid_plural is None else {entry.msgid_plural: entry.msgstrs[-1]})
    properties = {"x-domain": domain} | ({} if entry.msgctxt is None else {"x-context": entry.msgctxt})
    props = "".join(f'<prop type="{name}">{xml_text(value)}</prop>' for name, value in properties.items())
    for number, (source, target) in enumerate(pairs.items()):
        if is_xml_text(source) and is_xml_text(target):
            name = message_id(entry.msgctxt, entry.msgid) + f".{number}" * (len(pairs) > 1)
            texts = _variant(source_language, source) + _variant(language, target)
            identifier = xml_attribute(f"{domain}.{name}")
            yield f'<tu tuid={identifier} srclang={quoteattr(source_language)}>{props}{texts}</tu>'


def _variant(language: str, text: str) -> str:
    return f"<tuv xml:lang={quoteattr(language)}><seg>{xml_text(text)}</seg></tuv>"

"""Say which structure types are types of PDF 2.0, by their namespace (ISO 32000-2, 14.8.6; ISO 14289-2, 8.2.4)."""

from publish.press.engine.pdf import PdfObjects

OLD_TYPES = frozenset({"/Art", "/BlockQuote", "/TOC", "/TOCI", "/Index", "/Private", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code"})
"""Types that only PDF 1.7 has: they stay in its namespace, which is that of an element without one."""


def set_namespaces(pdf: PdfObjects) -> None:
    """Put every element whose type PDF 2.0 has into its namespace; WeasyPrint 70 puts the document alone there."""
    namespace = pdf.get(pdf.catalog["StructTreeRoot"])["Namespaces"][0]
    for item in pdf.dictionaries():
        if item.get("Type") == "/StructElem" and item["S"] not in OLD_TYPES:
            item["NS"] = namespace

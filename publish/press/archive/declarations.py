"""Declare the standards of an archive file (ISO 14289-2, 5; WTPDF 1.0, 6.1; ISO 19005-4, 6.7.3).

WTPDF is declared by “PDF Declarations” of the PDF Association, a part of the metadata.
"""

from publish.press.engine.pdf import PdfObjects
from publish.press.job import Job
from publish.press.tags.metadata import declare_standards

WTPDF = "http://pdfa.org/declarations/wtpdf#"
DECLARED = ("accessibility1.0", "reuse1.0")
_NAMESPACES = 'xmlns:pdfd="http://pdfa.org/declarations/"'
_STANDARDS = """<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance>
<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>
<pdfd:declarations><rdf:Bag>{declared}</rdf:Bag></pdfd:declarations>"""
_DECLARATION = '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{}</pdfd:conformsTo></rdf:li>'


def declare(pdf: PdfObjects, job: Job) -> None:
    """Declare PDF/UA-2, WTPDF and PDF/A-4f; the texts of the information dictionary go to the metadata, where PDF 2.0 has them."""
    declared = "".join(_DECLARATION.format(WTPDF + level) for level in DECLARED)
    declare_standards(pdf, job, _STANDARDS.format(declared=declared), _NAMESPACES)
    pdf.drop_info()

"""Put the caption of a picture first or last in the element around it (ISO 14289-2, 8.2.5.27, rule 1), never in the document itself."""

from publish.press.archive.tree import NO_TYPE, children
from publish.press.engine.pdf import PdfObjects


def group_captions(pdf: PdfObjects) -> None:
    """Make a section of each picture with its caption: WeasyPrint 70 gives ``<figure>`` no type, so that a caption is loose in the text.

    The caption stays outside of the figure, for who hears the description of a figure does not hear what is in it.
    """
    for item in pdf.elements(NO_TYPE):
        if any(child["S"] == "/Caption" for child in children(pdf, item)):
            item["S"] = "/Sect"

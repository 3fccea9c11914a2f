"""Make the file for a print shop: PDF/X-4 (ISO 15930-7) with bleed, printer's marks and an output intent, without links."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publish.press.colour.icc import GENERIC_NAME, generic_profile
from publish.press.job import Job
from publish.press.sheets.geometry import Fold, Slot
from publish.press.sheets.impose import PlacedPage, impose
from publish.press.sheets.marks import BLEED_MM, SLUG_MM, fold_positions, mark_operators, printer_marks
from publish.press.sheets.paper import POINTS_PER_MM, Size

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>clinic-publish</xmp:CreatorTool><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{name}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def make_press_file(job: Job, data: bytes, fold: Fold, pages: Sequence[int | None]) -> bytes:
    """Return ``data``, a PDF whose colours are CMYK already, as PDF/X-4 imposed on ``fold`` with bleed and marks.

    ``pages`` are the pages (from 0) for each panel, ``None`` for a blank one.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sides = [[placed for slot in side if (placed := _place(slot, pages[slot.panel], fold.sheet))] for side in fold.sides]
        for holder, key in [(pdf.Root, "/Outlines"), (pdf.Root, "/Names"), *((page.obj, "/Annots") for page in pdf.pages)]:
            if key in holder:
                del holder[key]
        impose(pdf, sides, Size(fold.sheet.width_mm + 2 * SLUG_MM, fold.sheet.height_mm + 2 * SLUG_MM))
        for number, page in enumerate(pdf.pages):
            _finish_sheet(pdf, page, fold, number)
        _declare_pdfx(pdf, job)
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True, min_version="1.6", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()


def _place(slot: Slot, page: int | None, sheet: Size) -> PlacedPage | None:
    """Return where a page lies on the sheet with its slug; it bleeds over the outer edges of the sheet, and not over a fold."""
    if page is None:
        return None
    right, top = slot.x_mm + slot.size.width_mm, slot.y_mm + slot.size.height_mm
    edges = (
        slot.x_mm - BLEED_MM * (slot.x_mm < 0.001),
        slot.y_mm - BLEED_MM * (slot.y_mm < 0.001),
        right + BLEED_MM * (right > sheet.width_mm - 0.001),
        top + BLEED_MM * (top > sheet.height_mm - 0.001),
    )
    left, bottom, right, top = ((SLUG_MM + edge) * POINTS_PER_MM for edge in edges)
    corner = (slot.x_mm + slot.size.width_mm, slot.y_mm + slot.size.height_mm) if slot.upside_down else (slot.x_mm, slot.y_mm)
    x, y = (SLUG_MM + corner[0] + slot.shift_mm) * POINTS_PER_MM, (SLUG_MM + corner[1]) * POINTS_PER_MM
    return PlacedPage(page, x, y, slot.upside_down, (left, bottom, right - left, top - bottom))


def _finish_sheet(pdf: pikepdf.Pdf, page: pikepdf.Page, fold: Fold, number: int) -> None:
    """Set the boxes of a sheet and draw its marks."""
    page.obj.TrimBox, page.obj.BleedBox = _box(fold.sheet, 0), _box(fold.sheet, BLEED_MM)
    page.contents_add(pdf.make_stream(mark_operators(printer_marks(fold.sheet, *fold_positions(fold, number)))), prepend=False)


def _box(trim: Size, beyond_mm: float) -> Array:
    """Return the rectangle ``beyond_mm`` outside the trim, in points."""
    low, width, height = SLUG_MM - beyond_mm, trim.width_mm + SLUG_MM + beyond_mm, trim.height_mm + SLUG_MM + beyond_mm
    return Array([round(value * POINTS_PER_MM, 4) for value in (low, low, width, height)])


def _declare_pdfx(pdf: pikepdf.Pdf, job: Job) -> None:
    """Set the output intent (the printing condition the file is made for) and the metadata of PDF/X-4."""
    name, icc = job.profile or (GENERIC_NAME, generic_profile())
    stream = pdf.make_stream(icc)
    stream.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String(name), Info=String(name), DestOutputProfile=stream
    )
    pdf.Root.OutputIntents = Array([intent])
    date = job.modified + "T00:00:00Z" if len(job.modified) == 10 else job.modified
    xmp = XMP.format(title=escape(job.title or job.name), date=date, name=escape(f"{job.name}-{job.locale}-{job.layout}-{job.paper}"))
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo["/Trapped"] = Name("/False")

"""Write the metadata that names the standards of an archive file (ISO 14289-2, 5; WTPDF 1.0, 6.1; ISO 19005-4, 6.7.3), and its colours.

WTPDF is declared by “PDF Declarations” of the PDF Association, a part of the metadata.
"""

from xml.sax.saxutils import escape

from publish.press.engine.libraries import screen_profile
from publish.press.engine.pdf import PdfObjects, array, dictionary, text_string
from publish.press.job import Job

WTPDF = "http://pdfa.org/declarations/wtpdf#"
DECLARED = ("accessibility1.0", "reuse1.0")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfd="http://pdfa.org/declarations/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{authors}
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:CreatorTool>clinic-publish</xmp:CreatorTool>
<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance>
<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>
<pdfd:declarations><rdf:Bag>{declared}</rdf:Bag></pdfd:declarations>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
DECLARATION = '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{}</pdfd:conformsTo></rdf:li>'


def declare(pdf: PdfObjects, job: Job) -> None:
    """Set the metadata and the colour space of the screen (sRGB), which all colours of the file are in; links are printed, too."""
    said = pdf.take_info()
    authors = f"<dc:creator><rdf:Seq><rdf:li>{escape(said['Author'])}</rdf:li></rdf:Seq></dc:creator>" if "Author" in said else ""
    declared = "".join(DECLARATION.format(WTPDF + level) for level in DECLARED)
    xmp = XMP.format(title=escape(said["Title"]), language=escape(job.language), authors=authors, date=job.modified, declared=declared)
    metadata = pdf.add_stream([xmp.encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
    pdf.catalog["Metadata"] = metadata
    profile = pdf.add_stream([screen_profile()], {"N": 3})
    name = text_string("sRGB IEC61966-2.1")
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name, "DestOutputProfile": profile}
    pdf.catalog["OutputIntents"] = array([dictionary(intent)])
    for item in pdf.dictionaries():
        if item.get("Type") == "/Annot":
            item["F"] = PRINTED


PRINTED = 4  # the flag of an annotation that prints with its page (ISO 32000-2, table 167)

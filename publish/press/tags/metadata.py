"""Write the metadata that name the standards a file follows (ISO 19005-2, 6.6; ISO 14289-1, 5), and the colours that it is in."""

from xml.sax.saxutils import escape

from publish.press.engine.libraries import screen_profile
from publish.press.engine.pdf import PdfObjects, array, dictionary, text_string
from publish.press.job import Job

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 {namespaces}>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{authors}
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:CreatorTool>clinic-publish</xmp:CreatorTool>
{standards}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
# PDF/A-2 does not know the property of PDF/UA: a file that has it describes it (ISO 19005-2, 6.6.2.3.3).
_OFFICE_NAMESPACES = (
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"'
)
_OFFICE = """<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""
_PRINTED = 4  # the flag of an annotation that prints with its page (ISO 32000-1, table 165)


def declare_office(pdf: PdfObjects, job: Job) -> None:
    """Declare a file for an office as PDF/UA-1 and PDF/A-2a."""
    declare_standards(pdf, job, _OFFICE, _OFFICE_NAMESPACES)


def declare_standards(pdf: PdfObjects, job: Job, standards: str, namespaces: str) -> None:
    """Set the metadata and the colour space of the screen (sRGB), which all colours of the file are in; links are printed, too.

    ``standards`` are the elements of XMP that name them, ``namespaces`` the attributes that these need besides those of PDF/A and PDF/UA.
    """
    said = pdf.info()
    authors = f"<dc:creator><rdf:Seq><rdf:li>{escape(said['Author'])}</rdf:li></rdf:Seq></dc:creator>" if "Author" in said else ""
    title, language = escape(said["Title"]), escape(job.language)
    xmp = _XMP.format(
        title=title, language=language, authors=authors, date=job.modified, standards=standards, namespaces=namespaces
    )
    pdf.set_metadata(xmp.encode())
    profile = pdf.add_stream([screen_profile()], {"N": 3})
    name = text_string("sRGB IEC61966-2.1")
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name, "DestOutputProfile": profile}
    pdf.catalog["OutputIntents"] = array([dictionary(intent)])
    for item in pdf.dictionaries():
        if item.get("Type") == "/Annot":
            item["F"] = _PRINTED

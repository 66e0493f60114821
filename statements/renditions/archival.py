"""PDF/A-3a and PDF/UA-1 in one file: WeasyPrint writes either, a letter wants both."""

from importlib.resources import files
from io import BytesIO

from weasyprint.css import ColorProfile
from weasyprint.pdf import VARIANTS, pdfa

from . import structure

VARIANT = "pdf/a-3a+ua-1"
# By this name and not as "srgb", for which WeasyPrint opens its profile and never closes it.
COLOURS = "sRGB"

# PDF/A allows a foreign property only with its declaration.
ACCESSIBLE = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def colours():
    """What the colours of a letter mean on any device."""
    profile = BytesIO((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    return {COLOURS: ColorProfile(profile, COLOURS, "relative-colorimetric", (["r"], ["g"], ["b"]))}


def _finish(pdf, document, page_streams, attachments, compress):
    structure.finish(pdf, page_streams)
    pdfa.pdfa(pdf, document, page_streams, attachments, False, version=3, variant="A")
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    before, end, after = metadata.stream[0].rpartition(b"</rdf:RDF>")
    metadata.stream[0] = before + ACCESSIBLE + end + after


VARIANTS[VARIANT] = (
    _finish,
    {"pdf_version": "1.7", "pdf_identifier": True, "output_intent": COLOURS, "pdf_tags": True},
)

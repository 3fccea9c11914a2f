"""Header cells of tables in the tags of a PDF: whether each heads its column or its row (ISO 32000-1, table 349).

WeasyPrint 70 links each cell to its header cells by identifiers, which not every screen reader follows; all follow ``Scope``.
"""

from publish.press.engine.pdf import PdfObjects


def set_header_scopes(pdf: PdfObjects) -> None:
    """Set the scope of each header cell: its row where a cell beside it names it as a header, else its column."""
    for row in pdf.elements("/TR"):
        cells = [pdf.get(reference) for reference in row["K"]]
        named = {header.string for cell in cells for header in cell.get("A", {}).get("Headers", [])}
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Row" if "ID" in cell and cell["ID"].string in named else "/Column"

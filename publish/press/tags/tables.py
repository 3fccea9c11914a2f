"""Heads of tables in the tags of a PDF: what each heads, its column or its row (ISO 32000-1, table 349).

WeasyPrint 70 names the heads of each cell by their identifiers, which not every screen reader follows; ``Scope`` is what all know.
"""

import pydyf


def say_scopes(pdf: pydyf.PDF) -> None:
    """Let each head say its scope: its row where a cell beside it names it as a head, else its column."""
    for row in tuple(pdf.objects):
        if isinstance(row, pydyf.Dictionary) and row.get("S") == "/TR":
            cells = [pdf.objects[int(reference.split()[0])] for reference in row["K"]]
            named = {head.string for cell in cells for head in cell.get("A", {}).get("Headers", [])}
            for cell in cells:
                if cell["S"] == "/TH":
                    cell["A"]["Scope"] = "/Row" if "ID" in cell and cell["ID"].string in named else "/Column"

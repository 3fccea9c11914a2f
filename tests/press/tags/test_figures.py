"""The boxes of figures are in points, from the lower left corner of their own page."""

import pydyf

from publish.press.engine.pdf import PdfObjects, array
from publish.press.tags.figures import convert_figure_boxes


def test_a_box_is_turned_over_within_its_own_page() -> None:
    pdf = pydyf.PDF()
    for _ in range(2):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    objects = PdfObjects(pdf)
    figures = [
        pydyf.Dictionary({"S": "/Figure", "Pg": page, "A": pydyf.Dictionary({"BBox": array([4, 8, 40, 20])})})
        for page in objects.page_references
    ]
    for figure in figures:
        pdf.add_object(figure)
    objects.add({"S": "/Figure"})  # without a box
    convert_figure_boxes(objects, [100, 200])
    assert [figure["A"]["BBox"] for figure in figures] == [[3, 60, 30, 69], [3, 135, 30, 144]]

"""The objects of a PDF before it is written are found by kind, changed in place, and added with a reference."""

import pydyf
import pytest

from publish.press.engine.pdf import PdfObjects, array


@pytest.fixture
def pdf() -> pydyf.PDF:
    """Return an empty PDF."""
    return pydyf.PDF()


def test_a_dictionary_that_is_added_is_found_by_its_reference_and_kind(pdf: pydyf.PDF) -> None:
    objects = PdfObjects(pdf)
    first, second = (objects.add({"S": kind, "K": array([])}) for kind in ("/LI", "/TR"))
    assert objects.get(second)["S"] == "/TR"
    assert [item.reference for item in objects.elements("/LI")] == [first]
    assert {first, second} <= {item.reference for item in objects.dictionaries()}


def test_elements_may_be_added_while_others_are_changed(pdf: pydyf.PDF) -> None:
    objects = PdfObjects(pdf)
    objects.add({"S": "/LI"})
    for _ in objects.elements("/LI"):
        objects.add({"S": "/LI"})
    assert len(objects.elements("/LI")) == 2


def test_empty_entries_of_maps_are_filled_and_others_are_kept(pdf: pydyf.PDF) -> None:
    objects = PdfObjects(pdf)
    lines = [b"begincmap", b"<0001> <>", b"<0002> <0041>", b"endcmap"]
    objects.add_stream(lines)
    objects.add_stream([b"<0001> <>"])
    objects.fill_empty_entries("\u2063")
    filled, other = [data for data, _ in objects.contents()]
    assert filled == [b"begincmap", b"<0001> <2063>", b"<0002> <0041>", b"endcmap"]
    assert other == [b"<0001> <>"], "no map"


def test_pictures_know_masks_and_are_replaced(pdf: pydyf.PDF) -> None:
    extra = {"Subtype": "/Image", "Width": 2, "Height": 3, "ColorSpace": "/DeviceGray", "Filter": "/FlateDecode"}
    mask = pydyf.Stream([b"mask"], dict(extra))
    pdf.add_object(mask)
    photo = pydyf.Stream([b"a", b"b"], {**extra, "ColorSpace": "/DeviceRGB", "SMask": mask.reference, "DecodeParms": {}})
    pdf.add_object(photo)
    objects = PdfObjects(pdf)
    first, second = objects.pictures()
    assert (first.is_mask, second.is_mask, second.data, second.width, second.height) == (True, False, b"ab", 2, 3)
    assert not list(objects.contents())
    second.replace(b"inks", "/DeviceCMYK", inverted=True)
    assert photo.stream == [b"inks"] and photo.extra["ColorSpace"] == "/DeviceCMYK"
    assert photo.extra["Decode"] == [1, 0] * 4 and "DecodeParms" not in photo.extra and "SMask" in photo.extra

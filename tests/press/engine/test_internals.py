"""The private names of WeasyPrint and pydyf that the engine uses: each is there and has its shape, and the list is complete."""

import ast
import importlib
import inspect
import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pydyf
import pytest
import weasyprint.svg
from PIL import Image
from weasyprint.urls import URLFetcher

import publish.press.engine
from publish.press.engine.boxes import boxes_in, is_block, is_row_group, is_text, page_box, pixels
from publish.press.engine.internals import INTERNALS, OPERATORS, Internal
from publish.press.engine.render import lay_out, parse_job
from publish.press.engine.write import write_pdf
from publish.press.sheets.page_setup import page_setup
from tests.press.samples import DRAWING, job

FOLDER = Path(publish.press.engine.__file__).parent
LIBRARIES = {"weasyprint", "pydyf"}
# Documented by WeasyPrint (its page “API Reference”).
DOCUMENTED = {"weasyprint.CSS", "weasyprint.HTML", "weasyprint.Page", "weasyprint.text.fonts.FontConfiguration"}
BODY = (
    '<p id="text">Text</p><table><thead><tr><th>Head</th></tr></thead><tr><td>Cell</td></tr></table>'
    '<div style="position: absolute">Placed</div><img src="photo.png" alt="Photograph"><img src="drawing.svg" alt="Drawing">'
)


@cache
def printed() -> dict[str, Any]:
    """Lay out and write a page; return an instance of each class of the list by its dotted path."""
    photo = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(photo, "PNG")
    drawing = DRAWING.format(direction="ltr", title="Drawing").encode()
    base = job(sections=1)
    html = base.html.replace("</body>", f"{BODY}</body>")
    sample = replace(base, html=html, files=(("photo.png", photo.getvalue()), ("drawing.svg", drawing)))
    parsed = parse_job(sample, page_setup(sample).rules)
    document = lay_out(parsed, 12)
    page = document.pages[0]
    found: dict[str, Any] = {}
    boxes = list(boxes_in(page_box(page)))
    placeholders = (child for box in boxes for child in getattr(box, "children", ()) if hasattr(child, "_box"))
    rectangle = weasyprint.svg.TAGS["rect"]

    def spy(svg: Any, node: Any, font_size: float) -> None:
        found["weasyprint.svg.SVG"], found["weasyprint.pdf.stream.Stream"] = svg, svg.stream
        rectangle(svg, node, font_size)

    def finish(pdf: Any, pages: Any, fonts: Any) -> None:
        found["pydyf.PDF"], found["weasyprint.pdf.fonts.Font"] = pdf._pdf, fonts[0]
        found["content"] = [operator for run in pages[0].runs() for operator in run._content]

    weasyprint.svg.TAGS["rect"] = spy
    try:
        write_pdf(sample, document, lambda box: None, finish)
    finally:
        weasyprint.svg.TAGS["rect"] = rectangle
    kinds = "weasyprint.formatting_structure.boxes."
    return found | {
        "weasyprint.HTML": parsed.html,
        "weasyprint.CSS": parsed.pages,
        "weasyprint.document.Document": document,
        "weasyprint.Page": page,
        "weasyprint.text.fonts.FontConfiguration": parsed.fonts,
        "weasyprint.urls.URLFetcher": URLFetcher(),
        "weasyprint.layout.absolute.AbsolutePlaceholder": next(placeholders),
        "weasyprint.images.RasterImage": next(box.replacement for box in boxes if pixels(box)),
        f"{kinds}PageBox": boxes[0],
        f"{kinds}BlockBox": next(box for box in boxes if is_block(box) and box.element_tag == "p"),
        f"{kinds}TextBox": next(box for box in boxes if is_text(box)),
        f"{kinds}TableRowGroupBox": next(box for box in boxes if is_row_group(box)),
        f"{kinds}ReplacedBox": next(box for box in boxes if pixels(box)),
        "pydyf.Stream": pydyf.Stream(),
        "pydyf.String": pydyf.String(),
    }


def look_up(name: str) -> Any:
    """Return what a dotted path names; raises `AttributeError` where it is gone."""
    holder, instance, attribute = name.partition("().")
    if instance:
        return getattr(printed()[holder], attribute)
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            value: Any = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for part in parts[count:]:
            value = getattr(value, part)
        return value
    raise AttributeError(name)


def shape_of(value: Any, expected: str) -> str:
    """Return the signature of ``value`` where one is expected, ``number``, or the name of its type."""
    if expected.startswith("("):
        signature = inspect.signature(value)  # without types: in place of some functions stand our own, which have them
        plain = [parameter.replace(annotation=parameter.empty) for parameter in signature.parameters.values()]
        return str(signature.replace(parameters=plain, return_annotation=signature.empty))
    return "number" if type(value) in (int, float) else type(value).__name__


@pytest.mark.parametrize("internal", INTERNALS, ids=lambda internal: internal.name)
def test_a_name_is_there_and_has_its_shape(internal: Internal) -> None:
    try:
        shape = shape_of(look_up(internal.name), internal.shape)
    except AttributeError as error:
        pytest.fail(f"{internal.name} is gone ({error}). {internal.reason}.")
    assert shape == internal.shape, f"{internal.name} was {internal.shape} and is {shape}. {internal.reason}."


@pytest.mark.parametrize("ending", OPERATORS)
def test_operators_are_bytes_with_known_endings(ending: bytes) -> None:
    content = [operator for operator in printed()["content"] if isinstance(operator, bytes)]
    assert any(operator.endswith(ending) for operator in content), OPERATORS[ending]


def test_a_tag_is_a_name_a_property_list_and_an_operator() -> None:
    content = printed()["content"]
    starts = [index for index, operator in enumerate(content) if operator == b"BDC"]
    assert starts, OPERATORS[b"BDC"]
    for start in starts:
        assert isinstance(content[start - 2], str) and isinstance(content[start - 1], pydyf.Dictionary), OPERATORS[b"BDC"]


def imported() -> Iterator[str]:
    """Yield the dotted path of every name of the libraries that a module of the engine imports, or reads from a module of them."""
    for path in FOLDER.rglob("*.py"):
        modules: dict[str, str] = {}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LIBRARIES:
                for each in node.names:
                    name = f"{node.module}.{each.name}"
                    if inspect.ismodule(look_up(name)):
                        modules[each.asname or each.name] = name
                    else:
                        yield name
            elif isinstance(node, ast.Import):
                modules |= {each.name: each.name for each in node.names if each.name.split(".")[0] in LIBRARIES}
            elif isinstance(node, ast.Attribute) and (module := modules.get(ast.unparse(node.value))):
                yield f"{module}.{node.attr}"


def test_every_imported_name_is_listed() -> None:
    listed = {internal.name for internal in INTERNALS} | DOCUMENTED
    assert not {name for name in imported() if name not in listed and name != "pydyf.PDF"}


def test_every_private_attribute_that_is_read_is_listed() -> None:
    listed = {internal.name.rpartition(".")[2] for internal in INTERNALS}
    ours = {"self", "cls"}
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
                if not (isinstance(node.value, ast.Name) and node.value.id in ours):
                    assert node.attr in listed, f"{path.name} reads {node.attr}, which is not in internals.py"

"""What a careful checker of accessible PDFs looks at beyond the Matterhorn protocol, as far as a rule can judge it.

PAC, which runs on Windows alone, warns of such things: structure that passes every clause of PDF/UA and still fails its readers. Contrast
is looked at elsewhere (`publish.edition.typesetting`), content outside of tags by veraPDF.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

FILE_NAME = re.compile(r"\S+\.(?:svg|png|jpe?g|gif|webp|avif|pdf)", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
HEADING = re.compile(r"/H([1-6])")
EMPTY_IN_PLACE = ("/TD", "/TH", "/LBody")
KIDS = {
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/THead", "/TBody", "/TFoot", "/TR", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
}


class Tagged:
    """An open PDF, with the elements of its structure tree in the order in which they are read."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.elements = list(walk(self.root))


def kids(node: Any) -> list[Any]:
    found = node.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def walk(node: Any) -> Iterator[Any]:
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def faults(path: Path) -> list[str]:
    """Return what is wrong with the PDF at ``path``, each with the name of the check."""
    with pikepdf.open(path) as pdf:
        tagged = Tagged(pdf)
        return [f"{check.__name__}: {fault}" for check in CHECKS for fault in check(tagged)]


def title(file: Tagged) -> Iterator[str]:
    """The window's bar shows a title, which is no file name."""
    with file.pdf.open_metadata() as data:
        said = str(data.get("dc:title", "")).strip()
    if not said or FILE_NAME.fullmatch(said):
        yield f"the title is “{said}”"
    if file.pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the title is not shown"


def language(file: Tagged) -> Iterator[str]:
    """The document, and every element that says its own, has a language that is a tag of BCP 47."""
    said = [str(file.pdf.Root.get("/Lang", "")), *(str(each.Lang) for each in file.elements if "/Lang" in each)]
    yield from (f"“{each}” is no language" for each in said if not LANGUAGE.fullmatch(each))


def one_document(file: Tagged) -> Iterator[str]:
    """The tree has one document, and says that nothing in it is doubtful."""
    if [str(each.get("/S")) for each in kids(file.root)] != ["/Document"]:
        yield "the root holds something else than one document"
    marks = file.pdf.Root.get("/MarkInfo", {})
    if marks.get("/Marked") is not True or marks.get("/Suspects", False) is not False:
        yield "the marks are not sure"


def bookmarks(file: Tagged) -> Iterator[str]:
    """A file with headings has bookmarks; each leads somewhere."""
    with file.pdf.open_outline() as outline:
        entries = [entry for item in outline.root for entry in flat(item)]
    if not entries and any(HEADING.fullmatch(str(each.S)) for each in file.elements):
        yield "there are headings, and no bookmarks"
    for entry in entries:
        if not entry.title.strip() or not leads(entry):
            yield f"the bookmark “{entry.title}” leads nowhere"


def flat(item: pikepdf.OutlineItem) -> Iterator[pikepdf.OutlineItem]:
    yield item
    for child in item.children:
        yield from flat(child)


def leads(entry: pikepdf.OutlineItem) -> bool:
    return entry.destination is not None or entry.action is not None and "/D" in entry.action


def tabs(file: Tagged) -> Iterator[str]:
    """The tab key follows the order of the structure on every page."""
    yield from (f"page {number} has another order" for number, page in enumerate(file.pdf.pages, 1) if page.get("/Tabs") != "/S")


def headings(file: Tagged) -> Iterator[str]:
    """The first heading has level 1, and none leaves out a level."""
    before = 0
    for element in file.elements:
        if found := HEADING.fullmatch(str(element.S)):
            level = int(found[1])
            if level > before + 1:
                yield f"a heading of level {level} follows one of level {before}"
            before = level


def figures(file: Tagged) -> Iterator[str]:
    """A picture has a description in words, and a box on its page."""
    for element in file.elements:
        if element.S == "/Figure":
            said = str(element.get("/Alt", "")).strip()
            if not re.search(r"\w", said) or FILE_NAME.fullmatch(said):
                yield f"the description is “{said}”"
            if not on_page(element):
                yield f"“{said[:40]}” has no box on its page"


def on_page(figure: Any) -> bool:
    found = figure.get("/A")
    boxes = [each.BBox for each in (found if isinstance(found, pikepdf.Array) else [found]) if each is not None and "/BBox" in each]
    if not boxes or "/Pg" not in figure:
        return False
    left, bottom, right, top = map(float, boxes[0])
    low_x, low_y, high_x, high_y = map(float, figure.Pg.MediaBox)
    return low_x - 15 <= left < right <= high_x + 15 and low_y - 15 <= bottom < top <= high_y + 15  # a picture may bleed


def structure(file: Tagged) -> Iterator[str]:
    """Lists hold items, items a label and a body; tables hold rows, rows cells."""
    for element in file.elements:
        inside = {str(kid.S) for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid}
        wrong = inside - KIDS.get(str(element.S), inside)
        if wrong:
            yield f"{element.S} holds {', '.join(sorted(wrong))}"


def scopes(file: Tagged) -> Iterator[str]:
    """The head of a row or a column says which it is."""
    for element in file.elements:
        if element.S == "/TH" and element.get("/A", {}).get("/Scope") not in ("/Row", "/Column", "/Both"):
            yield "a head has no scope"


def links(file: Tagged) -> Iterator[str]:
    """A link has an annotation and something to read, and its annotation says in words where it leads."""
    for element in file.elements:
        if element.S == "/Link":
            below = [element, *walk(element)]
            inside = [kid for each in below for kid in kids(each)]
            if not any(isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR" for kid in inside):
                yield "a link has no annotation"
            if not any(isinstance(kid, int) for kid in inside):
                yield "a link has no text"
    for page in file.pdf.pages:
        yield from ("an annotation says nothing" for each in page.get("/Annots", []) if not str(each.get("/Contents", "")).strip())


def emptiness(file: Tagged) -> Iterator[str]:
    """No element is empty but a cell or the body of an item."""
    yield from (f"{each.S} is empty" for each in file.elements if not kids(each) and each.S not in EMPTY_IN_PLACE)


def nesting(file: Tagged) -> Iterator[str]:
    """No link is in a link, no heading or paragraph in a paragraph."""
    for element in file.elements:
        kind = str(element.S)
        if kind in ("/Link", "/P") or HEADING.fullmatch(kind):
            inside = {str(each.S) for each in walk(element)}
            yield from (f"{kind} holds {each}" for each in sorted(inside) if each in ("/P", kind) or HEADING.fullmatch(each))


def marks(file: Tagged) -> Iterator[str]:
    """Each marked content belongs to one element, which knows it."""
    tree = pikepdf.NumberTree(file.root.ParentTree)
    held = {(each.Pg.objgen, int(kid), each.objgen) for each in file.elements for kid in kids(each) if isinstance(kid, int)}
    for number, page in enumerate(file.pdf.pages, 1):
        for mark, owner in enumerate(tree[int(page.StructParents)]):
            if (page.obj.objgen, mark, owner.objgen) not in held:
                yield f"page {number}: mark {mark} belongs to no element"


def fonts(file: Tagged) -> Iterator[str]:
    """Every font is embedded, and says which letters its glyphs are."""
    seen = {font.objgen: font for page in file.pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()}
    for font in seen.values():
        described = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
        if "/ToUnicode" not in font:
            yield f"{font.get('/BaseFont')} says no letters"
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
            yield f"{font.get('/BaseFont')} is not embedded"


CHECKS: tuple[Callable[[Tagged], Iterator[str]], ...] = (
    title, language, one_document, bookmarks, tabs, headings, figures, structure, scopes, links, emptiness, nesting, marks, fonts,
)  # fmt: skip

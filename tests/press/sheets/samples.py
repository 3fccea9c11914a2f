"""A small tagged PDF made by hand: everything that refers to a page, in few objects."""

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH_PT, HEIGHT_PT = 100, 200
TEXT = b"/P <</MCID 0>> BDC BT /F1 12 Tf 1 0 0 1 10 20 Tm [<00%02x>] TJ ET EMC\n"
FIGURE = b"/Figure <</MCID 1>> BDC 0 0 5 5 re f EMC"


def tagged_pdf(pages: int, left: float = 0.0, bottom: float = 0.0) -> pikepdf.Pdf:
    """Return a PDF of ``pages``, whose trim begins at ``left`` and ``bottom``.

    Each has a paragraph with a link to the next page, a figure, a named destination and a bookmark.
    """
    pdf = pikepdf.new()
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type0))))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    added = [_page(pdf, number, resources, left, bottom) for number in range(pages)]
    parents = dict(enumerate(_tags(pdf, root, page, number, pages) for number, page in enumerate(added)))
    links = {int(page.Annots[0].StructParent): parents[number][0] for number, page in enumerate(added)}
    parents |= links
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([item for key in sorted(parents) for item in (key, parents[key])])))
    pdf.Root.StructTreeRoot = root
    names = [item for number, page in enumerate(added) for item in (pikepdf.String(f"part-{number}"), _destination(page, number))]
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=Array(names))))
    for number, page in enumerate(added):
        following = added[(number + 1) % pages]
        page.Annots[0].A = Dictionary(S=Name.GoTo, D=_destination(following, (number + 1) % pages))
    _add_outline(pdf, added)
    return pdf


def _page(pdf: pikepdf.Pdf, number: int, resources: pikepdf.Object, left: float, bottom: float) -> pikepdf.Object:
    page = pdf.add_blank_page(page_size=(WIDTH_PT + 50, HEIGHT_PT + 50)).obj
    page.TrimBox = [left, bottom, left + WIDTH_PT, bottom + HEIGHT_PT]
    page.Contents, page.Resources = pdf.make_stream(TEXT % (number + 1) + FIGURE), resources
    page.StructParents = number
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 20, 30, 40], QuadPoints=[10, 20, 30, 20, 10, 40, 30, 40], P=page)
    link.StructParent = 100 + number
    page.Annots = Array([pdf.make_indirect(link)])
    return page


def _tags(pdf: pikepdf.Pdf, root: pikepdf.Object, page: pikepdf.Object, number: int, pages: int) -> Array:
    """Add the tags of a page to ``root``: a paragraph with text and a link, and a figure; return its entry in the parent tree."""
    link = Dictionary(Type=Name.OBJR, Obj=page.Annots[0], Pg=page)
    reference = Dictionary(Type=Name.MCR, MCID=0, Pg=page)
    paragraph = pdf.make_indirect(Dictionary(S=Name.P, P=root, K=Array([reference, link])))
    layout = Dictionary(O=Name.Layout, BBox=[0, 0, 5, 5])
    figure = pdf.make_indirect(Dictionary(S=Name.Figure, P=root, Pg=page, K=1, A=layout, Alt=f"picture {number}"))
    root.K.append(paragraph)
    root.K.append(figure)
    return pdf.make_indirect(Array([paragraph, figure]))


def _destination(page: pikepdf.Object, number: int) -> Array:
    return Array([page, Name.XYZ, 10 + number, 20, 0]) if number % 2 == 0 else Array([page, Name.Fit])


def _add_outline(pdf: pikepdf.Pdf, pages: list[pikepdf.Object]) -> None:
    """Add a bookmark for each page; every second one hangs below the one before it."""
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    items = [pdf.make_indirect(Dictionary(Title=f"bookmark {number}")) for number in range(len(pages))]
    for number, (item, page) in enumerate(zip(items, pages, strict=True)):
        if number % 2:
            items[number - 1].First, item.A = item, Dictionary(S=Name.GoTo, D=_destination(page, number))
        else:
            item.Dest = _destination(page, number)
            if number:
                items[number - 2].Next = item
    outline.First = items[0]
    pdf.Root.Outlines = outline

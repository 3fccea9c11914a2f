"""Place pictures on a page: translate drawings, embed pictures in a web page, or give them to the press as files."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from markupsafe import Markup

from publish.edition.pictures.photographs import photograph, sides
from publish.edition.problems import Problems
from publish.guide import Lookup, file_of, svg_draw, svg_messages
from publish.guide.svg.labels import check_seen
from publish.guide.svg.printable import check_labels, check_printable
from publish.guide.svg.safe import check_boxes, read_drawing
from publish.project import PublishError, Snapshot, problem
from publish.project.names import guide_file, guide_folder

TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}

# A picture less wide than this, in times its height, is shown whole in a wide place; others are cut to fill it.
UPRIGHT = 1.25

_NOT_IN_URL = re.compile("[^A-Za-z0-9_]+")
_ROOT = re.compile(rb"(<svg)\b[^>]*>")
_SIDE = rb"(\d+\.?\d*|\.\d+)"
_VIEW_BOX = re.compile(rb"""<svg\b[^>]*\sviewBox=["']\s*[-+.\de]+[\s,]+[-+.\de]+[\s,]+""" + _SIDE + rb"[\s,]+" + _SIDE)


@dataclass(slots=True)
class Pictures:
    """The pictures of one page. ``files`` fills with what the page loads, by the name it uses, as pictures are placed.

    ``families`` is the CSS font list of the page, ``features`` its OpenType features (``normal``: as the font has them), ``tall`` the
    height of a line of titles in em.
    With ``inside`` a picture becomes part of the page itself, as an image: a drawing in ``<img>`` runs no script.
    """

    snapshot: Snapshot
    guide: str
    locale: str
    lookup: Lookup
    rtl: bool
    inside: bool
    families: str
    features: str = "normal"
    tall: float = 0.0
    problems: Problems = field(default_factory=Problems)
    files: dict[str, bytes] = field(default_factory=dict)

    def image(self, src: str, alt: str) -> Markup:
        """Return ``<img>`` for the file ``src`` of the guide, of class ``upright`` if a wide place would cut off much of it.

        Raises `PublishError` if it is missing, outside the folder of the guide or not a picture.
        """
        name = file_of(src)
        suffix, data = _checked(name, self._read(name), f"source/{self.guide}/{name}")
        upright = Markup(' class="upright"') if _is_upright(suffix, data) else ""
        marks = Markup(' data-message="{}"').format(self._message_marks(name)) if suffix == ".svg" else ""
        return Markup('<img{}{} src="{}" alt="{}">').format(upright, marks, self._placed(suffix, data, name), alt)

    def _message_marks(self, name: str) -> str:
        """Return the marks of the messages in the drawing ``name``."""
        marks = self.snapshot.once(_drawing_marks, guide_file(self.guide, name))
        return " ".join(marks)

    def data(self, name: str, data: bytes, alt: str) -> Markup:
        """Return ``<img>`` for a picture that was generated (a QR code); ``name`` ends in its type."""
        return Markup('<img src="{}" alt="{}">').format(self._source(name, data, name), alt)

    def decoration(self, name: str, data: bytes, rank: str) -> Markup:
        """Return an empty element of class ``rank`` with the picture as its background: an artifact in a PDF, which is not read aloud."""
        return Markup('<span class="{}" style="background-image: url({})"></span>').format(rank, self._source(name, data, name))

    def _source(self, name: str, data: bytes, shown: str) -> str:
        return self._placed(*_checked(name, data, shown), name)

    def _placed(self, suffix: str, data: bytes, name: str) -> str:
        if self.inside:
            return f"data:{TYPES[suffix]};base64,{b64encode(data).decode()}"
        return self._named(suffix, data, name)

    def _named(self, suffix: str, data: bytes, name: str) -> str:
        # Generated names, because a file may have a name that is not valid in a URL; its own is in it, for the messages of the press.
        known = next((known for known, other in self.files.items() if other == data), None)
        source = known or f"picture-{len(self.files) + 1}{_readable(name)}{suffix}"
        self.files[source] = data
        return source

    def _read(self, src: str) -> bytes:
        shown = f"source/{self.guide}/guide.md"
        try:
            data = self.snapshot.read_inside(guide_folder(self.guide), src).data
        except PublishError as error:
            hint = f"put the picture into source/{self.guide}/, or correct its name in guide.md"
            raise problem("image-missing", f"{error.findings[0].message}", file=shown, locale=self.locale, hint=hint) from error
        if not src.lower().endswith(".svg"):
            return data
        shown = guide_file(self.guide, src)
        tree = read_drawing(data, shown)
        check_boxes(tree, shown)
        check_labels(tree, shown)
        check_seen(tree, shown)
        if not self.inside:  # a browser draws it right
            check_printable(tree, shown)
        drawing = svg_draw(data, self.lookup, self.rtl, shown, self.tall)
        self.problems.report(drawing.findings)
        return _lettered(drawing.data, self.families, self.features)


def _readable(name: str) -> str:
    """Return what of the name of a file may stand in a URL, with a hyphen before it."""
    readable = _NOT_IN_URL.sub("-", PurePosixPath(name).stem).strip("-")[:40]
    return f"-{readable}" if readable else ""


def _drawing_marks(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(message.mark for message in svg_messages(snapshot.read(name).data, name)))


def _checked(name: str, data: bytes, shown: str) -> tuple[str, bytes]:
    """Return the kind of a picture, and its bytes as they are printed."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in TYPES:
        kinds = " ".join(TYPES)
        raise problem("image-unknown", f"“{shown}” is not a picture that can be printed", file=shown, hint=f"use one of {kinds}")
    return (suffix, data) if suffix == ".svg" else photograph(data, shown)


def _is_upright(suffix: str, data: bytes) -> bool:
    if suffix == ".svg":
        box = _VIEW_BOX.search(data)
        return bool(box and float(box[1]) < UPRIGHT * float(box[2]))
    width, height = sides(data)
    return width < UPRIGHT * height


def _lettered(drawing: bytes, families: str, features: str) -> bytes:
    """Return ``drawing`` with the fonts of the page, because an image inherits no fonts from the page around it."""
    start = _ROOT.search(drawing)
    if start is None or b"font-family" in start[0]:
        return drawing
    own = Markup(' font-family="{}"').format(families).encode()
    if features != "normal":
        own += Markup(' font-feature-settings="{}"').format(features).encode()
    return drawing[: start.end(1)] + own + drawing[start.end(1) :]

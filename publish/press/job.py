"""The input and output of the press: plain data, so that a job can be printed in another process."""

from dataclasses import dataclass

from publish.project import Finding


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that one printed output is made from; the same job always gives the same bytes.

    ``name`` names the output in messages (``dutasteride-mesotherapy``), with its ``layout`` and its ``locale`` (a folder name). ``html``
    loads nothing but ``files`` (name used in the HTML, bytes). ``language`` is a BCP 47 tag, ``direction`` is ``ltr`` or ``rtl``.
    ``families`` are the only font families that may print. ``fold`` is ``None`` for single pages or the name of a fold in
    `publish.press.sheets.geometry`, and then ``panels`` are the page names in reading order (``cover inside inside inside flap back``).
    The type size, between ``min_size_pt`` and ``max_size_pt``, reaches the style sheets as the custom property ``--size``. ``pages`` is
    the largest page count of an unfolded output, or ``None`` for any number. ``modified`` (ISO 8601 date) is the only date in the PDF.
    ``stock`` is ``text`` or ``cover`` paper: thick paper needs a narrower flap. ``purpose`` is ``office`` (the desk printer, and the
    screen file beside it), ``archive`` (PDF/UA-2 and PDF/A-4f, pages in reading order) or ``press`` (a print shop: PDF/X-4, ink colours,
    bleed, marks); ``profile`` is then the name and the bytes of the print shop's ICC profile (`publish.press.read_profile`), ``None`` for a
    general one. Every page of a ``draft`` must show that it
    is one (`publish.press.proof.drafts`).
    """

    name: str
    html: str
    stylesheets: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    language: str = "en"
    direction: str = "ltr"
    families: tuple[str, ...] = ("Noto Sans",)
    paper: str = "A4"
    orientation: str = "portrait"
    fold: str | None = None
    panels: tuple[str, ...] = ()
    min_size_pt: float = 12.0
    max_size_pt: float = 12.0
    pages: int | None = None
    title: str = ""
    modified: str = "2000-01-01"
    layout: str = ""
    locale: str = ""
    stock: str = "text"
    purpose: str = "office"
    profile: tuple[str, bytes] | None = None
    draft: bool = False

    @property
    def for_press(self) -> bool:
        """Whether the output goes to a print shop."""
        return self.purpose == "press"

    @property
    def for_archive(self) -> bool:
        """Whether the output is to be kept: in reading order, and with all that a reader of a later day needs."""
        return self.purpose == "archive"

    @property
    def shop_profile(self) -> bytes | None:
        """The ICC profile that converts colours to inks, None where no print shop gave one."""
        return self.profile[1] if self.profile else None


@dataclass(frozen=True, slots=True)
class FontUsed:
    """One font file that printed: its PostScript name, its family, its file's name and SHA-256 (hexadecimal)."""

    name: str
    family: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file in a PDF: its name, its media type, its bytes, and what it is in words.

    ``relation`` says what it is to the PDF (ISO 32000-2, table 43): ``Source``, ``Data`` or ``Supplement``.
    """

    name: str
    media_type: str
    data: bytes
    description: str
    relation: str = "Source"


@dataclass(frozen=True, slots=True)
class PageSpace:
    """How empty a page is: the ``white`` share of its text area below the last content, from 0 to 1.

    ``excepted`` is why it may be empty: ``cover``, ``forced break``, ``notes`` (lines to write on), ``rotated page`` (a page on its side,
    and the one before it), or ``end`` (the last page, or the last panel of its kind); empty for a page that should be full.
    """

    white: float
    excepted: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How an output fits its pages: the type size in points, the number of layouts that were tried, and the filled share of each page.

    ``tightest`` is the page that kept the type from being larger: the name of a panel, or the number of a page without a name; empty
    where the type has its largest size. ``spaces`` are how empty the pages are, ``smallest_pt`` is the smallest type on them.
    """

    size_pt: float
    layouts: int
    shares: tuple[float, ...]
    tightest: str = ""
    spaces: tuple[PageSpace, ...] = ()
    smallest_pt: float = 0.0

    @property
    def most_white(self) -> float:
        """The largest white share of the pages that should be full."""
        return max((space.white for space in self.spaces if not space.excepted), default=0.0)


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """Where a text, or a picture, stands: ``page`` counts from 1, lengths are in mm from the upper left corner of the page.

    ``marks`` are those of its element (``data-message``), of the innermost one that has any. ``text`` is what is printed there, on one
    line at most; empty for a picture.
    """

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    marks: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProofPage:
    """The size of a page of a proof; ``name`` is that of its panel, ``excess`` tells that there is no room for it."""

    width_mm: float
    height_mm: float
    name: str = ""
    excess: bool = False


@dataclass(frozen=True, slots=True)
class ProofPrint:
    """What stands, printed in reading order, before anything is marked on it; ``findings`` are also the errors, in any order."""

    pdf: bytes
    pages: tuple[ProofPage, ...]
    places: tuple[MessagePlace, ...]
    fit: Fit
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One finished output.

    ``pdf`` is for the desk printer (imposed where it folds); ``screen`` holds the panels in reading order, for
    folded outputs only. ``pages`` counts pages or panels, ``sheets`` the sides of paper of ``pdf``. ``findings``
    are warnings and notes.
    """

    pdf: bytes
    screen: bytes | None
    pages: int
    sheets: int
    fit: Fit
    fonts: tuple[FontUsed, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def size_pt(self) -> float:
        """The type size that fitted."""
        return self.fit.size_pt

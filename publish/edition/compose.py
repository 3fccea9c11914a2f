"""One guide, one locale, one layout, one paper, one clinic: a page for the press or for the web.

The steps: gather what it is made of, lay out the values that fill it, render the layout's template, see that nothing
critical was dropped, give it its code.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from publish.approval.people import name_key
from publish.approval.status import DomainStatus, domain_status
from publish.catalog.store import layout_translations
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE
from publish.edition.code import edition_code
from publish.edition.gather import Inputs, as_source, built_languages, gather
from publish.edition.layout import templates
from publish.edition.layout.spec import LayoutSpec
from publish.edition.layout.typography import column_stylesheet, stylesheet
from publish.edition.layout.words import Words
from publish.edition.manuscript import Manuscript
from publish.edition.page import CODE, Page
from publish.edition.passes import tidy
from publish.edition.passes.bilingual import SourcePrinter, rows
from publish.edition.passes.inline import tied
from publish.edition.passes.tables import MM_PER_PT, Column, all_stacked, fitted
from publish.edition.passes.visible_text import seen
from publish.edition.passes.widths import widest_em
from publish.edition.pictures.place import Pictures
from publish.edition.pictures.qr import qr_svg
from publish.edition.state import draft_of
from publish.edition.values.citations import Citations
from publish.edition.values.clinic import opening_hours
from publish.edition.values.filling import Filling
from publish.edition.values.language import language_of
from publish.guide import Guide, Message, Printer, Text, headings, messages, svg_messages, take_title
from publish.project import Finding, PublishError, Severity, Snapshot, now, problem

_CRITICAL = re.compile(r'data-critical="([^"]*)"')
# The style of the mark of a draft on the web, which no style sheet takes back.
_SHOWN = ("display: block", "visibility: visible", "position: static", "padding: .7rem", "color: #6b3500", "background: #fff3da")
_SEEN = "; ".join(f"{rule} !important" for rule in _SHOWN)
# Where a hyphen can part a word of the title, the title is rather set smaller, down to this share of its usual size.
KEPT_TITLE = 0.55
# Reckoned words may be a little wider than reckoned: a title leaves so much of its line.
LINE_USED = 0.96
# The two controls that turn letters around, whatever they are, and what follows them.
_OVERRIDE = re.compile("([\u202d\u202e])([^<>\u202c]{0,60})")


@dataclass(frozen=True, slots=True)
class Composed:
    """One composed output: all that the press needs, or (``layout.kind`` is ``html``) the finished page.

    ``files`` are the names the HTML uses and their bytes; it may load nothing else. ``language`` is a BCP 47 tag,
    ``direction`` ``ltr`` or ``rtl``; ``families`` are the font families that may print; ``title`` and ``source_title`` are plain text;
    ``outdated`` tells that the page says it is out of date; ``code`` is the edition code on the page; ``modified`` the day
    the guide was published (ISO 8601).
    """

    html: str
    stylesheets: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    language: str
    direction: str
    families: tuple[str, ...]
    layout: LayoutSpec
    paper: str | None
    title: str
    source_title: str
    draft: bool
    outdated: bool
    code: str
    modified: str
    findings: tuple[Finding, ...] = ()


def compose(
    snapshot: Snapshot,
    guide: str,
    locale: str,
    layout: str,
    paper: str | None,
    clinic: str | None,
    *,
    fold: str | None = None,
    today: date | None = None,
    stacked: bool = False,
) -> Composed:
    """Return ``guide`` in ``locale`` as ``layout`` on ``paper`` (None for a web page), handed out by ``clinic`` (None: by nobody).

    ``fold`` takes the place of the layout's own; ``stacked`` prints every table row by row. ``today`` decides whether the review is
    overdue (default: the day of SOURCE_DATE_EPOCH, or of the clock).
    Raises `UsageError` for a name that does not exist, and `PublishError` for whatever would be unsafe to print: a critical
    text untranslated or dropped by the layout, an unknown fact or citation, a picture missing, a template broken.
    """
    inputs = gather(snapshot, guide, locale, layout, paper, clinic, fold)
    work = _Work(inputs, today or now().date(), stacked)
    html = work.render()
    _check_critical(inputs, html)
    _check_order(inputs, html)
    return work.finished(html)


class _Work:
    """The making of one page: what its parts share while it is rendered."""

    def __init__(self, inputs: Inputs, today: date, stacked: bool) -> None:
        self.inputs = inputs
        self.inside = inputs.spec.kind == "html"
        self.standings = list(_standings(inputs))
        self.draft = draft_of(self.standings, inputs.front, today)
        found = templates.stylesheets(inputs.snapshot, inputs.spec, self.draft is not None, inputs.language.rtl)
        self.beside = _with_tables(as_source(inputs), str) if inputs.spec.bilingual else None
        column = (column_stylesheet(self.beside.typography, ".source"),) if self.beside else ()
        self.styles = (stylesheet(inputs.typography, self.inside), *_title_sizes(inputs), *found, *column)
        self.icons = templates.icons(inputs.snapshot, inputs.spec, self.styles)
        self.pictures = self._pictures(inputs, {})
        self.filling = self._filling(inputs, self.pictures, [])
        self.inputs = _with_tables(inputs, Printer(inputs.guide, self.filling.hooks()).plain, stacked)
        self.printer = Printer(self.inputs.guide, self.filling.hooks())
        self.words = Words(inputs.words, self.filling.text, inputs.language, language_of(LAYOUTS_LOCALE))
        self.page = self._page()

    def render(self) -> str:
        """Return the page with `CODE` where its code will stand."""
        values = {"page": self.page, **self.words.functions()}
        flag = templates.render(self.inputs.snapshot, self.inputs.spec, "flag.html", values)
        texts: dict[str, object] = {"guide": Manuscript(self.inputs.guide, self.printer, flag)}
        if self.beside:
            texts |= {"original": self._original(self.beside), "rows": rows}
        html = templates.render(self.inputs.snapshot, self.inputs.spec, self.inputs.spec.template, texts | values)
        return self._marked(tidy.scrolling(tidy.copied(html), self.page.title_text)) if self.inside else tidy.breakable(html)

    def _marked(self, html: str) -> str:
        """Return a web page that says it is a draft where it is one, though its layout forgets to."""
        if self.draft is None or re.search(r">[^<>]*\bDRAFT\b[^<>]*<", seen(html)):
            return html
        words = Markup(' <span lang="en" dir="ltr">').join(dict.fromkeys((self.inputs.words.gettext("DRAFT"), "DRAFT")))
        said = f'<p class="draft-bar" style="{_SEEN}"><strong>{words}{"</span>" * (words != "DRAFT")}</strong></p>'
        starts = (re.search(tag, html, re.I) for tag in (r"<body\b[^>]*>", r"</head\s*>", r"<html\b[^>]*>", r"<!doctype\b[^>]*>"))
        place = next((start.end() for start in starts if start), 0)
        return html[:place] + said + html[place:]

    def finished(self, html: str) -> Composed:
        """Return the composed output with its code in place of `CODE`."""
        inputs = self.inputs
        styles = () if self.inside else self.styles
        files = () if self.inside else tuple((self.icons | self.pictures.files).items())
        options = (*self.families, str(inputs.paper), str(inputs.spec.fold))
        code = edition_code(inputs.front.edition, inputs.language.tag, (html, *styles), files, options)
        return Composed(
            html=html.replace(CODE, code),
            stylesheets=styles,
            files=files,
            language=inputs.language.tag,
            direction=inputs.language.direction,
            families=self.families,
            layout=inputs.spec,
            paper=inputs.paper,
            title=self.page.title_text,
            source_title=self.page.source_title,
            draft=self.draft is not None,
            outdated=self.draft is not None and self.draft.outdated,
            code=code,
            modified=inputs.front.published.isoformat(),
            findings=(*inputs.front.findings, *self.pictures.findings, *_broken_title(inputs)),
        )

    @property
    def families(self) -> tuple[str, ...]:
        """The font families of the page, those of the translation first."""
        beside = self.beside.typography.printing if self.beside else ()
        return tuple(dict.fromkeys((*self.inputs.typography.printing, *beside)))

    def _original(self, inputs: Inputs) -> Manuscript:
        """Return the source as a manuscript of its own; its pictures and its citations are counted with the translation's."""
        pictures = self._pictures(inputs, self.pictures.files)
        filling = self._filling(inputs, pictures, self.filling.citations.order)
        found = layout_translations(inputs.snapshot, inputs.source.locale)
        words = Words(found, filling.text, inputs.source, language_of(LAYOUTS_LOCALE))
        flag = templates.render(inputs.snapshot, inputs.spec, "flag.html", {"page": self.page, **words.functions()})
        return Manuscript(inputs.guide, SourcePrinter(inputs.guide, filling.hooks()), flag)

    def _pictures(self, inputs: Inputs, files: dict[str, bytes]) -> Pictures:
        return Pictures(
            snapshot=inputs.snapshot,
            guide=inputs.name,
            locale=inputs.language.locale,
            lookup=inputs.lookup,
            rtl=inputs.language.rtl,
            inside=self.inside,
            families=inputs.typography.web if self.inside else ", ".join(inputs.typography.printing),
            features="normal" if self.inside else inputs.typography.features,
            files=files,
        )

    def _filling(self, inputs: Inputs, pictures: Pictures, order: list[str]) -> Filling:
        return Filling(
            file=inputs.file,
            guide=inputs.guide,
            front=inputs.front,
            clinic=inputs.clinic,
            language=inputs.language,
            source=inputs.source,
            typography=inputs.typography,
            citations=Citations(inputs.front.references, inputs.language, inputs.spec.references, order, len(inputs.guide.notes)),
            pictures=pictures,
            keep_words=inputs.typography.keep_words and not self.inside,
        )

    def _page(self) -> Page:
        inputs, clinic = self.inputs, self.inputs.clinic
        title, title_text = self._title(inputs.guide)
        guide = self.standings[0]
        address, leads_here = self._address()
        return Page(
            name=inputs.name,
            layout=inputs.spec,
            language=inputs.language,
            source=inputs.source,
            title=title,
            title_text=title_text,
            source_title=self._title(inputs.original)[1],
            description=self._description(),
            clinic=clinic,
            logo=self._logo(),
            hours=opening_hours(clinic, inputs.language, inputs.typography.range),
            qr=self.pictures.data("qr.svg", qr_svg(address), address) if address else Markup(),
            qr_shown=address.removeprefix("https://"),
            qr_guide=leads_here,
            motif=self.pictures.decoration("motif.svg", templates.shared_picture(inputs.snapshot, inputs.spec, "motif.svg"), "motif"),
            front=inputs.front,
            credited=self._credited(),
            reviewer=_titled(guide.reviewer, inputs.front.reviewer),
            reviewed=date.fromisoformat(guide.reviewed) if guide.reviewed else None,
            draft=self.draft,
            languages=built_languages(inputs) if self.inside else (),
            styles=Markup("\n").join(templates.embedded(style, self.icons) for style in self.styles) if self.inside else Markup(),
            sources=self.filling.citations.sources,
            text=self.filling.text,
        )

    def _title(self, guide: Guide) -> tuple[Markup, str]:
        """Return the title as HTML and plain; a guide without a heading of level 1 is called as its folder is."""
        block, _ = take_title(guide)
        if block is None or block.text is None:
            name = self.inputs.name.replace("-", " ").capitalize()
            return self.filling.text(name), name
        html = Markup(self.printer.inline(block.text))
        if block.text.message and block.text.message.critical:
            html = Markup('<span data-critical="{}">{}</span>').format(block.text.message.mark, html)
        if not block.translated and self.inputs.language.locale != self.inputs.source.locale:
            html = Markup('<span lang="{}" dir="{}">{}</span>').format(self.inputs.source.tag, self.inputs.source.direction, html)
        return html, self.printer.plain(block.text)

    def _description(self) -> str:
        """Return the promise, plain, for search engines."""
        blocks = (block for section in self.inputs.guide.walk() if section.role == "promise" for block in section.walk() if block.text)
        return " ".join(self.printer.plain(block.text) for block in blocks if block.text)

    def _credited(self) -> bool:
        credit = self.inputs.front.credit
        texts = (text for block in self.inputs.original.walk() for text in block.texts if text.message)
        return bool(credit and credit.author and any(credit.author in text.message.msgid for text in texts if text.message))

    def _logo(self) -> Markup:
        name = self.inputs.clinic.logo
        if not name:
            return Markup()
        try:
            data = self.inputs.snapshot.read_inside("source/clinics", name).data
        except PublishError as error:
            hint = "put the logo into source/clinics/, or mend its name in the clinic's file"
            raise problem("image-missing", error.findings[0].message, file="source/clinics", hint=hint) from error
        if name.lower().endswith(".svg"):
            svg_messages(data, f"source/clinics/{name}")  # refuses what is no drawing, or an unsafe one
        # The clinic's name stands beside it: to read it twice would be noise.
        return self.pictures.decoration(name, data, "logo")

    def _address(self) -> tuple[str, bool]:
        """Return where the QR code leads, and whether that is this guide on the web; empty where the clinic has no web address."""
        clinic, inputs = self.inputs.clinic, self.inputs
        if clinic.guides:
            return f"{clinic.guides.rstrip('/')}/{inputs.language.locale}/{inputs.name}.web.html", True
        return clinic.web, False


def _with_tables(inputs: Inputs, plain: Callable[[Text], str], stacked: bool = False) -> Inputs:
    """Return ``inputs`` with tables as the layout can print them; two columns of text have no room for those of a table."""
    spec, typography = inputs.spec, inputs.typography
    if spec.bilingual or stacked and spec.kind == "pdf":
        return replace(inputs, guide=all_stacked(inputs.guide, typography.label))
    if spec.column_mm is None:
        return inputs
    column = Column(spec.column_mm, spec.smallest_pt * typography.scale, spec.largest_pt * typography.scale)
    return replace(inputs, guide=fitted(inputs.guide, column, plain, typography.label))


def _title_sizes(inputs: Inputs) -> tuple[str, ...]:
    """Return a style sheet with how large title and headings may be for their longest word, and how small the title at the least.

    Where the language can part words a title gets a little smaller rather than a hyphen, and headings have the hyphen.
    """
    width_mm, parted = inputs.spec.column_mm, inputs.typography.part_long_words
    if not width_mm:
        return ()
    plain = Printer(inputs.guide).plain
    heading_mm = None if parted else _largest_mm([plain(each.text) for each in headings(take_title(inputs.guide)[1])], width_mm)
    sizes = (("title", _title_mm(inputs)), ("heading", heading_mm), ("least", _least_mm(inputs)))
    told = [f"--{name}: {size_mm:.2f}mm" for name, size_mm in sizes if size_mm]
    return (f":root {{ {'; '.join([*told, f'--keep: {KEPT_TITLE if parted else 0:g}'])} }}",)


def _least_mm(inputs: Inputs) -> float:
    return inputs.spec.smallest_pt * inputs.typography.scale * inputs.spec.least_title * MM_PER_PT


def _title_mm(inputs: Inputs, part: bool = False) -> float | None:
    """Return how large the title may be for its longest word (or ``part`` of it), in mm; None where no column of text is known."""
    room_mm = inputs.spec.title_mm or inputs.spec.column_mm
    block, _ = take_title(inputs.guide)
    title = Printer(inputs.guide).plain(block.text) if block and block.text else inputs.name
    return _largest_mm([tied(title, part).replace("\u00ad", "-")], room_mm) if room_mm else None


def _largest_mm(texts: Sequence[str], room_mm: float) -> float | None:
    widest = max((widest_em(text, bold=True) for text in texts), default=0.0)
    return room_mm * LINE_USED / widest if widest else None


def _broken_title(inputs: Inputs) -> tuple[Finding, ...]:
    """Return a note where a word of the title is wider than its line at the least size, and cannot be parted with a hyphen."""
    size_mm = _title_mm(inputs, part=not inputs.language.rtl)
    if inputs.typography.part_long_words or size_mm is None or size_mm >= _least_mm(inputs):
        return ()
    message = f"a word of the title is too long for its line in the layout {inputs.spec.name}: it is broken without a hyphen"
    hint = "use shorter words in the title, or set a smaller least_title in layout.toml"
    return (Finding(Severity.NOTE, "title-word-broken", message, file=inputs.file, locale=inputs.language.locale, hint=hint),)


def _standings(inputs: Inputs) -> Iterator[DomainStatus]:
    """Yield the standing of all that is printed, the guide's first; a bilingual layout prints words of the source's language too."""
    yield domain_status(inputs.snapshot, inputs.language.locale, inputs.name)
    for locale in dict.fromkeys((inputs.language.locale, *((inputs.source.locale,) if inputs.spec.bilingual else ()))):
        yield domain_status(inputs.snapshot, locale, LAYOUTS)


def _titled(signed: str | None, stated: str | None) -> str | None:
    """Return who signed, with title and post where guide.toml states them; what is stated of anybody else is not printed."""
    if signed and stated and set(name_key(signed).split()) <= set(name_key(stated).split()):
        return stated
    return signed


def _check_critical(inputs: Inputs, html: str) -> None:
    """Raise `PublishError` (``critical-dropped``) for every critical text of the edition that the layout does not print, or hides."""
    printed = {mark for marks in _CRITICAL.findall(seen(html)) for mark in marks.split()}
    dropped = [message for message in messages(inputs.original) if message.critical and message.mark not in printed]
    if dropped:
        raise PublishError(*(_dropped(inputs, message) for message in dropped))


def _check_order(inputs: Inputs, html: str) -> None:
    """Raise `PublishError` (``direction-override``) for text that prints from its end: “10 mg” would stand as “gm 01” (UAX 9, 2.2)."""
    found = _OVERRIDE.search(html)
    if found:
        message = f"a direction override (U+{ord(found[1]):04X}) would print this back to front: “{found[2].strip()}”"
        hint = "take the invisible character out of the guide, its facts, its translation or the clinic's file"
        raise problem("direction-override", message, file=inputs.file, locale=inputs.language.locale, hint=hint)


def _dropped(inputs: Inputs, message: Message) -> Finding:
    return Finding(
        Severity.ERROR,
        "critical-dropped",
        f"the layout {inputs.spec.name} drops a critical text",
        file=inputs.spec.file,
        anchor=message.reference.lstrip("#") or None,
        locale=inputs.language.locale,
        msgid=message.msgid,
        hint=f"print every part that {inputs.spec.template} takes, and the rest of the guide",
    )

"""Put together the values that a template sees as ``page``: title, clinic, logo, QR code, dates, draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from publish.approval.people import name_key
from publish.edition.filling import Filling
from publish.edition.gather import Material, built_languages
from publish.edition.layout import templates
from publish.edition.layout.page import Page
from publish.edition.passes.word_marks import marked_word
from publish.edition.pictures.place import Pictures
from publish.edition.pictures.qr import qr_svg
from publish.edition.problems import Problems
from publish.edition.values.brand import Palette
from publish.edition.values.clinic import web_address
from publish.edition.values.draft import Draft
from publish.edition.values.hours import opening_hours
from publish.guide import Guide, Printer, svg_clean, take_title
from publish.project import Finding, PublishError, Severity


@dataclass(frozen=True, slots=True)
class PageValues:
    """What the values of a page are made from. ``styles`` and ``icons`` are embedded in a web page."""

    material: Material
    draft: Draft | None
    printer: Printer
    filling: Filling
    pictures: Pictures
    styles: tuple[str, ...]
    icons: Mapping[str, bytes]
    palette: Palette
    problems: Problems

    def page(self) -> Page:
        """Return the values."""
        material, clinic = self.material, self.material.clinic
        title, title_text = self._title(material.guide)
        address, leads_here = self._address()
        guide = material.standings[0]
        return Page(
            name=material.name,
            web_file=material.request.web_file,
            web_address=self._web_address(),
            web_folder=clinic.guides.rstrip("/") or "..",
            layout=material.spec,
            language=material.language,
            source=material.source,
            title=title,
            title_text=title_text,
            source_title=self._title(material.original)[1],
            description=self._description(),
            clinic=clinic,
            logo=self._logo(),
            hours=opening_hours(clinic.hours, material.language, material.typography.range, clinic.country),
            qr=self.problems.attempt(lambda: self._qr(address), Markup),
            qr_address=address,
            qr_shown=address.removeprefix("https://"),
            qr_guide=leads_here,
            motif=self._decoration("motif.svg", self._motif, "motif"),
            front=material.front,
            credited=self._credited(),
            reviewer=_titled(guide.reviewer, material.front.reviewer),
            reviewed=date.fromisoformat(guide.reviewed) if guide.reviewed else None,
            draft=self.draft,
            languages=built_languages(material, self.problems) if self.pictures.inside else (),
            styles=Markup("\n").join(templates.embedded(style, self.icons) for style in self.styles) if self.pictures.inside else Markup(),
            sources=self.filling.citations.sources,
            text=self.filling.text,
        )

    def _qr(self, address: str) -> Markup:
        return self.pictures.data("qr.svg", qr_svg(address), address) if address else Markup()

    def _title(self, guide: Guide) -> tuple[Markup, str]:
        """Return the title as HTML and as plain text; a guide without a heading of level 1 has the name of its folder."""
        block, _ = take_title(guide)
        source = self.material.source
        if block is None or block.text is None:
            name = self.material.name.replace("-", " ").capitalize()
            return self.filling.text(name), name
        html = Markup(self.printer.inline(block.text))
        if block.text.message:
            html = marked_word(html, block.text.message.msgid, block.text.message.msgctxt)
        if block.text.message and block.text.message.critical:
            html = Markup('<span data-critical="{}">{}</span>').format(block.text.message.mark, html)
        if not block.translated and self.material.language.locale != source.locale:
            html = Markup('<span lang="{}" dir="{}">{}</span>').format(source.tag, source.direction, html)
        return html, self.printer.plain(block.text)

    def _description(self) -> str:
        """Return the promise as plain text, for search engines."""
        sections = (section for section in self.material.guide.walk() if section.role == "promise")
        return " ".join(self.printer.plain(block.text) for section in sections for block in section.walk() if block.text)

    def _credited(self) -> bool:
        """Tell whether the guide itself names the author of the article that its facts were taken from."""
        credit = self.material.front.credit
        texts = (text for block in self.material.original.walk() for text in block.texts if text.message)
        return bool(credit and credit.author and any(credit.author in text.message.msgid for text in texts if text.message))

    def _motif(self) -> bytes:
        return self.palette.recolour_drawing(templates.shared_picture(self.material.snapshot, self.material.spec, "motif.svg"))

    def _logo(self) -> Markup:
        name = self.material.clinic.logo
        # The name of the clinic stands beside it: to read it aloud twice would be noise.
        return self._decoration(name, self._logo_data, "logo") if name else Markup()

    def _logo_data(self) -> bytes:
        name = self.material.clinic.logo
        try:
            data = self.material.snapshot.read_inside("source/clinics", name).data
        except PublishError as error:
            hint = "put the logo into source/clinics/, or correct its name in the clinic's file"
            message = error.findings[0].message
            raise PublishError(Finding(Severity.ERROR, "image-missing", message, file="source/clinics", hint=hint)) from error
        return svg_clean(data, f"source/clinics/{name}") if name.lower().endswith(".svg") else data

    def _decoration(self, name: str, read: Callable[[], bytes], rank: str) -> Markup:
        """Return a picture that says nothing; nothing at all if it cannot be read, which is reported."""
        return self.problems.attempt(lambda: self.pictures.decoration(name, read(), rank), Markup)

    def _address(self) -> tuple[str, bool]:
        """Return where the QR code leads, and whether that is this guide on the web; empty if the clinic has no web address."""
        here = self._web_address()
        return (here, True) if here else (self.material.clinic.web, False)

    def _web_address(self) -> str:
        """Return the address of this guide on the web; empty if the clinic does not put its guides there."""
        return web_address(self.material.clinic.guides, self.material.language.locale, self.material.request.web_file)


def _titled(signed: str | None, stated: str | None) -> str | None:
    """Return who signed, with title and post if guide.toml states them; what it states of anybody else is not printed."""
    if signed and stated and set(name_key(signed).split()) <= set(name_key(stated).split()):
        return stated
    return signed

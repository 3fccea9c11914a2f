"""Compose one output: gather what it is made of, fill the layout's template, check the page and give it its edition code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from markupsafe import Markup, escape

from publish.approval.signature_file import refuse_early_clock
from publish.catalog.lookup import Gettext
from publish.catalog.store import layout_translations
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, template
from publish.edition.filling import Filling
from publish.edition.gather import Material, as_source, gather, with_tables
from publish.edition.layout import templates
from publish.edition.layout.bilingual import rows
from publish.edition.layout.findings import dropped, unsigned, word_broken
from publish.edition.layout.finished.finish import finish_web_page, with_code
from publish.edition.layout.manuscript import Manuscript, Part
from publish.edition.layout.own.check import check_own_layout
from publish.edition.layout.page import CODE
from publish.edition.layout.page_texts import record_values
from publish.edition.layout.title_sizes import TitleSizes
from publish.edition.layout.typography import column_stylesheet, digits_stylesheet, read_typography, stylesheet
from publish.edition.layout.words import FilledWords, LayoutWords
from publish.edition.page_values import PageValues
from publish.edition.passes.address_breaks import use_break_elements
from publish.edition.passes.checks import direction_override, hidden_critical, own_styles, parse_checked
from publish.edition.passes.citations import seat_citations
from publish.edition.passes.draft_mark import mark_draft
from publish.edition.passes.lines.headings import balance_headings
from publish.edition.passes.lines.hold import keep_together, part_dandas
from publish.edition.passes.lines.sentences import part_sentences
from publish.edition.passes.table_boxes import box_tables
from publish.edition.passes.tree import Element, find_control_character, parse_fragment, parse_page, text_of_element, write_page
from publish.edition.passes.word_marks import marked_word, place_marks
from publish.edition.pictures.place import Pictures
from publish.edition.pictures.qr import add_code
from publish.edition.problems import Problems
from publish.edition.provenance.compare import find_strangers
from publish.edition.provenance.ledger import Key, Ledger
from publish.edition.request import PROOF, Composition, Request
from publish.edition.sandbox.values import TemplateFunction
from publish.edition.typesetting.tables import column_label
from publish.edition.values.brand import palette_of
from publish.edition.values.citations import Citations
from publish.edition.values.draft import Draft, draft_of
from publish.edition.values.edition_code import edition_code
from publish.edition.values.locale_info import locale_info
from publish.edition.values.withdrawn import WithdrawnCode, read_withdrawn, refuse_withdrawn
from publish.guide import Printer, messages
from publish.press import check_styles
from publish.project import Finding, Severity, Snapshot, recorded


def compose(snapshot: Snapshot, request: Request, *, today: date) -> Composition:
    """Return the page for ``request``, what is wrong with it, and the files that it was made from.

    Whatever a text, a fact, a picture, a catalog, a clinic or a template says, the page is composed: what cannot be printed is marked
    on it, and is an error among the findings. ``today`` decides whether the review of the guide is overdue.
    So is a signature that is dated after it. Raises `UsageError` for a guide, locale, layout, paper or clinic that does not exist.
    """
    with recorded() as reads:
        composition = _compose(snapshot, request, today)
    return replace(composition, inputs=tuple(sorted(reads.items())))


def _compose(snapshot: Snapshot, request: Request, today: date) -> Composition:
    problems = Problems()
    material = gather(snapshot, request, problems)
    for locale in sorted({*(status.locale for status in material.standings), material.settings.source_locale, LAYOUTS_LOCALE}):
        problems.attempt(partial(refuse_early_clock, material.snapshot, locale, today), lambda: None)
    draft = draft_of(material.standings, material.front, today) or (Draft() if request.is_proof else None)
    page = _ComposedPage(material, draft, problems)
    root = page.render()
    if page.strangers:
        problems.report([unsigned(material.spec, request.locale, page.strangers)])
        if not draft:
            page = _ComposedPage(material, Draft(), problems)
            root = page.render()
    problems.report(dropped(material.spec, request.locale, message) for message in hidden_critical(root, messages(page.material.original)))
    html = write_page(root)
    page.check_order(html)
    page.check_controls(html)
    return page.finished(root, html)


class _ComposedPage:
    """One page while it is composed: what its parts share."""

    def __init__(self, material: Material, draft: Draft | None, problems: Problems) -> None:
        self.problems = problems
        self.web = material.spec.kind == "html"
        self.draft = draft
        self.ledger = Ledger(problems.attempt(lambda: _signed_words(material.snapshot), frozenset))
        self.strangers: tuple[str, ...] = ()
        self.sheets: tuple[str, ...] = ()
        self.beside = with_tables(as_source(material, problems), str) if material.spec.bilingual else None
        self.titles = TitleSizes(material.guide, material.name, material.spec, material.typography)
        self.palette = palette_of(material.clinic.brand)
        plain = self._styles(material)
        own = templates.own_stylesheets(material.snapshot, plain) if self.web else ()
        self.own = tuple(map(self.palette.recolour, own))
        self.styles = tuple(map(self.palette.recolour, plain))
        icons = templates.icons(material.snapshot, material.spec, plain, problems)
        self.icons = {name: self.palette.recolour_drawing(data) for name, data in icons.items()}
        self.pictures = self._pictures(material, {})
        self.filling = self._filling(material, self.pictures, [])
        self.material = with_tables(material, Printer(material.guide, self.filling.hooks()).plain)
        self.printer = Printer(self.material.guide, self.filling.hooks())
        self.page = PageValues(
            self.material, self.draft, self.printer, self.filling, self.pictures, self.styles, self.icons, self.palette, problems
        ).page()
        record_values(self.page, self.ledger)

    def render(self) -> Element:
        """Return the page as a tree of elements that all passes have changed, with `CODE` where its code will stand."""
        has_template = bool(self.material.spec.template)
        root = self.problems.attempt(self._from_template, self._without_template) if has_template else self._without_template()
        self.ledger.starts |= {str(source.number) for source in self.page.sources()[:1]}
        self.strangers = find_strangers(root, self.ledger)
        for change in (place_marks, part_sentences, seat_citations, part_dandas):
            change(root)
        keep_together(root)
        if not self.web:
            balance_headings(root, self.titles.heading_room_em)
            return root
        use_break_elements(root)
        box_tables(root, self.page.title_text, partial(column_label, self.material.typography.label))
        if self.draft:
            mark_draft(root, (self.material.words.gettext("DRAFT"), "DRAFT"), always=bool(self.strangers))
        return root

    def check_order(self, html: str) -> None:
        """Report text that prints back to front (``direction-override``)."""
        found = direction_override(html)
        if found:
            message = f"a direction override (U+{ord(found[0]):04X}) would print this back to front: “{found[1]}”"
            hint = "take the invisible character out of the guide, its facts, its translation or the clinic's file"
            file, locale = self.material.file, self.material.language.locale
            self.problems.report([Finding(Severity.ERROR, "direction-override", message, file=file, locale=locale, hint=hint)])

    def check_controls(self, html: str) -> None:
        """Report text with a control character (``control-character``), which can be neither seen nor printed."""
        found = find_control_character(html)
        if found:
            message = f"a text has the control character U+{ord(found):04X}, which cannot be printed"
            hint = "delete the invisible character in the guide, its facts, its translation or the clinic's file"
            held = (text.message.msgid for block in self.material.original.walk() for text in block.texts if text.message)
            msgid = next((msgid for msgid in held if found in msgid), None)
            file, locale = self.material.file, self.material.language.locale
            self.problems.report([Finding(Severity.ERROR, "control-character", message, file=file, locale=locale, msgid=msgid, hint=hint)])

    def finished(self, root: Element, html: str) -> Composition:
        """Return the composition, its edition code in place of `CODE`; ``html`` is what ``root`` was written as."""
        material = self.material
        styles = () if self.web else self.styles
        files = () if self.web else tuple((self.icons | self.pictures.files).items())
        options = (*self.families, str(material.request.paper), str(material.spec.fold))
        coded = (material.front.edition, material.language.tag, (html, *styles), files, options)
        code = PROOF.upper() if material.request.is_proof else edition_code(*coded)
        withdrawn = self.problems.attempt(lambda: read_withdrawn(material.snapshot), tuple[WithdrawnCode, ...])
        self.problems.report((*material.front.findings, *self._broken_title(), *refuse_withdrawn(code, withdrawn, material.file)))
        return Composition(
            html=finish_web_page(root, self.page, code, withdrawn) if self.web else with_code(html, code),
            stylesheets=self._own_sheets() if self.web else styles,
            files=self.problems.attempt(lambda: add_code(files, self.page.qr_address, code), lambda: files),
            language=material.language.tag,
            direction=material.language.direction,
            families=self.families,
            layout=material.spec,
            paper=material.request.paper,
            title=self.page.title_text,
            source_title=self.page.source_title,
            draft=self.draft is not None,
            outdated=self.draft is not None and self.draft.outdated,
            code=code,
            modified=material.front.published.isoformat(),
            findings=self.problems.findings,
        )

    def _own_sheets(self) -> tuple[str, ...]:
        """Return the style sheets of a web page that were not shipped: those of the layout, and those in its template.

        A template that was not shipped is one more, an empty one, because it may put shipped classes where they hide a text.
        """
        own = ("",) if templates.has_own_templates(self.material.snapshot) else ()
        return (*self.own, *self.sheets, *own)

    @property
    def families(self) -> tuple[str, ...]:
        """The font families of the page, those of the translation first."""
        beside = self.beside.typography.printing if self.beside else ()
        return tuple(dict.fromkeys((*self.material.typography.printing, *beside)))

    def _styles(self, material: Material) -> tuple[str, ...]:
        found = templates.stylesheets(
            material.snapshot, material.spec, self.draft is not None, material.language.rtl, self.problems
        )
        column = (column_stylesheet(self.beside.typography, ".source"),) if self.beside else ()
        counter = material.language.counter
        digits = (digits_stylesheet(counter, material.language.tag),) if counter != "decimal" else ()
        return (stylesheet(material.typography, self.web), *self.titles.stylesheets(), *found, *column, *digits)

    def _from_template(self) -> Element:
        """Return the page as the layout's template has it; raises `PublishError` (``template-broken``, ``template-missing``)."""
        material, words = self.material, self._words(self.material, self.filling, self.material.words)
        values = {"page": self.page.for_template(), **words.for_template()}
        flag = templates.render(material.snapshot, material.spec, "flag.html", values)
        texts: dict[str, object] = {"guide": Manuscript(material.guide, self.printer, flag, self.ledger).for_template()}
        if self.beside:
            both = TemplateFunction("rows", rows, Part, Part)
            texts |= {"original": self._original(self.beside, values).for_template(), "rows": both}
        return self._rendered(texts | values)

    def _rendered(self, values: Mapping[str, object]) -> Element:
        material = self.material
        html = templates.render(material.snapshot, material.spec, material.spec.template, values, sum(1 for _ in material.guide.walk()))
        file = f"layouts/{material.spec.name}/{material.spec.template}"
        root = parse_checked(html, file)
        self.sheets = tuple(text for element in root.iter("style") if (text := element.text or "").strip() != self.page.styles.strip())
        sheets = ((file, text) for text in own_styles(root) if text.strip() != self.page.styles.strip())
        self.problems.report(check_styles((*((material.spec.file, text) for text in self.styles), *sheets), material.spec.file))
        self.problems.report(check_own_layout(material.snapshot, material.spec, material.language.rtl, root, self.families, values))
        return root

    def _without_template(self) -> Element:
        """Return the title and the text alone, for a layout whose template cannot be used."""
        words = self._words(self.material, self.filling, self.material.words)
        flag = Markup('<p class="flag">{}</p>\n').format(words.gettext("Warning"))
        manuscript = Manuscript(self.material.guide, Printer(self.material.guide, self.filling.hooks()), flag, self.ledger)
        head = Markup('<!DOCTYPE html>\n<html lang="{}" dir="{}">\n<head>\n<meta charset="utf-8">\n<title>{}</title>\n')
        style = Markup("<style>\n{}\n</style>\n").format(self.page.styles) if self.web else ""
        body = Markup("{}</head>\n<body>\n<h1>{}</h1>\n{}{}<p>{}</p>\n</body>\n</html>\n")
        start = head.format(self.material.language.tag, self.material.language.direction, self.page.title_text)
        return parse_page(start + body.format(style, self.page.title, manuscript.rest(), manuscript.notes(), CODE))

    def _original(self, material: Material, values: Mapping[str, object]) -> Manuscript:
        """Return the source as a manuscript of its own; its pictures and its citations are counted with the translation's."""
        pictures = self._pictures(material, self.pictures.files)
        filling = self._filling(material, pictures, self.filling.citations.order)
        found = self.problems.attempt(lambda: layout_translations(material.snapshot, material.source.locale), Gettext)
        words = self._words(material, filling, found)
        flag = templates.render(material.snapshot, material.spec, "flag.html", {**values, **words.for_template()})
        return Manuscript(material.guide, Printer(material.guide, filling.hooks()), flag, self.ledger, is_source=True)

    def _words(self, material: Material, filling: Filling, catalog: Gettext) -> LayoutWords:
        return LayoutWords(catalog, filling.text, material.language, locale_info(LAYOUTS_LOCALE), self._marked)

    def _marked(self, words: FilledWords) -> Markup:
        """Return words of the layout in their mark, and record them where all that fills their fields is known."""
        html = marked_word(words.html, words.msgid, words.msgctxt) if words.has_words else words.html
        fields = [parse_fragment(escape(value)) for value in words.values.values()]
        if self.ledger.may_fill(words.msgid, map(text_of_element, fields)) and not any(find_strangers(one, self.ledger) for one in fields):
            self.ledger.add_words((words.msgctxt, words.msgid), html, words.literals)
        return html

    def _pictures(self, material: Material, files: dict[str, bytes]) -> Pictures:
        # The room of a label was measured in the layouts' own font, not in the clinic's.
        labels = self.problems.attempt(lambda: read_typography(material.snapshot, material.language), lambda: material.typography)
        return Pictures(
            snapshot=material.snapshot,
            guide=material.name,
            locale=material.language.locale,
            lookup=material.lookup,
            rtl=material.language.rtl,
            inside=self.web,
            families=labels.web if self.web else ", ".join(labels.printing),
            features="normal" if self.web else material.typography.features,
            tall=labels.title_leading,
            problems=self.problems,
            files=files,
        )

    def _filling(self, material: Material, pictures: Pictures, order: list[str]) -> Filling:
        front, spec = material.front, material.spec
        return Filling(
            file=material.file,
            guide=material.guide,
            front=front,
            clinic=material.clinic,
            clinic_chosen=bool(material.request.clinic),
            language=material.language,
            source=material.source,
            typography=material.typography,
            citations=Citations(front.references, material.language, spec.references, order, len(material.guide.notes)),
            pictures=pictures,
            problems=self.problems,
            keep_words=material.typography.keep_words and not self.web,
        )

    def _broken_title(self) -> tuple[Finding, ...]:
        """Return a note if a word of the title will be broken without a hyphen."""
        material, locale = self.material, self.material.language.locale
        return (word_broken(material.spec, locale, material.file),) if self.titles.breaks_word(material.language.rtl) else ()


def _signed_words(snapshot: Snapshot) -> frozenset[Key]:
    return frozenset((entry.msgctxt, entry.msgid) for entry in template(snapshot, LAYOUTS).messages)

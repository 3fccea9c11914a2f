"""The variable ``page`` of templates: all that a template may print besides the guide itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from publish.edition.layout.spec import LayoutSpec
from publish.edition.sandbox.values import TemplateFunction, record
from publish.edition.typesetting.gaps import gap
from publish.edition.typesetting.inline import address, cited, ltr
from publish.edition.values.citations import CitedReference
from publish.edition.values.clinic import Clinic
from publish.edition.values.draft import Draft
from publish.edition.values.locale_info import LocaleInfo
from publish.guide import Front
from publish.project.settings import LOGO_PLACES

# Stands for the edition code until the page is complete and its digest is known.
CODE = "\ue000edition-code\ue001"


@dataclass(frozen=True, slots=True)
class Page:
    """All that a template may print besides the guide itself.

    ``web_file`` is the name of the file of its web page, ``web_address`` where that is on the web (empty if it is not), ``web_folder`` the
    folder with a folder for each locale; ``title`` is HTML, ``title_text`` and
    ``source_title`` (in the source language) are plain;
    ``hours`` are rows of days and times, without times for days on which the clinic is closed; ``qr`` is a picture or empty,
    ``qr_address`` the address in it without the edition code, ``qr_shown`` that address as people read it, ``qr_guide`` whether it leads
    to this guide; ``motif`` is the picture for a cover without one; ``languages`` are those the web page exists in;
    ``styles`` is the style sheet of a page that stands alone. ``reviewer`` and ``reviewed`` (a date) are None until there is
    an approval. ``credited`` tells that the guide itself names the author of the article its facts come from.
    ``sources()`` are the references, to be called after the text.
    """

    name: str
    web_file: str
    web_address: str
    web_folder: str
    layout: LayoutSpec
    language: LocaleInfo
    source: LocaleInfo
    title: Markup
    title_text: str
    source_title: str
    description: str
    clinic: Clinic
    logo: Markup
    hours: tuple[tuple[str, str], ...]
    qr: Markup
    qr_address: str
    qr_shown: str
    qr_guide: bool
    motif: Markup
    front: Front
    credited: bool
    reviewer: str | None
    reviewed: date | None
    draft: Draft | None
    languages: tuple[LocaleInfo, ...]
    styles: Markup
    sources: Callable[[], tuple[CitedReference, ...]]
    text: Callable[[str], Markup]
    code: str = CODE

    def for_template(self) -> dict[str, object]:
        """Return what a template sees as ``page``: text, numbers, dates, lists, mappings, markup, and functions that return markup."""
        simple = ("name", "web_file", "title", "title_text", "source_title", "description", "logo", "hours", "qr", "qr_shown")
        later = ("web_address", "web_folder", "qr_guide", "motif", "credited", "reviewer", "reviewed", "styles", "code")
        return {
            **record(self, *simple, *later),
            "layout": record(self.layout, "name", "title", "kind", "text", "orientation", "fold", "references", "bilingual"),
            "language": language_record(self.language),
            "source": language_record(self.source),
            "languages": tuple(map(language_record, self.languages)),
            "clinic": self._clinic(),
            "front": self._front(),
            "draft": record(self.draft, "overdue", "untranslated", "stale", "outdated") if self.draft else None,
            **self._functions(),
        }

    def _clinic(self) -> dict[str, object]:
        known = record(self.clinic, "name", "address", "phone", "dial", "emergency", "email", "feedback", "web", "guides")
        known |= {"logo_place": self.clinic.brand.logo_place or LOGO_PLACES[0]}
        return {**known, "phones": tuple(record(phone, "name", "shown", "dial") for phone in self.clinic.phones)}

    def _front(self) -> dict[str, object]:
        credit = self.front.credit
        known = record(self.front, "edition", "published", "next_review", "author")
        return {**known, "credit": record(credit, "title", "author", "reviewer") if credit else None}

    def _functions(self) -> dict[str, object]:
        """Return the functions of the page, by the names that templates call."""
        return {
            "sources": TemplateFunction("page.sources", lambda: tuple(map(_source, self.sources()))),
            "text": TemplateFunction("page.text", self.text, str),
            "ltr": TemplateFunction("page.ltr", ltr, str),
            "cited": TemplateFunction("page.cited", cited, str),
            "address": TemplateFunction("page.address", lambda text: address(text, rtl=False), str),
            "foreign": TemplateFunction("page.foreign", self._foreign, str),
            "date": TemplateFunction("page.date", self._date, date),
            "counter": TemplateFunction("page.counter", self._counter, str),
        }

    def _foreign(self, text: str) -> Markup:
        """Return ``text`` marked as text in the source language (``lang``, ``dir``)."""
        return Markup('<span lang="{}" dir="{}">{}</span>').format(self.source.tag, self.source.direction, text)

    def _date(self, day: date) -> Markup:
        """Return ``day`` written out as in the reader's language; a placeholder for a day that is not known."""
        return self.text(self.language.date(day)) if day > date.min else gap("?")

    def _counter(self, name: str) -> Markup:
        """Return an element that a style sheet fills with a page counter (``page``, ``pages``) in the digits of the locale."""
        return Markup('<span class="count-{} {}"></span>').format(name, self.language.counter)


def language_record(language: LocaleInfo) -> dict[str, object]:
    """Return what a template sees of a language."""
    return record(language, "locale", "tag", "script", "direction", "rtl", "english", "native", "digits", "counter")


def _source(cited_reference: CitedReference) -> dict[str, object]:
    known = record(cited_reference, "number", "label", "anchor", "address", "cited")
    return {**known, "reference": record(cited_reference.reference, "id", "text", "doi", "url")}

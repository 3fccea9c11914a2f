"""The variable ``page`` of templates: all that a template may print besides the guide itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from publish.edition.layout.spec import LayoutSpec
from publish.edition.typesetting.gaps import gap
from publish.edition.typesetting.inline import address, cited, ltr
from publish.edition.values.citations import CitedReference
from publish.edition.values.clinic import Clinic
from publish.edition.values.draft import Draft
from publish.edition.values.locale_info import LocaleInfo
from publish.guide import Front

# Stands for the edition code until the page is complete and its digest is known.
CODE = "\ue000edition-code\ue001"


@dataclass(frozen=True, slots=True)
class Page:
    """All that a template may print besides the guide itself.

    ``title`` is HTML, ``title_text`` and ``source_title`` (in the source language) are plain; ``hours`` are rows of days
    and times; ``qr`` is a picture or empty, ``qr_shown`` the address in it as people read it, ``qr_guide`` whether it leads
    to this guide; ``motif`` is the picture for a cover without one; ``languages`` are those the web page exists in;
    ``styles`` is the style sheet of a page that stands alone. ``reviewer`` and ``reviewed`` (a date) are None until there is
    an approval. ``credited`` tells that the guide itself names the author of the article its facts come from.
    ``sources()`` are the references, to be called after the text.
    """

    name: str
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

    def ltr(self, text: str) -> Markup:
        """Return ``text`` as one left-to-right run, whatever the direction around it."""
        return ltr(text)

    def cited(self, text: str) -> Markup:
        """Return the text of a reference; a line does not break at the hyphen of a name in it."""
        return cited(text)

    def address(self, text: str) -> Markup:
        """Return a web address of the references, which are always left to right; a line may break at its punctuation."""
        return address(text, rtl=False)

    def foreign(self, text: str) -> Markup:
        """Return ``text`` marked as text in the source language (``lang``, ``dir``)."""
        return Markup('<span lang="{}" dir="{}">{}</span>').format(self.source.tag, self.source.direction, text)

    def date(self, day: date) -> Markup:
        """Return ``day`` written out as in the reader's language; a placeholder for a day that is not known."""
        return self.text(self.language.date(day)) if day > date.min else gap("?")

    def counter(self, name: str) -> Markup:
        """Return an element that a style sheet fills with a page counter (``page``, ``pages``) in the digits of the locale."""
        return Markup('<span class="count-{} {}"></span>').format(name, self.language.counter)

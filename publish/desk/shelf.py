"""What is on the shelf: the guides in every language, how each of them stands, and what a search finds it by."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from publish.approval.status import DomainStatus, PrintState, domain_status, print_state
from publish.catalog.store import lookup_for
from publish.catalog.template import guide_in, is_wanted, workspace_locales
from publish.desk.words import user_language
from publish.edition.layout.spec import layout_specs
from publish.edition.request import Request
from publish.edition.values.clinic import read_clinic
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.guide import take_title
from publish.project import PublishError, Snapshot, once
from publish.release.plan import Selection, plan


@dataclass(frozen=True, slots=True)
class ShelfSheet:
    """One guide in one language. ``state`` is None where a file is broken; ``found_by`` is what a search looks through."""

    language: LocaleInfo
    title: str
    state: PrintState | None
    found_by: str

    def is_found(self, words: list[str]) -> bool:
        """Tell whether a search for ``words`` finds it."""
        return all(word in self.found_by for word in words)


@dataclass(frozen=True, slots=True)
class ShelfGuide:
    """One guide with its title in the source language."""

    name: str
    title: str
    sheets: tuple[ShelfSheet, ...]


@once
def clinic_titles(snapshot: Snapshot) -> dict[str, str]:
    """Return the clinics: the name of each file, and what the clinic is called."""
    return {name: _clinic_title(snapshot, name) for name in snapshot.clinics()}


def _clinic_title(snapshot: Snapshot, name: str) -> str:
    try:
        return read_clinic(snapshot, name).name or name
    except PublishError:
        return name


@once
def shelf(snapshot: Snapshot) -> tuple[ShelfGuide, ...]:
    """Return the guides with all their languages."""
    return tuple(ShelfGuide(guide, guide_title(snapshot, guide), tuple(_sheets(snapshot, guide))) for guide in snapshot.guides())


def _sheets(snapshot: Snapshot, guide: str) -> Iterator[ShelfSheet]:
    locales = workspace_locales(snapshot)
    for locale in locales:
        if is_wanted(snapshot, guide, locale):
            language, title = locale_info(locale), guide_title(snapshot, guide, locale)
            names = (language.english, language.native, locale, language.tag, *_names(locale, locales), guide, title)
            found_by = searchable(" ".join((*names, guide_title(snapshot, guide))))
            yield ShelfSheet(language, title, sheet_state(snapshot, locale, guide), found_by)


def _names(locale: str, readers: tuple[str, ...]) -> Iterator[str]:
    """Yield the name of ``locale`` in each language of the workspace: whoever asks for it may speak any of them."""
    for reader in readers:
        names = Locale.parse(locale_info(reader).cldr).languages
        yield names.get(locale) or names.get(locale.partition("_")[0]) or ""


@dataclass(frozen=True, slots=True)
class Translation:
    """A language of a guide, and how its translation stands."""

    language: LocaleInfo
    status: DomainStatus


@dataclass(frozen=True, slots=True)
class TranslatedGuide:
    """A guide with the languages into which it is translated."""

    name: str
    title: str
    languages: tuple[Translation, ...]


@once
def translated_guides(snapshot: Snapshot) -> tuple[TranslatedGuide, ...]:
    """Return what there is to translate; a language whose files cannot be read is left out, and the shelf says so."""
    return tuple(TranslatedGuide(guide, guide_title(snapshot, guide), tuple(_translations(snapshot, guide))) for guide in snapshot.guides())


def _translations(snapshot: Snapshot, guide: str) -> Iterator[Translation]:
    for locale in workspace_locales(snapshot):
        if locale != snapshot.settings.source_locale and is_wanted(snapshot, guide, locale):
            try:
                yield Translation(locale_info(locale), domain_status(snapshot, locale, guide))
            except PublishError:
                continue


def sheet_state(snapshot: Snapshot, locale: str, guide: str) -> PrintState | None:
    """Return what a page of ``guide`` in ``locale`` is, None where a file that decides it cannot be read."""
    try:
        return print_state(snapshot, locale, guide)
    except PublishError:
        return None


def cover_request(snapshot: Snapshot, guide: str, locale: str) -> Request | None:
    """Return the output whose first page is the cover of ``guide``: the first usual layout on paper; None if there is none."""
    try:
        specs = layout_specs(snapshot)
        names = dict.fromkeys((*snapshot.settings.layouts, *specs))
        name = next((each for each in names if each in specs and specs[each].kind == "pdf" and not specs[each].bilingual), None)
        return plan(snapshot, Selection((guide,), (locale,), (name,)))[0] if name else None
    except PublishError:
        return None


def guide_title(snapshot: Snapshot, guide: str, locale: str | None = None) -> str:
    """Return the title of ``guide`` in ``locale``, in the source language where it is None or there is no translation."""
    try:
        found = take_title(guide_in(snapshot, guide))[0]
        message = found.text.message if found and found.text else None
        if message is None:
            return guide
        is_source = locale in (None, snapshot.settings.source_locale)
        translation = None if is_source else lookup_for(snapshot, str(locale), guide)(message.msgid, message.msgctxt)
        return translation or message.msgid
    except PublishError:
        return guide


def searchable(text: str) -> str:
    """Return ``text`` as a search compares it: small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def matching_guides(snapshot: Snapshot, wanted: str) -> tuple[ShelfGuide, ...]:
    """Return the guides with those of their languages in which a search finds all words of ``wanted``."""
    words = searchable(wanted).split()
    found = (replace(guide, sheets=tuple(sheet for sheet in guide.sheets if sheet.is_found(words))) for guide in shelf(snapshot))
    return tuple(guide for guide in found if guide.sheets)


@dataclass(frozen=True, slots=True)
class MissingLanguage:
    """A language in which there is no guide: its English name, its locale as commands take it, its name for the user.

    ``near`` are languages of the workspace that its speakers may read: they are spoken in the same countries.
    """

    english: str
    locale: str
    name: str
    near: tuple[LocaleInfo, ...] = ()


def missing_language(snapshot: Snapshot, wanted: str) -> MissingLanguage | None:
    """Return the language that ``wanted`` names, in English, in a language of the workspace or by its code, if it is not on the shelf."""
    words, known = searchable(wanted).strip(), workspace_locales(snapshot)
    known_names = Locale.parse(user_language().cldr).languages
    if not words:
        return None
    for reader in dict.fromkeys(("en", *known)):
        for code, name in Locale.parse(locale_info(reader).cldr).languages.items():
            if words in (searchable(name), code.lower()) and code not in known:
                english = str(Locale("en").languages.get(code, name))
                return MissingLanguage(english, code, str(known_names.get(code, name)), tuple(_near(code, known)))
    return None


def _near(code: str, known: tuple[str, ...]) -> Iterator[LocaleInfo]:
    """Yield the locales of ``known`` that are spoken in the country where most speakers of ``code`` live (CLDR), by share."""
    country = _country(code)
    spoken = get_official_languages(country, de_facto=True, regional=True) if country else ()
    yield from (locale_info(locale) for locale in known if Locale.parse(locale_info(locale).cldr).language in spoken and locale != code)


def _country(code: str) -> str | None:
    try:
        found = Locale.parse(code, resolve_likely_subtags=True).territory
    except (UnknownLocaleError, ValueError):
        found = None
    return found or str(get_global("likely_subtags").get(code, "")).rpartition("_")[2] or None

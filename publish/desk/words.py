"""The words of the desk, by gettext (domain ``desk``), in the language of its user. The language of staff is not that of the patient."""

from collections.abc import Iterable, Mapping
from typing import cast

from babel import Locale
from babel.lists import format_list
from flask import current_app, g, has_request_context, request
from markupsafe import Markup, escape

from publish.catalog.store import desk_locales, desk_words
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import PublishError, Snapshot

ENGLISH = "en"
LANGUAGE_COOKIE = "desk_language"


def translate(message: str, **values: object) -> str:
    """Return a message of the desk in the language of its user, with ``values`` in place of ``%(name)s``."""
    text = _words().get(message, message)
    if not values:
        return text
    try:
        return text % values
    except (KeyError, TypeError, ValueError):  # a translation with other placeholders
        return message % values


def translate_markup(message: str, **values: object) -> Markup:
    """Return the same for a template: nothing in a catalog or a value is markup, unless the value says so (`Markup`)."""
    text = escape(_words().get(message, message))
    if not values:
        return text
    try:
        return text % values
    except (KeyError, TypeError, ValueError):
        return escape(message) % values


def user_language() -> LocaleInfo:
    """Return the language of the user: the one chosen at the desk, else what the browser prefers, else English."""
    if not has_request_context():
        return locale_info(ENGLISH)
    if "language" not in g:
        g.language = locale_info(_wanted())
    return g.language  # type: ignore[no-any-return]


def desk_languages() -> tuple[LocaleInfo, ...]:
    """Return the languages in which the desk can be read."""
    return tuple(map(locale_info, desk_locales(_snapshot())))


def language_name(locale: str) -> str:
    """Return the name of a language of patients in the language of the user, in English where CLDR does not know it."""
    found, reader = locale_info(locale), Locale.parse(user_language().cldr)
    name = None if user_language().locale == ENGLISH else Locale.parse(found.cldr).get_display_name(reader)
    return name or found.english


def enumerate_words(words: Iterable[str]) -> str:
    """Return ``words`` in a row, with the marks that the language of the user puts between them (CLDR)."""
    return format_list(tuple(words), locale=user_language().cldr)


def _snapshot() -> Snapshot:
    return cast(Snapshot, current_app.extensions["desk"].snapshots.current())


def _wanted() -> str:
    locales = desk_locales(_snapshot())
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in locales:
        return chosen
    by_tag = {locale_info(locale).tag.lower(): locale for locale in reversed(locales)}
    by_language = {tag.partition("-")[0]: locale for tag, locale in by_tag.items()}
    wanted = (tag.lower() for tag in request.accept_languages.values())  # the one that is liked best first
    found = (by_tag.get(tag) or by_language.get(tag.partition("-")[0]) for tag in wanted)
    return next((locale for locale in found if locale), ENGLISH)


def _words() -> Mapping[str, str]:
    if not has_request_context():
        return {}
    if "words" not in g:
        try:
            locale = user_language().locale
            g.words = desk_words(_snapshot(), locale) if locale != ENGLISH else {}
        except PublishError:  # a broken catalog: the desk stays readable
            g.words = {}
    return g.words  # type: ignore[no-any-return]

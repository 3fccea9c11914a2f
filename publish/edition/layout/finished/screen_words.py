"""Words on a page that a browser shows in the language of staff, without a server: each carries its English, and a table has the others."""

from collections.abc import Callable
from dataclasses import dataclass, field

from babel import Locale
from markupsafe import Markup, escape

from publish.catalog.store import desk_locales, desk_words
from publish.catalog.template import LAYOUTS_LOCALE
from publish.edition.sandbox.values import TemplateFunction
from publish.edition.values.locale_info import locale_info
from publish.project import PublishError, Snapshot


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """gettext for a template: it marks each word as an element ``<span data-word="…">`` in English, and keeps what was used."""

    used: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)

    def for_template(self) -> dict[str, object]:
        """Return the functions of the template by their names: ``gettext``, and ``language_name`` for a locale."""
        functions: dict[str, Callable[..., Markup]] = {"gettext": self.gettext, "language_name": self.language_name}
        return {name: TemplateFunction(name, function, str, named=True) for name, function in functions.items()}

    def gettext(self, message: str, **values: object) -> Markup:
        """Return ``message`` in English, its fields filled with ``values``, as an element that the script of the page translates."""
        self.used.add(message)
        kept = Markup("").join(Markup(' data-value-{}="{}"').format(name, value) for name, value in values.items())
        text = escape(message)
        return Markup('<span data-word="{}"{}>{}</span>').format(message, kept, text % values if values else text)

    def language_name(self, locale: str) -> Markup:
        """Return the English name of a language, as an element that the script translates."""
        self.languages.add(locale)
        return Markup('<span data-language="{}">{}</span>').format(locale, locale_info(locale).english)

    def table(self, snapshot: Snapshot) -> list[dict[str, object]]:
        """Return the languages of the page, English first: tag, direction, native name, and its words and names of languages."""
        return [self._language(snapshot, locale) for locale in desk_locales(snapshot)]

    def _language(self, snapshot: Snapshot, locale: str) -> dict[str, object]:
        found, words, names = locale_info(locale), dict[str, str](), dict[str, str]()
        if locale != LAYOUTS_LOCALE:
            words = _translations(snapshot, locale, self.used)
            reader = Locale.parse(found.cldr)
            names = {each: Locale.parse(locale_info(each).cldr).get_display_name(reader) or "" for each in sorted(self.languages)}
        return {"tag": found.tag, "direction": found.direction, "name": found.native, "words": words, "languages": names}


def _translations(snapshot: Snapshot, locale: str, used: set[str]) -> dict[str, str]:
    try:
        known = desk_words(snapshot, locale)
    except PublishError:  # a broken catalog: the page is read in English
        return {}
    return {message: known[message] for message in sorted(used) if message in known}

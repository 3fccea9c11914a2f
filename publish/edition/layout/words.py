"""Translate the words of layouts: the gettext functions that templates call, whose translations are text and never markup."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from publish.catalog.lookup import Gettext
from publish.edition.sandbox.values import TemplateFunction
from publish.edition.values.locale_info import LocaleInfo

_FUNCTIONS: dict[str, tuple[type, ...]] = {
    "gettext": (str,),
    "ngettext": (str, str, int),
    "pgettext": (str, str),
    "npgettext": (str, str, str, int),
}
_FIELD = re.compile(r"%\((\w+)\)s|%%")


@dataclass(frozen=True, slots=True)
class FilledWords:
    """A message of the layouts as it is printed, its fields filled in; ``literals`` is its text without the fields.

    A message without words of its own (``has_words``) only joins others.
    """

    html: Markup
    msgid: str
    msgctxt: str | None
    literals: str
    values: Mapping[str, object]
    has_words: bool


def _unmarked(words: FilledWords) -> Markup:
    return words.html


class LayoutWords:
    """gettext as a template calls it: ``{{ _("Reviewed by %(name)s.", name=…) }}``.

    ``prose`` turns a part of a message into HTML in the reader's language; ``mark`` returns the whole with a mark of
    the message. A message without a translation, or with one whose fields differ from the source's, is printed in the language of the
    layouts and marked as such (``lang``, ``dir``).
    """

    def __init__(
        self,
        catalog: Gettext,
        prose: Callable[[str], Markup],
        language: LocaleInfo,
        source: LocaleInfo,
        mark: Callable[[FilledWords], Markup] = _unmarked,
    ) -> None:
        self._catalog, self._prose, self._mark = catalog, prose, mark
        self._language, self._source = language, source

    def for_template(self) -> dict[str, object]:
        """Return the four functions by the names that Jinja2's i18n extension calls."""
        return {name: TemplateFunction(name, getattr(self, name), *takes, named=True) for name, takes in _FUNCTIONS.items()}

    def gettext(self, message: str, **values: object) -> Markup:
        """Return ``message`` translated, its fields filled with ``values`` (escaped unless they are markup)."""
        return self._filled(None, message, message, self._catalog.gettext(message), values)

    def ngettext(self, singular: str, plural: str, num: int, **values: object) -> Markup:
        """Return the plural form for ``num``, which also fills the field ``num``."""
        message = singular if num == 1 else plural
        return self._filled(None, singular, message, self._catalog.ngettext(singular, plural, num), {"num": num} | values)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """Return ``message`` in ``context`` translated."""
        return self._filled(context, message, message, self._catalog.pgettext(context, message), values)

    def npgettext(self, context: str, singular: str, plural: str, num: int, **values: object) -> Markup:
        """Return the plural form for ``num`` in ``context``."""
        message = singular if num == 1 else plural
        found = self._catalog.npgettext(context, singular, plural, num)
        return self._filled(context, singular, message, found, {"num": num} | values)

    def _filled(self, context: str | None, msgid: str, message: str, found: str, values: dict[str, object]) -> Markup:
        has_words = any(character.isalpha() for character in _FIELD.sub("", message))
        text = self._printed(msgid, message, found, values, has_words)
        return self._mark(FilledWords(text, msgid, context, _FIELD.sub("", found), values, has_words))

    def _printed(self, msgid: str, message: str, found: str, values: dict[str, object], has_words: bool) -> Markup:
        if self._language.locale == self._source.locale:
            return _fill(message, self._prose, values)
        if msgid not in self._catalog.missing and set(_fields(found)) == set(_fields(message)):
            return _fill(found, self._prose, values)
        if not has_words:
            # The fields say for themselves what language they are in.
            return _fill(message, self._prose, values)
        text = _fill(message, escape, values)
        return Markup('<span lang="{}" dir="{}">{}</span>').format(self._source.tag, self._source.direction, text)


def _fields(message: str) -> list[str]:
    return sorted(found for found in _FIELD.findall(message) if found)


def _fill(message: str, prose: Callable[[str], Markup], values: dict[str, object]) -> Markup:
    return Markup("").join(_pieces(message, prose, values))


def _pieces(message: str, prose: Callable[[str], Markup], values: dict[str, object]) -> Iterator[Markup]:
    end = 0
    for found in _FIELD.finditer(message):
        yield prose(message[end : found.start()])
        yield escape(values.get(found[1], found[0])) if found[1] else Markup("%")
        end = found.end()
    yield prose(message[end:])

"""Look up translations in a catalog: of the messages of a guide, and of the strings of a layout with their plurals."""

from collections.abc import Callable
from dataclasses import dataclass, field

from publish.po.model import Catalog, Key
from publish.po.plurals import parse_plural_forms

Lookup = Callable[[str, str | None], str | None]


def lookup(catalog: Catalog) -> Lookup:
    """Return a function ``lookup(msgid, msgctxt)`` that gives the translation, or None if it is missing, fuzzy or obsolete."""
    found = {entry.key: entry.msgstrs[0] for entry in reversed(catalog.messages) if entry.usable}

    def _lookup(msgid: str, msgctxt: str | None = None) -> str | None:
        return found.get((msgctxt, msgid))

    return _lookup


@dataclass(frozen=True, slots=True)
class _Table:
    """The usable translations of one catalog and its plural rule."""

    forms: dict[Key, tuple[str, ...]]
    plural: Callable[[int], int]

    def form(self, key: Key, count: int | None) -> str | None:
        """Return the translation in the form for ``count``, or in its only form for None; None if there is no translation."""
        forms = self.forms.get(key)
        if not forms:
            return None
        return forms[min(self._number(count), len(forms) - 1)] if count is not None else forms[0]

    def _number(self, count: int) -> int:
        try:
            return self.plural(count)
        except ZeroDivisionError:
            return 0


@dataclass(frozen=True, slots=True)
class Gettext:
    """The gettext functions for Jinja2 over one or more catalogs, of which the first with a translation is used.

    A message without a translation is returned in the source language, and its msgid is added to ``missing``.
    """

    tables: tuple[_Table, ...] = ()
    missing: set[str] = field(default_factory=set, compare=False)

    def gettext(self, message: str) -> str:
        """Return the translation of ``message``."""
        return self._find(None, message, None) or message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the translation in the form for ``n``."""
        return self._find(None, singular, n) or (singular if n == 1 else plural)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of ``message`` in ``context``."""
        return self._find(context, message, None) or message

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the translation in ``context`` and in the form for ``n``."""
        return self._find(context, singular, n) or (singular if n == 1 else plural)

    def _find(self, context: str | None, message: str, count: int | None) -> str | None:
        for table in self.tables:
            text = table.form((context, message), count)
            if text is not None:
                return text
        self.missing.add(message)
        return None


def translations(*catalogs: Catalog) -> Gettext:
    """Return the gettext functions over ``catalogs``, the most specific first."""
    return Gettext(tuple(_table(catalog) for catalog in catalogs))


def _table(catalog: Catalog) -> _Table:
    forms = {entry.key: entry.msgstrs for entry in reversed(catalog.messages) if entry.usable}
    try:
        _, plural = parse_plural_forms(catalog.headers.get("Plural-Forms", ""))
    except ValueError:
        return _Table(forms, lambda count: 0 if count == 1 else 1)
    return _Table(forms, plural)

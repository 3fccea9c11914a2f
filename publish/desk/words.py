"""The words of the desk, by gettext (domain ``desk``). The language of staff is not that of the patient."""

from gettext import NullTranslations

LANGUAGE = "en"
DIRECTION = "ltr"
_translations = NullTranslations()


def translate(message: str) -> str:
    """Return a message of the desk in the language of its user."""
    return _translations.gettext(message)


def translate_plural(singular: str, plural: str, count: int) -> str:
    """Return a message of the desk that counts something, in the language of its user."""
    return _translations.ngettext(singular, plural, count)

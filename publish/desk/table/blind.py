"""What a back-translator sees: the translation of each text, and what they wrote; never the source, a title or a note."""

from collections.abc import Iterator
from dataclasses import dataclass

from publish.approval.back_translation import read_back_translations
from publish.approval.signatures import text_digest
from publish.catalog.store import load
from publish.catalog.template import is_wanted, template, workspace_locales
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import PublishError, Snapshot, misuse, once
from publish.release.making.findings_on_page import mark_of_entry


@dataclass(frozen=True, slots=True)
class BlindText:
    """A text to read back; ``back`` is what was written of it as it is now, empty if nothing was."""

    mark: str
    digest: str
    msgstr: str
    back: str


@dataclass(frozen=True, slots=True)
class BlindLanguage:
    """A translation to read back, and how many of its texts are done."""

    language: LocaleInfo
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class BlindGuide:
    """A guide with its translations. Its ``number`` stands for its name, which would say what it is about."""

    number: int
    languages: tuple[BlindLanguage, ...]


@once
def blind_texts(snapshot: Snapshot, locale: str, guide: str) -> tuple[BlindText, ...]:
    """Return the texts of ``guide`` in ``locale`` that can be read back, in their order.

    Raises `UsageError` for a locale that does not exist, and `PublishError` if a file cannot be read.
    """
    if locale not in _locales(snapshot):
        raise misuse("unknown-locale", f"there is no translation into “{locale}”", hint="go back to the list")
    return tuple(_texts(snapshot, locale, guide))


def _texts(snapshot: Snapshot, locale: str, guide: str) -> Iterator[BlindText]:
    index, given = load(snapshot, locale, guide).index, read_back_translations(snapshot, locale)
    for message in template(snapshot, guide).messages:
        entry, mark = index.get(message.key), mark_of_entry(message)
        if entry is not None and entry.usable and entry.msgid_plural is None:
            digest, back = text_digest(entry), given.get((guide, mark))
            yield BlindText(mark, digest, entry.msgstr, back.back if back and back.text == digest else "")


@once
def blind_guides(snapshot: Snapshot) -> tuple[BlindGuide, ...]:
    """Return the guides that have a translation to read back."""
    found = (BlindGuide(number, tuple(_languages(snapshot, guide))) for number, guide in enumerate(snapshot.guides(), 1))
    return tuple(guide for guide in found if guide.languages)


def _languages(snapshot: Snapshot, guide: str) -> Iterator[BlindLanguage]:
    for locale in _locales(snapshot):
        if is_wanted(snapshot, guide, locale):
            try:
                texts = blind_texts(snapshot, locale, guide)
            except PublishError:
                continue
            if texts:
                yield BlindLanguage(locale_info(locale), sum(bool(text.back) for text in texts), len(texts))


def _locales(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(locale for locale in workspace_locales(snapshot) if locale != snapshot.settings.source_locale)

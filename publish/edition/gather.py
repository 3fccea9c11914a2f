"""Everything an edition is made of, read and checked before anything is composed."""

from dataclasses import dataclass, replace

from publish.catalog.lookup import Gettext
from publish.catalog.store import layout_translations, lookup_for
from publish.catalog.template import front_in, guide_in
from publish.edition.layout.spec import LayoutSpec, folded, layout_spec, on_paper
from publish.edition.layout.typography import Typography, read_typography
from publish.edition.values.clinic import Clinic, read_clinic
from publish.edition.values.language import Language, language_of
from publish.guide import Block, Front, Guide, Lookup, Message, messages, select, translate_guide, without_gaps
from publish.project import Finding, PublishError, Severity, Snapshot, misuse, problem
from publish.project.names import catalog_file
from publish.text.suggest import choose_from

OFF_LABEL = "off-label"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of one output. ``original`` is the edition in the source language, ``guide`` the same translated."""

    snapshot: Snapshot
    name: str
    spec: LayoutSpec
    paper: str | None
    language: Language
    source: Language
    typography: Typography
    front: Front
    original: Guide
    guide: Guide
    lookup: Lookup
    words: Gettext
    clinic: Clinic

    @property
    def file(self) -> str:
        """The guide's file in messages."""
        return f"source/{self.name}/guide.md"


def gather(snapshot: Snapshot, guide: str, locale: str, layout: str, paper: str | None, clinic: str | None, fold: str | None) -> Inputs:
    """Return what the output is made of.

    Raises `UsageError` for a name that does not exist, `PublishError` where a file is wrong, where a critical text is not
    translated (``critical-missing``) or where an edition leaves out what is off-label (``off-label-missing``).
    """
    spec, language = on_paper(folded(layout_spec(snapshot, layout), fold), paper), language_of(locale)
    _check_names(snapshot, guide, spec, paper)
    whole = guide_in(snapshot, guide)
    original = without_gaps(select(whole, spec.text))
    lookup = lookup_for(snapshot, locale, guide)
    is_source = locale == snapshot.settings.source_locale
    inputs = Inputs(
        snapshot=snapshot,
        name=guide,
        spec=spec,
        paper=paper,
        language=language,
        source=language_of(snapshot.settings.source_locale),
        typography=read_typography(snapshot, language),
        front=front_in(snapshot, guide),
        original=original,
        guide=original if is_source else translate_guide(original, lookup),
        lookup=(lambda msgid, msgctxt: msgid) if is_source else lookup,
        words=layout_translations(snapshot, locale),
        clinic=read_clinic(snapshot, clinic) if clinic else Clinic(),
    )
    _check_text(inputs, whole, is_source)
    return inputs


def as_source(inputs: Inputs) -> Inputs:
    """Return ``inputs`` for the same output in the source language."""
    typography = read_typography(inputs.snapshot, inputs.source)
    return replace(inputs, language=inputs.source, typography=typography, guide=inputs.original, lookup=lambda msgid, msgctxt: msgid)


def built_languages(inputs: Inputs) -> tuple[Language, ...]:
    """Return the languages that this guide is built in: the source, and those whose catalog holds every critical text."""
    critical = [message for message in messages(guide_in(inputs.snapshot, inputs.name)) if message.critical]
    found = []
    for locale in dict.fromkeys((*inputs.snapshot.settings.all_locales, inputs.language.locale)):
        lookup = lookup_for(inputs.snapshot, locale, inputs.name)
        has_catalog = inputs.snapshot.has(catalog_file(locale, inputs.name))
        whole = has_catalog and all(lookup(message.msgid, message.msgctxt) for message in critical)
        if whole or locale in (inputs.source.locale, inputs.language.locale):
            found.append(language_of(locale))
    return tuple(found)


def _check_names(snapshot: Snapshot, guide: str, spec: LayoutSpec, paper: str | None) -> None:
    if guide not in snapshot.guides():
        raise misuse("unknown-guide", f"there is no guide “{guide}”", hint=choose_from(guide, snapshot.guides()))
    if spec.kind == "pdf" and paper not in spec.papers:
        message = f"the layout {spec.name} is not made for the paper “{paper}”"
        raise misuse("unknown-paper", message, hint=f"use one of {', '.join(spec.papers)}")


def _check_text(inputs: Inputs, whole: Guide, is_source: bool) -> None:
    if _has_role(whole, OFF_LABEL) and not _has_role(inputs.original, OFF_LABEL):
        message = f"the {inputs.spec.text} edition leaves out what is off-label"
        hint = "take “::: off-label” out of “::: full” or “::: short”"
        raise problem("off-label-missing", message, file=inputs.file, hint=hint)
    missing = [] if is_source else untranslated_critical(inputs.guide)
    if missing:
        raise PublishError(*(_missing(inputs, message) for message in missing))


def _has_role(guide: Guide, role: str) -> bool:
    return any(block.role == role for block in guide.walk())


def untranslated_critical(guide: Guide) -> list[Message]:
    """Return the critical messages of a translated ``guide`` that are still in the source language."""
    return [message for block in guide.walk() for message in _critical(block)]


def _critical(block: Block) -> list[Message]:
    return [text.message for text in block.texts if text.message and text.message.critical and not text.translated]


def _missing(inputs: Inputs, message: Message) -> Finding:
    locale = inputs.language.locale
    return Finding(
        Severity.ERROR,
        "critical-missing",
        "a critical text is not translated, or its translation is fuzzy",
        file=inputs.file,
        anchor=message.reference.lstrip("#") or None,
        locale=locale,
        msgid=message.msgid,
        hint=f"translate it in locales/{locale}/LC_MESSAGES/{inputs.name}.po; a critical text is never printed in another language",
    )

"""Read everything that one edition is made of: guide, translation, layout, typography, clinic and the state of its approval."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from publish.approval.status import DomainStatus, domain_status
from publish.catalog.lookup import Gettext
from publish.catalog.store import is_complete, layout_translations, lookup_for, standing_lookup
from publish.catalog.template import LAYOUTS, front_in, guide_in, is_wanted, workspace_locales
from publish.edition.layout.source_slips import source_slips
from publish.edition.layout.spec import SHARED, LayoutSpec, folded, layout_names, layout_spec, on_paper
from publish.edition.layout.typography import PLAIN, Typography, read_typography
from publish.edition.problems import Problems
from publish.edition.request import Request
from publish.edition.typesetting.gaps import mark_untranslated
from publish.edition.typesetting.tables import Column, fit_tables, stack_tables
from publish.edition.typesetting.whole_words import whole_terms
from publish.edition.values.brand import brand_findings
from publish.edition.values.clinic import Clinic, read_clinic
from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.guide import (
    Block,
    Front,
    Guide,
    Lookup,
    Message,
    Text,
    select,
    translate_guide,
    unknown_classes,
    without_classes,
    without_gaps,
)
from publish.press.sheets.paper import size_of
from publish.project import Finding, Settings, Severity, Snapshot, misuse
from publish.project.names import PROJECT, clinic_file
from publish.project.settings import Brand
from publish.text.suggest import choose_from

OFF_LABEL = "off-label"
# The margin of pages on their side (print.css, ``@page rotated``).
ROTATED_MARGIN_MM = 14.0
BRANDED_SCRIPTS = ("Latn", "Cyrl", "Grek")
UNKNOWN_DAY = date.min
"""Stands for the dates of a guide whose guide.toml cannot be read."""


@dataclass(frozen=True, slots=True)
class Material:
    """What one edition is made of. ``original`` is the edition in the source language, ``guide`` the same translated.

    ``standings`` are the states of approval of all that is printed, that of the guide first.
    """

    snapshot: Snapshot
    request: Request
    settings: Settings
    spec: LayoutSpec
    language: LocaleInfo
    source: LocaleInfo
    typography: Typography
    front: Front
    original: Guide
    guide: Guide
    lookup: Lookup
    words: Gettext
    clinic: Clinic
    standings: tuple[DomainStatus, ...]

    @property
    def name(self) -> str:
        """The name of the guide."""
        return self.request.guide

    @property
    def file(self) -> str:
        """The file of the guide, as findings name it."""
        return f"source/{self.name}/guide.md"


def gather(snapshot: Snapshot, request: Request, problems: Problems) -> Material:
    """Return what the output is made of; whatever cannot be read is reported to ``problems`` and replaced by something empty.

    An untranslated critical text (``critical-missing``) and an edition that leaves out what is off-label (``off-label-missing``) are
    reported too. Raises `UsageError` for a guide, locale, layout, paper or clinic that does not exist.
    """
    _check_name("layout", request.layout, layout_names(snapshot))
    language = locale_info(request.locale)
    _check_name("guide", request.guide, snapshot.guides())
    settings = problems.attempt(lambda: snapshot.settings, Settings)
    spec = _spec(snapshot, request, problems)
    whole = problems.attempt(lambda: guide_in(snapshot, request.guide), Guide)
    selected = without_gaps(select(whole, spec.text, spec.pictures))
    strange = unknown_classes(selected, (*spec.classes, *map(str.lower, settings.roles)))
    original = without_classes(selected, strange)
    is_source = request.locale == settings.source_locale
    lookup = _as_written if is_source else problems.attempt(lambda: lookup_for(snapshot, request.locale, request.guide), lambda: _nothing)
    clinic = _clinic(snapshot, request, settings, problems)
    source = problems.attempt(lambda: locale_info(settings.source_locale), lambda: locale_info("en"))
    material = Material(
        snapshot=snapshot,
        request=request,
        settings=settings,
        spec=spec,
        language=language,
        source=source,
        typography=_typography(snapshot, language, clinic, problems),
        front=problems.attempt(lambda: front_in(snapshot, request.guide), lambda: Front("", UNKNOWN_DAY, UNKNOWN_DAY)),
        original=original,
        guide=original if is_source else without_classes(translate_guide(selected, lookup), strange),
        lookup=lookup,
        words=problems.attempt(lambda: layout_translations(snapshot, request.locale), Gettext),
        clinic=clinic,
        standings=tuple(_standings(snapshot, request, settings, spec, problems)),
    )
    problems.attempt(lambda: problems.report(_text_problems(material, whole)), lambda: None)
    problems.report(_unknown_class(material, name) for name in strange)
    if is_source:
        return material
    if request.is_proof:
        standing = problems.attempt(lambda: standing_lookup(snapshot, request.locale, request.guide), lambda: _nothing)
        return replace(material, lookup=standing, guide=without_classes(translate_guide(selected, standing), strange))
    return replace(material, guide=mark_untranslated(material.guide))


def as_source(material: Material, problems: Problems) -> Material:
    """Return ``material`` for the same output in the source language."""
    typography = _typography(material.snapshot, material.source, material.clinic, problems)
    return replace(material, language=material.source, typography=typography, guide=material.original, lookup=_as_written)


def with_tables(material: Material, plain: Callable[[Text], str]) -> Material:
    """Return ``material`` with tables as the layout can print them: two columns of text have no room for those of a table."""
    spec, typography, stacked = material.spec, material.typography, material.request.stacked
    if spec.bilingual or stacked and spec.kind == "pdf":
        return replace(material, guide=stack_tables(material.guide, typography.label))
    if spec.column_mm is None:
        return material
    sizes_pt = (spec.smallest_pt * typography.scale, spec.largest_pt * typography.scale)
    column = Column(spec.column_mm, *sizes_pt, rotated_mm=_rotated_mm(material))
    return replace(material, guide=fit_tables(material.guide, column, plain, typography.label))


def _rotated_mm(material: Material) -> float:
    """Return the width of text on a page on its side (``@page rotated``).

    It is 0 where pages fold, lie on their side already or are trimmed, and in short editions, whose readers a row at a time serves better.
    """
    spec, request = material.spec, material.request
    if spec.fold or spec.text != "full" or spec.orientation != "portrait" or request.purpose == "press":
        return 0.0
    return size_of(request.paper or "").height_mm - 2 * ROTATED_MARGIN_MM


def built_languages(material: Material, problems: Problems) -> tuple[LocaleInfo, ...]:
    """Return the languages in which this guide is built: the source, and those whose catalog has every critical text."""
    snapshot, name = material.snapshot, material.name
    found: list[LocaleInfo] = []
    known = problems.attempt(lambda: workspace_locales(snapshot), lambda: material.settings.all_locales)
    for locale in dict.fromkeys((*(each for each in known if is_wanted(snapshot, name, each)), material.language.locale)):
        if locale in (material.source.locale, material.language.locale) or is_complete(snapshot, name, locale):
            found += problems.attempt(partial(_info, locale), list[LocaleInfo])
    return tuple(found)


def _info(locale: str) -> list[LocaleInfo]:
    return [locale_info(locale)]


def _as_written(msgid: str, msgctxt: str | None) -> str | None:
    return msgid


def _nothing(msgid: str, msgctxt: str | None) -> str | None:
    return None


def _check_name(kind: str, name: str, known: tuple[str, ...], note: str = "") -> None:
    if name not in known:
        raise misuse(f"unknown-{kind}", f"there is no {kind} “{name}”", hint=choose_from(name, known) + note)


def _spec(snapshot: Snapshot, request: Request, problems: Problems) -> LayoutSpec:
    """Return the layout on its paper; raises `UsageError` (``unknown-paper``) if it is not made for that paper."""
    broken = LayoutSpec(
        name=request.layout,
        title=request.layout,
        text="full",
        kind="pdf" if request.paper else "html",
        template="",
        styles=(),
        draft_styles=(),
        folders=tuple(f"{root}/{SHARED}" for root in snapshot.layout_roots),
        papers=(request.paper,) if request.paper else (),
    )
    spec = problems.attempt(lambda: layout_spec(snapshot, request.layout), lambda: broken)
    if spec.kind == "pdf" and request.paper not in spec.papers:
        message = f"the layout {spec.name} is not made for the paper “{request.paper}”"
        raise misuse("unknown-paper", message, hint=f"use one of {', '.join(spec.papers)}")
    return on_paper(folded(spec, request.fold), request.paper)


def _clinic(snapshot: Snapshot, request: Request, settings: Settings, problems: Problems) -> Clinic:
    """Return the clinic with its look, of which it may leave parts to project.toml."""
    name = request.clinic
    if not name:
        problems.report(brand_findings(settings.brand, PROJECT))
        return Clinic(brand=settings.brand)
    _check_name("clinic", name, snapshot.clinics(), "; a clinic is a file in source/clinics/")
    clinic = problems.attempt(lambda: read_clinic(snapshot, name), Clinic)
    brand = clinic.brand.over(settings.brand)
    problems.report(brand_findings(brand, clinic_file(name) if clinic.brand != Brand() else PROJECT))
    return replace(clinic, brand=brand)


def _typography(snapshot: Snapshot, language: LocaleInfo, clinic: Clinic, problems: Problems) -> Typography:
    """Return how ``language`` is set: with the terms that no line may part, and in the clinic's font if fonts of brands have its script."""
    found = problems.attempt(lambda: read_typography(snapshot, language), lambda: PLAIN)
    terms = problems.attempt(lambda: whole_terms(snapshot, language), tuple[str, ...])
    found = replace(found, whole_words=tuple(dict.fromkeys((*found.whole_words, *terms))))
    family = clinic.brand.family
    if family is None or language.script not in BRANDED_SCRIPTS:
        return found
    return replace(found, families=(family, *found.families), web=f"'{family}', {found.web}")


def _standings(
    snapshot: Snapshot, request: Request, settings: Settings, spec: LayoutSpec, problems: Problems
) -> Iterator[DomainStatus]:
    """Yield the state of all that is printed, that of the guide first; a bilingual layout prints words of the source language too."""
    locales = (request.locale, *((settings.source_locale,) if spec.bilingual else ()))
    for locale, domain in dict.fromkeys(((request.locale, request.guide), *((locale, LAYOUTS) for locale in locales))):
        yield problems.attempt(*_standing(snapshot, locale, domain))


def _standing(snapshot: Snapshot, locale: str, domain: str) -> tuple[Callable[[], DomainStatus], Callable[[], DomainStatus]]:
    """Return how to read a state, and what it is where that fails: a draft."""
    draft = DomainStatus(locale, domain, draft=True, total=0, translated=0, fuzzy=0, missing=0, approved=0)
    return lambda: domain_status(snapshot, locale, domain), lambda: draft


def _text_problems(material: Material, whole: Guide) -> Iterator[Finding]:
    yield from (slip for slip in source_slips(material.snapshot, material.name) if slip.severity is Severity.ERROR)
    if _has_role(whole, OFF_LABEL) and not _has_role(material.original, OFF_LABEL):
        yield Finding(
            Severity.ERROR,
            "off-label-missing",
            f"the {material.spec.text} edition leaves out what is off-label",
            file=material.file,
            hint="take “::: off-label” out of “::: full” or “::: short”",
        )
    if material.guide is not material.original:
        yield from (_missing(material, message) for block in material.guide.walk() for message in _untranslated_critical(block))


def _unknown_class(material: Material, name: str) -> Finding:
    message = f"the layout {material.spec.name} does not know the class or role “{name}”: the text is printed without it"
    hint = f"take it out of the guide, or write it under classes in {material.spec.file}"
    return Finding(Severity.WARNING, "class-unknown", message, file=material.file, hint=hint)


def _has_role(guide: Guide, role: str) -> bool:
    return any(block.role == role for block in guide.walk())


def _untranslated_critical(block: Block) -> list[Message]:
    return [text.message for text in block.texts if text.message and text.message.critical and not text.translated]


def _missing(material: Material, message: Message) -> Finding:
    locale = material.language.locale
    return Finding(
        Severity.ERROR,
        "critical-missing",
        "a critical text is not translated, or its translation is fuzzy",
        file=material.file,
        anchor=message.reference.lstrip("#") or None,
        locale=locale,
        msgid=message.msgid,
        hint=f"translate it in locales/{locale}/LC_MESSAGES/{material.name}.po; a critical text is never printed in another language",
    )

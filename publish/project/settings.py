"""The settings of a workspace, from source/project.toml."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeAlias

from publish.project.findings import Finding, PublishError, Severity, problem
from publish.project.names import PROJECT as FILE
from publish.project.names import is_plain_name
from publish.project.shapes import Rejected, one_of
from publish.project.tables import FileKind, keys_of, read_table
from publish.project.toml import KeyPath, TomlFile, parse_toml
from publish.text.suggest import similar_names

ROLES = ("translator", "reviser", "clinician", "back-translator")
Role: TypeAlias = Annotated[str, one_of(*ROLES)]
LOGO_PLACES = ("cover", "back")


def _colour(code: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", code):
        raise Rejected("a colour as six hexadecimal digits, as in “#0b5563”")
    return code.lower()


# Fonts that draw signs, bars or nothing where a text has letters and digits. A browser on another machine may have them.
_SIGN_FONTS = re.compile(
    r"ding|symbol|blank|emoji|icon|barcode|code *(?:39|128)|braille|redacted|marlett|mt extra|sign *writing|music|awesome|glyph|rune|runic"
    r"|klingon|bookshelf|monotype sorts|holomdl2|mdl2 assets",
    re.IGNORECASE,
)


def reading_family(name: str) -> str:
    """Return the ``name`` of a font family; raises `Rejected` for a font of signs, in which a dose would read as pictures."""
    if _SIGN_FONTS.search(name):
        raise Rejected("a font for reading: this one draws signs in place of letters and digits")
    return name


def _family(name: str) -> str:
    if not re.fullmatch(r"[\w][\w .-]{0,60}", name):
        raise Rejected("the name of one font family, as in “Source Sans 3”")
    return reading_family(name)


_Colour: TypeAlias = Annotated[str, _colour]


@dataclass(frozen=True, slots=True)
class Brand:
    """The look of a clinic. What is None is as the layouts have it.

    ``accent`` is the colour of headings, lines and the cover, ``tint`` the pale one of boxes (both ``#rrggbb``), ``family`` the font of
    Latin, Cyrillic and Greek text, ``logo_place`` where logo and name stand on a folded sheet: one of `LOGO_PLACES`.
    """

    accent: _Colour | None = None
    tint: _Colour | None = None
    family: Annotated[str, _family] | None = None
    logo_place: Annotated[str, one_of(*LOGO_PLACES)] | None = None

    def over(self, other: "Brand") -> "Brand":
        """Return this look with what it leaves out taken from ``other``."""
        return Brand(
            self.accent or other.accent, self.tint or other.tint, self.family or other.family, self.logo_place or other.logo_place
        )


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """The `ROLES` that must have signed a text before it is more than a draft; ``critical`` adds to ``required``."""

    required: tuple[Role, ...] = ("translator", "reviser", "clinician")
    critical: tuple[Role, ...] = ("translator", "reviser", "clinician")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a workspace. Locales are named as their folders are: ``pt_BR``, ``zh_Hans``.

    ``papers`` and ``layouts`` are printed if no others are asked for. ``brand`` is the look of clinics that state none of their own.
    ``roles`` are roles of sections beside the usual ones. ``press_profile`` is the file below source/ that holds the ICC
    profile of the print shop.
    """

    source_locale: str = "en"
    locales: tuple[str, ...] = ()
    papers: tuple[str, ...] = ("A4", "Letter")
    layouts: tuple[str, ...] = ("brochure", "handout", "web")
    clinic: str | None = None
    roles: tuple[str, ...] = ()
    press_profile: str | None = None
    policy: ApprovalPolicy = field(default_factory=ApprovalPolicy)
    brand: Brand = Brand()

    @property
    def all_locales(self) -> tuple[str, ...]:
        """The source locale, then the others in the order of project.toml."""
        return (self.source_locale, *(name for name in self.locales if name != self.source_locale))


def parse_settings(data: bytes, name: str = FILE) -> Settings:
    """Return the settings in project.toml, whose content is ``data``; ``name`` is its name in messages.

    Raises `PublishError`: ``file-unreadable``, ``toml-broken``, or ``setting-wrong`` for each value of the wrong type, each role that
    does not exist (a text would wait for its signature for ever) and each misspelt key; ``unknown-locale``, ``unknown-layout``,
    ``unknown-paper`` or ``unknown-clinic`` for each name that cannot be one (`publish.project.names.is_plain_name`).
    """
    file, _ = read_table(data, name, _ProjectFile, _KIND)
    _check_names(data, name, file.project)
    return Settings(
        source_locale=file.project.source_locale or _USUAL.source_locale,
        locales=file.project.locales,
        papers=file.project.papers,
        layouts=file.project.layouts,
        clinic=file.project.clinic,
        roles=file.project.roles,
        press_profile=file.press.profile,
        policy=file.release,
        brand=file.brand,
    )


def ignored_settings(data: bytes, name: str = FILE) -> tuple[Finding, ...]:
    """Return a warning for each key of project.toml that is ignored. Raises `PublishError` as `parse_settings` does."""
    return read_table(data, name, _ProjectFile, replace(_KIND, unknown_keys=_tell_unknown))[1]


def setting_keys() -> tuple[str, ...]:
    """Return the keys of project.toml (`publish.project.tables.keys_of`)."""
    return keys_of(_ProjectFile)


_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class _Project:
    source_locale: str = _USUAL.source_locale
    locales: tuple[str, ...] = _USUAL.locales
    papers: tuple[str, ...] = _USUAL.papers
    layouts: tuple[str, ...] = _USUAL.layouts
    clinic: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Press:
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class _ProjectFile:
    """The tables of project.toml."""

    project: _Project = field(default_factory=_Project)
    press: _Press = field(default_factory=_Press)
    release: ApprovalPolicy = field(default_factory=ApprovalPolicy)
    brand: Brand = Brand()


def _check_names(data: bytes, name: str, project: _Project) -> None:
    """Raise `PublishError` for each name in [project] that could lead to another file, or is not shown as it is."""
    wrong = [
        (key, place, value)
        for key in ("source_locale", "locales", "papers", "layouts", "clinic")
        for place, value in enumerate(_values(getattr(project, key)))
        if not is_plain_name(value)
    ]
    if wrong:
        file = parse_toml(data, name)
        raise PublishError(*(_name_finding(file, *each) for each in wrong))


def _values(value: tuple[str, ...] | str | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _name_finding(file: TomlFile, key: str, place: int, value: str) -> Finding:
    kind = key.removeprefix("source_").removesuffix("s")
    message = f"“{value}” cannot be the name of a {kind}"
    hint = "a name is one word for one file: no slash, no dot at the beginning, no invisible character"
    line = file.line_of(("project", key, place))
    return problem(f"unknown-{kind}", message, file=file.name, line=line, hint=hint).findings[0]


def _judge_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity | None:
    """Refuse every unknown key of [release] and [brand], elsewhere only one that looks like a misspelt key.

    Other programs may keep keys of their own here.
    """
    if path in (("release",), ("brand",)) or path in ((), ("project",), ("press",)) and similar_names(key, known, cutoff=0.75):
        return Severity.ERROR
    return None


def _tell_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity:
    """Refuse what `_judge_unknown` refuses, and report every other unknown key."""
    return _judge_unknown(path, key, known) or Severity.WARNING


_KIND = FileKind("setting-wrong", f"correct it in {FILE}", unknown_keys=_judge_unknown)

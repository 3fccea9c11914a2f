"""The settings of a workspace, from source/project.toml."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from publish.project.findings import Severity
from publish.project.names import PROJECT as FILE
from publish.project.shapes import one_of
from publish.project.tables import FileKind, read_table
from publish.project.toml import KeyPath
from publish.text.suggest import similar_names

ROLES = ("translator", "reviser", "clinician", "back-translator")
Role: TypeAlias = Annotated[str, one_of(*ROLES)]


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """The `ROLES` that must have signed a text before it is more than a draft; ``critical`` adds to ``required``."""

    required: tuple[Role, ...] = ("translator", "reviser", "clinician")
    critical: tuple[Role, ...] = ("translator", "reviser", "clinician")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a workspace. Locales are named as their folders are: ``pt_BR``, ``zh_Hans``.

    ``papers`` and ``layouts`` are printed if no others are asked for. ``press_profile`` is the file below source/ that holds the ICC
    profile of the print shop.
    """

    source_locale: str = "en"
    locales: tuple[str, ...] = ()
    papers: tuple[str, ...] = ("A4", "Letter")
    layouts: tuple[str, ...] = ("brochure", "handout", "web")
    clinic: str | None = None
    press_profile: str | None = None
    policy: ApprovalPolicy = field(default_factory=ApprovalPolicy)

    @property
    def all_locales(self) -> tuple[str, ...]:
        """The source locale, then the others in the order of project.toml."""
        return (self.source_locale, *(name for name in self.locales if name != self.source_locale))


def parse_settings(data: bytes, name: str = FILE) -> Settings:
    """Return the settings in project.toml, whose content is ``data``; ``name`` is its name in messages.

    Raises `PublishError`: ``file-unreadable``, ``toml-broken``, or ``setting-wrong`` for each value of the wrong type, each role that
    does not exist (a text would wait for its signature for ever) and each misspelt key.
    """
    file, _ = read_table(data, name, _ProjectFile, _KIND)
    return Settings(
        source_locale=file.project.source_locale or _USUAL.source_locale,
        locales=file.project.locales,
        papers=file.project.papers,
        layouts=file.project.layouts,
        clinic=file.project.clinic,
        press_profile=file.press.profile,
        policy=file.release,
    )


_USUAL = Settings()


@dataclass(frozen=True, slots=True)
class _Project:
    source_locale: str = _USUAL.source_locale
    locales: tuple[str, ...] = _USUAL.locales
    papers: tuple[str, ...] = _USUAL.papers
    layouts: tuple[str, ...] = _USUAL.layouts
    clinic: str | None = None


@dataclass(frozen=True, slots=True)
class _Press:
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class _ProjectFile:
    """The tables of project.toml."""

    project: _Project = field(default_factory=_Project)
    press: _Press = field(default_factory=_Press)
    release: ApprovalPolicy = field(default_factory=ApprovalPolicy)


def _judge_unknown(path: KeyPath, key: str, known: Collection[str]) -> Severity | None:
    """Refuse every unknown key of [release], elsewhere only one that looks like a misspelt key: other programs may keep theirs here."""
    if path == ("release",) or path in ((), ("project",)) and similar_names(key, known, cutoff=0.75):
        return Severity.ERROR
    return None


_KIND = FileKind("setting-wrong", f"correct it in {FILE}", unknown_keys=_judge_unknown)

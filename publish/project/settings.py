"""What source/project.toml says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publish.project.findings import problem
from publish.text.suggest import choose_from, similar_names

FILE = "source/project.toml"
ROLES = ("translator", "reviser", "clinician", "back-translator")
TABLES = ("project", "press", "release")
PROJECT = ("source_locale", "locales", "papers", "layouts", "clinic")


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """Which of `ROLES` must have signed before a text is more than a draft; ``critical`` adds to ``required``."""

    required: tuple[str, ...] = ("translator", "reviser", "clinician")
    critical: tuple[str, ...] = ("translator", "reviser", "clinician")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a workspace. Locales are named as their folders are: ``pt_BR``, ``zh_Hans``.

    ``papers`` and ``layouts`` are what is printed where nobody asks for others. ``press_profile`` is the file below source/ that
    holds the ICC profile of the print shop.
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


def settings_from(table: dict[str, Any]) -> Settings:
    """Return the settings in the tables of project.toml.

    A wrong type, and whatever of the policy is misspelt, is a `PublishError` (``setting-wrong``): a role that does not exist
    would wait for nobody.
    """
    _spelt(table)
    project, release = _table(table, "project"), _table(table, "release")
    usual = Settings()
    return Settings(
        source_locale=_text(project, "source_locale", usual.source_locale) or usual.source_locale,
        locales=_texts(project, "locales", usual.locales),
        papers=_texts(project, "papers", usual.papers),
        layouts=_texts(project, "layouts", usual.layouts),
        clinic=_text(project, "clinic", None),
        press_profile=_text(_table(table, "press"), "profile", None),
        policy=ApprovalPolicy(
            required=_roles(release, "required", usual.policy.required),
            critical=_roles(release, "critical", usual.policy.critical),
        ),
    )


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise _wrong(key, "a table")
    return value


def _text(table: dict[str, Any], key: str, usual: str | None) -> str | None:
    value = table.get(key, usual)
    if value is not None and not isinstance(value, str):
        raise _wrong(key, "text in quotes")
    return value


def _texts(table: dict[str, Any], key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    value = table.get(key, list(usual))
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(key, "a list of texts in quotes")
    return tuple(value)


def _roles(table: dict[str, Any], key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    roles = _texts(table, key, usual)
    for role in roles:
        if role not in ROLES:
            raise _misspelt(f"“{role}” in “{key}” is not a role", role, ROLES)
    return roles


def _spelt(table: dict[str, Any]) -> None:
    """Refuse what a slip of the pen would leave out: any strange key of [release]; a table, or a key of [project], that is almost ours."""
    for name in table:
        if name not in TABLES and similar_names(name, TABLES, cutoff=0.75):
            raise _misspelt(f"there is no table “{name}”", name, TABLES)
    for key in _table(table, "project"):
        if key not in PROJECT and similar_names(key, PROJECT, cutoff=0.75):
            raise _misspelt(f"[project] has no “{key}”", key, PROJECT)
    keys = ApprovalPolicy.__match_args__
    for key in _table(table, "release"):
        if key not in keys:
            raise _misspelt(f"[release] has no “{key}”", key, keys)


def _misspelt(message: str, word: str, known: Iterable[str]) -> Exception:
    return problem("setting-wrong", message, file=FILE, hint=choose_from(word, known))


def _wrong(key: str, wanted: str) -> Exception:
    return problem("setting-wrong", f"“{key}” must be {wanted}", file=FILE, hint=f"mend “{key}” in {FILE}")

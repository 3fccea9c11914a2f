"""layouts/typography.toml: how each script and locale is set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from publish.edition.values.locale_info import LocaleInfo
from publish.project import Snapshot, once, problem
from publish.project.toml import parse_toml

FILE = "layouts/typography.toml"
NO_FEATURES = "normal"


@dataclass(frozen=True, slots=True)
class Typography:
    """How one locale is set; the keys are explained in layouts/typography.toml.

    ``families`` have the letters, ``symbols`` the signs that those lack. ``leading`` and ``title_leading`` are in times the type
    size, ``scale`` multiplies the type size itself.
    """

    families: tuple[str, ...]
    symbols: tuple[str, ...]
    web: str
    leading: float
    title_leading: float
    scale: float
    weight: int
    hyphenate: bool
    part_long_words: bool
    keep_words: bool
    range: str
    label: str
    features: str

    @property
    def printing(self) -> tuple[str, ...]:
        """Every family that may print, first choice first."""
        return tuple(dict.fromkeys((*self.families, *self.symbols)))


PLAIN = Typography(
    families=("Noto Sans",),
    symbols=(),
    web="system-ui, sans-serif",
    leading=1.4,
    title_leading=1.2,
    scale=1.0,
    weight=400,
    hyphenate=False,
    part_long_words=False,
    keep_words=False,
    range="{0}–{1}",
    label="{0}: {1}",
    features=NO_FEATURES,
)
"""How a page is set if typography.toml cannot be read."""


@once
def read_typography(snapshot: Snapshot, language: LocaleInfo) -> Typography:
    """Return how ``language`` is set: the shipped table, then the workspace's own, each from the general to the locale.

    Raises `PublishError` (``typography-wrong``) for a value of the wrong type.
    """
    found: dict[str, Any] = {}
    for root in reversed(snapshot.layout_roots):
        table = snapshot.find(f"{root}/typography.toml")
        if table:
            found |= _merged(parse_toml(table.data, FILE).tables, language)
    return _typography(found)


def stylesheet(typography: Typography, web: bool) -> str:
    """Return the custom properties and the font of ``typography`` as CSS, for print or for the web.

    The font stands on ``html`` because WeasyPrint gives margin boxes what the root has, not what ``body`` has.
    """
    families = _listed(typography.printing)
    latin = _listed(dict.fromkeys((*reversed(typography.families), *typography.symbols)))
    return (
        f":root {{ --leading: {typography.leading}; --title-leading: {typography.title_leading};"
        f" --scale: {typography.scale}; --weight: {typography.weight};"
        f" --families: {families} }}\n"
        f"html {{ font-family: {typography.web if web else families}; {_hyphens(typography)} }}\n"
        # Latin names and numbers in one face, full stops and commas included, wherever the text around them runs.
        f"[dir=rtl] [dir=ltr] {{ font-family: {typography.web if web else latin} }}\n"
        # The fonts of the web are others, with mistakes of their own.
        f"{'' if web else _features(typography, 'html')}"
    )


def _hyphens(typography: Typography) -> str:
    """Return how words are parted: not at all, or only those that are longer than their line, or at the end of any line."""
    if typography.hyphenate:
        return "hyphens: auto; hyphenate-limit-chars: 10 4 4"
    if typography.part_long_words:
        return "hyphens: auto; hyphenate-limit-chars: 12 4 4; hyphenate-limit-zone: 100%"
    return "hyphens: manual"


def column_stylesheet(typography: Typography, selector: str) -> str:
    """Return CSS for text of another language on the page, in elements of ``selector``."""
    families = _listed(typography.printing)
    return (
        f"{selector} {{ --leading: {typography.leading}; --title-leading: {typography.title_leading}; --weight: {typography.weight};"
        f" font-family: {families}; font-size: calc(var(--size) * {typography.scale}); line-height: {typography.leading} }}\n"
    ) + _features(typography, selector)


def _features(typography: Typography, selector: str) -> str:
    return f"{selector} {{ font-feature-settings: {typography.features} }}\n" if typography.features != NO_FEATURES else ""


def _listed(families: Iterable[str]) -> str:
    return ", ".join(f'"{family}"' for family in families)


def _merged(tables: Mapping[str, Any], language: LocaleInfo) -> dict[str, Any]:
    default, scripts, locales = (_table(tables, name) for name in ("default", "script", "locale"))
    steps = (default, _table(scripts, language.script), _table(locales, language.locale.split("_")[0]), _table(locales, language.locale))
    return {key: value for table in steps for key, value in table.items()}


def _table(tables: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = tables.get(name, {})
    if not isinstance(found, Mapping):
        raise problem("typography-wrong", f"“{name}” must be a table", file=FILE, hint=f"write [{name}] above its keys")
    return found


def _typography(table: Mapping[str, Any]) -> Typography:
    try:
        return Typography(
            families=_names(table["families"]),
            symbols=_names(table["symbols"]),
            web=str(table["web"]),
            leading=float(table["leading"]),
            title_leading=float(table["title_leading"]),
            scale=float(table["scale"]),
            weight=int(table["weight"]),
            hyphenate=bool(table["hyphenate"]),
            part_long_words=bool(table["part_long_words"]),
            keep_words=bool(table["keep_words"]),
            range=_pattern(table["range"]),
            label=_pattern(table["label"]),
            features=str(table["features"]),
        )
    except (IndexError, KeyError, TypeError, ValueError) as error:
        known = ", ".join(field.name for field in fields(Typography))
        message = f"the key {error} is missing" if isinstance(error, KeyError) else f"a value is wrong: {error}"
        raise problem("typography-wrong", message, file=FILE, hint=f"the keys are {known}") from error


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError(f"“{value}” is no list of names in quotes")
    return tuple(value)


def _pattern(value: Any) -> str:
    """Return a pattern of two places, ``{0}`` and ``{1}``; raises what `str.format` does where it has others."""
    pattern = str(value)
    if not {"<", ">"} <= set(pattern.format("<", ">")):
        raise ValueError(f"“{pattern}” lacks {{0}} or {{1}}")
    return pattern

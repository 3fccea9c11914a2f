"""Read layouts/typography.toml, the fonts and settings of each script and locale, and write them as CSS."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from dataclasses import fields
from typing import Annotated, Any, TypeAlias

from publish.edition.values.locale_info import LocaleInfo, locale_info
from publish.project import Blob, Snapshot, once, problem
from publish.project.settings import reading_family
from publish.project.shapes import Rejected, between
from publish.project.tables import FileKind, read_table
from publish.project.toml import KeyPath

FILE = "layouts/typography.toml"
NO_FEATURES = "normal"
# Dashes and their kin that stand between two numbers (CLDR, patterns of ranges), with the spaces and marks of direction around them.
_AROUND = r"[\s\u200e\u200f\u061c\u2060]*"
_DASH = re.compile(rf"{_AROUND}[-\u2010-\u2014~\uff5e\u301c]{_AROUND}")
# What may stand between a label and its text: a colon of some script, a dash, a dot, spaces; no sign that says something of a number.
_PUNCTUATION = r":：៖׃፡፥·•\u2010\u2012-\u2015\-\s\u200e\u200f\u061c\u2060"
RANGE_WORDS = frozenset(
    "至 to a à bis sampai hanggang ilaa đến إلى تا سے עד से देखि থেকে થી ਤੋਂ முதல் నుండి ถึง ដល់ ຫາ မှ ते ರಿಂದ മുതൽ සිට እስከ تر".split()
)
"""The words of the shipped typography.toml between the two numbers of a range."""


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
    whole_words: tuple[str, ...]
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
    whole_words=(),
    range="{0}–{1}",
    label="{0}: {1}",
    features=NO_FEATURES,
)
"""How a page is set if typography.toml cannot be read."""


def families_of(snapshot: Snapshot, locale: str) -> tuple[str, ...]:
    """Return the font families that editions in ``locale`` print with; raises `PublishError` for a broken typography.toml."""
    return read_typography(snapshot, locale_info(locale)).printing


@once
def read_typography(snapshot: Snapshot, language: LocaleInfo) -> Typography:
    """Return how ``language`` is set: the shipped file, then the workspace's own, each from the general to the locale.

    Raises `PublishError` with a finding (``typography-wrong``) for each value of the wrong type.
    """
    found: dict[str, Any] = {}
    for root in reversed(snapshot.layout_roots):
        name = f"{root}/typography.toml"
        if snapshot.has(name):
            before, found = found, found | _merged(snapshot.parse(name, _parsed), language)
            _check_word(found.get("range", ""), before.get("range"), language)
    missing = [field.name for field in fields(Typography) if field.name not in found]
    if missing:
        hint = f"add it to [default]; the keys are {', '.join(field.name for field in fields(Typography))}"
        raise problem("typography-wrong", f"the key “{missing[0]}” is missing", file=FILE, hint=hint)
    return Typography(**found)


def _check_word(pattern: str, shipped: str | None, language: LocaleInfo) -> None:
    """Raise `PublishError` if a range has the word of another language between its numbers."""
    word = pattern[3:-3].strip()
    if shipped is not None and pattern != shipped and word in RANGE_WORDS and word != shipped[3:-3].strip():
        message = f"range: “{word}” stands between two numbers in another language, not in {language.english}"
        raise problem("typography-wrong", message, file=FILE, hint=f"leave it out, or write a dash or {shipped}")


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


def digits_stylesheet(counter: str, tag: str) -> str:
    """Return CSS by which pages, and lists in the language ``tag``, are numbered in the CSS counter style ``counter``."""
    return f":root {{ --digits: {counter} }}\nol:lang({tag}) {{ list-style-type: {counter} }}\n"


def _features(typography: Typography, selector: str) -> str:
    return f"{selector} {{ font-feature-settings: {typography.features} }}\n" if typography.features != NO_FEATURES else ""


def _listed(families: Iterable[str]) -> str:
    return ", ".join(f'"{family}"' for family in families)


def _pattern(pattern: str) -> str:
    """Return a pattern with the two places ``{0}`` and ``{1}``, in this order, and punctuation between: nobody signs what it prints."""
    if not re.fullmatch(rf"\{{0\}}[{_PUNCTUATION}]+\{{1\}}", pattern):
        raise Rejected("a text with the places {0} and {1}, and between them a colon, a dash or a dot, and spaces")
    return pattern


def _range(pattern: str) -> str:
    """Return a pattern for ranges as CLDR writes them: a dash or a word between two numbers, and nothing before or after them.

    The word must be one of the shipped typography.toml (`RANGE_WORDS`): nobody signs what stands in that file.
    """
    between = pattern.removeprefix("{0}").removesuffix("{1}")
    if f"{{0}}{between}{{1}}" != pattern or not (_DASH.fullmatch(between) or between.strip() in RANGE_WORDS):
        raise Rejected("a range as CLDR writes it: {0}–{1}, {0}~{1}, or with a word of the shipped typography.toml between the numbers")
    return pattern


def _css(text: str) -> str:
    """Return the value of a property that leaves its declaration alone."""
    if re.search(r"[{};<>@\\]|/\*|!", text):
        raise Rejected("the value of one CSS property")
    return text


def _web_fonts(text: str) -> str:
    """Return a list of families for web pages, each of which is for reading: the machine of a reader may have any font."""
    return reading_family(_css(text))


_WebFonts: TypeAlias = Annotated[str, _web_fonts]
_Pattern: TypeAlias = Annotated[str, _pattern]
_RangePattern: TypeAlias = Annotated[str, _range]
_Css: TypeAlias = Annotated[str, _css]


@dataclass(frozen=True, slots=True)
class _Settings:
    """The keys of one table; what it leaves out is as in the tables before it."""

    families: tuple[_Css, ...] | None = None
    symbols: tuple[_Css, ...] | None = None
    web: _WebFonts | None = None
    leading: Annotated[float, between(1, 3)] | None = None
    title_leading: Annotated[float, between(0.8, 3)] | None = None
    scale: Annotated[float, between(0.5, 2)] | None = None
    weight: Annotated[int, between(100, 900)] | None = None
    hyphenate: bool | None = None
    part_long_words: bool | None = None
    keep_words: bool | None = None
    whole_words: tuple[str, ...] | None = None
    range: _RangePattern | None = None
    label: _Pattern | None = None
    features: _Css | None = None


@dataclass(frozen=True, slots=True)
class _TypographyFile:
    """The tables of typography.toml: scripts by their ISO 15924 code, locales by their language or their whole name."""

    default: _Settings = _Settings()
    script: dict[str, _Settings] = dataclass_field(default_factory=dict)
    locale: dict[str, _Settings] = dataclass_field(default_factory=dict)


def _ignore_unknown(path: KeyPath, key: str, known: Collection[str]) -> None:
    """Ignore unknown keys."""


_KIND = FileKind("typography-wrong", "the comments in the shipped layouts/typography.toml describe the keys", unknown_keys=_ignore_unknown)


def _parsed(blob: Blob) -> _TypographyFile:
    return read_table(blob.data, FILE, _TypographyFile, _KIND)[0]


def _merged(file: _TypographyFile, language: LocaleInfo) -> dict[str, Any]:
    """Return the keys for ``language``: those of its locale win over those of its script, and those over the default."""
    locales = (language.locale.split("_")[0], language.locale)
    tables = (file.default, file.script.get(language.script), *map(file.locale.get, locales))
    values = ((key.name, getattr(table, key.name)) for table in tables if table for key in fields(table))
    return {name: value for name, value in values if value is not None}

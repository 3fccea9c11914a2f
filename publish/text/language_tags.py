"""Compare BCP 47 tags of languages, as translation tools write them, with the names of locales."""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global

_OLD_SCRIPTS = {"chs": "Hans", "cht": "Hant"}  # zh-CHS and zh-CHT, as Windows once wrote them
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl"}  # sr@latin, as POSIX writes it
_NORWEGIAN = {"no": "nb"}


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A language, its script (the usual one if the tag has none) and its region (empty if the tag has none)."""

    language: str
    script: str
    region: str


def language_difference(tag: str, locale: str) -> str | None:
    """Return in what the language ``tag`` differs from ``locale``: language, script or region; None if texts in one are texts in the other.

    A tag may name a region where the locale does not, or the reverse. The script of a language without one is the usual one of its region.

    >>> language_difference("es-ES", "es"), language_difference("zh-TW", "zh_Hans"), language_difference("pt-PT", "pt_BR")
    (None, 'script', 'region')
    """
    one, other = parse_tag(tag), parse_tag(locale)
    if one is None or other is None:
        return None if tag.lower() == locale.lower() else "language"
    if one.language != other.language:
        return "language"
    if one.script != other.script:
        return "script"
    differs = one.region and other.region and one.region != other.region
    return "region" if differs and not (one.region.isdigit() or other.region.isdigit()) else None


@lru_cache(maxsize=256)
def parse_tag(tag: str) -> LanguageTag | None:
    """Return the parts of a tag (``es-ES``, ``zh_Hant``, ``spa-ES``, ``sr@latin``); None if it is not a tag."""
    plain, _, modifier = tag.strip().partition("@")
    first, *parts = re.split("[-_]", plain.partition(".")[0])
    if not re.fullmatch("[A-Za-z]{2,3}", first):
        return None
    extended = parts[0].lower() if parts and re.fullmatch("[A-Za-z]{3}", parts[0]) and parts[0].lower() not in _OLD_SCRIPTS else ""
    language, own_script = _language(extended or first.lower())
    script = region = ""
    for part in parts:
        if len(part) == 1:
            break
        script = script or (part.title() if re.fullmatch("[A-Za-z]{4}", part) else _OLD_SCRIPTS.get(part.lower(), ""))
        region = region or (part.upper() if re.fullmatch("[A-Za-z]{2}|[0-9]{3}", part) else "")
    script = script or _MODIFIERS.get(modifier.lower(), "") or own_script or _usual_script(language, region)
    return LanguageTag(language, script, region)


def _language(name: str) -> tuple[str, str]:
    """Return the code that CLDR uses for a language (``es`` for ``spa``, ``he`` for ``iw``), and the script that an old code implies."""
    alias = get_global("language_aliases").get(name)
    parts = (alias or name).split("_")
    language = _NORWEGIAN.get(parts[0], parts[0])
    return language, parts[1] if len(parts) > 1 and len(parts[1]) == 4 else ""


def _usual_script(language: str, region: str) -> str:
    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return next((part for part in found.split("_")[1:] if len(part) == 4), "")

"""Words of languages for which CLDR has only those of another language: Haitian Creole inherits French there.

The spelling is the official one (IPN, 1979), the words those of the patient leaflets of the US National Library of Medicine.
"""

from typing import Any

_HT_MONTHS = ("janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb", "novanm", "desanm")
_HT_DAYS = ("lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch")
_HT_UNITS = {
    "duration-second": "segonn",
    "duration-minute": "minit",
    "duration-hour": "èdtan",
    "duration-day": "jou",
    "duration-week": "semèn",
    "duration-month": "mwa",
    "duration-year": "an",
    "mass-microgram": "mikwogram",
    "mass-milligram": "miligram",
    "mass-gram": "gram",
    "mass-kilogram": "kilogram",
    "mass-pound": "liv",
    "volume-milliliter": "mililit",
    "volume-liter": "lit",
    "volume-teaspoon": "ti kiyè",
    "volume-tablespoon": "gwo kiyè",
    "length-millimeter": "milimèt",
    "length-centimeter": "santimèt",
    "length-meter": "mèt",
    "temperature-celsius": "degre Sèlsiyis",
    "temperature-fahrenheit": "degre Farennayt",
}


def _widths(names: tuple[str, ...], first: int) -> dict[str, dict[str, dict[int, str]]]:
    numbered = dict(enumerate(names, first))
    return {context: {width: numbered for width in ("wide", "abbreviated")} for context in ("format", "stand-alone")}


def _lists(word: str) -> dict[str, str]:
    return {"2": f"{{0}} {word} {{1}}", "start": "{0}, {1}", "middle": "{0}, {1}", "end": f"{{0}} {word} {{1}}"}


BEYOND_CLDR: dict[str, dict[str, Any]] = {
    "ht": {
        "months": _widths(_HT_MONTHS, 1),
        "days": _widths(_HT_DAYS, 0),
        "unit_patterns": {name: {"long": {"one": f"{{0}} {word}", "other": f"{{0}} {word}"}} for name, word in _HT_UNITS.items()},
        "list_patterns": {"standard": _lists("ak"), "or": _lists("oswa")},
    },
}
"""Parts of the data of a locale in the form of Babel's own, which they replace."""

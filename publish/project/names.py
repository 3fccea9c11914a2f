"""Names of the files of a workspace: paths relative to its root, with forward slashes.

A name that begins with `SHIPPED` is a file that ships with the package: a layout, or a catalog of the words of layouts.
"""

import re
import unicodedata

PROJECT = "source/project.toml"
GLOSSARY = "source/glossary.csv"
WITHDRAWN = "source/withdrawn.toml"
SHIPPED = "@publish/"
LAYOUT_FOLDER = "layouts"
WORKSPACE_FOLDERS = ("source", "locales", LAYOUT_FOLDER)
"""The folders of a workspace with the files that pages are made from."""

_LONGEST_BYTES = 120  # of a name: file systems take 255 bytes, and a file has the names of a guide, a layout, a fold and a paper
_NOT_IN_NAMES = frozenset('/\\<>:"|?*')  # the last seven cannot be in the name of a file on Windows
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # names that Windows keeps for itself


def is_plain_name(name: str) -> bool:
    """Tell whether ``name`` can name a locale, guide, clinic, layout or paper: one file or folder on every system, shown as it is.

    It has no slash, no control or invisible character, and none that Windows refuses; it does not begin with a dot, a hyphen or a space,
    nor end with a dot or a space.
    """
    return (
        name[:1] not in ("", ".", "-", " ")
        and name[-1] not in ". "
        and len(name.encode("utf-8", "surrogatepass")) <= _LONGEST_BYTES
        and not any(character in _NOT_IN_NAMES or unicodedata.category(character) in _INVISIBLE for character in name)
        and not _DEVICES.fullmatch(name)
    )


def is_workspace_file(name: str) -> bool:
    """Tell whether ``name``, from a file of somebody else, can be the name of a file of a workspace that outputs are made from."""
    parts = name.removeprefix(SHIPPED).split("/")
    unfit = any(part in ("", ".", "..") or "\\" in part or not part.isprintable() for part in parts)
    return len(parts) > 1 and parts[0] in ("source", "locales", LAYOUT_FOLDER) and not unfit


def guide_folder(guide: str) -> str:
    """Return the name of the folder of ``guide``."""
    return f"source/{guide}"


def guide_file(guide: str, name: str = "guide.md") -> str:
    """Return the name of a file in the folder of ``guide``; by default of its text."""
    return f"source/{guide}/{name}"


def glossary_file(locale: str) -> str:
    """Return the name of the file of the agreed terms of ``locale``."""
    return f"locales/{locale}/glossary.csv"


def clinic_file(clinic: str) -> str:
    """Return the name of the file that describes ``clinic``."""
    return f"source/clinics/{clinic}.toml"


def template_file(domain: str) -> str:
    """Return the name of the template of ``domain`` (a guide, or ``layouts``)."""
    return f"locales/{domain}.pot"


def catalog_file(locale: str, domain: str) -> str:
    """Return the name of the catalog of ``domain`` in ``locale``."""
    return f"locales/{locale}/LC_MESSAGES/{domain}.po"


def approvals_file(locale: str) -> str:
    """Return the name of the file of the signatures of ``locale``."""
    return f"locales/{locale}/approvals.jsonl"


def waivers_file(locale: str) -> str:
    """Return the name of the file of the waivers of ``locale``."""
    return f"locales/{locale}/waivers.jsonl"


def back_translations_file(locale: str) -> str:
    """Return the name of the file of the blind back-translations of ``locale``."""
    return f"locales/{locale}/back-translations.jsonl"


def archive_folder(locale: str, guide: str) -> str:
    """Return the name of the folder of the last approved edition of ``guide`` in ``locale``."""
    return f"locales/{locale}/approved/{guide}"

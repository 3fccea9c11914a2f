"""Names of the files of a workspace: paths relative to its root, with forward slashes.

A name that begins with `SHIPPED` is a file that ships with the package: a layout, or a catalog of the words of layouts.
"""

PROJECT = "source/project.toml"
SHIPPED = "@publish/"
LAYOUT_FOLDER = "layouts"


def guide_folder(guide: str) -> str:
    """Return the name of the folder of ``guide``."""
    return f"source/{guide}"


def guide_file(guide: str, name: str = "guide.md") -> str:
    """Return the name of a file in the folder of ``guide``; by default of its text."""
    return f"source/{guide}/{name}"


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


def archive_folder(locale: str, guide: str) -> str:
    """Return the name of the folder of the last approved edition of ``guide`` in ``locale``."""
    return f"locales/{locale}/approved/{guide}"

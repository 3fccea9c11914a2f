"""gettext: templates from the guides, catalogs, their merge, their checks, and who approved them.

The flow: `extract` makes the templates, `init` and `update` the catalogs, translators fill them in,
`check` looks them over, `standing` tells how far they are, and `lookup` hands the texts on.
"""

from publish.catalog.checks import check
from publish.catalog.locales import known_locale, plural_forms
from publish.catalog.lookup import Gettext, lookup, translations
from publish.catalog.merge import merge
from publish.catalog.model import Catalog, Entry, Previous
from publish.catalog.standing import Standing, standing, status
from publish.catalog.store import Updated, init, layout_translations, load, shipped_locales_folder, update
from publish.catalog.template import extract, template, write_templates

__all__ = [
    "Catalog",
    "Entry",
    "Gettext",
    "Previous",
    "Standing",
    "Updated",
    "check",
    "extract",
    "init",
    "known_locale",
    "layout_translations",
    "load",
    "lookup",
    "merge",
    "plural_forms",
    "shipped_locales_folder",
    "standing",
    "status",
    "template",
    "translations",
    "update",
    "write_templates",
]

"""gettext: templates from the guides, catalogs, their merge, their checks, and who approved them.

The flow: `extract` makes the templates, `init` and `update` the catalogs, translators fill them in,
`check` looks them over, `standing` tells how far they are, and `lookup` hands the texts on.
"""

from publish.catalog.approvals import Book, Signature, digest, read_book
from publish.catalog.approved import ApprovedEdition, approved_edition
from publish.catalog.checks import check, check_catalog
from publish.catalog.locales import known_locale, plural_forms
from publish.catalog.lookup import Gettext, lookup, translations
from publish.catalog.memory import Suggestion, Suggestions, suggestions
from publish.catalog.merge import merge
from publish.catalog.model import Catalog, Entry, Previous
from publish.catalog.pseudo import PSEUDO_LOCALES, is_pseudo
from publish.catalog.signing import Signed, revoke, sign, signable
from publish.catalog.standing import Standing, standing, status
from publish.catalog.store import Updated, init, layout_translations, load, shipped_locales_folder, update
from publish.catalog.template import extract, template, write_templates

__all__ = [
    "ApprovedEdition",
    "Book",
    "Catalog",
    "Entry",
    "Gettext",
    "PSEUDO_LOCALES",
    "Previous",
    "Signature",
    "Signed",
    "Standing",
    "Suggestion",
    "Suggestions",
    "Updated",
    "approved_edition",
    "check",
    "check_catalog",
    "digest",
    "extract",
    "init",
    "is_pseudo",
    "known_locale",
    "layout_translations",
    "load",
    "lookup",
    "merge",
    "plural_forms",
    "read_book",
    "revoke",
    "shipped_locales_folder",
    "sign",
    "signable",
    "standing",
    "status",
    "suggestions",
    "template",
    "translations",
    "update",
    "write_templates",
]

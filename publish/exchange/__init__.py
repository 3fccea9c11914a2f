"""Exchange of translations with other tools: export as XLIFF, CSV, Excel or TMX, import of XLIFF, CSV and Excel.

A catalog is exported as units with stable ids. An import takes only translations and their states from a file. It refuses texts
that are damaged, outdated or unsafe, and says where, so that a catalog never gets worse.
"""

from publish.exchange.acceptance import AcceptedUnits, ImportOptions, accept_units
from publish.exchange.exporter import FORMATS, export_files
from publish.exchange.importer import ImportedFile, import_file
from publish.exchange.suggestions import UnitSuggester
from publish.exchange.units import TranslationUnit, UnitState, catalog_units

__all__ = [
    "FORMATS",
    "AcceptedUnits",
    "ImportOptions",
    "ImportedFile",
    "TranslationUnit",
    "UnitState",
    "UnitSuggester",
    "accept_units",
    "catalog_units",
    "export_files",
    "import_file",
]

"""Exchange with the tools of translators: XLIFF and CSV out and in, TMX out.

A catalog travels as units with stable ids. On the way in only targets and states are taken, and a text that is
damaged, stale or broken is refused with its place: a catalog never gets worse by an import.
"""

from publish.exchange.files import FORMATS, Imported, export_files, import_file
from publish.exchange.intake import Intake, Terms, take_in
from publish.exchange.offers import Offers
from publish.exchange.unit import State, Unit, units

__all__ = ["FORMATS", "Imported", "Intake", "Offers", "State", "Terms", "Unit", "export_files", "import_file", "take_in", "units"]

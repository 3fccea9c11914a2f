"""Tables for translators with a spreadsheet: CSV and Excel workbooks are written and read.

Spreadsheets damage cells that they do not understand, and people sort columns. If one cell is damaged, the whole file is refused, because
other damage may not be visible.
"""

from publish.exchange.table.alignment import find_misplaced
from publish.exchange.table.csv_file import write_csv
from publish.exchange.table.damage import find_damage
from publish.exchange.table.reading import read_table_units
from publish.exchange.table.workbook_writer import write_workbook

__all__ = ["find_damage", "find_misplaced", "read_table_units", "write_csv", "write_workbook"]

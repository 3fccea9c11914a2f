"""XLIFF (OASIS): 1.2 is written; 1.2 and 2.x are read, as the tools of translators write them."""

from publish.exchange.xliff.reader import XliffFile, read_xliff
from publish.exchange.xliff.writer import write_xliff

__all__ = ["XliffFile", "read_xliff", "write_xliff"]

"""The PO codec: `read` and `write`, lossless.

``write(read(data)) == data`` for every file that is read, and an edited entry changes its own lines alone.
The format is that of the GNU gettext manual, “The Format of PO Files”.
"""

from publish.catalog.poread import read
from publish.catalog.powrite import write

__all__ = ["read", "write"]

"""The PO codec: `read` and `write`, lossless.

``write(read(data)) == data`` for every file that is read, and an edited entry changes its own lines alone.
The format is that of the GNU gettext manual, “The Format of PO Files”; what is read is what ``msgfmt -c`` accepts.
"""

from publish.po.accept import faults
from publish.po.model import Catalog
from publish.po.read import parse
from publish.po.write import write
from publish.project import PublishError

__all__ = ["read", "write"]


def read(data: bytes, name: str = "") -> Catalog:
    """Return the catalog in the bytes of a PO file, called ``name`` in messages.

    Raises `PublishError` with file and line for what ``msgfmt -c`` refuses: ``po-syntax``, ``po-duplicate`` (both
    lines), ``po-charset`` (bytes that are not of the charset the header names), ``po-domain``, ``po-header`` (there
    is none), ``plural-forms``, ``newline-changed``, ``format-changed``.
    """
    catalog = parse(data, name)
    found = tuple(faults(catalog))
    if found:
        raise PublishError(*found)
    return catalog

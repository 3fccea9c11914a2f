"""Read and write PO files without loss: `read_po` and `write_po`.

``write_po(read_po(data)) == data`` for every file that can be read, and an edited entry changes no lines but its own. The format is
that of the GNU gettext manual, “The Format of PO Files”. The files that ``msgfmt -c`` accepts can be read.
"""

from publish.po.model import Catalog
from publish.po.parse import parse_po
from publish.po.validate import catalog_faults
from publish.po.write import write_po
from publish.project import PublishError

__all__ = ["read_po", "write_po"]


def read_po(data: bytes, name: str = "") -> Catalog:
    """Parse the bytes of a PO file, called ``name`` in messages, and refuse what ``msgfmt -c`` refuses.

    Raises `PublishError` with file and line: ``po-syntax``, ``po-duplicate`` (both lines), ``po-charset`` (bytes that are not of the
    charset the header names), ``po-domain``, ``po-header`` (there is none), ``plural-forms``, ``newline-changed``, ``format-changed``.
    """
    catalog = parse_po(data, name)
    found = tuple(catalog_faults(catalog))
    if found:
        raise PublishError(*found)
    return catalog

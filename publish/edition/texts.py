"""The catalogs of a locale as lookup functions, kept while their files do not change."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from publish.catalog.lookup import lookup
from publish.catalog.pseudo import is_pseudo
from publish.catalog.store import load
from publish.guide import Lookup
from publish.po.codec import read
from publish.project import Workspace


def lookup_for(workspace: Workspace, locale: str, domain: str) -> Lookup:
    """Return the translations of ``domain`` in ``locale``: none where there is no catalog, none that are fuzzy."""
    if is_pseudo(locale):
        return lookup(load(workspace, locale, domain))
    path = workspace.catalog_path(locale, domain)
    if not path.is_file():
        return lambda msgid, msgctxt: None
    status = path.stat()
    return _read(path, status.st_mtime_ns, status.st_size, workspace.relative(path))


@lru_cache(maxsize=64)
def _read(path: Path, _changed_ns: int, _size: int, shown: str) -> Callable[[str, str | None], str | None]:
    return lookup(read(path.read_bytes(), shown))

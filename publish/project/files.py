"""Reading inside the workspace only, and writing so that nothing is ever half written."""

import errno
import os
from pathlib import Path
from typing import Any

from publish.project.findings import problem
from publish.project.toml import parse_toml


def safe_path(root: Path, relative: str) -> Path:
    """Return the file ``relative`` below ``root``.

    Raises `PublishError` (``path-outside``) where it leads out, links included, and
    (``file-missing``) where there is none.
    """
    base = root.resolve()
    try:
        path = (base / relative).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # Python 3.11 calls links in a circle a RuntimeError
        raise problem("path-outside", f"“{relative}” is not a file name: {error}") from error
    if not path.is_relative_to(base):
        raise problem("path-outside", f"“{relative}” lies outside {root.name}/", hint="keep every file of a guide inside its folder")
    if not path.is_file():
        raise problem("file-missing", f"there is no file “{relative}” in {root.name}/", hint="check the spelling, or add the file")
    return path


def read_text(path: Path, shown: str) -> str:
    """Return the text of the file at ``path``, called ``shown`` in messages.

    Raises `PublishError` (``file-unreadable``) where it cannot be read, or is no UTF-8.
    """
    try:
        return _text(path)
    except (OSError, UnicodeDecodeError) as error:
        raise problem("file-unreadable", f"{shown} cannot be read: {error}", file=shown, hint="save it as UTF-8 text") from error


def read_toml(path: Path, shown: str | None = None) -> dict[str, Any]:
    """Return the tables of the TOML file at ``path``; ``shown`` is its name in messages.

    Raises `PublishError`: ``file-missing``, ``file-unreadable`` or ``toml-broken`` (with the parser's line).
    """
    name = shown or path.name
    return parse_toml(read_file(path, name), name).tables


def read_file(path: Path, shown: str) -> bytes:
    """Return the content of the file at ``path``, called ``shown`` in messages.

    Raises `PublishError` (``file-missing``, ``file-unreadable``).
    """
    try:
        return read_bytes(path)
    except FileNotFoundError as error:
        raise problem("file-missing", f"{shown} does not exist", file=shown, hint="create it; docs/guides.md shows a small one") from error
    except OSError as error:
        hint = "check that it is a file, and that you may read it"
        raise problem("file-unreadable", f"{shown} cannot be read: {error}", file=shown, hint=hint) from error


def read_bytes(path: Path) -> bytes:
    """Return what the file at ``path`` holds; raises `OSError`, for a pipe or a device too, which may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EPERM, "it is a pipe or a device, not a file")
    return path.read_bytes()


def _text(path: Path) -> str:
    return read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def write_aside(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` by way of a temporary file beside it; tell whether anything changed.

    A file that already holds ``data`` is left alone, so its date tells when it last changed.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    import tempfile  # which loads compressors and more, for nothing where nothing is written

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise
    return True

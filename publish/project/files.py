"""Read and write files safely: no pipes or devices, and no file that is half written after a crash."""

import errno
import os
from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """Return the content of the file at ``path``. Raises `OSError`, also for a pipe or a device, which may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EPERM, "it is a pipe or a device, not a file")
    return path.read_bytes()


def append_lines(path: Path, lines: bytes) -> None:
    """Append ``lines`` to the file at ``path`` in one write, after ending its last line if that is not ended."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    with os.fdopen(handle, "r+b") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(max(0, end - 1))
        unended = file.read(1) not in (b"", b"\n")
        file.write(b"\n" * unended + lines)


def write_aside(path: Path, data: bytes) -> bool:
    """Write ``data`` to a temporary file beside ``path``, then rename it to ``path``. Return whether the content changed.

    A file that already has this content is not written, so that its date tells when it changed last.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    import tempfile  # imported here because it loads compressors, which are not needed if nothing is written

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


def replace_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Replace the content of ``folder`` by ``files``, which are written to a new folder beside it first."""
    fresh, old = (folder.with_name(f".{folder.name}.{name}") for name in ("new", "old"))
    import shutil  # which loads compressors: only where a folder is replaced

    if old.is_dir() and not folder.is_dir():  # an earlier run was interrupted between the two renames below
        os.replace(old, folder)
    if folder.is_dir() and files == _folder_contents(folder):
        return
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    for name, data in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if folder.is_dir():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def _folder_contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

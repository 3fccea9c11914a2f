"""Read and write files safely: no pipes or devices, no file that is half written after a crash or on a full disk."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publish.project.findings import problem

ASIDE = ".aside"
"""The ending of the temporary files of `write_aside`, whose names begin with a dot. A process that is killed may leave one."""
MOST_BYTES = 512 * 1024**2
"""The size of the largest file that is read whole."""
_DEEPEST = 250  # folders in one another
_ACCESS_LIST = "system.posix_acl_access"  # the extended attribute that holds a file's access control list, on Linux


def path_below(folder: Path, name: str) -> Path:
    """Return the path of the file or folder ``name`` below ``folder``, to write it. Use it for each path that is written or deleted.

    Raises `PublishError` (``path-outside``) if the name or a symbolic link in it leads out of ``folder``, or if links lead in a circle.
    """
    path = folder / name
    try:
        is_inside = resolve_links(path).is_relative_to(folder.resolve()) and ".." not in path.relative_to(folder).parts
    except (OSError, ValueError):  # a circle of links, a name with a null character
        is_inside = False
    if not is_inside:
        hint = "write to a folder itself, not to a link to another place; to write elsewhere, name the folder with --output"
        raise problem("path-outside", f"“{name}” leads out of the folder “{folder.name}”: nothing is written there", file=name, hint=hint)
    return path


def resolve_links(path: Path) -> Path:
    """Return ``path`` with its symbolic links resolved. Raises `OSError` if they lead in a circle."""
    try:
        resolved = path.resolve()
    except RuntimeError as error:  # Python up to 3.12, of a circle; later ones leave it unresolved
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    try:
        resolved.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise
    return resolved


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of the file at ``path``.

    Raises `OSError`, also for a pipe or a device, which may never end, and for a file of more than ``most`` bytes.
    """
    _refuse_special(path)
    if path.stat().st_size > most:
        raise OSError(errno.EFBIG, f"it is larger than {most / 1e6:,.0f} MB", str(path))
    return path.read_bytes()


def append_lines(path: Path, lines: bytes, whole_length: Callable[[bytes], int] = len) -> None:
    """Append ``lines`` to the file at ``path``, whole or not at all: if the disk is full, the file is as it was before.

    Its last line is ended first if it is not ended. ``whole_length`` returns how many bytes of the file's content to keep; the rest, such
    as a line that an earlier crash has torn, is cut off. Raises `OSError`.
    """
    _make_folder(path.parent)
    _refuse_special(path)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    with os.fdopen(handle, "r+b") as file, _named(path):
        with suppress(OSError):  # a file system without locks: the lock of the workspace keeps others away
            fcntl.flock(handle, fcntl.LOCK_EX)
        old = file.read()
        kept = old[: whole_length(old)]
        end = b"\n" * (kept[-1:] not in (b"", b"\n")) + lines
        if os.fstat(handle).st_nlink > 1:  # another name of it, in a backup or outside the workspace, stays as it is
            write_aside(path, kept + end)
        else:
            _replace_end(handle, len(kept), end, old[len(kept) :])


def write_aside(path: Path, data: bytes) -> bool:
    """Write ``data`` to a temporary file beside ``path``, then rename it to ``path``. Return whether the content changed.

    A file that already has this content is not written, so that its date tells when it changed last. A file that is replaced passes on
    its mode, owner, group and access list, as far as the system allows; a new one has the mode that the umask gives. Raises `OSError`, with
    the file as it was before, if the disk is full.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    _make_folder(path.parent)
    aside = path.with_name(f".{_shortened(path.name)}.{os.urandom(4).hex()}{ASIDE}")
    with _named(path):
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            with os.fdopen(handle, "wb", buffering=0):
                _write_all(handle, data)
                _keep_access(path, handle)
            os.replace(aside, path)
        except BaseException:
            os.unlink(aside)
            raise
    return True


def remove_left_over(folder: Path, inside: str) -> None:
    """Delete the temporary files that processes left which died. Call it where nobody else writes there.

    They are looked for below ``folder`` in the folders that match the pattern ``inside``: ``*/``, or ``**/`` for all.
    """
    for path in folder.glob(f"{inside}.*{ASIDE}"):
        with suppress(OSError):
            path.unlink()


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
        _make_folder(path.parent)
        with _named(path):
            path.write_bytes(data)
    if folder.is_dir():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def _folder_contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _make_folder(folder: Path) -> None:
    if len(folder.parts) > _DEEPEST:  # before Python gives up, which makes each folder from the one above
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def _refuse_special(path: Path) -> None:
    """Raise `OSError` for a pipe, a device or a folder that is to be read or written as a file."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EPERM, "it is a pipe or a device, not a file", str(path))


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name ``path`` in an `OSError` that the block raises without a name, as for a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and (error.filename is None or str(error.filename).endswith(ASIDE)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _replace_end(handle: int, size: int, end: bytes, old_end: bytes) -> None:
    """Put ``end`` in place of all that follows the first ``size`` bytes of a file; put ``old_end`` back if that fails."""
    try:
        os.ftruncate(handle, size)
        _write_all(handle, end)
        os.fsync(handle)
    except BaseException:
        os.ftruncate(handle, size)
        with suppress(OSError):  # the disk is full: without the torn line, too, every whole line is there
            _write_all(handle, old_end)
        raise


def _keep_access(path: Path, handle: int) -> None:
    """Give the file ``handle`` the owner, the group, the mode and the access list of the file at ``path``, if there is one."""
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        for owner in (old.st_uid, -1):  # who may not give a file away may still keep its group
            with suppress(OSError):
                os.fchown(handle, owner, old.st_gid)
                break
    os.fchmod(handle, old.st_mode & 0o7777)
    if hasattr(os, "getxattr"):
        with suppress(OSError):  # the file has no list, or the file system knows none
            os.setxattr(handle, _ACCESS_LIST, os.getxattr(path, _ACCESS_LIST))


def _shortened(name: str) -> str:
    """Return the beginning of ``name``: a temporary name is no longer than the longest that a file system allows."""
    return os.fsdecode(os.fsencode(name)[:200])

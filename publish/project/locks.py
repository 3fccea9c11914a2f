"""Lock what a command writes, so that of two commands at the same time the second reads what the first has written.

The locks are files in `CACHE_FOLDER` of the workspace, which git ignores. The operating system releases a lock when its process ends,
however it ends. Beside a lock stands who holds it, for the message to whoever waits.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from publish.project.files import path_below, write_aside
from publish.project.findings import PublishError, problem

CACHE_FOLDER = ".publish-cache"
"""The folder of a workspace for what can be made again: printed pages and locks."""
WAIT_SECONDS = 60.0
"""How long a command waits for another one that writes to the same place."""


def cache_folder(root: Path) -> Path:
    """Return the cache folder of the workspace ``root``, which is made if need be, and ignored by git.

    Raises `OSError`, and `PublishError` (``path-outside``) if it is a link that leads out of the workspace.
    """
    folder = path_below(root, CACHE_FOLDER)
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        write_aside(folder / ".gitignore", b"*\n")
    return folder


@contextmanager
def locked_output(root: Path, folder: Path) -> Iterator[None]:
    """Hold the lock of the output folder ``folder``, for a moment, so that files that belong together are of one build.

    The lock is in the workspace ``root``. Where that may not be written, the block runs without: each file is whole in any case.
    """
    name = f"output-{sha256(os.fsencode(folder.resolve())).hexdigest()[:16]}"
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(locked(root, name))
        yield


@contextmanager
def locked(root: Path, name: str, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold the lock ``name`` of the workspace ``root`` while the block runs.

    Raises `PublishError` (``workspace-busy``), which names the holder, if another process holds it for longer than ``wait_seconds``
    (default: `WAIT_SECONDS`); `OSError` where the workspace may not be written.
    """
    from filelock import FileLock, Timeout  # here, because commands that only read need no lock

    folder = cache_folder(root) / "locks"
    folder.mkdir(exist_ok=True)
    holder, path = folder / f"{name}.json", folder / f"{name}.lock"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=WAIT_SECONDS if wait_seconds is None else wait_seconds)
    except Timeout as error:
        raise _busy(holder) from error
    try:
        write_aside(holder, json.dumps(_this_process()).encode())
        yield
    finally:
        # While it is held: whoever waits for the file that is gone begins again with a new one.
        with suppress(OSError):
            for left in (holder, path):
                left.unlink(missing_ok=True)
            _leave_no_trace(folder.parent)
        lock.release()


def _leave_no_trace(folder: Path) -> None:
    """Delete what tells git to ignore the cache folder if there is nothing else in it: a command that is refused writes nothing."""
    if {path.name for path in folder.iterdir()} <= {"locks", ".gitignore"} and not any((folder / "locks").iterdir()):
        (folder / ".gitignore").unlink(missing_ok=True)


def _this_process() -> dict[str, str | int]:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]).encode("utf-8", "backslashreplace").decode()
    since = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    return {"pid": os.getpid(), "host": os.uname().nodename, "command": command, "since": since}


def _busy(holder: Path) -> PublishError:
    """Return the error that names who holds a lock, as far as the file ``holder`` tells."""
    try:
        found = json.loads(holder.read_bytes())
        who = f"process {found['pid']} on {found['host']}, “{found['command']}”, since {found['since']}"
    except (OSError, ValueError, LookupError, TypeError):
        who = "another process"
    hint = "wait until it has finished, or end it; then run this command again"
    return problem("workspace-busy", f"another command writes to this workspace: {who}", hint=hint)

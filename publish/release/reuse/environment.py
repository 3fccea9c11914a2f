"""Describe what has a hand in an output besides the files of the workspace: code, libraries, fonts. It takes milliseconds.

Nothing is imported or loaded: files are told apart by size and time of change. So the description only serves on the machine it was
made on; `publish.release.reuse.recipe` has the digests that compare machines.
"""

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

Stamps = dict[str, tuple[int, int]]
"""Size in bytes and time of change in nanoseconds of files, by their paths."""

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "~/.fonts", "~/.local/share/fonts", "~/.config/fontconfig")
_MAPS = Path("/proc/self/maps")
"""Where Linux lists the files that a process has loaded."""


def can_describe() -> bool:
    """Tell whether this system says which libraries a process has loaded; elsewhere nothing is reused without printing it."""
    return _MAPS.exists()


def code_digest() -> str:
    """Return a digest of the package, the installed libraries, the folders of fonts, and Python itself."""
    package, libraries = Path(__file__).parents[2], Path(sysconfig.get_paths()["purelib"])
    lines = [sys.version, *_described(_files_below(package)), *_described(libraries.glob("*.dist-info"))]
    for name in FONT_FOLDERS:
        lines += _described(_folders_below(Path(name).expanduser()))
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def loaded_libraries() -> Stamps:
    """Return the shared libraries that this process has loaded, such as Pango and HarfBuzz."""
    with _MAPS.open(encoding="utf-8", errors="surrogateescape") as lines:
        paths = sorted({line.split(maxsplit=5)[5].rstrip("\n") for line in lines if ".so" in line})
    return {path: stamp for path in paths if (stamp := stamp_of(path))}


def stamp_of(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """Return size and time of change of the file at ``path``, None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _described(paths: Iterable[str | Path]) -> list[str]:
    return sorted(f"{path} {stamp_of(path)}" for path in paths)


def _files_below(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(place, name) for name in files)


def _folders_below(folder: Path) -> Iterator[str]:
    for place, _, _ in os.walk(folder):
        yield place

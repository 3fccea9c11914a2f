"""The files that `publish new` writes, as they ship with the package."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "template"
_HIDDEN = "dot-"  # in place of the dot of a hidden file, so that no tool takes the files of the template for its own settings


@cache
def template_files() -> dict[str, bytes]:
    """Return the files of a new workspace by their names in it."""
    paths = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    return {_name_in_workspace(path): path.read_bytes() for path in paths}


def _name_in_workspace(path: Path) -> str:
    parts = path.relative_to(_FOLDER).parts
    return "/".join("." + part.removeprefix(_HIDDEN) if part.startswith(_HIDDEN) else part for part in parts)

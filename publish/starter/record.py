"""The record of what a workspace was made with: `.publish.toml`, written by `publish new` and `publish upgrade`."""

from dataclasses import dataclass, field
from hashlib import sha256

from publish import __version__
from publish.edition.values.clinic import clinic_keys
from publish.guide.front import front_keys
from publish.project import Snapshot
from publish.project.names import LAYOUT_FOLDER, PROJECT, SHIPPED, clinic_file, guide_file
from publish.project.settings import setting_keys
from publish.project.tables import FileKind, read_table
from publish.starter.template_files import template_files

RECORD = ".publish.toml"
_KIND = FileKind("record-wrong", f"restore {RECORD} from version control, or delete it and type: publish upgrade --apply record")
_HEAD = """\
# What this workspace was made with, or last upgraded to. “publish upgrade” compares it with the publish that is installed now.
# Written by “publish new” and “publish upgrade”. Commit it with the other files; do not edit it.
"""
OWNED = ("source/", "locales/", "README.md")
"""What of the template belongs to the people of a workspace from the first day: later versions of the example are none of theirs."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a workspace knows of publish: its version, the SHA-256 of the files that ship, and the keys of its settings by file."""

    version: str
    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)


def current_record(snapshot: Snapshot) -> Record:
    """Return the record of the publish that is installed now."""
    return Record(__version__, {name: sha256(data).hexdigest() for name, data in shipped_files(snapshot).items()}, known_keys())


def shipped_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return the files that ship and that a workspace may have a copy of: the layouts, and the workflows of the template."""
    names = snapshot.search(f"{SHIPPED}{LAYOUT_FOLDER}/**/*")
    layouts = {name.removeprefix(SHIPPED): snapshot.read(name).data for name in names}
    return layouts | {name: data for name, data in template_files().items() if not name.startswith(OWNED)}


def known_keys() -> dict[str, tuple[str, ...]]:
    """Return the keys that publish knows, by the pattern of the names of the files that hold them."""
    return {PROJECT: setting_keys(), clinic_file("*"): clinic_keys(), guide_file("*", "guide.toml"): front_keys()}


def read_record(snapshot: Snapshot) -> Record | None:
    """Return the record of the workspace, None if it has none. Raises `PublishError` (``record-wrong``) if it cannot be read."""
    blob = snapshot.find(RECORD)
    return read_table(blob.data, RECORD, Record, _KIND)[0] if blob else None


def write_record(record: Record) -> bytes:
    """Return ``record`` as the file has it."""
    import tomlkit  # here, because reading needs none

    content = {"version": record.version, "keys": dict(sorted(record.keys.items())), "files": dict(sorted(record.files.items()))}
    return (_HEAD + tomlkit.dumps(content)).encode()

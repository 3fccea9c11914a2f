"""List what has changed in publish since a workspace was made or last upgraded, and apply to the workspace the change that is named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Any

from publish.project import Snapshot, Workspace, exclusive, misuse, path_below, write_aside
from publish.project.names import LAYOUT_FOLDER, PROJECT
from publish.project.toml import toml_of
from publish.starter.record import RECORD, Record, current_record, read_record, shipped_files, write_record
from publish.starter.template_files import template_files
from publish.text.suggest import choose_from, similar_names

ALL = "record"
"""The name that stands for the record itself: to apply it means that people have read what is listed."""
BESIDE = ".shipped"
"""The ending of a shipped file that is written beside an edited copy of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that has changed: ``what``, and what ``publish upgrade --apply NAME`` does about it, if it can do anything.

    ``files`` are the copies of shipped files that it writes, or writes the shipped ones beside.
    """

    what: str
    name: str = ""
    effect: str = ""
    files: tuple[str, ...] = ()


def changes(snapshot: Snapshot) -> tuple[Change, ...]:
    """Return what has changed since the workspace was made or last upgraded. Raises `PublishError` (``record-wrong``)."""
    record, current = read_record(snapshot), current_record(snapshot)
    if record == current or snapshot.holds_package:  # a checkout of publish holds the newest of everything
        return ()
    old = record or replace(current, files={})  # without a record no key is new, and no copy is known to be unedited
    found = [*_layout_changes(old, current), *_by_folder(_copies(snapshot, old))]
    found += [*_new_keys(old, current), *_keys_gone(snapshot, old, current)]
    if record is None:
        found = [each for each in found if each.name]
        found.append(Change(f"there is no {RECORD}: nobody can say what has changed", ALL, f"writes {RECORD}, as of now"))
    else:
        found.append(Change(f"{RECORD} is of version {record.version}", ALL, "notes that you have read all of this"))
    return tuple(found)


def _layout_changes(old: Record, current: Record) -> Iterator[Change]:
    """Yield each shipped layout that is new, that is gone or that prints differently now."""
    if not old.files:
        return
    before, now = (_by_layout(record.files) for record in (old, current))
    for layout in sorted(before.keys() | now.keys()):
        if layout not in before:
            yield Change(f"new layout “{layout}”")
        elif layout not in now:
            yield Change(f"the layout “{layout}” is no longer shipped")
        elif names := sorted(name for name, _ in before[layout] ^ now[layout]):
            shown = ", ".join(dict.fromkeys(name.rpartition("/")[2] for name in names))
            yield Change(f"the layout “{layout}” has changed ({shown}): print a page, and look at it")


def _by_layout(files: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """Return names and digests by the layouts that they belong to."""
    pairs = sorted(pair for pair in files.items() if pair[0].startswith(f"{LAYOUT_FOLDER}/"))
    return {layout: set(group) for layout, group in groupby(pairs, key=lambda pair: pair[0].split("/")[1])}


def _copies(snapshot: Snapshot, old: Record) -> Iterator[Change]:
    """Yield each file of which the workspace has a copy that is not the one that ships now."""
    for name, data in shipped_files(snapshot).items():
        own, shipped, recorded = snapshot.find(name), sha256(data).hexdigest(), old.files.get(name)
        if own is None and recorded is None and old.files and not name.startswith(f"{LAYOUT_FOLDER}/"):
            yield Change(f"{name} is new", name, "writes it", (name,))
        elif own is not None and own.sha256 != shipped != recorded:
            if own.sha256 == recorded:
                yield Change(f"{name} has a newer version; your copy is not edited", name, "replaces it", (name,))
            else:
                effect = f"writes the one that ships to {name}{BESIDE}"
                yield Change(f"{name} is another than the one that ships now", name, effect, (f"{name}{BESIDE}",))


def _by_folder(copies: Iterable[Change]) -> Iterator[Change]:
    """Yield one change for all copies in the folder of a layout, where there are several, and the others as they are."""
    for folder, group in groupby(sorted(copies, key=lambda change: change.name), key=lambda change: change.name.rpartition("/")[0]):
        changes_of = list(group)
        if len(changes_of) == 1 or not folder.startswith(f"{LAYOUT_FOLDER}/"):
            yield from changes_of
            continue
        edited = [each for each in changes_of if each.files[0].endswith(BESIDE)]
        names = ", ".join(each.name.rpartition("/")[2] for each in changes_of)
        state = f"{len(edited) or 'none'} of your {len(changes_of)} copies {'is' if len(edited) == 1 else 'are'} edited"
        effects = ["replaces those that are not edited"] * (len(edited) < len(changes_of))
        effects += [f"writes the shipped one as NAME{BESIDE} beside each edited one"] * bool(edited)
        files = tuple(file for each in changes_of for file in each.files)
        yield Change(f"{folder}/ differs from what ships now; {state} ({names})", folder, " and ".join(effects), files)


def _new_keys(old: Record, current: Record) -> Iterator[Change]:
    for file, keys in current.keys.items():
        for key in (key for key in keys if key not in old.keys.get(file, ())):
            if file == PROJECT:
                yield Change(f"{file} may have the new key “{key}”", key, "adds it as a comment that explains it")
            else:
                yield Change(f"{file} may have the new key “{key}” (docs/workspace.md)")


def _keys_gone(snapshot: Snapshot, old: Record, current: Record) -> Iterator[Change]:
    """Yield each key that was renamed or removed, with the files that have it, and the new key that it may be now."""
    for pattern, keys in old.keys.items():
        known = current.keys.get(pattern, ())
        for key in (key for key in keys if key not in known):
            files = [name for name in snapshot.search(pattern) if _has(snapshot.parse(name, toml_of).tables, key.split("."))]
            likely = similar_names(key, [name for name in known if name not in keys], cutoff=0.6)
            renamed = f" It may be “{likely[0]}” now." if likely else ""
            yield Change(f"the key “{key}” of {pattern} is not known any more.{renamed} {_used(files)}")


def _used(files: list[str]) -> str:
    return f"It is in {', '.join(files)}." if files else "No file has it."


def _has(tables: Any, steps: list[str]) -> bool:
    """Tell whether a key is in ``tables``; ``*`` in ``steps`` is any key, and ``[]`` any item of a list."""
    if not steps:
        return True
    name = steps[0].removesuffix("[]")
    inner = tables.values() if name == "*" and isinstance(tables, dict) else [tables[name]] if _is_in(tables, name) else []
    items = [item for value in inner for item in (value if isinstance(value, list) and steps[0].endswith("[]") else [value])]
    return any(_has(item, steps[1:]) for item in items)


def _is_in(tables: Any, name: str) -> bool:
    return isinstance(tables, dict) and name in tables


@exclusive
def apply_changes(workspace: Workspace, names: Iterable[str]) -> tuple[str, ...]:
    """Make the changes ``names``, and return the files that were written. Nothing else is changed.

    Raises `UsageError` (``unknown-change``) for a name that no change has; then nothing is written.
    """
    snapshot = workspace.snapshot()
    offered = {change.name: change for change in changes(snapshot) if change.name}
    for name in names:
        if name not in offered:
            raise misuse("unknown-change", f"there is no change “{name}” to apply", hint=choose_from(name, offered))
    record, current = read_record(snapshot), current_record(snapshot)
    files = _written(snapshot, [name for name in dict.fromkeys(names) if name != ALL], current)
    if ALL in names:
        files[RECORD] = write_record(current)
    elif record is not None:
        done = {file.removesuffix(BESIDE) for name in names for file in offered[name].files}
        files[RECORD] = write_record(_noted(record, current, done | set(names)))
    return tuple(name for name, data in files.items() if write_aside(path_below(workspace.root, name), data))


def _written(snapshot: Snapshot, names: list[str], current: Record) -> dict[str, bytes]:
    """Return the contents of the files that the changes ``names`` write."""
    shipped, offered = shipped_files(snapshot), {change.name: change for change in changes(snapshot)}
    files = {file: shipped[file.removesuffix(BESIDE)] for name in names for file in offered[name].files}
    explained = [_explanation(name) for name in names if not offered[name].files]
    if explained:
        files[PROJECT] = b"\n".join([snapshot.read(PROJECT).data.rstrip(b"\n") + b"\n", *explained])
    return files


def _explanation(key: str) -> bytes:
    """Return what project.toml of a new workspace says of ``key``, as comments."""
    table, _, name = key.rpartition(".")
    blocks = template_files()[PROJECT].decode().split("\n\n")
    block = next((each for each in blocks if re.search(rf"^(?:# )?{name} = ", each, re.MULTILINE)), f"{name} = …")
    lines = [line if line.startswith("#") else f"# {line}" for line in block.strip().split("\n") if line != f"[{table}]"]
    return "\n".join([f"# New, for the table [{table}]:", *lines, ""]).encode()


def _noted(record: Record, current: Record, names: set[str]) -> Record:
    """Return ``record`` with the changes ``names`` made."""
    files = record.files | {name: digest for name, digest in current.files.items() if name in names}
    keys = (*record.keys.get(PROJECT, ()), *(key for key in current.keys[PROJECT] if key in names))
    return replace(record, files=files, keys=record.keys | {PROJECT: keys})

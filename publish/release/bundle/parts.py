"""Parts of a release, made on several machines (``publish release --shard I/N``), and put together in one place (``--merge``).

A part is a folder with the files of its outputs and `PART`, which says what they are: all that is known of each output but its bytes, with
their SHA-256. Whoever merges parts plans the release again, from the same texts; so a part cannot add to it, and none can be left out.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.edition.request import Request
from publish.project import PublishError, Snapshot, path_below, problem, read_bytes, write_aside
from publish.release.pack import pack_guide
from publish.release.results import BuiltOutput, Output
from publish.release.reuse.recipe import tool_versions

if TYPE_CHECKING:
    from cattrs import Converter

PARTS = "dist/parts"
"""The folder of a workspace for the parts of releases."""
PART = "part.json"
SCHEMA = "urn:clinic-publish:part:1"
_HINT = "make the parts again, all from the same commit and with the same options, and merge all of them"


@dataclass(frozen=True, slots=True)
class PartOf:
    """What all parts of a release have in common: its name, what it was asked for, its texts and the tools, and in how many parts it is."""

    name: str
    draft: bool
    parts: int
    texts: str
    tools: dict[str, str]


@dataclass(frozen=True, slots=True)
class _PartOutput:
    """An output without its bytes, and the SHA-256 of each of its files by the name below the folder."""

    made: Output
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    schema: str
    whole: PartOf
    part: int
    outputs: tuple[_PartOutput, ...]


def part_of(snapshot: Snapshot, name: str, draft: bool, requests: Iterable[Request], parts: int) -> PartOf:
    """Return what the parts of the release of ``requests`` have in common; the texts are told apart by a digest."""
    known = tuple(requests)
    pairs = dict.fromkeys((request.guide, request.locale) for request in known)
    digests = [pack_guide(snapshot, *pair).digest for pair in pairs]
    texts = sha256(repr((known, digests)).encode("utf-8", "surrogatepass")).hexdigest()
    return PartOf(name, draft, parts, texts, dict(tool_versions()))


def write_part(folder: Path, whole: PartOf, part: int, built: Iterable[BuiltOutput]) -> None:
    """Write `PART` into ``folder``, where the files of ``built`` are."""
    outputs = tuple(_PartOutput(each.made, {path.relative_to(folder).as_posix(): _digest(path) for path in each.files}) for each in built)
    found = _Part(SCHEMA, whole, part, outputs)
    write_aside(folder / PART, (json.dumps(_converter().unstructure(found), ensure_ascii=False, indent=1) + "\n").encode())


def merge_parts(folders: Iterable[Path], whole: PartOf, requests: tuple[Request, ...], target: Path) -> tuple[BuiltOutput, ...]:
    """Copy the outputs of the parts in ``folders`` to ``target``, and return them in the order of ``requests``.

    Raises `PublishError`: ``part-wrong`` for a folder that is no part of this release, is damaged, or is given twice, and if a part is
    missing.
    """
    found: dict[Request, tuple[Path, _PartOutput]] = {}
    given: dict[int, Path] = {}
    for folder in folders:
        part = _read(folder)
        _refuse_other(folder, part.whole, whole)
        if part.part in given:
            raise _wrong(f"{folder.name}/{PART}", f"{folder} is part {part.part} of {whole.parts}, and so is {given[part.part]}")
        given[part.part] = folder
        found |= {each.made.request: (folder, each) for each in part.outputs}
    missing = [str(number) for number in range(1, whole.parts + 1) if number not in given]
    if missing:
        raise _wrong(PART, f"of the {whole.parts} parts of the release {whole.name}, these are missing: {', '.join(missing)}")
    if found.keys() != set(requests):
        others = _not_in_both(found, requests)
        raise _wrong(PART, f"the {whole.parts} parts of the release {whole.name} do not hold its outputs, each once: {others}")
    return tuple(_copied(*found[request], target) for request in requests)


def _not_in_both(found: Iterable[Request], requests: Iterable[Request]) -> str:
    return ", ".join(sorted(f"{each.locale}/{each.guide}.{each.layout}.{each.paper}" for each in {*found} ^ {*requests}))


def parts_in(folders: Iterable[Path]) -> int:
    """Return in how many parts the release of the first of ``folders`` is; raises `PublishError` (``part-wrong``)."""
    return next((_read(folder).whole.parts for folder in folders), 0)


def _copied(folder: Path, output: _PartOutput, target: Path) -> BuiltOutput:
    written = []
    for name, digest in output.files.items():
        data = read_bytes(path_below(folder, name))
        if sha256(data).hexdigest() != digest:
            raise _wrong(f"{folder.name}/{name}", f"{name} in {folder} is not as its part was made")
        write_aside(path_below(target, name), data)
        written.append(target / name)
    return BuiltOutput(output.made, tuple(written))


def _read(folder: Path) -> _Part:
    try:
        data = json.loads(read_bytes(folder / PART))
        part: _Part = _converter().structure(data, _Part)
    except PublishError:
        raise
    except FileNotFoundError:
        raise _wrong(str(folder), f"{folder} is not part of a release: it has no {PART}") from None
    except Exception as error:  # cattrs raises what the types do
        raise _wrong(str(folder / PART), f"{folder / PART} is not what publish release --shard writes") from error
    if part.schema != SCHEMA:
        raise _wrong(str(folder / PART), f"{folder / PART} is of another version: {part.schema}")
    return part


def _refuse_other(folder: Path, found: PartOf, whole: PartOf) -> None:
    others = [each.name for each in fields(PartOf) if getattr(found, each.name) != getattr(whole, each.name)]
    if others:
        raise _wrong(f"{folder.name}/{PART}", f"{folder} is part of another release: it differs in {', '.join(others)}")


def _wrong(file: str, message: str) -> PublishError:
    return problem("part-wrong", message, file=file, hint=_HINT)


def _digest(path: Path) -> str:
    return sha256(read_bytes(path)).hexdigest()


def _converter() -> "Converter":
    from cattrs import Converter

    made: Any = Converter(forbid_extra_keys=True)
    return made  # type: ignore[no-any-return]

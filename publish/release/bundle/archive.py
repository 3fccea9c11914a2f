"""Archives with the same bytes wherever and whenever they are made, and a snapshot of a workspace as such an archive."""

import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from publish.project import PublishError, Snapshot, problem
from publish.project.storage import PackedFiles
from publish.release.pack import pack_guide

MOST_BYTES = 256 * 1024**2
"""The most that a snapshot may hold, unpacked: an archive that claims more is refused."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that an archive can name
_MODE = 0o644 << 16
_UNIX = 3


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of ``files`` by name, in the order of their names, without times or owners.

    The files are stored as they are: compressors of other machines give other bytes, and most of the files are PDF, compressed already.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _EPOCH)
            entry.external_attr, entry.create_system = _MODE, _UNIX
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def zip_snapshot(snapshot: Snapshot, pairs: Iterable[tuple[str, str]]) -> bytes:
    """Return an archive of the files that outputs of each guide and locale in ``pairs`` are made from."""
    files: dict[str, bytes] = {}
    for guide, locale in pairs:
        packed = pack_guide(snapshot, guide, locale).snapshot
        files |= {name: packed.read(name).data for name in packed.search("**/*") if _is_readable(packed, name)}
    return zip_files(files)


def unzip_snapshot(data: bytes, holds_package: bool, name: str) -> Snapshot:
    """Return the snapshot in the archive ``data``; raises `PublishError` (``snapshot-wrong``) if it is none."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise BadZipFile("it holds more than a workspace may")
            if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
                raise BadZipFile("its files are packed in an unusual way")
            if len({entry.filename for entry in entries}) < len(entries):
                raise BadZipFile("it holds two files of one name")
            return Snapshot(PackedFiles({entry.filename: archive.read(entry) for entry in entries}, holds_package))
    except (BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:  # RuntimeError: it wants a password
        hint = "use the snapshot.zip that publish release wrote"
        raise problem("snapshot-wrong", f"{name} is not the snapshot of a workspace: {error}", file=name, hint=hint) from error


def _is_readable(snapshot: Snapshot, name: str) -> bool:
    try:
        return snapshot.has(name)
    except PublishError:
        return False

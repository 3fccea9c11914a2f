"""Pack the files that the outputs of one guide in one locale are made from, so that they can travel to a worker."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from publish.approval.scope import placed_pictures
from publish.catalog.template import LAYOUTS, LAYOUTS_LOCALE, guide_in
from publish.project import PublishError, Snapshot
from publish.project.names import (
    GLOSSARY,
    LAYOUT_FOLDER,
    PROJECT,
    SHIPPED,
    WITHDRAWN,
    approvals_file,
    archive_folder,
    catalog_file,
    glossary_file,
    guide_file,
    waivers_file,
)


@dataclass(frozen=True, slots=True)
class Pack:
    """The files that the outputs of one guide in one locale are made from; ``digest`` tells packs apart."""

    digest: str
    snapshot: Snapshot = field(compare=False, repr=False)


def pack_guide(snapshot: Snapshot, guide: str, locale: str) -> Pack:
    """Return the files that outputs of ``guide`` in ``locale`` are made from.

    The catalogs of all locales are among them: a web page lists the languages that there are.
    """
    signers = dict.fromkeys((locale, _source_locale(snapshot), LAYOUTS_LOCALE))
    patterns = (
        PROJECT,
        GLOSSARY,
        WITHDRAWN,
        glossary_file(locale),
        "source/clinics/**/*",
        guide_file(guide, "*.svg"),
        *(catalog_file("*", domain) for domain in (guide, LAYOUTS)),
        *map(approvals_file, signers),
        *map(waivers_file, signers),
        f"{archive_folder(locale, guide)}/**/*",
        f"{LAYOUT_FOLDER}/**/*",
        f"{SHIPPED}{LAYOUT_FOLDER}/**/*",
        SHIPPED + catalog_file("*", LAYOUTS),
    )
    packed = snapshot.packed(patterns, _guide_names(snapshot, guide))
    digest = sha256()
    for name in packed.search("**/*"):
        digest.update(f"{name} {_digest(packed, name)}\n".encode("utf-8", "surrogatepass"))
    return Pack(digest.hexdigest(), packed)


def _source_locale(snapshot: Snapshot) -> str:
    try:
        return snapshot.settings.source_locale
    except PublishError:  # each output reports that
        return LAYOUTS_LOCALE


def _guide_names(snapshot: Snapshot, guide: str) -> Iterator[str]:
    """Yield the names of the guide's text, its guide.toml and the pictures that it places."""
    yield from (guide_file(guide), guide_file(guide, "guide.toml"))
    try:
        pictures = placed_pictures(guide_in(snapshot, guide))
    except PublishError:  # the guide cannot be read: each of its outputs reports that
        return
    yield from (posixpath.normpath(guide_file(guide, name)) for name in pictures)


def _digest(snapshot: Snapshot, name: str) -> str:
    try:
        return snapshot.read(name).sha256
    except PublishError:
        return "unreadable"

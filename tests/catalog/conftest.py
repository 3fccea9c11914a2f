"""The small workspace that these tests share, and the translator who works in it."""

from dataclasses import replace

from publish.catalog.store import load
from publish.po.codec import write_po
from publish.project import Workspace
from tests.workspaces import workspace

__all__ = ["translate", "workspace"]


def translate(workspace: Workspace, locale: str, domain: str, **texts: str) -> None:
    """Translate messages by the beginning of their msgid; ``fuzzy_`` before it marks them."""
    catalog = load(workspace.snapshot(), locale, domain)
    for beginning, text in texts.items():
        name = beginning.removeprefix("fuzzy_").replace("_", " ")
        entry = next(entry for entry in catalog.messages if entry.msgid.startswith(name))
        flags = ("fuzzy", *entry.flags) if beginning.startswith("fuzzy_") else entry.flags
        catalog = catalog.with_entry(replace(entry, msgstr=text, flags=flags))
    workspace.catalog_path(locale, domain).write_bytes(write_po(catalog))

"""Workspaces for the tests of approvals: translated, signed by all roles, and with a longer guide that is approved in two languages."""

import json
from dataclasses import replace

import pytest

from publish.approval.signature_file import read_signatures
from publish.approval.signing import sign, signable_texts
from publish.approval.status import domain_status
from publish.catalog.store import load
from publish.catalog.update import init
from publish.po.codec import write_po
from publish.project import Workspace
from tests.workspaces import translated, workspace

__all__ = ["workspace"]

ROLES = (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz"))
GUIDE = """# Hair

![A scalp](scalp.svg)

A session takes {session_length}.[^label]

Do not give blood for {blood_wait}.

::: warning
Do **not** have it if you are pregnant.
:::

- Wash your hair.
- Come with company.

`0.5`
"""
FRONT = """edition = "2026.1"
published = 2026-11-23
[facts]
session_length = { low = 10, high = 30, unit = "minute" }
blood_wait = { value = 6, unit = "month" }
[[references]]
id = "label"
text = "The label."
doi = "10.1000/182"
url = "https://example.org/label"
"""


@pytest.fixture
def french(workspace: Workspace) -> Workspace:
    """Return the workspace with its guide translated into French, and the source approved."""
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    return workspace


@pytest.fixture
def signed(french: Workspace) -> Workspace:
    """Return the workspace with its guide translated into French and signed by all roles."""
    sign_all(french)
    assert not domain_status(french.snapshot(), "fr", "hair").draft
    return french


@pytest.fixture
def approved(workspace: Workspace) -> Workspace:
    """Return a workspace with `GUIDE` and `FRONT`, approved in English and in French."""
    folder = workspace.guide_folder("hair")
    (folder / "guide.md").write_text(GUIDE)
    (folder / "guide.toml").write_text(FRONT)
    translate(workspace, "fr")
    sign(workspace, "en", "clinician", "Dr Abe")
    sign_all(workspace)
    assert not domain_status(workspace.snapshot(), "fr", "hair").draft
    return workspace


def translate(workspace: Workspace, locale: str, **about: tuple[str, ...]) -> None:
    """Create the catalogs of ``locale`` and translate the guide; ``about`` are more fields of each entry."""
    init(workspace, locale)
    catalog = load(workspace.snapshot(), locale, "hair")
    entries = (entry if entry.is_header else replace(entry, msgstr=translated(entry.msgid, locale), **about) for entry in catalog.entries)
    workspace.catalog_path(locale, "hair").write_bytes(write_po(replace(catalog, entries=tuple(entries))))


def sign_all(workspace: Workspace) -> None:
    """Sign the French guide in the three roles of the default policy."""
    for role, name in ROLES:
        sign(workspace, "fr", role, name, chosen=("hair",))


def with_policy(workspace: Workspace, text: str) -> Workspace:
    """Append ``text`` to project.toml."""
    path = workspace.source / "project.toml"
    path.write_text(path.read_text() + text)
    return Workspace(workspace.root)


def edit(workspace: Workspace, msgid: str, msgstr: str) -> None:
    """Change a French translation."""
    catalog = load(workspace.snapshot(), "fr", "hair")
    entry = catalog.index[None, msgid]
    workspace.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(replace(entry, msgstr=msgstr))))


def edit_source(workspace: Workspace, name: str, old: str, new: str) -> None:
    """Replace ``old``, which must be there, in a file of the guide."""
    path = workspace.guide_folder("hair") / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def unchained(lines: str) -> str:
    """Return lines of approvals.jsonl as older versions wrote them, without the fields of the chain."""
    records = [json.loads(line) for line in lines.splitlines()]
    old = [{field: value for field, value in record.items() if field not in ("id", "after", "revokes")} for record in records]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in old)


def unsigned(workspace: Workspace) -> list[str]:
    """Return the msgids of the texts of the source without a signature."""
    signatures = read_signatures(workspace.snapshot(), "en")
    return [entry.msgid for entry in signable_texts(workspace.snapshot(), "en", "hair") if not signatures.valid_for(entry, "hair")]

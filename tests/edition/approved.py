"""The asthma workspace with all its signatures, and layouts of its own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from publish.approval.signing import sign
from publish.edition.compose import compose
from publish.edition.request import Composition, Request
from publish.project import Workspace
from tests.edition.small import TODAY, workspace_in, write

SIGNED_ON = "1769860800"  # 2026-01-31, in seconds
POLICY = '[project]\nsource_locale = "en"\nlocales = []\n[release]\nrequired = []\ncritical = []\n'


def approved_workspace(folder: Path, own: Mapping[str, str] | None = None, **files: str) -> Workspace:
    """Return a workspace in ``folder`` in which all is signed: the texts, and the words of the layouts, with ``own`` layout files."""
    workspace = workspace_in(folder, **files)
    write(folder / "source/project.toml", POLICY)
    for name, text in (own or {}).items():
        write(folder / name, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", SIGNED_ON)
        sign(workspace, "en", "clinician", "Dr. Cruz")
    return workspace


def own_layout(parent: str, template: str = "", style: str = "") -> dict[str, str]:
    """Return the files of a layout “mine” that extends ``parent``."""
    named = ('template = "mine.html"\n' if template else "") + ('styles = ["mine.css"]\n' if style else "")
    files = {"layouts/mine/layout.toml": f'extends = "{parent}"\n{named}'}
    files |= {"layouts/mine/mine.html": template} if template else {}
    return files | ({"layouts/mine/mine.css": style} if style else {})


def unsigned_texts(composition: Composition) -> list[str]:
    """Return the messages of the findings that a page has texts that nobody signed."""
    return [finding.message for finding in composition.findings if finding.code == "text-unsigned"]


def is_approved(workspace: Workspace, layout: str, clinic: str | None = "lungs") -> bool:
    """Tell whether the guide composes without errors in ``layout``, and is no draft."""
    paper = {"web": None, "bilingual-brochure": "A3"}.get(layout, "A4")
    composition = compose(workspace.snapshot(), Request("asthma", "en", layout, paper, clinic), today=TODAY)
    return not composition.draft and not composition.errors

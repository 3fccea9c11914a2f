"""A translation that is signed through and through prints in every shipped layout, and is no draft: nothing of ours counts as unsigned."""

import shutil
from pathlib import Path

import pytest

from publish.catalog.template import template
from publish.catalog.update import empty_catalog
from publish.edition.compose import compose
from publish.edition.layout.spec import layout_specs
from publish.edition.request import Request
from publish.po.codec import write_po
from publish.po.model import Entry
from publish.project import Workspace
from tests.edition.approved import POLICY, approved_workspace, unsigned_texts
from tests.edition.small import TODAY, write
from tests.workspaces import ROOT

LAYOUTS = sorted(layout_specs(Workspace(ROOT).snapshot()))
PAPERS = {"web": None, "bilingual-brochure": "A3"}


@pytest.fixture(scope="module", params=["es", "ar"])
def translated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    """Return a workspace whose policy asks for no signature of a translation, translated into a locale, and that locale."""
    locale: str = request.param
    workspace = approved_workspace(tmp_path_factory.mktemp(locale))
    write(workspace.root / "source/project.toml", POLICY.replace("locales = []", f'locales = ["{locale}"]'))
    catalog = empty_catalog(locale, "asthma")
    for entry in template(workspace.snapshot(), "asthma").messages:
        catalog = catalog.with_entry(Entry(entry.msgid, f"X {entry.msgid}", msgctxt=entry.msgctxt))
    write(workspace.catalog_path(locale, "asthma"), write_po(catalog).decode())
    shutil.copy(ROOT / f"locales/{locale}/LC_MESSAGES/layouts.po", Path(workspace.catalog_path(locale, "layouts")))
    return workspace, locale


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_signed_translation_is_no_draft(translated: tuple[Workspace, str], layout: str) -> None:
    workspace, locale = translated
    request = Request("asthma", locale, layout, PAPERS.get(layout, "A4"), "lungs")
    composition = compose(workspace.snapshot(), request, today=TODAY)
    assert not unsigned_texts(composition) and not composition.draft

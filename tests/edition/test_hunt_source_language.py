"""Guides written in another language than English: the words of the layouts are translated for them too."""

from pathlib import Path

import pytest

from publish.catalog.standing import standing
from publish.project import Workspace
from tests.edition.small import composed, translate, workspace_in, write


def workspace_from(folder: Path, source: str, *others: str) -> Workspace:
    """Return the small workspace, as though its guide were written in ``source``."""
    workspace = workspace_in(folder)
    listed = ", ".join(f'"{other}"' for other in others)
    write(folder / "source/project.toml", f'[project]\nsource_locale = "{source}"\nlocales = [{listed}]\n')
    return workspace


@pytest.mark.parametrize(("source", "notes", "warning"), [("fr", "Mes notes", "Attention"), ("ar", "ملاحظاتي", "تحذير")])
def test_the_layouts_speak_the_language_of_the_source(tmp_path: Path, source: str, notes: str, warning: str) -> None:
    html = composed(workspace_from(tmp_path, source), locale=source).html
    assert notes in html and warning in html
    assert "My notes" not in html and "Opening hours" not in html


def test_words_that_nobody_translated_say_that_they_are_english(tmp_path: Path) -> None:
    assert '<span lang="en" dir="ltr">My notes</span>' in composed(workspace_from(tmp_path, "eu"), locale="eu").html


def test_a_guide_translated_into_english_needs_no_english_layouts(tmp_path: Path) -> None:
    workspace = workspace_from(tmp_path, "fr", "en")
    translate(workspace, "en", "asthma")
    html = composed(workspace, locale="en").html
    assert "My notes" in html and '<span lang="fr"' not in html and '<span lang="en" dir="ltr">My notes' not in html
    assert standing(workspace, "en", "layouts").missing == 0

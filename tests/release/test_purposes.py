"""Tests of the purposes ``screen`` and ``press`` of a build."""

from pathlib import Path

import pikepdf
import pytest

from publish.press.colour.icc import generic_profile
from publish.project import PublishError, UsageError, Workspace
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("printing_here")]


def names(workspace: Workspace, output: Path, purpose: str) -> set[str]:
    orders = plan(workspace.snapshot(), Selection(locales=("en",), layouts=("brochure", "handout"), purpose=purpose))
    assert not [finding for made in build(workspace.snapshot(), orders, output) for finding in made.findings if made.failed]
    return {path.name for path in (output / "en").iterdir()}


def test_the_screen_gets_pages_in_reading_order(inhaler: Workspace, tmp_path: Path) -> None:
    assert names(inhaler, tmp_path / "dist", "screen") == {"inhaler.brochure.A4.screen.pdf", "inhaler.handout.A4.screen.pdf"}


def test_the_press_gets_bleed_and_ink_colours(inhaler: Workspace, tmp_path: Path) -> None:
    assert names(inhaler, tmp_path / "dist", "press") == {"inhaler.brochure.A4.press.pdf", "inhaler.handout.A4.press.pdf"}
    with pikepdf.open(tmp_path / "dist/en/inhaler.brochure.A4.press.pdf") as pdf:
        page = pdf.pages[0]
        trim = [float(value) for value in page.TrimBox]
        assert trim[2] - trim[0] == pytest.approx(297 / 25.4 * 72, abs=0.03)
        assert pdf.Root.OutputIntents and "/Annots" not in page


def test_a_web_page_is_not_for_the_press(inhaler: Workspace) -> None:
    with pytest.raises(UsageError, match="nothing-to-build"):
        plan(inhaler.snapshot(), Selection(layouts=("web",), purpose="press"))


def test_the_profile_of_the_print_shop_is_named_on_the_command_line_or_in_the_settings(inhaler: Workspace, tmp_path: Path) -> None:
    (inhaler.source / "shop.icc").write_bytes(generic_profile().replace(b"Generic", b"Uncoated"[:7]))
    settings = inhaler.source / "project.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[press]\nprofile = "shop.icc"\n', encoding="utf-8")
    workspace = Workspace(inhaler.root)
    orders = plan(workspace.snapshot(), Selection(locales=("en",), layouts=("handout",), purpose="press"))
    (made,) = build(workspace.snapshot(), orders, tmp_path / "dist")
    with pikepdf.open(made.files[0]) as pdf:
        assert str(pdf.Root.OutputIntents[0].Info).startswith("Uncoate")
    with pytest.raises(PublishError, match="profile-wrong"):
        build(workspace.snapshot(), orders, tmp_path / "dist", BuildOptions(profile=settings))


def test_a_profile_outside_the_workspace_is_refused(inhaler: Workspace, tmp_path: Path) -> None:
    settings = inhaler.source / "project.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[press]\nprofile = "../../x.icc"\n', encoding="utf-8")
    workspace = Workspace(inhaler.root)
    with pytest.raises(PublishError, match="path-outside"):
        build(workspace.snapshot(), plan(workspace.snapshot(), Selection(layouts=("handout",), purpose="press")), tmp_path / "dist")

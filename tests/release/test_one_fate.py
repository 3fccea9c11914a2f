"""Tests of whole builds in which one output cannot be made: the others are made, and its file of an earlier build is deleted."""

from pathlib import Path

import pytest

from publish.release import plan as planning
from publish.release.build import BuildOptions, build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from tests.edition.small import workspace_in, write

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("printing_here")]

LAYOUTS = {
    "layouts/broken/layout.toml": 'extends = "handout"\npages = "many"\n',
    "layouts/circle/layout.toml": 'extends = "circle"\n',
    "layouts/stops/layout.toml": 'extends = "handout"\nstyles = ["stops.css"]\n',
    "layouts/stops/stops.css": "li, p { display: table-cell; padding: 0 }",  # at which WeasyPrint raises an error of its own
}


def built(root: Path, *layouts: str) -> dict[str, BuiltOutput]:
    workspace = workspace_in(root)
    for name, text in LAYOUTS.items():
        write(root / name, text)
        write(root / f"dist/en/asthma.{name.split('/')[1]}.A4.pdf", "the dose of last month")
    requests = plan(workspace.snapshot(), Selection(locales=("en",), layouts=layouts, papers=("A4",)))
    return {each.request.layout: each for each in build(workspace.snapshot(), requests, root / "dist", BuildOptions(jobs=1))}


def test_a_broken_layout_and_one_that_cannot_be_laid_out_fail_alone(tmp_path: Path) -> None:
    found = built(tmp_path, "broken", "circle", "stops", "web")
    codes = {layout: {finding.code for finding in each.findings if finding.severity.value == "error"} for layout, each in found.items()}
    assert codes == {"broken": {"layout-wrong"}, "circle": {"unknown-layout"}, "stops": {"layout-failed"}, "web": set()}
    assert [path.name for path in (tmp_path / "dist/en").iterdir()] == ["asthma.web.html"]


def test_a_layout_that_is_not_asked_for_may_be_broken(tmp_path: Path) -> None:
    assert not built(tmp_path, "web")["web"].failed


def test_a_fault_of_ours_in_the_plan_of_one_guide_is_one_of_its_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_in(tmp_path)
    monkeypatch.setattr("publish.catalog.template.front_in", lambda snapshot, guide: [][1])
    assert {request.guide for request in planning.plan(workspace.snapshot(), Selection())} == {"asthma"}

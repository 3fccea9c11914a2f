"""The whole matrix of the repository's own guide, printed once, and a small workspace with a guide of another subject."""

import shutil
from pathlib import Path

import pytest

from publish.project import Workspace
from publish.release import Made, Wish, build, plan

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, ...]:
    """Every output of every guide of this repository. Tests that use it share one worker (xdist_group "matrix")."""
    workspace = Workspace(ROOT)
    return build(workspace, plan(workspace, Wish()), tmp_path_factory.mktemp("dist"))


@pytest.fixture
def inhaler(tmp_path: Path) -> Workspace:
    """A workspace of its own, with a guide that knows nothing of the repository's layouts and roles."""
    shutil.copytree(ROOT / "tests" / "data" / "inhaler", tmp_path / "inhaler")
    return Workspace(tmp_path / "inhaler")

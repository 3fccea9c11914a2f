"""Fixtures: the usual outputs of the repository's own guide, built once for all workers, and a small workspace with another guide."""

import fcntl
import os
import pickle
import shutil
from pathlib import Path

import pytest

from publish.project import Workspace
from publish.release.build import build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    """Every usual output of the repository. The first worker that needs it builds it; the others wait and share the files."""
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    done = shared / "matrix.pickle"
    with (shared / "matrix.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            workspace = Workspace(ROOT)
            done.write_bytes(pickle.dumps(build(workspace.snapshot(), plan(workspace.snapshot(), Selection()), shared / "matrix")))
    made = pickle.loads(done.read_bytes())
    assert isinstance(made, tuple)
    return made


@pytest.fixture
def inhaler(tmp_path: Path) -> Workspace:
    """A temporary workspace with a guide that was not written for these layouts and roles."""
    shutil.copytree(ROOT / "tests" / "data" / "inhaler", tmp_path / "inhaler")
    return Workspace(tmp_path / "inhaler")

"""Fixtures: outputs of the repository's own guide, built once for all workers, and a small workspace with another guide."""

import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish import press
from publish.edition.layout.spec import layout_specs
from publish.edition.request import Request
from publish.project import Workspace
from publish.release.build import build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from tests.printing import printing_here
from tests.workspaces import ROOT, SAMPLE

__all__ = ["printing_here"]

# The locales whose usual outputs are printed in every run, and those of them that are printed on Letter too: one of each direction.
PRINTED = ("en", *(locale for locale in SAMPLE if locale != "es"))  # Spanish has the letters of English
ON_LETTER = ("en", "ar")
EVERY_LOCALE = pytest.param(True, marks=pytest.mark.full, id="every locale")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    """The usual outputs of the repository in one locale of each script."""
    return _shared(tmp_path_factory, "sample", tuple(filter(_is_sampled, plan(Workspace(ROOT).snapshot(), Selection()))))


@pytest.fixture(scope="session", params=[pytest.param(False, id="sample"), EVERY_LOCALE])
def matrix(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    """The same, and with ``-m full`` every usual output in every locale."""
    made: tuple[BuiltOutput, ...] = request.getfixturevalue("office" if request.param else "sample")
    usual = set(plan(Workspace(ROOT).snapshot(), Selection()))
    return tuple(each for each in made if each.request in usual)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    """Everything for the desk printer and the screen: every layout, fold and locale."""
    return _shared(tmp_path_factory, "office", tuple(every_order("office")))


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    """Everything for a print shop."""
    return _shared(tmp_path_factory, "pressed", tuple(every_order("press")))


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltOutput, ...]:
    """Everything to keep, with its sources inside."""
    return _shared(tmp_path_factory, "archived", tuple(every_order("archive")))


def every_order(purpose: str) -> Iterator[Request]:
    """Yield every output for one purpose. The papers are A4 and Letter, and for a layout that is made for neither, its own."""
    snapshot = Workspace(ROOT).snapshot()
    for name, spec in layout_specs(snapshot).items():
        if spec.kind == "pdf" or purpose == "office":
            papers = tuple(paper for paper in ("A4", "Letter") if paper in spec.papers) or spec.papers
            for fold in press.folds_with_panels(spec.panels) or (None,):
                yield from plan(snapshot, Selection(layouts=(name,), papers=papers, fold=fold, purpose=purpose))


def _is_sampled(order: Request) -> bool:
    return order.locale in PRINTED and (order.paper != "Letter" or order.locale in ON_LETTER)


def _shared(factory: pytest.TempPathFactory, name: str, orders: tuple[Request, ...]) -> tuple[BuiltOutput, ...]:
    """Build outputs. The first worker that needs them builds them; the others wait and share the files."""
    shared = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else factory.getbasetemp()
    done = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            done.write_bytes(pickle.dumps(build(Workspace(ROOT).snapshot(), orders, shared / name)))
    made = pickle.loads(done.read_bytes())
    assert isinstance(made, tuple)
    return made


@pytest.fixture
def inhaler(tmp_path: Path) -> Workspace:
    """A temporary workspace with a guide that was not written for these layouts and roles."""
    shutil.copytree(ROOT / "tests" / "data" / "inhaler", tmp_path / "inhaler")
    return Workspace(tmp_path / "inhaler")

"""Tests of builds on a Dask cluster of two workers: the same bytes as the pool makes, also when a worker is killed on the way."""

import random
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from publish.project import PublishError, Workspace
from publish.release.build import BuildOptions
from publish.release.output import PrintSetup
from publish.release.runner import Limits
from publish.release.runner.cluster import cluster_runner
from tests.edition.small import workspace_in
from tests.release.cluster import Cluster, built, cluster, round_with_a_kill

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(not find_spec("distributed"), reason="the extra “cluster” is not installed"),
]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace_in(tmp_path_factory.mktemp("workspace"))


@pytest.mark.parametrize("rounds", [1, pytest.param(5, marks=pytest.mark.full)])
def test_a_worker_that_is_killed_changes_no_byte_and_loses_nothing(two: Cluster, workspace: Workspace, tmp_path: Path, rounds: int) -> None:
    _, expected = built(workspace, tmp_path / "pool", BuildOptions(jobs=2))
    for number in range(rounds):
        round_with_a_kill(two, workspace, tmp_path / f"round{number}", expected, random.uniform(0, 5))


class OtherVersions(PrintSetup):
    """What a machine says that prints with another version than the workers."""

    def describe(self) -> dict[str, str]:
        """Return a version that differs from process to process."""
        import os

        return {"Pango": f"1.{os.getpid()}"}


def test_workers_with_other_versions_are_refused(two: Cluster) -> None:
    with pytest.raises(PublishError, match=r"Pango 1\.\d+ \(here 1\.\d+\)") as refused:
        with cluster_runner(two.address, Limits(), OtherVersions(())):
            pass
    assert refused.value.findings[0].code == "cluster-differs"


def test_an_address_without_a_scheduler_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publish.release.runner.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(PublishError) as refused, cluster_runner("tcp://127.0.0.1:9", Limits(), PrintSetup(())):
        pass
    assert refused.value.findings[0].code == "cluster-unreachable"

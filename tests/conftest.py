"""What holds for every test: under CI nothing is skipped, what is left out is told, and the golden files are rewritten only on request."""

import os
from collections.abc import Sequence

import pytest
from xdist.workermanage import WorkerController

LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/ from what the code says now")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the files that print much, so that no worker is left alone with them at the end."""
    heavy = {item.path for item in items if item.get_closest_marker("matrix")}
    items.sort(key=lambda item: item.path not in heavy)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what the marks and ``-k`` leave out."""
    if items:
        stash = items[0].config.stash
        stash[LEFT_OUT] = stash.get(LEFT_OUT, 0) + len(items)


def pytest_testnodedown(node: WorkerController, error: object) -> None:
    """Take the count of a worker that is done: each selects from the same whole, and pytest itself tells none of theirs."""
    output: dict[str, int] = getattr(node, "workeroutput", {})  # one that died has none
    stash = node.config.stash
    stash[LEFT_OUT] = max(stash.get(LEFT_OUT, 0), output.get("left_out", 0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped, and say how much was left out: a check that did not run is not a check that passed."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"skipped: {report.nodeid}: {report.longrepr}")
    if left_out := terminalreporter.config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"left out by -m and -k: {left_out} tests (every print of a release: ./run test -m full)")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Under CI a skipped test fails the run."""
    if isinstance(output := getattr(session.config, "workeroutput", None), dict):
        output["left_out"] = session.config.stash.get(LEFT_OUT, 0)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1

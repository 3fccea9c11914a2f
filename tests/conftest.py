"""Settings of every test run: the options, the order of the files, and a report of each test that was not run.

Under CI (the variable ``CI`` is set) a skipped test fails the run.
"""

import gc
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import settings
from xdist.workermanage import WorkerController

# The tests that a selection left out, counted by file; those that are cases of a test of which others run, counted under `CASES`.
LEFT_OUT = pytest.StashKey[Counter[str]]()
IS_CASE = pytest.StashKey[bool]()
CASES = "cases"
SHARED_PRINTS = {"sample", "matrix"}  # fixtures whose prints the workers share
# The marks of the tests that --quick leaves out (setup.cfg explains them).
SLOW_MARKS = ("slow", "matrix", "full")
QUICK_STEP = 4  # of the cases of a parametrized test, --quick tries the first and every fourth after it
QUICK_EXAMPLES = 20  # of each property, in place of the 100 of hypothesis

# Workers, and the hundreds of commands that the tests start, read the same bytecode. Where none may be written, each compiles everything.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell ignores interrupts for what it runs in the background, and nohup the end of the terminal; so would every command that
# the tests start and send such a signal to.
for number, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, handler)

# A machine that is busy takes longer; that is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/ with the output of the code as it is")
    parser.addoption("--quick", action="store_true", help="run some tests of each room, in less than a minute; lists what is left out")


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of each property with --quick."""
    if config.getoption("--quick"):
        settings.register_profile("quick", max_examples=QUICK_EXAMPLES)
        settings.load_profile("quick")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite the golden files."""
    return bool(request.config.getoption("--update-golden"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Apply --quick, and put the files that print much first, so that no worker is left alone with them at the end."""
    if config.getoption("--quick"):
        slow = {item for item in items if any(map(item.get_closest_marker, SLOW_MARKS))}
        cases = set(skipped_cases([item for item in items if item not in slow]))
        config.hook.pytest_deselected(items=[item for item in items if item in slow | cases])
        items[:] = [item for item in items if item not in slow | cases]
    heavy = {item.path for item in items if item.get_closest_marker("matrix")}
    shared = {item.path for item in items if SHARED_PRINTS & {*getattr(item, "fixturenames", ())}}
    slow_files = {item.path for item in items if item.get_closest_marker("slow")}
    first = min(shared & heavy, default=None)
    # One worker prints what several files look at; the other begins with files that print for themselves, rather than wait. Quick files
    # come last: a slow one would leave a worker alone.
    items.sort(key=lambda item: (item.path != first, item.path not in heavy, item.path in shared, item.path not in slow_files))


def skipped_cases(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the cases of parametrized tests that --quick does not try, and mark them as such."""
    count = Counter[str]()
    for item in items:
        if hasattr(item, "callspec"):
            test = item.nodeid.partition("[")[0]
            if count[test] % QUICK_STEP:
                item.stash[IS_CASE] = True
                yield item
            count[test] += 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect no garbage while tests are collected, and none of what that leaves: it is kept to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the tests that --quick, ``-m`` and ``-k`` leave out."""
    if items:
        count = items[0].config.stash.setdefault(LEFT_OUT, Counter())
        count.update(CASES if item.stash.get(IS_CASE, False) else item.nodeid.partition("::")[0] for item in items)


def pytest_testnodedown(node: WorkerController, error: object) -> None:
    """Take over the count of a worker. Each worker selects from the same tests, and pytest does not report their selection."""
    output: dict[str, dict[str, int]] = getattr(node, "workeroutput", {})  # a worker that crashed has none
    if left_out := output.get("left_out"):
        node.config.stash[LEFT_OUT] = Counter(left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the tests that were skipped and the number of those left out: what did not run has not passed."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"skipped: {report.nodeid}: {report.longrepr}")
    left_out = terminalreporter.config.stash.get(LEFT_OUT, Counter())
    if left_out and terminalreporter.config.getoption("--quick"):
        cases = left_out.pop(CASES, 0)
        files = ", ".join(f"{name.removeprefix('tests/')} {count}" for name, count in sorted(left_out.items()))
        terminalreporter.write_line(f"left out by --quick: {left_out.total()} tests ({files}), and {cases} cases. Run them with ./run test")
        terminalreporter.write_line(f"cases: the first of each test, and every {QUICK_STEP}th after it")
        terminalreporter.write_line(f"properties: {QUICK_EXAMPLES} examples each, where a test sets no number")
    elif left_out:
        terminalreporter.write_line(f"left out by -m and -k: {left_out.total()} tests (every print of a release: ./run test -m full)")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Report the count to the main process; under CI, fail where a test was skipped."""
    if isinstance(output := getattr(session.config, "workeroutput", None), dict):
        output["left_out"] = dict(session.config.stash.get(LEFT_OUT, Counter()))
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1

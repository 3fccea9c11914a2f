"""Tell open pages that a file has changed: watchfiles notices it, and a stream of server-sent events carries it to the browser.

A stream holds a thread of the server as long as the page is open. So there are only a few, and few for one browser, which keeps no more
than six connections to a server; the other pages ask again and again.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Event, Thread
from time import monotonic

from publish.project import Workspace
from publish.project.names import WORKSPACE_FOLDERS

MOST_STREAMS, MOST_OF_A_BROWSER = 12, 2
LOOK_SECONDS = 2.0
"""After so long without news, a stream looks at the files itself, because disks of a network report no changes of others. What it
sends then tells it whether its browser is still there."""
LONGEST_SECONDS = 300.0
"""After so long a stream ends; the browser opens another one, and has to log in for it as for any page."""
MILLISECONDS = 30
"""How long a change waits for others: an editor writes a file in several steps."""


class Changes:
    """Carries to open pages the name of the files as they are now, as ``version`` tells it, whenever it is another one."""

    def __init__(self, version: Callable[[], str]) -> None:
        self._version = version
        self._news = Condition()
        self._open: Counter[str] = Counter()
        self._reports = 0
        self._closed = False

    def enter(self, browser: str) -> bool:
        """Tell whether ``browser`` may have one more stream; if so, `leave` must follow."""
        with self._news:
            if self._closed or self._open.total() >= MOST_STREAMS or self._open[browser] >= MOST_OF_A_BROWSER:
                return False
            self._open[browser] += 1
            return True

    def leave(self, browser: str) -> None:
        """Note that a stream of ``browser`` has ended."""
        with self._news:
            self._open[browser] -= 1
            self._open = +self._open

    def events(self) -> Iterator[str]:
        """Yield the events of one stream: the version now and after each change, a comment where nothing has changed for a while."""
        latest, told, version = monotonic() + LONGEST_SECONDS, "", self._version()
        while not self._closed and monotonic() < latest:
            reports = self._reports
            yield ":\n\n" if version == told else f"data: {version}\n\n"
            told = version
            self._wait(reports)
            version = self._version()

    def report(self) -> None:
        """Have all streams look at the files."""
        with self._news:
            self._reports += 1
            self._news.notify_all()

    def close(self) -> None:
        """End all streams, and take no more."""
        self._closed = True
        self.report()

    def _wait(self, reports: int) -> None:
        with self._news:
            self._news.wait_for(lambda: self._closed or self._reports != reports, LOOK_SECONDS)


@contextmanager
def watched_files(workspace: Workspace, report: Callable[[], None]) -> Iterator[None]:
    """Call ``report`` whenever a file of ``workspace`` changes, until the block is left."""
    end = Event()
    watcher = Thread(target=_watch, args=(workspace, report, end), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        end.set()
        watcher.join(LOOK_SECONDS)


def _watch(workspace: Workspace, report: Callable[[], None], end: Event) -> None:
    from watchfiles import watch  # here, as only a desk that is served needs it

    folders = [folder for name in WORKSPACE_FOLDERS if (folder := workspace.root / name).is_dir()]
    for _ in watch(*folders, watch_filter=None, step=MILLISECONDS, rust_timeout=500, stop_event=end):
        report()

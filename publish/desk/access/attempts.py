"""Limit how often a password may be tried."""

from threading import Lock
from time import monotonic

MOST_FAILURES = 5
SPAN_SECONDS = 900.0
MOST_REMEMBERED = 10_000


class Attempts:
    """Counts failures to log in by name and by address; after `MOST_FAILURES` within `SPAN_SECONDS`, the next ones are refused unread."""

    def __init__(self) -> None:
        self._failures: dict[str, list[float]] = {}
        self._lock = Lock()

    def refused(self, *keys: str) -> bool:
        """Tell whether one of ``keys`` (a name, an address) has failed too often."""
        with self._lock:
            return any(len(self._recent(key)) >= MOST_FAILURES for key in keys)

    def fail(self, *keys: str) -> None:
        """Count a failure of each of ``keys``."""
        with self._lock:
            for key in keys:
                self._failures[key] = [*self._recent(key), monotonic()]
            while len(self._failures) > MOST_REMEMBERED:
                del self._failures[next(iter(self._failures))]

    def forget(self, *keys: str) -> None:
        """Forget the failures of ``keys``: somebody has logged in."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)

    def _recent(self, key: str) -> list[float]:
        return [at for at in self._failures.get(key, ()) if monotonic() - at < SPAN_SECONDS]

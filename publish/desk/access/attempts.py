"""Limit how often a password may be tried."""

from threading import Lock
from time import monotonic

MOST_FAILURES = 5
"""Of one name from one address."""
MOST_OF_ADDRESS = 20
MOST_OF_NAME = 50
"""From all addresses: more than of one, so that a stranger does not shut out the person whose name it is."""
SPAN_SECONDS = 900.0
MOST_REMEMBERED = 10_000


class Attempts:
    """Counts failures to log in by name and address; after too many within `SPAN_SECONDS`, the next ones are refused unread."""

    def __init__(self) -> None:
        self._failures: dict[tuple[str, str], list[float]] = {}
        self._lock = Lock()

    def refused(self, name: str, address: str) -> bool:
        """Tell whether ``name`` or ``address`` has failed too often."""
        with self._lock:
            return any(len(self._recent(key)) >= most for key, most in _limits(name, address).items())

    def fail(self, name: str, address: str) -> None:
        """Count a failure."""
        with self._lock:
            for key in _limits(name, address):
                self._failures[key] = [*self._recent(key), monotonic()]
            while len(self._failures) > MOST_REMEMBERED:
                del self._failures[next(iter(self._failures))]

    def _recent(self, key: tuple[str, str]) -> list[float]:
        return [at for at in self._failures.get(key, ()) if monotonic() - at < SPAN_SECONDS]


def _limits(name: str, address: str) -> dict[tuple[str, str], int]:
    return {(name, address): MOST_FAILURES, ("", address): MOST_OF_ADDRESS, (name, ""): MOST_OF_NAME}

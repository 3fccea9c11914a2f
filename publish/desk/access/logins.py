"""Keep in memory who is logged in to the desk, so that a copy of a cookie is worth nothing after its owner has logged out."""

import secrets
from threading import Lock
from time import monotonic

IDLE_SECONDS = 8 * 3600.0
"""After how long without a request somebody has to log in again: a working day."""
MOST_LOGINS = 1000


class Logins:
    """The logins of this desk, each under a random name that nobody can guess."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, float]] = {}
        self._lock = Lock()

    def begin(self, name: str) -> str:
        """Return a new login of the user ``name``."""
        with self._lock:
            login = secrets.token_urlsafe(32)
            self._names[login] = (name, monotonic())
            while len(self._names) > MOST_LOGINS:
                del self._names[next(iter(self._names))]
            return login

    def name_of(self, login: str) -> str | None:
        """Return the name of the user of ``login``, None if there is no such login, or it was idle for too long."""
        with self._lock:
            name, last = self._names.pop(login, (None, 0.0))
            if name is None or monotonic() - last > IDLE_SECONDS:
                return None
            self._names[login] = (name, monotonic())
            return name

    def end(self, login: str) -> None:
        """End ``login``."""
        with self._lock:
            self._names.pop(login, None)

"""Keep pictures that were just drawn, each under a name that its page asks for."""

import secrets
from threading import Lock

MOST_KEPT = 64


class DrawnPictures:
    """The last pictures (PNG), by name."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._pictures: dict[str, bytes] = {}
        self._lock = Lock()

    def add(self, picture: bytes, name: str = "") -> str:
        """Keep ``picture`` and return its name, one that nobody can guess if it has none."""
        name = name or secrets.token_urlsafe(16)
        with self._lock:
            self._pictures[name] = picture
            while len(self._pictures) > self._most:
                del self._pictures[next(iter(self._pictures))]
        return name

    def find(self, name: str) -> bytes | None:
        """Return the picture ``name``; None if there is none any more."""
        with self._lock:
            return self._pictures.get(name)

"""What somebody has typed and not saved: kept on this computer as well, because a browser that is killed loses its last seconds.

One file for each person (at a desk without users, for everybody), guide and language, below the cache of the workspace.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from publish.project import CACHE_FOLDER, Workspace, write_aside

FOLDER = f"{CACHE_FOLDER}/drafts"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """Where the drafts of one person are kept, for one guide in one language."""

    path: Path

    @classmethod
    def of(cls, workspace: Workspace, owner: str, guide: str, locale: str) -> "DraftFile":
        """Return the file of ``owner``, whose name it does not tell."""
        name = sha256(json.dumps([owner, guide, locale]).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return cls(workspace.folder(FOLDER) / f"{name}.json")

    def read(self) -> dict[str, object]:
        """Return the drafts by the marks of their messages; none if there is no file, or it is torn."""
        try:
            found = json.loads(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, drafts: dict[str, object]) -> None:
        """Keep ``drafts`` in place of those before; without any, there is no file."""
        if drafts:
            write_aside(self.path, json.dumps(drafts, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        else:
            self.path.unlink(missing_ok=True)

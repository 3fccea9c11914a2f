"""The programs of GNU gettext, as the tests run them.

The codec is compared with gettext 0.21, byte for byte. Later versions break lines by newer tables of Unicode and judge some damaged files
differently. So what 0.21 does with fixed samples is recorded in tests/golden/po, and compared on every machine.
"""

import json
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "po"
RECORD = FOLDER / "msgfmt-0.21.json"
WRAPPED_SHA256 = "ea1857466276ba036d19b4d7a4ba6c3299b3cb3cce523bd4bd498fbbd26c3cf1"
"""The digest of what msgcat 0.21 makes of the samples in test_wrap."""

Lines = tuple[int, ...] | None
"""The lines that ``msgfmt -c`` names in its errors, None if it accepts the file."""


@cache
def is_measured_version() -> bool:
    """Tell whether this machine has the version of gettext that the codec is compared with."""
    first = subprocess.run(["msgfmt", "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    return first.split()[-1].split(".")[:2] == ["0", "21"]


@cache
def record() -> dict[str, list[int] | None]:
    """Return what msgfmt 0.21 says of the recorded samples, by their SHA-256."""
    found: dict[str, list[int] | None] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def key(data: bytes) -> str:
    """Return the key of a sample in the record."""
    return sha256(data).hexdigest()[:16]


def recorded(data: bytes) -> Lines:
    """Return what msgfmt 0.21 says of ``data``, a recorded sample."""
    lines = record()[key(data)]
    return None if lines is None else tuple(lines)

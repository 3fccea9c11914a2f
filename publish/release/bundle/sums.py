"""SHA256SUMS: the digest of each file of a release, as ``sha256sum --check`` reads it."""

from collections.abc import Mapping


def write_sums(digests: Mapping[str, str]) -> bytes:
    """Return the file for ``digests`` (path: SHA-256), in the order of the paths."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def read_sums(data: bytes) -> dict[str, str]:
    """Return the digests in SHA256SUMS; lines of another form are left out."""
    lines = (line.split("  ", 1) for line in data.decode("utf-8", "replace").splitlines())
    return {parts[1]: parts[0] for parts in lines if len(parts) == 2}

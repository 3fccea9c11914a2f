"""A recipe: a job for the press with everything outside it that shapes the file it becomes.

Two equal recipes print the same bytes, on any machine: the digest of a recipe is the key under which the store keeps the file.
"""

import platform
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from publish import press
from publish.press import Job

LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pikepdf", "pillow", "tinycss2", "tinyhtml5", "cssselect2", "pyphen")
"""The Python libraries that have a hand in a printed file."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """``job`` with the font files it may print with (name, SHA-256) and the versions of what prints it."""

    job: Job
    fonts: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of all of it, hexadecimal."""
        parts = [*_job_parts(self.job), *(repr(font) for font in self.fonts), *(repr(tool) for tool in self.tools)]
        return _digest(part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts)


def recipe_of(job: Job) -> Recipe:
    """Return the recipe of ``job`` on this machine; raises `PublishError` (``font-missing``) where a family is not installed."""
    return Recipe(job, press.font_files(job.families), tool_versions())


@cache
def tool_versions() -> tuple[tuple[str, str], ...]:
    """Return the name and the version of each tool that prints, this package's own code as its SHA-256."""
    libraries = ((name, version(name)) for name in LIBRARIES)
    engines = ((name, found or "missing") for name, found in press.engines().items())
    return (
        ("publish", _code_digest()),
        ("Python", platform.python_version()),
        ("system", platform.platform()),  # with it FriBidi and libthai, which have no version to ask for
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        *libraries,
        *engines,
    )


def _code_digest() -> str:
    package = Path(__file__).parents[2]
    files = sorted(package.rglob("*.py"))
    return _digest(part for path in files for part in (path.relative_to(package).as_posix().encode(), path.read_bytes()))


def _job_parts(job: Job) -> Iterable[str | bytes]:
    """Yield every field of ``job``; the bytes of its files as their own digests."""
    for field in fields(job):
        value = getattr(job, field.name)
        yield field.name
        yield repr([(name, sha256(data).hexdigest()) for name, data in value]) if field.name == "files" else repr(value)


def _digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of ``parts``, each with its length, so that no two lists of parts give the same bytes."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()

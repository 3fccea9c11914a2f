"""Check what this machine has of what printing needs, and say how to install the rest."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from publish import press
from publish.edition.layout.typography import families_of
from publish.project import PublishError, Snapshot, Workspace

OLDEST_PYTHON = (3, 11)
LIBRARIES = ("weasyprint", "pikepdf", "babel", "jinja2", "markdown-it-py", "rapidfuzz", "click")


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was checked: ``found`` says what there is, ``hint`` what to do if it is not ``healthy``."""

    name: str
    found: str
    healthy: bool = True
    hint: str = ""


def examine(workspace: Workspace | None) -> tuple[Examined, ...]:
    """Check Python, the libraries, the text engines, and the fonts for the locales of ``workspace`` (None: no workspace)."""
    machine = (_python(), *_libraries(), *_engines())
    return (*machine, *(_workspace(workspace) if workspace and not press.missing_engine() else ()))


def _python() -> Examined:
    hint = f"install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer"
    return Examined("Python", f"{platform.python_version()} on {platform.platform(terse=True)}", sys.version_info >= OLDEST_PYTHON, hint)


def _libraries() -> Iterator[Examined]:
    for name in LIBRARIES:
        yield Examined(name, version(name))


def _engines() -> Iterator[Examined]:
    error = press.missing_engine()
    hint = error.findings[0].hint if error else None
    for name, found in press.engines().items():
        yield Examined(name, found or "missing", found is not None, hint or "")


def _workspace(workspace: Workspace) -> Iterator[Examined]:
    snapshot = workspace.snapshot()
    yield Examined("workspace", str(workspace.root))
    guides = snapshot.guides()
    yield Examined("guides", ", ".join(guides) or "none", bool(guides), "add a folder with guide.md and guide.toml to source/")
    yield Examined("clinics", ", ".join(snapshot.clinics()) or "none")
    for locale in snapshot.settings.all_locales:
        yield _fonts(snapshot, locale)


def _fonts(snapshot: Snapshot, locale: str) -> Examined:
    name = f"fonts for {locale}"
    try:
        families = families_of(snapshot, locale)
        press.check_fonts(families)
    except PublishError as error:
        finding = error.findings[0]
        return Examined(name, finding.message, False, finding.hint or "")
    return Examined(name, ", ".join(families))

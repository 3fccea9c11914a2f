"""The C libraries that lay out text: whether they are installed, and their versions."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from publish.project import PublishError, problem

HINT = (
    "Debian/Ubuntu: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: sudo dnf install pango; macOS: brew install pango harfbuzz"
)
_VERSION_FUNCTIONS = "const char * hb_version_string (void); int FcGetVersion (void);"


def engines() -> dict[str, str | None]:
    """Return the version of each library that WeasyPrint needs, None for one that is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing subsetter, which is reported here
        try:
            with _found_by_loader():
                from weasyprint.text import ffi
        except OSError:
            return {"Pango": None, "HarfBuzz subsetter": None}
    pango, fontconfig = ffi.pango.pango_version(), _call(ffi.fontconfig, "FcGetVersion")
    return {
        "Pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",  # 1.50.12 is 15012
        "HarfBuzz": _call(ffi.harfbuzz, "hb_version_string"),
        "HarfBuzz subsetter": "present" if ffi.harfbuzz_subset else None,
        "fontconfig": f"{fontconfig // 10000}.{fontconfig // 100 % 100}.{fontconfig % 100}",
    }


def missing_engine() -> PublishError | None:
    """Return the error to raise where nothing can be printed on this machine, None where all is well."""
    missing = [name for name, version in engines().items() if version is None]
    if not missing:
        return None
    return problem("engine-missing", f"{' and '.join(missing)} cannot be loaded, so nothing can be printed", hint=HINT)


@contextmanager
def _found_by_loader() -> Iterator[None]:
    """Let the loader of Linux alone find libraries while the block runs.

    WeasyPrint tries several names of each library. Python runs ldconfig, gcc and ld to find those that do not exist, a dozen times in each
    new process: 0.5 s, and temporary files that stay if the process is killed. The loader knows the names that do exist.
    """
    import ctypes.util  # nothing else needs it when a command starts

    if sys.platform != "linux" or "weasyprint.text.ffi" in sys.modules:
        yield
        return
    before = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before


def _call(library: Any, function: str) -> Any:
    """Return what a version function of a library says that WeasyPrint has loaded, and does not declare itself."""
    from weasyprint.text.ffi import ffi as interface

    interface.cdef(_VERSION_FUNCTIONS, override=True)
    found = getattr(library, function)()
    return interface.string(found).decode() if function == "hb_version_string" else found


def screen_profile() -> bytes:
    """Return the ICC profile of sRGB, which comes with WeasyPrint."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()

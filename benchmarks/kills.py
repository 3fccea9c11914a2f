"""The light table: what is lost of what somebody types while the browser, the desk or both are killed at random moments.

A browser (Chromium, with a profile on disk) types letters at random places into random texts; after some of them a process is killed
(SIGKILL), begun again, and every text is compared with what was typed. The pages of the desk are the real ones, behind the real server;
it prints nothing, because printing keeps no text. Said at the end: letters typed, kills of each kind, letters lost, and how long before
the kill the oldest of them was typed.
Run: ``python benchmarks/kills.py [KILLS] [LETTERS]`` (Chromium and the test extras; about two seconds for each kill on an idle machine).
"""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TABLE = "table/dutasteride-mesotherapy/es?layout=card"
TEXTS = 12
LETTERS = "abcdefghijklmnopqrstuvwxyz éñ¿,.0123456789"
PATIENCE_MS = 60_000
_SERVER = """
import sys, waitress
from concurrent.futures import Future
from pathlib import Path
from publish.desk.app import create_app
from publish.desk.files.changes import Changes
from publish.desk.files.snapshots import Snapshots
from publish.desk.printing.queue import PrintQueue
from publish.desk.state import Desk
from publish.project import Workspace, problem

class NoPress:
    def begin(self, wanted): raise problem("desk-busy", "nothing is printed here")
    def first_picture(self, *about):
        future = Future(); future.set_result(None); return future
    cover = first_picture

workspace, port = Workspace(Path(sys.argv[1])), int(sys.argv[2])
snapshots = Snapshots(workspace)
hosts = frozenset({f"127.0.0.1:{port}"})
desk = Desk(workspace, PrintQueue(NoPress()), snapshots, Changes(snapshots.version), hosts, port, NoPress())
server = waitress.create_server(create_app(desk), host="127.0.0.1", port=port, threads=20)
print("ready", flush=True)
server.run()
"""


@dataclass
class Typed:
    """What was typed: the texts as they must be, and each letter with its moment since the last comparison."""

    texts: dict[int, str] = field(default_factory=dict)
    recent: list[tuple[float, int, str]] = field(default_factory=list)
    letters: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    oldest_ms: float = 0.0
    kills: Counter[str] = field(default_factory=Counter)

    def compare(self, kind: str, killed: float, found: dict[int, str]) -> None:
        """Count the letters that are not in ``found``, and go on from what is there."""
        for number, text in found.items():
            wanted = self.texts.get(number, text)
            missing = 0 if wanted == text else max(1, len(wanted) - len(text))
            if missing:
                moments = [moment for moment, place, _ in self.recent if place == number][-missing:]
                self.oldest_ms = max([self.oldest_ms, *((killed - moment) * 1000 for moment in moments)])
            self.lost[kind] += missing
        self.texts, self.recent = dict(found), []


def main(kills: int, letters: int) -> None:
    """Type and kill, and print what was lost."""
    chance, typed = random.Random(kills * letters), Typed()
    each = max(1, letters // kills)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root, port = Path(folder, "workspace"), _free_port()
        for name in ("source", "locales"):
            shutil.copytree(ROOT / name, root / name)
        server, browser = _server(root, port), _Browser(playwright, Path(folder, "profile"))
        try:
            page = browser.open(port)
            typed.texts = _texts(page)
            for number in range(kills):
                _type(page, chance, typed, chance.randint(each // 2, each + each // 2))
                kind = chance.choice(("browser", "server", "both"))
                time.sleep(chance.random() * 0.2)
                killed = time.perf_counter()
                if kind in ("browser", "both"):
                    browser.kill()
                if kind in ("server", "both"):
                    server.kill()
                    server.wait()
                    if kind == "server":
                        _type(page, chance, typed, 5)  # somebody goes on typing while the desk is away
                    server = _server(root, port)
                typed.kills[kind] += 1
                page = browser.open(port) if kind != "server" else _again(page)
                typed.compare(kind, killed, _texts(page))
                if number % 20 == 19:
                    print(_report(typed), flush=True)
        finally:
            browser.kill()
            server.kill()
            server.wait()
    print(_report(typed))


def _report(typed: Typed) -> str:
    kills = ", ".join(f"{count} of {kind}" for kind, count in sorted(typed.kills.items()))
    lost = ", ".join(f"{typed.lost[kind]} with {kind}" for kind in sorted(typed.kills))
    return f"{typed.letters} letters typed, kills: {kills}; lost: {lost}; the oldest {typed.oldest_ms:.0f} ms before the kill"


def _type(page: Page, chance: random.Random, typed: Typed, count: int) -> None:
    number = chance.randrange(TEXTS)
    for place in range(count):
        if not place or chance.random() < 0.2:
            number = chance.randrange(TEXTS)
            page.locator(".message textarea").nth(number).focus()
            page.keyboard.press("Control+End")
        letter = chance.choice(LETTERS)
        page.keyboard.insert_text(letter)
        typed.texts[number] += letter
        typed.letters += 1
        typed.recent.append((time.perf_counter(), number, letter))


def _texts(page: Page) -> dict[int, str]:
    areas = page.locator(".message textarea")
    return {number: areas.nth(number).input_value() for number in range(TEXTS)}


def _again(page: Page) -> Page:
    page.reload()
    page.locator(".message textarea").nth(TEXTS).wait_for()
    return page


class _Browser:
    """A browser with a profile on disk, which can be killed with all its processes."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self._playwright = playwright
        self._profile = profile
        self._process: subprocess.Popen[str] | None = None

    def open(self, port: int) -> Page:
        """Begin the browser, and open the light table."""
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self._profile}", "--remote-debugging-port=0"]
        command = [str(shutil.which("chromium")), *arguments, "about:blank"]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        assert self._process.stderr is not None
        where = next(found[0] for line in self._process.stderr if (found := re.findall(r"ws://\S+", line)))
        page = self._playwright.chromium.connect_over_cdp(where, timeout=PATIENCE_MS).contexts[0].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"http://127.0.0.1:{port}/{TABLE}")
        page.locator(".message textarea").nth(TEXTS).wait_for()
        return page

    def kill(self) -> None:
        """Kill it, as a loss of power does."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            assert self._process.stderr is not None
            self._process.stderr.close()
            self._process = None
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self._profile / name).unlink(missing_ok=True)


def _server(root: Path, port: int) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", _SERVER, str(root), str(port)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    if "ready" not in process.stdout.readline():
        raise RuntimeError("the desk did not begin")
    return process


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [400, 10_000][len(given) :]))

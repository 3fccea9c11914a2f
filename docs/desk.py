"""Make the pictures of docs/printing.md and docs/translating.md: the desk in a browser, as it is served.

Run ``python docs/desk.py [NAME]…`` in a checkout with the test extras and Chromium.
"""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
GUIDE = "dutasteride-mesotherapy"
COLOURS = 128
PATIENCE_MS = 120_000


def _wait_for_covers(page: Page) -> None:
    page.locator("img[data-cover][hidden]").last.wait_for(state="detached")


def _wait_for_pages(page: Page) -> None:
    page.locator('[data-state="waiting"], [data-state="printing"]').wait_for(state="detached")
    page.locator(".pages img").first.evaluate("image => image.decode()")


def _edit(page: Page) -> None:
    """Click a text on the page, and type a dose that the source does not have."""
    page.locator("#light-table[data-shown]").wait_for()
    page.locator(".sheet-of-page").nth(1).click(position={"x": 130, "y": 200})
    field = page.locator(".message.current textarea")
    field.fill(f"{field.input_value()} 77 mg")
    page.locator(".message.current .found .error").wait_for()
    page.locator('#light-table[data-shown="2"]').wait_for()


def _nothing(page: Page) -> None:
    """Take the page as it is."""


@dataclass(frozen=True, slots=True)
class View:
    """A page of the desk: the name of its picture, its address, the language of staff, the width, and what to do first."""

    name: str
    path: str
    prepare: Callable[[Page], None] = _nothing
    language: str = "en"
    width: int = 1280
    height: int = 800


VIEWS = (
    View("desk.shelf", "", _wait_for_covers, height=640),
    View("desk.print", f"print/{GUIDE}/es?layout=brochure", _wait_for_pages, height=900),
    View("desk.print.ar", f"print/{GUIDE}/es?layout=brochure", _wait_for_pages, "ar", 820, 900),
    View("desk.clinic", "clinics/edit/example", height=760),
    View("desk.check", "check", height=560),
    View("desk.table", f"table/{GUIDE}/es?layout=card", _edit, height=900),
    View("desk.back", "back/1/es", height=700),
)


def main(names: Sequence[str]) -> None:
    """Write the pictures with the given names, or all, to docs/pictures/."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name in ("source", "locales"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        with served(Path(folder)) as address:
            for view in VIEWS:
                if not names or view.name in names:
                    page = browser.new_page(viewport={"width": view.width, "height": view.height}, locale=view.language)
                    page.set_default_timeout(PATIENCE_MS)
                    page.goto(address + view.path)
                    view.prepare(page)
                    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
                    picture.save(ROOT / "docs" / "pictures" / f"{view.name}.png", optimize=True)
                    page.close()
        browser.close()


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """Serve the desk of ``workspace``, and give its address."""
    command = [sys.executable, "-u", "-m", "publish", "-C", str(workspace), "serve", "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield re.findall(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    main(sys.argv[1:])

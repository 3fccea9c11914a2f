"""Validators of HTML: the Nu checker (markup and CSS), and axe (accessibility) in Chromium."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.validators.npm import npm_file
from tests.validators.verapdf import FOR_FEW

NU_VERSION = "26.9.27"
NU_SHA512 = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
QUIET_BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def nu_messages(paths: Iterable[Path]) -> list[str]:
    """Return the errors and warnings of the Nu checker, each with file and line."""
    jar = npm_file("vnu-jar", NU_VERSION, NU_SHA512, "build/dist/vnu.jar")
    command = ["java", *FOR_FEW, "-Xss2m", "-jar", jar, "--format", "json", "--exit-zero-always", *paths]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(run.stderr)["messages"]
    # It takes a picture in a data: address for a violation of “img-src data:”. Chromium judges the policy: tests/edition/test_policy.py.
    told = [m for m in messages if m.get("subType") != "info" and "violates Content Security Policy" not in m["message"]]
    return [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in told]


def axe_violations(paths: Iterable[Path], width: int = 1280, scheme: str = "light") -> list[str]:
    """Return what axe finds in the pages, opened in Chromium at ``width`` CSS pixels in a ``light`` or ``dark`` scheme."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET_BROWSER)
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for path in paths:
            page.goto(path.resolve().as_uri())
            found += [f"{path.name}: {v['id']}: {v['nodes'][0]['target']}" for v in Axe().run(page).response["violations"]]
        browser.close()
    return found


def console_of(path: Path) -> tuple[list[str], str]:
    """Return what Chromium writes to its console while it opens a page, violations of its policy among it, and the title of the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET_BROWSER)
        page = browser.new_page()
        messages: list[str] = []
        page.on("console", lambda message: messages.append(message.text))
        page.goto(path.resolve().as_uri())
        title = page.title()
        browser.close()
    return messages, title

"""Tests, in a browser, that style sheets which are let pass leave each critical text and the mark of a draft visible."""

import io
import random
import re
import shutil
from dataclasses import replace
from itertools import cycle

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

from publish.edition.request import Request
from publish.press import Job, check_screen
from publish.project import PublishError
from publish.release.output import job_of
from tests.edition.approved import own_layout
from tests.edition.small import composed, workspace_in, write
from tests.validators.html import QUIET_BROWSER

pytestmark = [pytest.mark.slow, pytest.mark.full]

PLACE = "h1 { --place: 1px }"
SELECTORS = "* html body main section div p h2 ul li aside .warning .draft-bar [data-critical] strong .wrap header".split()
ODD = {
    "color": ["#fff", "#000", "white", "rgb(0,0,0,0)", "currentcolor", "Canvas", "inherit", "var(--paper)", "#777", "rgb(16 25 29)"],
    "background": ["#fff", "#16252b", "black", "none", "currentcolor", "var(--ink)", "CanvasText", "#eee"],
    "margin": ["9999px", "99px", "4em", "0 0 0 99px", "auto", "-9px", "0 99px"],
    "padding": ["99px", "4.9em", "0 0 0 19mm", "0", "99px 0"],
    "border": ["99px solid white", "2px solid #a00", "0", "4em solid currentcolor"],
    "border-radius": ["99px", "0"],
    "font-size": ["0.1px", "0.7em", "9em", "70%", "999%", "larger", "99px"],
    "line-height": ["0", "1", "2.9", "100%"],
    "letter-spacing": ["-1em", "4em"],
    "font-family": ["Wingdings", "serif", "Georgia", "Adobe Blank"],
    "display": ["flex", "grid", "inline", "inline-block", "block", "list-item", "flow-root", "none", "contents"],
    "flex-direction": ["row", "column", "row-reverse"],
    "flex-wrap": ["nowrap", "wrap"],
    "max-width": ["10em", "1px", "200px", "50%", "none"],
    "min-width": ["100%", "999px", "99em"],
    "text-align": ["center", "end", "justify"],
    "align-items": ["end", "baseline", "center"],
    "gap": ["99px", "4em"],
    "justify-content": ["end", "space-between", "center", "flex-end"],
    "place-items": ["end", "center"],
    "overflow-wrap": ["normal", "anywhere"],
    "text-wrap": ["nowrap", "balance"],
    "list-style": ["none", "inside"],
    "color-scheme": ["dark", "light", "only dark"],
    "break-inside": ["avoid"],
    "--ink": ["#fff", "#10191d"],
    "--paper": ["#16252b", "white"],
}
SHEETS = 60  # of which each is looked at on one screen
# Each line of each critical text, and of the mark: where it is on the page, its size of type, and whether something else is on top of it.
LINES = """() => {
  const found = [], width = document.documentElement.scrollWidth, height = document.documentElement.scrollHeight
  for (const root of document.querySelectorAll('[data-critical], .draft-bar')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let text; text = walker.nextNode();) {
      if (!text.data.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      for (const box of range.getClientRects()) {
        if (box.width < 2) continue
        scrollTo(0, box.top + scrollY - innerHeight / 2)
        const now = [...range.getClientRects()].find(each => Math.abs(each.width - box.width) < 1) || box
        const at = document.elementFromPoint(now.left + now.width / 2, now.top + now.height / 2)
        found.push({text: text.data.trim(), x: box.left + scrollX, y: now.top + scrollY, width: box.width, height: box.height,
          size: parseFloat(getComputedStyle(text.parentElement).fontSize), page: [width, height],
          under: at && !root.contains(at) && !at.contains(root) && now.left >= 0 && now.left + now.width / 2 < innerWidth
            ? at.tagName : ''})
        scrollTo(0, 0)
      }
    }
  }
  return found
}"""
NO_INK = "* { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important }"


def sheets() -> list[str]:
    """Return style sheets of odd values; the same ones at each run."""
    chance = random.Random(12)
    values = [(name, value) for name, known in ODD.items() for value in known]
    chance.shuffle(values)
    single = [f"{chance.choice(SELECTORS)} {{ {name}: {value} }}" for name, value in values]
    return [" ".join(single[start : start + 2]) for start in range(0, len(single), 2)] + single


def passing(job: Job) -> list[tuple[str, Job]]:
    """Return the style sheets that are let pass, each with the page that it dresses."""
    found = []
    for sheet in sheets():
        own = tuple(each.replace(PLACE, sheet) for each in job.stylesheets)
        dressed = replace(job, html=job.html.replace(PLACE, sheet), stylesheets=own)
        try:
            check_screen(dressed)
        except PublishError:
            continue
        found.append((sheet, dressed))
        if len(found) == SHEETS:
            break
    return found


def faults(page: Page, job: Job, width: int, scheme: str) -> list[str]:
    """Return what keeps a reader from seeing a text on a screen of this ``width``, in this colour ``scheme``."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.set_content(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", job.html))
    lines = page.evaluate(LINES)
    inked = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    page.add_style_tag(content=NO_INK)
    bare = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    difference = ImageChops.difference(inked, bare)
    found = [] if lines else ["no text at all"]
    for line in lines:
        x, y = line["x"], line["y"]
        box = tuple(map(round, (x, y, x + line["width"], y + line["height"])))
        if line["size"] < 9 or line["under"] or box[0] < 0 or box[1] < 0 or box[2] > line["page"][0] + 1:
            found.append(f"{line}")
        elif box[0] >= inked.width - 10:
            found.append(f"beside the screen: {line}")
        elif difference.crop(box).getextrema()[1] < 40:
            found.append(f"no ink: {line}")
    return found


def test_what_is_let_pass_leaves_critical_texts_and_the_mark_visible(tmp_path):
    workspace = workspace_in(tmp_path)
    for name, text in own_layout("web", style=PLACE).items():
        write(tmp_path / name, text)
    job = job_of(Request("asthma", "en", "mine", None, "lungs"), composed(workspace, "mine"))
    assert job.draft and PLACE in job.html and PLACE in "".join(job.stylesheets)
    known = passing(job)
    assert len(known) >= SHEETS // 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET_BROWSER)
        page = browser.new_page()
        cases = [(sheet, dressed, *screen) for (sheet, dressed), screen in zip(known, cycle(((360, "light"), (1200, "dark"))))]
        found = {f"{sheet} on {width} {scheme}": faults(page, dressed, width, scheme)[:2] for sheet, dressed, width, scheme in cases}
        browser.close()
    assert not any(found.values()), {sheet: wrong for sheet, wrong in found.items() if wrong}

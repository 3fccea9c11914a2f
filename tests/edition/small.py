"""A small workspace about asthma, written to disk: what the tests of this room compose."""

import re
from datetime import date
from pathlib import Path

from publish.catalog.template import extract
from publish.edition.compose import compose
from publish.edition.request import Composition, Request
from publish.project import Finding, Workspace

GUIDE = """\
# Your asthma inhaler

::: promise
Breathe *easier* in one minute.
:::

::: key-points
## Key points

- Shake it. Use it {puffs} times a day for {course}.
:::

## How to use it

Breathe out first.[^gina] Then press.[^who] [^gina]

::: full
Wait {pause} before the next puff. The dose of Ventolin is 200 mg.
:::

::: warning
## Stop

Do **not** use it more than {puffs} times a day.
:::

::: off-label
This use is off-label.
:::

::: when-to-call
## When to call

Call {clinic.phone}.
:::
"""

FRONT = """\
edition = "2.1"
published = 2026-01-31
next_review = 2029-01-31
[facts]
puffs = { value = 2 }
course = { low = 2, high = 3, unit = "week" }
pause = { value = 30, unit = "second" }
[[references]]
id = "who"
text = "WHO. Asthma."
url = "https://example.org/who"
[[references]]
id = "gina"
text = "GINA. Report."
doi = "10.1000/gina"
"""

CLINIC = """\
name = "Lung Clinic"
address = ["1 Air Street"]
phone = "+1 202 555 0100"
web = "https://example.org/lungs"
[[hours]]
days = ["mon", "tue", "wed"]
open = "09:00"
close = "16:30"
"""

TODAY = date(2026, 2, 1)


def workspace_in(folder: Path, **files: str) -> Workspace:
    """Return a workspace in ``folder``; ``files`` replace or add to the usual ones (``guide``, ``front``, ``clinic``)."""
    texts = {
        "source/project.toml": '[project]\nsource_locale = "en"\nlocales = ["es", "ar", "fa", "ko"]\n',
        "source/asthma/guide.md": files.get("guide", GUIDE),
        "source/asthma/guide.toml": files.get("front", FRONT),
        "source/clinics/lungs.toml": files.get("clinic", CLINIC),
    }
    for name, text in texts.items():
        write(folder / name, text)
    return Workspace(folder)


def write(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` and make the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def translate(workspace: Workspace, locale: str, domain: str, **pairs: str) -> None:
    """Write a catalog in which each message is the msgid itself, but for ``pairs`` (msgid → msgstr; "" for missing)."""
    entries = [f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: {locale}\\n"\n']
    for entry in extract(workspace.snapshot())[domain].messages:
        context = f"msgctxt {quoted(entry.msgctxt)}\n" if entry.msgctxt is not None else ""
        entries.append(f"{context}msgid {quoted(entry.msgid)}\nmsgstr {quoted(pairs.get(entry.msgid, entry.msgid))}\n")
    write(workspace.catalog_path(locale, domain), "\n".join(entries))


def quoted(text: str) -> str:
    """Return ``text`` as PO quotes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def composed(workspace: Workspace, layout: str = "handout", locale: str = "en", clinic: str | None = "lungs") -> Composition:
    """Return the asthma guide, composed on a fixed day."""
    request = Request("asthma", locale, layout, None if layout == "web" else "A4", clinic)
    return compose(workspace.snapshot(), request, today=TODAY)


def unmarked(html: str) -> str:
    """Return ``html`` without the marks of messages."""
    return re.sub(' data-message="[^"]*"', "", html)


def error_in(composition: Composition) -> Finding:
    """Return the only error of a composition."""
    (error,) = composition.errors
    return error

"""The workspaces of tests: a small one to work in, and the repository itself with the locales that are printed by default."""

from pathlib import Path

import pytest

from publish.project import Workspace

ROOT = Path(__file__).resolve().parents[1]
# One locale for each way to set lines and letters: Latin; Arabic, from right to left and joined; Han, without spaces; Devanagari, with
# clusters; Hangul. The others print like one of these. Their catalogs are read and checked in every run; -m full prints them too.
SAMPLE = ("es", "ar", "zh_Hans", "hi", "ko")
SHIPPED = Workspace(ROOT).snapshot().settings.locales
# For parametrize: the sample, and with -m full the other locales of the repository.
EACH_LOCALE = [*SAMPLE, *(pytest.param(locale, marks=pytest.mark.full) for locale in SHIPPED if locale not in SAMPLE)]

GUIDE = """# Injections for hair loss

<!-- translators: Keep it short. -->
A session takes {session_length}.

A session takes {session_length}.

::: warning
Do **not** have it if you are pregnant.[^label]
:::
"""
FRONT = """edition = "2026.1"
published = 2026-11-23
[facts]
session_length = { low = 10, high = 30, unit = "minute" }
"""
LAYOUT = """{# translators: A button. #}{{ _('Our own words') }}
{% trans n=2 %}one page{% pluralize %}{{ n }} pages{% endtrans %}
"""
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><title>Skin</title><text y="20">A scalp</text></svg>'
# What the checks would refuse as a mere copy in guillemets: the warning.
WARNINGS = {
    "fr": "Ne le faites **pas** si vous êtes enceinte.",
    "es": "**No** lo reciba si está embarazada.",
    "ar": "لا تتلقيها إذا كنتِ **حاملاً**.",
}


def translated(msgid: str, locale: str) -> str:
    """Return a translation of a text of `GUIDE` in which the checks find no error."""
    note = "[^label]" if "[^label]" in msgid else ""
    return WARNINGS[locale] + note if "pregnant" in msgid and locale in WARNINGS else f"« {msgid} »"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a workspace with one guide, a drawing and a layout of its own; the clock stands still."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    files = {
        "source/project.toml": b'[project]\nlocales = ["fr", "es"]\n',
        "source/hair/guide.md": GUIDE.encode(),
        "source/hair/guide.toml": FRONT.encode(),
        "source/hair/scalp.svg": DRAWING,
        "layouts/own/own.html": LAYOUT.encode(),
    }
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Workspace(tmp_path)

"""Every text of guide.toml, of a clinic's file and of project.toml reaches pages as text: never as markup, as a template or as CSS."""

import copy
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import tomlkit
from weasyprint import HTML

from publish.edition.compose import compose
from publish.edition.request import Composition, Request
from publish.edition.values.clinic import _ClinicFile
from publish.guide.front import _GuideFile
from publish.press.proof.web.loads import find_loads
from publish.project import PublishError, Workspace
from publish.project.settings import _ProjectFile
from publish.release.output import job_of
from publish.text.links import safe_link
from tests.edition.small import GUIDE, TODAY, write

HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 31337 * 3 }}{% raw %}</style></title>"
    ';}*{display:none}--><a href="javascript:alert(1)">'
)
ADDRESS = f"https://example.org/{HOSTILE}"
MORE = "\n{text} {day} {price} {clinic.name} {clinic.phone} {clinic.address} {clinic.emergency} {clinic.email} {clinic.web}\n"
# Every key of each file. The test fails where the code knows another one.
DOCUMENTS: dict[str, tuple[type, str]] = {
    "source/asthma/guide.toml": (
        _GuideFile,
        """
edition = "2.1"
published = 2026-01-31
next_review = 2029-01-31
author = "A. Author"
reviewer = "R. Reviewer"
locales = ["es", "ar"]
[credit]
title = "An article"
author = "C. Credit"
reviewer = "D. Doctor"
[facts]
puffs = { value = 2 }
course = { low = 2, high = 3, unit = "week" }
pause = { value = 30, unit = "second" }
price = { low = 3, high = 5, currency = "EUR" }
day = { date = 2026-01-31 }
text = { text = "Ventolin" }
[[references]]
id = "who"
text = "WHO. Asthma."
url = "https://example.org/who"
[[references]]
id = "gina"
text = "GINA. Report."
doi = "10.1000/gina"
""",
    ),
    "source/clinics/lungs.toml": (
        _ClinicFile,
        """
name = "Lung Clinic"
address = ["1 Air Street"]
country = "US"
emergency = "112"
email = "lungs@example.org"
feedback = "feedback@example.org"
web = "https://example.org/lungs"
guides = "https://example.org/guides"
logo = "lungs.svg"
[[hours]]
days = ["mon", "tue", "wed"]
open = "09:00"
close = "16:30"
[[hours]]
days = ["sun"]
closed = true
[[phone]]
name = "Days"
number = "+1 202 555 0100"
[[phone]]
name = "Nights"
number = "+1 202 555 0144"
[prices]
price = { value = 4, low = 4, high = 4, currency = "EUR" }
[brand]
accent = "#0b5563"
tint = "#e4f0f1"
family = "Noto Sans"
logo_place = "cover"
""",
    ),
    "source/project.toml": (
        _ProjectFile,
        """
[project]
source_locale = "en"
locales = ["es", "ar"]
papers = ["A4"]
layouts = ["web"]
clinic = "lungs"
roles = ["my-role"]
[press]
profile = "x.icc"
[brand]
accent = "#0b5563"
tint = "#e4f0f1"
family = "Noto Sans"
logo_place = "cover"
[release]
required = ["translator"]
critical = ["clinician"]
""",
    ),
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#0a5"/></svg>'


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each text in a document, and of each name in it that an author chooses."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if path in (("facts",), ("prices",)):
            yield (*path, key, "the name")
        yield from places(inner, (*path, key))
    if isinstance(value, str):
        yield path


def changed(document: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """Return ``document`` with the hostile text at ``path``."""
    made = copy.deepcopy(document)
    *outer, last = path[:-1] if path[-1] == "the name" else path
    inner: Any = made
    for key in outer:
        inner = inner[key]
    if path[-1] == "the name":
        inner[HOSTILE] = inner.pop(last)
    else:
        inner[last] = ADDRESS if inner[last].startswith("https:") else HOSTILE
    return made


CASES = [(name, path) for name, (_, text) in DOCUMENTS.items() for path in places(tomlkit.parse(text).unwrap())]


def keys_of(shape: Any) -> set[str]:
    """Return the names of all fields of a dataclass, and of those that its fields hold."""
    if not is_dataclass(shape):
        return {key for inner in get_args(shape) for key in keys_of(inner)}
    hints = get_type_hints(shape, include_extras=True)
    return {field.name for field in fields(shape)} | {key for field in fields(shape) for key in keys_of(hints[field.name])}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_have_every_key(name: str) -> None:
    shape, text = DOCUMENTS[name]
    assert not [key for key in keys_of(shape) if f"{key} =" not in text and f"{key}]" not in text]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fields")
    write(folder / "source/asthma/guide.md", GUIDE + MORE)
    write(folder / "source/clinics/lungs.svg", LOGO)
    for name, (_, text) in DOCUMENTS.items():
        write(folder / name, text)
    return folder


def tree_of(made: Composition) -> Any:
    """Return the page as browsers parse it."""
    return HTML(string=made.html).etree_element


def styles_of(tree: Any) -> list[str]:
    return [element.text for element in tree.iter("style")]


@pytest.fixture(scope="module")
def usual(root: Path) -> list[str]:
    """Return the style sheets of the page with the usual texts."""
    return styles_of(tree_of(compose(Workspace(root).snapshot(), Request("asthma", "en", "web", None, "lungs"), today=TODAY)))


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda each: each if isinstance(each, str) else ".".join(map(str, each)))
def test_a_text_stays_a_text(root: Path, usual: list[str], name: str, path: tuple[Any, ...]) -> None:
    hostile = tomlkit.dumps(changed(tomlkit.parse(DOCUMENTS[name][1]).unwrap(), path)).encode()
    snapshot = Workspace(root).snapshot().with_files({name: hostile})
    for layout in ("web", "handout"):
        try:
            made = compose(snapshot, Request("asthma", "en", layout, None if layout == "web" else "A4", "lungs"), today=TODAY)
        except PublishError as error:
            assert all(finding.code != "fault" for finding in error.findings)
            return
        check(made, layout, usual)


def check(made: Composition, layout: str, usual: list[str]) -> None:
    """Assert that the page holds nothing that its layout has not put there."""
    tree, job = tree_of(made), job_of(Request("asthma", "en", layout), made)
    if layout == "web":
        assert not find_loads(job, tree) and styles_of(tree) == usual
    assert not [element.tag for element in tree.iter() if element.tag in ("script", "iframe") and dict(element.attrib) != DATA]
    assert not [element for element in tree.iter("a") if not safe_link(element.get("href", ""))]
    assert not [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")]
    assert "94011" not in made.html
    assert all(HOSTILE[:20] not in sheet for sheet in made.stylesheets)


DATA = {"type": "application/ld+json"}
"""The attributes of what a page tells search engines: browsers do not run it."""
NAMES = ("\"'><script>alert(1)<b onclick=x>", "{{ 31337 * 3 }}", "<", "a}*{display:none", "javascript:alert(1)", "a b", "ä\u202e")


@pytest.mark.parametrize("hostile", NAMES)
def test_names_of_files_stay_text(root: Path, usual: list[str], hostile: str, tmp_path: Path) -> None:
    """A guide, a clinic, a layout and a picture with a hostile name are refused, or their names are text."""
    shutil.copytree(root / "source", tmp_path / "source")
    (tmp_path / "source/asthma").rename(tmp_path / "source" / hostile)
    (tmp_path / "source/clinics/lungs.toml").rename(tmp_path / f"source/clinics/{hostile}.toml")
    write(tmp_path / "source" / hostile / f"{hostile}.svg", LOGO)
    for layout in ("web", "handout"):
        write(tmp_path / "layouts" / f"{layout}{hostile}" / "layout.toml", f'extends = "{layout}"\n')
        paper = None if layout == "web" else "A4"
        for chosen in (layout, f"{layout}{hostile}"):
            try:
                made = compose(Workspace(tmp_path).snapshot(), Request(hostile, "en", chosen, paper, hostile), today=TODAY)
            except PublishError:
                continue
            check(made, layout, usual)

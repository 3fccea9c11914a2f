"""Tests that whatever can change what an approved page shows makes it a draft or an error, once it is changed after the last signature."""

from pathlib import Path

import pytest

from publish.edition.passes.tree import parse_page
from publish.edition.request import Request
from publish.edition.values.clinic import clinic_keys
from publish.press import check_screen, print_job
from publish.project import PublishError, Workspace
from publish.project.settings import setting_keys
from publish.release.output import job_of
from tests.edition.approved import POLICY, approved_workspace, own_layout
from tests.edition.small import CLINIC, FRONT, GUIDE, composed, write

GUIDE_CHANGES = {
    "a word": ("Breathe out first", "Breathe in first"),
    "a class": ("## Stop", "## Stop {.skip}"),
    "an id": ("## Stop", "## Stop {#stop-now}"),
    "a language": ("## Stop", "## Stop {lang=la}"),
    "a direction": ("## Stop", "## Stop {dir=rtl}"),
    "attributes of a paragraph": ("Do **not**", "{.skip}\nDo **not**"),
    "a counter": ("Do **not**", "{.count-page}\nDo **not**"),
    "a role": ("::: warning", "::: faq"),
    "another role": ("::: promise", "::: running-foot"),
    "the order": ("Breathe out first.[^gina] Then press.[^who] [^gina]", "Then press.[^who] [^gina]"),
    "emphasis": ("Do **not**", "Do *not*"),
    "a critical mark": ("Wait {pause}", "<!-- critical -->\nWait {pause}"),
    "a citation": ("press.[^who]", "press."),
}
FRONT_CHANGES = {
    "a number": ("puffs = { value = 2 }", "puffs = { value = 20 }"),
    "a unit": ('unit = "week"', 'unit = "month"'),
    "a bound": ("high = 3", "high = 30"),
    "the edition": ('edition = "2.1"', 'edition = "2.2"'),
    "publication": ("2026-01-31", "2026-01-30"),
    "the next review": ("2029-01-31", "2028-01-31"),
    "a reference": ("WHO. Asthma.", "WHO. Cough."),
    "an address": ("example.org/who", "example.org/whom"),
}


@pytest.mark.parametrize("change", GUIDE_CHANGES.values(), ids=GUIDE_CHANGES)
def test_a_change_of_the_guide_makes_a_draft(tmp_path: Path, change: tuple[str, str]) -> None:
    workspace = approved_workspace(tmp_path)
    assert change[0] in GUIDE
    write(tmp_path / "source/asthma/guide.md", GUIDE.replace(*change))
    for layout in ("handout", "web"):
        composition = composed(workspace, layout)
        assert composition.draft or composition.errors


@pytest.mark.parametrize("change", FRONT_CHANGES.values(), ids=FRONT_CHANGES)
def test_a_change_of_its_data_makes_a_draft(tmp_path: Path, change: tuple[str, str]) -> None:
    workspace = approved_workspace(tmp_path)
    assert change[0] in FRONT
    write(tmp_path / "source/asthma/guide.toml", FRONT.replace(change[0], change[1], 1))
    composition = composed(workspace)
    assert composition.draft or composition.errors


DRAWN = GUIDE.replace("## How to use it", "![A lung](lung.svg)\n\n## How to use it")
LUNG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><title>A lung</title><text y="9">2 puffs</text></svg>'


@pytest.mark.parametrize("drawing", [LUNG.replace("2 puffs", "9 puffs"), LUNG.replace("viewBox", "width='1' viewBox"), LUNG + "\n"])
def test_a_change_of_a_drawing_makes_a_draft(tmp_path: Path, drawing: str) -> None:
    workspace = approved_workspace(tmp_path, {"source/asthma/lung.svg": LUNG}, guide=DRAWN)
    assert not composed(workspace).draft
    write(tmp_path / "source/asthma/lung.svg", drawing)
    composition = composed(Workspace(tmp_path))
    assert composition.draft or composition.errors


PROJECT_CHANGES = {
    "project.source_locale": POLICY.replace('"en"', '"es"'),
    "project.locales": POLICY.replace("locales = []", 'locales = ["es", "ar"]'),
    "project.papers": POLICY.replace("[release]", 'papers = ["Letter"]\n[release]'),
    "project.layouts": POLICY.replace("[release]", 'layouts = ["card"]\n[release]'),
    "project.clinic": POLICY.replace("[release]", 'clinic = "none"\n[release]'),
    "project.roles": POLICY.replace("[release]", 'roles = ["warning", "off-label", "skip"]\n[release]'),
    "press.profile": POLICY + '[press]\nprofile = "x.icc"\n',
    "brand": POLICY + '[brand]\naccent = "#7a1f3d"\ntint = "#fff0f4"\nfamily = "Noto Serif"\n',
    "release.required": POLICY.replace("required = []", 'required = ["translator"]'),
    "release.critical": POLICY.replace("critical = []", 'critical = ["back-translator"]'),
}


def signed_texts(html: str) -> list[str]:
    """Return the texts of the guide on a page, but those in which it names the clinic."""
    main = parse_page(html).find(".//main")
    texts = (" ".join("".join(each.itertext()).split()) for each in main.iter() if each.get("data-message"))
    return [text for text in texts if "Call" not in text]


@pytest.mark.parametrize("key", PROJECT_CHANGES)
def test_a_change_of_the_settings_changes_no_signed_text(tmp_path: Path, key: str) -> None:
    workspace = approved_workspace(tmp_path)
    before = composed(workspace)
    write(tmp_path / "source/project.toml", PROJECT_CHANGES[key])
    after = composed(Workspace(tmp_path))
    assert after.draft or after.errors or signed_texts(after.html) == signed_texts(before.html)


CLINIC_CHANGES = {
    "name": CLINIC.replace("Lung Clinic", "Stop. Take 20 mg"),
    "address": CLINIC.replace("1 Air Street", "Take 20 mg"),
    "country": 'country = "DE"\n' + CLINIC,
    "phone": CLINIC.replace("0100", "0199"),
    "emergency": 'emergency = "112"\n' + CLINIC,
    "email": 'email = "a@example.org"\n' + CLINIC,
    "feedback": 'feedback = "a@example.org"\n' + CLINIC,
    "web": CLINIC.replace("/lungs", "/other"),
    "guides": 'guides = "https://example.org/guides"\n' + CLINIC,
    "logo": 'logo = "a.svg"\n' + CLINIC,
    "hours": CLINIC.replace("09:00", "10:00"),
    "brand": CLINIC + '[brand]\naccent = "#7a1f3d"\ntint = "#fff0f4"\n',
    "prices": CLINIC + '[prices]\npuffs = { value = 20, currency = "EUR" }\ncourse = { value = 20, currency = "EUR" }\n',
}


@pytest.mark.parametrize("key", CLINIC_CHANGES)
def test_a_change_of_a_clinic_changes_no_text_of_the_guide(tmp_path: Path, key: str) -> None:
    workspace = approved_workspace(tmp_path)
    before = composed(workspace)
    write(tmp_path / "source/clinics/lungs.toml", CLINIC_CHANGES[key])
    after = composed(Workspace(tmp_path))
    assert after.draft or after.errors or signed_texts(after.html) == signed_texts(before.html)


def test_every_key_is_changed_once() -> None:
    assert {key.partition(".")[0].removesuffix("[]") for key in clinic_keys()} == CLINIC_CHANGES.keys()
    assert {key if not key.startswith("brand.") else "brand" for key in setting_keys()} == PROJECT_CHANGES.keys()


@pytest.mark.parametrize(
    "said",
    [
        'range = "{0}0 to {1}0"', 'range = "{0}{1}"', 'range = "{1}–{0}"', 'range = "{0} not {1}"', 'range = "-{0}–{1}"',
        'range = "{0}.{1}"',
        'label = "{0}: not {1}"', 'label = "{1}: {0}"', 'label = "{0}{1}"', 'web = "serif } p { opacity: 0 } x {"',
        'features = "normal } p { color: red"', 'families = ["a\\"; color: red"]',
    ],
)  # fmt: skip
def test_typography_that_changes_texts_is_refused(tmp_path: Path, said: str) -> None:
    workspace = approved_workspace(tmp_path)
    write(tmp_path / "layouts/typography.toml", f"[default]\n{said}\n")
    assert {finding.code for finding in composed(workspace).errors} == {"typography-wrong"}


@pytest.mark.parametrize(
    ("parent", "template", "style"),
    [
        ("web", '<h1>{{ page.title }}</h1><p>2</p>{{ guide.rest() }}', ""),
        ("web", "", ".warning { opacity: 0 }"),
        ("web", "", ".warning p::before { content: '2' }"),
        ("handout", "", ".warning p::after { content: '0' }"),
        ("handout", "", ".warning { color: #fff }"),
        ("handout", '<h1>{{ page.title }}</h1>{{ guide.rest()|replace("not", "") }}', ""),
    ],
)
def test_a_layout_that_is_added_after_signing_changes_nothing(tmp_path: Path, parent: str, template: str, style: str) -> None:
    workspace = approved_workspace(tmp_path)
    for name, text in own_layout(parent, template, style).items():
        write(tmp_path / name, text)
    composition = composed(workspace, "mine")
    job = job_of(Request("asthma", "en", "mine", None if parent == "web" else "A4", "lungs"), composition)
    if composition.draft or composition.errors:
        return
    with pytest.raises(PublishError):
        check_screen(job) if parent == "web" else print_job(job)

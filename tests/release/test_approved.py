"""Tests of ``build --approved``: it prints each edition as it was signed, even after the text has changed, or refuses it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from publish.approval.editions import ApprovedEdition, approved_edition
from publish.approval.signing import revoke, sign
from publish.catalog.store import load
from publish.catalog.update import init, update
from publish.cli import main
from publish.edition.compose import compose
from publish.edition.request import Request
from publish.po.codec import write_po
from publish.project import PublishError, Workspace, now
from publish.release.build import BuildOptions, build
from publish.release.making.approved import refuse_draft
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from tests.reports import read_report

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("printing_here")]

SIGNED_ON = "1793440000"  # 2026-10-31, in seconds
AFTER_REVIEW = "1904550000"  # 2030-05-09
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><title>An inhaler</title><circle r="9"/></svg>'
SPANISH = {
    "Your inhaler": "Su inhalador",
    "An inhaler": "Un inhalador",
    "Use it every day, even when you feel well.": "Úselo todos los días, aunque se sienta bien.",
    "Before you start": "Antes de empezar",
    "Sit up or stand up.": "Siéntese derecho o póngase de pie.",
    "Shake the inhaler.": "Agite el inhalador.",
    "Breathe out.": "Suelte el aire.",
    "Taking a puff": "Cómo inhalar",
    "Close your lips around the mouthpiece. Press once, and breathe in slowly. "
    "Hold your breath for {hold}. Wait {wait} before the next puff.": (
        "Cierre los labios alrededor de la boquilla. Presione una vez y respire despacio. "
        "Aguante la respiración {hold}. Espere {wait} antes de la siguiente inhalación."
    ),
    "Colour": "Color",
    "What it does": "Qué hace",
    "When": "Cuándo",
    "Brown": "Marrón",
    "Prevents attacks": "Previene los ataques",
    "Every morning": "Cada mañana",
    "Blue": "Azul",
    "Opens the airways": "Abre las vías respiratorias",
    "When you need it": "Cuando lo necesite",
    "If the blue inhaler does **not** help, call an ambulance.": "Si el inhalador azul **no** ayuda, llame a una ambulancia.",
    "Looking after it": "Cómo cuidarlo",
    "Wash the mouthpiece once a week.[^soap] Let it dry in the air.": "Lave la boquilla una vez a la semana.[^soap] Déjela secar al aire.",
    "Warm water is enough.": "Basta con agua tibia.",
}


@pytest.fixture
def signed(inhaler: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The workspace with its guide approved in English and Spanish, by every required role."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SIGNED_ON)
    (inhaler.guide_folder("inhaler") / "inhaler.svg").write_bytes(DRAWING)
    edit(inhaler, "guide.md", "Use it every day", "![An inhaler](inhaler.svg)\n\nUse it every day")
    init(inhaler, "es")
    found = load(inhaler.snapshot(), "es", "inhaler")
    entries = tuple(entry if entry.is_header else replace(entry, msgstr=SPANISH[entry.msgid]) for entry in found.entries)
    inhaler.catalog_path("es", "inhaler").write_bytes(write_po(replace(found, entries=entries)))
    for role, name in (("translator", "Ana Ruiz"), ("reviser", "Bo Li"), ("clinician", "Dr. Cruz")):
        sign(inhaler, "es", role, name)
    assert not inhaler.archive_path("es", "inhaler").exists()
    (done, _) = sign(inhaler, "en", "clinician", "Dr. Abe")
    assert done.approved_in == ("en", "es")
    return inhaler


def edit(workspace: Workspace, name: str, old: str, new: str) -> None:
    path = workspace.guide_folder("inhaler") / name
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def rewritten(workspace: Workspace) -> None:
    """Change the source: swap two items, add a paragraph, reword a warning, change a value, an edition and a drawing."""
    edit(workspace, "guide.md", "## Before you start", "A new paragraph that nobody has read.\n\n## Before you start")
    edit(workspace, "guide.md", "1. Sit up or stand up.\n2. Shake the inhaler.", "1. Shake the inhaler.\n2. Sit up or stand up.")
    edit(workspace, "guide.md", "call an ambulance", "call your clinic")
    edit(workspace, "guide.toml", "value = 30", "value = 60")
    edit(workspace, "guide.toml", 'edition = "3"', 'edition = "4"')
    edit(workspace, "inhaler.svg", 'r="9"', 'r="7"')
    update(workspace, ("es",))


def made(workspace: Workspace, locale: str = "es", layout: str = "web", approved: bool = True) -> BuiltOutput:
    orders = plan(workspace.snapshot(), Selection(locales=(locale,), layouts=(layout,)))
    (found,) = build(workspace.snapshot(), orders, workspace.root / "dist", BuildOptions(jobs=1, approved=approved))
    return found


def page(found: BuiltOutput) -> str:
    assert not found.failed, found.findings
    return found.files[0].read_text(encoding="utf-8").replace("\u00a0", " ")  # numbers and their units are held together


def refusal(workspace: Workspace) -> str:
    """Return the code of the error that refuses the Spanish page, and check that the file of an earlier build is removed."""
    stale = workspace.root / "dist/es/inhaler.web.html"
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_text("an earlier build")
    found = made(workspace)
    assert found.failed and not stale.exists()
    (finding,) = found.findings
    assert finding.locale == "es" and finding.hint
    return finding.code


@pytest.mark.parametrize("locale", ["en", "es"])
def test_the_approved_edition_is_the_same_after_the_source_has_changed(signed: Workspace, locale: str) -> None:
    before = page(made(signed, locale))
    rewritten(signed)
    found = made(signed, locale)
    assert page(found) == before and not found.made.draft
    (note,) = [finding for finding in found.findings if finding.code == "approved-older"]
    assert "edition 3" in note.message and "edition 4" in note.message


def test_it_says_edition_reviewer_and_date_and_nothing_in_another_language(signed: Workspace) -> None:
    rewritten(signed)
    text = page(made(signed))
    assert "Dr. Cruz" in text and "31 de octubre de 2026" in text and "3-es-" in text
    assert "30 segundos" in text and "60 segundos" not in text
    assert "BORRADOR" not in text and 'class="draft' not in text
    assert "A new paragraph" not in text and "ambulancia" in text


def test_a_reviewer_who_has_not_signed_is_not_printed(signed: Workspace) -> None:
    """The reviewer of guide.toml is printed, with title and post, only if that person has signed."""
    edit(signed, "guide.toml", "edition = ", 'reviewer = "Ines Cruz, MD, Lung Clinic"\nedition = ')
    assert "Ines Cruz, MD, Lung Clinic" in page(made(signed, approved=False))
    edit(signed, "guide.toml", "Ines Cruz", "Ines Abad")
    assert "Dr. Cruz" in (text := page(made(signed, approved=False))) and "Abad" not in text
    revoke(signed, "es", "clinician", "Dr. Cruz", "to see what is stated alone", chosen=("inhaler",))
    assert "Cruz" not in (text := page(made(signed, approved=False))) and "Abad" not in text


def test_it_prints_without_the_mark_of_a_draft(signed: Workspace) -> None:
    rewritten(signed)
    found = made(signed, layout="handout")
    assert not found.failed, found.findings
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(found.files[0]))
    assert "Su inhalador" in words and "DRAFT" not in words and "BORRADOR" not in words


def test_the_draft_beside_it_says_that_it_is_out_of_date(signed: Workspace) -> None:
    # Not the warning: a critical text that is fuzzy is not printed at all.
    edit(signed, "guide.md", "Use it every day, even", "Use it each and every day, even")
    update(signed, ("es",))
    found = made(signed, approved=False)
    text = page(found)
    assert found.made.draft and found.made.outdated
    assert "Texto desactualizado." in text and '<strong lang="en" dir="ltr">Out of date.</strong>' in text
    assert "El texto original cambió después de hacerse esta traducción." in text


def test_what_was_never_approved_is_not_built(inhaler: Workspace) -> None:
    init(inhaler, "es")
    assert refusal(inhaler) == "approved-missing"


def test_signatures_taken_back_take_the_edition_back(signed: Workspace) -> None:
    revoke(signed, "es", "clinician", "Dr. Cruz", "a dose was wrong", chosen=("inhaler",))
    assert refusal(signed) == "approved-void"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("inhaler.po", "Agite", "No agite"),
        ("guide.md", "Press once", "Press twice"),
        ("guide.toml", "value = 10", "value = 1"),
        ("inhaler.svg", 'r="9"', 'r="8"'),
        ("guide.toml", "published = 2026", "published = 2029"),
    ],
)
def test_an_edition_changed_by_hand_is_not_built(signed: Workspace, name: str, old: str, new: str) -> None:
    rewritten(signed)
    path = signed.archive_path("es", "inhaler") / name
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert refusal(signed) == "approved-void"


def test_an_edition_that_is_no_text_any_more_is_not_built(signed: Workspace) -> None:
    rewritten(signed)
    path = signed.archive_path("es", "inhaler") / "guide.md"
    path.write_bytes(path.read_bytes().replace(b"Press", b"Pr\xe9ss"))
    assert [finding.code for finding in made(signed).findings] == ["file-unreadable"]


def test_an_edition_that_all_have_signed_though_it_has_errors_leaves_the_one_before(signed: Workspace) -> None:
    path = signed.catalog_path("es", "inhaler")
    path.write_bytes(path.read_bytes().replace(b"Agite el inhalador.", b"Agite bien el inhalador.").replace(b"ge: es", b"ge: de"))
    ended = []
    for role, name in (("translator", "Ana Ruiz"), ("reviser", "Bo Li"), ("clinician", "Dr. Cruz")):
        told = CliRunner().invoke(main, ["-C", str(signed.root), "approve", "es", "--role", role, "--by", name])
        ended.append(told.exit_code)
    assert ended == [0, 0, 1] and "unsafe-unkept" in told.output and "header-language" in told.output
    assert made(signed, approved=False).failed
    assert "Agite el inhalador." in page(made(signed))


def test_past_its_review_nothing_is_built_and_a_draft_says_why(signed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AFTER_REVIEW)
    assert refusal(signed) == "approved-overdue"
    found = made(signed, approved=False)
    assert found.made.draft and found.made.outdated and "Texto desactualizado." in page(found)


def test_an_unsigned_word_of_the_layouts_prints_as_it_was_signed(signed: Workspace) -> None:
    words = load(signed.snapshot(), "es", "layouts")
    changed = replace(words.index[None, "References"], msgstr="Lo que leímos")
    warning = replace(words.index[None, "Warning"], msgstr="Cuidado con esto")
    signed.catalog_path("es", "layouts").write_bytes(write_po(words.with_entry(changed).with_entry(warning)))
    assert "Cuidado con esto" in page(made(signed, approved=False))
    text = page(made(signed))
    assert "Cuidado con esto" not in text and "Advertencia" in text


def test_a_draft_is_never_taken_for_what_is_approved(signed: Workspace) -> None:
    """Whatever a layout prints beside the edition: of a bilingual one, words in the source's language."""
    order = plan(signed.snapshot(), Selection(locales=("es",), layouts=("web",)))[0]
    found = ApprovedEdition(signed.snapshot(), "3", "3")
    refuse_draft(order, found, compose(signed.snapshot(), Request("inhaler", "es", "web"), today=now().date()))
    revoke(signed, "en", "clinician", "Dr. Abe", "to see a draft", chosen=("layouts",))
    with pytest.raises(PublishError, match="approved-void"):
        refuse_draft(order, found, compose(signed.snapshot(), Request("inhaler", "es", "web"), today=now().date()))
    with pytest.raises(PublishError, match="the words of the layouts are not approved"):
        approved_edition(signed.snapshot(), "es", "inhaler")


def test_clinics_are_todays(signed: Workspace) -> None:
    path = signed.source / "clinics" / "lungs.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text('name = "Clínica del Aire"\nphone = "+1 202 555 0100"\n')
    assert "Clínica del Aire" in page(made(signed))


def test_a_draft_is_composed_by_day(signed: Workspace) -> None:
    due = {day: compose(signed.snapshot(), Request("inhaler", "es", "web"), today=day) for day in (date(2029, 5, 4), date(2029, 5, 5))}
    assert [found.draft for found in due.values()] == [False, True]


def test_the_command_builds_what_is_approved_and_names_what_is_not(signed: Workspace) -> None:
    rewritten(signed)
    options = ["-C", str(signed.root), "build", "--approved", "--layout", "web"]
    told = CliRunner().invoke(main, options)
    assert told.exit_code == 1, told.output
    lines = {line.split()[0]: line for line in told.stdout.splitlines() if "inhaler.web" in line}
    states = {Path(name).parent.name: line.split("  ")[-1].strip() for name, line in lines.items()}
    assert states == {"en": "approved", "es": "approved", "ar": "FAILED"}
    report = read_report(CliRunner().invoke(main, [*options, "--format", "json"]).stdout, "build")
    assert {each["locale"]: each["state"] for each in report["outputs"]} == {"en": "approved", "es": "approved", "ar": "failed"}
    assert {(each["code"], each["locale"]) for each in report["findings"]} == {
        ("approved-older", "en"), ("approved-older", "es"), ("approved-missing", "ar")
    }


def test_status_names_what_is_stale_and_what_was_approved_last(signed: Workspace) -> None:
    rewritten(signed)
    rows = json.loads(CliRunner().invoke(main, ["-C", str(signed.root), "status", "es", "--format", "json"]).stdout)["states"]
    row = next(each for each in rows if each["domain"] == "inhaler")
    assert row["kept"] == "3" and row["stale"] == 2 and row["draft"]
    assert "OUT OF DATE" in CliRunner().invoke(main, ["-C", str(signed.root), "status", "es"]).stdout


def test_the_next_approval_takes_the_place_of_the_last(signed: Workspace) -> None:
    edit(signed, "guide.md", "![An inhaler](inhaler.svg)\n\n", "")
    (signed.guide_folder("inhaler") / "inhaler.svg").unlink()
    (done,) = sign(signed, "en", "clinician", "Dr. Abe", chosen=("inhaler",))
    assert (done.signed, done.approved_in) == (1, ("en", "es"))
    names = sorted(path.name for path in signed.archive_path("es", "inhaler").iterdir())
    assert names == ["guide.md", "guide.toml", "inhaler.po"]
    assert [path.name for path in signed.archive_path("es", "inhaler").parent.iterdir()] == ["inhaler"]
    assert "Un inhalador" not in page(made(signed))

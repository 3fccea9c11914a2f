"""Tests of `publish.approval.request`: who may sign what."""

import json
import unicodedata

import pytest

from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.project import PublishError, UsageError, Workspace
from tests.approval.conftest import translate


@pytest.mark.parametrize(
    "other",
    ["anne roux", "ANNE  ROUX", "\uff21nne Roux", "Anne\u00a0Roux", "Anne\u200b Roux", "Roux Anne", "Änne Roux.", "Anne Roux <a@b.org>"],
)
def test_a_translator_cannot_revise_under_another_spelling(other: str, workspace: Workspace) -> None:
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    sign(workspace, "fr", "translator", "Anne Roux", chosen=("hair",))
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(workspace, "fr", "reviser", other, chosen=("hair",))


def test_a_translator_cannot_revise_with_another_title(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    names = [by for line in path.read_text().splitlines() if (by := json.loads(line).get("by"))]
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(signed, "fr", "reviser", f"Dr. {names[0]}, PhD", chosen=("hair",))


@pytest.mark.parametrize("name", ["", " \u200b ", "...", "\x1b[8mAnn", "Ann \u202eeoJ", "Ann \udcff"])
def test_a_name_has_letters_and_no_invisible_characters(name: str, signed: Workspace) -> None:
    before = signed.approvals_path("fr").read_bytes()
    with pytest.raises(UsageError, match="name-missing"):
        sign(signed, "fr", "clinician", name)
    assert signed.approvals_path("fr").read_bytes() == before


def test_a_translator_cannot_revise_after_another_translator_signed(signed: Workspace) -> None:
    sign(signed, "fr", "translator", "Eva Sand", chosen=("hair",))
    with pytest.raises(PublishError, match="reviser-is-translator"):
        sign(signed, "fr", "reviser", "Anne Roux", chosen=("hair",))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft


@pytest.mark.parametrize(("first", "second"), [("translator", "reviser"), ("reviser", "translator")])
def test_nobody_revises_what_they_translated(first: str, second: str, french: Workspace) -> None:
    sign(french, "fr", first, "José  Núñez")
    before = french.approvals_path("fr").read_bytes()
    with pytest.raises(PublishError) as caught:
        sign(french, "fr", second, unicodedata.normalize("NFD", "josé núñez"))
    (finding,) = caught.value.findings
    assert (finding.code, finding.locale, finding.msgid) == ("reviser-is-translator", "fr", "Injections for hair loss")
    assert f"as {first}: the {second}" in finding.message and finding.hint
    assert french.approvals_path("fr").read_bytes() == before


@pytest.mark.parametrize(
    ("locale", "role", "name", "origin", "domain", "code"),
    [
        ("xx", "translator", "A", "human", "hair", "unknown-locale"),
        ("de", "translator", "A", "human", "hair", "locale-missing"),
        ("fr", "boss", "A", "human", "hair", "unknown-role"),
        ("fr", "translator", " ", "human", "hair", "name-missing"),
        ("fr", "clinician", "A", "machine", "hair", "origin-wrong"),
        ("fr", "translator", "A", "alien", "hair", "origin-wrong"),
        ("fr", "translator", "A", "human", "other", "unknown-guide"),
    ],
)
def test_an_invalid_request_is_refused(
    locale: str, role: str, name: str, origin: str, domain: str, code: str, french: Workspace
) -> None:
    with pytest.raises(UsageError) as caught:
        sign(french, locale, role, name, origin=origin, chosen=(domain,))
    (finding,) = caught.value.findings
    assert finding.code == code and finding.message and finding.hint and not french.approvals_path("fr").exists()


def test_a_locale_with_catalogs_can_be_signed_though_project_toml_does_not_list_it(french: Workspace) -> None:
    translate(french, "de")
    (done,) = sign(french, "de", "translator", "A. B.", chosen=("hair",))
    assert done.signed > 0
    path = french.source / "project.toml"
    path.write_text('[project]\nsource_locale = "fr"\n')
    (done,) = sign(french, "en", "clinician", "Dr Abe", chosen=("layouts",))
    assert done.domain == "layouts", "the layouts are English, whatever the source locale"

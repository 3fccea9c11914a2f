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
    assert caught.value.findings[0].code == "reviser-is-translator"
    assert french.approvals_path("fr").read_bytes() == before


@pytest.mark.parametrize(
    ("locale", "role", "name", "origin", "domain"),
    [
        ("xx", "translator", "A", "human", "hair"),
        ("de", "translator", "A", "human", "hair"),
        ("fr", "boss", "A", "human", "hair"),
        ("fr", "translator", " ", "human", "hair"),
        ("fr", "clinician", "A", "machine", "hair"),
        ("fr", "translator", "A", "alien", "hair"),
        ("fr", "translator", "A", "human", "other"),
    ],
)
def test_an_invalid_request_is_refused(locale: str, role: str, name: str, origin: str, domain: str, french: Workspace) -> None:
    with pytest.raises(UsageError) as caught:
        sign(french, locale, role, name, origin=origin, chosen=(domain,))
    assert caught.value.findings[0].hint and not french.approvals_path("fr").exists()

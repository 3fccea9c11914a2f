"""Tests of `publish.approval.editions` and `archive`: which edition is archived and printed."""


import pytest

from publish.approval.signing import sign
from publish.approval.status import domain_status
from publish.project import PublishError, Workspace
from tests.approval.conftest import edit, sign_all


def test_an_edition_with_errors_does_not_replace_the_archived_one(french: Workspace) -> None:
    sign_all(french)
    kept, path = french.archive_path("fr", "hair") / "hair.po", french.catalog_path("fr", "hair")
    before = kept.read_bytes()
    edit(french, "A scalp", "Un cuir chevelu")
    path.write_bytes(path.read_bytes().replace(b"Language: fr", b"Language: de"))
    for role, name in (("translator", "Anne Roux"), ("reviser", "Bo Li"), ("clinician", "Dr Cruz")):
        (done,) = sign(french, "fr", role, name, chosen=("hair",))
    assert not domain_status(french.snapshot(), "fr", "hair").draft and done.signed == 1 and done.approved_in == ()
    assert [finding.code for finding in done.refused] == ["header-language", "unsafe-unkept"]
    assert "still holds edition 2026.1" in done.refused[1].message
    assert kept.read_bytes() == before
    path.write_bytes(path.read_bytes().replace(b"Language: de", b"Language: fr"))
    assert sign(french, "fr", "clinician", "Dr Cruz", chosen=("hair",))[0].approved_in == ("fr",)
    assert kept.read_bytes() == path.read_bytes() != before


def test_a_broken_catalog_of_another_locale_does_not_prevent_archiving(approved: Workspace) -> None:
    approved.catalog_path("es", "hair").parent.mkdir(parents=True)
    approved.catalog_path("es", "hair").write_text("no catalog\n")
    with pytest.raises(PublishError):
        domain_status(approved.snapshot(), "es", "hair")
    (done,) = sign(approved, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert done.approved_in == ("en", "fr")

"""Tests of `publish.approval.editions` and `archive`: which edition is archived and printed."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from publish.approval import signature_file
from publish.approval.archive import archived_edition, archived_files, guide_files, has_archive
from publish.approval.editions import approved_edition, archive_approved, errors_of
from publish.approval.signatures import content_digest
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status
from publish.catalog import words as catalog_words
from publish.catalog.store import load
from publish.catalog.template import LAYOUTS
from publish.po.codec import read_po, write_po
from publish.project import PublishError, Severity, Snapshot, Workspace
from publish.project.names import catalog_file
from publish.project.snapshot import _parsed
from tests.approval.conftest import ROLES, edit, edit_source, sign_all, translate, with_policy
from tests.workspaces import DRAWING


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
    refusal = done.refused[1]
    assert "still holds edition 2026.1" in refusal.message and refusal.hint
    assert (refusal.locale, refusal.severity) == ("fr", Severity.ERROR)
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


@pytest.fixture
def complete(workspace: Workspace) -> Workspace:
    """Return a workspace in which the guide and all words of the layouts are approved in French."""
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    own = load(workspace.snapshot(), "fr", LAYOUTS)
    for entry in own.messages:
        if entry.msgid in ("Our own words", "one page"):
            forms = ("%(n)s page", "%(n)s pages") if entry.msgid_plural else ()
            own = own.with_entry(replace(entry, msgstr="" if forms else "Nos mots", msgstr_plural=forms))
    workspace.catalog_path("fr", LAYOUTS).write_bytes(write_po(own))
    for role, name in ROLES:
        assert not [finding for done in sign(workspace, "fr", role, name) for finding in done.refused]
    return workspace


def error_of(snapshot: Snapshot, locale: str = "fr") -> PublishError:
    with pytest.raises(PublishError) as caught:
        approved_edition(snapshot, locale, "hair")
    assert caught.value.findings[0].locale == locale and caught.value.findings[0].hint
    return caught.value


def test_the_archive_holds_the_guide_and_its_catalog(complete: Workspace) -> None:
    (complete.guide_folder("hair") / "notes.txt").write_text("not part of the guide")
    archived = complete.archive_path("fr", "hair")
    names = {"guide.md", "guide.toml", "scalp.svg"}
    assert {path.name for path in archived.iterdir()} == names | {"hair.po"}
    assert all((archived / name).read_bytes() == (complete.guide_folder("hair") / name).read_bytes() for name in names)
    assert (archived / "hair.po").read_bytes() == complete.catalog_path("fr", "hair").read_bytes()
    assert {path.name for path in complete.archive_path("en", "hair").iterdir()} == names, "the source has no catalog"
    assert not complete.archive_path("fr", LAYOUTS).exists()
    snapshot = complete.snapshot()
    assert has_archive(snapshot, "fr", "hair") and archived_edition(snapshot, "fr", "hair") == "2026.1"
    assert set(archived_files(snapshot, "fr", "hair")) == names | {"hair.po"}
    assert not has_archive(snapshot, "es", "hair") and archived_edition(snapshot, "es", "hair") is None


def test_files_outside_the_guide_and_missing_ones_are_not_archived(workspace: Workspace) -> None:
    edit_source(workspace, "guide.md", "# Injections", "![](../secret.svg) ![](none.svg) ![](deep/a.svg)\n\n# Injections")
    folder = workspace.guide_folder("hair")
    (folder.parent / "secret.svg").write_text("<svg/>")
    (folder / "deep").mkdir()
    (folder / "deep" / "a.svg").write_text("<svg/>")
    (folder / "deep" / "unused.svg").write_text("<svg/>")
    assert sorted(guide_files(workspace.snapshot(), "source/hair")) == ["deep/a.svg", "guide.md", "guide.toml", "scalp.svg"]


def test_a_damaged_archive_has_no_edition(complete: Workspace) -> None:
    archived = complete.archive_path("fr", "hair")
    (archived / "guide.toml").write_text("edition = ")
    assert archived_edition(complete.snapshot(), "fr", "hair") is None and has_archive(complete.snapshot(), "fr", "hair")
    (archived / "guide.md").unlink()
    assert list(archived_files(complete.snapshot(), "fr", "hair")) == ["hair.po"]


def test_a_signature_in_another_locale_archives_only_its_own_edition(complete: Workspace) -> None:
    assert archive_approved(complete, "fr", "hair") == (("fr",), ())
    assert archive_approved(complete, "en", "hair") == (("en", "fr"), ())
    assert archive_approved(complete, "es", "hair") == ((), ())
    assert archive_approved(complete, "fr", LAYOUTS) == (("fr",), ()) and archive_approved(complete, "en", LAYOUTS) == (("en", "fr"), ())


def test_a_pseudo_locale_is_never_archived(complete: Workspace) -> None:
    path = complete.source / "project.toml"
    path.write_text(path.read_text().replace('["fr", "es"]', '["fr", "en_XA"]'))
    assert archive_approved(Workspace(complete.root), "en", "hair") == (("en", "fr"), ())


def test_the_current_text_is_the_approved_edition_while_it_is_approved(complete: Workspace) -> None:
    found = approved_edition(complete.snapshot(), "fr", "hair")
    assert (found.edition, found.current) == ("2026.1", "2026.1")
    name = catalog_file("fr", "hair")
    assert found.snapshot.read(name).data == complete.snapshot().read(name).data
    assert not domain_status(found.snapshot, "fr", "hair").draft and not domain_status(found.snapshot, "fr", LAYOUTS).draft


def test_the_archived_edition_is_returned_after_the_text_changed(complete: Workspace) -> None:
    names = ("source/hair/guide.md", "source/hair/guide.toml", catalog_file("fr", "hair"))
    before = {name: complete.snapshot().read(name) for name in names}
    edit_source(complete, "guide.md", "# Injections", "# New injections")
    edit_source(complete, "guide.toml", "2026.1", "2027.1")
    edit(complete, "A scalp", "Un cuir chevelu")
    (complete.guide_folder("hair") / "new.svg").write_bytes(DRAWING)
    other = complete.catalog_path("es", "hair")
    other.parent.mkdir(parents=True)
    other.write_bytes(complete.catalog_path("fr", "hair").read_bytes())
    found = approved_edition(complete.snapshot(), "fr", "hair")
    assert (found.edition, found.current) == ("2026.1", "2027.1")
    assert {name: found.snapshot.read(name) for name in names} == before
    assert found.snapshot.search("source/hair/*.svg") == ("source/hair/scalp.svg",)
    assert not found.snapshot.has(catalog_file("es", "hair")), "a catalog of today does not belong to the edition"


def test_a_text_with_errors_is_replaced_by_the_archived_edition(complete: Workspace) -> None:
    before = complete.snapshot().read(catalog_file("fr", "hair"))
    path = complete.catalog_path("fr", "hair")
    path.write_bytes(path.read_bytes().replace(b"Language: fr", b"Language: de"))
    assert [finding.code for finding in errors_of(complete.snapshot(), "fr", "hair")] == ["header-language"]
    assert approved_edition(complete.snapshot(), "fr", "hair").snapshot.read(before.path) == before
    assert errors_of(complete.snapshot(), "en", "hair") == ()


def test_what_was_never_approved_has_no_edition(complete: Workspace) -> None:
    error = error_of(complete.snapshot(), "es")
    assert error.findings[0].code == "approved-missing" and error.findings[0].hint == "publish init es"
    assert "“hair”" in error.findings[0].message and "4 of 4 messages are not translated" in error.findings[0].message


def test_a_revoked_edition_is_void(complete: Workspace) -> None:
    revoke(complete, "fr", "reviser", "Dr Zed", "wrong", chosen=("hair",))
    (finding,) = error_of(complete.snapshot()).findings
    assert finding.code == "approved-void"
    assert finding.message == "edition 2026.1 of “hair” is no longer approved: 4 of 4 messages wait for a reviser"


def test_a_stricter_policy_voids_the_edition(complete: Workspace) -> None:
    again = with_policy(complete, '[release]\nrequired = ["translator", "reviser", "clinician", "back-translator"]\n')
    assert error_of(again.snapshot()).findings[0].code == "approved-void"


def test_revoked_words_of_the_layouts_void_every_edition(complete: Workspace) -> None:
    revoke(complete, "fr", "clinician", "Dr Zed", "wrong", chosen=(LAYOUTS,))
    (finding,) = error_of(complete.snapshot()).findings
    assert finding.code == "approved-void" and finding.message.startswith("the words of the layouts are not approved: ")


def words(workspace: Workspace, msgid: str) -> tuple[str, ...]:
    blob = approved_edition(workspace.snapshot(), "fr", "hair").snapshot.read(catalog_file("fr", LAYOUTS))
    return read_po(blob.data, blob.path).index[None, msgid].msgstrs


def reword(workspace: Workspace, msgid: str, *forms: str) -> None:
    catalog = load(workspace.snapshot(), "fr", LAYOUTS)
    entry = catalog.index[None, msgid]
    changed = replace(entry, msgstr_plural=forms) if entry.msgid_plural else replace(entry, msgstr=forms[0])
    workspace.catalog_path("fr", LAYOUTS).write_bytes(write_po(catalog.with_entry(changed)))


def test_a_word_that_is_not_approved_prints_as_it_was_signed_last(complete: Workspace) -> None:
    assert words(complete, "Our own words") == ("Nos mots",) and words(complete, "one page") == ("%(n)s page", "%(n)s pages")
    reword(complete, "Our own words", "Nos propres mots")
    for role, name in ROLES:
        sign(complete, "fr", role, name)
    assert words(complete, "Our own words") == ("Nos propres mots",)
    reword(complete, "Our own words", "Encore autre chose")
    reword(complete, "one page", "1 page", "%(n)s feuilles")
    sign(complete, "fr", "translator", "Anne Roux")
    assert words(complete, "Our own words") == ("Nos propres mots",), "a signature of one role is not enough"
    assert words(complete, "one page") == ("%(n)s page", "%(n)s pages")
    reword(complete, "Our own words", "")
    assert words(complete, "Our own words") == ("Nos propres mots",)
    revoke(complete, "fr", "reviser", "Bo Li", "wrong", chosen=(LAYOUTS,))
    assert error_of(complete.snapshot()).findings[0].code == "approved-void"


def test_signatures_and_layouts_are_parsed_once_for_all_editions(complete: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """An approved edition is a snapshot of its own, and there may be hundreds of them."""
    parsed: Counter[str] = Counter()

    def _count(module: Any, function: str, name: Callable[[Any], str]) -> None:
        original = getattr(module, function)

        def _counted(*arguments: Any, **options: Any) -> Any:
            parsed[name(arguments)] += 1
            return original(*arguments, **options)

        monkeypatch.setattr(module, function, _counted)

    _parsed.cache_clear()
    _count(signature_file, "_records", lambda arguments: str(arguments[0].path))
    _count(catalog_words, "layout_strings", lambda arguments: str(arguments[0]))
    snapshot = complete.snapshot()
    for locale in ("en", "fr"):
        approved_edition(snapshot, locale, "hair")
        approved_edition(complete.snapshot(), locale, "hair")
    assert {"locales/en/approvals.jsonl", "locales/fr/approvals.jsonl"} < parsed.keys() and len(parsed) > 10
    assert set(parsed.values()) == {1}


def test_an_approved_word_is_printed_though_another_version_was_signed_later(complete: Workspace) -> None:
    reword(complete, "Our own words", "Nos propres mots")
    for role, name in ROLES:
        sign(complete, "fr", role, name)
    reword(complete, "Our own words", "Nos mots")
    assert words(complete, "Our own words") == ("Nos mots",)


def test_a_word_that_the_catalog_lost_prints_as_it_was_signed_last(complete: Workspace) -> None:
    catalog = load(complete.snapshot(), "fr", LAYOUTS)
    kept = tuple(entry for entry in catalog.entries if entry.msgid != "Our own words")
    complete.catalog_path("fr", LAYOUTS).write_bytes(write_po(replace(catalog, entries=kept)))
    record = {"kind": "text", "domain": LAYOUTS, "msgctxt": None, "msgid": "Our own words"}
    forms: tuple[tuple[str, ...], ...] = ((), ("",))
    texts = [record | {"digest": content_digest(None, "Our own words", None, each), "msgstr": list(each)} for each in forms]
    signature_file.append_records(complete, "fr", texts)
    assert words(complete, "Our own words") == ("Nos mots",)


def test_all_reasons_are_listed(complete: Workspace) -> None:
    for role, _ in ROLES[:2]:
        revoke(complete, "fr", role, "Dr Zed", "wrong", chosen=("hair",))
    (finding,) = error_of(complete.snapshot()).findings
    assert finding.message.endswith(": 4 of 4 messages wait for a translator; 4 of 4 messages wait for a reviser")
    finding = error_of(complete.snapshot(), "es").findings[0]
    assert finding.message.endswith("has been approved: 4 of 4 messages are not translated")


def test_the_current_text_needs_no_archive_while_it_is_approved(complete: Workspace) -> None:
    archived = complete.archive_path("fr", "hair") / "hair.po"
    archived.write_bytes(archived.read_bytes().replace(b"Language: fr", b"Language: fr\\n\"\n\"X-Note: by hand"))
    expected = complete.catalog_path("fr", "hair").read_bytes()
    assert approved_edition(complete.snapshot(), "fr", "hair").snapshot.read(catalog_file("fr", "hair")).data == expected
    shutil.rmtree(archived.parent)
    assert approved_edition(complete.snapshot(), "fr", "hair").snapshot.read(catalog_file("fr", "hair")).data == expected


def test_a_clinician_alone_does_not_approve_a_word(complete: Workspace) -> None:
    reword(complete, "Our own words", "Nos propres mots")
    sign(complete, "fr", "clinician", "Dr Cruz")
    assert words(complete, "Our own words") == ("Nos mots",)

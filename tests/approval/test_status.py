"""Tests of `publish.approval.status`: counts, reasons, next steps and the reviewer."""

from dataclasses import asdict, replace

import pytest

from publish.approval.signature_file import append_records
from publish.approval.signatures import text_digest
from publish.approval.signing import sign, signable_texts
from publish.approval.status import DomainStatus, domain_status, status_report
from publish.catalog.store import load
from publish.catalog.template import LAYOUTS
from publish.catalog.update import init
from publish.po.codec import write_po
from publish.po.model import Previous
from publish.project import PublishError, UsageError, Workspace
from tests.approval.conftest import edit_source, sign_all, translate, unchained


def test_roles_may_sign_in_any_order(workspace: Workspace) -> None:
    sign(workspace, "en", "clinician", "Dr Abe")
    translate(workspace, "fr")
    sign(workspace, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    found = domain_status(workspace.snapshot(), "fr", "hair")
    assert found.reasons == ("4 of 4 messages wait for a translator", "4 of 4 messages wait for a reviser")


def test_a_signed_text_that_is_fuzzy_now_is_not_translated(signed: Workspace) -> None:
    catalog = load(signed.snapshot(), "fr", "hair")
    fuzzy = replace(catalog.messages[0], flags=("fuzzy", *catalog.messages[0].flags))
    signed.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(fuzzy)))
    now = domain_status(signed.snapshot(), "fr", "hair")
    assert now.draft and (now.translated, now.fuzzy, now.missing, now.approved) == (3, 1, 0, 3)


def test_missing_messages_are_stale_only_after_the_source_changed(workspace: Workspace) -> None:
    init(workspace, "fr")
    begun = domain_status(workspace.snapshot(), "fr", "hair")
    assert (begun.missing, begun.stale) == (4, 0)
    guide = workspace.guide_folder("hair") / "guide.md"
    guide.write_text(guide.read_text() + "\nA paragraph more.\n")
    later = domain_status(workspace.snapshot(), "fr", "hair")
    assert (later.missing, later.stale) == (5, 5)


def test_a_translation_waits_for_its_source(approved: Workspace) -> None:
    edit_source(approved, "guide.md", "Wash your hair.", "Wash your  hair.")
    assert not domain_status(approved.snapshot(), "fr", "hair").draft
    approved.approvals_path("en").unlink()
    found = domain_status(approved.snapshot(), "fr", "hair")
    assert found.draft and found.approved == found.total and found.reviewer is None
    (reason,) = found.reasons
    assert reason.startswith("the source (en) is not approved: 7 of 7 messages wait for a clinician")
    assert found.next == "publish approve en --role clinician --by NAME"


WAITS = "the guide as a whole (order, warnings, pictures and dates) waits for a clinician"


def test_a_source_without_signatures_waits_for_a_clinician(workspace: Workspace) -> None:
    assert domain_status(workspace.snapshot(), "en", "hair") == DomainStatus(
        "en",
        "hair",
        draft=True,
        total=4,
        translated=4,
        fuzzy=0,
        missing=0,
        approved=0,
        reasons=("4 of 4 messages wait for a clinician", WAITS),
        next="publish approve en --role clinician --by NAME",
    )


def test_a_source_with_all_signatures_is_approved(french: Workspace) -> None:
    found = domain_status(french.snapshot(), "en", "hair")
    assert found == DomainStatus(
        "en", "hair", False, 4, 4, 0, 0, 4, reviewer="Dr Abe", reviewed="2026-09-21", edition="2026.1", kept="2026.1"
    )


def test_the_outline_alone_makes_a_draft(french: Workspace) -> None:
    edit_source(french, "guide.toml", "2026.1", "2026.2")
    found = domain_status(french.snapshot(), "en", "hair")
    assert (found.draft, found.approved, found.reasons, found.kept) == (True, 4, (WAITS,), "2026.1")
    assert found.next == "publish approve en --role clinician --by NAME" and found.reviewer is found.reviewed is found.edition is None


def test_a_translation_is_counted_by_state(french: Workspace) -> None:
    catalog = load(french.snapshot(), "fr", "hair")
    fuzzy = [replace(entry, flags=("fuzzy", *entry.flags)) for entry in catalog.messages[:2]]
    guessed = replace(fuzzy[1], previous=Previous("An old text"))
    empty = replace(catalog.messages[2], msgstr="")
    for entry in (fuzzy[0], guessed, empty):
        catalog = catalog.with_entry(entry)
    french.catalog_path("fr", "hair").write_bytes(write_po(catalog))
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.draft, found.total, found.translated, found.fuzzy, found.missing, found.stale) == (True, 4, 1, 2, 1, 1)
    assert found.reasons == (
        "1 of 4 messages are not translated",
        "2 of 4 messages are marked fuzzy",
        "1 of 4 messages wait for a translator",
        "1 of 4 messages wait for a reviser",
        "1 of 4 messages wait for a clinician",
    )
    assert found.next == "translate locales/fr/LC_MESSAGES/hair.po"


def test_a_translation_with_all_signatures_is_approved(signed: Workspace) -> None:
    assert domain_status(signed.snapshot(), "fr", "hair") == DomainStatus(
        "fr", "hair", False, 4, 4, 0, 0, 4, reviewer="Dr Cruz", reviewed="2026-09-21", edition="2026.1", kept="2026.1"
    )


@pytest.mark.parametrize(("first", "last"), [("Dr Abe", "Dr Zed"), ("Dr Zed", "Dr Abe")])
def test_the_reviewer_is_the_clinician_who_signed_last(french: Workspace, monkeypatch: pytest.MonkeyPatch, first: str, last: str) -> None:
    sign_all(french)
    digests = [text_digest(entry) for entry in signable_texts(french.snapshot(), "fr", "hair")]
    about = {"kind": "approval", "locale": "fr", "domain": "hair", "role": "clinician"}
    records = [
        about | {"by": last, "date": "2027-02-01", "edition": "2027.1", "digests": digests[1:2]},
        about | {"by": first, "date": "2027-01-31", "edition": "2026.9", "digests": digests},
        about | {"by": "Dr Elsewhere", "date": "2028-01-01", "domain": "beard", "digests": digests},
        about | {"by": "Anne Roux", "date": "2028-01-01", "role": "back-translator", "digests": digests},
    ]
    append_records(french, "fr", records)
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.reviewer, found.reviewed, found.edition) == (last, "2027-02-01", "2027.1")


def test_a_signature_without_an_edition_names_none(french: Workspace) -> None:
    sign_all(french)
    path = french.approvals_path("fr")
    path.write_text(unchained(path.read_text()).replace('"edition": "2026.1", ', ""))
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.draft, found.reviewer, found.edition) == (False, "Dr Cruz", None)


def test_the_next_step_follows_from_what_is_missing(workspace: Workspace) -> None:
    def _next(locale: str = "fr", domain: str = "hair") -> str:
        return domain_status(workspace.snapshot(), locale, domain).next

    assert _next() == "publish init fr"
    translate(workspace, "fr")
    assert _next() == "publish approve fr --role translator --by NAME"
    sign(workspace, "fr", "translator", "Anne Roux", chosen=("hair",))
    assert _next() == "publish approve fr --role reviser --by NAME"
    sign(workspace, "fr", "reviser", "Bo Li", chosen=("hair",))
    sign(workspace, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    assert _next() == "publish approve en --role clinician --by NAME"
    sign(workspace, "en", "clinician", "Dr Abe", chosen=("hair",))
    assert _next() == ""
    workspace.catalog_path("fr", "hair").unlink()
    assert _next() == "publish update fr"
    translate(workspace, "de")
    assert _next("de") == "publish approve de --role translator --by NAME --guide hair"
    edit_source(workspace, "guide.md", "# Injections", "# New injections")
    assert _next("de") == "translate locales/de/LC_MESSAGES/hair.po"


@pytest.mark.parametrize("locale", ["en_XA", "ar_XB"])
def test_a_pseudo_locale_is_always_a_draft_without_a_next_step(french: Workspace, locale: str) -> None:
    found = domain_status(french.snapshot(), locale, "hair")
    assert (found.draft, found.reasons, found.next) == (True, ("a pseudo-locale is for testing only",), "")
    assert (found.total, found.translated, found.missing) == (4, 4, 0)


@pytest.mark.parametrize(
    ("change", "stale"),
    [("none", 0), ("an obsolete translation", 2), ("a removed message", 2), ("a signed text", 2)],
)
def test_missing_messages_are_stale_if_the_catalog_is_behind(french: Workspace, change: str, stale: int) -> None:
    catalog = load(french.snapshot(), "fr", "hair")
    for entry in catalog.messages[:2]:
        catalog = catalog.with_entry(replace(entry, msgstr=""))
    if change == "an obsolete translation":
        catalog = replace(catalog, entries=(*catalog.entries, replace(catalog.messages[3], msgid="Gone", obsolete=True, origin=None)))
    if change == "a removed message":
        catalog = replace(catalog, entries=tuple(entry for entry in catalog.entries if entry.key != catalog.messages[0].key))
    if change == "a signed text":
        sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    french.catalog_path("fr", "hair").write_bytes(write_po(catalog))
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.missing, found.stale) == (2, stale)


def test_the_words_of_the_layouts_are_never_stale(french: Workspace) -> None:
    sign(french, "fr", "translator", "Anne Roux", chosen=(LAYOUTS,))
    found = domain_status(french.snapshot(), "fr", LAYOUTS)
    assert found.missing > 0 and found.stale == 0 and found.translated > 0


def test_a_catalog_without_messages_is_not_stale(french: Workspace) -> None:
    catalog = load(french.snapshot(), "fr", "hair")
    french.catalog_path("fr", "hair").write_bytes(write_po(replace(catalog, entries=catalog.entries[:1])))
    sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.missing, found.stale) == (4, 0)


def test_the_report_has_a_row_for_each_locale_and_domain(french: Workspace) -> None:
    found, broken = status_report(french.snapshot())
    assert [(each.locale, each.domain) for each in found] == [(each, domain) for each in ("en", "fr", "es") for domain in ("hair", LAYOUTS)]
    assert broken == ()
    assert all(each == domain_status(french.snapshot(), each.locale, each.domain) for each in found)
    assert [each.locale for each in status_report(french.snapshot(), ("es",))[0]] == ["es", "es"]
    with pytest.raises(UsageError, match="unknown-locale"):
        status_report(french.snapshot(), ("fr", "xx"))


def test_a_broken_file_leaves_out_only_its_own_rows(french: Workspace) -> None:
    for locale in ("es", "de"):
        french.approvals_path(locale).parent.mkdir(parents=True)
    french.catalog_path("es", "hair").parent.mkdir()
    french.approvals_path("fr").write_text("no record\n")
    french.catalog_path("es", "hair").write_text("no catalog\n")
    french.approvals_path("de").write_text("no record\n")
    found, broken = status_report(french.snapshot(), ("fr", "es", "de", "en"))
    assert [(each.locale, each.domain) for each in found] == [("es", LAYOUTS), ("en", "hair"), ("en", LAYOUTS)]
    assert list(dict.fromkeys(finding.file for finding in broken)) == [
        "locales/fr/approvals.jsonl", "locales/es/LC_MESSAGES/hair.po", "locales/de/approvals.jsonl"
    ]  # fmt: skip
    assert [finding.code for finding in broken].count("approvals-broken") == 2, "once for each file"


def test_broken_signatures_of_the_source_are_an_error(french: Workspace) -> None:
    french.approvals_path("en").write_text("no record\n")
    with pytest.raises(PublishError, match="approvals-broken"):
        status_report(french.snapshot(), ("fr",))
    project = french.source / "project.toml"
    project.write_text('[project]\nsource_locale = "fr"\n')
    with pytest.raises(PublishError, match="locales/en/approvals"):
        status_report(french.snapshot(), ("fr",))


def test_the_fields_of_the_status_are_those_of_the_json(french: Workspace) -> None:
    assert list(asdict(domain_status(french.snapshot(), "en", "hair"))) == (
        "locale domain draft total translated fuzzy missing approved stale reasons reviewer reviewed edition next kept waivers".split()
        + ["unfinished"]
    )


def test_a_fuzzy_message_is_stale_if_its_source_has_changed(french: Workspace) -> None:
    catalog = load(french.snapshot(), "fr", "hair")
    for number, entry in enumerate(catalog.messages[:3]):
        previous = Previous("An old text") if number else None
        catalog = catalog.with_entry(replace(entry, flags=("fuzzy", *entry.flags), previous=previous))
    french.catalog_path("fr", "hair").write_bytes(write_po(catalog))
    found = domain_status(french.snapshot(), "fr", "hair")
    assert (found.fuzzy, found.stale, found.missing) == (3, 2, 0)


def test_as_many_fuzzy_as_missing_messages_are_still_to_translate(signed: Workspace) -> None:
    catalog = load(signed.snapshot(), "fr", "hair")
    fuzzy = replace(catalog.messages[0], flags=("fuzzy", *catalog.messages[0].flags))
    signed.catalog_path("fr", "hair").write_bytes(write_po(catalog.with_entry(fuzzy).with_entry(replace(catalog.messages[1], msgstr=""))))
    found = domain_status(signed.snapshot(), "fr", "hair")
    assert (found.fuzzy, found.missing, found.next) == (1, 1, "translate locales/fr/LC_MESSAGES/hair.po")


def test_all_reasons_of_the_source_are_listed(workspace: Workspace) -> None:
    translate(workspace, "fr")
    reasons = domain_status(workspace.snapshot(), "fr", "hair").reasons
    assert reasons[-1] == f"the source (en) is not approved: 4 of 4 messages wait for a clinician; {WAITS}"
    assert domain_status(workspace.snapshot(), "en_XA", "hair").next == ""

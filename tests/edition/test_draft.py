"""Draft or not, and what the sheet says of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from publish.approval.signing import sign
from publish.approval.status import DomainStatus
from publish.edition.compose import compose
from publish.edition.request import Request
from publish.edition.values.draft import Draft, draft_of
from publish.guide import Front
from tests.edition.small import workspace_in

REVIEW = date(2029, 1, 31)
FRONT = Front("1", date(2026, 1, 31), REVIEW)
APPROVED = DomainStatus("es", "asthma", draft=False, total=2, translated=2, fuzzy=0, missing=0, approved=2)
STALE = DomainStatus("es", "asthma", draft=True, total=2, translated=1, fuzzy=1, missing=0, approved=1, stale=1)
GAP = DomainStatus("es", "asthma", draft=True, total=2, translated=1, fuzzy=0, missing=1, approved=1)


@pytest.mark.parametrize(
    ("standings", "draft"),
    [
        ([APPROVED, APPROVED], None),
        ([APPROVED, GAP], Draft(untranslated=True)),
        ([GAP, APPROVED], Draft(untranslated=True)),
        ([STALE, APPROVED], Draft(untranslated=True, stale=True)),
        # that words of the layouts have changed puts no sheet out of date
        ([APPROVED, STALE], Draft(untranslated=True)),
    ],
)
def test_whatever_is_printed_makes_a_draft(standings: list[DomainStatus], draft: Draft | None) -> None:
    assert draft_of(standings, FRONT, REVIEW) == draft
    overdue = draft_of(standings, FRONT, REVIEW + timedelta(days=1))
    assert overdue and overdue.overdue and overdue.outdated


@pytest.mark.parametrize(("draft", "outdated"), [(Draft(), False), (Draft(untranslated=True), False), (Draft(stale=True), True)])
def test_only_what_is_behind_is_out_of_date(draft: Draft, outdated: bool) -> None:
    assert draft.outdated is outdated


def test_a_signature_dated_after_today_stops_the_page(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    sign(workspace, "en", "clinician", "Dr Abe")
    request = Request("asthma", "en", "web", None, "lungs")
    before = compose(workspace.snapshot(), request, today=date(2026, 2, 1))
    after = compose(workspace.snapshot(), request, today=date(2999, 1, 1))
    found = [(finding.code, finding.file) for finding in before.errors]
    assert ("signature-date", "locales/en/approvals.jsonl") in found
    assert "signature-date" not in {finding.code for finding in after.findings}

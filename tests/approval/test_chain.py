"""The chain of signatures: a line that was changed, moved, deleted or appended again is found, and merging two branches stays possible."""

import json
from collections.abc import Callable

import pytest

from publish.approval.signature_file import read_signatures
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status, status_report
from publish.project import PublishError, Workspace
from tests.approval.conftest import sign_all, unchained


def _lines(workspace: Workspace) -> list[str]:
    return workspace.approvals_path("fr").read_text().splitlines()


def _write(workspace: Workspace, lines: list[str]) -> None:
    workspace.approvals_path("fr").write_text("".join(line + "\n" for line in lines))


def _changed(line: str, **fields: object) -> str:
    return json.dumps(json.loads(line) | fields, ensure_ascii=False)


def _code(workspace: Workspace) -> tuple[str, int | None]:
    with pytest.raises(PublishError) as caught:
        domain_status(workspace.snapshot(), "fr", "hair")
    (finding,) = caught.value.findings
    assert finding.file == "locales/fr/approvals.jsonl" and finding.hint and finding.locale == "fr"
    return finding.code, finding.line


def _place(lines: list[str], role: str, kind: str = "approval") -> int:
    return next(place for place, line in enumerate(lines) if (found := json.loads(line))["kind"] == kind and found["role"] == role)


@pytest.mark.slow
@pytest.mark.parametrize("fields", [{"by": "Eva Sand"}, {"date": "2026-09-20"}, {"origin": "machine"}, {"edition": "2026.2"}, {"extra": 1}])
def test_a_changed_line_is_found(signed: Workspace, fields: dict[str, object]) -> None:
    lines = _lines(signed)
    place = _place(lines, "translator")
    _write(signed, [*lines[:place], _changed(lines[place], **fields), *lines[place + 1 :]])
    assert _code(signed) == ("approvals-changed", place + 1)


@pytest.mark.parametrize("chain", [list, lambda lines: unchained("\n".join(lines)).splitlines()], ids=["new", "old"])
@pytest.mark.parametrize("fields", [{"msgstr": ["Un autre texte"]}, {"msgid": "Other"}, {"msgctxt": "x"}])
def test_a_text_that_is_not_the_signed_one_is_found(
    signed: Workspace, fields: dict[str, object], chain: Callable[[list[str]], list[str]]
) -> None:
    lines = chain(_lines(signed))
    _write(signed, [_changed(lines[0], **fields), *lines[1:]])
    assert _code(signed) == ("approvals-changed", 1)


@pytest.mark.parametrize("role", ["translator", "reviser"])
def test_a_deleted_line_is_found_by_the_next(signed: Workspace, role: str) -> None:
    lines = _lines(signed)
    place = _place(lines, role)
    _write(signed, [*lines[:place], *lines[place + 1 :]])
    assert _code(signed) == ("approvals-gap", place + 1)


def test_a_deleted_text_is_found(signed: Workspace) -> None:
    _write(signed, _lines(signed)[1:])
    assert _code(signed)[0] == "approvals-gap"


def test_a_deleted_revocation_is_found_by_the_next_signature(signed: Workspace) -> None:
    revoke(signed, "fr", "reviser", "Dr Zed", "wrong")
    sign(signed, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    lines = _lines(signed)
    del lines[_place(lines, "reviser", "revocation")]
    _write(signed, lines)
    assert _code(signed)[0] == "approvals-gap"


@pytest.mark.parametrize("is_old", [False, True])
def test_a_revocation_that_was_moved_up_is_found(signed: Workspace, is_old: bool) -> None:
    revoke(signed, "fr", "reviser", "Dr Zed", "wrong")
    lines = unchained("\n".join(_lines(signed))).splitlines() if is_old else _lines(signed)
    place = _place(lines, "reviser")
    _write(signed, [*lines[:place], lines[-1], *lines[place:-1]])
    assert _code(signed) == ("approvals-gap", place + 1)


@pytest.mark.parametrize("is_old", [False, True])
def test_an_old_line_appended_again_does_not_undo_a_revocation(signed: Workspace, is_old: bool) -> None:
    revoke(signed, "fr", "clinician", "Dr Zed", "wrong")
    lines = unchained("\n".join(_lines(signed))).splitlines() if is_old else _lines(signed)
    _write(signed, [*lines, lines[_place(lines, "clinician")]])
    assert domain_status(signed.snapshot(), "fr", "hair").reasons == ("4 of 4 messages wait for a clinician",)


def test_the_same_person_may_sign_again_after_a_revocation_on_the_same_day(signed: Workspace) -> None:
    revoke(signed, "fr", "clinician", "Dr Zed", "wrong")
    sign(signed, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft


def test_files_of_older_versions_are_read_and_continued(signed: Workspace) -> None:
    _write(signed, unchained("\n".join(_lines(signed))).splitlines())
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    revoke(signed, "fr", "reviser", "Dr Zed", "wrong")
    assert len(json.loads(_lines(signed)[-1])["after"]) == 3
    sign(signed, "fr", "reviser", "Bo Li", chosen=("hair",))
    assert not domain_status(signed.snapshot(), "fr", "hair").draft
    lines = _lines(signed)
    del lines[_place(lines, "translator")]
    _write(signed, lines)
    assert _code(signed)[0] == "approvals-gap"


@pytest.mark.parametrize("order", [1, -1])
def test_two_branches_are_merged_in_either_order(french: Workspace, order: int) -> None:
    sign(french, "fr", "translator", "Anne Roux", chosen=("hair",))
    base = _lines(french)
    sign(french, "fr", "reviser", "Bo Li", chosen=("hair",))
    one = _lines(french)[len(base) :]
    _write(french, base)
    sign(french, "fr", "clinician", "Dr Cruz", chosen=("hair",))
    other = _lines(french)[len(base) :]
    first, second = (one, other)[::order]
    _write(french, [*base, *first, *second])
    assert not domain_status(french.snapshot(), "fr", "hair").draft
    heads = read_signatures(french.snapshot(), "fr").heads
    assert len(heads) == 2
    sign(french, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    assert tuple(json.loads(_lines(french)[-1])["after"]) == heads


def test_a_revocation_in_one_branch_leaves_the_signatures_of_the_other(signed: Workspace) -> None:
    base = _lines(signed)
    revoke(signed, "fr", "reviser", "Dr Zed", "wrong")
    one = _lines(signed)[len(base) :]
    _write(signed, base)
    sign(signed, "fr", "reviser", "Eva Sand", chosen=("hair",))
    _write(signed, [*base, *_lines(signed)[len(base) :], *one])
    given = read_signatures(signed.snapshot(), "fr").by_digest.values()
    assert {each.by for each_text in given for each in each_text if each.role == "reviser"} == {"Eva Sand"}


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2024-02-29"])
def test_a_date_before_the_first_edition_is_refused(signed: Workspace, day: str) -> None:
    lines = unchained("\n".join(_lines(signed))).splitlines()
    _write(signed, [*lines[:-1], _changed(lines[-1], date=day)])
    assert _code(signed) == ("signature-date", len(lines))


def test_a_date_in_the_future_is_refused(signed: Workspace) -> None:
    lines = unchained("\n".join(_lines(signed))).splitlines()
    _write(signed, [*lines[:-1], _changed(lines[-1], date="2999-01-01")])
    _, findings = status_report(signed.snapshot())
    assert [(finding.code, finding.line) for finding in findings] == [("signature-date", len(lines))]


def test_a_clock_before_the_newest_signature_signs_and_revokes_nothing(signed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _lines(signed)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    with pytest.raises(PublishError, match="today is 1970-01-01.*signature-date"):
        sign_all(signed)
    with pytest.raises(PublishError, match="signature-date"):
        revoke(signed, "fr", "reviser", "Dr Zed", "wrong")
    assert _lines(signed) == before


def test_a_line_is_not_dated_before_the_line_it_comes_after(signed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _lines(signed)
    record = json.loads(lines[-1]) | {"date": "2026-09-20"}
    del record["id"]
    _write(signed, [*lines[:-1], json.dumps(record, ensure_ascii=False)])
    assert _code(signed) == ("signature-date", len(lines))

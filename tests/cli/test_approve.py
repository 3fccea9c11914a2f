"""Tests of ``publish approve`` and of what ``publish status`` then shows."""

import json
from pathlib import Path

from tests.cli.conftest import Run

CLINICIAN = ("approve", "en", "--role", "clinician", "--by")


def state(run: Run) -> set[str]:
    rows = json.loads(run("status", "en", "--format", "json").stdout)["states"]
    return {f"{row['domain']}: {'draft' if row['draft'] else 'approved'}" for row in rows}


def test_a_signature_approves_and_an_edit_voids_it(run: Run, workspace: Path) -> None:
    assert run(*CLINICIAN, "Dr. A").returncode == 0
    assert state(run) == {"inhaler: approved", "layouts: approved"}
    built = run("build", "--locale", "en", "--layout", "handout", "--format", "json")
    assert built.returncode == 0
    source = workspace / "source/inhaler/guide.md"
    source.write_text(source.read_text().replace("Press once", "Press twice"))
    assert state(run) == {"inhaler: draft", "layouts: approved"}


def test_a_signature_can_be_revoked_with_a_reason(run: Run, workspace: Path) -> None:
    run(*CLINICIAN, "Dr. A")
    before = (workspace / "locales/en/approvals.jsonl").read_text()
    assert run(*CLINICIAN, "Dr. A", "--revoke", "signed the wrong guide").returncode == 0
    assert state(run) == {"inhaler: draft", "layouts: draft"}
    assert (workspace / "locales/en/approvals.jsonl").read_text().startswith(before)


def test_revoking_nothing_is_an_error(run: Run) -> None:
    done = run(*CLINICIAN, "Dr. A", "--revoke", "signed the wrong guide")
    assert done.returncode == 1 and "nothing-to-revoke" in done.stderr


def test_an_unknown_role_is_a_usage_error(run: Run) -> None:
    result = run("approve", "en", "--role", "boss", "--by", "A")
    assert result.returncode == 2 and "clinician" in result.stderr


def test_a_broken_locale_does_not_hide_the_others(run: Run, workspace: Path) -> None:
    for locale in ("es", "ar"):
        assert run("init", locale).returncode == 0
    (workspace / "locales/es/LC_MESSAGES/inhaler.po").write_text("msgid nonsense")
    (workspace / "locales/ar/approvals.jsonl").write_text("<<<<<<< ours\n")
    result = run("status", "en", "es", "ar", "--format", "json")
    assert result.returncode == 1
    rows = [(row["locale"], row["domain"]) for row in json.loads(result.stdout)["states"]]
    assert rows == [("en", "inhaler"), ("en", "layouts"), ("es", "layouts")]
    files = {finding["file"] for finding in json.loads(result.stdout)["findings"]}
    assert files == {"locales/es/LC_MESSAGES/inhaler.po", "locales/ar/approvals.jsonl"} and not result.stderr

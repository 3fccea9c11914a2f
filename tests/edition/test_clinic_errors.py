"""A clinic's file that is TOML and yet cannot be printed: one error that names the file, never a fault."""

from pathlib import Path

import pytest

from tests.edition.small import CLINIC, composed, error_in, workspace_in


@pytest.mark.parametrize(
    "lines",
    [
        'web = "javascript:alert(1)"',
        'guides = "example.org/guides"',
        "prices = 3",
        'email = "hello.example.org"',
        'email = "a@example.org, b@example.org"',
        '[prices]\nsession = { value = "many", currency = "USD" }',
        '[prices]\nsession = { low = 9, high = 3, currency = "USD" }',
        '[prices]\nsession = { value = 1e300, currency = "USD" }',
        '[prices]\nsession = { value = 3, currency = "dollars" }',
        '[prices]\nsession = { value = 3, currency = 840 }',
    ],
)
def test_what_cannot_be_printed_is_one_clear_error(tmp_path: Path, lines: str) -> None:
    kept = "".join(line for line in CLINIC.splitlines(keepends=True) if not line.startswith("web"))
    before, after = (lines + "\n", kept) if "[" not in lines else (kept, "\n" + lines)
    found = error_in(composed(workspace_in(tmp_path, clinic=before + after)))
    assert (found.code, found.file) == ("clinic-wrong", "source/clinics/lungs.toml") and found.hint

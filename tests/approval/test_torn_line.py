"""Tests of a last line that a crash has torn: reported, never a signature, and removed by the next one."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from publish.approval.signature_file import append_records, read_signatures
from publish.approval.signing import revoke, sign
from publish.approval.status import domain_status, status_report
from publish.approval.torn_line import whole_length
from publish.project import Workspace

FIELDS = {"kind": "text", "digest": "d", "domain": "hair", "msgctxt": None, "msgid": "é", "msgstr": ["x"]}
RECORD = json.dumps(FIELDS, ensure_ascii=False).encode()


def test_each_beginning_of_a_record_is_torn_and_a_whole_one_is_not() -> None:
    before = RECORD + b"\n"
    assert [whole_length(before + RECORD[:cut]) for cut in range(1, len(RECORD))] == [len(before)] * (len(RECORD) - 1)
    assert whole_length(before + RECORD[:9] + b"\0\0\0") == whole_length(before + b"\0\0") == len(before)
    for whole in (b"", before, before + RECORD, before + b"<<<<<<< HEAD", before + b"{}", before[:9] + b"\n"):
        assert whole_length(whole) == len(whole)


@pytest.mark.parametrize("cut", [1, 20, 150])
def test_a_torn_line_is_reported_and_the_next_signature_removes_it(cut: int, signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    whole = path.read_bytes()
    path.write_bytes(whole + whole.splitlines()[-1][:cut])
    before = domain_status(signed.snapshot(), "fr", "hair")
    _, (warning,) = status_report(signed.snapshot(), ("fr",))
    assert (warning.code, warning.severity, warning.file, warning.line) == ("approvals-torn", "warning", "locales/fr/approvals.jsonl", 8)
    sign(signed, "fr", "clinician", "Dr Diaz", chosen=("hair",))
    assert path.read_bytes().startswith(whole) and not read_signatures(signed.snapshot(), "fr").warnings
    assert domain_status(signed.snapshot(), "fr", "hair").approved >= before.approved


def test_a_revocation_removes_a_torn_line(signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_bytes(path.read_bytes() + b'{"kind": "rev')
    revoke(signed, "fr", "reviser", "Ana", "wrong")
    assert not read_signatures(signed.snapshot(), "fr").warnings


def _limit_files(size: int) -> None:
    """Stand in for a full disk: no file of this process grows beyond ``size`` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 1, 300])
def test_a_full_disk_leaves_the_file_as_it_was(room: int, signed: Workspace) -> None:
    path = signed.approvals_path("fr")
    path.write_bytes(path.read_bytes().rstrip(b"\n") + b"\n" + b'{"kind": "ap')
    before = path.read_bytes()
    command = [sys.executable, "-m", "publish", "-C", str(signed.root), "approve", "fr", "--role", "clinician", "--by", "Dr Diaz"]
    limit = len(before) + room
    root = Path(__file__).resolve().parents[2]
    # Python 3.11 leaves a file of bytecode cut off at the limit, and every later command would read it.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, preexec_fn=lambda: _limit_files(limit))
    assert done.returncode == 1 and "file-refused" in done.stderr and path.name in done.stderr
    assert path.read_bytes() == before and not list(signed.locales.rglob(".*"))


def test_nothing_is_appended_for_no_records(signed: Workspace) -> None:
    before = signed.approvals_path("fr").read_bytes()
    append_records(signed, "fr", [])
    assert signed.approvals_path("fr").read_bytes() == before

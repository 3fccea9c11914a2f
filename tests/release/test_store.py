"""Tests of the store: what was put is found again, and nothing that was damaged."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.press import Fit, FontUsed, Printed
from publish.project import Finding, Severity
from publish.release.reuse.store import Store

FINDING = Finding(Severity.NOTE, "photograph-coarse", "the photograph is coarse", "source/a/guide.md", 3, msgid="a", hint="b")
FONT = FontUsed("Noto Sans Regular", "Noto Sans", "NotoSans-Regular.ttf", "ab" * 32)
PRINTED = Printed(b"%PDF-1.7 sheet", b"%PDF-1.7 panels", 6, 2, Fit(11.3, 7, (0.9, 1.0), "inside"), (FONT,), (FINDING,))
KEY, OTHER = "ab" + "0" * 62, "ab" + "1" * 62


@pytest.mark.parametrize("printed", [PRINTED, Printed(b"", None, 1, 1, Fit(12.0, 1, (0.5,)))])
def test_what_was_put_is_found_again(tmp_path: Path, printed: Printed) -> None:
    Store(tmp_path / "new").put(KEY, printed)
    assert Store(tmp_path / "new").get(KEY) == printed
    assert Store(tmp_path / "new").get(OTHER) is None


@given(st.binary(max_size=300), st.none() | st.binary(max_size=300))
def test_any_bytes_come_back(pdf: bytes, screen: bytes | None) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        printed = Printed(pdf, screen, 1, 1, Fit(12.0, 1, (1.0,)))
        Store(Path(folder)).put(KEY, printed)
        assert Store(Path(folder)).get(KEY) == printed


def test_a_damaged_entry_is_not_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, PRINTED)
    (path,) = tmp_path.glob("??/*")
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.get(KEY) is None, place
    for length in (0, 1, 40, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert store.get(KEY) is None, length
    store.put(KEY, PRINTED)
    assert store.get(KEY) == PRINTED, "made anew, it is used again"


def test_an_entry_in_the_place_of_another_is_not_used(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, PRINTED)
    (path,) = tmp_path.glob("??/*")
    path.rename(path.with_name(OTHER[2:]))
    assert store.get(OTHER) is None


def test_pruning_keeps_what_was_used_last(tmp_path: Path) -> None:
    store, keys = Store(tmp_path), [f"{number:02}" + "0" * 62 for number in range(4)]
    for number, key in enumerate(keys):
        store.put(key, PRINTED)
        os.utime(tmp_path / key[:2] / key[2:], (number, number))
    size = (tmp_path / keys[0][:2] / keys[0][2:]).stat().st_size
    store.get(keys[0])
    assert Store(tmp_path, 2 * size).prune() == 2
    assert [store.get(key) is not None for key in keys] == [True, False, False, True]
    assert Store(tmp_path, 2 * size).prune() == 0


def test_a_store_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file")
    store.put(KEY, PRINTED)
    assert store.get(KEY) is None and store.prune() == 0


def test_many_writers_leave_whole_entries(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: (store.put(KEY, PRINTED), store.get(KEY)), range(80)))
    assert store.get(KEY) == PRINTED and [path.name for path in tmp_path.glob("??/*")] == [KEY[2:]]

"""Tests of `publish.project.snapshot` and `storage`: files are read and parsed once and recorded, can be edited, and lie inside."""

import gc
import itertools
import os
import pickle
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.project import Blob, PublishError, Snapshot, UsageError, Workspace, misuse, once, problem, recorded
from publish.project.storage import PackedFiles, name_pattern


def put(root: Path, **files: str) -> Workspace:
    """Write ``files`` (two underscores stand for a slash) and return the workspace."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Workspace(root)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_a_file_is_read_once_and_later_changes_are_not_seen(tmp_path: Path) -> None:
    workspace = put(tmp_path, source__a_dot_md="one")
    snapshot = workspace.snapshot()
    assert snapshot.read("source/a.md").text == "one"
    put(tmp_path, source__a_dot_md="two", source__b_dot_md="new")
    assert snapshot.read("source/a.md").text == "one"
    assert workspace.snapshot().read("source/a.md").text == "two"


def test_a_search_finds_the_same_again(tmp_path: Path) -> None:
    workspace = put(tmp_path, source__x__guide_dot_md="", source__y__other_dot_md="")
    snapshot = workspace.snapshot()
    assert snapshot.guides() == ("x",)
    put(tmp_path, source__y__guide_dot_md="")
    assert snapshot.guides() == ("x",) and workspace.snapshot().guides() == ("x", "y")


def test_reads_and_searches_are_recorded_with_their_digests(tmp_path: Path) -> None:
    snapshot = put(tmp_path, source__a_dot_md="one", source__b_dot_md="two").snapshot()
    with recorded() as outer:
        snapshot.read("source/a.md")
        with recorded() as inner:
            assert snapshot.find("source/none") is None
            snapshot.search("source/*.md")
    assert inner == {"source/none": None, "source/*.md": digest("source/a.md\nsource/b.md")}
    assert outer == inner | {"source/a.md": digest("one")}


def test_the_reads_of_a_function_are_recorded_each_time(tmp_path: Path) -> None:
    snapshot, calls = put(tmp_path, source__a_dot_md="one").snapshot(), []

    @once
    def _length(given: Snapshot, name: str) -> int:
        calls.append(name)
        return len(given.read(name).data)

    for _ in range(2):
        with recorded() as reads:
            assert _length(snapshot, "source/a.md") == 3
        assert reads == {"source/a.md": digest("one")}
    assert calls == ["source/a.md"]
    assert _length(snapshot.with_files({"source/a.md": b"longer"}), "source/a.md") == 6


def test_an_error_is_computed_once_and_raised_each_time(tmp_path: Path) -> None:
    snapshot, calls = put(tmp_path, source__a_dot_md="one").snapshot(), []

    @once
    def _fail(given: Snapshot) -> None:
        given.read("source/a.md")
        calls.append(1)
        raise problem("x", "wrong")

    for _ in range(2):
        with recorded() as reads, pytest.raises(PublishError, match="wrong"):
            _fail(snapshot)
        assert list(reads) == ["source/a.md"]
    assert calls == [1]


@pytest.mark.slow
def test_an_error_does_not_keep_alive_what_the_function_worked_on(tmp_path: Path) -> None:
    snapshot, alive = put(tmp_path).snapshot(), []

    class Large:
        pass

    @once
    def _fail(given: Snapshot) -> None:
        large = Large()
        alive.append(weakref.ref(large))
        raise misuse("x", "wrong")

    errors = []
    for _ in range(2):
        with pytest.raises(UsageError, match="wrong") as caught:
            _fail(snapshot)
        errors.append(caught.value)
    assert errors[0] is not errors[1] and errors[0].findings == errors[1].findings
    del errors, caught
    gc.collect()
    assert alive[0]() is None


def test_a_function_is_called_once_for_each_set_of_arguments(tmp_path: Path) -> None:
    snapshot = put(tmp_path).snapshot()

    @once
    def _count(given: Snapshot, *names: str) -> list[str]:
        """Return a new list."""
        return list(names)

    assert _count(snapshot, "a") is _count(snapshot, "a") and _count(snapshot, "a", "b") == ["a", "b"]
    assert _count.__name__ == "_count" and _count.__doc__ == "Return a new list."
    with pytest.raises(TypeError, match="positional"):
        _count(snapshot, name="a")  # type: ignore[call-arg]


class ChangingFiles:
    """Files that have another content each time they are read, and wait for all threads before they return it."""

    holds_package = False

    def __init__(self, threads: int) -> None:
        self.barrier, self.reads = threading.Barrier(threads), itertools.count()

    def read(self, name: str) -> bytes:
        number = next(self.reads)
        self.barrier.wait(timeout=120)
        return str(number).encode()

    def search(self, pattern: str) -> list[str]:
        return [self.read(pattern).decode()]


@pytest.mark.parametrize("read", [Snapshot.read, Snapshot.search])
def test_threads_that_share_a_snapshot_see_the_same_content(read: Callable[[Snapshot, str], Any]) -> None:
    snapshot = Snapshot(ChangingFiles(4))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: read(snapshot, "a"), range(4)))
    assert all(each is found[0] for each in found)


def test_threads_that_share_a_snapshot_get_the_same_result() -> None:
    snapshot, barrier = Snapshot(PackedFiles({}, holds_package=False)), threading.Barrier(4)

    @once
    def _new(given: Snapshot) -> object:
        barrier.wait(timeout=120)
        return object()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: _new(snapshot), range(4)))) == 1


def test_the_same_bytes_of_a_name_are_parsed_once_whatever_the_snapshot(tmp_path: Path) -> None:
    parsed: list[Blob] = []
    workspace = put(tmp_path, source__a_dot_md="one", source__b_dot_md="one")
    for name in ("source/a.md", "source/a.md", "source/b.md"):
        workspace.snapshot().parse(name, parsed.append)
    assert [blob.path for blob in parsed] == ["source/a.md", "source/b.md"]


def test_edits_take_the_place_of_files_and_none_removes_one(tmp_path: Path) -> None:
    snapshot = put(tmp_path, source__a__guide_dot_md="a", source__b__guide_dot_md="b").snapshot()
    edited = snapshot.with_files({"source/a/guide.md": None, "source/b/guide.md": b"B", "source/c/guide.md": b"C"})
    assert edited.guides() == ("b", "c") and not edited.has("source/a/guide.md")
    assert edited.read("source/b/guide.md").text == "B" and edited.with_files({}).read("source/c/guide.md").text == "C"
    assert snapshot.guides() == ("a", "b") and snapshot.read("source/b/guide.md").text == "b"


def test_shipped_files_can_be_edited(tmp_path: Path) -> None:
    for holds_package in (True, False):
        snapshot = Snapshot(PackedFiles({}, holds_package))
        edited = snapshot.with_files({"@publish/layouts/a.html": b"A"})
        assert edited.read("@publish/layouts/a.html").data == b"A" and edited.has("layouts/a.html") == holds_package
        assert edited.search("@publish/layouts/*.html") == (("" if holds_package else "@publish/") + "layouts/a.html",)


def test_an_edited_snapshot_does_not_see_later_changes(tmp_path: Path) -> None:
    snapshot = put(tmp_path, source__a_dot_md="one").snapshot()
    snapshot.read("source/a.md")
    put(tmp_path, source__a_dot_md="two")
    assert snapshot.with_files({"source/b.md": b""}).read("source/a.md").text == "one"


def test_a_packed_snapshot_has_the_files_that_were_asked_for_and_pickles(tmp_path: Path) -> None:
    snapshot = put(tmp_path, source__a__guide_dot_md="a", source__b__guide_dot_md="b", other="o").snapshot()
    packed = pickle.loads(pickle.dumps(snapshot.packed(["source/a/**/*", "@publish/layouts/shared/*.css"])))
    assert packed.guides() == ("a",) and not packed.has("other") and str(tmp_path).encode() not in pickle.dumps(packed)
    assert packed.read("source/a/guide.md") == snapshot.read("source/a/guide.md")
    assert packed.search("@publish/layouts/shared/*.css") == snapshot.search("@publish/layouts/shared/*.css") != ()


def test_names_are_packed_as_they_are_written(tmp_path: Path) -> None:
    workspace = put(tmp_path, source__a__guide_dot_md="a")
    names = ["source/a/p[1].png", "source/a/q*.png", "source/a/**x.png", "source/a/what?.png"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    packed = workspace.snapshot().packed(["source/a/*.md"], [*names, "source/a/none.png"])
    assert packed.search("**/*") == ("source/a/**x.png", "source/a/guide.md", *sorted(names[:2] + names[3:]))


def test_folders_are_searched_by_their_very_names(tmp_path: Path) -> None:
    workspace = put(tmp_path, **{"source__a[b]__x_dot_svg": "", "source__ab__y_dot_svg": "", "source__what?__z_dot_svg": ""})
    assert workspace.snapshot().search("source/a[b]/*.svg") == ("source/a[b]/x.svg",)
    assert workspace.snapshot().search("source/what?/*") == ("source/what?/z.svg",)


def test_a_file_that_cannot_be_read_is_packed_as_its_error(tmp_path: Path) -> None:
    workspace = put(tmp_path / "workspace", source__a_dot_md="one")
    (tmp_path / "secret").write_text("x")
    (tmp_path / "workspace" / "source" / "b.md").symlink_to(tmp_path / "secret")
    packed = pickle.loads(pickle.dumps(workspace.snapshot().packed(["source/*"])))
    assert packed.read("source/a.md").text == "one"
    for _ in range(2):
        with pytest.raises(PublishError, match="path-outside"):
            packed.read("source/b.md")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret", "nul\0"])
def test_a_name_in_a_text_leads_out_of_no_folder(tmp_path: Path, name: str) -> None:
    snapshot = put(tmp_path, secret="x", guide__a_dot_md="").snapshot()
    with pytest.raises(PublishError, match="path-outside"):
        snapshot.read_inside("guide", name)


def test_a_name_in_a_text_is_found_however_it_is_written(tmp_path: Path) -> None:
    snapshot = put(tmp_path, guide__a__b_dot_svg="x").snapshot()
    assert snapshot.read_inside("guide", "a/../a/b.svg") is snapshot.read("guide/a/b.svg")


@pytest.mark.parametrize("name", ["../secret", "source/../../secret", "source/../secret", ".."])
def test_no_name_of_a_file_goes_up(tmp_path: Path, name: str) -> None:
    snapshot = put(tmp_path / "workspace", source__a_dot_md="").snapshot()
    for read in (snapshot.read, snapshot.find, snapshot.has, snapshot.search, lambda each: snapshot.with_files({each: b""})):
        with pytest.raises(PublishError, match="path-outside"):
            read(name)
    assert not snapshot.has("source/a..b") and not snapshot.has("...")


@given(st.text())
def test_no_name_raises_anything_else(name: str) -> None:
    with pytest.raises(PublishError):
        Workspace(Path(__file__).parent / "none").snapshot().read_inside("guide", name)


def leading_out(root: Path) -> None:
    (root.parent / "secret").write_text("x")
    (root / "link").symlink_to(root.parent / "secret")


def in_a_circle(root: Path) -> None:
    (root / "link").symlink_to("link")


def a_pipe(root: Path) -> None:
    os.mkfifo(root / "link")


def a_device(root: Path) -> None:
    (root / "link").symlink_to("/dev/zero")


def a_folder(root: Path) -> None:
    (root / "link").mkdir()


@pytest.mark.parametrize("make", [leading_out, in_a_circle, a_pipe, a_device, a_folder])
def test_links_out_circles_pipes_devices_and_folders_are_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    make(root)
    with pytest.raises(PublishError, match="path-outside|file-unreadable|file-missing"):
        Workspace(root).snapshot().read("link")
    assert Workspace(root).relative(root / "link")


def test_a_link_within_the_workspace_is_followed(tmp_path: Path) -> None:
    workspace = put(tmp_path, source__a_dot_md="one")
    (tmp_path / "source" / "b.md").symlink_to("a.md")
    assert workspace.snapshot().read("source/b.md").text == "one"


def test_text_that_is_not_utf_8_is_a_finding_with_the_files_name() -> None:
    with pytest.raises(PublishError, match=r"a\.md.*file-unreadable"):
        _ = Blob.of("a.md", b"\xff").text
    assert Blob.of("a.md", b"\xef\xbb\xbfa\r\nb\rc").text == "a\nb\nc"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("a/*.md", ["a/x.md"]),
        ("a/**/*.md", ["a/b/c/z.md", "a/b/y.md", "a/x.md"]),
        ("*/b/*", ["a/b/y.md"]),
        ("**/*.txt", ["a.txt", "a/n.txt"]),
        ("d[1]/*.md", ["d[1]/x.md"]),
        ("d?/*.md", ["d?/x.md"]),
    ],
)
def test_patterns_find_the_same_on_disk_and_in_memory(tmp_path: Path, pattern: str, found: list[str]) -> None:
    names = ["a/x.md", "a/b/y.md", "a/b/c/z.md", "a.txt", "a/n.txt", "b.md", "d[1]/x.md", "d1/x.md", "d?/x.md"]
    for name in names:
        put(tmp_path, **{name.replace("/", "__").replace(".", "_dot_"): ""})
    packed = Snapshot(PackedFiles(dict.fromkeys(names, b""), holds_package=False))
    assert list(Workspace(tmp_path).snapshot().search(pattern)) == list(packed.search(pattern)) == found
    assert name_pattern(pattern) is name_pattern(pattern)


def test_folders_are_searched_through_links_that_stay_inside(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    workspace = put(root, shared__mine__page_dot_html="x", layouts__own__page_dot_html="y")
    (root / "layouts" / "mine").symlink_to("../shared/mine")
    (root / "layouts" / "circle").symlink_to(".")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "page.html").write_text("secret")
    (root / "layouts" / "outside").symlink_to(tmp_path / "outside")
    assert workspace.snapshot().search("layouts/**/*.html") == ("layouts/mine/page.html", "layouts/own/page.html")


def test_an_edit_keeps_the_results_that_were_made_without_it(tmp_path: Path) -> None:
    workspace, asked = put(tmp_path, a_dot_md="one", b_dot_md="two"), list[str]()

    @once
    def _length_of(snapshot: Snapshot, name: str) -> int:
        asked.append(name)
        return len(snapshot.read(name).text)

    @once
    def _holding(snapshot: Snapshot, name: str) -> "Holding":
        asked.append(f"holding {name}")
        return Holding(snapshot)

    base = workspace.snapshot()
    assert _length_of(base, "a.md") + _length_of(base, "b.md") == 6 and _holding(base, "x")
    edited = base.edited({"a.md": b"longer"})
    assert _length_of(edited, "a.md") == 6 and _length_of(edited, "b.md") == 3 and _holding(edited, "x").snapshot is edited
    assert asked == ["a.md", "b.md", "holding x", "a.md", "holding x"] and _length_of(base, "a.md") == 3
    added = base.edited({"c.md": b"new"})
    assert _length_of(added, "b.md") == 3 and asked[-1] == "b.md", "a new file may be found by any search"


class Holding:
    """A result that may read more later."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

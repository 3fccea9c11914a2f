"""A synthetic workspace of 100 guides, 25 locales and 4 layouts (10,000 PDFs): nothing changed, one message changed, and a part made.

The guides are small, of shipped sentences, each with a name of its own. For what has not changed, the ledger is that of a build: the
outputs of the first guide are made, and what they read is written down for the other guides with their own digests; their files are
empty. So nothing but the ledger says that they were made. A part (``--shard``) is made without that: it is killed on the way, then resumed.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice, product
from pathlib import Path
from statistics import median
from string import ascii_lowercase

from check import SHIPPED, translated
from measure import ROOT, Row, cost, main
from shipped import report

from publish.catalog.template import template
from publish.catalog.update import empty_catalog
from publish.edition.request import Request
from publish.po.codec import read_po, write_po
from publish.po.model import Catalog, Entry
from publish.project import Snapshot, Workspace, now
from publish.project.snapshot import QUESTION
from publish.release.build import build
from publish.release.plan import Selection, plan
from publish.release.results import BuiltOutput
from publish.release.reuse.ledger import Options, empty_ledger, search_digest

GUIDES, LOCALES, QUICK = 100, 25, (4, 3)
LAYOUTS = ("brochure", "card", "handout", "large-print")
SENTENCES = 5
FIRST = "guide-aaa"
PROJECT = """[project]
locales = [{locales}]
layouts = [{layouts}]
papers = ["A4"]
"""


def workspace(root: Path, guides: int, locales: list[str]) -> Workspace:
    """Write the workspace: guides of a few sentences, glossaries, and a catalog of each guide in each locale."""
    made, messages = Workspace(root), template(Workspace(ROOT).snapshot(), SHIPPED).messages
    plain = (entry for entry in messages if entry.msgctxt is None and entry.msgid[0].isalpha() and not set(entry.msgid) & set("\n{["))
    texts = list(islice(plain, SENTENCES))
    names = [f"guide-{''.join(letters)}" for letters in islice(product(ascii_lowercase, repeat=3), guides)]
    for name in names:
        folder = root / "source" / name
        folder.mkdir(parents=True)
        (folder / "guide.toml").write_text('edition = "1"\npublished = 2026-01-01\n')
        title, point, *rest = (f"{entry.msgid} {name}" for entry in texts)
        (folder / "guide.md").write_text("\n\n".join([f"# {title}", f"::: key-points\n- {point}\n:::", *rest]) + "\n")
    quoted = (", ".join(f'"{each}"' for each in found) for found in (locales[1:], LAYOUTS))
    (root / "source/project.toml").write_text(PROJECT.format(locales=next(quoted), layouts=next(quoted)))
    for locale in locales[1:]:
        _catalogs(made, names, texts, locale)
    return made


def _catalogs(made: Workspace, names: list[str], texts: list[Entry], locale: str) -> None:
    """Write the catalogs of one locale, with the shipped translations."""
    path = ROOT / "locales" / locale / f"LC_MESSAGES/{SHIPPED}.po"
    shipped = {entry.msgid: entry.msgstr for entry in read_po(path.read_bytes()).messages if entry.usable}
    snapshot = made.snapshot()
    for name in names:
        entries = [translated(entry, shipped, name, "") for entry in template(snapshot, name).messages]
        path = made.catalog_path(locale, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_po(Catalog((*empty_catalog(locale, name).entries, *entries))))


def remember(made: Workspace) -> int:
    """Build the first guide, and write the ledger of a build of all; return how many outputs it has."""
    snapshot, folder = made.snapshot(), made.folder("dist").resolve()
    requests = plan(snapshot, Selection())
    built = build(snapshot, tuple(each for each in requests if each.guide == FIRST), folder)
    assert not [each for each in built if each.failed], [each.findings for each in built if each.failed][:1]
    first = {(each.request.locale, each.request.layout): each for each in built}
    options = Options(folder, now().date().isoformat(), "approved=False instructions=False")
    ledger = empty_ledger(made.root)
    ledger.keep((_like(first[each.locale, each.layout], each, snapshot, folder) for each in requests), options)
    return len(requests)


def _like(first: BuiltOutput, request: Request, snapshot: Snapshot, folder: Path) -> BuiltOutput:
    """Return what an output of the first guide would be for another one; its files are empty."""
    if request.guide == FIRST:
        return first
    read = ((_renamed(name, request), digest) for name, digest in first.made.inputs)
    inputs = tuple((name, _digest(snapshot, name, digest, request)) for name, digest in read)
    files = tuple(folder / _renamed(path.relative_to(folder).as_posix(), request) for path in first.files)
    for path in files:
        path.touch()
    return replace(first, made=replace(first.made, request=request, inputs=tuple(sorted(inputs))), files=files)


def _renamed(name: str, request: Request) -> str:
    return name.replace(FIRST, request.guide)


@cache
def _digest(snapshot: Snapshot, name: str, first: str | None, request: Request) -> str | None:
    """Return what is recorded when ``name`` is read, or searched for; the answer to a question is that about the ``first`` guide."""
    if "*" in name:
        return search_digest(snapshot, name, request.guide)
    file, asked, _ = name.partition(QUESTION)
    found = snapshot.find(file)
    digest = found.sha256 if found else None
    return f"{digest or ''}:{(first or '').partition(':')[2]}" if asked else digest


def rows(quick: bool) -> Iterator[Row]:
    """Yield the rows of the synthetic workspace."""
    guides, count = QUICK if quick else (GUIDES, LOCALES)
    locales = ["en", "es", *(each for each in sorted(Workspace(ROOT).snapshot().settings.locales) if each != "es")][:count]
    with tempfile.TemporaryDirectory() as name:
        made = workspace(Path(name), guides, locales)
        outputs = remember(made)
        yield _nothing_changed(made, outputs, 3 if quick else 9)
        yield _one_changed(made, outputs)
    with tempfile.TemporaryDirectory() as name:
        yield from _part(workspace(Path(name), guides, locales), outputs, 12 if quick else 200)


def _nothing_changed(made: Workspace, outputs: int, runs: int) -> Row:
    found = report(made.root)
    assert len(found) == outputs and all(each["reused"] for each in found), "something is made again"
    costs = [cost(sys.executable, "-m", "publish", "-C", made.root, "build") for _ in range(runs)]
    clock = f"{median(each.clock_s for each in costs):.2f} s on the clock"
    return Row(f"nothing changed, {outputs:,} outputs", median(each.processor_s for each in costs), goal="≤ 1.5 s", note=clock)


def _one_changed(made: Workspace, outputs: int) -> Row:
    """Return the row of a build after one msgstr has changed, beside a build of its outputs alone, which reuses nothing."""
    path, command = made.catalog_path("es", FIRST), (sys.executable, "-m", "publish", "-C", made.root, "build")
    _add_word(path)
    again = [each for each in report(made.root) if not each["reused"]]
    assert {(each["guide"], each["locale"]) for each in again} == {(FIRST, "es")} and len(again) == len(LAYOUTS), again
    _add_word(path)
    ours = cost(*command)
    alone = cost(*command, "--guide", FIRST, "--locale", "es", "--fresh", "--output", str(made.root / "alone"))
    more = f"{ours.clock_s - alone.clock_s:+.2f} s on the clock (goal: ≤ 1 s more)"
    what = f"one msgstr changed: {len(again)} of {outputs:,} outputs"
    return Row(what, ours.processor_s, "these alone, fresh", alone.processor_s, note=more)


def _add_word(path: Path) -> None:
    """Add a word to one translation."""
    before, end = path.read_bytes(), f' {FIRST}"\n\n'.encode()
    assert end in before, path
    path.write_bytes(before.replace(end, f" hoy {FIRST}\"\n\n".encode(), 1))


def _part(made: Workspace, outputs: int, wanted: int) -> Iterator[Row]:
    """Yield the rows of one part of the whole: killed (SIGKILL) when about half is made, resumed, and what it takes for each output."""
    shard = ("--shard", f"1/{outputs // wanted}")
    command = [sys.executable, "-m", "publish", "-C", str(made.root), "build", *shard]
    start = time.perf_counter()
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and len(list((made.root / "dist").rglob("*.pdf"))) < wanted:  # two files for some outputs
            time.sleep(0.2)
        os.killpg(process.pid, signal.SIGKILL)
    killed_s = time.perf_counter() - start
    before = resumed(made)
    ours = cost(*command)
    found = report(made.root, *shard)
    assert all(each["reused"] for each in found), [each["reason"] for each in found if not each["reused"]]
    again = len(found) - before
    note = f"killed after {killed_s:.0f} s with {before} outputs in the ledger; the other {again} in {ours.clock_s:.0f} s, two processes"
    yield Row(f"part 1 of {outputs // wanted} of {outputs:,} PDFs: {len(found)} outputs, resumed", ours.processor_s, note=note)
    each = ours.processor_s / again
    yield Row("the same, for one output", each, note=f"{outputs:,} outputs: {each * outputs / 3600:.1f} hours of one core (arithmetic)")


def resumed(made: Workspace) -> int:
    """Return how many outputs the ledger has after a build was killed."""
    path = made.root / ".publish-cache/outputs.json"
    tables = json.loads(path.read_bytes().split(b"\n", 1)[1]) if path.exists() else {"outputs": {}}
    return sum(map(len, tables["outputs"].values()))


if __name__ == "__main__":
    main(rows, __doc__)

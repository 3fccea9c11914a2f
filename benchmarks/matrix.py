"""A matrix of many guides and languages: how long it takes to see that nothing has changed, and to make what one message changes.

The workspace is synthetic: small guides of shipped sentences, each with a name of its own, in 24 locales and 4 layouts. Its ledger is that
of a build: the outputs of the first guide are composed, and what they read is written down for the other guides with their own digests;
their files are empty. So nothing but the ledger says that they were made.
Run: ``python benchmarks/matrix.py [GUIDES]`` (100 by default: 9,600 outputs).
"""

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import cache
from itertools import islice, product
from pathlib import Path
from statistics import median
from string import ascii_lowercase

from check import COUNTRIES, ROOT, SHIPPED, translated

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

RUNS = 5
LAYOUTS = ("brochure", "card", "handout", "web")
SENTENCES = 5
LEFT_OUT = {"ar_SA", "zh_Hans_HK"}  # their names in English are too long for the cover of a brochure
FIRST = "guide-aaa"
PROJECT = """[project]
locales = [{locales}]
layouts = [{layouts}]
papers = ["A4"]
"""


def workspace(root: Path, guides: int) -> Workspace:
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
    quoted = (", ".join(f'"{each}"' for each in found) for found in (_locales(), LAYOUTS))
    (root / "source/project.toml").write_text(PROJECT.format(locales=next(quoted), layouts=next(quoted)))
    for language, (countries, words) in COUNTRIES.items():
        for locale, word in zip(countries.split(), ["", *words.split()], strict=True):
            if locale not in LEFT_OUT:
                _catalogs(made, names, texts, language, locale, word)
    return made


def _locales() -> list[str]:
    return [name for names, _ in COUNTRIES.values() for name in names.split() if name not in LEFT_OUT]


def _catalogs(made: Workspace, names: list[str], texts: list[Entry], language: str, locale: str, word: str) -> None:
    """Write the catalogs of one locale."""
    folder = ROOT / "locales" / language
    shipped = {entry.msgid: entry.msgstr for entry in read_po((folder / f"LC_MESSAGES/{SHIPPED}.po").read_bytes()).messages if entry.usable}
    snapshot = made.snapshot()
    for name in names:
        entries = [translated(entry, shipped, name, word) for entry in template(snapshot, name).messages]
        path = made.catalog_path(locale, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_po(Catalog((*empty_catalog(locale, name).entries, *entries))))


def remember(made: Workspace) -> tuple[int, float]:
    """Build the first guide, and write the ledger of a build of all; return how many outputs it has, and the seconds for each built."""
    snapshot, folder = made.snapshot(), made.folder("dist").resolve()
    requests = plan(snapshot, Selection())
    start = time.perf_counter()
    built = build(snapshot, tuple(each for each in requests if each.guide == FIRST), folder)
    seconds = (time.perf_counter() - start) / len(built)
    first = {(each.request.locale, each.request.layout): each for each in built}
    options = Options(folder, now().date().isoformat(), "approved=False instructions=False")
    ledger = empty_ledger(made.root)
    ledger.keep((_like(first[each.locale, each.layout], each, snapshot, folder) for each in requests), options)
    return len(requests), seconds


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


def seconds_of(made: Workspace, *options: str) -> tuple[float, float]:
    """Return how long ``publish build`` takes on the clock, and of processor time; raises if an output is made that nothing has changed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "publish", "-C", str(made.root), "build", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print how long it takes to see that nothing has changed, and to make what one message changes."""
    guides = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        made = workspace(Path(name), guides)
        outputs, seconds = remember(made)
        print(f"{guides} guides, {outputs} outputs; {seconds:.2f} s to make one of them")
        times = [seconds_of(made, "--format", "json") for _ in range(RUNS)]
        clock, processor = (median(column) for column in zip(*times, strict=True))
        print(f"nothing changed: {clock:.2f} s on the clock, {processor:.2f} s of processor time")
        path = made.catalog_path("es", FIRST)
        path.write_bytes(path.read_bytes().replace(FIRST.encode() + b'"\\n\\n', FIRST.encode() + b' hoy"\\n\\n', 2))
        clock, processor = seconds_of(made, "--format", "json")
        print(f"one message changed: {clock:.2f} s on the clock, {processor:.2f} s of processor time")


if __name__ == "__main__":
    main()

"""`publish check` and `publish status` over 25 locales × 10 guides; `msgfmt -c` over the same catalogs, in turn.

The guides say what the shipped guide says, message by message, each with a drug of its own, and the catalogs hold the
shipped translations, in five scripts; those of a second country have a word more, so that no text is looked at twice.
`pofilter` (translate-toolkit, as a command only) is run once, where it is installed.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from measure import ROOT, Cost, Row, compared, cost, main

from publish.catalog.template import template
from publish.catalog.update import empty_catalog
from publish.po.codec import read_po, write_po
from publish.po.model import Catalog, Entry
from publish.project import Workspace

SHIPPED = "dutasteride-mesotherapy"
DRUGS = "tretinoin ibuprofen salbutamol metformin warfarin omeprazole amlodipine sertraline gabapentin lisinopril".split()
# The shipped translations, the locales they stand for, and the word that is put in for each of these but the first.
COUNTRIES = {
    "es": ("es es_MX es_AR es_CO es_US es_PE", "también ahora bien aquí hoy"),
    "fr": ("fr fr_CA fr_BE fr_CH fr_LU", "aussi bien ici donc"),
    "ar": ("ar ar_EG ar_MA ar_SA ar_LB ar_IQ", "أيضا هنا الآن كذلك اليوم"),
    "hi": ("hi hi_IN", "यहाँ"),
    "ko": ("ko ko_KR", "여기"),
    "zh_Hans": ("zh_Hans zh_Hans_SG zh_Hans_MY zh_Hans_HK", "这里 今天 现在"),
}
HEADER = 'edition = "1"\npublished = 2026-01-01\n'


def guide(messages: tuple[Entry, ...], drug: str) -> str:
    """Return a guide whose paragraphs are ``messages``, with the name of a drug in each, ten to a section."""
    texts = [f"{entry.msgid} {drug}" for entry in messages]
    return "\n\n".join(text if place % 10 else f"## {text}" for place, text in enumerate(texts))


def translated(entry: Entry, shipped: dict[str, str], drug: str, word: str) -> Entry:
    """Return a message of a guide with the shipped translation, and a word of the locale's own."""
    text = shipped.get(entry.msgid.removesuffix(f" {drug}"), "")
    return replace(entry, msgstr=" ".join(filter(None, (text, word, drug))) if text else "", origin=None)


def workspace(root: Path) -> Workspace:
    """Write the workspace: guides, glossaries, catalogs."""
    house = Workspace(ROOT)
    messages = [entry for entry in template(house.snapshot(), SHIPPED).messages if entry.msgctxt is None and "\n" not in entry.msgid]
    locales = [name for names, _ in COUNTRIES.values() for name in names.split()]
    for drug in DRUGS:
        folder = root / "source" / drug
        folder.mkdir(parents=True)
        (folder / "guide.toml").write_text(HEADER)
        (folder / "guide.md").write_text(guide(tuple(entry for entry in messages if entry.msgid[0] not in "#-|>:{<"), drug))
    (root / "source" / "project.toml").write_text(f"[project]\nlocales = {locales!r}\n")
    shutil.copy(ROOT / "source" / "glossary.csv", root / "source")
    made = Workspace(root)
    for language, (names, words) in COUNTRIES.items():
        for name, word in zip(names.split(), ["", *words.split()], strict=True):
            _catalogs(made, language, name, word)
    return made


def _catalogs(made: Workspace, language: str, name: str, word: str) -> None:
    """Write the catalogs of one locale."""
    shipped = read_po((ROOT / "locales" / language / "LC_MESSAGES" / f"{SHIPPED}.po").read_bytes())
    texts = {entry.msgid: entry.msgstr for entry in shipped.messages if entry.usable}
    for drug in DRUGS:
        entries = [translated(entry, texts, drug, word) for entry in template(made.snapshot(), drug).messages]
        path = made.catalog_path(name, drug)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_po(Catalog((*empty_catalog(name, drug).entries, *entries))))
    shutil.copy(ROOT / "locales" / language / "LC_MESSAGES" / "layouts.po", made.catalog_path(name, "layouts"))
    shutil.copy(ROOT / "locales" / language / "glossary.csv", made.locales / name)


def measured(commands: list[list[str]]) -> Cost:
    """Run the commands one after the other, and return what all of them took."""
    costs = [cost(*command, failing=True) for command in commands]
    return Cost(sum(each.processor_s for each in costs), sum(each.clock_s for each in costs))


def rows(quick: bool) -> Iterator[Row]:
    """Yield the rows of `check` and `status`, each beside the peers that are installed."""
    with tempfile.TemporaryDirectory() as name:
        made = workspace(Path(name))
        files = sorted(map(str, made.locales.glob("*/LC_MESSAGES/*.po")))
        entries = sum(len(read_po(Path(file).read_bytes()).messages) for file in files)
        ours, peer = [sys.executable, "-m", "publish", "-C", name], shutil.which("msgfmt")
        tools = {"check": [[*ours, "check"]], "status": [[*ours, "status"]]}
        if peer:
            tools["msgfmt -c"] = [[peer, "-c", "-o", "/dev/null", file] for file in files]
        runs = [{tool: measured(commands) for tool, commands in tools.items()} for _ in range(1 if quick else 5)]
        for what in ("check", "status"):
            title, clock = f"{what}: {len(files)} catalogs, {entries:,} messages", median(run[what].clock_s for run in runs)
            note = f"{clock:.1f} s on the clock" + (" (goal: ≤ 2 s on two quiet cores)" if what == "check" else "")
            if peer:
                pairs = ((run[what].processor_s, run["msgfmt -c"].processor_s) for run in runs)
                yield compared(title, pairs, "msgfmt -c", note=note)
            else:
                yield Row(title, median(run[what].processor_s for run in runs), note=note)
        if shutil.which("pofilter"):
            theirs = measured([["pofilter", str(made.locales), str(Path(name) / "filtered")]])
            yield Row("check: the same catalogs", median(run["check"].processor_s for run in runs), "pofilter", theirs.processor_s)


if __name__ == "__main__":
    main(rows, __doc__)

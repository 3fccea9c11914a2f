"""Merging a template into a catalog: publish, msgmerge, and pot2po where it is installed; time and matches.

5,000 messages of the length of a guide's, of which a tenth is edited: a word changed, added or taken
out, or two words. A match is right when an edited message got the translation of the message it was.
Whole processes are timed, the start of Python among them; ``merge()`` alone is timed in this process.
Run: ``python benchmarks/merge.py [MESSAGES]``.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from publish.catalog.merge import merge
from publish.catalog.model import Catalog, Entry
from publish.catalog.pofile import read, write

WORDS = (
    "the drug may help hair grow but some people see no change after many months of treatment ask your doctor before you start "
    "tell us about plans for a child and any illness side effects are often mild they pass within days call when pain gets worse "
    "swelling redness fever skin scalp follicle injection session clinic nurse study women men result dose label capsule tablet"
).split()
RUN = "import sys; from pathlib import Path; from publish.catalog.merge import merge; from publish.catalog.pofile import read, write; "
MERGE = "c, t, o = map(Path, sys.argv[1:]); o.write_bytes(write(merge(read(c.read_bytes()), read(t.read_bytes()))))"
HEADER = "Language: fr\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What one tool took, in seconds, and how many of the edited messages it matched, and rightly."""

    tool: str
    seconds: float
    matched: int
    right: int


def sentences(count: int, chance: random.Random) -> list[str]:
    """Return that many different texts, of 4 to 60 words."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(chance.choices(WORDS, k=chance.randint(4, 60))).capitalize() + "."] = None
    return list(found)


def edited(sentence: str, chance: random.Random) -> str:
    """Return the sentence after a small edit: one or two words changed, one added, or one taken out."""
    words = sentence.split()
    place = chance.randrange(1, len(words))
    kind = chance.randrange(4)
    if kind == 0:
        words[place] = chance.choice(WORDS)
    elif kind == 1:
        words.insert(place, chance.choice(WORDS))
    elif kind == 2:
        del words[place]
    else:
        words[place], words[0] = chance.choice(WORDS), chance.choice(WORDS).capitalize()
    return " ".join(words)


def files(count: int, folder: Path) -> tuple[Path, Path, dict[str, str]]:
    """Write a catalog and a template whose tenth is edited; return them and the right translation of each edited message."""
    chance = random.Random(1)
    old = sentences(count, chance)
    edits = {}
    for sentence in chance.sample(old, count // 10):
        new = edited(sentence, chance)
        if new not in old and new not in edits.values():
            edits[sentence] = new
    header = Entry("", HEADER)
    catalog = Catalog((header, *(Entry(text, f"<{text}>") for text in old)))
    template = Catalog((header, *(Entry(edits.get(text, text)) for text in old)))
    paths = folder / "old.po", folder / "new.pot"
    for path, content in zip(paths, (catalog, template), strict=True):
        path.write_bytes(write(content))
    return *paths, {new: f"<{sentence}>" for sentence, new in edits.items()}


def measured(tool: str, command: list[str], output: Path, truth: dict[str, str]) -> Result:
    """Run the tool and return what it took and what it found."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    return scored(tool, seconds, read(output.read_bytes()), truth)


def alone(catalog: Path, template: Path, truth: dict[str, str]) -> Result:
    """Time the function `merge` alone, without reading and writing."""
    old, new = read(catalog.read_bytes()), read(template.read_bytes())
    start = time.perf_counter()
    merged = merge(old, new)
    return scored("merge()", time.perf_counter() - start, merged, truth)


def scored(tool: str, seconds: float, merged: Catalog, truth: dict[str, str]) -> Result:
    """Return the result with the matches counted."""
    found = {entry.msgid: entry.msgstr for entry in merged.messages}
    matched = [text for text in truth if found[text]]
    return Result(tool, seconds, len(matched), sum(found[text] == truth[text] for text in matched))


def main() -> None:
    """Print a table of the tools."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalog, template, truth = files(count, folder)
        output = folder / "out.po"
        paths = [str(catalog), str(template)]
        runs = {
            "publish": [sys.executable, "-c", RUN + MERGE, *paths, str(output)],
            "msgmerge": ["msgmerge", "-q", "-o", str(output), *paths],
            "pot2po": ["pot2po", "-t", paths[0], paths[1], str(output)],
        }
        print(f"{count} messages, {len(truth)} edited")
        results = [alone(catalog, template, truth)]
        results += [measured(tool, command, output, truth) for tool, command in runs.items() if shutil.which(command[0])]
    peer = next((result.seconds for result in results if result.tool == "msgmerge"), None)
    for result in results:
        share = f"{result.seconds / peer:7.3f} of msgmerge" if peer else ""
        print(f"{result.tool:10} {result.seconds:7.2f} s {share}   matched {result.matched}, rightly {result.right}")


if __name__ == "__main__":
    main()

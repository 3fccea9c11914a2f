"""Merging a template into a catalog: publish, msgmerge, and pot2po where it is installed; time and matches.

5,000 messages, of which a tenth is edited in nine ways: a word changed, added or taken out, a letter mistyped, a third
of the words changed, a sentence added, taken out or moved, a third cut off; 100 messages are new besides. A match is
right when an edited message got the translation of the message it was, wrong when it got another's. The messages are
made up (short, of 4 to 12 words; prose, of 20 to 60). Processor time is told, of whole processes with the start of Python;
``merge()`` alone is timed in this process.
"""

import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import Row, cost, main

from publish.catalog.merge import merge
from publish.po.codec import read_po, write_po
from publish.po.model import Catalog, Entry

WORDS = (
    "the drug may help hair grow but some people see no change after many months of treatment ask your doctor before you start "
    "tell us about plans for a child and any illness side effects are often mild they pass within days call when pain gets worse "
    "swelling redness fever skin scalp follicle injection session clinic nurse study women men result dose label capsule tablet"
).split()
RUN = "import sys; from pathlib import Path; from publish.catalog.merge import merge; from publish.po.codec import read_po, write_po; "
MERGE = "c, t, o = map(Path, sys.argv[1:]); o.write_bytes(write_po(merge(read_po(c.read_bytes()), read_po(t.read_bytes()))))"
HEADER = "Language: fr\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"


COUNT, NEW, SHARE, PATIENCE_S = 5000, 100, 0.1, 300
MATERIALS = {"short": (4, 12), "prose": (20, 60)}


@dataclass(frozen=True, slots=True)
class Result:
    """What one tool took, in seconds, and how many of the edited messages it matched rightly and wrongly."""

    tool: str
    seconds: float
    right: int
    wrong: int


def made_up(low: int, high: int, chance: random.Random) -> list[str]:
    """Return different texts of that many words, in sentences of up to twelve."""
    found: dict[str, None] = {}
    while len(found) < COUNT + NEW:
        words = chance.choices(WORDS, k=chance.randint(low, high))
        found[" ".join(" ".join(words[start : start + 12]).capitalize() + "." for start in range(0, len(words), 12))] = None
    return list(found)


def edited(text: str, kind: int, texts: list[str], chance: random.Random) -> str:
    """Return the text after an edit of one of nine kinds."""
    words, sentences = text.split(" "), re.split(r"(?<=[.!?:]) ", text)
    place, letter = chance.randrange(len(words)), chance.randrange(len(text))
    several = set(chance.sample(range(len(words)), max(1, len(words) // 3)))
    return (
        " ".join([*words[:place], chance.choice(WORDS), *words[place + 1 :]]),
        " ".join([*words[:place], chance.choice(WORDS), *words[place:]]),
        " ".join(words[:place] + words[place + 1 :]),
        text[:letter] + chance.choice("aeiou") + text[letter + 1 :],
        " ".join(chance.choice(WORDS) if number in several else word for number, word in enumerate(words)),
        f"{text} {re.split(r'(?<=[.!?:]) ', chance.choice(texts))[0]}",
        " ".join(sentences[1:] or words[1:]),
        " ".join(sentences[1:] + sentences[:1] if len(sentences) > 1 else words[1:] + words[:1]),
        " ".join(words[: (len(words) * 2 + 2) // 3]),
    )[kind]


def files(texts: list[str], share: float, folder: Path, chance: random.Random) -> tuple[Path, Path, dict[str, str]]:
    """Write a catalog and a template; return them and the right translation of each edited message (none of each new one)."""
    chance.shuffle(texts)
    new, old = texts[:NEW], texts[NEW : NEW + COUNT]
    truth, edits = dict.fromkeys(new, ""), {}
    for number, text in enumerate(chance.sample(old, int(len(old) * share))):
        found = edited(text, number % 9, old, chance)
        if found.strip() and found not in truth and found not in old:
            edits[text], truth[found] = found, translation(text)
    wanted = [edits.get(text, text) for text in old]
    for text in new:
        wanted.insert(chance.randrange(len(wanted)), text)
    header = Entry("", HEADER)
    catalog = Catalog((header, *(Entry(text, translation(text)) for text in old)))
    paths = folder / "old.po", folder / "new.pot"
    for path, content in zip(paths, (catalog, Catalog((header, *map(Entry, wanted)))), strict=True):
        path.write_bytes(write_po(content))
    return *paths, truth


def translation(text: str) -> str:
    """Return what stands for the translation of a text: as long, of other letters."""
    return text.translate(str.maketrans("aeiou", "eioua"))


def measured(tool: str, command: list[str], output: Path, truth: dict[str, str]) -> Result:
    """Run the tool and return what it took and what it found."""
    seconds = cost(*command, patience_s=PATIENCE_S).processor_s
    return scored(tool, seconds, read_po(output.read_bytes()), truth)


def alone(catalog: Path, template: Path, truth: dict[str, str]) -> Result:
    """Time the function `merge` alone, without reading and writing."""
    old, new = read_po(catalog.read_bytes()), read_po(template.read_bytes())
    start = time.process_time()
    merged = merge(old, new)
    return scored("merge()", time.process_time() - start, merged, truth)


def scored(tool: str, seconds: float, merged: Catalog, truth: dict[str, str]) -> Result:
    """Return the result with the matches counted."""
    found = {text: merged.index[None, text].msgstr for text in truth}
    matched = [text for text, right in truth.items() if found[text] and right]
    right = sum(found[text] == truth[text] for text in matched)
    return Result(tool, seconds, right, len(matched) - right)


def rows(quick: bool) -> Iterator[Row]:
    """Yield a row for each peer that is installed and each material: our whole process beside theirs."""
    for name, (low, high) in MATERIALS.items():
        if quick and name != "short":
            return
        yield from _rows(f"merge {COUNT:,} messages of {low} to {high} words", made_up(low, high, random.Random(1)))


def _rows(what: str, texts: list[str]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        catalog, template, truth = files(texts, SHARE, folder, random.Random(1))
        output, paths = folder / "out.po", [str(catalog), str(template)]
        ours = measured("publish", [sys.executable, "-c", RUN + MERGE, *paths, str(output)], output, truth)
        peers = {
            "msgmerge": ["msgmerge", "-q", "-o", str(output), *paths],
            "pot2po": ["pot2po", "-t", paths[0], paths[1], str(output)],
        }
        for tool, command in peers.items():
            if not shutil.which(command[0]):
                continue
            try:
                theirs = measured(tool, command, output, truth)
            except subprocess.TimeoutExpired:
                yield Row(what, ours.seconds, tool, note=f"{tool} was given up after {PATIENCE_S} s (pot2po needs rapidfuzz to be quick)")
                continue
            note = f"right {ours.right} and {theirs.right}, wrong {ours.wrong} and {theirs.wrong}"
            yield Row(what, ours.seconds, theirs.tool, theirs.seconds, goal="≤ 0.05" if theirs.tool == "msgmerge" else "", note=note)
        own = alone(catalog, template, truth)
        yield Row(f"{what}: `merge()` alone", own.seconds, note=f"right {own.right}, wrong {own.wrong}")


if __name__ == "__main__":
    main(rows, __doc__)

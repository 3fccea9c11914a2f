"""Merging a template into a catalog: publish, msgmerge, and pot2po where it is installed; time and matches.

5,000 messages, of which a tenth is edited in nine ways: a word changed, added or taken out, a letter mistyped, a third
of the words changed, a sentence added, taken out or moved, a third cut off; 100 messages are new besides. A match is
right when an edited message got the translation of the message it was, wrong when it got another's. The messages are
made up (short, of 4 to 12 words; prose, of 20 to 60), or are the paragraphs of the files that are named: Markdown,
reStructuredText or plain text, with real words. Processor time is told, of whole processes with the start of Python;
``merge()`` alone is timed in this process.
Run: ``python benchmarks/merge.py [--share 0.1] [FILE ...]``.
"""

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

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


COUNT, NEW = 5000, 100
MATERIALS = {"short": (4, 12), "prose": (20, 60)}


@dataclass(frozen=True, slots=True)
class Result:
    """What one tool took, in seconds, and how many of the edited messages it matched rightly and wrongly.

    ``unlike`` counts new messages that got a translation at all, ``likeness`` is the mean similarity of what was matched.
    """

    tool: str
    seconds: float
    right: int
    wrong: int
    unlike: int
    likeness: float


def made_up(low: int, high: int, chance: random.Random) -> list[str]:
    """Return different texts of that many words, in sentences of up to twelve."""
    found: dict[str, None] = {}
    while len(found) < COUNT + NEW:
        words = chance.choices(WORDS, k=chance.randint(low, high))
        found[" ".join(" ".join(words[start : start + 12]).capitalize() + "." for start in range(0, len(words), 12))] = None
    return list(found)


def paragraphs(paths: list[Path]) -> list[str]:
    """Return the different paragraphs of prose, of 20 to 150 words, in files."""
    found: dict[str, None] = {}
    for path in paths:
        for part in re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace")):
            text = " ".join(part.split())
            if 20 <= len(text.split()) <= 150 and sum(char.isalpha() or char == " " for char in text) > 0.9 * len(text):
                found[text] = None
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
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
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
    alike = [Indel.normalized_similarity(translation(text), found[text]) for text in matched]
    right = sum(found[text] == truth[text] for text in matched)
    unlike = sum(bool(found[text]) for text, right in truth.items() if not right)
    return Result(tool, seconds, right, len(matched) - right, unlike, sum(alike) / max(1, len(alike)))


def compared(name: str, texts: list[str], share: float) -> None:
    """Print a table of the tools for one material."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        catalog, template, truth = files(texts, share, folder, random.Random(1))
        output = folder / "out.po"
        paths = [str(catalog), str(template)]
        runs = {
            "publish": [sys.executable, "-c", RUN + MERGE, *paths, str(output)],
            "msgmerge": ["msgmerge", "-q", "-o", str(output), *paths],
            "pot2po": ["pot2po", "-t", paths[0], paths[1], str(output)],
        }
        results = [alone(catalog, template, truth)]
        results += [measured(tool, command, output, truth) for tool, command in runs.items() if shutil.which(command[0])]
    peer = next((result.seconds for result in results if result.tool == "msgmerge"), None)
    edits = sum(map(bool, truth.values()))
    print(f"{name}: {len(texts) - NEW if len(texts) < COUNT + NEW else COUNT} messages, {edits} edited, {NEW} new")
    for result in results:
        ratio = f"{result.seconds / peer:7.3f} of msgmerge" if peer else ""
        matches = f"right {result.right}, wrong {result.wrong}, new ones matched {result.unlike}, likeness {result.likeness:.3f}"
        print(f"{result.tool:10} {result.seconds:7.2f} s {ratio}   {matches}")


def main() -> None:
    """Compare the tools for what is asked for."""
    parser = argparse.ArgumentParser(description="Compare publish, msgmerge and pot2po.")
    parser.add_argument("--share", type=float, default=0.1, help="of the messages, how many are edited")
    parser.add_argument("files", nargs="*", type=Path, help="texts to take the messages from")
    given = parser.parse_args()
    if given.files:
        compared("paragraphs", paragraphs(given.files), given.share)
    else:
        for name, (low, high) in MATERIALS.items():
            compared(name, made_up(low, high, random.Random(1)), given.share)


if __name__ == "__main__":
    main()

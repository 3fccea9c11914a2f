"""Extraction of many guides: whole processes, ours and po4a's (if it is installed), in turn.

po4a (Debian: po4a) is a peer to measure against, used as a command only.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Row, compared, cost, main

GUIDES = 500
RUNS = 5
WORDS = "breathe slowly press the mouthpiece hold your breath then wait before next puff wash rinse tell nurse doctor call".split()


def sentence(count: int, chance: random.Random) -> str:
    """Return a sentence of ``count`` words."""
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."


def guide(number: int, chance: random.Random) -> str:
    """Return a guide of eight sections, each with three paragraphs and a list of four items."""
    sections = [
        f"## {sentence(4, chance)[:-1]} {number}-{part}\n\n"
        + "\n\n".join(f"{sentence(18, chance)} {sentence(9, chance)}" for _ in range(3))
        + "\n\n"
        + "\n".join(f"- {sentence(8, chance)}" for _ in range(4))
        for part in range(8)
    ]
    return "\n\n".join([f"# Guide number {number}", *sections]) + "\n"


def workspace(root: Path, guides: int) -> list[Path]:
    """Write a workspace of ``guides`` guides and return their files."""
    chance, paths = random.Random(1), []
    for number in range(guides):
        folder = root / "source" / f"guide-{number:04}"
        folder.mkdir(parents=True)
        (folder / "guide.toml").write_text('edition = "1"\npublished = 2026-01-01\n')
        paths.append(folder / "guide.md")
        paths[-1].write_text(guide(number, chance))
    (root / "source" / "project.toml").write_text("")
    return paths


def rows(quick: bool) -> Iterator[Row]:
    """Yield a row for each tool that is installed."""
    guides, peer = 100 if quick else GUIDES, shutil.which("po4a-updatepo")
    pairs: list[tuple[float, float | None]] = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        masters = [part for path in workspace(root, guides) for part in ("-m", path)]
        for _ in range(2 if quick else RUNS):
            shutil.rmtree(root / "locales", ignore_errors=True)
            (root / "all.pot").unlink(missing_ok=True)
            ours = cost(sys.executable, "-m", "publish", "-C", root, "extract").processor_s
            options = ("-f", "text", "-o", "markdown", *masters, "-p", root / "all.pot")
            pairs.append((ours, cost(peer, *options).processor_s if peer else None))
    what = f"extract {guides} guides of 65 messages"
    if peer:
        yield compared(what, ((one, other) for one, other in pairs if other), "po4a-updatepo", "≤ 0.8")
    else:
        yield Row(what, min(ours for ours, _ in pairs))


if __name__ == "__main__":
    main(rows, __doc__)

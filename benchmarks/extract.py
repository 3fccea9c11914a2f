"""Extraction of many guides: whole processes, ours and po4a's (if it is installed), in turn, medians of the ratios.

po4a (Debian: po4a) is a peer to measure against, used as a command only.
"""

import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

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


def workspace(root: Path) -> list[Path]:
    """Write a workspace of `GUIDES` guides and return their files."""
    chance, paths = random.Random(1), []
    for number in range(GUIDES):
        folder = root / "source" / f"guide-{number:04}"
        folder.mkdir(parents=True)
        (folder / "guide.toml").write_text('edition = "1"\npublished = 2026-01-01\n')
        paths.append(folder / "guide.md")
        paths[-1].write_text(guide(number, chance))
    (root / "source" / "project.toml").write_text("")
    return paths


def seconds(*command: str | Path) -> float:
    """Return the processor time of one run of a command, whole process, in seconds: steadier than the clock on a busy machine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the medians, and the median of the ratios."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        masters = [part for path in workspace(root) for part in ("-m", path)]
        pairs = []
        for _ in range(RUNS):
            shutil.rmtree(root / "locales", ignore_errors=True)
            (root / "all.pot").unlink(missing_ok=True)
            ours = seconds(sys.executable, "-m", "publish", "-C", root, "extract")
            pairs.append((ours, seconds("po4a-updatepo", "-f", "text", "-o", "markdown", *masters, "-p", root / "all.pot")))
    ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{GUIDES} guides: publish extract {ours:.2f} s, po4a-updatepo {peer:.2f} s, ratio {ratio:.2f} (at most 0.8)")


if __name__ == "__main__":
    main()

"""How long `publish --help` takes, as a ratio to `python -c "import click"`: whole processes, in turn, medians."""

import statistics
import subprocess
import sys
import time

RUNS = 15


def seconds(*arguments: str) -> float:
    """Return how long one run of Python with ``arguments`` takes, in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and the median of the ratios."""
    pairs = [(seconds("-m", "publish", "--help"), seconds("-c", "import click")) for _ in range(RUNS + 1)][1:]
    ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"publish --help {ours * 1000:.0f} ms, import click {peer * 1000:.0f} ms, ratio {ratio:.2f} (at most 2.5)")


if __name__ == "__main__":
    main()

"""How long `publish --help` takes beside `python -c "import click"`: whole processes, in turn."""

import sys
from collections.abc import Iterator

from measure import Row, compared, cost, main


def rows(quick: bool) -> Iterator[Row]:
    """Yield the row of the start."""
    python = sys.executable
    costs = [(cost(python, "-m", "publish", "--help"), cost(python, "-c", "import click")) for _ in range(6 if quick else 16)]
    yield compared("`publish --help`", ((ours.processor_s, theirs.processor_s) for ours, theirs in costs[1:]), "import click", "≤ 2.5")


if __name__ == "__main__":
    main(rows, __doc__)

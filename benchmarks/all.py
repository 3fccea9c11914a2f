"""All measurements in one table: our figures beside those of the tools that do a part of the same, where they are installed.

    python benchmarks/all.py                       # all of it: an hour or two on two cores
    python benchmarks/all.py --quick               # a first look
    python benchmarks/all.py --only merge --only layouts
    python benchmarks/all.py --peers ~/peers/bin   # also look for peers there: a virtual environment with translate-toolkit and typst

Peers are commands; nothing of them is imported here: po4a, msgmerge and msgfmt (gettext), pot2po and pofilter (translate-toolkit with
rapidfuzz), Chromium and Typst; and WeasyPrint alone. A peer that is not found has no row. On a busy machine, trust the processor time.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import check
import extract
import matrix
import memory
import merge
import printing
import shipped
import startup
from measure import Row, print_table

import layouts

SUBJECTS: dict[str, Callable[[bool], Iterator[Row]]] = {
    "startup": startup.rows,
    "extract": extract.rows,
    "merge": merge.rows,
    "check": check.rows,
    "layouts": layouts.rows,
    "printing": printing.rows,
    "shipped": shipped.rows,
    "matrix": matrix.rows,
    "memory": memory.rows,
}


def main() -> None:
    """Measure what is asked for, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="measure this alone; repeatable")
    parser.add_argument("--quick", action="store_true", help="measure less: a first look")
    parser.add_argument("--peers", type=Path, help="a folder with the commands of peers")
    given = parser.parse_args()
    if given.peers:
        os.environ["PATH"] = f"{given.peers.expanduser().resolve()}{os.pathsep}{os.environ['PATH']}"
    print_table(row for name in given.only or SUBJECTS for row in SUBJECTS[name](given.quick))


if __name__ == "__main__":
    main()

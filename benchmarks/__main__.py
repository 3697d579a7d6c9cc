"""``python -m benchmarks [NAME …]``: run the named comparisons, all of them without a name, and print ratios."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ.setdefault("NEWSROOM_ENV", "local")

from benchmarks.checking import check
from benchmarks.due import due
from benchmarks.links import links, links_full
from benchmarks.load import load
from benchmarks.measuring import Comparison, Table, print_report
from benchmarks.served import desk, review
from benchmarks.splitter.sets import from_folder, own_gold
from benchmarks.splitter.table import splitting

BENCHES: dict[str, Callable[[Path | None], Iterable[Comparison | Table]]] = {
    "review": lambda data: review(),
    "desk": lambda data: desk(),
    "splitting": lambda data: splitting(from_folder(data) if data else own_gold()),
    "check": lambda data: check(),
    "due": lambda data: due(),
    "links": lambda data: links(),
    "links-full": lambda data: links_full(),
}
"""By name; each is given the folder of the dev sets, or None."""
UNASKED = tuple(name for name in BENCHES if name != "links-full")
"""What runs where nothing is named; the others take more than a quarter of an hour."""


def main() -> int:
    """0 when every named comparison ran."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=", ".join([*BENCHES, "load (takes minutes; never run unasked)"])
    )
    if sys.argv[1:2] == ["load"]:
        load(sys.argv[2:])
        return 0
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="splitting: dev sets to measure on (default: the project's own gold)",
    )
    given = parser.parse_args()
    names = given.names or list(UNASKED)
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}: choose from {', '.join(BENCHES)}")
    for name in names:
        for report in BENCHES[name](given.data):
            print_report(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())

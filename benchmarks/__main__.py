"""``python -m benchmarks [NAME …]``: run the named comparisons, all of them without a name, and print ratios."""

import argparse
import os
import sys
from collections.abc import Callable

os.environ.setdefault("NEWSROOM_ENV", "local")

from benchmarks.checking import check
from benchmarks.load import load
from benchmarks.measuring import Comparison, print_comparison
from benchmarks.served import desk, review
from benchmarks.splitting import split

BENCHES: dict[str, Callable[[], list[Comparison]]] = {
    "review": review,
    "desk": desk,
    "split": split,
    "check": check,
}


def main() -> int:
    """0 when every named comparison ran."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=", ".join([*BENCHES, "load (takes minutes; never run unasked)"])
    )
    if sys.argv[1:2] == ["load"]:
        load(sys.argv[2:])
        return 0
    names = parser.parse_args().names or list(BENCHES)
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}: choose from {', '.join(BENCHES)}")
    for name in names:
        for comparison in BENCHES[name]():
            print_comparison(comparison)
    return 0


if __name__ == "__main__":
    sys.exit(main())

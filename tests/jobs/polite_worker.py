"""One worker's batch in a process of its own: waits for a line on standard input, checks, prints the outcomes."""

import json
import sys

from verify.checking import CheckRequest, FetchConfig
from verify.checking.check import run_checks
from verify.checking.politeness import Pace
from verify.jobs.politeness import SharedPoliteness


def main() -> None:
    given = json.loads(sys.argv[1])
    pace = Pace(given["rate"], burst=given["per_host"], at_once=given["per_host"])
    config = FetchConfig(
        allow=(given["allow"],),
        per_host=given["per_host"],
        retries=0,
        politeness=lambda: SharedPoliteness(given["redis"], given["prefix"], pace, lease=50),
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    results = run_checks([CheckRequest(url) for url in given["urls"]], config)
    sys.stdout.write(json.dumps([result.outcome for result in results]))


if __name__ == "__main__":
    main()

"""``python -m tests.checking.shared_batch``: a list shared out by a process without threads of its own, as the command does it.

Standard input holds ``urls``, ``allow``, ``processes`` and ``fatal`` as JSON: who checks a URL with ``fatal`` in it is killed.
Every name is 127.0.0.1. Standard output holds [number, process, reason] for each answer.
"""

import json
import logging
import os
import signal
import sys

from verify.checking import CheckRequest, CheckResult, FetchConfig
from verify.checking.sharing import check_shared


async def resolve(host: str) -> list[str]:
    return ["127.0.0.1"]


def main() -> None:
    given = json.load(sys.stdin)
    first = os.getpid()
    logging.basicConfig()

    def describe(result: CheckResult) -> str:
        if given["fatal"] and given["fatal"] in result.url and os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return f"{os.getpid()} {result.reason}"

    told: list[list[object]] = []
    config = FetchConfig(tuple(given["allow"]), resolve=resolve, facts=False, siblings=False, retries=0, rate=0)
    check_shared(
        [CheckRequest(url) for url in given["urls"]],
        config,
        describe,
        lambda number, said: told.append([number, *said.split()]),
        given["processes"],
    )
    sys.stdout.write(json.dumps({"first": str(first), "told": told}))


if __name__ == "__main__":
    main()

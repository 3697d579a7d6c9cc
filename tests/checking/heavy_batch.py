"""Checks what standard input names as a worker's process would, again and again, and tells the most memory it ever had."""

import json
import os
import re
import sys
from pathlib import Path

os.environ.setdefault("NEWSROOM_ENV", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def main() -> None:
    import django

    django.setup()
    # What a process of the pool holds besides: the models, the jobs and Celery.
    from newsroom import celery  # noqa: F401
    from verify.checking import CheckRequest, FetchConfig
    from verify.checking.check import run_checks
    from verify.jobs import checking  # noqa: F401

    given = json.load(sys.stdin)
    config = FetchConfig(allow=(given["allow"],), retries=0, rate=0, per_host=50)
    reasons: list[str] = []
    for _batch in range(given["batches"]):
        results = run_checks([CheckRequest(url) for url in given["urls"]], config, lambda _, result: result.close())
        reasons = [result.reason for result in results]
    # Not getrusage: that peak begins with what the parent had when it forked.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert peak is not None
    sys.stdout.write(json.dumps({"peak_mb": int(peak[1]) / 1024, "reasons": reasons}))


if __name__ == "__main__":
    main()

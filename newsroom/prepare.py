"""What stands between an empty database and a desk: tables, static files, people, sample articles.

Run by the supervisor in a process of its own before the web, worker and beat start. May run twice at once (two clones
with one database): a lock in the database lets the second one wait.
"""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

# Any number, as long as nothing else in this database uses it: ASCII "newsdesk".
LOCK = 0x6E6577736465736B


def main(unfinished: Path) -> None:
    """``unfinished`` is a file that exists from the first start until its sample articles are stored."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            prepare_database(unfinished)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def prepare_database(unfinished: Path) -> None:
    """Migrate; on the very first start also make the demo people and load the sample articles."""
    call_command("migrate", interactive=False, verbosity=0)
    print("The database has every table of this version", flush=True)  # noqa: T201
    if has_nobody():
        unfinished.touch(mode=0o600)
    is_first = unfinished.exists()
    call_command("ensure_people", demo=is_first)
    if is_first:
        call_command("load_sample")
        unfinished.unlink()


def has_nobody() -> bool:
    """Whether this database has no people yet, which is what makes a start the very first."""
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

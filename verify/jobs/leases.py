"""Who works on what, in a way that a killed worker cannot leave behind.

A lease is a PostgreSQL advisory lock of the session: when a worker dies its connection closes and the lock is gone at once,
so a job that is delivered again right after ``kill -9`` can start right away, and one that is delivered twice cannot run
twice. It needs a direct connection (or a pooler in session mode).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Lease(IntEnum):
    """The first half of the lock's key; the second is the row's id."""

    SPLIT = 71_001
    LINK = 71_002
    KEEP = 71_003
    MAIL = 71_004
    FLAGS = 71_005


@contextmanager
def lease(kind: Lease, row_id: int) -> Iterator[bool]:
    """Yields whether this process has the row for itself; released at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [int(kind), row_id])
        taken = bool(cursor.fetchone()[0])
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [int(kind), row_id])

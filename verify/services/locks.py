"""Turns that people's actions take, for the length of a transaction."""

from django.db import connection

UPLOAD_BYTES = 72_001


def wait_turn(kind: int, digest: str) -> None:
    """Hold a transaction-long advisory lock on a SHA-256: two uploads of the same bytes come one after the other, so that
    the second one finds the first one's article."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, int(digest[:8], 16) - 2**31])

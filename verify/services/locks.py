"""Turns that people's actions take, for the length of a transaction."""

from django.db import connection

UPLOAD_BYTES = 72_001
FORM_KEY = 72_002


def wait_turn(kind: int, digest: str) -> None:
    """Hold a transaction-long advisory lock on a digest or key in hexadecimal: of two acts with the same one the second waits
    and then finds what the first has stored, an article with the same bytes or the review of a form that was sent twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, int(digest[:8], 16) - 2**31])

"""Turns that people's actions take, for the length of a transaction, and the forms that were sent before."""

from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from .errors import Refused

UPLOAD_BYTES = 72_001
FORM_KEY = 72_002


def wait_turn(kind: int, digest: str) -> None:
    """Hold a transaction-long advisory lock on a digest or key in hexadecimal: of two acts with the same one the second waits
    and then finds what the first has stored, an article with the same bytes or the review of a form that was sent twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, int(digest[:8], 16) - 2**31])


def sent_before[Row: Model](rows: QuerySet[Row], key: UUID, **wrote: object) -> Row | None:
    """What the first sending of a form wrote into ``rows``, None if this is the first. Whoever asks writes the row with the
    same ``idempotency_key`` in the same transaction; of two at once the second waits here.

    ``wrote`` (look-ups) is what a second sending must have written too. Raises Refused for a key that wrote something else.
    """
    wait_turn(FORM_KEY, key.hex)
    row = rows.filter(idempotency_key=key).first()
    if row is not None and not rows.filter(pk=row.pk, **wrote).exists():
        raise Refused(_("This form was used for something else already: open the page again and repeat it there."))
    return row

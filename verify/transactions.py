"""One act, one transaction, begun anew where the database had to end it."""

import functools
import logging
from collections.abc import Callable

from django.db import connection, transaction
from psycopg.errors import DeadlockDetected

logger = logging.getLogger(__name__)
ATTEMPTS = 3


def in_one_transaction[T](act: Callable[[], T], *again_after: type[Exception]) -> T:
    """What ``act`` gives. Of two acts that wait for each other the database ends one, which then is done again from its
    beginning, as it is after one of ``again_after``; after ATTEMPTS its error is raised.

    ``act`` must keep nothing in mind from one attempt to the next. Inside of another transaction it is a part of that one, which
    is done again as a whole.
    """
    left = 1 if connection.in_atomic_block else ATTEMPTS
    while True:
        left -= 1
        try:
            with transaction.atomic():
                return act()
        except Exception as error:
            ended = isinstance(error, again_after) or isinstance(error.__cause__, DeadlockDetected)
            if not (left and ended):
                raise
            logger.info("Done again, since somebody else was faster: %s", str(error).partition("\n")[0])


def one_transaction[**P, T](act: Callable[P, T]) -> Callable[P, T]:
    """``in_one_transaction`` for each call of a function."""

    @functools.wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return in_one_transaction(lambda: act(*args, **kwargs))

    return run

"""Records the SQL of one request and plays it again for another claim."""

import contextlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from django.db import connection

from verify.models import ClaimOccurrence

_by_claim: dict[int, dict[Hashable, Hashable]] = {}


class Tape:
    """``here`` names the values that belong to the recorded request: {value: name}; they are replaced when it is played."""

    def __init__(self, here: Mapping[Hashable, Hashable] | None = None) -> None:
        self._here = here or {}
        self.statements: list[tuple[str, list[Any]]] = []

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        def record(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            # What the transaction needs of its own is done by the transaction of whoever plays.
            if not sql.startswith(("SAVEPOINT", "RELEASE")):
                self.statements.append((sql, list(params or ())))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(record):
            yield

    def play(self, there: Mapping[Hashable, Hashable]) -> list[list[tuple[Any, ...]]]:
        """Execute every statement with the values of ``there`` ({name: value}) and fetch whatever it answers."""
        results = []
        with connection.cursor() as cursor:
            for sql, params in self.statements:
                cursor.execute(sql, [self._value(param, there) for param in params])
                results.append(cursor.fetchall() if cursor.description else [])
        return results

    def _value(self, param: Any, there: Mapping[Hashable, Hashable]) -> Any:
        if isinstance(param, Hashable) and param in self._here:
            return there[self._here[param]]
        return param


def identifiers(claim_id: int) -> dict[Hashable, Hashable]:
    """{id: a name for it} of everything around a claim; the same names for every claim of the seeded articles."""
    if not _by_claim:
        _load()
    return _by_claim[claim_id]


def _load() -> None:
    """Once, for all claims: the claim itself is "claim", the others of its article are named by their places after it."""
    rows = ClaimOccurrence.objects.order_by("revision", "position").values_list(
        "claim", "pk", "revision", "claim__article", "text"
    )
    articles: dict[int, list[tuple[int, int, int, int, str]]] = {}
    for row in rows:
        articles.setdefault(row[3], []).append(row)
    for occurrences in articles.values():
        for here, (claim, _pk, _revision, _article, _text) in enumerate(occurrences):
            names: dict[Hashable, Hashable] = {}
            for place, (other, pk, revision, article, text) in enumerate(occurrences):
                after = (place - here) % len(occurrences)
                names |= {other: ("claim", after), pk: ("claim", after), text: ("text", after)}
                names |= {revision: "article", article: "article"}
            _by_claim[claim] = names

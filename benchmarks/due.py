"""200,000 known links of which 40,000 are due: what finding and queueing them costs in time and memory, and by which plan."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.measuring import Comparison, Table
from benchmarks.served import own_database

LINKS, DUE = 200_000, 40_000
ARTICLES = 100
SEED_LINKS = """
INSERT INTO verify_link (url, digest, host, check_state, check_attempts, check_queued_at, first_seen_at, due_at, failures, health)
SELECT 'http://host' || n %% 5000 || '.example/' || n, md5(n::text) || md5((-n)::text), 'host' || n %% 5000 || '.example', 'done', 0,
       now(), now(), now() + CASE WHEN n %% %(every)s = 0 THEN -1 ELSE 1 END * (1 + n %% 10000) * interval '1 minute', 0,
       CASE WHEN n %% 20 = 0 THEN 20 + 10 * (n %% 7) ELSE 220 END
FROM generate_series(1, %(links)s) n
"""
SEED_USES = """
INSERT INTO verify_linkoccurrence (revision_id, link_id, position, kind, anchor, target, start, "end", caption, notes)
SELECT r.revision, l.id, l.id, 'link', 'a', l.url, 0, 1, '', '[]'
FROM (SELECT id, url, row_number() OVER (ORDER BY id) AS n FROM verify_link) l
JOIN (SELECT current_revision_id AS revision, row_number() OVER (ORDER BY id) AS n FROM verify_article) r
  ON r.n = 1 + l.n %% %(articles)s
"""


def due() -> Iterator[Comparison | Table]:
    """The scheduler beside reading every due link at once; its plan; and the list of the desk on the same links."""
    with own_database():
        person = _seed()
        from verify.jobs.scheduling import due_links

        yield Table("The plan of the scheduler's query", ["EXPLAIN"], [[line] for line in _plan(due_links(500))])
        at_once = _milliseconds(_all_at_once)
        scans = _sequential_scans()
        rounds = _rounds()
        yield _table(rounds, at_once, _sequential_scans() - scans)
        yield Table("The plan of the list of the desk", ["EXPLAIN"], [[line] for line in _plan(_desk_query(person))])
        yield _desk(person)


def _seed() -> object:
    from django.db import connection

    from tests.factories import make_cast, plain_article

    cast = make_cast()
    for number in range(ARTICLES):
        plain_article(cast.editor, 1, f"Article {number}")
    with connection.cursor() as cursor:
        cursor.execute(SEED_LINKS, {"links": LINKS, "every": LINKS // DUE})
        cursor.execute(SEED_USES, {"articles": ARTICLES})
        cursor.execute("ANALYZE")
    return cast.reviewer


def _plan(rows: object) -> list[str]:
    from django.db import transaction

    with transaction.atomic():
        plan: str = rows.explain(analyze=True)  # type: ignore[attr-defined]
    return plan.splitlines()


def _all_at_once() -> None:
    """The peer: every due link in one list."""
    from django.utils import timezone

    from verify.models import Link

    assert len(list(Link.objects.filter(due_at__lte=timezone.now()))) == DUE


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return 1000 * (time.monotonic() - began)


def _peak(act: Callable[[], object]) -> int:
    """The most bytes that Python held at once for it; measured apart, since watching memory takes time."""
    tracemalloc.start()
    act()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def _rounds() -> list[tuple[float, int]]:
    """(milliseconds, links) of each of the clock's rings until nothing is due; between them the workers have done their part."""
    from verify.models import Link
    from verify.tasks import recheck_links

    found: list[tuple[float, int]] = []
    while True:
        cost = _milliseconds(recheck_links)
        taken = Link.objects.filter(check_state="pending").update(check_state="done")
        if not taken:
            return found
        found.append((cost, taken))


def _sequential_scans() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'verify_link'")
        return int(cursor.fetchone()[0])


def _table(rounds: list[tuple[float, int]], at_once: float, scans: int) -> Table:
    from django.utils import timezone

    from verify.models import Link
    from verify.tasks import recheck_links

    Link.objects.filter(pk__lte=DUE).update(due_at=timezone.now())
    ring, whole = _peak(recheck_links), _peak(_all_at_once_anew)
    cost = median(each for each, _taken in rounds)
    return Table(
        f"{LINKS:,} known links, {sum(taken for _each, taken in rounds):,} due",
        ["", "ours", "every due link in one list"],
        [
            [
                "milliseconds for each ring of the clock",
                f"{cost:.0f} for {rounds[0][1]:,} links",
                f"{at_once:.0f} for all",
            ],
            ["most memory that Python held for it", f"{ring / 1024:.0f} KiB", f"{whole / 1024:.0f} KiB"],
            ["rings until nothing was due", str(len(rounds)), "1"],
            ["sequential scans of the table of links", str(scans), ""],
        ],
    )


def _all_at_once_anew() -> None:
    from verify.models import Link

    assert len(list(Link.objects.order_by("pk")[:DUE])) == DUE


def _desk_query(person: object) -> object:
    from verify.views.link_lists import DeskLinks

    return DeskLinks(person).rows_asked()  # type: ignore[arg-type]


def _desk(person: object) -> Table:
    """Each filter of the list of the desk, in milliseconds."""
    from verify.views.link_lists import DeskLinks

    rows = []
    for show, host in (("trouble", ""), ("broken", ""), ("all", ""), ("held", ""), ("trouble", "host20.example")):
        seconds = []
        for _turn in range(5):
            page = DeskLinks(person, show, host)  # type: ignore[arg-type]
            began = time.monotonic()
            count = len(page.rows) + len(page.choices)
            seconds.append(1000 * (time.monotonic() - began))
        rows.append([f"show={show} host={host or 'any'}", f"{median(seconds):.0f} ms", f"{count} rows and filters"])
    return Table(f"The list of the desk's links, {LINKS:,} in {ARTICLES} articles", ["filter", "median of 5", ""], rows)

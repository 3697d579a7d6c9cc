"""The review and the desk list in a real gunicorn, beside bare views in the same process: CPU time for each request."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import django
import psutil

from benchmarks.measuring import ROUNDS, Comparison, take_turns
from newsroom.embedded.process import end_with_parent

ARTICLES = 250
CLAIMS = 80
"""Claims in each article: 20,000 in all, each article as long as a long news story."""
REVIEWS, BARE_REVIEWS = 40, 160
"""Reviews in one round, more of the bare ones, since the clock of CPU time is coarse; every claim is reviewed once."""
PAGES, BARE_PAGES = 30, 150
"""Desk pages in one round."""
START_SECONDS = 60.0
MILLISECONDS = "ms of CPU for each request, of the web process"


@dataclass(frozen=True, slots=True)
class Site:
    """The running server: its address and the process whose CPU time counts."""

    port: int
    process: psutil.Process
    cookie: str
    token: str

    def cpu_per_request(self, requests: list[tuple[str, dict[str, str] | None]]) -> float:
        """Milliseconds of user and system time for each of ``requests`` (path, form or None for a GET)."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        before = self.process.cpu_times()
        for path, form in requests:
            self._ask(link, path, form)
        after = self.process.cpu_times()
        link.close()
        return 1000 * (after.user + after.system - before.user - before.system) / len(requests)

    def _ask(self, link: http.client.HTTPConnection, path: str, form: dict[str, str] | None) -> None:
        headers = {"Cookie": f"newsroom_session={self.cookie}; csrftoken={self.token}"}
        if form is None:
            link.request("GET", path, headers=headers)
        else:
            headers |= {"X-CSRFToken": self.token, "HX-Request": "true", "HX-Target": "claim-card"}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            link.request("POST", path, urlencode(form), headers)
        answer = link.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}: {body[:500].decode(errors='replace')}")


def review() -> list[Comparison]:
    """The review POST as the browser sends it, against the same SQL and against one UPDATE and one INSERT."""
    with _site() as site:
        forms = _forms()

        def round_of(path: str, number: int) -> Callable[[], float]:
            return lambda: site.cpu_per_request([(path.format(form["claim"]), form) for form in _take(forms, number)])

        contestants = {
            "our review": round_of("/claims/{}/review/", REVIEWS),
            "the same SQL, no page": round_of("/bare/review/{}/same-sql/", BARE_REVIEWS),
            "one UPDATE and one INSERT": round_of("/bare/review/{}/", BARE_REVIEWS),
        }
        title = f"Review POST, articles of {CLAIMS} claims, {ARTICLES * CLAIMS} claims in all"
        result = take_turns(title, MILLISECONDS, contestants)
        _require_reviews((ROUNDS + 1) * (REVIEWS + 2 * BARE_REVIEWS))
        return [result]


def desk() -> list[Comparison]:
    """The first page of the desk, against the same SQL and against one indexed query, fifty rows each."""
    with _site() as site:

        def round_of(path: str, number: int) -> Callable[[], float]:
            return lambda: site.cpu_per_request([(path, None)] * number)

        contestants = {
            "our desk": round_of("/", PAGES),
            "the same SQL, fifty bare rows": round_of("/bare/desk/same-sql/", BARE_PAGES),
            "one query, fifty bare rows": round_of("/bare/desk/", BARE_PAGES),
        }
        return [take_turns(f"Desk list, 50 of {ARTICLES} articles", MILLISECONDS, contestants)]


def _require_reviews(expected: int) -> None:
    """Each peer must have done the work: one review for each request."""
    from verify.models import Claim, Review

    written, moved = Review.objects.count(), Claim.objects.filter(status="unverified", version=1).count()
    if (written, moved) != (expected, expected):
        raise SystemExit(f"{expected} requests wrote {written} reviews of {moved} claims: the peers are not alike")


def _take(forms: Iterator[dict[str, str]], number: int) -> list[dict[str, str]]:
    return [next(forms) for _ in range(number)]


def _forms() -> Iterator[dict[str, str]]:
    """A first verdict for one claim after the other, each with what the bare view needs instead of looking it up."""
    from verify.models import ClaimOccurrence, Person

    reviewer = Person.objects.get(username="reviewer")
    # The first articles' ids are small numbers, which mean other things too in the statements that are played again.
    rows = ClaimOccurrence.objects.filter(claim__article__gt=CLAIMS + 20, claim__version=0)
    for claim, occurrence, wording in rows.order_by("pk").values_list("claim", "pk", "text"):
        yield {
            "claim": str(claim),
            "occurrence": str(occurrence),
            "wording": wording,
            "reviewer": str(reviewer.pk),
            "status": "unverified",
            "scope": "both",
            "note": "Called twice, nobody answered.",
            "version": "0",
            "key": str(uuid4()),
        }


@contextlib.contextmanager
def _site() -> Iterator[Site]:
    """A database of its own, seeded; and one gunicorn process with one thread on it."""
    with own_database():
        cookie = _seed()
        with web_server(workers=1, threads=1) as (port, process):
            yield Site(port, process, cookie, secrets.token_hex(16))


@contextlib.contextmanager
def own_database() -> Iterator[None]:
    """A new database on the server of DATABASE_URL, migrated and connected to; dropped at the end."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = f"benchmark_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _seed() -> str:
    """Articles with claims, and somebody who is logged in: the key of the session."""
    from django.db import connection
    from django.test import Client

    from tests.factories import make_cast, plain_article

    cast = make_cast()
    for number in range(ARTICLES):
        plain_article(cast.editor, CLAIMS, f"Article {number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(cast.reviewer)
    return client.cookies["newsroom_session"].value


@contextlib.contextmanager
def web_server(*, workers: int, threads: int) -> Iterator[tuple[int, psutil.Process]]:
    """gunicorn as the site starts it otherwise; its port and the first process that works."""
    from django.db import connection

    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--config", "newsroom/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", str(threads), "--max-requests", "0"]
    command += ["--access-logfile", os.devnull]
    server = subprocess.Popen(
        [*command, "--log-level", "warning", "newsroom.wsgi"],
        cwd=Path(__file__).resolve().parent.parent,
        env=os.environ | {"DATABASE_URL": address, "PYTHONWARNINGS": "ignore"},
        preexec_fn=end_with_parent(signal.SIGTERM),
    )
    try:
        _wait_until_ready(server, port)
        yield port, psutil.Process(server.pid).children()[0]
    finally:
        server.terminate()
        server.wait(30)


def _wait_until_ready(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError):
            link.request("GET", "/health/live")
            if link.getresponse().status == 200:
                return
        link.close()
        time.sleep(0.2)
    raise SystemExit("The web server did not start; its words are above.")

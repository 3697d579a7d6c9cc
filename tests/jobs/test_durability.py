"""Nothing lost, nothing doubled: workers killed, brokers flushed, silent and gone, deliveries doubled."""

import asyncio
import re
import time
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.checking.web import Asked, Serve, Web, Writer, answer, page
from tests.factories import PASSWORD, Cast
from tests.jobs.processes import Broker, Desk, Program, wait_until
from tests.newsroom.clones import free_port
from verify.doorbell import SPLIT_REVISION, SWEEP, ring
from verify.models import (
    Article,
    Attribution,
    CheckState,
    Claim,
    ClaimOccurrence,
    Hedge,
    Link,
    LinkCheck,
    LinkOccurrence,
    Passage,
    Person,
    Revision,
    SplitState,
)
from verify.services.intake import Details, Upload, retry_split, upload_article, upload_revision

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

PARAGRAPHS = 1_000
SOON = 0.5
"""Seconds after which a sweep finds what nobody rang for."""


def long_text(paragraphs: int = PARAGRAPHS) -> str:
    """Enough words for seconds of work, and no sentence twice."""
    return "\n\n".join(
        f"The harbour office counted {number} boats at pier {number % 40 + 1} on Monday, "
        f"and captain Ole Berg said that {number * 3 + 7} crates were unloaded before noon."
        for number in range(1, paragraphs + 1)
    )


def uploaded(person: Person, text: str, name: str = "harbour.txt") -> Revision:
    article = upload_article(person, Upload(text.encode(), name), Details()).article
    return article.revisions.get()


def now(revision: Revision) -> Revision:
    return Revision.objects.defer("original", "text").get(pk=revision.pk)


def is_running(revision: Revision, attempt: int = 1) -> bool:
    row = now(revision)
    return row.split_state == SplitState.RUNNING and row.split_attempts == attempt


def is_mid_split(revision: Revision, attempt: int = 1) -> bool:
    row = now(revision)
    return is_running(revision, attempt) and 0 < row.split_done < row.split_total


def is_done(revision: Revision) -> bool:
    return now(revision).split_state == SplitState.DONE


def wait_for_split(revision: Revision, seconds: float = 40.0) -> None:
    wait_until(lambda: is_done(revision), f"revision {revision} is split", seconds)


def assert_split_once(revision: Revision, paragraphs: int = PARAGRAPHS) -> None:
    """As many claims as the text gives, each once; every paragraph one passage."""
    row = now(revision)
    found = list(ClaimOccurrence.objects.filter(revision=revision).order_by("position"))
    assert [one.position for one in found] == list(range(row.added))
    assert Claim.objects.filter(article=revision.article_id).count() == row.added >= paragraphs
    assert len({one.text for one in found}) == row.added
    assert Passage.objects.filter(revision=revision).count() == paragraphs


def finished(worker: Program, task: str) -> int:
    return len(re.findall(rf"Task {re.escape(task)}\[[^\]]+\] succeeded", worker.said))


def test_a_killed_child_gives_its_job_back_and_it_is_done_once(worker: Program, cast: Cast) -> None:
    revision = uploaded(cast.editor, long_text())
    wait_until(lambda: is_mid_split(revision), "the split is under way")
    killed = worker.kill_children()
    assert Claim.objects.count() == 0
    wait_for_split(revision)
    assert now(revision).split_attempts == 2
    assert killed.isdisjoint(child.pid for child in worker.children)
    assert_split_once(revision)


def test_a_killed_worker_leaves_nothing_half_written_and_the_next_one_does_the_job(desk: Desk, cast: Cast) -> None:
    revision = uploaded(cast.editor, long_text())
    with desk.worker() as first:
        wait_until(lambda: is_mid_split(revision), "the split is under way")
        first.kill()
    rows = (Claim, ClaimOccurrence, Passage, Attribution, Hedge, Link, LinkOccurrence)
    assert [model.__name__ for model in rows if model._default_manager.exists()] == []
    assert now(revision).split_state == SplitState.RUNNING
    with desk.beat(), desk.worker(pending_too_long=SOON):
        wait_for_split(revision)
    assert now(revision).split_attempts == 2
    assert_split_once(revision)


def test_a_flushed_broker_loses_no_work(desk: Desk, broker: Broker, outside: Web, cast: Cast) -> None:
    url = outside.add("/flushed", answer(200, page("Here")))
    revisions = [
        uploaded(cast.editor, f"Nine boats left on day {day}. See [the log]({url}).", "a.md") for day in (1, 2, 3)
    ]
    with broker.client() as client:
        assert client.llen(f"{desk.prefix}splits") == 3
        broker.flush()
        assert client.dbsize() == 0
    with desk.beat(), desk.worker(pending_too_long=SOON):
        for revision in revisions:
            wait_for_split(revision)
        wait_until(lambda: Link.objects.get().check_state == CheckState.DONE, "the link is checked")
    assert [now(revision).split_attempts for revision in revisions] == [1, 1, 1]
    assert LinkCheck.objects.get().outcome == "ok"


def test_a_worker_that_was_there_when_the_broker_was_flushed_hears_the_next_ring(
    worker: Program, broker: Broker, cast: Cast
) -> None:
    broker.flush()
    revision = uploaded(cast.editor, "Nine boats left on Monday.")
    wait_for_split(revision)
    assert now(revision).split_attempts == 1


def test_a_worker_that_was_there_when_the_broker_went_away_comes_back_with_it(
    worker: Program, broker: Broker, cast: Cast
) -> None:
    wait_until(broker.is_idle, "the worker has put everything down")
    with broker.down():
        worker.wait_for("Trying again in")
    revision = uploaded(cast.editor, "Nine boats left on Monday.")
    wait_for_split(revision)
    assert now(revision).split_attempts == 1


class Browser:
    """Speaks HTTP with the site as a person's browser does: cookies, tokens, forms."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self._opener.open(self.base + path, timeout=30) as response:
            return str(response.read().decode())

    def post(self, path: str, fields: list[tuple[str, str, str]]) -> tuple[str, float]:
        """Fields are (name, filename or "", text). The address it ends at, and the seconds until it was known."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken") or ""
        edge = uuid4().hex
        parts = []
        for name, filename, text in [*fields, ("csrfmiddlewaretoken", "", token)]:
            file = f'; filename="{filename}"\r\nContent-Type: text/plain' if filename else ""
            parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{text}\r\n')
        body = "".join([*parts, f"--{edge}--\r\n"]).encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        began = time.monotonic()
        with self._opener.open(urllib.request.Request(self.base + path, body, headers), timeout=60) as response:
            return str(response.url).removeprefix(self.base), time.monotonic() - began

    def log_in(self, username: str) -> None:
        self.get("/login/")
        where, _seconds = self.post("/login/", [("username", "", username), ("password", "", PASSWORD)])
        assert where == "/"


def test_an_upload_while_the_broker_is_down_is_answered_kept_and_done_later(
    desk: Desk, broker: Broker, cast: Cast
) -> None:
    port = free_port()
    with desk.web(port):
        browser = Browser(port)
        browser.log_in("editor")
        with broker.down():
            for sentence in ("Nine boats left on Monday.", "Ten boats left on Tuesday."):
                where, seconds = browser.post("/upload/", [("text", "", sentence)])
                assert seconds < 5
                assert "Waiting for a worker" in browser.get(where)
        revisions = list(Revision.objects.order_by("pk"))
        assert [bytes(revision.original) for revision in revisions] == [
            b"Nine boats left on Monday.",
            b"Ten boats left on Tuesday.",
        ]
        with desk.beat(), desk.worker(pending_too_long=SOON):
            for revision in revisions:
                wait_for_split(revision)
        assert "Ten boats left on Tuesday." in browser.get(where)
        assert "Waiting for a worker" not in browser.get(where)


def test_twelve_files_to_a_broker_that_never_answers_wait_for_it_once(desk: Desk, broker: Broker, cast: Cast) -> None:
    port = free_port()
    with desk.web(port):
        browser = Browser(port)
        browser.log_in("editor")
        files = [("files", f"{number}.txt", f"{number} boats left on Monday.") for number in range(12)]
        with broker.frozen():
            _where, seconds = browser.post("/upload/", files)
    assert seconds < 5
    assert Revision.objects.filter(split_state=SplitState.PENDING).count() == 12


def test_a_text_that_kills_its_worker_three_times_fails_with_a_sentence_and_can_be_retried(
    worker: Program, cast: Cast
) -> None:
    text = long_text()
    revision = uploaded(cast.editor, text)
    for attempt in (1, 2, 3):
        wait_until(lambda: is_running(revision, attempt), f"attempt {attempt} is under way")  # noqa: B023
        worker.kill_children()
    wait_until(lambda: now(revision).split_state == SplitState.FAILED, "the job is given up")
    failed = now(revision)
    assert failed.split_attempts == 3
    assert failed.split_error.startswith("The worker stopped 3 times while splitting this text.")
    assert bytes(failed.original) == text.encode()
    assert Claim.objects.count() == 0
    assert retry_split(failed)
    wait_for_split(revision)
    assert now(revision).split_attempts == 1
    assert_split_once(revision)


def test_a_job_that_is_delivered_three_times_is_done_once(worker: Program, cast: Cast) -> None:
    before = finished(worker, SPLIT_REVISION)
    revision = uploaded(cast.editor, long_text())
    assert ring(SPLIT_REVISION, revision.pk)
    wait_until(lambda: finished(worker, SPLIT_REVISION) == before + 1, "the second delivery is over")
    assert now(revision).split_state != SplitState.DONE, "the first delivery was still at work"
    wait_for_split(revision)
    assert ring(SPLIT_REVISION, revision.pk)
    wait_until(lambda: finished(worker, SPLIT_REVISION) == before + 3, "all deliveries are over")
    assert now(revision).split_attempts == 1
    assert_split_once(revision)


def test_two_sweeps_at_once_find_what_nobody_rang_for_and_double_nothing(
    worker: Program, desk: Desk, cast: Cast, busy_desk: tuple[Desk, Program]
) -> None:
    with desk.bell():  # this desk has no worker: nobody hears it
        revision = uploaded(cast.editor, long_text(60))
    Revision.objects.update(split_queued_at=timezone.now() - timedelta(hours=1))
    before = finished(worker, SWEEP)
    with busy_desk[0].bell():
        assert ring(SWEEP)
        assert ring(SWEEP)
    wait_until(lambda: finished(worker, SWEEP) == before + 2, "both sweeps are over")
    wait_for_split(revision)
    assert now(revision).split_attempts == 1
    assert_split_once(revision, 60)


def slowly(path: str, seconds: float = 0.35) -> Serve:
    async def serve(asked: Asked, writer: Writer) -> None:
        await asyncio.sleep(seconds)
        await answer(200, page("Here", path))(asked, writer)

    return serve


def test_link_checks_come_one_by_one_and_a_killed_batch_goes_on_where_it_stood(
    worker: Program, outside: Web, cast: Cast
) -> None:
    paths = [f"/slow/{number}" for number in range(24)]
    urls = [outside.add(path, slowly(path)) for path in paths]
    uploaded(cast.editor, "\n\n".join(f"Boat {n} left. See [log {n}]({url})." for n, url in enumerate(urls)), "a.md")
    wait_until(lambda: 4 <= LinkCheck.objects.count() < 24, "some links are checked and some are not")
    worker.kill_children()
    early = set(LinkCheck.objects.values_list("link__url", flat=True))
    assert Link.objects.filter(check_state=CheckState.RUNNING).exists()
    # The visits of the killed process count as under way for a while: the others come one by one beside them.
    every = "every link is checked"
    wait_until(lambda: not Link.objects.exclude(check_state=CheckState.DONE).exists(), every, seconds=120)
    assert sorted(LinkCheck.objects.values_list("link__url", flat=True)) == sorted(urls)
    asked_once = {url for path, url in zip(paths, urls, strict=True) if outside.paths.count(path) == 1}
    assert early <= asked_once


def test_a_revision_waits_for_the_earlier_one_and_is_then_split_against_it(
    worker: Program, desk: Desk, cast: Cast, busy_desk: tuple[Desk, Program]
) -> None:
    with desk.bell():  # nobody hears these
        first = uploaded(cast.editor, long_text(20))
        Revision.objects.update(split_state=SplitState.FAILED, split_error="The disk was full.")
        second = upload_revision(first.article, cast.editor, Upload(long_text(21).encode()))
        assert retry_split(first)
    with busy_desk[0].bell():
        before = finished(worker, SPLIT_REVISION)
        assert ring(SPLIT_REVISION, second.pk)
        wait_until(lambda: finished(worker, SPLIT_REVISION) == before + 1, "the second revision was delivered")
        assert (now(second).split_state, now(second).split_attempts) == (SplitState.PENDING, 0)
        assert ring(SPLIT_REVISION, first.pk)
    wait_for_split(second)
    one, two = now(first), now(second)
    assert (two.kept, two.changed, two.removed) == (one.added, 0, 0)
    assert two.added > 0
    assert Article.objects.get().current_revision == two

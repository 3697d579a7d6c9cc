"""A crowd of links: the next article does not wait for it, a killed worker repeats nothing, one bad link takes none with it."""

import asyncio
import hashlib
from collections.abc import Iterator

import psutil
import pytest

from tests.checking.web import Asked, Web, Writer, answer, page
from tests.factories import Cast, plain_article, revision_of
from tests.jobs.processes import Desk, Program, wait_until
from tests.jobs.test_durability import SOON, now, uploaded, wait_for_split
from verify.doorbell import ring_for_links
from verify.models import CheckState, Link, LinkCheck, LinkOccurrence

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

CROWD = 10_000
SPLITTER, CHECKER = "splits,sweeps", "checks,later,sweeps"


def crowd(cast: Cast, urls: list[str]) -> list[Link]:
    """An article whose text leans on all of them, as it stands in the tables right after its split; rung for."""
    article = plain_article(cast.editor, 1, title="A crowd of links")
    links = Link.objects.bulk_create(
        [Link(url=url, digest=hashlib.sha256(url.encode()).hexdigest(), host="127.0.0.1") for url in urls], 2000
    )
    revision = revision_of(article)
    LinkOccurrence.objects.bulk_create(
        [
            LinkOccurrence(revision=revision, link=link, position=place, kind="link", target=link.url, start=0, end=1)
            for place, link in enumerate(links)
        ],
        2000,
    )
    ring_for_links([link.pk for link in links])
    return links


def pages(outside: Web, count: int, name: str, seconds: float = 0.02) -> list[str]:
    """Addresses of one slow page under many queries."""

    async def serve(asked: Asked, writer: Writer) -> None:
        await asyncio.sleep(seconds)
        await answer(200, page("Here"))(asked, writer)

    return [outside.add(f"/{name}/{number}", serve) for number in range(count)]


async def never(asked: Asked, writer: Writer) -> None:
    """Takes the request and says nothing."""
    await asyncio.Event().wait()


def checked() -> int:
    return LinkCheck.objects.count()


@pytest.fixture
def checker(desk: Desk) -> Iterator[Program]:
    with desk.worker(queues=CHECKER, pending_too_long=SOON) as program:
        yield program


def test_ten_thousand_links_keep_the_next_article_no_moment_from_its_split(
    desk: Desk, checker: Program, outside: Web, cast: Cast
) -> None:
    crowd(cast, pages(outside, CROWD, "crowd"))
    wait_until(lambda: checked() > 0, "the crowd is being checked")
    with desk.worker(queues=SPLITTER) as splitter:
        revision = uploaded(cast.editor, "Nine boats left on Monday.")
        wait_for_split(revision)
        # Whatever a slow machine needs for a split: it was done while nearly all of the crowd was still to come.
        assert checked() < CROWD / 2
        assert loaded(splitter, "spacy")
    assert not loaded(checker, "spacy")
    assert now(revision).split_attempts == 1


def loaded(worker: Program, library: str) -> bool:
    """Whether one of the worker's processes has a part of the library in its memory."""
    processes = [psutil.Process(worker.process.pid), *worker.children]
    return any(f"/{library}/" in each.path for process in processes for each in process.memory_maps())


def test_a_checker_killed_in_the_middle_of_a_crowd_repeats_nothing_that_was_stored(
    desk: Desk, outside: Web, cast: Cast
) -> None:
    crowd(cast, pages(outside, CROWD, "killed"))
    with desk.worker(concurrency=2, queues=CHECKER) as first:
        wait_until(lambda: checked() >= 15, "some of the crowd is checked", 60)
        first.kill()
    stored = set(LinkCheck.objects.values_list("link__url", flat=True))
    asked = {path: outside.paths.count(path) for path in ("/" + url.split("/", 3)[3] for url in stored)}
    assert set(asked.values()) == {1}
    with desk.beat(), desk.worker(concurrency=2, queues=CHECKER, pending_too_long=SOON):
        wait_until(lambda: checked() >= len(stored) + 30, "the next worker goes on", 60)
    assert LinkCheck.objects.values("link").distinct().count() == checked()
    assert {path: outside.paths.count(path) for path in asked} == asked


def test_a_link_that_kills_its_worker_three_times_is_given_up_alone(desk: Desk, outside: Web, cast: Cast) -> None:
    # The visits of a killed worker count as under way for a while: there is room for others beside them.
    desk.environment["FETCH_PER_HOST"] = "64"
    with desk.worker(queues=CHECKER, pending_too_long=SOON) as checker:
        killed_three_times(checker, outside, cast)


def killed_three_times(checker: Program, outside: Web, cast: Cast) -> None:
    innocent = pages(outside, 11, "innocent", seconds=1.0)
    url = outside.add("/deadly", never)
    links = crowd(cast, [url, *innocent])
    innocents_left = set()
    for attempt in (1, 2, 3):
        wait_until(lambda: outside.paths.count("/deadly") >= attempt, f"it is asked for time {attempt}", 60)  # noqa: B023
        innocents_left.add(len(innocent) - checked())
        checker.kill_children()
    assert max(innocents_left) > 0, "it had company when it killed"
    wait_until(lambda: Link.objects.get(url=url).check_state == CheckState.FAILED, "it is given up", 60)
    wait_until(lambda: checked() == len(innocent), "all others are checked", 60)
    assert Link.objects.filter(check_state=CheckState.DONE).count() == len(links) - 1
    assert outside.paths.count("/deadly") == 3

"""The web of several hundred pages once more, judged by a real worker: the same, and within its memory."""

from collections.abc import Iterator
from itertools import batched
from pathlib import Path

import psutil
import pytest

from tests.checking.judged.cases import CASES
from tests.checking.judged.serving import World, served
from tests.factories import Cast, plain_article, revision_of
from tests.jobs.processes import Broker, Desk, Program, wait_until
from verify.doorbell import BATCH, CHECK_LINKS, ring
from verify.jobs.storing import known_links
from verify.models import CheckState, Link, LinkCheck, LinkOccurrence

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

MOST_MEMORY = 250


@pytest.fixture
def world() -> Iterator[World]:
    with served(CASES) as started:
        yield started


def linked(cast: Cast, world: World) -> dict[str, Link]:
    """An article that links to the whole web; {address as it is written there: its Link}."""
    article = plain_article(cast.editor)
    links = known_links(world.urls)
    LinkOccurrence.objects.bulk_create(
        LinkOccurrence(
            revision=revision_of(article), link=links[url], position=number, kind="link", target=url, start=0, end=3
        )
        for number, url in enumerate(world.urls)
    )
    return links


def peak(process: psutil.Process) -> int:
    """The most memory the process has ever held, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def family(worker: Program) -> list[psutil.Process]:
    """The worker, the processes of its pool and what they started."""
    parent = psutil.Process(worker.process.pid)
    return [parent, *parent.children(recursive=True)]


def test_a_worker_judges_the_web_like_the_command_within_its_memory(
    world: World, broker: Broker, cast: Cast, tmp_path: Path
) -> None:
    links = linked(cast, world)
    desk = Desk(broker, tmp_path, {"FETCH_ALLOW": ",".join(world.allow), "FETCH_TIMEOUT": "60"})
    ids = sorted({link.pk for link in links.values()})
    with desk.bell(), desk.worker(concurrency=2, queues="checks") as worker:
        assert all(ring(CHECK_LINKS, list(batch)) for batch in batched(ids, BATCH, strict=False))
        left = Link.objects.exclude(check_state=CheckState.DONE)
        wait_until(lambda: not left.exists(), "every link is checked", 120)
        sizes = sorted(peak(process) for process in family(worker))
    found = {check.link_id: check for check in LinkCheck.objects.all()}
    assert len(found) == len(ids) == LinkCheck.objects.count()
    judged = [(case, found[links[url].pk]) for case, url in zip(world.cases, world.urls, strict=True)]
    assert [
        (case.name, check.outcome, check.reason, check.flags)
        for case, check in judged
        if (check.outcome, check.reason, frozenset(check.flags)) != (case.outcome, case.reason, case.flags)
    ] == []
    assert sizes[-1] < MOST_MEMORY, sizes
    assert len(sizes) >= 5, "the worker, two of its pool and what reads their pages"
    assert world.visits == []

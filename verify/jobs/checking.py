"""Checking links: a batch of ids in, one dated LinkCheck (and MediaCheck) row out for each look."""

import logging
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import timedelta
from itertools import batched
from queue import Empty, SimpleQueue
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from verify.checking import CheckRequest, CheckResult, MediaFacts, MediaKind, Outcome
from verify.checking.check import run_checks
from verify.checking.fragments import fragment_of
from verify.models import CheckState, Health, Link, LinkCheck, LinkOccurrence, MediaCheck, MediaItem, agree

from .fetching import fetch_config
from .leases import Lease, lease
from .link_flags import flag_link
from .noting import note_link
from .outage import LINE_DOWN, without_outage
from .revisiting import known_looks, repeat_media, repeated
from .rhythm import UNUSED, Use, due_after, uses_of
from .watching import relied_on, watch_page

log = logging.getLogger(__name__)

COMPANY = (50, 8, 1)
"""How many links may share one task, by the times they were tried: one that kills its worker takes no innocent with it for good."""
EARLY = timedelta(seconds=5)
"""How far the clocks of two machines may be apart before a link that was put off starts too soon."""

EXPECTED = {
    LinkOccurrence.Kind.IMAGE: MediaKind.PICTURE,
    LinkOccurrence.Kind.VIDEO: MediaKind.VIDEO,
    LinkOccurrence.Kind.AUDIO: MediaKind.SOUND,
}


def check_links(link_ids: Sequence[int]) -> list[list[int]]:
    """Check those of the batch that are still to be checked and that no other worker is at; each result is stored as it comes.

    Nothing is checked where the batch is too large for what its links have been through: these companies are to be rung for.
    """
    with ExitStack() as leases:
        mine = [link_id for link_id in link_ids if leases.enter_context(lease(Lease.LINK, link_id))]
        companies = _companies(mine)
        if len(companies) > 1:
            return companies
        links = _start(mine)
        if not links:
            return []
        uses = uses_of([link.pk for link in links])
        requests = requests_for(links, relied_on([link.pk for link in links]))
        for index, result in without_outage(results_of(requests), results_of):
            try:
                if not _postpone(links[index], result):
                    _store(links[index], result, uses.get(links[index].pk, UNUSED))
            finally:
                result.close()
    return []


def _companies(link_ids: Sequence[int]) -> list[list[int]]:
    """The links that are still to be checked, with those that were tried as often, in companies as small as that asks for."""
    tried: dict[int, list[int]] = {}
    for link_id, attempts in _due(link_ids).order_by("pk").values_list("pk", "check_attempts"):
        tried.setdefault(min(attempts, len(COMPANY) - 1), []).append(link_id)
    return [list(company) for times, ids in tried.items() for company in batched(ids, COMPANY[times], strict=False)]


def _postpone(link: Link, result: CheckResult) -> bool:
    """Put a check off that the site or the batch had no time for, where it may still be made; nothing is stored of it.

    The link stays pending with a queue time that lies ahead, for the sweeper. A site that asks for more time at each of
    the attempts is believed: then that is what is stored.
    """
    put_off = result.postponed
    if put_off is None or (put_off.by_site and link.check_attempts >= settings.JOB_ATTEMPTS):
        return False
    Link.objects.filter(pk=link.pk).update(
        check_state=CheckState.PENDING,
        check_queued_at=timezone.now() + timedelta(seconds=put_off.seconds),
        check_attempts=F("check_attempts") if put_off.by_site else F("check_attempts") - 1,
    )
    return True


def _store(link: Link, result: CheckResult, use: Use) -> None:
    """Store the look, then draw from the page's text what follows for the claims that rest on it."""
    check = store_check(link, result, use)
    flag_link(link.pk)
    try:
        watch_page(link, check, result)
    except Exception:
        # The look itself is stored, and a page that cannot be compared must not take the rest of the batch with it.
        log.exception("The page behind link %s could not be compared with what was kept of it.", link.pk)


def results_of(requests: Sequence[CheckRequest]) -> Iterator[tuple[int, CheckResult]]:
    """Each result as it comes. The event loop has a thread of its own, since the ORM belongs to this one."""
    arrived: SimpleQueue[tuple[int, CheckResult]] = SimpleQueue()
    with ThreadPoolExecutor(1) as loop:
        batch = loop.submit(run_checks, requests, fetch_config(), lambda index, result: arrived.put((index, result)))
        for _expected in requests:
            while True:
                with suppress(Empty):
                    yield arrived.get(timeout=0.2)
                    break
                if batch.done() and arrived.empty():
                    batch.result()
                    return


def _due(link_ids: Sequence[int]) -> QuerySet[Link]:
    """Those that are still to be checked and were not put off to a time that lies ahead."""
    unfinished = Link.objects.filter(pk__in=link_ids, check_state__in=[CheckState.PENDING, CheckState.RUNNING])
    return unfinished.filter(check_queued_at__lte=timezone.now() + EARLY)


def _start(link_ids: Sequence[int]) -> list[Link]:
    """Count the attempt before the work, so that a link that kills its worker is given up after three."""
    due = _due(link_ids)
    _give_up(due.filter(check_attempts__gte=settings.JOB_ATTEMPTS))
    due.update(check_state=CheckState.RUNNING, check_attempts=F("check_attempts") + 1, check_queued_at=timezone.now())
    return list(Link.objects.filter(pk__in=link_ids, check_state=CheckState.RUNNING).order_by("pk"))


def _give_up(links: QuerySet[Link]) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    # First those that nobody has ever seen: what was seen of the others still holds.
    links.filter(latest_check__isnull=True, held__isnull=True).update(health=Health.GIVEN_UP)
    given_up = links.update(check_state=CheckState.FAILED, due_at=tomorrow)
    if given_up:
        log.error("%s links were given up after %s attempts each.", given_up, settings.JOB_ATTEMPTS)


def requests_for(links: Sequence[Link], to_keep: Collection[int]) -> list[CheckRequest]:
    """What to ask for each link, in their order; those ``to_keep`` (ids) are read in full, and their answers held as they come."""
    expected, places = _expected_kinds(links), _places(links)
    known = known_looks([link.pk for link in links if link.pk not in to_keep], expected)
    return [
        CheckRequest(
            link.url, expected.get(link.pk), link.pk in to_keep, known.get(link.pk), fragments=places.get(link.pk, ())
        )
        for link in links
    ]


def _expected_kinds(links: Sequence[Link]) -> dict[int, MediaKind]:
    """What the articles take each link for. One that is shown as a picture must answer with one."""
    rows = (
        LinkOccurrence.objects.filter(Q(link__in=links) & Q(kind__in=EXPECTED)).values_list("link", "kind").distinct()
    )
    return {link_id: EXPECTED[LinkOccurrence.Kind(kind)] for link_id, kind in rows if link_id is not None}


def _places(links: Sequence[Link]) -> dict[int, tuple[str, ...]]:
    """The places inside each page that the current revisions link to."""
    rows = LinkOccurrence.objects.filter(
        link__in=links, target__contains="#", revision__article__current_revision=F("revision")
    )
    places: dict[int, dict[str, None]] = {}
    for link_id, target in rows.values_list("link", "target").distinct():
        places.setdefault(link_id, {})[fragment_of(target)] = None
    return {link_id: tuple(found) for link_id, found in places.items()}


@transaction.atomic
def store_check(link: Link, result: CheckResult, use: Use = UNUSED) -> LinkCheck:
    """Append the observation, make it the link's newest, and draw from it what follows: dead, back again, when to look next."""
    locked = Link.objects.select_for_update(of=("self",), no_key=True)
    link = locked.select_related("held", "latest_check__same_as").get(pk=link.pk)
    check = LinkCheck.objects.create(
        link=link,
        checked_at=timezone.now(),
        **(_content_fields(result) | repeated(link, result)),
        outcome=Outcome(result.outcome).value,
        reason=result.reason[:64],
        sentence=result.sentence,
        http_status=result.status,
        final_url=_clean(result.final_url),
        hops=[{"url": _clean(hop.url), "status": hop.status} for hop in result.hops],
        seconds=result.seconds,
        flags=list(result.flags),
        missing_fragments=[_clean(place) for place in result.missing_fragments],
        etag=result.etag,
        last_modified=result.last_modified,
    )
    repeat_media(check)
    if result.media is not None:
        MediaCheck.objects.create(
            link=link, link_check=check, item=_media_item(result.media), problems=list(result.media.problems)
        )
    _conclude(link, check, use)
    note_link(link.pk)
    return check


def _content_fields(result: CheckResult) -> dict[str, Any]:
    """What the columns of ``revisiting.CONTENT`` hold after a look that read the content."""
    answered = {
        "content_type": _clean(result.content_type)[:255],
        "size": result.size,
        "title": _clean(result.title)[:1000],
        "published_on": result.published_on,
    }
    source = result.source
    if source is None:
        return answered
    return answered | {
        "site": _clean(source.site)[:200],
        "author": _clean(source.author)[:500],
        "modified_on": source.modified_on,
        "dated_by": source.dated_by,
        "language": source.language[:8],
        "canonical_url": _clean(source.canonical_url),
        "words": source.words,
    }


def _conclude(link: Link, check: LinkCheck, use: Use) -> None:
    standing = link.standing.after(check.look)
    link.latest_check = check
    link.check_state, link.check_attempts = CheckState.DONE, 0
    excused = check.reason == LINE_DOWN
    link.due_at = due_after(check.checked_at, check.outcome, standing, use, excused=excused)
    link.failing_since, link.failures = standing.failing_since, standing.failures
    link.dead_at, link.back_at = standing.dead_at, standing.back_at
    if link.held is not None and (not link.held.stands or agree(link.held.outcome, check.outcome)):
        link.held = None
    link.health = link.health_now()
    link.save()


def _media_item(facts: MediaFacts) -> MediaItem:
    item, _created = MediaItem.objects.get_or_create(
        sha256=facts.sha256,
        defaults={
            "kind": facts.kind.value,
            "mime": facts.mime[:100],
            "size": facts.size,
            "width": facts.width,
            "height": facts.height,
            "duration": facts.duration,
            "captured_at": facts.captured_at.isoformat() if facts.captured_at else "",
            "latitude": facts.latitude,
            "longitude": facts.longitude,
            "software": _clean(facts.software)[:200],
            "camera": _clean(facts.camera)[:200],
            "preview": facts.preview,
        },
    )
    return item


def _clean(text: str) -> str:
    """PostgreSQL text holds no NUL and no lone surrogate; the web sends both."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()

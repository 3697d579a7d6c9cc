"""Keeping copies of what people rely on: link ids in, one look with its copy (or a sentence why not) out for each."""

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from verify.checking import CheckResult
from verify.checking.ask import AskFailed
from verify.checking.wayback import Capture, look_up, save
from verify.models import FINE, ArchiveCopy, CheckState, Keeping, Link, LinkCheck

from .checking import requests_for, results_of, store_check
from .copying import MOST_BYTES, is_too_large, make_copy, store_copy
from .fetching import fetch_config
from .leases import Lease, lease
from .rhythm import UNUSED, Use, uses_of
from .watching import watch_page

log = logging.getLogger(__name__)

ARCHIVE_SECONDS = 60.0
"""A web archive fetches the page itself before it answers."""


def keep_links(link_ids: Sequence[int]) -> None:
    """Do what is still to be kept of these links and what no other worker is at. Each link's outcome is stored as it comes."""
    with ExitStack() as leases:
        mine = [link_id for link_id in link_ids if leases.enter_context(lease(Lease.KEEP, link_id))]
        started = _start(mine)
        _keep_copies({link for link, what in started if what == Keeping.What.COPY})
        for link in sorted((link for link, what in started if what == Keeping.What.ARCHIVE), key=lambda link: link.pk):
            _save_at_archive(link)


def _start(link_ids: Sequence[int]) -> set[tuple[Link, str]]:
    """Count the attempt before the work, so that what kills its worker is given up after three."""
    due = Keeping.objects.filter(link__in=link_ids, state__in=[CheckState.PENDING, CheckState.RUNNING])
    sentence = _("Keeping a copy was tried three times and never ended: ask for it again later.")
    given_up = due.filter(attempts__gte=settings.JOB_ATTEMPTS).update(state=CheckState.FAILED, sentence=sentence)
    if given_up:
        log.error("%s copies were given up after %s attempts each.", given_up, settings.JOB_ATTEMPTS)
    due.update(state=CheckState.RUNNING, attempts=F("attempts") + 1, queued_at=timezone.now())
    rows = Keeping.objects.filter(link__in=link_ids, state=CheckState.RUNNING).select_related("link")
    return {(row.link, row.what) for row in rows}


def _keep_copies(chosen: set[Link]) -> None:
    links = sorted(chosen, key=lambda link: link.pk)
    if not links:
        return
    ids = [link.pk for link in links]
    uses = uses_of(ids)
    for index, result in results_of(requests_for(links, ids)):
        link = links[index]
        try:
            if not _postpone(link, result):
                _settle(link, result, uses.get(link.pk, UNUSED))
        finally:
            result.close()
        if settings.WAYBACK_URL and result.outcome.value in FINE:
            _look_up_at_archive(link)


def _postpone(link: Link, result: CheckResult) -> bool:
    """Put off what the site or the batch had no time for; a site that asks for more time at each attempt is believed."""
    put_off = result.postponed
    if put_off is None:
        return False
    asked = link.keepings.filter(what=Keeping.What.COPY, state=CheckState.RUNNING)
    if put_off.by_site and asked.filter(attempts__gte=settings.JOB_ATTEMPTS).exists():
        return False
    asked.update(
        state=CheckState.PENDING,
        queued_at=timezone.now() + timedelta(seconds=put_off.seconds),
        attempts=F("attempts") if put_off.by_site else F("attempts") - 1,
    )
    return True


def _settle(link: Link, result: CheckResult, use: Use) -> None:
    """Store the look, the copy and what became of everybody's asking, together."""
    exchange = result.exchange
    is_there = exchange is not None and result.outcome.value in FINE
    copy = (
        make_copy(link, result, exchange, stamped=True)
        if is_there and exchange and not is_too_large(exchange)
        else None
    )
    with transaction.atomic():
        check = store_check(link, result, use)
        asked = link.keepings.filter(what=Keeping.What.COPY, state=CheckState.RUNNING)
        if copy is None:
            asked.update(state=CheckState.FAILED, sentence=_too_large() if is_there else _why_not(check))
        else:
            asked.update(state=CheckState.DONE, sentence="", snapshot=store_copy(link, check, copy))
        watch_page(link, check, result)


def _too_large() -> str:
    limit = filesizeformat(MOST_BYTES)
    return _("No copy was kept: the file is larger than %(limit)s. Keep it yourself and say where.") % {"limit": limit}


def _why_not(check: LinkCheck) -> str:
    return _("No copy was kept. %(reason)s") % {"reason": check.told}


def _look_up_at_archive(link: Link) -> None:
    """Note what the web archive has of the page, where that is news. It not answering keeps nobody waiting."""
    try:
        found = look_up(link.url, settings.WAYBACK_URL, fetch_config())
    except AskFailed as error:
        log.warning("The web archive was not asked about link %s: %s", link.pk, error)
        return
    newest = link.archive_copies.first()
    address, at = (found.address, found.captured_at) if found else ("", None)
    if newest is None or (newest.address, newest.captured_at) != (address, at):
        ArchiveCopy.objects.create(link=link, address=address, captured_at=at)


def _save_at_archive(link: Link) -> None:
    """Ask the web archive to make a copy, and note where it is or why there is none."""
    asked = link.keepings.filter(what=Keeping.What.ARCHIVE, state=CheckState.RUNNING)
    try:
        made = _made(link)
    except AskFailed as error:
        asked.update(state=CheckState.FAILED, sentence=str(error))
        return
    with transaction.atomic():
        copy = ArchiveCopy.objects.create(
            link=link, address=made.address, captured_at=made.captured_at, saved_for_us=True
        )
        asked.update(state=CheckState.DONE, sentence="", archive_copy=copy)


def _made(link: Link) -> Capture:
    if not settings.WAYBACK_SAVE_URL:
        raise AskFailed(_("No web archive is set up here: ask whoever runs the desk."))
    return save(link.url, settings.WAYBACK_SAVE_URL, replace(fetch_config(), timeout=ARCHIVE_SECONDS))

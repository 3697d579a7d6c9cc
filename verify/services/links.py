"""What people do with links: look again, and say what they saw themselves."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from verify.doorbell import FLAG_LINK, ring, ring_for_links
from verify.models import CheckState, Link, Overruling, Person
from verify.transactions import one_transaction

from .errors import Refused
from .locks import sent_before


@one_transaction
def check_links_again(link_ids: Sequence[int]) -> int:
    """Queue a fresh look at each link that is not being looked at already; how many were queued."""
    at_rest = Link.objects.filter(pk__in=link_ids, check_state__in=[CheckState.DONE, CheckState.FAILED])
    ids = list(at_rest.select_for_update().order_by("pk").values_list("pk", flat=True))
    Link.objects.filter(pk__in=ids).update(
        check_state=CheckState.PENDING, check_attempts=0, check_queued_at=timezone.now(), due_at=None
    )
    transaction.on_commit(partial(ring_for_links, ids))
    return len(ids)


def look_soon(links: QuerySet[Link]) -> None:
    """Have links at rest looked at with the next round: something that is decided now leans on them."""
    now = timezone.now()
    # Where no look is due at all none would change anything.
    links.filter(check_state__in=[CheckState.DONE, CheckState.FAILED], due_at__gt=now).update(due_at=now)


@one_transaction
def overrule_link(link: Link, person: Person, outcome: str, note: str, *, idempotency_key: UUID) -> Overruling:
    """Hold another outcome than the program's newest, for the time the settings allow; the same key twice is one row.

    Raises Refused: nothing was found yet, the program agrees already, no note, an outcome nobody can see in a browser.
    """
    already = sent_before(Overruling.objects.all(), idempotency_key, link=link, person=person, withdraws=None)
    if already is not None:
        return already
    link = Link.objects.select_for_update(of=("self",)).select_related("latest_check", "held").get(pk=link.pk)
    if outcome not in Overruling.MAY_HOLD:
        raise Refused(_("Choose what you saw."), "outcome")
    if not note.strip():
        raise Refused(_("Write how you looked: a colleague must be able to follow it."), "note")
    if link.latest_check is None:
        raise Refused(_("The program has not looked at this link yet: there is nothing to overrule."))
    if outcome == link.latest_check.outcome and not link.is_dead:
        raise Refused(_("The program found the same: there is nothing to overrule."), "outcome")
    row = Overruling.objects.create(
        link=link,
        link_check=link.latest_check,
        outcome=outcome,
        note=note.strip(),
        person=person,
        made_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=settings.OVERRULING_DAYS),
        idempotency_key=idempotency_key,
    )
    _hold(link, row)
    return row


@one_transaction
def withdraw_overruling(link: Link, person: Person, note: str, *, idempotency_key: UUID) -> Overruling:
    """End the overruling that stands, with a note; anybody who may overrule may. Raises Refused when none stands."""
    withdrawn = Overruling.Act.WITHDRAWN
    already = sent_before(Overruling.objects.all(), idempotency_key, link=link, person=person, act=withdrawn)
    if already is not None:
        return already
    link = Link.objects.select_for_update(of=("self",)).select_related("latest_check", "held").get(pk=link.pk)
    if link.held is None or not link.held.stands:
        raise Refused(_("Nobody's word stands on this link any more: there is nothing to withdraw."))
    if not note.strip():
        raise Refused(_("Write why: a colleague must be able to follow it."), "note")
    row = Overruling.objects.create(
        link=link,
        link_check_id=link.held.link_check_id,
        act=Overruling.Act.WITHDRAWN,
        outcome=link.held.outcome,
        note=note.strip(),
        person=person,
        made_at=timezone.now(),
        withdraws=link.held,
        idempotency_key=idempotency_key,
    )
    _hold(link, None)
    return row


def _hold(link: Link, row: Overruling | None) -> None:
    link.held = row
    link.health = link.health_now()
    link.save(update_fields=["held", "health"])
    if link.is_dead:
        transaction.on_commit(partial(ring, FLAG_LINK, link.pk))

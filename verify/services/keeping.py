"""Asking for copies of what people rely on: here, and at a web archive."""

from functools import partial

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from verify.doorbell import KEEP_LINKS, ring
from verify.models import FINE, CheckState, Evidence, Keeping, Link, Outcome, Person

from .errors import Refused

NEVER = (Outcome.BLOCKED, Outcome.INVALID)


def keep_evidence(evidence: Evidence) -> Keeping | None:
    """Have a copy kept of the page that a piece of evidence names, once for each piece; None where it names none. Part of the
    transaction that stores the piece."""
    if evidence.link is None:
        return None
    keeping, created = Keeping.objects.get_or_create(
        evidence=evidence, what=Keeping.What.COPY, defaults={"link": evidence.link, "asked_by": evidence.added_by}
    )
    if created:
        transaction.on_commit(partial(ring, KEEP_LINKS, [evidence.link.pk]))
    return keeping


def keep_copy(link: Link, person: Person) -> Keeping:
    """Have a copy kept now because somebody asks for it. Raises Refused where the link is never fetched, and where one is
    being kept already."""
    if link.latest_check is not None and link.latest_check.outcome in NEVER:
        raise Refused(_("No copy can be kept: %(reason)s") % {"reason": link.latest_check.told})
    return _ask(link, person, Keeping.What.COPY)


def save_at_archive(link: Link, person: Person) -> Keeping:
    """Have the web archive make a copy. Raises Refused where none is set up, where the page was not there at the last look (an
    address inside the network is told to nobody), and where it is being done already."""
    if not settings.WAYBACK_SAVE_URL:
        raise Refused(_("No web archive is set up here: ask whoever runs the desk."))
    if link.latest_check is None or link.latest_check.outcome not in FINE:
        raise Refused(_("The page was not there at the last look: check it again before you have it saved."))
    return _ask(link, person, Keeping.What.ARCHIVE)


def _ask(link: Link, person: Person, what: str) -> Keeping:
    try:
        with transaction.atomic():
            keeping = Keeping.objects.create(link=link, what=what, asked_by=person)
            transaction.on_commit(partial(ring, KEEP_LINKS, [link.pk]))
    except IntegrityError as error:
        raise Refused(_("A copy is being kept already: wait a moment.")) from error
    return keeping


def is_waiting(link: Link) -> bool:
    """Whether a copy of the link is being kept now."""
    return link.keepings.filter(state__in=[CheckState.PENDING, CheckState.RUNNING]).exists()

"""Mail about what waits for people: each notification by itself or all of a day together, as each of them chose.

A row is taken with its attempt counted before anything is sent, under a lease of its person, and marked when the mail server has
taken the mail; three attempts are the end. A mail says nothing of a restricted article but that something waits there.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from verify.jobs.leases import Lease, lease
from verify.models import MailState, Notification, Person

log = logging.getLogger(__name__)

AT_MOST = 200
"""Notifications in one mail; the rest goes with the next."""
PATIENCE = timedelta(minutes=5)
"""After the first failure; twice and three times as long after the next. A worker that died is waited for as long."""


def find_due() -> list[int]:
    """Ids of the people for whom a mail is due: lost rings, failed attempts and daily mails."""
    now = timezone.now()
    lost = Notification.objects.waiting_at_once(now - timedelta(seconds=settings.JOB_PENDING_TOO_LONG))
    daily = Notification.objects.waiting_for_digest(last_digest_hour(now), now)
    return sorted({*lost.values_list("person", flat=True), *daily.values_list("person", flat=True)})


def last_digest_hour(now: datetime) -> datetime:
    """When MAIL_DIGEST_HOUR, in the desk's time zone, was last."""
    hour = timezone.localtime(now).replace(hour=settings.MAIL_DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= now else hour - timedelta(days=1)


def send_mail(person_id: int) -> int:
    """Send this person one mail with all that is due for them; how many notifications it holds. Safe to repeat."""
    with lease(Lease.MAIL, person_id) as mine:
        person = Person.objects.filter(pk=person_id).first() if mine else None
        batch = _take(person) if person else []
        if not person or not batch:
            return 0
        try:
            _message(person, batch).send()
        except (SMTPException, OSError) as error:
            log.warning("The mail to person %s was not taken: %s", person_id, error)
            return 0
        Notification.objects.filter(pk__in=[row.pk for row in batch]).update(mail_state=MailState.SENT)
        return len(batch)


@transaction.atomic
def _take(person: Person) -> list[Notification]:
    """What the mail holds, with the attempt counted; what is read, hidden or not wanted any more is let go."""
    now = timezone.now()
    waiting = Notification.objects.filter(person=person, mail_state=MailState.PENDING)
    wants = settings.EMAIL_URL and person.is_active and person.email and person.mail != Person.Mail.NONE
    shown = Notification.objects.shown_to(person).unread().values("pk")
    (waiting.exclude(pk__in=shown) if wants else waiting).update(mail_state=MailState.NONE)
    waiting.filter(mail_attempts__gte=settings.JOB_ATTEMPTS).update(mail_state=MailState.FAILED)
    due = waiting.filter(mail_queued_at__lte=now + timedelta(seconds=1))
    if person.mail == Person.Mail.DIGEST:
        due = due.filter(at__lt=last_digest_hour(now))
    batch = list(due.select_related("article", "actor").order_by("pk").select_for_update(of=("self",))[:AT_MOST])
    later = now + PATIENCE * (1 + max((row.mail_attempts for row in batch), default=0))
    rows = Notification.objects.filter(pk__in=[row.pk for row in batch])
    rows.update(mail_attempts=F("mail_attempts") + 1, mail_queued_at=later)
    return batch


def _message(person: Person, batch: list[Notification]) -> EmailMessage:
    desk = settings.DESK_URL.rstrip("/")
    context = {
        "person": person,
        "open": [row for row in batch if not row.article.restricted],
        "restricted": any(row.article.restricted for row in batch),
        "desk": desk,
        "list": f"{desk}{reverse('notifications')}",
        "settings": f"{desk}{reverse('preferences')}",
    }
    subject = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", len(batch)) % {"n": len(batch)}
    # The same rows make the same mail: a mail server or reader that gets it twice can tell.
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    headers = {
        "Message-ID": f"<{batch[0].pk}.{batch[-1].pk}.{len(batch)}.{person.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string("verify/mail/notifications.txt", context)
    return EmailMessage(f"Newsroom Verify: {subject}", text, to=[person.email], headers=headers)

"""What somebody is told: that a colleague or the program did something that concerns them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from .article import Article
from .claim import Claim
from .person import Person


class MailState(models.TextChoices):
    """Where the mail about a notification stands. NONE: it is not wanted, or no longer."""

    NONE = "none", _("none")
    PENDING = "pending", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("given up")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def shown_to(self, person: Person) -> Self:
        """This person's, without those about articles that they may not see now."""
        return self.filter(person=person.pk, article__in=Article.objects.visible_to(person))

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def for_page(self) -> Self:
        """What the list prints, newest first."""
        return self.select_related("article", "claim", "actor").order_by("-at", "-pk")

    def after_row(self, key: str) -> Self:
        """Those that follow the one with this ``key``; all of them for an empty or unreadable one."""
        moment, _separator, pk = key.rpartition("_")
        try:
            at = parse_datetime(moment.replace(" ", "+")) if pk.isdecimal() and len(pk) < 19 else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            return self
        return self.filter(Q(at__lt=at) | Q(at=at, pk__lt=int(pk)))

    def waiting_at_once(self, before: datetime) -> Self:
        """Those of people who want each by itself, whose mail was rung for before this moment and is not sent."""
        return self.filter(mail_state=MailState.PENDING, mail_queued_at__lt=before, person__mail=Person.Mail.AT_ONCE)

    def waiting_for_digest(self, boundary: datetime, now: datetime) -> Self:
        """Those of people who want one mail a day, made before the hour of that mail (``boundary``) and due by ``now``."""
        waiting = self.filter(mail_state=MailState.PENDING, person__mail=Person.Mail.DIGEST)
        return waiting.filter(at__lt=boundary, mail_queued_at__lte=now)


class Notification(models.Model):
    """One thing that one person is told once. Written by ``verify.notifying`` alone, in the transaction that did the thing.

    ``cause`` names the thing ("comment:12"): nobody is told of it twice in the same kind. ``number`` counts the claims where
    it is about several, and ``claim`` is null then.
    """

    class Kind(models.TextChoices):
        MENTIONED = "mentioned", _("mentioned you in a comment")
        COMMENT = "comment", _("commented on a claim that you decided")
        RETURNED = "returned", _("returned your verdict")
        SIGNATURE = "signature", _("A verdict waits for your signature")
        ASSIGNED = "assigned", _("assigned a claim to you")
        REMINDED = "reminded", _("A claim assigned to you is still open")
        FLAG = "flag", _("Something was noticed on a claim that you decided")
        CONTRADICTED = "contradicted", _("decided otherwise than you did")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    cause = models.CharField(max_length=80)
    article = models.ForeignKey(Article, models.CASCADE, related_name="notifications")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="notifications")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    """Who did it; null where the program did."""
    number = models.PositiveIntegerField(default=1)
    anchor = models.CharField(max_length=40, blank=True)
    """The part of the article's page that it is about, without the #."""
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)
    mail_state = models.CharField(max_length=7, choices=MailState, default=MailState.NONE)
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mail_queued_at = models.DateTimeField(db_default=Now())

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notification_of_person"),
            models.Index(fields=["person", "article"], name="notification_unread", condition=Q(read_at=None)),
            models.Index(fields=["mail_queued_at"], name="notification_to_mail", condition=Q(mail_state="pending")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "cause"], name="notification_once_for_a_cause"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "mentioned", "comment", "returned", "signature", "assigned", "reminded", "flag", "contradicted",
                    ]
                ),
                name="notification_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(mail_state__in=["none", "pending", "sent", "failed"]), name="notification_mail_known"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"

    @property
    def key(self) -> str:
        """This row's place in the list, for the address of the page that follows it."""
        return f"{self.at.isoformat()}_{self.pk}"

    @property
    def sentence(self) -> str:
        """What happened, without a word of the text."""
        if self.kind == self.Kind.ASSIGNED and self.number > 1:
            return str(
                _("%(person)s assigned %(number)s claims to you") % {"person": self.actor, "number": self.number}
            )
        label = str(self.get_kind_display())
        return f"{self.actor} {label}" if self.actor is not None else label

    @property
    def address(self) -> str:
        """The place it is about."""
        query = f"?claim={self.claim_id}" if self.claim_id else ""
        return f"{reverse('article', args=[self.article_id])}{query}{'#' if self.anchor else ''}{self.anchor}"

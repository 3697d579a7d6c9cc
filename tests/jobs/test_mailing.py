"""Mail about what waits for people, taken by a real SMTP server: once, as each of them chose, with nothing they may not read."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as live_settings
from django.utils import timezone
from pytest_django import Settings

from tests.factories import Cast, claims_of, plain_article, said_on
from tests.jobs.mailbox import Mailbox, running_mailbox
from tests.jobs.processes import Broker, Desk, wait_until
from verify.jobs import mailing
from verify.models import Article, Claim, MailState, Notification, Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with running_mailbox() as running:
        yield running


@pytest.fixture
def server(mailbox: Mailbox, settings: Settings) -> Mailbox:
    """The mail server of this process too, which sends without a worker; nothing is rung."""
    settings.EMAIL_URL = mailbox.url
    options = {"host": "127.0.0.1", "port": urlsplit(mailbox.url).port, "timeout": 20}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    settings.DESK_URL = "https://desk.example.org"
    return mailbox


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor, title="Nine boats"))[0]


def wants(person: Person, mail: str) -> None:
    Person.objects.filter(pk=person.pk).update(mail=mail, email=f"{person.username}@desk.example")


def states() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("mail_state", flat=True))


def text_of(mailbox: Mailbox, number: int = -1) -> str:
    return str(mailbox.mails[number].get_content())


def age(**ago: float) -> None:
    """Move everything that was told into the past."""
    moved = timezone.now() - timedelta(**ago)
    Notification.objects.update(at=moved, mail_queued_at=moved)


@pytest.mark.processes
def test_a_real_worker_mails_at_once_and_each_row_once(
    broker: Broker, mailbox: Mailbox, cast: Cast, claim: Claim, tmp_path: Path, settings: Settings
) -> None:
    settings.EMAIL_URL = mailbox.url
    wants(cast.viewer, "at-once")
    desk = Desk(
        broker, tmp_path, {"EMAIL_URL": mailbox.url, "MAIL_FROM": "desk@example.org", "DESK_URL": "https://d.example"}
    )
    with desk.bell(), desk.worker(queues="later"):
        said_on(claim, cast.editor, "@viewer, a secret word")
        wait_until(lambda: states() == [MailState.SENT], "the mail is sent")
        said_on(claim, cast.editor, "@viewer, again")
        wait_until(lambda: states() == [MailState.SENT] * 2, "the second one is sent too")
    assert len(mailbox.mails) == 2
    mail = mailbox.mails[0]
    assert (mail["To"], mail["From"]) == ("viewer@desk.example", "desk@example.org")
    assert mail.get_content_type() == "text/plain"
    row = Notification.objects.earliest("pk")
    assert f"https://d.example{row.address}" in text_of(mailbox, 0)
    assert "Nine boats" in text_of(mailbox, 0)
    assert "secret word" not in text_of(mailbox, 0)


def test_a_restricted_article_is_not_named_in_a_mail(server: Mailbox, cast: Cast, claim: Claim) -> None:
    wants(cast.viewer, "at-once")
    Article.objects.update(restricted=True)
    claim.article.people.add(cast.viewer, cast.editor)
    claim.refresh_from_db()
    said_on(claim, cast.editor, "@viewer")
    assert mailing.send_mail(cast.viewer.pk) == 1
    text = text_of(server)
    assert "Something on a restricted article waits for you." in text
    assert "Nine boats" not in text
    assert f"/articles/{claim.article_id}" not in text
    assert "Edith" not in text


def test_who_was_taken_off_the_article_since_gets_no_mail(server: Mailbox, cast: Cast, claim: Claim) -> None:
    wants(cast.viewer, "at-once")
    said_on(claim, cast.editor, "@viewer")
    Article.objects.update(restricted=True)
    assert mailing.send_mail(cast.viewer.pk) == 0
    assert (server.mails, states()) == ([], [MailState.NONE])


@pytest.mark.parametrize("change", [{"mail": "none"}, {"is_active": False}, {"email": ""}])
def test_who_wants_none_any_more_gets_none(
    server: Mailbox, cast: Cast, claim: Claim, change: dict[str, object]
) -> None:
    wants(cast.viewer, "at-once")
    said_on(claim, cast.editor, "@viewer")
    Person.objects.filter(pk=cast.viewer.pk).update(**change)
    assert mailing.send_mail(cast.viewer.pk) == 0
    assert (server.mails, states()) == ([], [MailState.NONE])


def test_what_was_read_meanwhile_is_not_mailed(server: Mailbox, cast: Cast, claim: Claim) -> None:
    wants(cast.viewer, "at-once")
    said_on(claim, cast.editor, "@viewer, one")
    Notification.objects.update(read_at=timezone.now())
    said_on(claim, cast.editor, "@viewer, two")
    assert mailing.send_mail(cast.viewer.pk) == 1
    assert states() == [MailState.NONE, MailState.SENT]


def test_a_daily_mail_holds_what_came_before_its_hour_and_the_rest_waits(
    server: Mailbox, cast: Cast, claim: Claim
) -> None:
    wants(cast.viewer, "digest")
    said_on(claim, cast.editor, "@viewer, one")
    said_on(claim, cast.editor, "@viewer, two")
    age(days=1, minutes=1)
    said_on(claim, cast.editor, "@viewer, today")
    Notification.objects.filter(pk=Notification.objects.latest("pk").pk).update(
        at=timezone.now() + timedelta(minutes=1)
    )
    assert mailing.find_due() == [cast.viewer.pk]
    assert mailing.send_mail(cast.viewer.pk) == 2
    assert mailing.send_mail(cast.viewer.pk) == 0
    assert states() == [MailState.SENT, MailState.SENT, MailState.PENDING]
    assert server.mails[0]["Subject"] == "Newsroom Verify: 2 things wait for you"
    assert mailing.find_due() == []


def test_the_hour_of_the_daily_mail_is_that_of_the_desks_clock(settings: Settings) -> None:
    settings.MAIL_DIGEST_HOUR = 7
    assert mailing.last_digest_hour(datetime(2025, 3, 12, 7, 0, tzinfo=UTC)) == datetime(2025, 3, 12, 7, tzinfo=UTC)
    assert mailing.last_digest_hour(datetime(2025, 3, 12, 6, 59, tzinfo=UTC)) == datetime(2025, 3, 11, 7, tzinfo=UTC)


def test_a_mail_that_is_refused_is_tried_three_times_and_given_up(server: Mailbox, cast: Cast, claim: Claim) -> None:
    wants(cast.viewer, "at-once")
    said_on(claim, cast.editor, "@viewer")
    server.refusing = True
    for attempt in range(live_settings.JOB_ATTEMPTS):
        assert mailing.find_due() == ([cast.viewer.pk] if attempt else [])
        assert mailing.send_mail(cast.viewer.pk) == 0
        assert server.refused == attempt + 1
        assert mailing.find_due() == [], "not before its time"
        age(hours=1)
    assert mailing.send_mail(cast.viewer.pk) == 0
    assert (server.refused, states()) == (live_settings.JOB_ATTEMPTS, [MailState.FAILED])
    assert mailing.find_due() == []


def test_a_lost_ring_is_found_again(server: Mailbox, cast: Cast, claim: Claim) -> None:
    wants(cast.viewer, "at-once")
    said_on(claim, cast.editor, "@viewer")
    assert mailing.find_due() == []
    age(seconds=live_settings.JOB_PENDING_TOO_LONG + 1)
    assert mailing.find_due() == [cast.viewer.pk]


def test_a_desk_without_a_mail_server_keeps_nothing_to_send(cast: Cast, claim: Claim) -> None:
    wants(cast.viewer, "at-once")
    said_on(claim, cast.editor, "@viewer")
    assert states() == [MailState.NONE]

"""What people do with what they were told; the telling itself is in ``verify.notifying``."""

from django.utils import timezone

from verify.models import Notification, Person


def mark_read(notification: Notification) -> None:
    """Note when it was read first."""
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=timezone.now())


def mark_all_read(person: Person) -> int:
    """Mark all as read that this person may see; how many were not."""
    return Notification.objects.shown_to(person).unread().update(read_at=timezone.now())

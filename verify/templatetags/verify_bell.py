"""The bell in the header of every full page."""

from django import template
from django.template import Context

from verify.models import Notification

register = template.Library()

SHOWN = 9
"""More than this are shown as "9+"; no more rows than that are counted."""


@register.simple_tag(takes_context=True)
def unread(context: Context) -> str:
    """How many notifications the person has not read, of those that they may see; empty for none. One query."""
    number = Notification.objects.shown_to(context["user"]).unread()[: SHOWN + 1].count()
    return "" if not number else f"{SHOWN}+" if number > SHOWN else str(number)

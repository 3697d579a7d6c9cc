"""Icons as one use of the sprite. Pages show thousands of them, so each is made once and kept."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon with this id in static/icons/sprite.svg; hidden from readers, for whom a word stands beside it."""
    return _use(name)


@register.simple_tag
def status_icon(status: str) -> SafeString:
    """The icon of a claim's status."""
    return _use(f"status-{status or 'unchecked'}")


@register.simple_tag
def outcome_icon(outcome: str) -> SafeString:
    """The icon of a check's outcome."""
    return _use("circle-help" if outcome == "failed" else f"outcome-{outcome or 'pending'}")


@cache
def _use(symbol: str) -> SafeString:
    address = static("icons/sprite.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, symbol)

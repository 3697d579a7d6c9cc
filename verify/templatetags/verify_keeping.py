"""What is kept of a page, for templates that show a link."""

from django import template

from verify.models import Evidence, Link, Person
from verify.views.claim_card import EvidenceSides
from verify.views.kept import Kept, LinkCopies

register = template.Library()


@register.simple_tag
def copies_of(link: Link, person: Person) -> LinkCopies:
    """``{% copies_of link user as copies %}``: the copies of a link that this person may see the page of."""
    return LinkCopies(link, person)


@register.filter
def kept_of(sides: EvidenceSides, piece: Evidence) -> Kept | None:
    """What stands beside a piece of evidence; None beside what is no page."""
    return sides.kept.get(piece.pk)

"""A passage of another article as evidence: found by the address that its page gives it."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.utils.translation import gettext as _

from verify.models import Article, Passage, Person

from .errors import Refused

PLACE = re.compile(r"/articles/(?P<article>\d{1,15})/(?:revisions/(?P<number>\d{1,9})/)?")


def passage_at(source: str, person: Person, *, not_of: int) -> Passage | None:
    """The passage that an address of this desk names; None for any other text.

    Raises Refused where the person may not see it or there is none, and for a passage of the article ``not_of`` (its id).
    """
    words = source.split()
    parts = urlsplit(words[0]) if len(words) == 1 else None
    if parts is None or not _is_ours(parts.netloc):
        return None
    place = PLACE.fullmatch(parts.path)
    position = parts.fragment.removeprefix("passage-")
    if place is None or not position.isdecimal() or position == parts.fragment:
        return None
    article = Article.objects.visible_to(person).filter(pk=int(place["article"])).first()
    passages = Passage.objects.filter(revision__article=article, position=int(position[:9]))
    passages = passages.filter(revision__number=int(place["number"])) if place["number"] else passages
    found = passages.order_by("-revision__number").first() if article else None
    if article is None or found is None:
        raise Refused(
            _("There is no such passage, or it is not open to you: copy its address once more."), "evidence_source"
        )
    if article.pk == not_of:
        raise Refused(_("An article is no evidence for itself: choose a passage of another one."), "evidence_source")
    return found


def _is_ours(netloc: str) -> bool:
    """An address without a host is one of this desk."""
    host = netloc.rpartition("@")[2].rpartition(":")[0] or netloc
    return not netloc or validate_host(host, settings.ALLOWED_HOSTS)

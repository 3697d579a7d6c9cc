"""Searches that somebody keeps."""

from django.utils.translation import gettext as _

from verify.models import Person, SavedFilter
from verify.transactions import one_transaction

from .errors import Refused

MOST = 50
"""Searches that one person may keep: they are all shown in one row."""


@one_transaction
def save_filter(person: Person, name: str, query: str) -> SavedFilter:
    """Keep a search under a name; the same name again takes the new search. Refused without a name or a search."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(_("Give the search a name, so that you find it again."), "name")
    if not query:
        raise Refused(_("There is nothing to keep yet: search for something first."), "name")
    Person.objects.select_for_update().get(pk=person.pk)
    others = person.saved_filters.exclude(name=name)
    if others.count() >= MOST:
        raise Refused(_("You keep %(n)s searches already: forget one of them first.") % {"n": MOST}, "name")
    saved, _made = SavedFilter.objects.update_or_create(person=person, name=name, defaults={"query": query[:2000]})
    return saved


def forget_filter(person: Person, pk: int) -> bool:
    """Throw a kept search of one's own away; False for another person's, which is left alone, and for one that is gone."""
    deleted, _rows = SavedFilter.objects.filter(person=person, pk=pk).delete()
    return bool(deleted)

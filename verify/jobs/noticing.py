"""What the program notices on the claims of one article: computed from the database, in a constant number of queries.

Rung whenever somebody decides, edits or gives evidence, a text is split, or a picture is looked at for the first time; rows of
FlagRound say what is still to be computed, so that the sweeper finds what a lost ring left.
"""

import logging
from collections.abc import Iterator, Sequence

from verify.flags import Notice, show_flags
from verify.models import Article, Flag, FlagRound

from . import figure_flags, name_flags, picture_flags, verdict_flags
from .flag_scene import FlagScene, look_at
from .leases import Lease, lease
from .link_flags import flag_article as flag_links

KINDS = (
    Flag.Kind.NEEDS_RECHECK,
    Flag.Kind.HEDGED_BUT_VERIFIED,
    Flag.Kind.UNVERIFIED_BUT_FLAT,
    Flag.Kind.SINGLE_SOURCE,
    Flag.Kind.CONFLICT,
    Flag.Kind.WEEKDAY_MISMATCH,
    Flag.Kind.NUMBER_CONFLICT,
    Flag.Kind.NAME_VARIANT,
    Flag.Kind.MEDIA_REUSED,
)
log = logging.getLogger(__name__)

AT_ONCE = 10
"""Rounds of one task: what is asked meanwhile is done at once, but no article holds a worker for ever."""


def flag_article(article_id: int) -> None:
    """Compute the flags that are asked for; nothing where none are. Doing it twice changes nothing.

    One worker at a time: of two, the slower might write what it read before the other's change.
    """
    with lease(Lease.FLAGS, article_id) as mine:
        if mine:
            _rounds(article_id)


def _rounds(article_id: int) -> None:
    for _round in range(AT_ONCE):
        asked = list(FlagRound.objects.filter(article=article_id).values_list("pk", flat=True))
        if not asked:
            return
        compute_flags(Article.objects.get(pk=article_id))
        FlagRound.objects.filter(pk__in=asked).delete()


def give_up(article_id: int) -> None:
    """Ask no more for flags that took longer than a job may; what happens to the article next asks for them again."""
    FlagRound.objects.filter(article=article_id).delete()
    log.error("The flags of article %s take longer than a job may: they stay as they were.", article_id)


def asked_by_links(link_ids: Sequence[int]) -> list[int]:
    """The articles with one of these links in their text of which the flags are to be computed; one query."""
    asked = FlagRound.objects.filter(article__current_revision__link_occurrences__link__in=link_ids)
    return sorted(set(asked.order_by().values_list("article", flat=True)))


def compute_flags(article: Article) -> None:
    """Make the article's open flags of KINDS, and those of its links, what its text and its history come to now."""
    flag_links(article)
    scene = look_at(article)
    show_flags(article, KINDS, [notice for notices in _all(scene) for notice in notices])


def _all(scene: FlagScene) -> Iterator[Iterator[Notice]]:
    yield verdict_flags.notices(scene)
    yield figure_flags.notices(scene)
    yield name_flags.notices(scene)
    yield picture_flags.notices(scene)

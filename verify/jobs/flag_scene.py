"""One article as the flags see it: its claims that count, with what stands in their words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from verify.models import Article, Claim, ClaimOccurrence, Mention

NAMES = (Mention.Kind.PERSON, Mention.Kind.ORGANIZATION, Mention.Kind.PLACE, Mention.Kind.OTHER)


@dataclass
class FlagScene:
    """``rows`` are the claims in the work in the order of the current text, ``mentions`` all dates, figures and names of it."""

    article: Article
    rows: list[ClaimOccurrence]
    mentions: list[Mention]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    @cached_property
    def within(self) -> dict[int, list[Mention]]:
        """{occurrence: the mentions that begin in its own words}."""
        return {row.pk: [m for span in row.spans for m in self._between(*span)] for row in self.rows}

    @cached_property
    def first_claim(self) -> dict[int, ClaimOccurrence]:
        """{mention: the first claim that it stands in}."""
        found: dict[int, ClaimOccurrence] = {}
        for row in self.rows:
            for mention in self.within[row.pk]:
                found.setdefault(mention.pk, row)
        return found

    def claim_at(self, start: int) -> Claim | None:
        """The first claim of which a mention that begins at ``start`` is part."""
        for mention in self._between(start, start + 1):
            if mention.pk in self.first_claim:
                return self.first_claim[mention.pk].claim
        return None

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def look_at(article: Article) -> FlagScene:
    """Three queries."""
    rows = ClaimOccurrence.objects.in_work().filter(revision=article.current_revision_id)
    rows = rows.select_related("claim", "attribution", "passage").prefetch_related("hedges").order_by("position")
    mentions = Mention.objects.filter(revision=article.current_revision_id).order_by("start", "pk")
    return FlagScene(article, list(rows.defer("weights", "rules")), list(mentions))

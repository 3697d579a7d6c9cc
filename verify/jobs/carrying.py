"""A new revision meets the old one: which claims stay, which are reworded, which are new and which are gone."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from verify import ledger
from verify.claims.model import Split
from verify.matching import match_claims, normalise
from verify.models import Article, Claim, ClaimOccurrence, Person, Revision, SplitState, Status

Origin = ClaimOccurrence.Origin


@dataclass(slots=True)
class Carried:
    """For each draft of the split, by its index: the claim it is, how it came, its text for matching. And what happened."""

    person: Person
    claims: list[Claim] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    normalised: list[str] = field(default_factory=list)
    candidates: dict[int, list[int]] = field(default_factory=dict)
    before: dict[int, ClaimOccurrence] = field(default_factory=dict)
    """For drafts with equal words: the occurrence they carry over, with what editors set on it."""
    removed: int = 0

    def _count(self, *origins: str) -> int:
        return sum(origin in origins and not self.is_withdrawn(index) for index, origin in enumerate(self.origins))

    def is_withdrawn(self, index: int) -> bool:
        """An editor said of these very words that they are no claim."""
        return index in self.before and self.before[index].withdrawn

    @property
    def kept(self) -> int:
        return self._count(Origin.EQUAL, Origin.CONTEXT_CHANGED)

    @property
    def changed(self) -> int:
        return self._count(Origin.REWORDED)

    @property
    def added(self) -> int:
        return self._count(Origin.NEW)

    def finish(self, occurrences: Sequence[ClaimOccurrence]) -> None:
        """Once the occurrences are stored: void the verdicts of reworded claims, note who cites, keep what a person must choose."""
        for index, occurrence in enumerate(occurrences):
            if occurrence.origin == Origin.REWORDED:
                note = _("The wording changed in revision %(number)s.") % {"number": occurrence.revision.number}
                ledger.reset_for_rewording(occurrence, person=self.person, note=note, idempotency_key=uuid.uuid4())
            else:
                ledger.note_attribution(occurrence)
            if index in self.candidates:
                occurrence.candidates.set(self.candidates[index])


def latest_occurrences(article: Article, revision: Revision) -> list[ClaimOccurrence]:
    """The claims of the newest earlier revision that was split, in the order of its text; empty for a first one."""
    base = (
        article.revisions.filter(number__lt=revision.number, split_state=SplitState.DONE)
        .defer("original")
        .order_by("-number")
        .first()
    )
    if base is None:
        return []
    rows = list(base.occurrences.select_related("claim", "attribution").order_by("start", "end", "pk"))
    for row in rows:
        row.revision = base
    return rows


def carry_over(article: Article, revision: Revision, split: Split, old: Sequence[ClaimOccurrence]) -> Carried:
    """Decide for each draft which claim it is. Only equal normalised text keeps a verdict; similarity only proposes."""
    carried = Carried(revision.uploaded_by, normalised=[normalise(draft.text) for draft in split.claims])
    matching = match_claims([row.text for row in old], [draft.text for draft in split.claims])
    claims: dict[int, Claim] = {}
    origins: dict[int, str] = {}
    for pair in matching.equal:
        claims[pair.new] = old[pair.old].claim
        origins[pair.new] = Origin.CONTEXT_CHANGED if pair.context_changed else Origin.EQUAL
        carried.before[pair.new] = old[pair.old]
    for reworded in matching.changed:
        if not old[reworded.old].withdrawn:
            claims[reworded.new] = old[reworded.old].claim
            origins[reworded.new] = Origin.REWORDED
    if old:
        _bring_back(article, old[0].revision, carried.normalised, claims, origins)
    fresh = [index for index in range(len(split.claims)) if index not in claims]
    made = Claim.objects.bulk_create([_new_claim(article, split, index) for index in fresh], 1000)
    claims.update(zip(fresh, made, strict=True))
    carried.claims = [claims[index] for index in range(len(split.claims))]
    carried.origins = [origins.get(index, Origin.NEW) for index in range(len(split.claims))]
    for gone, near in matching.ambiguous.items():
        for index in near:
            carried.candidates.setdefault(index, []).append(old[gone].claim_id)
    still = {claim.pk for claim in carried.claims}
    carried.removed = sum(row.claim_id not in still and not row.withdrawn for row in old)
    return carried


def _bring_back(
    article: Article, base: Revision, normalised: list[str], claims: dict[int, Claim], origins: dict[int, str]
) -> None:
    """Wording that an earlier revision dropped and that stands again, equal, is the same claim with its history."""
    gone = ClaimOccurrence.objects.filter(claim__article=article).exclude(claim__occurrences__revision=base)
    latest: dict[int, ClaimOccurrence] = {}
    for row in gone.select_related("claim").order_by("revision__number"):
        latest[row.claim_id] = row
    waiting: dict[str, list[ClaimOccurrence]] = {}
    for row in latest.values():
        waiting.setdefault(row.normalised, []).append(row)
    for index, text in enumerate(normalised):
        if index not in claims and waiting.get(text):
            claims[index] = waiting[text].pop(0).claim
            origins[index] = Origin.CONTEXT_CHANGED


def _new_claim(article: Article, split: Split, index: int) -> Claim:
    cites = split.claims[index].attribution is not None
    return Claim(article=article, attribution_status=Status.UNCHECKED if cites else None)

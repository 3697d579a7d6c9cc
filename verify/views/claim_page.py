"""What the claim's own page shows: its wordings on one side, its timeline on the other."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from verify.comment_forms import CommentForm
from verify.models import Claim, ClaimEdit, ClaimOccurrence, Evidence, Flag, Person, Review

from .claim_card import EvidenceSides
from .kept import kept_beside, quotes_of
from .talk import Talk, talk_on
from .word_diff import DiffPiece, word_diff


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's wording in one revision, with what changed since the one before."""

    occurrence: ClaimOccurrence
    diff: list[DiffPiece]


@dataclass
class ClaimPage:
    """One claim with all it has been through."""

    claim: Claim
    person: Person
    comment_form: CommentForm | None = None
    is_talking: bool = False

    @cached_property
    def wordings(self) -> list[Wording]:
        """Newest first."""
        rows = list(
            self.claim.occurrences.select_related("revision", "attribution")
            .defer("revision__original", "revision__text")
            .order_by("revision__number")
        )
        wordings = []
        before: ClaimOccurrence | None = None
        for row in rows:
            changed = before is not None and before.text != row.text
            wordings.append(Wording(row, word_diff(before.text, row.text) if before and changed else []))
            before = row
        return wordings[::-1]

    @property
    def latest(self) -> ClaimOccurrence:
        return self.wordings[0].occurrence

    @cached_property
    def talk(self) -> Talk:
        self.latest.claim = self.claim
        return talk_on(self.latest, self.person, self.comment_form, is_open=self.is_talking)

    @cached_property
    def people(self) -> list[Person]:
        """Whom a comment can be told to; nobody for who may not write one."""
        return list(Person.objects.readers_of(self.claim.article)) if self.person.is_reviewer else []

    @property
    def is_current(self) -> bool:
        return self.latest.revision_id == self.claim.article.current_revision_id

    @cached_property
    def reviews(self) -> list[Review]:
        return list(self.claim.reviews.for_timeline())

    @cached_property
    def edits(self) -> list[ClaimEdit]:
        return list(ClaimEdit.objects.of(self.claim))

    @cached_property
    def undo_key(self) -> UUID:
        """For all of its buttons that take an edit back: only one of them is pressed on one showing of the page."""
        return uuid4()

    @cached_property
    def flags(self) -> list[Flag]:
        return list(self.claim.flags.for_card())

    @cached_property
    def evidence(self) -> EvidenceSides:
        pieces = list(Evidence.objects.filter(claim=self.claim).to_show(self.person))
        return EvidenceSides(pieces, kept_beside(pieces, quotes_of(self.claim.pk, self.latest.text)))

"""Questions about many claims at once: the queues, and which claims wait for whose second pair of eyes."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.aggregates import BoolAnd
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

if TYPE_CHECKING:
    from .person import Person

HARM = ("names a number of casualties", "speaks of dead or wounded")
"""Reasons of a claim's check-worthiness that make it high-risk by themselves: it says that people were killed or hurt."""


def risky_wording() -> Q:
    """Of a ClaimOccurrence: a mistake in it does harm. A disputed claim is high-risk whatever its wording."""
    harmful = Q()
    for reason in HARM:
        harmful |= Q(reasons__contains=[reason])
    return Q(checkworthiness__gte=settings.SIGN_OFF_WORTH) | harmful


IN_WORK = Q(place__isnull=False, out_of_scope=False)
OPEN = IN_WORK & Q(counted_status="unchecked")
QUEUES: dict[str, Q] = {
    "mine": OPEN & Q(assignee__isnull=False),
    "unassigned": OPEN & Q(assignee__isnull=True),
    "signature": IN_WORK & ~Q(counted_status="unchecked") & Q(answered=False),
    "disputed": IN_WORK & (Q(status="disputed") | Q(attribution_status="disputed")),
    "recheck": OPEN & Q(reworded=True),
}
"""{queue of claims: what its partial index holds, in the order in which the queue is worked off}."""
QUEUE_INDEXES = [
    models.Index(fields=["assignee", "place", "id"], name="queue_mine", condition=QUEUES["mine"]),
    *(
        models.Index(fields=["place", "id"], name=f"queue_{name}", condition=condition)
        for name, condition in QUEUES.items()
        if name != "mine"
    ),
    models.Index(fields=["counted_status"], name="claims_by_verdict", condition=IN_WORK),
    models.Index(fields=["created_at", "id"], name="claims_open_longest", condition=OPEN),
    models.Index(fields=["assigned_at"], name="assigned_long_ago", condition=QUEUES["mine"] & Q(reminded_at=None)),
]


def _rows(model: str) -> Any:
    """A model that stands on claims, and so cannot be imported here."""
    return apps.get_model("verify", model)._default_manager


class ClaimLists[C: models.Model](models.QuerySet[C]):
    def visible_to(self, person: "Person") -> Self:
        """Those of articles that this person may see; the same rule as ``Article.objects.visible_to``, as a join."""
        named = _rows("Article").model.people.through.objects.filter(article=OuterRef("article"), person=person.pk)
        return self.filter(Q(article__restricted=False) | Exists(named))

    def in_queue(self, name: str, person: "Person") -> Self:
        """The claims of one of QUEUES as this person has it before them, the most urgent first; an index holds them in order."""
        rows = self.filter(QUEUES[name]).visible_to(person).order_by("place", "pk")
        if name == "mine":
            return rows.filter(assignee=person)
        return rows._signable_by(person) if name == "signature" else rows

    def _signable_by(self, person: "Person") -> Self:
        """Of the queue of signatures those that ``waiting_for_signature_of`` names, asked claim by claim: as joins these questions
        would be put to the whole desk before the first row came."""
        if not person.is_editor:
            return self.none()
        decided_by = NullIf(
            Subquery(self._newest_review().values("reviewer")[:1], output_field=models.BigIntegerField()),
            Value(person.pk, output_field=models.BigIntegerField()),
        )
        # As one CASE: apart, the rule of the article would look so rare that the planner begins with the articles. What costs
        # least to know comes first: whoever uploaded most of a desk is refused most of it.
        signable = ~Q(article__uploaded_by=person) & self._by_rule() & Q(decided_by__isnull=False) & Q(gave_all=False)
        rows = self._with_rule().alias(decided_by=decided_by, gave_all=self._gave_all(person))
        return rows.alias(signable=Case(When(signable, then=True), default=False)).filter(signable=True)

    def behind(self, place: int, pk: int) -> Self:
        """Those of a queue that come behind this place."""
        return self.filter(Q(place__gt=place) | Q(pk__gt=pk), place__gte=place)

    def in_work(self) -> Self:
        """Those that count: in the current text of their article, not taken out of the list or the work."""
        return self.filter(IN_WORK)

    def open_longest(self) -> Self:
        """Those that nobody has decided, the oldest first."""
        return self.filter(OPEN).order_by("created_at", "pk")

    def in_current_text(self) -> Self:
        """Those that stand in the current revision of their article, in scope or not."""
        return self.filter(Exists(self._places()))

    def needing_signature(self) -> Self:
        """Decided claims in the work that a second person has to agree to, by the article's own rule or the desk's.

        High-risk are those whose check-worthiness is at least SIGN_OFF_WORTH, those that are disputed, and those that say
        that people were killed or hurt.
        """
        decided = self.in_current_text().filter(out_of_scope=False).exclude(counted_status="unchecked")
        return decided._with_rule().filter(self._by_rule())

    def waiting_for_signature(self) -> Self:
        """Those of them whose newest review nobody has agreed to or returned."""
        answered = _rows("SignOff").filter(review__claim=OuterRef("pk"), review__claim_version=OuterRef("version"))
        return self.needing_signature().filter(~Exists(answered), Exists(self._newest_review()))

    def waiting_for_signature_of(self, person: "Person") -> Self:
        """Those that this person may sign: an editor who may see the article and neither reviewed the claim last, nor
        uploaded the article, nor gave all of the evidence."""
        if not person.is_editor:
            return self.none()
        visible = _rows("Article").visible_to(person)
        rows = self.waiting_for_signature().filter(article__in=visible).exclude(article__uploaded_by=person)
        rows = rows.annotate(gave_all=self._gave_all(person))
        return rows.filter(~Exists(self._newest_review().filter(reviewer=person)), gave_all=False)

    def _with_rule(self) -> Self:
        return self.annotate(sign_off_rule=Coalesce(NullIf("article__sign_off", Value("")), Value(settings.SIGN_OFF)))

    def _by_rule(self) -> Q:
        """What ``sign_off_rule`` asks a second person for."""
        risky = self._places().filter(risky_wording())
        return Q(sign_off_rule="all") | Q(sign_off_rule="high-risk") & (Q(counted_status="disputed") | Q(Exists(risky)))

    @staticmethod
    def _gave_all(person: "Person") -> Coalesce:
        """Whether all the evidence of the newest review is this person's; no evidence is nobody's. One value for each claim,
        which the planner cannot make into a question about all evidence there is."""
        rests_on = _rows("ReviewEvidence").filter(
            review__claim=OuterRef("pk"), review__claim_version=OuterRef("version")
        )
        his = rests_on.order_by().values("review__claim").annotate(his=BoolAnd(Q(evidence__added_by=person)))
        return Coalesce(Subquery(his.values("his")), Value(False))

    @staticmethod
    def _places() -> Any:
        current = OuterRef("article__current_revision")
        return _rows("ClaimOccurrence").standing().filter(claim=OuterRef("pk"), revision=current)

    @staticmethod
    def _newest_review() -> Any:
        return _rows("Review").filter(claim=OuterRef("pk"), claim_version=OuterRef("version"))

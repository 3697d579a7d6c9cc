"""Who works on which claim: given, taken, shared out, put back. An assignment is soft: it locks nobody out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from verify.models import Article, Assignment, Claim, ClaimOccurrence, Person, Role
from verify.notifying import tell_of_assignment
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused
from .locks import FORM_KEY, wait_turn

Act = Assignment.Act


def may_work_on(article: Article | None) -> list[Person]:
    """Whom claims can be given to: active reviewers and above, of one article those who may see it, by name."""
    people = (
        Person.objects.filter(is_active=True).exclude(role=Role.VIEWER).order_by("first_name", "last_name", "username")
    )
    return list(people.filter(named_on=article) if article and article.restricted else people)


@one_transaction
def assign(claim: Claim, assignee: Person | None, person: Person, *, key: UUID) -> Assignment | None:
    """Give a claim to somebody, take it (``assignee`` is ``person``), or put it back (None); None where it already is so.

    Reviewers take claims, from colleagues too, and put their own back; editors give them to anybody who may work on the article.
    The same key twice is one act. Raises Refused.
    """
    wait_turn(FORM_KEY, key.hex)
    if (already := Assignment.objects.filter(batch=key, claim=claim).first()) is not None:
        return already
    held = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("article").get(pk=claim.pk)
    if reason := refusal(held, assignee, person):
        raise Refused(reason)
    if held.assignee_id == (assignee.pk if assignee else None):
        return None
    [act] = _write([held], assignee, person, key)
    return act


def refusal(claim: Claim, assignee: Person | None, person: Person) -> str:
    """Why this person may not do that, in a sentence; empty where they may."""
    if not person.is_reviewer:
        return _("Only reviewers and editors work on claims: ask one of them.")
    if not person.is_editor and (assignee or claim.assignee_id) not in (person, person.pk, None):
        return _("Only editors give claims to others: take it yourself, or ask one of them.")
    if assignee is None or assignee.pk == person.pk:
        return ""
    if not assignee.is_reviewer:
        return _("%(name)s only reads: choose a reviewer.") % {"name": assignee}
    if not Article.objects.visible_to(assignee).filter(pk=claim.article_id).exists():
        return _("%(name)s may not see this article: name them on it first.") % {"name": assignee}
    return ""


@one_transaction
def take_assignment_back(row: Assignment, person: Person) -> Assignment | None:
    """Give the claim back to whoever had it before this act; None where that was done. Raises Refused when it changed hands since."""
    key = uuid5(row.batch or NAMESPACE_OID, f"undo {row.pk}")
    wait_turn(FORM_KEY, key.hex)
    if Assignment.objects.filter(batch=key, claim=row.claim_id).exists():
        return None
    claim = Claim.objects.select_for_update(no_key=True).get(pk=row.claim_id)
    acts = list(claim.assignments.exclude(act=Act.REMINDED).order_by("-pk").select_related("assignee")[:2])
    if acts[0].pk != row.pk:
        raise Refused(_("It changed hands again since: who has it now keeps it."))
    [act] = _write([claim], acts[1].assignee if len(acts) > 1 else None, person, key)
    return act


@one_transaction
def assign_open(article: Article, assignee: Person, person: Person, *, key: UUID) -> int:
    """Give all open claims of the article to one person, whoever had them; how many changed hands. Raises Refused."""
    wait_turn(FORM_KEY, key.hex)
    if already := Assignment.objects.filter(batch=key).count():
        return already
    claims = [claim for claim in _open_claims(article) if claim.assignee_id != assignee.pk]
    for claim in claims[:1]:
        _refuse(claim, [assignee], person)
    return len(_write(claims, assignee, person, key))


@one_transaction
def share_unassigned(article: Article, people: Sequence[Person], person: Person, *, key: UUID) -> dict[Person, int]:
    """Deal the open claims that nobody has among these people: as many to each, and check-worthiness as even as that allows.

    {person: claims}; the same key twice is one deal. Raises Refused.
    """
    wait_turn(FORM_KEY, key.hex)
    if not people:
        raise Refused(_("Choose at least one person to share the claims among."), "people")
    dealt = Assignment.objects.filter(batch=key).values_list("assignee", flat=True)
    if already := list(dealt):
        return {each: already.count(each.pk) for each in people}
    claims = [claim for claim in _open_claims(article) if claim.assignee_id is None]
    for claim in claims[:1]:
        _refuse(claim, people, person)
    hands = deal(claims, people, _worths(claims))
    for each, hand in hands.items():
        _write(hand, each, person, key)
    return {each: len(hands[each]) for each in people}


def deal(claims: Iterable[Claim], people: Sequence[Person], worths: dict[int, float]) -> dict[Person, list[Claim]]:
    """Round by round from the worthiest claim down; within a round who holds the least worth so far chooses first."""
    hands: dict[Person, list[Claim]] = {each: [] for each in people}
    held: dict[Person, float] = defaultdict(float)
    turn: list[Person] = []
    for claim in sorted(claims, key=lambda claim: (-worths.get(claim.pk, 0), claim.pk)):
        turn = turn or sorted(people, key=lambda each: -held[each])
        taker = turn.pop()
        hands[taker].append(claim)
        held[taker] += worths.get(claim.pk, 0)
    return hands


def _worths(claims: Sequence[Claim]) -> dict[int, float]:
    rows = ClaimOccurrence.objects.standing().filter(claim__in=claims, revision__current_of__isnull=False)
    return dict(rows.order_by().values_list("claim", "checkworthiness"))


def _refuse(claim: Claim, people: Iterable[Person], person: Person) -> None:
    for each in people:
        if reason := refusal(claim, each, person):
            raise Refused(reason, "people")


def _open_claims(article: Article) -> list[Claim]:
    """The open claims of the current text, held until the transaction ends."""
    rows = Claim.objects.filter(article=article, place__isnull=False, out_of_scope=False, counted_status="unchecked")
    return list(rows.select_for_update(no_key=True).order_by("pk"))


def _write(claims: Sequence[Claim], assignee: Person | None, person: Person, key: UUID) -> list[Assignment]:
    if not claims:
        return []
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(
        assignee=assignee, assigned_at=timezone.now() if assignee else None, reminded_at=None
    )
    act = Act.GIVEN if assignee else Act.RELEASED
    rows = [Assignment(claim=claim, act=act, assignee=assignee, person=person, batch=key) for claim in claims]
    written = Assignment.objects.bulk_create(rows, 1000)
    note_activity(*{claim.article_id for claim in claims})
    tell_of_assignment(claims, assignee, person, f"batch:{key}")
    return written

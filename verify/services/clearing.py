"""The gate: what is missing before an article may be published, and an editor's named decision that it may."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verify.models import AcceptedRisk, Article, Claim, ClaimOccurrence, Clearance, Flag, Link, Person, SignOff, Status
from verify.transactions import one_transaction

from .errors import Refused
from .links import look_soon
from .locks import sent_before

Kind = AcceptedRisk.Kind


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands between an article and its clearance. ``number`` is the claim's place in the text, 0 for a flag
    on the whole article; ``words`` its wording, or the flag's reason; ``language`` that of the wording."""

    kind: str
    claim: int | None
    flag: int | None
    number: int
    words: str
    address: str
    language: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.flag or self.claim}"


def checklist(article: Article) -> list[Missing]:
    """Everything that is missing, in the order of the text, kind by kind; empty where the article is ready. Three queries.

    Ready is: every claim of the current revision that is in the work is decided, none is disputed, the signatures that are
    needed stand, and no flag is open.
    """
    rows = ClaimOccurrence.objects.in_work().filter(revision=article.current_revision_id).order_by("position")
    places = {row.claim_id: row for row in rows.select_related("claim").defer("reasons", "spans", "normalised")}
    by_status = {Status.UNCHECKED: Kind.OPEN, Status.DISPUTED: Kind.DISPUTED}
    found = [
        _missing(by_status[Status(row.claim.counted)], article, row)
        for row in places.values()
        if row.claim.counted in by_status
    ]
    found += [_missing(Kind.UNSIGNED, article, places[pk]) for pk in _unsigned(article) if pk in places]
    order = {kind: rank for rank, kind in enumerate(Kind.values)}
    found.sort(key=lambda item: (order[item.kind], item.number))
    return found + _flags(article, places)


def _missing(kind: Kind, article: Article, row: ClaimOccurrence) -> Missing:
    address = f"{reverse('article', args=[article.pk])}?claim={row.claim_id}"
    return Missing(str(kind), row.claim_id, None, row.number, row.text, address, row.language)


def _unsigned(article: Article) -> list[int]:
    agreed = SignOff.objects.filter(
        review__claim=OuterRef("pk"), review__claim_version=OuterRef("version"), answer=SignOff.Answer.AGREED
    )
    rows = Claim.objects.needing_signature().filter(article=article).exclude(Exists(agreed))
    return list(rows.values_list("pk", flat=True))


def _flags(article: Article, places: Mapping[int, ClaimOccurrence]) -> list[Missing]:
    """Open flags on the whole article and on the claims of its text."""
    items = []
    for flag in Flag.objects.open().filter(article=article).order_by("pk"):
        if flag.claim_id is None or flag.claim_id in places:
            number = places[flag.claim_id].number if flag.claim_id else 0
            claim = f"?claim={flag.claim_id}" if flag.claim_id else ""
            address = f"{reverse('article', args=[article.pk])}{claim}#flags"
            items.append(Missing(str(Kind.FLAG), flag.claim_id, flag.pk, number, flag.reason, address))
    return items


class NotAccepted(Refused):
    """Something is missing that nobody accepted; ``missing`` are these things."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(_("What stays open needs a reason each: see below, or settle it first."))
        self.missing = missing


@one_transaction
def clear_article(article: Article, person: Person, reasons: Mapping[str, str], *, idempotency_key: UUID) -> Clearance:
    """Clear the article's current revision in this person's name. ``reasons`` is {Missing.key: why it is accepted}.

    Raises NotAccepted for what is missing without a reason, and Refused for anybody but editors, while a newer revision is
    still split, and when it is cleared already. The same key twice is one clearance.
    """
    rows = Clearance.objects.all()
    same = sent_before(rows, idempotency_key, article=article, person=person, act=Clearance.Act.CLEAR)
    if same is not None:
        return same
    held = _hold(article, person)
    newest = held.revisions.order_by("-number").values_list("pk", flat=True).first()
    if held.current_revision_id is None or newest != held.current_revision_id:
        raise Refused(_("The newest revision is not split yet: wait for its claims."))
    if Clearance.objects.standing_of([held.pk]):
        raise Refused(_("The article is cleared already."))
    missing = checklist(held)
    if open_ends := [item for item in missing if not reasons.get(item.key, "").strip()]:
        raise NotAccepted(open_ends)
    clearance = Clearance.objects.create(
        article=held, revision_id=held.current_revision_id, act=Clearance.Act.CLEAR, person=person,
        idempotency_key=idempotency_key,
    )  # fmt: skip
    AcceptedRisk.objects.bulk_create(
        AcceptedRisk(
            clearance=clearance, kind=item.kind, claim_id=item.claim, flag_id=item.flag, words=item.words,
            reason=reasons[item.key].strip(),
        )
        for item in missing
    )  # fmt: skip
    return clearance


@one_transaction
def withdraw_clearance(article: Article, person: Person, note: str, *, idempotency_key: UUID) -> Clearance:
    """Take the clearance back, with a note. Raises Refused without one, and where nothing is cleared."""
    rows = Clearance.objects.all()
    same = sent_before(rows, idempotency_key, article=article, person=person, act=Clearance.Act.WITHDRAW)
    if same is not None:
        return same
    held = _hold(article, person)
    standing = Clearance.objects.standing_of([held.pk]).get(held.pk)
    if standing is None:
        raise Refused(_("The article is not cleared: there is nothing to withdraw."))
    if not note.strip():
        raise Refused(_("Withdrawing needs a note: say what came up."), "note")
    look_soon(Link.objects.used_by(held))
    return Clearance.objects.create(
        article=held, revision=standing.revision, act=Clearance.Act.WITHDRAW, person=person, note=note.strip(),
        idempotency_key=idempotency_key,
    )  # fmt: skip


def _hold(article: Article, person: Person) -> Article:
    """Reviews that leave a claim open wait for this transaction, and this one for theirs (migration ``clearance``)."""
    if not person.is_editor:
        raise Refused(_("Only editors clear an article: ask one of them."))
    Article.objects.filter(pk=article.pk).update(activity_at=timezone.now())
    return Article.objects.get(pk=article.pk)

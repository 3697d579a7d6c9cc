"""The only writer of Notification rows: who is told of what, in the transaction that did it; rung for by mail when it commits.

It stands below the ledger and the jobs, since a flag or a reminder of the program is told in the same way as a colleague's act.
Nobody is told of their own acts, nor of the same thing twice, nor of an article that they may not see. That is asked again when
the list is read and when a mail is sent.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from django.conf import settings
from django.db import transaction

from verify.doorbell import SEND_MAIL, ring
from verify.models import DECIDED, Article, Claim, Comment, Flag, MailState, Notification, Person, Review, Role, SignOff

Kind = Notification.Kind


def tell(people: Iterable[Person], notification: Notification) -> list[Notification]:
    """Tell each of these people once of what ``notification`` describes; rows that were there already stay as they are."""
    wanted = {person.pk: person for person in people if person.is_active and person.pk != notification.actor_id}
    if not wanted:
        return []
    article = notification.article
    if article.restricted:
        named = set(article.people.filter(pk__in=wanted).values_list("pk", flat=True))
        wanted = {pk: person for pk, person in wanted.items() if pk in named}
    rows = [_copy(notification, person) for person in wanted.values()]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        if row.mail_state == MailState.PENDING and row.person.mail == Person.Mail.AT_ONCE:
            transaction.on_commit(partial(ring, SEND_MAIL, row.person_id))
    return rows


def _copy(notification: Notification, person: Person) -> Notification:
    wants = settings.EMAIL_URL and person.email and person.mail != Person.Mail.NONE
    return Notification(
        person=person,
        kind=notification.kind,
        cause=notification.cause,
        article=notification.article,
        claim=notification.claim,
        actor=notification.actor,
        number=notification.number,
        anchor=notification.anchor,
        mail_state=MailState.PENDING if wants else MailState.NONE,
    )


def tell_of_comment(comment: Comment, mentioned: Collection[Person]) -> None:
    """Whom it names, and whose verdict the claim stands on."""
    what = _about(comment.claim, Kind.MENTIONED, f"comment:{comment.pk}", comment.author, f"comment-{comment.pk}")
    tell(mentioned, what)
    review = _stands_on(comment.claim)
    if review is not None and review.reviewer not in mentioned:
        what.kind = Kind.COMMENT
        tell([review.reviewer], what)


def tell_of_return(signed: SignOff) -> None:
    claim = signed.review.claim
    tell([signed.review.reviewer], _about(claim, Kind.RETURNED, f"sign:{signed.pk}", signed.person, "signature"))


def tell_of_review(review: Review, article: Article) -> None:
    """Whose verdict it contradicts, and the editors who may sign it if a second person has to."""
    claim = review.claim
    claim.article = article
    if review.act not in (Review.Act.UNDO, Review.Act.WITHDRAWAL) and _overturns(review):
        earlier = claim.reviews.filter(claim_version__lt=review.claim_version).select_related("reviewer")
        before = review.disagrees_with or earlier.order_by("-claim_version").first()
        if before is not None:
            tell([before.reviewer], _about(claim, Kind.CONTRADICTED, f"review:{review.pk}", review.reviewer))
    if Claim.objects.filter(pk=claim.pk).waiting_for_signature().exists():
        editors = Person.objects.filter(is_active=True, role__in=[Role.EDITOR, Role.ADMINISTRATOR])
        # DOMAIN's refusals: the review's author, the uploader, and whoever gave all of its evidence.
        givers = set(review.evidence.values_list("added_by", flat=True))
        editors = editors.exclude(
            pk__in={review.reviewer_id, article.uploaded_by_id} | (givers if len(givers) == 1 else set())
        )
        # While somebody has not read that an article waits for them, its next claims add nothing.
        told = Notification.objects.unread().filter(kind=Kind.SIGNATURE, article=article)
        what = _about(claim, Kind.SIGNATURE, f"review:{review.pk}", None, "signature")
        tell(editors.exclude(pk__in=told.values("person")), what)


def _overturns(review: Review) -> bool:
    """Whether a verdict that somebody had given on one of the tracks is now another one."""
    tracks = [
        (review.old_status, review.new_status),
        (review.old_attribution_status, review.new_attribution_status),
    ]
    return any(old in DECIDED and old != new for old, new in tracks)


def tell_of_assignment(claims: Sequence[Claim], assignee: Person | None, person: Person | None, cause: str) -> None:
    """``person`` gave these claims of one article to ``assignee``; a person of None is the program, which reminds."""
    if not claims or assignee is None:
        return
    what = _about(claims[0], Kind.ASSIGNED if person else Kind.REMINDED, cause, person)
    what.number = len(claims)
    what.claim = claims[0] if len(claims) == 1 else None
    tell([assignee], what)


def tell_of_flags(flags: Sequence[Flag]) -> None:
    """The reviewers on whose verdicts these flags were raised."""
    claims = [flag.claim_id for flag in flags if flag.claim_id is not None]
    if not claims:
        return
    rows = Review.objects.filter(claim__in=claims).exclude(claim__counted_status="unchecked")
    newest = rows.select_related("reviewer", "claim__article").order_by("claim", "-claim_version").distinct("claim")
    reviews = {review.claim_id: review for review in newest}
    for flag in flags:
        review = reviews.get(flag.claim_id or 0)
        if review is not None:
            tell([review.reviewer], _about(review.claim, Kind.FLAG, f"flag:{flag.pk}", None, "flags"))


def _about(claim: Claim, kind: str, cause: str, actor: Person | None, anchor: str = "") -> Notification:
    article: Article = claim.article
    return Notification(kind=kind, cause=cause, article=article, claim=claim, actor=actor, anchor=anchor)


def _stands_on(claim: Claim) -> Review | None:
    return claim.reviews.filter(claim_version=claim.version).select_related("reviewer").first()

"""What people say to each other about a claim."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from verify.models import Article, Claim, ClaimOccurrence, Comment, CommentAct, CommentMention, Person
from verify.notifying import tell_of_comment
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused
from .locks import FORM_KEY, wait_turn

MENTION = re.compile(r"(?<![\w.@/])@([\w.@+-]*[\w+])")
"""An @ that begins a word, up to the last character that can end a name; no mail address and no address of the web."""

Act = CommentAct.Act


@one_transaction
def comment_on(
    claim: Claim, person: Person, text: str, *, tell: str = "", seen: int | None = None, idempotency_key: UUID
) -> Comment:
    """Write a comment; the same key twice is one comment. ``tell`` holds more names, with or without an @, ``seen`` the id of
    the occurrence that was read, else it is the newest one.

    Raises Refused for viewers, without words, and where somebody is named who cannot be: that sentence is the same whether
    there is no such person or they may not see the article.
    """
    if not person.is_reviewer:
        raise Refused(_("Only reviewers and editors comment: ask one of them."))
    wait_turn(FORM_KEY, idempotency_key.hex)
    already = Comment.objects.filter(idempotency_key=idempotency_key).first()
    if already is not None:
        if (already.claim_id, already.author_id) == (claim.pk, person.pk):
            return already
        raise Refused(_("This form was used for something else already: open the claim again and repeat it there."))
    if not text.strip():
        raise Refused(_("Write something first: a comment needs words."), "comment")
    people = _named(claim.article, [*MENTION.findall(text), *re.findall(r"[^\s,;@][^\s,;]*", tell)])
    occurrence = _seen(claim, seen)
    comment = Comment.objects.create(
        claim=claim, author=person, text=text.strip(), occurrence=occurrence, wording=occurrence.text,
        idempotency_key=idempotency_key,
    )  # fmt: skip
    CommentMention.objects.bulk_create(CommentMention(comment=comment, person=each) for each in people)
    tell_of_comment(comment, people)
    note_activity(claim.article_id)
    return comment


@one_transaction
def settle_comment(comment: Comment, person: Person, act: str, *, idempotency_key: UUID) -> CommentAct | None:
    """Resolve a comment, or take it up again, as an act of its own; None where it stands so already. Raises Refused."""
    if not person.is_reviewer:
        raise Refused(_("Only reviewers and editors resolve comments: ask one of them."))
    if act not in Act.values:
        raise Refused(_("Choose: resolve or reopen."))
    found = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    if found.is_resolved == (act == Act.RESOLVE) or CommentAct.objects.filter(idempotency_key=idempotency_key).exists():
        return None
    return CommentAct.objects.create(comment=found, person=person, act=act, idempotency_key=idempotency_key)


def _named(article: Article, names: Iterable[str]) -> list[Person]:
    """The people of these names, each once. Raises Refused for the first that cannot be told of this article."""
    wanted = {name.lower(): name for name in reversed(list(names))}
    if not wanted:
        return []
    rows = Person.objects.readers_of(article).annotate(lowered=Lower("username")).filter(lowered__in=wanted)
    found = {row.username.lower(): row for row in rows}
    for lowered, name in reversed(wanted.items()):
        if lowered not in found:
            sentence = _("“%(name)s” cannot be mentioned here: choose somebody from the list, or leave the @ out.")
            raise Refused(sentence % {"name": name}, "comment")
    return list(found.values())


def _seen(claim: Claim, seen: int | None) -> ClaimOccurrence:
    rows = claim.occurrences.select_related("revision").defer("revision__original", "revision__text")
    found = rows.filter(pk=seen).first() if seen is not None else None
    return found or rows.latest("revision__number")

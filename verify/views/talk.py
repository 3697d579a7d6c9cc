"""The thread of comments on a claim, as the claim card, the claim's own page and the live poll show it."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from verify.comment_forms import CommentForm
from verify.models import Claim, ClaimOccurrence, Comment, CommentAct, Person

from .word_diff import DiffPiece, word_diff


@dataclass(frozen=True, slots=True)
class Said:
    """A comment with what changed in the claim since its author read it; ``diff`` is empty where nothing did."""

    comment: Comment
    diff: list[DiffPiece]
    key: UUID = field(default_factory=uuid4)


@dataclass
class Talk:
    """The comments on one claim, whose wording is now ``occurrence``, and the form for another one."""

    claim: Claim
    occurrence: ClaimOccurrence
    person: Person
    form: CommentForm
    is_open: bool = False
    """Unfolded: something was just written, or could not be."""

    @property
    def may_write(self) -> bool:
        return self.person.is_reviewer

    @cached_property
    def said(self) -> list[Said]:
        now = self.occurrence.text
        rows = self.claim.comments.for_thread()
        return [Said(row, word_diff(row.wording, now) if row.wording != now else []) for row in rows]

    @property
    def news(self) -> str:
        """What a colleague did here last, in a sentence; empty where nobody did anything or it was this person."""
        acts = [act for each in self.said for act in each.comment.acts.all()]
        last_act = max(acts, key=lambda act: act.pk, default=None)
        last = self.said[-1].comment if self.said else None
        if last_act is not None and last is not None and last_act.created_at > last.created_at:
            sentence = _("%(person)s resolved a comment on this claim.")
            if last_act.act == CommentAct.Act.REOPEN:
                sentence = _("%(person)s took up a comment on this claim again.")
            return sentence % {"person": last_act.person} if last_act.person_id != self.person.pk else ""
        if last is None or last.author_id == self.person.pk:
            return ""
        return _("%(person)s commented on this claim.") % {"person": last.author}


def talk_on(
    occurrence: ClaimOccurrence, person: Person, form: CommentForm | None = None, *, is_open: bool = False
) -> Talk:
    """The thread of the claim that this occurrence is of."""
    form = form or CommentForm(initial={"occurrence": occurrence.pk})
    return Talk(occurrence.claim, occurrence, person, form, is_open=is_open or bool(form.errors))

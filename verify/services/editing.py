"""What editors do to the claims of a revision: set bounds, split, merge, add, take out, name the speaker, set the kind.

Every act is one ClaimEdit with the state before and after, and can be undone by a further one. An act that changes a claim's
words voids its verdict, as a new revision would (DOMAIN, "A new revision"). The article's row is held throughout, so that
two editors' acts come one after the other; each carries the claim's version that it saw.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from verify import ledger
from verify.doorbell import FLAG_ARTICLE, ring
from verify.matching import normalise
from verify.models import (
    Article,
    Attribution,
    Claim,
    ClaimEdit,
    ClaimOccurrence,
    Passage,
    Person,
    Revision,
    Scope,
    Status,
)
from verify.transactions import one_transaction

from .activity import note_activity
from .errors import Refused
from .locks import sent_before

Act = ClaimEdit.Act
Span = tuple[int, int]
CLAIM_BEARING = (Passage.Kind.BODY, Passage.Kind.QUOTE, Passage.Kind.CAPTION, Passage.Kind.EMBED)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an edit can change of one occurrence, as it stands in ``ClaimEdit.before`` and ``after``."""

    occurrence: int
    claim: int
    passage: int
    spans: list[list[int]]
    text: str
    kind: str
    hand_made: bool
    withdrawn: bool
    attribution: int | None
    out_of_scope: bool
    required_scope: str = Scope.SUBSTANCE

    @classmethod
    def of(cls, row: ClaimOccurrence) -> "Snapshot":
        return cls(
            row.pk,
            row.claim_id,
            row.passage_id,
            [list(span) for span in row.spans],
            row.text,
            row.kind,
            row.hand_made,
            row.withdrawn,
            row.attribution_id,
            row.claim.out_of_scope,
            row.claim.required_scope,
        )


@dataclass(frozen=True, slots=True)
class EditRequest:
    """Who edits which claim of the current revision, the version they saw, and the key that makes a doubled request one."""

    claim: Claim
    person: Person
    version: int
    idempotency_key: UUID
    batch: UUID | None = None


def set_bounds(request: EditRequest, start: int, end: int) -> ClaimEdit:
    """The claim is ``text[start:end]`` of one passage from now on. Raises Refused, ledger.StaleClaim."""

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        row.passage = _passage_around(row.revision, start, end)
        _reword(row, [_trimmed(row.revision, start, end)])
        return [row]

    return _edit(request, Act.REBOUND, act)


def split_claim(request: EditRequest, at: int) -> ClaimEdit:
    """Two claims, before and from ``at`` (a code point of the text). The first keeps identity and history, the second is new."""

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        first = [_trimmed(row.revision, start, min(end, at)) for start, end in row.spans if start < at]
        second = [_trimmed(row.revision, max(start, at), end) for start, end in row.spans if end > at]
        if not all(first + second) or not first or not second:
            raise Refused(_("Put the cursor inside the claim's words, where the second claim begins."), "start")
        _reword(row, first)
        return [row, _new_occurrence(row, second)]

    return _edit(request, Act.SPLIT, act)


def merge_with_next(request: EditRequest) -> ClaimEdit:
    """One claim of this one and the next in the same passage; this one keeps identity and history, the next leaves the list."""

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        following = row.revision.occurrences.standing().filter(position__gt=row.position, passage=row.passage_id)
        other = following.select_related("claim", "revision").order_by("position").first()
        if other is None:
            raise Refused(_("There is no further claim in this paragraph to merge with."))
        _reword(row, _union([*row.spans, *other.spans]))
        other.withdrawn = True
        return [row, other]

    return _edit(request, Act.MERGE, act)


@one_transaction
def add_claim(article: Article, person: Person, start: int, end: int, *, idempotency_key: UUID) -> ClaimEdit:
    """A claim that the splitter did not see, ``text[start:end]`` of one passage of the current revision."""
    edits = ClaimEdit.objects.all()
    same = sent_before(edits, idempotency_key, revision__article=article, person=person, act=Act.ADD)
    if same is not None:
        return same
    revision = _hold(article)
    passage = _passage_around(revision, start, end)
    like = ClaimOccurrence(revision=revision, passage=passage, position=0)
    row = _new_occurrence(like, [_trimmed(revision, start, end)], article)
    return _record(revision, person, Act.ADD, row.claim, [], [row], idempotency_key)


def withdraw_claim(request: EditRequest, note: str) -> ClaimEdit:
    """Take a claim out of the list because it is none; its history stays, and it can be brought back."""
    if not note.strip():
        raise Refused(_("Say why this is no claim."), "note")

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        row.withdrawn = True
        return [row]

    return _edit(request, Act.WITHDRAW, act, note)


def set_speaker(request: EditRequest, speaker: str, mode: str) -> ClaimEdit:
    """Name who says it; an empty name means the outlet itself."""

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        if not speaker.strip() and row.claim.attribution_status not in (None, Status.UNCHECKED):
            raise Refused(_("Somebody decided that it was said: withdraw that verdict first."), "speaker")
        row.attribution = None
        if speaker.strip():
            row.attribution = Attribution.objects.create(
                revision=row.revision,
                speaker_text=speaker.strip()[:500],
                mode=mode,
                content=row.spans,
                set_by=request.person,
            )
        return [row]

    return _edit(request, Act.SPEAKER, act)


def set_kind(request: EditRequest, kind: str) -> ClaimEdit:
    """Fact, opinion, question, instruction or prediction."""

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        row.kind = kind
        return [row]

    return _edit(request, Act.KIND, act)


def set_scope(request: EditRequest, out_of_scope: bool, note: str) -> ClaimEdit:
    """Take a claim out of the work, with a reason, or bring it back."""
    if out_of_scope and not note.strip():
        raise Refused(_("Say why this claim is not checked: an opinion, a prediction …"), "note")

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        row.claim.out_of_scope = out_of_scope
        return [row]

    return _edit(request, Act.SCOPE, act, note)


def require_scope(request: EditRequest, scope: str) -> ClaimEdit:
    """Say that only who said it counts for this claim (ATTRIBUTION), or that it has to be so (SUBSTANCE)."""

    def act(row: ClaimOccurrence) -> list[ClaimOccurrence]:
        if scope == Scope.ATTRIBUTION and not row.claim.cites:
            raise Refused(_("This claim cites nobody: name its speaker first."), "speaker")
        row.claim.required_scope = scope
        return [row]

    return _edit(request, Act.REQUIRED, act)


@one_transaction
def undo_edit(edit: ClaimEdit, person: Person, *, idempotency_key: UUID) -> ClaimEdit:
    """Put the claims back to where they stood before ``edit``. A verdict that it voided stays void: it is to be decided again."""
    same = sent_before(ClaimEdit.objects.all(), idempotency_key, undoes=edit, person=person)
    if same is not None:
        return same
    revision = _hold(edit.revision.article)
    rows = {row.pk: row for row in _rows(revision, [snapshot["occurrence"] for snapshot in edit.after])}
    now = [asdict(Snapshot.of(rows[snapshot["occurrence"]])) for snapshot in edit.after]
    after = [asdict(Snapshot(**snapshot)) for snapshot in edit.after]
    if revision.pk != edit.revision_id or now != after or ClaimEdit.objects.filter(undoes=edit).exists():
        raise Refused(_("These claims were edited again since: take the newer edits back first."))
    before = {snapshot["occurrence"]: Snapshot(**snapshot) for snapshot in edit.before}
    for row in rows.values():
        _restore(row, before.get(row.pk))
    return _record(
        revision, person, Act.UNDO, edit.claim, edit.after, list(rows.values()), idempotency_key, undoes=edit
    )


def _restore(row: ClaimOccurrence, snapshot: Snapshot | None) -> None:
    """A claim that the edit made has no state before it: it leaves the list."""
    if snapshot is None:
        row.withdrawn = True
        return
    row.passage_id, row.kind, row.withdrawn = snapshot.passage, snapshot.kind, snapshot.withdrawn
    row.attribution_id = snapshot.attribution
    row.claim.out_of_scope, row.claim.required_scope = snapshot.out_of_scope, snapshot.required_scope
    row.spans, row.text, row.hand_made = snapshot.spans, snapshot.text, snapshot.hand_made
    row.start, row.end = row.spans[0][0], row.spans[-1][1]


@one_transaction
def _edit(
    request: EditRequest, kind: Act, act: Callable[[ClaimOccurrence], list[ClaimOccurrence]], note: str = ""
) -> ClaimEdit:
    key = request.idempotency_key
    same = sent_before(ClaimEdit.objects.all(), key, claim=request.claim, person=request.person, act=kind)
    if same is not None:
        return same
    revision = _hold(request.claim.article)
    row = _rows(revision, claims=[request.claim.pk]).filter(withdrawn=False).first()
    if row is None:
        raise Refused(_("This claim is not in the current text any more."))
    if row.claim.version != request.version:
        raise ledger.StaleClaim(row.claim)
    around = _rows(revision).filter(passage=row.passage_id)
    before = {beside.pk: asdict(Snapshot.of(beside)) for beside in around}
    touched = act(row)
    known = [before[changed.pk] for changed in touched if changed.pk in before]
    return _record(revision, request.person, kind, row.claim, known, touched, key, note=note, batch=request.batch)


def _record(
    revision: Revision,
    person: Person,
    act: Act,
    claim: Claim,
    before: list[dict[str, object]],
    touched: Sequence[ClaimOccurrence],
    key: UUID,
    *,
    note: str = "",
    undoes: ClaimEdit | None = None,
    batch: UUID | None = None,
) -> ClaimEdit:
    """Store the touched rows, void the verdicts of those whose words changed, number the list anew, write the history."""
    stood = {snapshot["occurrence"]: snapshot for snapshot in before}
    for row in touched:
        row.normalised = normalise(row.text)
        row.save()
        Claim.objects.filter(pk=row.claim_id).update(
            out_of_scope=row.claim.out_of_scope, required_scope=row.claim.required_scope
        )
        _settle_verdict(row, stood.get(row.pk), person)
    _renumber(revision)
    note_activity(revision.article_id)
    transaction.on_commit(partial(ring, FLAG_ARTICLE, revision.article_id))
    after = [asdict(Snapshot.of(row)) for row in touched]
    return ClaimEdit.objects.create(
        revision=revision,
        claim=claim,
        act=act,
        person=person,
        note=note.strip(),
        before=before,
        after=after,
        undoes=undoes,
        idempotency_key=key,
        batch=batch,
    )


def _settle_verdict(row: ClaimOccurrence, before: dict[str, object] | None, person: Person) -> None:
    """Other words are to be decided again; a speaker named or taken away opens or closes the claim's second track."""
    row.claim.refresh_from_db(fields=["status", "attribution_status", "version"])
    if before is not None and normalise(str(before["text"])) != row.normalised:
        ledger.reset_for_rewording(
            row, person=person, idempotency_key=uuid4(), note=_("An editor changed the wording.")
        )
        return
    ledger.note_attribution(row)


def _hold(article: Article) -> Revision:
    held = (
        Article.objects.select_for_update(no_key=True, of=("self",))
        .select_related("current_revision")
        .get(pk=article.pk)
    )
    if held.current_revision is None:
        raise Refused(_("The text is not split yet: wait a moment."))
    return held.current_revision


def _rows(
    revision: Revision, pks: Iterable[object] | None = None, claims: Iterable[int] | None = None
) -> QuerySet[ClaimOccurrence]:
    rows = ClaimOccurrence.objects.filter(revision=revision).select_related("claim", "revision", "attribution")
    rows = rows.defer("revision__original")
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
    return rows.filter(claim__in=list(claims)) if claims is not None else rows


def _passage_around(revision: Revision, start: int, end: int) -> Passage:
    passage = revision.passages.filter(start__lte=start, end__gte=end, kind__in=CLAIM_BEARING).first()
    if passage is None or start >= end:
        raise Refused(_("Select words within one paragraph, quotation, caption or post."), "start")
    return passage


def _trimmed(revision: Revision, start: int, end: int) -> list[int]:
    """The span without the white space at its ends; empty where nothing is left."""
    piece = revision.text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return [start, end] if end > start else []


def _union(spans: Iterable[Sequence[int]]) -> list[list[int]]:
    merged: list[list[int]] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged


def _reword(row: ClaimOccurrence, spans: list[list[int]]) -> None:
    if not spans or not all(spans):
        raise Refused(_("Select at least one word."), "start")
    row.spans, row.start, row.end = spans, spans[0][0], spans[-1][1]
    row.text = " ".join(row.revision.text[start:end] for start, end in spans)
    row.hand_made = True


def _new_occurrence(like: ClaimOccurrence, spans: list[list[int]], article: Article | None = None) -> ClaimOccurrence:
    """A new claim beside another one, with its speaker."""
    row = ClaimOccurrence(revision=like.revision, passage=like.passage, attribution=like.attribution)
    row.language = like.passage.language
    _reword(row, spans)
    cites = Status.UNCHECKED if like.attribution_id else None
    row.claim = Claim.objects.create(article=article or like.claim.article, attribution_status=cites)
    top = like.revision.occurrences.order_by("-position").values_list("position", flat=True).first()
    row.position = -1 if top is None else top
    row.position += 1
    row.normalised = normalise(row.text)
    row.save()
    return row


def _renumber(revision: Revision) -> None:
    """Positions by place in the text; those that left the list come last."""
    rows = list(ClaimOccurrence.objects.filter(revision=revision).only("pk", "position", "start", "end", "withdrawn"))
    moved = []
    for position, row in enumerate(sorted(rows, key=lambda row: (row.withdrawn, row.start, row.end, row.pk))):
        if row.position != position:
            row.position = position
            moved.append(row)
    ClaimOccurrence.objects.bulk_update(moved, ["position"], 1000)

"""What editors did to the claims of one revision, kept in the next one: no split overrides bounds that a person set."""

from collections.abc import Sequence
from dataclasses import replace

from verify.claims.model import ClaimDraft, ClaimKind, Span, Split
from verify.documents import CLAIM_BEARING, Document
from verify.models import ClaimOccurrence


def keep_bounds(document: Document, split: Split, old: Sequence[ClaimOccurrence]) -> Split:
    """The split with each hand-made claim of ``old`` whose words still stand, to the letter, in place of the drafts it meets.

    Words that stand several times, or no more, are left to the splitter: where they belong is for a person to say.
    """
    hand_made = [_found_again(document, split, row) for row in old if row.hand_made and not row.withdrawn]
    kept = [draft for draft in hand_made if draft is not None]
    if not kept:
        return split
    order = [index for index, draft in enumerate(split.claims) if not any(_meet(draft, hand) for hand in kept)]
    claims = sorted(
        [*(split.claims[index] for index in order), *kept], key=lambda draft: (draft.spans[0], draft.spans[-1])
    )
    place = {id(draft): index for index, draft in enumerate(claims)}
    moved = {index: place[id(split.claims[index])] for index in order}
    hedges = tuple(replace(hedge, governs=_follow(hedge.governs, split, kept, moved, place)) for hedge in split.hedges)
    return replace(split, claims=tuple(claims), hedges=hedges)


def _found_again(document: Document, split: Split, row: ClaimOccurrence) -> ClaimDraft | None:
    """A draft with the same pieces in one claim-bearing passage of the new text, if there is exactly one place for them."""
    pieces = [row.revision.text[start:end] for start, end in row.spans]
    places = []
    for index, passage in enumerate(document.passages):
        if passage.kind in CLAIM_BEARING and (spans := _spans_of(pieces, document.text, passage.start, passage.end)):
            places.append((index, spans))
    if len(places) != 1:
        return None
    passage_index, spans = places[0]
    like = max(split.claims, key=lambda draft: _shared(draft.spans, spans), default=None)
    near = like if like is not None and _shared(like.spans, spans) else None
    return ClaimDraft(
        text=row.text,
        spans=spans,
        sentence=near.sentence if near else (spans[0][0], spans[-1][1]),
        passage=passage_index,
        kind=ClaimKind(row.kind),
        attribution=near.attribution if near else None,
        hedges=near.hedges if near else (),
        checkworthiness=row.checkworthiness,
        reasons=tuple(row.reasons),
        weights=tuple(row.weights),
        rules=tuple(row.rules),
    )


def _spans_of(pieces: Sequence[str], text: str, start: int, end: int) -> tuple[Span, ...]:
    """Where the pieces stand one after the other between ``start`` and ``end``; empty if they do not, or do twice."""
    spans: list[Span] = []
    place = start
    for piece in pieces:
        found = text.find(piece, place, end)
        if found < 0:
            return ()
        spans.append((found, found + len(piece)))
        place = found + len(piece)
    again = text.find(pieces[0], spans[0][0] + 1, end)
    return () if len(pieces) == 1 and again >= 0 else tuple(spans)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points both cover."""
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in one for s2, e2 in other)


def _meet(one: ClaimDraft, other: ClaimDraft) -> bool:
    return _shared(one.spans, other.spans) > 0


def _follow(
    governs: Sequence[int], split: Split, kept: Sequence[ClaimDraft], moved: dict[int, int], place: dict[int, int]
) -> tuple[int, ...]:
    """A hedge governs the same claims at their new places, and the hand-made ones that stand for those that went."""
    new = set()
    for index in governs:
        if index in moved:
            new.add(moved[index])
        else:
            new.update(place[id(hand)] for hand in kept if _meet(split.claims[index], hand))
    return tuple(sorted(new))

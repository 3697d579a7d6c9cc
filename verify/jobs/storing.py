"""Rows of a split revision, inserted in bulk."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from verify.checking import InvalidTarget, normalise_url
from verify.claims.dates import DateMention
from verify.claims.mentions import Mentions
from verify.claims.model import Split
from verify.claims.name_variants import NameMention, name_variants
from verify.claims.numbers import NumberMention
from verify.claims.rules import date_rule
from verify.documents import Document, LinkKind
from verify.models import (
    Attribution,
    CheckState,
    ClaimOccurrence,
    DocumentNote,
    Hedge,
    Link,
    LinkOccurrence,
    Mention,
    Passage,
    Revision,
    host_of,
)

from .carrying import Carried
from .leaning import leaning_claims

FRESH = timedelta(hours=12)
"""A look this young is good enough for a new text with the same link."""
ROWS = 1000
"""Rows in one INSERT."""


def store_document(revision: Revision, document: Document, split: Split, carried: Carried) -> list[int]:
    """Insert passages, notes, attributions, occurrences, hedges and links; the ids of the links that are to be checked."""
    passages = _passages(revision, document)
    _notes(revision, document)
    attributions = _attributions(revision, document, split)
    occurrences = _occurrences(revision, split, passages, attributions, carried)
    carried.finish(occurrences)
    _hedges(revision, split, occurrences)
    return _links(revision, document, passages, occurrences)


def store_mentions(revision: Revision, mentions: Mentions) -> None:
    """Insert the dates, numbers and names of the text."""
    spellings = _other_spellings(mentions.names)
    rows = [
        *(
            _mention(
                revision,
                each,
                Mention.Kind.DATE,
                each.value,
                note=each.weekday_mismatch,
                rule=date_rule(each.rule),
            )
            for each in mentions.dates
        ),
        *(
            _mention(
                revision,
                each,
                Mention.Kind.NUMBER,
                str(each.value),
                unit=each.counted or each.unit,
                approximate=each.approximate,
                rule=each.rule,
            )
            for each in mentions.numbers
        ),
        *(
            _mention(
                revision, each, str(each.type), each.canonical, rule=each.rule, also=spellings.get(each.canonical, ())
            )
            for each in mentions.names
        ),
    ]
    Mention.objects.bulk_create(rows, ROWS)


def _mention(
    revision: Revision,
    found: DateMention | NumberMention | NameMention,
    kind: str,
    value: str,
    *,
    unit: str = "",
    approximate: bool = False,
    note: str = "",
    rule: str = "",
    also: Sequence[str] = (),
) -> Mention:
    return Mention(
        revision=revision,
        kind=kind,
        start=found.start,
        end=found.end,
        text=found.text[:500],
        value=value[:500],
        unit=unit[:200],
        approximate=approximate,
        note=note,
        rule=rule[:60],
        also=list(also),
    )


def _other_spellings(names: Sequence[NameMention]) -> dict[str, list[str]]:
    """{canonical name: words of other names in the text that may be a word of this one misspelled}."""
    with_word: dict[str, dict[str, None]] = {}
    for canonical in dict.fromkeys(each.canonical for each in names):
        for word in canonical.split():
            with_word.setdefault(word, {})[canonical] = None
    found: dict[str, list[str]] = {}
    for pair in name_variants(names):
        for own, other in (pair, pair[::-1]):
            for canonical in with_word.get(own, ()):
                found.setdefault(canonical, []).append(other)
    return found


def _passages(revision: Revision, document: Document) -> list[Passage]:
    rows = [
        Passage(
            revision=revision,
            position=position,
            kind=passage.kind.value,
            start=passage.start,
            end=passage.end,
            language=passage.language[:8],
            level=passage.level,
        )
        for position, passage in enumerate(document.passages)
    ]
    return Passage.objects.bulk_create(rows, ROWS)


def _notes(revision: Revision, document: Document) -> None:
    said = [note for note in document.notes if note.text.strip()]
    rows = [
        DocumentNote(
            revision=revision,
            position=position,
            kind=note.kind.value,
            text=note.text,
            start=note.start,
            author=note.author[:200],
            written_at=note.date[:40],
        )
        for position, note in enumerate(said)
    ]
    DocumentNote.objects.bulk_create(rows, ROWS)


def _attributions(revision: Revision, document: Document, split: Split) -> list[Attribution]:
    text = document.text
    rows = [
        Attribution(
            revision=revision,
            speaker_text=draft.speaker_text[:500],
            cue_text=" … ".join(text[start:end] for start, end in draft.cue)[:500],
            mode=draft.mode.value,
            speaker=draft.speaker,
            cue=draft.cue,
            content=draft.content,
            rules=draft.rules,
        )
        for draft in split.attributions
    ]
    stored = Attribution.objects.bulk_create(rows, ROWS)
    nested = []
    for row, draft in zip(stored, split.attributions, strict=True):
        if draft.inside is not None:
            row.inside = stored[draft.inside]
            nested.append(row)
    Attribution.objects.bulk_update(nested, ["inside"], ROWS)
    return stored


def _occurrences(
    revision: Revision, split: Split, passages: list[Passage], attributions: list[Attribution], carried: Carried
) -> list[ClaimOccurrence]:
    """In the order of the drafts; those that an editor took out of the list are numbered behind the others."""
    order = sorted(range(len(split.claims)), key=lambda index: (carried.is_withdrawn(index), index))
    position = {index: place for place, index in enumerate(order)}
    rows = []
    for index, draft in enumerate(split.claims):
        row = ClaimOccurrence(
            claim=carried.claims[index],
            revision=revision,
            passage=passages[draft.passage],
            position=position[index],
            start=draft.spans[0][0],
            end=draft.spans[-1][1],
            spans=draft.spans,
            text=draft.text,
            normalised=carried.normalised[index],
            language=passages[draft.passage].language,
            kind=draft.kind.value,
            origin=carried.origins[index],
            attribution=attributions[draft.attribution] if draft.attribution is not None else None,
            checkworthiness=draft.checkworthiness,
            reasons=draft.reasons,
            weights=draft.weights,
            rules=draft.rules,
        )
        _keep_what_editors_set(row, carried.before.get(index))
        rows.append(row)
    return ClaimOccurrence.objects.bulk_create(rows, ROWS)


def _keep_what_editors_set(row: ClaimOccurrence, before: ClaimOccurrence | None) -> None:
    """On equal words: bounds, kind, a speaker named by a person, and that it is no claim."""
    if before is None:
        return
    row.kind, row.hand_made, row.withdrawn = before.kind, before.hand_made, before.withdrawn
    if before.attribution is not None and before.attribution.set_by_id is not None:
        row.attribution = Attribution.objects.create(
            revision=row.revision,
            speaker_text=before.attribution.speaker_text,
            mode=before.attribution.mode,
            content=row.spans,
            set_by_id=before.attribution.set_by_id,
        )


def _hedges(revision: Revision, split: Split, occurrences: list[ClaimOccurrence]) -> None:
    rows = [
        Hedge(
            revision=revision,
            start=draft.start,
            end=draft.end,
            text=draft.text[:500],
            hedge_class=draft.hedge_class.value,
            rules=draft.rules,
        )
        for draft in split.hedges
    ]
    stored = Hedge.objects.bulk_create(rows, ROWS)
    through = Hedge.occurrences.through
    through._default_manager.bulk_create(
        [
            through(hedge_id=row.pk, claimoccurrence_id=occurrences[index].pk)
            for row, draft in zip(stored, split.hedges, strict=True)
            for index in draft.governs
        ],
        ROWS,
    )


def _links(
    revision: Revision, document: Document, passages: list[Passage], occurrences: list[ClaimOccurrence]
) -> list[int]:
    known = known_links([link.target for link in document.links if link.kind != LinkKind.PLACEHOLDER])
    captions = {image.target: image.caption or image.alt for image in document.images}
    starts = [passage.start for passage in passages]
    rows = []
    leaning_on = leaning_claims(document.links, occurrences)
    for position, (link, leaning) in enumerate(zip(document.links, leaning_on, strict=True)):
        row = known.get(link.target)
        inside = bisect_right(starts, link.start) - 1
        rows.append(
            LinkOccurrence(
                revision=revision,
                link=row,
                passage=passages[inside] if inside >= 0 and link.start < passages[inside].end else None,
                occurrence=occurrences[leaning] if leaning is not None else None,
                position=position,
                kind=link.kind.value if row is not None else LinkOccurrence.Kind.PLACEHOLDER,
                anchor=link.anchor,
                target=link.target,
                start=link.start,
                end=link.end,
                caption=captions.get(link.target, ""),
            )
        )
    LinkOccurrence.objects.bulk_create(rows, ROWS)
    _look_anew([row.pk for row in known.values()])
    return sorted({row.pk for row in known.values() if row.check_state in (CheckState.PENDING, CheckState.RUNNING)})


def _look_anew(link_ids: Sequence[int]) -> None:
    """Old acquaintances that a new text leans on are due, unless somebody looked only hours ago or no look would help."""
    now = timezone.now()
    Link.objects.filter(pk__in=link_ids, due_at__gt=now, latest_check__checked_at__lt=now - FRESH).update(due_at=now)


def known_links(targets: Sequence[str]) -> dict[str, Link]:
    """{target as written: the newsroom's Link for it}; new ones are made, in one statement, pending their first check.

    Targets that are no address (a telephone number, a broken URL) have a Link too, under their own words: their check is
    answered without a request.
    """
    urls = {target: _address(target) for target in targets}
    digests = {url: hashlib.sha256(url.encode("utf-8", "replace")).hexdigest() for url in urls.values()}
    Link.objects.bulk_create(
        [
            Link(url=url, digest=digest, host=host_of(url))
            for url, digest in sorted(digests.items(), key=lambda item: item[1])
        ],
        ROWS,
        ignore_conflicts=True,
    )
    by_digest = {link.digest: link for link in Link.objects.filter(digest__in=digests.values())}
    return {target: by_digest[digests[url]] for target, url in urls.items()}


def _address(target: str) -> str:
    try:
        return normalise_url(target)
    except InvalidTarget:
        return target.strip()

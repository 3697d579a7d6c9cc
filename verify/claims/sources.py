"""All attributions of a document: those of each sentence, Russian ones, and quotations that float on without a cue."""

import re
from dataclasses import replace
from itertools import groupby

from verify.claims.attribution import Saying
from verify.claims.attribution_ru import russian_sayings
from verify.claims.model import AttributionDraft, AttributionMode, Span
from verify.claims.parsing import Sentence
from verify.claims.quotations import is_quoted, overlap, quotations, touches, touching
from verify.claims.speakers import named

_TRANSCRIPT = re.compile(
    r"\"?(?P<name>[A-Z][A-Z.'-]+(?:\s[A-Z][A-Z.'-]+){0,3})(?:\s\([^)]{1,40}\))?(?P<cue>:)\s+(?P<said>\S.*)", re.S
)
_CARRIED = "attribution.carried-over"
_FLOATS_OVER = 4
"""Passages without a cue (a post, a caption) that may stand between a statement and its continuation."""
_NEAR = 20
"""Attributions before and after among which one that holds another is looked for."""


def attributions_of(
    text: str, sentences: list[Sentence], parsed: dict[int, list[Saying]]
) -> tuple[AttributionDraft, ...]:
    """In order of their first span; ``inside`` names the attribution whose content holds the cue. ``parsed``: what the
    parse of a sentence gave, by its index; ``text`` is the document's."""
    found: list[Saying] = []
    latest: Saying | None = None
    latest_passage = -10
    for passage, group in groupby(enumerate(sentences), key=lambda pair: pair[1].passage):
        members = list(group)
        passage_quotes = quotations(members[0][1].levelled.text)
        for index, sentence in members:
            quotes = touching(passage_quotes, (sentence.start, sentence.end))
            sayings = _reporting(_of_sentence(sentence, quotes, parsed.get(index, [])))
            floats = _floats(sentence, quotes)
            if floats and latest is not None and passage - latest_passage <= _FLOATS_OVER:
                _continue(latest, sentence)
                latest_passage = passage
                found += [saying for saying in sayings if saying.reports]
            elif sayings:
                found += sayings
                spoken = [saying for saying in sayings if saying.speaker and touches(saying.content, quotes)]
                latest, latest_passage = (spoken[-1], passage) if spoken else (None, -10)
            elif not _is_aside(sentence):
                latest = None if not floats else latest
    by_passage = {sentence.passage: sentence for sentence in sentences}
    return named(_drafts(text, _reporting(found), by_passage))


def _reporting(sayings: list[Saying]) -> list[Saying]:
    """Without what is only thought, wanted or judged within the words of another source: that is part of those words."""
    return [
        saying
        for at, saying in enumerate(sayings)
        if saying.reports or not any(_holds(other, saying) for other in sayings[max(0, at - _NEAR) : at + _NEAR])
    ]


def _holds(around: Saying, saying: Saying) -> bool:
    cue = saying.cue[0]
    same = around is not saying and around.passage == saying.passage
    return same and any(start <= cue[0] and cue[1] <= end for start, end in around.content)


def _is_aside(sentence: Sentence) -> bool:
    return sentence.kind in {"embed", "caption"}


def _of_sentence(sentence: Sentence, quotes: list[Span], parsed: list[Saying]) -> list[Saying]:
    if sentence.language in {"ru", "uk", "be"}:
        return russian_sayings(sentence, quotes)
    transcript = _TRANSCRIPT.fullmatch(sentence.levelled.text) if sentence.start == 0 else None
    if transcript:
        spans = {name: transcript.span(name) for name in ("name", "cue", "said")}
        return [
            Saying(
                sentence.passage,
                [spans["name"]],
                [spans["cue"]],
                [spans["said"]],
                True,
                rules=["attribution.transcript"],
            )
        ]
    return parsed


def _floats(sentence: Sentence, quotes: list[Span]) -> bool:
    return is_quoted((sentence.start, sentence.end), quotes)


def _continue(saying: Saying, sentence: Sentence) -> None:
    span = (sentence.start, sentence.end)
    if _CARRIED not in saying.rules:
        saying.rules.append(_CARRIED)
    if sentence.passage != saying.passage:
        saying.followers.append((sentence.passage, span))
    elif not any(overlap(span, part) >= 0.9 * (span[1] - span[0]) for part in saying.content[-4:]):
        saying.content.append(span)


def _drafts(text: str, sayings: list[Saying], by_passage: dict[int, Sentence]) -> tuple[AttributionDraft, ...]:
    drafts = [_draft(text, saying, by_passage) for saying in sayings]
    order = sorted(range(len(drafts)), key=lambda i: min(drafts[i].speaker + drafts[i].cue + drafts[i].content))
    drafts = [drafts[i] for i in order]
    return tuple(_nested(draft, index, drafts) for index, draft in enumerate(drafts))


def _draft(text: str, saying: Saying, by_passage: dict[int, Sentence]) -> AttributionDraft:
    levelled = by_passage[saying.passage].levelled
    content = [levelled.original(*span) for span in saying.content]
    content += [by_passage[passage].levelled.original(*span) for passage, span in saying.followers]
    speaker = tuple(levelled.original(*span) for span in saying.speaker)
    partly = any('"' in levelled.text[start:end] for start, end in saying.content)
    mode = AttributionMode.DIRECT if saying.quoted else AttributionMode.MIXED if partly else AttributionMode.INDIRECT
    return AttributionDraft(
        speaker=speaker,
        cue=tuple(levelled.original(*span) for span in saying.cue),
        content=tuple(sorted(content)),
        speaker_text=" ".join(" ".join(text[start:end] for start, end in speaker).split()),
        mode=mode,
        states=saying.states,
        rules=tuple(saying.rules),
    )


def _nested(draft: AttributionDraft, index: int, drafts: list[AttributionDraft]) -> AttributionDraft:
    """With ``inside``: the smallest other content around the cue. Only neighbours can be around it."""
    cue = draft.cue[0]
    best: int | None = None
    for other in range(max(0, index - 40), min(len(drafts), index + 40)):
        around = drafts[other]
        if other == index or not any(start <= cue[0] and cue[1] <= end for start, end in around.content):
            continue
        if best is None or _size(around) < _size(drafts[best]):
            best = other
    if best is None or (drafts[best].inside == index):
        return draft
    return replace(draft, inside=best, rules=(*draft.rules, "attribution.inside"))


def _size(draft: AttributionDraft) -> int:
    return sum(end - start for start, end in draft.content)

"""How near the splitter comes to the gold labels, and what it missed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.claims.gold.labels import GoldClaim, GoldText, Piece, place
from verify.claims.model import AttributionDraft, ClaimDraft, Span, Split
from verify.claims.split import split_document
from verify.documents import DocumentFormat, read

Words = frozenset[int]
"""Offsets at which the words of a claim begin."""

_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset({"the", "a", "an"})
LOOSE, TIGHT = 0.5, 0.8


@dataclass(slots=True)
class Tally:
    """Right, wrongly given and missing, with a line for a person on each that is not right."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def score(self) -> float:
        """F1 in percent. Where each answer counts as wrong or missing but never both, that of a plain share."""
        whole = 2 * self.right + self.wrong + self.missing
        return 200 * self.right / whole if whole else 100.0

    def judge(self, right: bool, miss: str) -> None:
        """One question with one answer: right, or both wrong and missing, so that the F1 is the accuracy."""
        self.right += right
        self.wrong += not right
        self.missing += not right
        if not right:
            self.misses.append(miss)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A gold claim laid on its text."""

    gold: GoldClaim
    spans: tuple[Span, ...]
    words: Words
    shown: str


@dataclass(frozen=True, slots=True)
class Run:
    """One gold text beside what the splitter makes of it."""

    gold: GoldText
    split: Split
    labelled: tuple[Labelled, ...]
    found: tuple[Words, ...]

    def pairs(self, threshold: float) -> dict[int, int]:
        """Gold claim to found claim, best overlap (Jaccard of their words) first, each used once."""
        ranked = sorted(
            (
                (len(gold.words & found) / len(gold.words | found), -i, -j)
                for i, gold in enumerate(self.labelled)
                for j, found in enumerate(self.found)
                if gold.words & found
            ),
            reverse=True,
        )
        pairs: dict[int, int] = {}
        for overlap, i, j in ranked:
            if overlap >= threshold and -i not in pairs and -j not in pairs.values():
                pairs[-i] = -j
        return pairs

    def nearest(self, labelled: Labelled) -> ClaimDraft | None:
        """The found claim that a label is compared with, whether or not its bounds are right.

        So every label is asked about in every run, and a splitter that finds more cannot lose by it.
        """
        words = labelled.words
        overlaps = [(len(words & found) / max(1, len(words | found)), -j) for j, found in enumerate(self.found)]
        overlap, j = max(overlaps, default=(0.0, 0))
        return self.split.claims[-j] if overlap else None


def run(gold: GoldText) -> Run:
    """Reads and splits ``gold`` as the desk does."""
    document = read(gold.text.encode(), format=DocumentFormat.TEXT)
    assert document.text == gold.text, f"{gold.name}: the reader changed the text, so that the labels no longer fit."
    split = split_document(document, published_on=gold.published_on)
    labelled, apart = laid_on(gold)
    return Run(gold, split, labelled, tuple(_words(gold.text, claim.spans) - apart for claim in split.claims))


def laid_on(gold: GoldText) -> tuple[tuple[Labelled, ...], Words]:
    """The labels with their places, and the words that count neither for nor against a claim's bounds."""
    apart: set[int] = set()
    labelled = []
    for start, each in zip(gold.starts(), gold.sentences, strict=True):
        apart |= _words(gold.text, _placed(each.apart, each.text, start))
        for claim in each.claims:
            spans = _placed(claim.pieces, each.text, start) or ((start, start + len(each.text)),)
            shown = " … ".join(gold.text[begin:end] for begin, end in spans)
            labelled.append(Labelled(claim, spans, _words(gold.text, spans) - apart, shown))
    return tuple(labelled), frozenset(apart)


def _placed(pieces: Iterable[Piece], text: str, start: int) -> tuple[Span, ...]:
    return tuple((start + begin, start + end) for begin, end in (place(piece, text) for piece in pieces))


def _words(text: str, spans: Iterable[Span]) -> Words:
    return frozenset(match.start() for start, end in spans for match in _WORD.finditer(text, start, end))


def measure(runs: Sequence[Run]) -> dict[str, Tally]:
    """Every measure over all texts; those of dates only where the split has dates."""
    tallies = {
        "claims, F1 at .5": Tally(),
        "claims, F1 at .8": Tally(),
        "body sentences with a claim": Tally(),
        "speakers": Tally(),
        "second layer of nested speakers": Tally(),
        "modes": Tally(),
        "hedges, F1": Tally(),
        "kinds": Tally(),
    }
    for each in runs:
        _bounds(each, LOOSE, tallies["claims, F1 at .5"])
        _bounds(each, TIGHT, tallies["claims, F1 at .8"])
        _coverage(each, tallies["body sentences with a claim"])
        for labelled in each.labelled:
            nearest = each.nearest(labelled)
            if nearest is None:
                _sourceless(each, labelled, tallies)
            else:
                _sourcing(each, labelled, nearest, tallies)
            _limits(each, labelled, nearest, tallies["hedges, F1"])
    if all(hasattr(each.split, "dates") for each in runs):
        tallies["dates, value F1"] = Tally()
        tallies["contradicted weekdays, F1"] = Tally()
        for each in runs:
            judge_dates(
                each.gold,
                getattr(each.split, "dates", ()),
                tallies["dates, value F1"],
                tallies["contradicted weekdays, F1"],
            )
    return tallies


def _bounds(each: Run, threshold: float, tally: Tally) -> None:
    pairs = each.pairs(threshold)
    strays = [j for j, words in enumerate(each.found) if words and j not in pairs.values()]
    tally.right += len(pairs)
    tally.wrong += len(strays)
    tally.missing += len(each.labelled) - len(pairs)
    name = each.gold.name
    tally.misses += [
        f"{name}: not found: “{labelled.shown}”" for i, labelled in enumerate(each.labelled) if i not in pairs
    ]
    tally.misses += [f"{name}: not in the gold: “{_shown(each, each.split.claims[j])}”" for j in strays]


def _shown(each: Run, claim: ClaimDraft) -> str:
    return " … ".join(each.gold.text[start:end] for start, end in claim.spans)


def _coverage(each: Run, tally: Tally) -> None:
    covered = frozenset().union(*each.found) if each.found else frozenset()
    for start, written in zip(each.gold.starts(), each.gold.sentences, strict=True):
        inside = any(start <= word < start + len(written.text) for word in covered)
        tally.judge(inside, f"{each.gold.name}: no claim in “{written.text}”")


def _sourcing(each: Run, labelled: Labelled, found: ClaimDraft, tallies: Mapping[str, Tally]) -> None:
    gold, where = labelled.gold, f"{each.gold.name}: “{labelled.shown}”"
    chain = _chain(each.split, found.attribution)
    outer = chain[-1] if chain else None
    given = outer.speaker_text if outer else None
    right = given is None if gold.by is None else given is not None and _is_named(given, gold.by)
    tallies["speakers"].judge(right, f"{where} is said by {gold.by or 'the outlet'}, not {given or 'the outlet'}")
    if gold.via:
        layers = [layer.speaker_text for layer in _layers(each.split, found)]
        tallies["second layer of nested speakers"].judge(
            any(_is_named(layer, gold.via) for layer in layers), f"{where} cites {gold.via}, not one of {layers}"
        )
    if gold.mode:
        mode = outer.mode if outer else "nobody's"
        tallies["modes"].judge(mode == gold.mode, f"{where} is {gold.mode}, not {mode}")
    tallies["kinds"].judge(found.kind == gold.kind, f"{where} is a {gold.kind}, not a {found.kind}")


def _sourceless(each: Run, labelled: Labelled, tallies: Mapping[str, Tally]) -> None:
    asked = ["speakers", "kinds", *(["modes"] if labelled.gold.mode else [])]
    asked += ["second layer of nested speakers"] if labelled.gold.via else []
    for name in asked:
        tallies[name].judge(False, f"{each.gold.name}: no claim holds “{labelled.shown}”")


def _chain(split: Split, index: int | None) -> list[AttributionDraft]:
    """The attribution and those around it, outermost last."""
    chain: list[AttributionDraft] = []
    while index is not None and split.attributions[index] not in chain:
        chain.append(split.attributions[index])
        index = chain[-1].inside
    return chain


def _layers(split: Split, found: ClaimDraft) -> list[AttributionDraft]:
    """Every attribution whose content touches the claim."""
    return [
        draft
        for draft in split.attributions
        if any(start < end_ and start_ < end for start, end in draft.content for start_, end_ in found.spans)
    ]


def _is_named(given: str, written: str) -> bool:
    return any(_agree(given, name) for name in written.split(" / "))


def _agree(one: str, other: str) -> bool:
    """Whether two wordings mean one thing: one holds the other, or they share half of their words."""
    first, second = (set(_WORD.findall(each.lower())) - _EMPTY_WORDS for each in (one, other))
    if not first or not second:
        return False
    return first <= second or second <= first or len(first & second) / len(first | second) >= LOOSE


def _limits(each: Run, labelled: Labelled, found: ClaimDraft | None, tally: Tally) -> None:
    given = [each.split.hedges[index].text for index in found.hedges] if found else []
    unused = list(given)
    for hedge in labelled.gold.hedges:
        match = next((other for other in unused if _agree(other, hedge)), None)
        if match is None:
            tally.missing += 1
            tally.misses.append(
                f"{each.gold.name}: “{labelled.shown}” is limited by “{hedge}”, found {given or 'nothing'}"
            )
        else:
            tally.right += 1
            unused.remove(match)
    tally.wrong += len(unused)
    tally.misses += [f"{each.gold.name}: “{labelled.shown}” is not limited by “{hedge}”" for hedge in unused]


def judge_dates(gold: GoldText, found: Iterable[Any], values: Tally, contradictions: Tally) -> None:
    """``found`` has start, end, value and weekday_mismatch. A day counts whatever its hour; now, soon and the like do not."""
    left = [each for each in found if not each.value.endswith("_REF")]
    for start, written in zip(gold.starts(), gold.sentences, strict=True):
        for words, value in written.dates.items():
            ((begin, end),) = _placed([words], written.text, start)
            match = next((each for each in left if each.start < end and begin < each.end), None)
            given = match.value if match else None
            right = given is not None and _at_day(given) == _at_day(value)
            values.right += right
            values.missing += not right
            values.wrong += match is not None and not right
            if not right:
                values.misses.append(f"{gold.name}: “{words}” in “{written.text}” is {value}, not {given}")
            if match:
                left.remove(match)
            _contradiction(gold, words, words in written.contradicted, match, contradictions)
    values.wrong += len(left)
    values.misses += [f"{gold.name}: no date: “{gold.text[each.start : each.end]}” ({each.value})" for each in left]


def _contradiction(gold: GoldText, words: str, expected: bool, match: Any, tally: Tally) -> None:
    flagged = bool(match and getattr(match, "weekday_mismatch", ""))
    tally.right += expected and flagged
    tally.wrong += flagged and not expected
    tally.missing += expected and not flagged
    if expected != flagged:
        tally.misses.append(f"{gold.name}: the weekday in “{words}” is {'wrong' if expected else 'right'}")


def _at_day(value: str) -> str:
    try:
        return date.fromisoformat(value[:10]).isoformat() if len(value) >= 10 else value
    except ValueError:
        return value

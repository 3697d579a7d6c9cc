"""The measure itself: the labels score full marks on themselves, and what is wrong in a split costs what it should."""

from dataclasses import dataclass, replace

import pytest

from tests.claims.gold.labels import OPINION, GoldText
from tests.claims.gold.scoring import Labelled, Run, Tally, judge_dates, laid_on, measure
from tests.claims.gold.texts import TEXTS
from verify.claims.model import AttributionDraft, AttributionMode, ClaimDraft, HedgeClass, HedgeDraft, Split


@dataclass(frozen=True)
class Dated:
    start: int
    end: int
    value: str
    weekday_mismatch: str = ""


def ideal(gold: GoldText) -> Run:
    """A run in which the split says just what the labels say."""
    labelled, _ = laid_on(gold)
    claims: list[ClaimDraft] = []
    attributions: list[AttributionDraft] = []
    hedges: list[HedgeDraft] = []
    for number, each in enumerate(labelled):
        outer = None
        for speaker in filter(None, [each.gold.by, each.gold.via]):
            mode = each.gold.mode or AttributionMode.INDIRECT
            attributions.append(AttributionDraft((), (), each.spans, speaker.split(" / ")[0], mode, outer))
            outer = len(attributions) - 1
        first = len(hedges)
        hedges += [HedgeDraft(0, 1, words, HedgeClass.UNCLEAR, (number,)) for words in each.gold.hedges]
        claims.append(
            ClaimDraft(
                each.shown, each.spans, each.spans[0], 0, each.gold.kind, outer, tuple(range(first, len(hedges)))
            )
        )
    split = Split((), tuple(claims), tuple(attributions), tuple(hedges), "ideal")
    return Run(gold, split, labelled, tuple(each.words for each in labelled))


def without(split: Split, **changes: object) -> Split:
    return replace(split, claims=tuple(replace(claim, **changes) for claim in split.claims))  # type: ignore[arg-type]


@pytest.mark.parametrize("gold", TEXTS, ids=lambda gold: gold.name)
def test_the_labels_score_full_marks_on_themselves(gold: GoldText) -> None:
    scores = measure([ideal(gold)])
    assert {name: tally.misses for name, tally in scores.items() if tally.score < 100} == {}


def test_a_lost_speaker_hedge_and_kind_cost_their_measure_and_no_other() -> None:
    runs = [ideal(gold) for gold in TEXTS]
    cited = sum(each.gold.by is not None for run in runs for each in run.labelled)
    total = sum(len(run.labelled) for run in runs)
    silent = measure([replace(run, split=without(run.split, attribution=None)) for run in runs])
    assert silent["speakers"].right == total - cited
    assert silent["modes"].right == 0
    assert silent["kinds"].score == silent["hedges, F1"].score == silent["claims, F1 at .8"].score == 100
    sure = measure([replace(run, split=without(run.split, hedges=(), kind=OPINION)) for run in runs])
    assert sure["hedges, F1"].score == 0
    assert sure["kinds"].score < 10
    assert sure["speakers"].score == 100


def test_one_claim_for_a_whole_text_finds_no_claim() -> None:
    gold = TEXTS[0]
    run = ideal(gold)
    whole = ClaimDraft(gold.text, ((0, len(gold.text)),), (0, len(gold.text)), 0)
    lumped = replace(run, split=Split((), (whole,), (), (), "lump"), found=(frozenset().union(*run.found),))
    scores = measure([lumped])
    assert scores["claims, F1 at .5"].score == 0
    assert scores["body sentences with a claim"].score == 100


def test_a_sentence_without_a_claim_is_named() -> None:
    gold = TEXTS[0]
    run = ideal(gold)
    last: Labelled = run.labelled[-1]
    cut = replace(run, split=replace(run.split, claims=run.split.claims[:-1]), found=run.found[:-1])
    misses = measure([cut])["body sentences with a claim"].misses
    assert len(misses) == 1
    assert last.shown in misses[0]


@pytest.mark.parametrize(
    ("value", "mismatch", "score", "flagged"),
    [("2025-06-11", "Thursday", 100, 100), ("2025-06-12", "", 0, 0), ("2025-06-11T09:00", "Thursday", 100, 100)],
)
def test_a_date_counts_by_its_day_and_a_wrong_weekday_has_to_be_flagged(
    value: str, mismatch: str, score: int, flagged: int
) -> None:
    gold = next(each for each in TEXTS if any(sentence.contradicted for sentence in each.sentences))
    gold = replace(gold, paragraphs=((next(s for s in gold.sentences if s.contradicted),),), headline="")
    (words,) = gold.sentences[0].dates
    start = gold.text.index(words)
    values, contradictions = Tally(), Tally()
    judge_dates(gold, [Dated(start, start + len(words), value, mismatch)], values, contradictions)
    assert (values.score, contradictions.score) == (score, flagged)

import re
import time
from itertools import pairwise

import pytest

from tests.claims.news_by_worth import (
    NOT_WORTH_CHECKING,
    RUSSIAN_NOT_WORTH_CHECKING,
    RUSSIAN_WORTH_CHECKING,
    WORTH_CHECKING,
)
from tests.claims.sentences_by_kind import BY_KIND
from verify.claims.worth import worth_of
from verify.claims.worth_features import SHAPES, features_of, lower, tokens_of
from verify.claims.worth_lexicon import PHRASES, WORD_CLASSES
from verify.claims.worth_weights import BIAS, FITTED, SET_BY_HAND, WORDS_BY_WEIGHT


def average_precision(worth: tuple[str, ...], not_worth: tuple[str, ...]) -> float:
    """Of the sentences ranked by score, the mean share of worthy ones down to each worthy one."""
    ranked = sorted(
        [(-worth_of(text)[0], True) for text in worth] + [(-worth_of(text)[0], False) for text in not_worth]
    )
    places = [place for place, (_, is_worth) in enumerate(ranked, start=1) if is_worth]
    return sum(count / place for count, place in enumerate(places, start=1)) / len(places)


def test_news_sentences_rank_as_a_fact_checker_would_rank_them() -> None:
    assert average_precision(WORTH_CHECKING, NOT_WORTH_CHECKING) >= 0.97


def test_russian_sentences_rank_as_a_fact_checker_would_rank_them() -> None:
    assert average_precision(RUSSIAN_WORTH_CHECKING, RUSSIAN_NOT_WORTH_CHECKING) >= 0.97


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("At least 17 people were killed in the fire.", "names a number of casualties"),
        ("В результате обстрела погибли пять человек.", "names a number of casualties"),
        ("The river has risen since Monday, the ministry reported.", "attributed to an official"),
        ("Rents rose by a third between 2015 and 2021.", "compares two years"),
        ("Unemployment fell to 5.3 percent.", "has a percentage"),
        ("The council voted to close the pool.", "speaks of a vote or a law"),
        ("It is the largest dam in the country.", "says something is the most, the first or the only"),
    ],
)
def test_a_reason_names_what_raised_the_score(text: str, reason: str) -> None:
    assert reason in worth_of(text)[1]


def test_a_figure_far_from_the_dead_is_not_a_number_of_casualties() -> None:
    text = "The man who was killed had lived in the old house by the river for the last 20 years."
    assert "names a number of casualties" not in worth_of(text)[1]


def test_what_lowers_the_score_is_no_reason() -> None:
    assert worth_of("What happens next?")[1] == ()
    assert worth_of("I hope you will think about it.")[1] == ()


def test_every_step_towards_a_checkable_statement_raises_the_score() -> None:
    steps = (
        "I think we should do something about it.",
        "People talk about the river.",
        "The river flooded the town.",
        "The river flooded 300 homes in 2019.",
        "The ministry said the river flooded 300 homes in 2019 and killed 12 people.",
    )
    scores = [worth_of(text)[0] for text in steps]
    assert all(lower < higher for lower, higher in pairwise(scores))


@pytest.mark.parametrize(
    "text", ["", "?", "…", "\x00", "😀 😀", "a" * 5_000, "12 " * 5_000, "killed " * 5_000, "тыс. " * 2_000]
)
def test_a_score_lies_between_nought_and_one_for_any_text(text: str) -> None:
    score, reasons = worth_of(text)
    assert 0 <= score <= 1
    assert len(reasons) <= 4
    assert all(reasons)


def test_every_figure_belongs_to_a_feature_that_some_sentence_has() -> None:
    known = {f"{how}:{name}" for name in WORD_CLASSES for how in ("has", "share")}
    known |= {f"phrase:{name}" for name in PHRASES} | set(SHAPES)
    assert (FITTED | SET_BY_HAND).keys() <= known
    seen: set[str] = set()
    for text in (*WORTH_CHECKING, *NOT_WORTH_CHECKING, *(text for texts in BY_KIND.values() for text in texts)):
        low = lower(text)
        seen |= features_of(text, low, tokens_of(low)).keys()
    assert len(seen & FITTED.keys()) > 0.9 * len(FITTED)
    assert BIAS < 0


def test_no_word_has_two_weights() -> None:
    words = [word for listed in WORDS_BY_WEIGHT.values() for word in listed.split()]
    assert len(words) == len(set(words))
    assert all(tokens_of(word) == [word] for word in words)


def test_a_thousand_claims_are_scored_in_a_blink() -> None:
    texts = (*WORTH_CHECKING, *NOT_WORTH_CHECKING) * 17
    start = time.process_time()
    for text in texts:
        worth_of(text)
    assert time.process_time() - start < 1


def test_no_phrase_stands_where_the_parts_it_needs_do_not() -> None:
    texts = (*WORTH_CHECKING, *NOT_WORTH_CHECKING, *(text for texts in BY_KIND.values() for text in texts))
    found = [
        (name, low)
        for name, (needs, pattern, _) in PHRASES.items()
        for low in map(lower, texts)
        if re.search(pattern, low) and not any(part in low for part in needs)
    ]
    assert found == []

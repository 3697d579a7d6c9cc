from collections import Counter
from functools import lru_cache

import pytest

from tests.claims.conftest import Splitting
from tests.claims.sentences_by_kind import BY_KIND
from verify.claims.kinds import is_order, kind_of
from verify.claims.model import ClaimKind
from verify.claims.parsing import english

_RIGHT_OF_TEN = 9
"""What a careful reader's kinds must be met by, of ten sentences said to be of a kind and of ten that are."""


@lru_cache(maxsize=1)
def kinds_found() -> Counter[tuple[ClaimKind, ClaimKind]]:
    """(kind by hand, kind found) of every sentence."""
    found: Counter[tuple[ClaimKind, ClaimKind]] = Counter()
    for kind, texts in BY_KIND.items():
        for text in texts:
            ordered = text.isascii() and is_order(english()(text))
            found[kind, kind_of(text, ordered=ordered, attributed=False)] += 1
    return found


@pytest.mark.parametrize("kind", list(ClaimKind))
def test_nine_of_ten_sentences_get_the_kind_an_editor_would_give(kind: ClaimKind) -> None:
    found = kinds_found()
    right = found[kind, kind]
    assert right * 10 >= _RIGHT_OF_TEN * sum(count for (_, said), count in found.items() if said == kind)
    assert right * 10 >= _RIGHT_OF_TEN * sum(count for (true, _), count in found.items() if true == kind)


def test_no_fact_is_taken_for_something_that_needs_no_checking() -> None:
    wrong = {said: count for (true, said), count in kinds_found().items() if true == ClaimKind.FACT and said != true}
    assert wrong == {}


@pytest.mark.parametrize("text", ["The mayor should resign.", "The bridge will reopen next year."])
def test_what_somebody_else_said_is_a_fact_to_check(text: str) -> None:
    assert kind_of(text, ordered=False, attributed=True) == ClaimKind.FACT


def test_a_claim_that_is_no_fact_is_kept_in_its_place(splitting: Splitting) -> None:
    _, split = splitting("The bridge fell in May. Who closed it? Call the harbour office. I think it was ugly.")
    assert [claim.kind for claim in split.claims] == [
        ClaimKind.FACT,
        ClaimKind.QUESTION,
        ClaimKind.INSTRUCTION,
        ClaimKind.OPINION,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor wrote on Friday: “Who took the money from the fund?”",
        'In the advert the narrator asks, "What does he think of you?"',
    ],
)
def test_a_sentence_that_quotes_a_question_is_no_question(text: str) -> None:
    assert kind_of(text, ordered=False, attributed=False) == ClaimKind.FACT


def test_a_name_that_looks_like_a_bare_verb_gives_no_order() -> None:
    assert not is_order(
        english()("Trump openly admires Colonel Viktor Lund as a “strong leader,” comparing him to his father.")
    )
    assert not is_order(english()("Grant met the delegates in the old hall."))

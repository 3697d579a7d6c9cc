import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from verify.matching import match_claims

WORDS = "mayor bridge harbour ferry council police river town storm school train fire night guard market price water union".split()  # noqa: SIM905


def claim(seed: int) -> str:
    chooser = random.Random(seed)
    first, second, third, fourth = (chooser.choice(WORDS) for _ in range(4))
    return f"The {first} of {second} {seed} closed {third} and {fourth} on day {seed * 7}."


def test_equal_claims_in_other_typography_are_equal_and_in_place() -> None:
    matching = match_claims(["“We left…” he said.", "It rained."], ['"We left..." he said.', "It rained."])
    assert [(pair.old, pair.new, pair.moved, pair.context_changed) for pair in matching.equal] == [
        (0, 0, False, False),
        (1, 1, False, False),
    ]
    assert (matching.changed, matching.ambiguous, matching.new, matching.removed) == ((), {}, (), ())


def test_a_changed_figure_is_never_equal_but_proposed_as_the_same_claim() -> None:
    matching = match_claims(["In the raid 10 civilians were wounded."], ["In the raid 100 civilians were wounded."])
    assert matching.equal == ()
    assert [(pair.old, pair.new) for pair in matching.changed] == [(0, 0)]


def test_a_moved_claim_stays_equal_and_is_flagged() -> None:
    old = ["One fell.", "Two rose.", "Three stayed.", "Four left."]
    new = ["Four left.", "One fell.", "Two rose.", "Three stayed."]
    matching = match_claims(old, new)
    assert {pair.old: pair.moved for pair in matching.equal} == {0: False, 1: False, 2: False, 3: True}
    assert {pair.old for pair in matching.equal if pair.context_changed} == {0, 2, 3}


def test_a_neighbour_that_changes_is_a_changed_context() -> None:
    matching = match_claims(
        ["A ship sank.", "It rained.", "All slept."], ["A ship sank.", "It snowed heavily in town.", "All slept."]
    )
    assert [(pair.old, pair.moved, pair.context_changed) for pair in matching.equal] == [
        (0, False, True),
        (2, False, True),
    ]


def test_duplicates_are_matched_in_order_and_the_rest_is_new() -> None:
    matching = match_claims(["It rained."], ["It rained.", "It rained."])
    assert [(pair.old, pair.new) for pair in matching.equal] == [(0, 0)]
    assert matching.new == (1,)


def test_two_candidates_about_equally_near_are_shown_and_none_is_chosen() -> None:
    matching = match_claims(
        ["The mayor said 10 men were hurt in the port."],
        ["The mayor said 12 men were hurt in the port.", "The mayor said 14 men were hurt in the port."],
    )
    assert matching.changed == ()
    assert matching.ambiguous == {0: (0, 1)}
    assert (matching.new, matching.removed) == ((0, 1), (0,))


def test_two_old_claims_do_not_fight_over_one_new_claim() -> None:
    matching = match_claims(
        ["The mayor said 12 men were hurt in the port.", "The mayor said 14 men were hurt in the port."],
        ["The mayor said 13 men were hurt in the port."],
    )
    assert matching.changed == ()
    assert set(matching.ambiguous) == {0, 1}


def test_unlike_claims_are_new_and_removed() -> None:
    matching = match_claims(["The bridge was closed on Monday."], ["Twelve ships left without a pilot."])
    assert (matching.changed, matching.ambiguous, matching.new, matching.removed) == ((), {}, (0,), (0,))


def test_nothing_against_something() -> None:
    assert match_claims([], ["a"]).new == (0,)
    assert match_claims(["a"], []).removed == (0,)
    assert match_claims([], []).equal == ()


lists = st.lists(
    st.sampled_from([claim(seed) for seed in range(8)] + ["It rained.", "“It rained.”", "10 men", "100 men"]),
    max_size=14,
)


@given(lists, lists)
@settings(max_examples=150)
def test_every_claim_has_exactly_one_fate(old: list[str], new: list[str]) -> None:
    matching = match_claims(old, new)
    olds = [pair.old for pair in matching.equal] + [pair.old for pair in matching.changed] + list(matching.removed)
    news = [pair.new for pair in matching.equal] + [pair.new for pair in matching.changed] + list(matching.new)
    assert sorted(olds) == list(range(len(old)))
    assert sorted(news) == list(range(len(new)))
    assert set(matching.ambiguous) <= set(matching.removed)
    assert {index for near in matching.ambiguous.values() for index in near} <= set(matching.new)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_a_text_against_itself_keeps_every_claim_in_place(texts: list[str]) -> None:
    matching = match_claims(texts, texts)
    assert [(pair.old, pair.new, pair.moved, pair.context_changed) for pair in matching.equal] == [
        (index, index, False, False) for index in range(len(texts))
    ]


@given(st.lists(st.integers(0, 500), unique=True, min_size=2, max_size=20), st.randoms())
def test_a_shuffled_text_keeps_every_claim(seeds: list[int], chooser: random.Random) -> None:
    old = [claim(seed) for seed in seeds]
    new = old[:]
    chooser.shuffle(new)
    matching = match_claims(old, new)
    assert all(old[pair.old] == new[pair.new] for pair in matching.equal)
    assert len(matching.equal) == len(old)


def test_five_thousand_against_five_thousand_takes_seconds() -> None:
    old = [claim(seed) for seed in range(5_000)]
    new = [text.replace("closed", "opened") for text in old]
    start = time.process_time()
    matching = match_claims(old, new)
    assert time.process_time() - start < 8
    assert matching.equal == ()
    assert sum(pair.old == pair.new for pair in matching.changed) > 2_500


def test_five_thousand_copies_of_one_claim_take_seconds() -> None:
    start = time.process_time()
    matching = match_claims(["The mayor closed 10 bridges."] * 5_000, ["The mayor closed 11 bridges."] * 5_000)
    assert time.process_time() - start < 8
    assert (matching.equal, matching.changed) == ((), ())

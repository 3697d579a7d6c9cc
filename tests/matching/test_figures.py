"""The same thing counted differently; and all that only looks like it."""

from dataclasses import replace

import pytest

from verify.matching.figures import Figure, figures_that_disagree


def figure(place: int, value: str, wording: str, unit: str = "people", **more: object) -> Figure:
    made = Figure(place, place * 200, place * 200 + 5, value, unit, f"{value} {unit}", wording)
    return replace(made, **more)  # type: ignore[arg-type]


def pairs(*figures: Figure) -> list[tuple[int, int]]:
    return [(first.claim, second.claim) for first, second in figures_that_disagree(figures)]


def test_two_numbers_for_one_thing_are_a_pair() -> None:
    first = figure(0, "9", "people drowned when the ferry capsized")
    second = figure(4, "11", "The ferry capsized at noon and people drowned")
    assert pairs(first, second) == [(0, 4)]


def test_a_pair_is_told_once_for_its_later_claim() -> None:
    wording = "people drowned when the ferry capsized"
    assert pairs(figure(0, "9", wording), figure(1, "11", wording), figure(2, "9", wording)) == [(0, 1), (1, 2)]


def test_a_thing_that_is_counted_in_other_endings_is_the_same_thing() -> None:
    first = figure(0, "2", "ships waited outside the breakwater", "ships")
    second = figure(1, "1", "A ship waits outside breakwaters", "ship")
    assert pairs(first, second) == [(0, 1)]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (figure(1, "9", "people drowned when the ferry capsized"), "the same number"),
        (figure(1, "11", "people drowned when the ferry capsized", "cats"), "another thing"),
        (figure(1, "11", "people drowned when the ferry capsized", approximate=True), "roughly"),
        (figure(1, "11", "people were rescued by the coast guard"), "another act"),
        (figure(1, "11", "another people drowned when the ferry capsized"), "another lot"),
        (figure(1, "11", "people drowned when the ferry capsized, in total"), "a total"),
        (figure(1, "11", "people drowned when the ferry capsized", names=frozenset({"Altaford"})), "another place"),
        (figure(1, "11", "people drowned when the ferry capsized", dates=frozenset({"2025-03-14"})), "another day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_things_are_no_pair(second: Figure, why: str) -> None:
    first = figure(
        0, "9", "people drowned when the ferry capsized",
        names=frozenset({"Nordhavn"}), dates=frozenset({"2025-03-12"}),
    )  # fmt: skip
    assert pairs(first, second) == [], why


def test_two_figures_of_one_claim_are_a_part_and_its_whole() -> None:
    first = figure(0, "3", "of the people drowned when the ferry capsized")
    assert pairs(first, replace(first, value="12", start=20, end=30)) == []


def test_a_list_is_no_pair() -> None:
    assert (
        pairs(*[figure(place, str(place + 5), "boats were counted in the harbour", "boats") for place in range(6)])
        == []
    )

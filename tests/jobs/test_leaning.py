"""Which claim leans on a link, told for all links of a text together."""

import random
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from verify.jobs.leaning import leaning_claims


@dataclass
class Anchor:
    start: int
    end: int


@dataclass
class Wording:
    spans: list[tuple[int, int]]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def one_by_one(link: Anchor, claims: list[Wording]) -> int | None:
    """The rule as it reads, for one link."""
    touching = [row for row in claims if any(start < link.end and link.start < end for start, end in row.spans)]
    enclosing = touching or [row for row in claims if row.start <= link.start and link.end <= row.end]
    best = min(enclosing, key=lambda row: row.end - row.start, default=None)
    return next((place for place, row in enumerate(claims) if row is best), None)


@st.composite
def wordings(draw: st.DrawFn) -> Wording:
    cuts = sorted(draw(st.lists(st.integers(0, 25), min_size=2, max_size=6, unique=True)))
    return Wording(list(zip(cuts[::2], cuts[1::2], strict=False)))


anchors = st.tuples(st.integers(0, 25), st.integers(0, 6)).map(lambda pair: Anchor(pair[0], pair[0] + pair[1]))


@given(st.lists(anchors, max_size=8), st.lists(wordings(), max_size=8))
def test_all_at_once_is_the_same_as_one_by_one(links: list[Anchor], claims: list[Wording]) -> None:
    assert leaning_claims(links, claims) == [one_by_one(link, claims) for link in links]


def test_the_shortest_claim_with_words_in_the_anchor_wins_over_one_that_only_encloses_it() -> None:
    claims = [Wording([(0, 40)]), Wording([(0, 4), (16, 20)]), Wording([(8, 14)])]
    assert leaning_claims([Anchor(9, 12), Anchor(5, 7), Anchor(17, 18), Anchor(50, 60)], claims) == [2, 0, 1, None]


def test_a_link_in_the_gap_of_a_claim_is_enclosed_by_it() -> None:
    assert leaning_claims([Anchor(5, 7)], [Wording([(0, 4), (16, 20)])]) == [0]


class Counted(int):
    """A place in the text that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: Any) -> bool:
        Counted.compared += 1
        return int(self) < int(other)

    def __gt__(self, other: Any) -> bool:
        Counted.compared += 1
        return int(self) > int(other)

    def __le__(self, other: Any) -> bool:
        Counted.compared += 1
        return int(self) <= int(other)

    def __ge__(self, other: Any) -> bool:
        Counted.compared += 1
        return int(self) >= int(other)

    def __add__(self, other: Any) -> "Counted":
        return Counted(int(self) + int(other))

    def __sub__(self, other: Any) -> "Counted":
        return Counted(int(self) - int(other))


def comparisons(links: int, claims: int) -> int:
    order = random.Random(7)
    texts = [
        Wording([(Counted(40 * n), Counted(40 * n + 15)), (Counted(40 * n + 20), Counted(40 * n + 35))])
        for n in range(claims)
    ]
    places = [Counted(40 * claims * n // links) for n in range(links)]
    order.shuffle(places)
    Counted.compared = 0
    found = leaning_claims([Anchor(place, place + 3) for place in places], texts)
    made = Counted.compared
    assert sum(each is not None for each in found) > links * 0.8
    return made


def test_ten_thousand_links_in_five_thousand_claims_take_some_steps_each_and_not_one_for_each_pair() -> None:
    small, large = comparisons(1_000, 500), comparisons(10_000, 5_000)
    assert large < 20 * small
    assert large < 150 * 15_000

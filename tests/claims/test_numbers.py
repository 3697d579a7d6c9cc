from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.claims.numbers import find_numbers

Row = tuple[str, float, str, str, bool]


def rows(text: str, language: str = "en") -> list[Row]:
    found = find_numbers(text, language=language)
    return [(each.text, each.value, each.unit, each.counted, each.approximate) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10 civilians were hurt.", [("10", 10, "people", "civilians", False)]),
        ("About three dozen houses burned.", [("three dozen", 36, "", "houses", True)]),
        ("It cost $2.5 million.", [("$2.5 million", 2_500_000, "USD", "", False)]),
        ("It cost at least €3bn.", [("€3bn", 3_000_000_000, "EUR", "", True)]),
        ("Rent rose 3.5 percentage points.", [("3.5 percentage points", 3.5, "percentage points", "", False)]),
        ("Some 40% stayed.", [("40%", 40, "%", "", True)]),
        ("Two-thirds of the seats are empty.", [("Two-thirds", 0.666667, "", "seats", False)]),
        ("10 to 12 boats sank.", [("10", 10, "", "boats", True), ("12", 12, "", "boats", True)]),
        ("1,234 trees fell.", [("1,234", 1234, "", "trees", False)]),
        ("Half a million people left.", [("Half a million", 500_000, "people", "people", False)]),
        (
            "The blast killed 12 and wounded 30.",
            [("12", 12, "people", "killed", False), ("30", 30, "people", "wounded", False)],
        ),
        ("The depot is 300 km away.", [("300", 300, "km", "", False)]),
        ("Dozens of villagers fled.", [("Dozens", 24, "people", "villagers", True)]),
        ("One hundred and three cows died.", [("One hundred and three", 103, "", "cows", False)]),
    ],
)
def test_a_number_has_its_value_its_unit_and_what_it_counts(text: str, found: list[Row]) -> None:
    assert rows(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2024 at 18:00.",
        "The 20th brigade came first.",
        "An F-16 and a T-72 collided.",
        "Article 5 applies.",
        "Call +44 20 7946 0958.",
        "See https://example.org/2024/55 now.",
        "Nobody won; it ended 3-2.",
        "One of them left, and no one saw.",
        "COVID-19 came back.",
    ],
)
def test_dates_ordinals_labels_scores_and_addresses_are_no_numbers(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ранены 10 мирных жителей.", [("10", 10, "people", "мирных жителей", False)]),
        ("Более 200 тыс. человек уехали.", [("200 тыс.", 200_000, "people", "человек", True)]),
        ("Ущерб — 2,5 млн рублей.", [("2,5 млн рублей", 2_500_000, "RUB", "", False)]),
        ("Сгорели два десятка домов.", [("два десятка", 20, "", "домов", False)]),
        ("Пришли 1 500 человек.", [("1 500", 1500, "people", "человек", False)]),
        ("Доля выросла на 20 процентных пунктов.", [("20 процентных пунктов", 20, "percentage points", "", False)]),
    ],
)
def test_russian_numbers_are_read_as_well(text: str, found: list[Row]) -> None:
    assert rows(text, "ru") == found


PIECES = (
    "12 1,000 3.5 % $ million two hundred and thousand dozen of people - to 1/2 ½ тыс. млн рублей пять сто one a 99"
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split())).map(" ".join)), st.sampled_from(["en", "ru", "und"])
)
def test_mentions_lie_in_the_text_in_order_and_never_crash(text: str, language: str) -> None:
    found = find_numbers(text, language=language)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))

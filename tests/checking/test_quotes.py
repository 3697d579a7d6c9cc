"""Quoted words looked up in a page: what counts as verbatim, what as different, and what is not there."""

import time

import pytest

from verify.checking.quotes import PageText, QuoteResult, quoted_words

PAGE = """Harbour reopens after the storm
The port of Nordhavn reopened on Tuesday. “We lost two cranes, but nobody was hurt,” said port director Anna Wester.
She added: “The outer pier — all 400 metres of it — will stay shut until Friday. We ask everybody to keep away.”
Nine ships waited outside the break\u00adwater. The insurer counted 10 berths that cannot be used."""


def found(quote: str, page: str = PAGE) -> tuple[str, str]:
    text = PageText(page)
    place = text.find(quote)
    return str(place.result), text.text[place.start : place.end] if place.start is not None else ""


@pytest.mark.parametrize(
    "quote",
    [
        "We lost two cranes, but nobody was hurt",
        "“We lost two cranes, but nobody was hurt.”",
        "we  lost two\ncranes, but nobody was hurt,",
        "The outer pier - all 400 metres of it - will stay shut until Friday.",
        "ships waited outside the breakwater",
    ],
)
def test_case_space_and_typography_make_no_difference(quote: str) -> None:
    assert found(quote)[0] == QuoteResult.VERBATIM


def test_the_place_is_where_the_words_stand_in_the_page() -> None:
    assert found("NOBODY WAS HURT") == ("verbatim", "nobody was hurt")
    assert found("outside the breakwater") == ("verbatim", "outside the break\u00adwater")


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("We lost three cranes, but nobody was hurt", "We lost two cranes, but nobody was hurt,"),
        ("counted 100 berths that cannot be used", "counted 10 berths that cannot be used"),
        ("The whole outer pier will stay shut until Friday", "stay shut until Friday"),
        ("We lost two cranes … nobody was hurt", "We lost two cranes, but nobody was hurt"),
        ("The outer pier […] will stay shut until Friday", "The outer pier — all 400 metres of it — will stay shut until Friday"),
    ],
)  # fmt: skip
def test_other_words_and_words_left_out_are_differences(quote: str, passage: str) -> None:
    result, stood = found(quote)
    assert result == QuoteResult.DIFFERENT
    assert passage in stood + ","


@pytest.mark.parametrize(
    "quote",
    ["The mayor resigned over the affair", "berths used cannot counted that be insurer the", "…", "", "Anna Wester died of her wounds"],
)  # fmt: skip
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert found(quote) == (QuoteResult.MISSING, "")


def test_a_figure_is_not_found_inside_a_longer_one() -> None:
    assert (
        found("10 berths that cannot be used", "The insurer counted 110 berths that cannot be used.")[0] == "different"
    )
    assert found("counted 10 berths", "It counted 10 berthsmen, then counted 10 berths.") == (
        "verbatim",
        "counted 10 berths",
    )


def test_a_page_shorter_than_the_quotation_is_compared_as_a_whole() -> None:
    assert (
        found("We lost two cranes, but nobody was hurt in the storm", "We lost two cranes, but nobody was hurt")[0]
        == "different"
    )


def test_letters_written_in_two_code_points_are_the_same_letters() -> None:
    assert found("le café du port a fermé", "Le cafe\u0301 du port a ferme\u0301.")[0] == QuoteResult.VERBATIM


def test_an_empty_page_holds_nothing() -> None:
    assert found("We lost two cranes", "") == (QuoteResult.MISSING, "")


def test_a_long_page_is_searched_in_a_moment() -> None:
    filler = " ".join(
        f"Paragraph {number} tells of the tides and of what the pilots saw at pier {number}." for number in range(2400)
    )
    page = PageText(filler[:190_000] + " " + PAGE)
    began = time.process_time()
    results = [
        page.find(quote).result
        for quote in ("We lost three cranes, but nobody was hurt", "The mayor resigned at once, he said, over it")
    ]
    assert results == ["different", "missing"]
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ('"We lost two cranes," said Wester.', ["We lost two cranes,"]),
        ("„Wir haben zwei Kräne verloren“, sagte Wester.", ["Wir haben zwei Kräne verloren"]),
        ("«Мы потеряли два крана», заявила Вестер.", ["Мы потеряли два крана"]),
        ("The “special operation” went on.", []),
        ("Two cranes fell. Nobody said a word.", []),
        ("nobody was hurt in the night,” she said.", ["nobody was hurt in the night,"]),
        ("She said: “We lost two cranes. ” He said: “Nobody was hurt here.”", ["We lost two cranes. ", "Nobody was hurt here."]),
    ],
)  # fmt: skip
def test_direct_quotations_are_taken_out_of_a_claim(passage: str, words: list[str]) -> None:
    assert quoted_words(passage, [(0, len(passage))]) == [word.strip() for word in words]


def test_only_the_claims_own_share_of_a_quotation_counts() -> None:
    passage = "“We lost two cranes. Nobody was hurt here,” said Wester."
    start = passage.index("Nobody")
    assert quoted_words(passage, [(start, len(passage))]) == ["Nobody was hurt here,"]

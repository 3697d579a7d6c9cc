"""One name in two spellings; and two names."""

from collections.abc import Mapping

import pytest

from verify.matching.spellings import Name, misspelled, variants_within, worth_looking_up


def names(*texts: str, also: Mapping[str, tuple[str, ...]] | None = None) -> list[Name]:
    return [Name(at * 50, at * 50 + len(text), text, text, (also or {}).get(text, ())) for at, text in enumerate(texts)]


def test_the_spelling_that_stands_less_often_is_asked_about() -> None:
    also = {"Torkildson": ("Torkildsen",), "Torkildsen": ("Torkildson",)}
    [variant] = variants_within(names("Torkildson", "Torkildsen", "Torkildsen", also=also))
    assert (variant.rare_word, variant.usual_word) == ("Torkildson", "Torkildsen")
    assert [len(variant.rare), len(variant.usual)] == [1, 2]


def test_of_two_that_stand_alike_often_the_later_one_is_asked_about() -> None:
    also = {"Torkildson": ("Torkildsen",), "Torkildsen": ("Torkildson",)}
    [variant] = variants_within(names("Torkildsen", "Torkildson", also=also))
    assert variant.rare_word == "Torkildson"


def test_two_people_with_other_first_names_are_two_people() -> None:
    also = {"Anna Torkildson": ("Torkildsen",), "Karl Torkildsen": ("Torkildson",)}
    assert variants_within(names("Anna Torkildson", "Karl Torkildsen", also=also)) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Maren Torkildson", "Maren Torkildsen"), ("Torkildsen", "Torkilldsen"), ("Maria Velasko", "Maria Velasco")],
)
def test_one_word_off_by_a_letter_is_a_misspelling(ours: str, theirs: str) -> None:
    assert misspelled(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Maren Torkildsen", "Maren Torkildsen"),
        ("Maren Torkildsen", "Karin Torkildson"),
        ("Torkildsen", "Maren Torkildson"),
        ("Peterson", "Patterson"),
        ("Johnson", "Johnston"),
    ],
)
def test_two_names_are_no_misspelling(ours: str, theirs: str) -> None:
    assert not misspelled(ours, theirs)


def test_short_names_and_known_places_are_not_looked_up() -> None:
    assert [name for name in ("Lind", "Torkildsen", "Maren Lind", "London", "the mayor") if worth_looking_up(name)] == [
        "Torkildsen",
        "Maren Lind",
    ]

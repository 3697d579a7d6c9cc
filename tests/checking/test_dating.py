"""The day of a page beside the day of the article: what is odd, and what is not."""

from datetime import date

import pytest

from verify.checking.dating import SourceDate, date_notes, sentence_around

ARTICLE = date(2024, 3, 12)


def words_noted(source: SourceDate, text: str) -> list[str]:
    return [note.word for note in date_notes(source, ARTICLE, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said on Tuesday that the bridge was closed.",
        "The bridge was closed last week.",
        "The bridge was closed yesterday, officials said.",
        "Traffic fell this year.",
        "Мост закрыли во вторник, сообщили в мэрии.",
        "Мост закрыли на прошлой неделе.",
        "Die Brücke ist am Dienstag gesperrt worden.",
        "Le pont a été fermé mardi dernier.",
        "El puente se cerró el martes.",
    ],
)
def test_a_page_years_older_than_the_words_imply_is_noted(text: str) -> None:
    assert words_noted(SourceDate(date(2019, 5, 4)), text) == ["source_too_old"]
    assert words_noted(SourceDate(date(2024, 3, 11)), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opened in 2019, the ministry said on Tuesday.",
        "The bridge was built by the city.",
        "The Wednesdayites met again.",
        "The bridge was closed.",
    ],
)
def test_an_old_page_behind_words_that_imply_no_day_is_not(text: str) -> None:
    assert words_noted(SourceDate(date(2019, 5, 4)), text) == []


def test_an_old_page_that_was_changed_since_is_not() -> None:
    assert words_noted(SourceDate(date(2019, 5, 4), date(2024, 3, 10)), "It was closed on Tuesday.") == []


@pytest.mark.parametrize(
    ("text", "day", "noted"),
    [
        ("It was closed on Tuesday.", date(2024, 1, 5), False),
        ("It was closed on Tuesday.", date(2023, 12, 1), True),
        ("It was closed last month.", date(2023, 11, 15), False),
        ("It was closed last month.", date(2023, 9, 15), True),
        ("It was closed last year.", date(2022, 1, 1), False),
        ("It was closed last year.", date(2021, 6, 1), True),
    ],
)
def test_the_span_grows_with_what_the_words_cover(text: str, day: date, noted: bool) -> None:
    assert (words_noted(SourceDate(day), text) == ["source_too_old"]) is noted


def test_a_page_from_after_the_article_is_noted_in_a_sentence() -> None:
    [note] = date_notes(SourceDate(date(2024, 3, 20)), ARTICLE, "The bridge was closed.")
    assert note.word == "source_after_article"
    assert note.sentence.startswith("The page is dated 20 March 2024, after the article of 12 March 2024")


def test_a_page_of_the_next_day_or_of_a_day_that_was_only_guessed_is_not() -> None:
    assert words_noted(SourceDate(date(2024, 3, 13)), "The bridge was closed.") == []
    assert words_noted(SourceDate(date(2024, 3, 20), stated=False), "The bridge was closed.") == []


def test_an_old_page_whose_day_was_found_in_its_text_is_noted_with_less_certainty() -> None:
    [note] = date_notes(SourceDate(date(2019, 5, 4), stated=False), ARTICLE, "It was closed on Tuesday.")
    assert note.sentence == (
        "The page seems to be of 4 May 2019, but the article of 12 March 2024 says “on Tuesday”: "
        "see whether the page is about another time."
    )


def test_the_sentence_around_a_link_ends_at_its_neighbours() -> None:
    text = "It rained on Monday. The bridge was closed (see the log), said No. 5. It reopened yesterday.\nNew line"
    start = text.index("see the log")
    assert sentence_around(text, start, start + 11) == "The bridge was closed (see the log), said No. 5."

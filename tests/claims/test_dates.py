from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.claims.dates import DateMention, find_dates

WEDNESDAY = date(2024, 3, 13)


def values(text: str, language: str = "en", on: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(each.text, each.value) for each in find_dates(text, published_on=on, language=language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge fell on Tuesday.", [("Tuesday", "2024-03-12")]),
        ("Trains stopped on Wednesday.", [("Wednesday", "2024-03-13")]),
        ("The council will vote on Friday.", [("Friday", "2024-03-15")]),
        ("The vote will be held on Friday.", [("Friday", "2024-03-15")]),
        ("They met last Wednesday.", [("last Wednesday", "2024-03-06")]),
        ("Ferries ran again early Wednesday.", [("early Wednesday", "2024-03-13")]),
        ("Sales fell last week.", [("last week", "2024-W10")]),
        ("She resigned earlier this month.", [("earlier this month", "2024-03")]),
        ("He was elected in October.", [("October", "2023-10")]),
        ("The road will open in August.", [("August", "2024-08")]),
        ("It opened on May 3, 2019, and closed on June 5.", [("May 3, 2019", "2019-05-03"), ("June 5", "2019-06-05")]),
        ("The talks of 12-14 March failed.", [("12", "2024-03-12"), ("14 March", "2024-03-14")]),
        ("It struck at about 5 a.m. on Tuesday.", [("5 a.m. on Tuesday", "2024-03-12T05:00")]),
        ("It was built in the early 1980s.", [("the early 1980s", "198")]),
        ("Profit rose in the third quarter of 2023.", [("the third quarter of 2023", "2023-Q3")]),
        ("It closed last summer.", [("last summer", "2023-SU")]),
        ("Two weeks ago the mill burned.", [("Two weeks ago", "2024-W09")]),
        ("they met on tuesday in february", [("tuesday", "2024-03-12"), ("february", "2024-02")]),
        ("The fair is on 12/03/2024.", [("12/03/2024", "2024-03-12")]),
    ],
)
def test_an_expression_has_the_value_a_reader_of_the_article_gives_it(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


def test_later_the_same_day_is_the_day_named_last() -> None:
    text = "On Monday the dam leaked. Another crack was seen later the same day. It broke the next day."
    assert [value for _, value in values(text)] == ["2024-03-11", "2024-03-11", "2024-03-12"]


def test_that_year_and_the_following_year_follow_the_year_named_last() -> None:
    assert [value for _, value in values("He left in 2015. That year she stayed; the following year she went.")] == [
        "2015",
        "2015",
        "2016",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They waited for three days.",
        "She is 35 years old.",
        "A 20-year-old man was held.",
        "They may march again.",
        "April Jones sang.",
        "The store opens every Monday.",
        "Around 2000 people came.",
        "It cost $2020.",
        "Our side won 21:17.",
        "Black Friday sales were slow.",
    ],
)
def test_durations_ages_counts_and_words_that_look_like_months_are_no_dates(text: str) -> None:
    assert values(text) == []


def test_a_weekday_that_is_not_that_days_is_told_in_a_sentence() -> None:
    (mention,) = find_dates("He spoke on Wednesday, March 12.", published_on=WEDNESDAY, language="en")
    assert mention.value == "2024-03-12"
    assert mention.weekday_mismatch == "12 March 2024 was a Tuesday, not a Wednesday: check which is meant."


def test_a_weekday_that_fits_is_not_flagged() -> None:
    (mention,) = find_dates("He spoke on Tuesday, March 12, 2024.", published_on=None, language="en")
    assert (mention.value, mention.weekday_mismatch) == ("2024-03-12", "")


def test_without_the_articles_day_what_is_open_stays_open() -> None:
    assert values("On Tuesday and on March 5, as in February 2020.", on=None) == [
        ("Tuesday", "XXXX-WXX-2"),
        ("March 5", "XXXX-03-05"),
        ("February 2020", "2020-02"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Мост рухнул во вторник.", [("вторник", "2024-03-12")]),
        ("Выборы пройдут в воскресенье, 17 марта.", [("воскресенье, 17 марта", "2024-03-17")]),
        ("Он приехал вчера вечером.", [("вчера вечером", "2024-03-12TEV")]),
        ("На прошлой неделе шёл снег.", [("прошлой неделе", "2024-W10")]),
        ("Это было 12 марта 2024 года в 18:00.", [("12 марта 2024 года в 18:00", "2024-03-12T18:00")]),
        ("В феврале цены выросли.", [("феврале", "2024-02")]),
        ("Завод построили в 2010-х годах.", [("2010-х годах", "201")]),
        ("Два дня назад он вернулся.", [("Два дня назад", "2024-03-11")]),
        ("Ему 35 лет, он работал три года.", []),
        ("В среде экспертов спорят.", []),
    ],
)
def test_russian_expressions_are_read_as_well(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text, "ru") == found


def test_the_precision_is_the_one_written() -> None:
    text = "In 2019, in May 2020, on 3 June 2021; he left at 7 p.m.; last week, now."
    found = find_dates(text, published_on=WEDNESDAY, language="en")
    assert [each.precision for each in found] == ["year", "month", "day", "time", "week", "reference"]


PIECES = (
    "the last next 12 March 2024 Tuesday , . at 5 p.m. ago two weeks quarter first İ … ’ - 31 30 February 0 99 "
    "на в среду год назад"
)


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split())).map(" ".join)),
    st.one_of(st.none(), st.dates()),
    st.sampled_from(["en", "ru", "de", "und"]),
)
def test_mentions_lie_in_the_text_in_order_and_never_crash(text: str, day: date | None, language: str) -> None:
    found = find_dates(text, published_on=day, language=language)
    assert all(text[each.start : each.end] == each.text and each.value for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(isinstance(each, DateMention) and each.precision for each in found)

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.claims.plain_text import level
from verify.claims.sentences import HARD_LIMIT, segment


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in segment(text, language)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The bridge closed.", "It opened again."],
        ["Mr. Brown met Dr. Green on Main St. near the port.", "They left."],
        ["J. K. Brown and Anna M. Lee spoke.", "Nobody listened."],
        ["He lives in the U.S. Virgin Islands.", "She moved to the U.S. in May."],
        ["She came from the U.S. He did not."],
        ["The rate rose by 3.5 percent to 12.75 points.", "Nobody knew why."],
        ["See www.example.org/a.b for more.", "It is all there."],
        ["Write to jane.doe@example.org.", "She answers."],
        ["“Is it closed?” the mayor asked.", "“Yes.”"],
        ["“It is closed.”", "“It will open.”"],
        ["He waited... and nothing came.", "Then it rained."],
        ["It was late.…", "They went home."],
        ["At 5 p.m. Mrs. Lee left.", "She returned at 9 a.m. the next day."],
        ["The firm (it was founded in 1990.) is small.", "It has ten workers."],
        ["Brown Inc. bought Green Corp. for $1.2 million.", "The sale was quick."],
        ["It happened on Jan. 5.", "On Feb. 6 it happened again."],
        ["Was it true?", "Nobody knew!", "Really?!", "Yes."],
        ["1. Close the bridge.", "2. Open the ferry."],
        ["It ended in a draw, 2 to 2.", "3,000 people watched."],
        ["It is so.[12]", "It was so before.[3]"],
        ["No. 5 won the race.", "No. 7 lost."],
    ],
)
def test_english_sentences_are_told_apart(expected: list[str]) -> None:
    text = " ".join(expected)
    if expected == ["She came from the U.S. He did not."]:
        expected = ["She came from the U.S.", "He did not."]
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["Мост закрыт.", "Его откроют в мае."],
        ["Об этом сообщил А. С. Петров.", "Других данных нет."],
        ["Погибли 5 тыс. человек.", "Ранены ещё 10."],
        ["«Мост закрыт», — сказал мэр.", "«Навсегда?»", "Никто не знал."],
        ["Это было в 2010 г. в Москве.", "Потом всё изменилось."],
    ],
)
def test_russian_sentences_are_told_apart(expected: list[str]) -> None:
    assert sentences(" ".join(expected), "ru") == expected


def test_quotes_and_ellipses_in_other_shapes_give_the_same_sentences() -> None:
    curly = "“We left… quickly,” he said. It’s over — they think."
    straight = '"We left... quickly," he said. It\'s over -- they think.'
    assert [len(part.split()) for part in sentences(level(curly).text)] == [
        len(part.split()) for part in sentences(level(straight).text)
    ]


def test_levelled_offsets_lead_back_to_the_original() -> None:
    original = "One… two -- three “four”."
    levelled = level(original, 100)
    start = levelled.text.index("three")
    assert levelled.original(start, start + 5) == (100 + original.index("three"), 100 + original.index("three") + 5)
    assert levelled.original(0, len(levelled.text)) == (100, 100 + len(original))
    dots = levelled.text.index("...")
    assert levelled.original(dots, dots + 3) == (103, 104)


@given(
    st.text(alphabet=st.sampled_from(list("abAB .!?…\"'“”()[]0123—-\nяЯ•😀@#")), max_size=300),
    st.sampled_from(["en", "ru", "de"]),
)
def test_sentences_never_overlap_and_lose_nothing_but_white_space(text: str, language: str) -> None:
    spans = segment(text, language)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_text_without_stops_is_cut_at_the_limit_in_linear_time() -> None:
    start = time.process_time()
    spans = segment("word " * 400_000, "en")
    assert time.process_time() - start < 4
    assert max(end - begin for begin, end in spans) <= HARD_LIMIT
    assert len(spans) > 900

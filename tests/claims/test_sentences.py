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


@pytest.mark.parametrize(
    "expected",
    [
        ["Какой хороший мост😍", "На нём стоят рыбаки."],
        ["Вчера был туман ))", "Сегодня солнце."],
        ["А мост закроют?)", "Никто не знает."],
        ["Жаль(((", "Мы так ждали."],
        ["Мост красивый", "@petrov спасибо за фото", "@sidorova и вам"],
        ["Гуляли с @petrov по мосту."],
        ["Вид с моста. #мост #река #туман", "Завтра пойдём снова."],
        ["Просто супер👏", "👍👍 согласна"],
        ["Открыли мост.", "2⃣ Закрыли паром.", "3⃣ Подняли плату."],
        ["Мост стоит дорого.", "✔ Паром стоит дешевле."],
        ["Так было всегда 🙏 \u2800", "Потом всё изменилось."],
        ["Мост уже открыт", "Но машин там нет"],
        ["Хотели пройти по мосту, но погода не позволила", "Очень жаль!"],
        ["Мы были на мосту в Самаре", "Они остались дома"],
        ["Мост открыли в среду.", "машин пока мало"],
        ["Вот это новость!", "жду подробностей"],
        ["Подробности тут https://example.org/most", "Мост закрыт"],
        ["Мост построен в 1926.", "Паром старше."],
    ],
)
def test_posts_and_comments_in_russian_are_told_apart_without_full_stops(expected: list[str]) -> None:
    assert sentences(" ".join(expected), "ru") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Мост длиной 5 тыс. метров и шириной 20 м.",
        "Слово «мост» (англ. bridge, прим. редакции) старое.",
        "В городе Москве и на Волге Ивана Петрова знают Все.",
        "Мы едем из Самары в Москву с Анной Петровой",
        "Над рекой Туман стоит И в тумане Мост Он один На свете",
        "🔥 Мост закрыт",
    ],
)
def test_names_short_forms_and_verse_do_not_end_a_russian_sentence(text: str) -> None:
    assert sentences(text, "ru") == [text]


def test_a_quotation_with_the_authors_words_inside_stays_whole_with_straight_marks_too() -> None:
    expected = ["«Кто закрыл мост? – спросила Анна. – Завтра ведь праздник».", "Мэр молчал."]
    text = " ".join(expected)
    assert sentences(text, "ru") == expected
    assert len(sentences(level(text).text, "ru")) == 2


@pytest.mark.parametrize(
    "expected",
    [
        ["The bridge is shut 😡", "Nobody told us!"],
        ["We walked across it yesterday :)", "It was cold."],
        ["What a view! #bridge #river", "We will be back."],
        ["The ferry ran late again.", "nobody said why."],
        ["The site is up!", "the pictures come later"],
        ["We recorded it for eBridge.", "eBridge is a small club."],
        ["See the plan.", "https://example.org/plan"],
        ["https://example.org/one", "https://example.org/two"],
        ["Write to us at <desk@example.org>", "The desk is open all day."],
        ["Email: desk@example.org", "Phone: +44 20 7946 0000", "The desk is open."],
        ["The bridge opened.", "***", "The ferry closed."],
        ["Interview with the keeper of the bridge", "Sunday, May 28, 2006"],
        ["👍👍👍", "The bridge is open."],
    ],
)
def test_posts_mails_and_pages_in_english_are_told_apart_without_full_stops(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_sentences_typed_without_a_space_between_are_told_apart() -> None:
    assert sentences("Most of it is old.You can walk across.") == ["Most of it is old.", "You can walk across."]
    assert sentences("Мост старый.Его чинят.", "ru") == ["Мост старый.", "Его чинят."]
    assert sentences("The page is on Example.Com and in node.js now.") == [
        "The page is on Example.Com and in node.js now."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The approx. width, incl. the rails, is 20 metres.",
        "It is as popular as Yahoo! and AOL.",
        "The keeper came from Recine, Wis. in favor of it.",
        "The #1 Bridge in the World is here.",
        "The vote was held on Sunday, May 28, 2006",
        "She cried oh! and left.",
        "The smile =) is a sign of joy",
    ],
)
def test_short_forms_and_names_with_marks_do_not_end_an_english_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "unit",
    [
        "😀",
        ")",
        "(",
        "#a",
        "https://",
        "[https://",
        "а Так ",
        " в ",
        "1\u20e3 ",
        "\u2800",
        "Email:",
        "! ",
        "*** ",
        " @a",
        "<",
        "\n ",
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_long_runs_of_marks_cost_linear_time(unit: str, language: str) -> None:
    start = time.process_time()
    segment(unit * (400_000 // len(unit)), language)
    assert time.process_time() - start < 4

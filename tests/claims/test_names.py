from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from verify.claims.name_variants import MOST_PAIRS, NameMention
from verify.claims.names import find_names, name_variants
from verify.claims.sentences import segment

HARBOUR = """Mayor Edith Lindqvist of Kristianstad said on Monday that the Northern Harbour Authority had misled Sweden's
parliament. Lindqvist told the Baltic Courier Group that the Authority knew of the leak near Gdansk. The North
Atlantic Fisheries Organization (NAFO) asked Russia's Defense Ministry for help, and NAFO later thanked Kyiv.
Ship owner Tobias Renn, 52, denied it; Renn lives in the village of Oakmere. Kursk region Governor Roman
Hostavit and Health Minister Paula Oduya met in Geneva. Hostavoit left early. The U.N. Security Council did not
answer."""
GOLD = [
    ("Edith Lindqvist", "person", "Edith Lindqvist"), ("Kristianstad", "place", "Kristianstad"),
    ("Northern Harbour Authority", "organization", "Northern Harbour Authority"), ("Sweden", "place", "Sweden"),
    ("Lindqvist", "person", "Edith Lindqvist"), ("Baltic Courier Group", "organization", "Baltic Courier Group"),
    ("Authority", "organization", "Northern Harbour Authority"), ("Gdansk", "place", "Gdansk"),
    ("North Atlantic Fisheries Organization", "organization", "North Atlantic Fisheries Organization"),
    ("NAFO", "organization", "North Atlantic Fisheries Organization"), ("Russia", "place", "Russia"),
    ("Defense Ministry", "organization", "Defense Ministry"),
    ("NAFO", "organization", "North Atlantic Fisheries Organization"), ("Kyiv", "place", "Kyiv"),
    ("Tobias Renn", "person", "Tobias Renn"), ("Renn", "person", "Tobias Renn"), ("Oakmere", "place", "Oakmere"),
    ("Kursk", "place", "Kursk"), ("Roman Hostavit", "person", "Roman Hostavit"), ("Paula Oduya", "person", "Paula Oduya"),
    ("Geneva", "place", "Geneva"), ("Hostavoit", "person", "Hostavoit"), ("U.N. Security Council", "organization", "UN Security Council"),
]  # fmt: skip
RUSSIAN = """Губернатор Брянской области Илья Тарасенков сообщил, что в Сочи прошёл митинг. По словам Тарасенкова, МЧС
направило 12 машин в Тулу. Министерство обороны России не ответило. Компания «Северный ветер» работает в Москве.
Пресс-секретарь Кремля Дмитрий Песков уехал в Пекин."""
GOLD_RU = [
    ("Брянской области", "place"), ("Илья Тарасенков", "person"), ("Сочи", "place"), ("Тарасенкова", "person"), ("МЧС", "organization"),
    ("Тулу", "place"), ("Министерство обороны России", "organization"), ("«Северный ветер»", "organization"), ("Москве", "place"),
    ("Кремля", "organization"), ("Дмитрий Песков", "person"), ("Пекин", "place"),
]  # fmt: skip


def names(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    found = find_names(text, list(segment(text, language)), language=language)
    return [(" ".join(each.text.split()), str(each.type), each.canonical) for each in found]


def f1(found: Sequence[tuple[str, ...]], gold: Sequence[tuple[str, ...]]) -> float:
    rest, hits = list(found), 0
    for each in gold:
        if each in rest:
            rest.remove(each)
            hits += 1
    return 2 * hits / (len(found) + len(gold))


def test_typed_and_joined_names_of_an_article_of_our_own_stay_found() -> None:
    assert f1(names(HARBOUR), GOLD) >= 0.9


def test_russian_names_of_an_article_of_our_own_stay_found() -> None:
    assert f1([(text, kind) for text, kind, _ in names(RUSSIAN, "ru")], GOLD_RU) >= 0.9


def test_the_gazetteer_knows_what_the_small_model_gets_wrong() -> None:
    found = names("Fires burned in Kursk. Officials in Kyiv denied it, and Belgorod was quiet.")
    assert found == [("Kursk", "place", "Kursk"), ("Kyiv", "place", "Kyiv"), ("Belgorod", "place", "Belgorod")]


def test_a_title_is_no_part_of_the_name_and_the_surname_alone_is_the_same_person() -> None:
    found = names("Regional Governor Anton Belyakin spoke. Governor Belyakin left. Belyakin said nothing.")
    assert [canonical for _, _, canonical in found] == ["Anton Belyakin"] * 3


def test_the_last_word_of_an_organisation_stands_for_it() -> None:
    found = names("The Free Coast Legion fought there. Later the Legion withdrew.")
    assert found[1] == ("Legion", "organization", "Free Coast Legion")


def test_a_nationality_a_weekday_and_the_first_word_of_a_sentence_are_no_names() -> None:
    assert names("Russian troops left on Tuesday. Nobody saw them. Shelling went on.") == []


def variants(text: str) -> tuple[tuple[str, str], ...]:
    return name_variants(find_names(text, list(segment(text, "en")), language="en"))


def test_two_spellings_of_a_long_name_are_reported_as_a_pair() -> None:
    assert variants(HARBOUR) == (("Hostavit", "Hostavoit"),)


def test_names_that_are_both_known_and_forms_of_one_name_are_no_pair() -> None:
    assert variants("Austria met Australia. Petr Ivanov and Anna Ivanova came. Slovakia and Slovenia agreed.") == ()


def test_a_name_of_the_archive_can_be_the_other_half_of_a_pair() -> None:
    text = "Governor Roman Hostavit spoke."
    found = find_names(text, list(segment(text, "en")), language="en")
    assert name_variants(found, known=["Roman Hostavoit"]) == (("Hostavit", "Hostavoit"),)


PIECES = "The Governor Anna U.S. of and Kursk 's « » - Bank 'The O' St. Ministry said , . Илья Москве ВСУ «Мир» X İ"


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split())).map(" ".join)), st.sampled_from(["en", "ru", "und"])
)
def test_mentions_lie_in_the_text_in_order_and_never_crash(text: str, language: str) -> None:
    found = find_names(text, [(0, len(text))], language=language)
    assert all(text[each.start : each.end] == each.text and each.canonical for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    name_variants(found)


def test_words_with_figures_are_no_slip_for_each_other() -> None:
    found = [NameMention(at, at + 10, text, "organization", text) for at, text in enumerate(("Airbus320", "Airbus321"))]
    assert name_variants(found) == ()


def test_of_a_long_list_of_names_that_are_alike_the_first_pairs_are_asked_about() -> None:
    words = ["Torkild" + one + other for one in "abcdefghijklmnopqrst" for other in "bcdfghjklmnp"]
    found = [NameMention(at, at + 10, text, "person", text) for at, text in enumerate(words)]
    pairs = name_variants(found)
    assert len(pairs) == MOST_PAIRS
    assert {first for first, _second in pairs} < set(words[:30])

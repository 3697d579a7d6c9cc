"""What a Russian sentence states. All sentences are written for these tests."""

import pytest

from tests.claims.conftest import Splitting
from verify.claims.verbs_ru import is_finite


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Порт закрыли в среду, а рыбаки остались на берегу.",
         ["Порт закрыли в среду.", "Рыбаки остались на берегу."]),
        ("Мэр города открыл новую школу и пообещал достроить мост.",
         ["Мэр города открыл новую школу.", "Мэр города пообещал достроить мост."]),
        ("В понедельник мэр закрыл школы, а в четверг уехал в столицу.",
         ["В понедельник мэр закрыл школы.", "Мэр в четверг уехал в столицу."]),
        ("Сгорел склад, ещё два дома повреждены.", ["Сгорел склад.", "Ещё два дома повреждены."]),
        ("Завод продал 12 тысяч труб, склад — 4 тысячи.", ["Завод продал 12 тысяч труб.", "Склад — 4 тысячи."]),
        ("Паром, который построили в 1987 году, стоит у причала.",
         ["Паром, который построили в 1987 году.", "Паром стоит у причала."]),
        ("Министр заявил, что порт открыт и что рабочих вернули.",
         ["Министр заявил, что порт открыт.", "Рабочих вернули."]),
        ("Дорогу перекрыли в мае; автобусы ходят через Заречье.",
         ["Дорогу перекрыли в мае.", "Автобусы ходят через Заречье."]),
    ],
)  # fmt: skip
def test_each_russian_statement_is_a_claim_that_reads_alone(
    splitting: Splitting, sentence: str, expected: list[str]
) -> None:
    assert [claim.text for claim in splitting(sentence)[1].claims] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Завод выпускает трубы и рельсы.",
        "Если вода поднимется, дорогу закроют, а жителей вывезут.",
        "Мэр или губернатор закрыл порт, но дорогу открыли.",
        "Кто закрыл порт, а кто открыл дорогу?",
        "Мэр говорил о дорогах, но не о школах.",
        "Дети шли и шли по дороге.",
        "Он поужинал дома, а потом уехал.",
    ],
)
def test_a_russian_sentence_that_holds_only_as_a_whole_stays_whole(splitting: Splitting, sentence: str) -> None:
    assert [claim.text for claim in splitting(sentence)[1].claims] == [sentence]


def test_what_a_source_says_in_two_russian_clauses_is_theirs_in_both(splitting: Splitting) -> None:
    _, split = splitting("По его словам, погиб один рабочий, ещё двое ранены.")
    assert [claim.text for claim in split.claims] == ["По его словам, погиб один рабочий.", "Ещё двое ранены."]
    assert [split.attributions[claim.attribution or 0].speaker_text for claim in split.claims] == ["его", "его"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("Военное ведомство заявило, что сбило три аппарата.", "Военное ведомство", "заявило"),
        (
            "Мост сдадут в мае, рассказал журналистам на условиях анонимности сотрудник мэрии.",
            "сотрудник мэрии",
            "рассказал",
        ),
        ("Она назвала жалобу «пустой».", "Она", "назвала"),
        ("«Мост закрыт», — рассказал журналистам в среду мэр Иван Петров.", "мэр Иван Петров", "рассказал"),
    ],
)
def test_a_russian_speaker_is_named_whole(splitting: Splitting, text: str, speaker: str, cue: str) -> None:
    document, split = splitting(text)
    (found,) = split.attributions
    assert found.speaker_text == speaker
    assert [document.text[start:end] for start, end in found.cue] == [cue]
    assert split.claims[0].attribution == 0


@pytest.mark.parametrize("word", ["закрыл", "погибла", "пришли", "вырос", "обещает", "идут", "ранены", "есть"])
def test_a_russian_verb_is_known_by_its_form(word: str) -> None:
    assert is_finite(word)


@pytest.mark.parametrize("word", ["канала", "жители", "бюджет", "лет", "страны", "детали", "мост", "закрыть"])
def test_a_russian_noun_is_no_verb(word: str) -> None:
    assert not is_finite(word)

from datetime import date
from time import process_time

import pytest

from verify.claims.mentions import mentions_as_json, mentions_of, within
from verify.documents import Document, DocumentFormat, read

TEXT = "On Tuesday 12 trains stopped near Oslo.\n\nMayor Ida Holm said on Wednesday that 40% of them ran again.\n"


def document() -> Document:
    return read(TEXT.encode(), format=DocumentFormat.TEXT)


def test_a_document_gives_its_dates_numbers_and_names_with_offsets_of_its_text() -> None:
    found = mentions_of(document(), [(0, 39), (41, 98)], date(2024, 3, 13))
    assert [each.value for each in found.dates] == ["2024-03-12", "2024-03-13"]
    assert [(each.value, each.unit, each.counted) for each in found.numbers] == [(12, "", "trains"), (40, "%", "")]
    assert [(each.text, each.type) for each in found.names] == [("Oslo", "place"), ("Ida Holm", "person")]
    lists = mentions_as_json(found)
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for mentions in lists.values() for each in mentions)


def test_a_claim_has_the_dates_that_begin_in_its_spans() -> None:
    found = mentions_of(document(), [(0, 39), (41, 98)], date(2024, 3, 13))
    assert within(found.dates, [(0, 39)]) == (0,)
    assert within(found.dates, [(41, 60), (60, 98)]) == (1,)
    assert within(found.dates, [(20, 39)]) == ()


@pytest.mark.parametrize("piece", ["a", "A ", "111 ", "Иван ", "Ab of ", "one ", "a."])
def test_a_long_run_of_one_thing_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        read_whole = Document(text=text, format=DocumentFormat.TEXT, encoding="utf-8", language="ru")
        started = process_time()
        mentions_of(read_whole, [(0, len(text))], date(2024, 3, 13))
        return process_time() - started

    seconds(1_000)
    assert seconds(80_000) < 30 * seconds(8_000) + 0.5

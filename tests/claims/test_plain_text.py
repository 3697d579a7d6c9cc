import sys

from verify.claims import dates, names, numbers, plain_text
from verify.claims.plain_text import level, lowered, swapped


def test_signs_are_swapped_as_a_translation_table_would() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for signs in (plain_text._ONE_TO_ONE, dates._LEVEL, names._LEVEL, numbers._LEVEL):
        assert swapped(every, signs) == every.translate(str.maketrans("".join(signs), "".join(signs.values())))


def test_lower_case_leaves_every_letter_where_it_was() -> None:
    assert lowered("CAFÉ “Да”") == "café “да”"
    text = "İzmir'de “İYİ” Parti SAID"
    assert len(lowered(text)) == len(text)
    assert lowered(text).endswith("said")


def test_a_levelled_span_leads_back_to_what_was_written() -> None:
    text = "“Wait… what?” – she --  asked"
    levelled = level(text, offset=100)
    assert levelled.text == '"Wait... what?" — she —  asked'
    start = levelled.text.index("what")
    assert levelled.original(start, start + 4) == (100 + text.index("what"), 100 + text.index("what") + 4)

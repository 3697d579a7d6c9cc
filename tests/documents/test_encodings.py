import pytest

from verify.documents import UnreadableDocument, decode, read

RUSSIAN = "Губернатор сообщил, что мост через реку закрыт на три дня. Движение восстановят в четверг."
FRENCH = "Le maire a déclaré que l’école “Saint-Rémy” reste fermée jusqu’à lundi."
ENGLISH = "The mayor said the “old bridge” would stay closed."


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "cp1252", "cp1252"),
        (FRENCH, "cp1252", "cp1252"),
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-16", "utf-16"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN.upper(), "cp1251", "cp1251"),
        (RUSSIAN.upper(), "koi8-r", "koi8-r"),
    ],
)
def test_the_encoding_is_told_from_the_bytes_and_the_text_comes_back_whole(text: str, encoding: str, told: str) -> None:
    decoded, name, _ = decode(text.encode(encoding))
    assert (decoded, name) == (text, told)


@pytest.mark.parametrize(
    "word", ["Привет", "Москва", "мост закрыт", "ПОЖАР В ЦЕНТРЕ", "Ёлка", "Съезд завершён", "Что делать?", "да нет"]
)
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_even_a_word_or_two_of_russian_are_read_in_the_right_encoding(word: str, encoding: str) -> None:
    assert decode(word.encode(encoding))[0] == word


@pytest.mark.parametrize(
    "text", ["Café", "naïve façade", "Straße nach Köln", "El Niño llegó", "“Yes”, he said – “no”."]
)
def test_western_words_are_not_taken_for_russian(text: str) -> None:
    assert decode(text.encode("cp1252"))[0] == text


def test_a_guessed_encoding_is_said_in_a_notice() -> None:
    assert "koi8-r" in decode(RUSSIAN.encode("koi8-r"))[2][0]


def test_a_page_states_its_own_encoding() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    assert read(page.encode("cp1251")).text == RUSSIAN


def test_a_page_that_lies_about_being_utf8_is_still_read() -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{RUSSIAN}</p></body></html>'
    assert read(page.encode("cp1251")).text == RUSSIAN


def test_one_damaged_byte_does_not_make_utf8_into_something_else() -> None:
    text, name, notices = decode(RUSSIAN.encode() + b" \xff")
    assert name == "utf-8"
    assert text.startswith(RUSSIAN)
    assert "1 damaged" in notices[0]


def test_line_endings_become_newlines() -> None:
    assert decode(b"one\r\ntwo\rthree\nfour")[0] == "one\ntwo\nthree\nfour"


def test_a_zero_byte_is_replaced_one_for_one_and_said() -> None:
    text, _, notices = decode(b"The bridge\x00 is closed.")
    assert text == "The bridge\ufffd is closed."
    assert notices


def test_a_lone_surrogate_is_replaced() -> None:
    text = decode("The bridge \ud800 is closed.".encode("utf-8", "surrogatepass"))[0]
    text.encode("utf-8")
    assert text.startswith("The bridge ")


@pytest.mark.parametrize("data", [b"", b"   \n\t ", b"\xef\xbb\xbf", b"\x00\x00\x00", b"\xff\xfe \x00"])
def test_an_empty_file_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty.*choose a file"):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 20,
        b"\x01\x02\x03\x04" * 50,
    ],
)
def test_a_binary_file_is_refused_and_the_formats_are_named(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="plain text, Markdown, HTML"):
        read(data)

import pytest
import spacy
from spacy.tokens import Doc

from tests.claims.gold.texts import TEXTS
from tests.claims.sentences_by_kind import BY_KIND
from verify.claims import parsing
from verify.claims.parsing import MODEL, UNUSED, english, words_kept
from verify.claims.split import split_document
from verify.documents import DocumentFormat, read

SENTENCES = [
    *(sentence.text for text in TEXTS for sentence in text.sentences if text.language == "en"),
    *(sentence for listed in BY_KIND.values() for sentence in listed),
    "There are  two\tspaces here, and there's one \n line break.",
    "What he’d have done, he did not say; that it was him he'd said.",
    "",
]


def shown(doc: Doc) -> list[tuple[str, str, str, str, int]]:
    return [(token.text, token.tag_, token.pos_, token.dep_, token.head.i) for token in doc]


def test_remembered_word_classes_are_those_of_the_models_own_rules() -> None:
    packaged = spacy.load(MODEL, exclude=UNUSED)
    expected = [shown(doc) for doc in packaged.pipe(SENTENCES)]
    assert "attribute_ruler" in packaged.pipe_names
    assert "attribute_ruler" not in english().pipe_names
    assert [shown(doc) for doc in english().pipe(SENTENCES)] == expected
    assert [shown(doc) for doc in english().pipe(SENTENCES)] == expected, "the second time, from memory"


def test_words_are_kept_only_until_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(word: str) -> None:
        with words_kept():
            english()(f"The {word} came late.")

    parse("qwertish")
    assert "qwertish" in english().vocab.strings
    monkeypatch.setattr(parsing, "WORDS_KEPT", 0)
    parse("qwertous")
    assert "qwertous" not in english().vocab.strings


def test_a_split_is_the_same_whether_words_are_kept_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(text for text in TEXTS if text.language == "en").text
    document = read(text.encode(), format=DocumentFormat.TEXT)
    kept = split_document(document)
    monkeypatch.setattr(parsing, "WORDS_KEPT", 0)
    assert split_document(document) == kept

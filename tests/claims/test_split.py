import time

import pytest

from tests.claims.conftest import Splitting
from verify.claims.model import ClaimKind, Split
from verify.claims.split import SPLITTER_VERSION, split_document
from verify.documents import CLAIM_BEARING, PassageKind, read
from verify.matching import match_claims

MARKED = """# Two Ferries Collide off Northport

May 4, 2023

Rescue boats near Northport. **Harbour Watch / Telegram**

Two ferries collided near Northport on Wednesday, and twelve passengers were injured, according to Harbour Master Ann Lee.

"We saw smoke... then the lights went out," read a [statement](#) published by the crew's union.

The harbour authority -- founded in 1987 -- closed the port, while 300 people waited on the quay.

## Embed:

⚓ Два парома столкнулись у входа в порт. Пострадали 12 человек. [pic.twitter.com/Ab12Cd34](https://pic.twitter.com/Ab12Cd34)

— NORTH (@North\\_Port) [May 4, 2023](#)

A video shared by passengers appeared to show the collision. The time of that video could not be verified.

Original url:

<https://example.org/ferries>
"""
PLAIN = """Two ferries collided near Northport on Wednesday, and twelve passengers were injured, according to Harbour Master Ann Lee.
“We saw smoke… then the lights went out,” read a statement published by the crew’s union.
The harbour authority — founded in 1987 — closed the port, while 300 people waited on the quay.
A video shared by passengers appeared to show the collision. The time of that video could not be verified."""


def claims(split: Split) -> list[str]:
    return [claim.text for claim in split.claims]


def test_furniture_gives_no_claim_and_every_body_sentence_gives_one() -> None:
    document = read(MARKED.encode())
    split = split_document(document)
    assert {document.passages[claim.passage].kind for claim in split.claims} <= CLAIM_BEARING
    assert {claim.sentence for claim in split.claims} == set(split.sentences)
    for passage in document.passages:
        if passage.kind == PassageKind.BODY:
            assert any(passage.start <= start < passage.end for start, _ in split.sentences)
    assert not any("NORTH" in text or "pic.twitter" in text or "example.org" in text for text in claims(split))


def test_a_post_gives_its_sentences_as_claims_without_signature_and_picture() -> None:
    document = read(MARKED.encode())
    posted = [
        claim.text
        for claim in split_document(document).claims
        if document.passages[claim.passage].kind == PassageKind.EMBED
    ]
    assert posted == ["⚓ Два парома столкнулись у входа в порт.", "Пострадали 12 человек."]


def test_both_renderings_of_an_article_give_the_same_body_claims() -> None:
    marked, plain = read(MARKED.encode()), read(PLAIN.encode())
    body = [
        claim.text for claim in split_document(marked).claims if marked.passages[claim.passage].kind == PassageKind.BODY
    ]
    other = claims(split_document(plain))
    matching = match_claims(other, body)
    assert (len(matching.equal), matching.new, matching.removed) == (len(other), (), ())


def test_claims_are_made_of_pieces_of_the_text_in_order() -> None:
    document = read(PLAIN.encode())
    split = split_document(document)
    for claim in split.claims:
        assert claim.spans
        assert list(claim.spans) == sorted(claim.spans)
        assert all(claim.sentence[0] <= start < end <= claim.sentence[1] for start, end in claim.spans)
    assert [claim.spans[0] for claim in split.claims] == sorted(claim.spans[0] for claim in split.claims)
    assert split.splitter_version == SPLITTER_VERSION


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A guard was killed, while ten visitors were wounded, according to Mayor Ann Lee.",
            ["A guard was killed, according to Mayor Ann Lee.", "Ten visitors were wounded, according to Mayor Ann Lee."],
        ),
        ("The mayor resigned on Monday and the council elected Jane Smith as her successor.",
         ["The mayor resigned on Monday.", "The council elected Jane Smith as her successor."]),
        ("The rebels, who seized the port in May, burned two ships.",
         ["The rebels seized the port in May.", "The rebels burned two ships."]),
        ("The bridge was closed.", ["The bridge was closed."]),
        ("“They came and they took the boats,” she said.", ["“They came and they took the boats,” she said."]),
        ("She came and went.", ["She came and went."]),
    ],
)  # fmt: skip
def test_a_sentence_with_several_statements_gives_several_claims_that_read_alone(
    splitting: Splitting, sentence: str, expected: list[str]
) -> None:
    assert sorted(claims(splitting(sentence)[1])) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The bridge was closed on Monday.", ClaimKind.FACT),
        ("Who closed the bridge?", ClaimKind.QUESTION),
        ("The bridge will reopen next year.", ClaimKind.PREDICTION),
        ("I think the bridge is ugly.", ClaimKind.OPINION),
        ("Call the harbour office before noon.", ClaimKind.INSTRUCTION),
        ("The mayor said the bridge will reopen next year.", ClaimKind.FACT),
    ],
)
def test_the_kind_of_a_claim_is_told_by_its_words(splitting: Splitting, sentence: str, kind: ClaimKind) -> None:
    assert [claim.kind for claim in splitting(sentence)[1].claims] == [kind]


def test_a_claim_with_casualties_and_a_source_comes_before_a_courtesy(splitting: Splitting) -> None:
    _, split = splitting(
        "Police said 12 people were killed and 40 percent of the houses were lost in 2023. Thank you very much."
    )
    first, *_, last = split.claims
    assert first.checkworthiness > 0.8 > 0.2 > last.checkworthiness
    assert "has a figure" in first.reasons or "has a percentage" in first.reasons


def test_progress_counts_the_sentences() -> None:
    seen: list[tuple[int, int]] = []
    split = split_document(
        read(b"It rained on Monday. " * 150), progress=lambda done, total: seen.append((done, total))
    )
    assert seen[-1] == (150, 150)
    assert len(seen) > 1
    assert len(split.sentences) == 150


def test_a_long_article_is_split_in_seconds() -> None:
    paragraph = "The mayor said on Monday that the bridge over the river, which was built in 1987, would stay shut, and all agreed. "
    document = read(("\n".join([paragraph * 4] * 40)).encode())
    split_document(read(b"Warm up."))
    start = time.process_time()
    split = split_document(document)
    assert len(document.text.split()) > 3_000
    assert time.process_time() - start < 6
    assert len(split.sentences) == 160


def test_a_single_line_of_ten_megabytes_does_not_hang() -> None:
    start = time.process_time()
    split = split_document(read(b"word " * 2_000_000))
    assert time.process_time() - start < 30
    assert split.claims


@pytest.mark.parametrize("text", ["\x00", "...", "“”", "— — —", "a", "😀", "\ufffd x", '"' * 99, "A: b: c:"])
def test_odd_scraps_do_not_break_the_splitter(splitting: Splitting, text: str) -> None:
    _, split = splitting(f"The bridge was closed. {text} It opened again.")
    assert split.claims
    together = " ".join(claim.text for claim in split.claims)
    assert "The bridge was closed" in together
    assert "It opened again" in together

"""What one sentence states, as claims a reviewer reads alone. All sentences are written for these tests."""

import pytest

from tests.claims.conftest import Splitting
from verify.claims.split import split_document
from verify.claims.verbs import past_of
from verify.documents import read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ann Lee, the mayor of Northport, opened the bridge.",
         {"Ann Lee is the mayor of Northport.", "Ann Lee opened the bridge."}),
        ("A lawyer, Ann Lee, opened the bridge in the morning.",
         {"Ann Lee is a lawyer.", "A lawyer opened the bridge in the morning."}),
        ("Founded in 1946, the company makes ships.",
         {"The company was founded in 1946.", "The company makes ships."}),
        ("A storm hit the town, killing ten people and sinking two boats.",
         {"A storm hit the town.", "A storm killed ten people.", "A storm sank two boats."}),
        ("The rebels took the port, the airport and the radio station.",
         {"The rebels took the port.", "The rebels took the airport.", "The rebels took the radio station."}),
        ("Ann Lee and Bob Ray were arrested.", {"Ann Lee was arrested.", "Bob Ray was arrested."}),
        ("She is an American actor and singer.", {"She is an American actor.", "She is a singer."}),
        ("The bridge was opened in 1987 by the king.",
         {"The bridge was opened in 1987.", "The bridge was opened by the king."}),
        ("The film was directed by actor Ann Lee.",
         {"The film was directed by actor Ann Lee.", "Ann Lee is an actor."}),
        ("On Monday the mayor resigned from her office and left the country.",
         {"On Monday the mayor resigned from her office.", "On Monday the mayor left the country."}),
        ("The mayor said that the bridge was closed and that two cars were lost.",
         {"The mayor said that the bridge was closed.", "The mayor said that two cars were lost."}),
        ("Lee is a former pilot, head of the flying school since 2009.",
         {"Lee is a former pilot.", "Lee is head of the flying school since 2009."}),
        ("The fire spared the school but destroyed the church; before the war, the church was a market hall.",
         {"The fire spared the school.", "The fire destroyed the church.", "Before the war, the church was a market hall."}),
        ("She became the first woman to join the club, winning three races.",
         {"She became the first woman to join the club.", "She won three races."}),
        ("The state has several laws on trade in goods such as arms, furs or ivory.",
         {"The state has several laws on trade in goods such as arms.", "The state has several laws on trade in goods such as furs.",
          "The state has several laws on trade in goods such as ivory."}),
        ("Northport is one of the towns that founded the league in 1949 and is still its seat.",
         {"Northport is one of the towns that founded the league in 1949.", "The towns founded the league in 1949.",
          "Northport is still its seat."}),
        ("In the southern district, a guard was killed, while ten visitors were wounded during the raid, according to Ann Lee.",
         {"In the southern district, a guard was killed, according to Ann Lee.",
          "In the southern district, ten visitors were wounded during the raid, according to Ann Lee."}),
    ],
)  # fmt: skip
def test_each_thing_that_can_be_checked_alone_is_a_claim_that_reads_alone(
    splitting: Splitting, sentence: str, expected: set[str]
) -> None:
    assert {claim.text for claim in splitting(sentence)[1].claims} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor or the governor closed the bridge.",
        "Neither the mayor nor the governor closed the bridge.",
        "Ann Lee and Bob Ray met in the harbour.",
        "Talks between Norland and Sudland began in the spring.",
        "The two sides exchanged prisoners and maps with each other.",
        "If the dam breaks, the village will be lost.",
        "The council did not close the bridge and open the ferry.",
        "Who opened the bridge and closed the ferry?",
        "The Ministry of Trade and Industry closed the bridge.",
        "The bridge was not opened in 1987 by the king.",
        "He produced and directed short films.",
    ],
)
def test_what_holds_only_as_a_whole_stays_whole(splitting: Splitting, sentence: str) -> None:
    assert [claim.text for claim in splitting(sentence)[1].claims] == [sentence]


def test_facts_within_what_somebody_says_are_attributed_to_them(splitting: Splitting) -> None:
    _, split = splitting("The union said the harbour, which opened in 1987, had closed and that two ships were lost.")
    assert len(split.claims) > 1
    assert all(claim.attribution is not None for claim in split.claims)
    assert {split.attributions[claim.attribution or 0].speaker_text for claim in split.claims} == {"The union"}


def test_nothing_is_cut_within_quotation_marks(splitting: Splitting) -> None:
    text = "“We took the port, the airport and the station in 1987 by force,” said Ann Lee."
    assert [claim.text for claim in splitting(text)[1].claims] == [text]


def test_no_claim_is_made_twice_and_none_is_a_scrap(splitting: Splitting) -> None:
    _, split = splitting(
        "The Long Pier (2002), a ferry, was built by North Yard and South Yard in Northport, serving islands, towns and"
        " camps, and it was sold in 2010, leaving Ann Lee, the owner, and her sons, who ran it, without work."
    )
    texts = [claim.text for claim in split.claims]
    assert len(texts) == len(set(texts))
    assert all(len(text.split()) >= 3 and text.endswith(".") and not text.endswith("..") for text in texts)
    assert all(text[0].isupper() for text in texts)
    assert all(text.count("(") == text.count(")") for text in texts)


def test_a_caption_that_only_names_what_is_seen_gives_no_claim() -> None:
    page = (
        "<html><body><article><h1>Ferries collide</h1><p>Two ferries collided near Northport on Wednesday morning.</p>"
        '<figure><img src="a.jpg"><figcaption>Two volunteer sailors from the harbour.</figcaption></figure>'
        '<figure><img src="b.jpg"><figcaption>The ferry burned for two days.</figcaption></figure>'
        "<p>Nobody was hurt in the collision, the harbour master said later.</p></article></body></html>"
    )
    texts = [claim.text for claim in split_document(read(page.encode())).claims]
    assert not any("volunteer sailors" in text for text in texts)
    assert "The ferry burned for two days." in texts


@pytest.mark.parametrize(
    ("gerund", "past"),
    [
        ("killing", "killed"),
        ("making", "made"),
        ("stopping", "stopped"),
        ("carrying", "carried"),
        ("serving", "served"),
    ],
)
def test_the_past_of_a_verb_is_made_from_its_form_in_ing(gerund: str, past: str) -> None:
    assert past_of(gerund) == past

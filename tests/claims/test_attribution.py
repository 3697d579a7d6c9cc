import pytest

from tests.claims.conftest import Splitting
from verify.claims.model import AttributionMode


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "mode"),
    [
        ("The mayor said that the bridge was closed.", "The mayor", "said", "that the bridge was closed", "indirect"),
        ("The bridge was closed, Mayor Ann Lee said.", "Mayor Ann Lee", "said", "The bridge was closed", "indirect"),
        ("“The bridge is closed,” said Ann Lee.", "Ann Lee", "said", "“The bridge is closed,”", "direct"),
        ("The bridge was closed, according to Harbour Master Ann Lee.", "Harbour Master Ann Lee", "according to",
         "The bridge was closed", "indirect"),
        ("According to the police, two men fled.", "the police", "According to", "two men fled", "indirect"),
        ("The ministry claimed it had repelled the raid.", "The ministry", "claimed", "it had repelled the raid", "indirect"),
        ("A spokesman for the navy has said the ship was empty.", "A spokesman for the navy", "has said", "the ship was empty", "indirect"),
        ("“We saw smoke over the port,” read a joint statement published by the crews.",
         "a joint statement published by the crews", "read", "“We saw smoke over the port,”", "direct"),
        ("A note beside the picture read: “We have beaten them.”", "A note beside the picture", "read", "“We have beaten them.”", "direct"),
        ("The mayor said the bridge was “a danger to all of us”.", "The mayor", "said", "the bridge was “a danger to all of us”", "mixed"),
        ("Мэр Иван Петров заявил, что мост закрыт.", "Мэр Иван Петров", "заявил", "что мост закрыт", "indirect"),
        ("«Мост закрыт на три дня», — сказал Петров.", "Петров", "сказал", "«Мост закрыт на три дня»", "direct"),
        ("По словам губернатора, мост закрыт.", "губернатора", "По словам", "мост закрыт", "indirect"),
    ],
)  # fmt: skip
def test_speaker_cue_and_content_are_found(
    splitting: Splitting, text: str, speaker: str, cue: str, content: str, mode: str
) -> None:
    document, split = splitting(text)
    (found,) = split.attributions
    assert found.speaker_text == speaker
    assert [document.text[start:end] for start, end in found.cue] == [cue]
    assert [document.text[start:end] for start, end in found.content] == [content]
    assert found.mode == AttributionMode(mode)
    assert split.claims[0].attribution == 0


def test_an_interrupted_quotation_is_one_statement(splitting: Splitting) -> None:
    document, split = splitting("“The bridge is closed,” Smith added, “and it will stay closed.”")
    (found,) = split.attributions
    assert [document.text[start:end] for start, end in found.content] == [
        "“The bridge is closed,”",
        "“and it will stay closed.”",
    ]


def test_a_quotation_without_a_cue_continues_the_statement_before(splitting: Splitting) -> None:
    document, split = splitting(
        "“We are forced to act,” the statement continued.\n“We urge everybody to leave the town at once.”"
    )
    (found,) = split.attributions
    assert found.speaker_text == "the statement"
    assert [document.text[start:end] for start, end in found.content][
        1
    ] == "“We urge everybody to leave the town at once.”"
    assert [claim.attribution for claim in split.claims] == [0, 0]


def test_the_outlets_own_words_have_no_attribution(splitting: Splitting) -> None:
    _, split = splitting("The bridge was closed on Monday. Two ships waited outside the port.")
    assert split.attributions == ()
    assert {claim.attribution for claim in split.claims} == {None}


def test_a_statement_in_a_statement_knows_the_one_around_it(splitting: Splitting) -> None:
    _, split = splitting("The paper reported that the mayor said that the bridge was closed.")
    assert [(found.speaker_text, found.inside) for found in split.attributions] == [
        ("The paper", None),
        ("the mayor", 0),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The ferry, Ms. Lee often says, is a danger to everybody aboard.", "Ms. Lee",
         ["The ferry", "is a danger to everybody aboard"]),
        ("The council wants to close the pool, sell the land and build a hotel there.", "The council",
         ["to close the pool, sell the land and build a hotel there"]),
        ("Lee attacked the council for its handling of the fire.", "Lee", ["the council for its handling of the fire"]),
        ("The owner has mocked the complaint.", "The owner", ["the complaint"]),
        ("The report showed that few trains came on time, and the share of late ones had doubled.", "The report",
         ["that few trains came on time, and the share of late ones had doubled"]),
        ("''The bridge is closed,'' said Ann Lee.", "Ann Lee", ["''The bridge is closed,''"]),
    ],
)  # fmt: skip
def test_what_is_said_is_taken_whole(splitting: Splitting, text: str, speaker: str, content: list[str]) -> None:
    document, split = splitting(text)
    (found,) = split.attributions
    assert found.speaker_text == speaker
    assert [document.text[start:end] for start, end in found.content] == content


def test_a_thought_within_somebodys_words_is_no_source_of_its_own(splitting: Splitting) -> None:
    _, split = splitting("The minister said that the owner wants to sell the yard and that Lee hopes to buy it.")
    assert [found.speaker_text for found in split.attributions] == ["The minister"]


def test_a_report_within_somebodys_words_is_a_second_layer(splitting: Splitting) -> None:
    _, split = splitting("The ministry claimed that the crews had said the harbour was empty.")
    assert [(found.speaker_text, found.inside) for found in split.attributions] == [
        ("The ministry", None),
        ("the crews", 0),
    ]


def test_raising_money_is_no_statement(splitting: Splitting) -> None:
    assert splitting("The club raised money for a new roof.")[1].attributions == ()
    assert splitting("The club raised questions about the new roof.")[1].attributions


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor repeated her promise to reopen the pool.", "her", ["to reopen the pool"]),
        ("The union was critical of the new shifts.", "The union", ["the new shifts"]),
        ("The owner declined to comment.", "The owner", ["to comment"]),
        ("Trains carry half of all goods, a third of which is coal, according to the railway.", "the railway",
         ["Trains carry half of all goods, a third of which is coal"]),
        ("“It is, in our view, a danger,” said Ann Lee, a pilot.", "Ann Lee, a pilot", ["“It is, in our view, a danger,”"]),
    ],
)  # fmt: skip
def test_what_a_noun_or_a_mood_says_is_found(splitting: Splitting, text: str, speaker: str, content: list[str]) -> None:
    document, split = splitting(text)
    found = split.attributions[-1]
    assert found.speaker_text == speaker
    assert [document.text[start:end] for start, end in found.content] == content


def test_each_of_two_quotations_belongs_to_the_nearest_verb(splitting: Splitting) -> None:
    document, split = splitting(
        "“The harbour is empty,” he wrote, before Ann Lee asked “are you quite sure?” and left."
    )
    said = [[document.text[start:end] for start, end in found.content] for found in split.attributions]
    assert said == [["“The harbour is empty,”"], ["“are you quite sure?”"]]


def test_that_somebody_declines_is_the_writers_statement(splitting: Splitting) -> None:
    _, split = splitting("A spokeswoman declined to comment.")
    assert [found.speaker_text for found in split.attributions] == ["A spokeswoman"]
    assert split.claims[0].attribution is None


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Workers have found a mural that was lost for years, the city's library announced on Friday.",
         "the city's library", ["Workers have found a mural that was lost for years"]),
        ("Residents reported hearing two explosions.", "Residents", ["hearing two explosions"]),
        ("“That figure is invented,” shouted a man in the gallery, who was led away.", "a man in the gallery",
         ["“That figure is invented,”"]),
    ],
)  # fmt: skip
def test_a_source_is_found_where_the_parse_does_not_help(
    splitting: Splitting, text: str, speaker: str, content: list[str]
) -> None:
    document, split = splitting(text)
    (found,) = split.attributions
    assert found.speaker_text == speaker
    assert [document.text[start:end] for start, end in found.content] == content


def test_a_belief_of_named_people_is_a_second_layer(splitting: Splitting) -> None:
    _, split = splitting("The library said that experts believe that Ada Quill painted the wall.")
    assert [(found.speaker_text, found.inside) for found in split.attributions] == [
        ("The library", None),
        ("experts", 0),
    ]


def test_what_stands_before_a_colon_is_not_what_the_tests_found(splitting: Splitting) -> None:
    _, split = splitting("There is no proof of this: laboratory tests found the strain in all samples.")
    assert split.claims[0].attribution is None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Mayor Ann Lee said the bridge was shut. She said that it was unsafe.", ["Mayor Ann Lee", "Mayor Ann Lee"]),
        ("The ministry said the town was empty. It said that two shells had hit a bus depot.", ["The ministry", "The ministry"]),
        ("Ann Lee said the bridge was shut. Bob Ray said it was open. He said that cars were crossing it.",
         ["Ann Lee", "Bob Ray", "He"]),
        ("The ministry said the town was empty. He said that it was not.", ["The ministry", "He"]),
        ("A spokeswoman said the line was cut. He added that buses were running.", ["A spokeswoman", "He"]),
        ("Мэр Иван Петров заявил, что мост закрыт. По его словам, виноват шторм.", ["Мэр Иван Петров", "Мэр Иван Петров"]),
    ],
)  # fmt: skip
def test_a_pronoun_takes_the_name_where_only_one_can_be_meant(
    splitting: Splitting, text: str, speakers: list[str]
) -> None:
    document, split = splitting(text)
    assert [found.speaker_text for found in split.attributions] == speakers
    start, end = split.attributions[-1].speaker[0]
    assert document.text[start:end].lower() in {"she", "it", "he", "его"}

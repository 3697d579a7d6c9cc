"""Every claim can say which rules made it."""

from datetime import date
from pathlib import Path

import pytest

from tests.claims.conftest import Splitting
from tests.claims.gold.labels import GoldText
from tests.claims.gold.texts import TEXTS
from verify.claims import dates_en, dates_ru, dates_written
from verify.claims.explaining import explain
from verify.claims.mentions import Mentions, mentions_of
from verify.claims.rules import RULES, date_rule
from verify.claims.sentences import HARD_LIMIT, ruled

ROOT = Path(__file__).resolve().parents[2]
BY_HAND = {"bounds.person", "attribution.person", "kind.person"}
BOUNDS = ("sentence.", "proposition.")


def rules_of(mentions: Mentions) -> set[str]:
    """Those that found the numbers and the names."""
    return {number.rule for number in mentions.numbers} | {name.rule for name in mentions.names}


@pytest.mark.parametrize("text", TEXTS, ids=lambda each: each.name)
def test_whatever_is_found_names_rules_that_have_a_sentence(splitting: Splitting, text: GoldText) -> None:
    document, split = splitting(text.text)
    mentions = mentions_of(document, split.sentences, date(2024, 3, 13))
    for claim in split.claims:
        assert {rule.split(".")[0] for rule in claim.rules} == {"sentence", "proposition", "kind"}
    of_drafts = [
        *(claim.rules for claim in split.claims),
        *(attribution.rules for attribution in split.attributions),
        *(hedge.rules for hedge in split.hedges),
    ]
    assert all(of_drafts)
    used = {rule for rules in of_drafts for rule in rules} | {date_rule(each.rule) for each in mentions.dates}
    used |= rules_of(mentions)
    assert used <= set(RULES)
    assert not used & BY_HAND


def test_every_rule_for_dates_has_a_sentence_and_every_sentence_a_rule() -> None:
    tables = (*dates_en.RULES, *dates_ru.RULES, *dates_written.RULES)
    assert {date_rule(each.name) for each in tables} == {name for name in RULES if name.startswith("date.")}


def test_the_documentation_lists_every_rule_with_its_sentence() -> None:
    documented = (ROOT / "docs/split.md").read_text()
    assert [name for name, sentence in RULES.items() if f"| `{name}` | {sentence} |" not in documented] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The port closed. Nobody was hurt there.", "sentence.stop"),
        ("Порт закрыли в среду. Никто не пострадал.", "sentence.stop-russian"),
        ("The port was closed on Friday night", "sentence.paragraph"),
        ("1) The port was closed 2) The quay was opened", "sentence.item"),
        ("What a day at the port 😀 The quay was opened again", "sentence.open-ended"),
        ("The port was closed for ships *** The quay was opened again", "sentence.apart"),
        ("ship " * HARD_LIMIT, "sentence.too-long"),
    ],
)
def test_the_rule_that_ended_a_sentence_is_named(text: str, rule: str) -> None:
    language = "ru" if "Порт" in text else "en"
    assert ruled(text, language)[0][2] == rule


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("The port was closed on Friday.", "proposition.whole"),
        ("Порт закрыли в среду утром.", "proposition.unparsed"),
        ("The mayor closed the port and the governor opened the quay.", "proposition.coordination"),
        ("The mayor closed the port and the governor opened the quay.", "proposition.main"),
        ("The mayor closed the port, while 300 people waited on the quay.", "proposition.contrast"),
        ("The mayor met Ann Lee, who left the city council in May.", "proposition.relative"),
        ("A truck hit the gate of the port, killing ten workers.", "proposition.participle"),
        ("Ann Lee, the mayor of Northport, closed the port.", "proposition.apposition"),
        ("The union bought a house in Northport and a boat in Westhaven.", "proposition.list"),
        ("The bridge was opened in May 1987 by the governor at Northport.", "proposition.setting"),
        ("The port was closed by actor Ann Lee on Friday.", "proposition.title"),
        ("Порт закрыли в среду, а рыбаки остались на берегу.", "proposition.russian-clause"),
        ("Мэр города открыл новую школу и пообещал достроить мост.", "proposition.russian-predicate"),
        ("Паром, который построили в 1987 году, стоит у причала.", "proposition.russian-aside"),
    ],
)
def test_the_rule_that_took_a_claim_out_of_its_sentence_is_named(
    splitting: Splitting, sentence: str, rule: str
) -> None:
    _document, split = splitting(sentence)
    named = [{each for each in claim.rules if each.startswith("proposition.")} for claim in split.claims]
    assert any(rule in rules for rules in named), named
    assert all(len(rules) == 1 for rules in named if "proposition.whole" in rules)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The mayor said that the bridge was closed.", "attribution.clause"),
        ("“We saw smoke over the harbour,” said Ann Lee.", "attribution.clause"),
        ("The bridge was closed, according to the coast guard.", "attribution.according"),
        ("The mayor denied any involvement in the accident.", "attribution.object"),
        ("The mayor's claim that the bridge was closed is old.", "attribution.noun"),
        ("The union was critical of the new shifts.", "attribution.mood"),
        ("Mayor Ann Lee said that the bridge was shut. She said that it was unsafe.", "attribution.pronoun"),
        ("ANN LEE: The bridge was closed for a week.", "attribution.transcript"),
        ("По словам мэра, мост закрыли в среду утром.", "attribution.russian-source"),
        ("«Мост закрыли на неделю», — сказал мэр Петров.", "attribution.russian-quotation"),
        ("Мэр Петров заявил, что мост закрыли на неделю.", "attribution.russian-verb"),
        ("The union claimed that the ministry had said that the engine was safe.", "attribution.inside"),
        ("“We saw smoke,” said Ann Lee. “Then all the lights went out.”", "attribution.carried-over"),
    ],
)
def test_the_rule_that_found_a_speaker_is_named(splitting: Splitting, text: str, rule: str) -> None:
    _document, split = splitting(text)
    assert any(rule in draft.rules for draft in split.attributions), split.attributions


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The ferry may have hit the quay.", ("hedge.conditional", "hedge.own-claim")),
        (
            "The crew claimed a record, but it was not possible to verify the claim.",
            ("hedge.unverifiable", "hedge.said-before"),
        ),
        (
            "A video showed the fire. The time of that video could not be verified.",
            ("hedge.unverifiable", "hedge.points-back"),
        ),
    ],
)
def test_a_hedge_names_its_class_and_its_reach(splitting: Splitting, text: str, rules: tuple[str, ...]) -> None:
    _document, split = splitting(text)
    assert rules in [draft.rules for draft in split.hedges]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The port was closed on Friday.", "kind.fact"),
        ("The mayor said that the port should be closed.", "kind.attributed"),
        ("Why was the port closed?", "kind.question"),
        ("Call the hotline now.", "kind.order"),
        ("I think that the port is ugly.", "kind.opinion"),
        ("The port should be closed.", "kind.duty"),
        ("The port will be closed on Friday.", "kind.prediction"),
    ],
)
def test_the_rule_that_told_the_kind_is_named(splitting: Splitting, text: str, rule: str) -> None:
    _document, split = splitting(text)
    assert split.claims[0].rules[-1] == rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The port paid $3 million.", "number.sign"),
        ("The quay is 40 km long.", "number.unit"),
        ("The port lost 40 ships.", "number.counted"),
        ("The port lost 10 to 12 ships.", "number.range"),
        ("Mr. Petrov closed the port.", "name.titled"),
        ("The Harbour Ministry closed the port.", "name.shape"),
        ("The port was closed by Ann Lee. Nobody had asked Lee.", "name.short-form"),
    ],
)
def test_numbers_and_names_carry_their_rule(splitting: Splitting, text: str, rule: str) -> None:
    document, split = splitting(text)
    mentions = mentions_of(document, split.sentences, None)
    assert rule in rules_of(mentions)


def test_each_reason_has_its_weight_the_weightiest_first(splitting: Splitting) -> None:
    _document, split = splitting("Nearly 40 people were killed in 2023, the governor said.")
    claim = split.claims[0]
    assert len(claim.weights) == len(claim.reasons) > 1
    assert list(claim.weights) == sorted(claim.weights, reverse=True)
    assert min(claim.weights) > 0


def test_the_report_tells_all_of_it_claim_by_claim(splitting: Splitting) -> None:
    document, split = splitting("On Tuesday about 40 people were hurt, Mayor Ann Lee said. It rained.")
    mentions = mentions_of(document, split.sentences, date(2024, 3, 13))
    report = explain("story", document, split, mentions)
    head, first, second = report.rstrip("\n").split("\n\n")
    assert head.startswith("story: 2 claims")
    for told in (
        "1. On Tuesday about 40 people were hurt, Mayor Ann Lee said.",
        f"sentence.stop: {RULES['sentence.stop']}",
        f"attribution.clause: {RULES['attribution.clause']}",
        "“about”",
        f"hedge.approximate: {RULES['hedge.approximate']}",
        "“Tuesday” → 2024-03-12",
        f"date.weekday: {RULES['date.weekday']}",
        "“40” → about 40 people",
        "“Ann Lee” → Ann Lee (person)",
        f"kind.attributed: {RULES['kind.attributed']}",
        f"{split.claims[0].checkworthiness:.2f}",
        *(f"{weight:+.2f} {reason}" for weight, reason in zip(split.claims[0].weights, split.claims[0].reasons)),  # noqa: B905
    ):
        assert told in first
    assert second.startswith("2. It rained.")

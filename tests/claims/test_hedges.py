import pytest

from tests.claims.conftest import Splitting
from verify.claims.model import HedgeClass


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The report could not be verified.", "could not be verified", HedgeClass.UNVERIFIABLE),
        ("The agency was unable to verify the report.", "was unable to verify", HedgeClass.UNVERIFIABLE),
        (
            "It was not immediately possible to verify those claims.",
            "It was not immediately possible to verify",
            HedgeClass.UNVERIFIABLE,
        ),
        ("It was unclear where the film was shot.", "It was unclear", HedgeClass.UNCLEAR),
        ("It is not known who fired.", "It is not known", HedgeClass.UNCLEAR),
        ("The film appeared to show the port.", "appeared to", HedgeClass.APPEARANCE),
        ("The ministry claimed it had won.", "claimed", HedgeClass.CLAIMED),
        ("He allegedly stole a boat.", "allegedly", HedgeClass.CLAIMED),
        ("The ship may have sunk.", "may", HedgeClass.CONDITIONAL),
        ("About 300 people waited.", "About", HedgeClass.APPROXIMATE),
        ("Nearly a hundred boats left.", "Nearly", HedgeClass.APPROXIMATE),
        ("Shares fell as much as 12 percent.", "as much as", HedgeClass.APPROXIMATE),
        ("A storm could undo the work.", "could", HedgeClass.CONDITIONAL),
        (
            "Neither report could be independently verified.",
            "Neither report could be independently verified",
            HedgeClass.UNVERIFIABLE,
        ),
        ("Подтвердить число погибших не удалось.", "Подтвердить число погибших не удалось", HedgeClass.UNVERIFIABLE),
        ("Мост якобы закрыт.", "якобы", HedgeClass.CLAIMED),
        ("Около 300 человек ждали.", "Около", HedgeClass.APPROXIMATE),
    ],
)
def test_wording_that_limits_a_claim_is_found_with_its_class(
    splitting: Splitting, text: str, words: str, kind: HedgeClass
) -> None:
    _, split = splitting(text)
    assert [(hedge.text, hedge.hedge_class) for hedge in split.hedges] == [(words, kind)]
    assert split.claims[0].hedges == (0,)


@pytest.mark.parametrize(
    "text",
    [
        "He spoke about the bridge.",
        "Some people left.",
        "She nearly fell.",
        "In May 1987 the port opened.",
        "She was “deeply worried” about two schools.",
        "Those who left in May have come back.",
        "The army has control over three towns.",
    ],
)
def test_words_that_only_look_like_a_hedge_are_left_alone(splitting: Splitting, text: str) -> None:
    assert splitting(text)[1].hedges == ()


def test_a_hedge_governs_the_claims_about_the_thing_it_names_again(splitting: Splitting) -> None:
    _, split = splitting(
        "The port was closed in May.\nA video posted on Monday showed two burning ships.\n"
        "A caption of the video read: “They are gone.”\nThe place of that video could not be verified."
    )
    governed = {split.claims[index].text.split()[0] for index in split.hedges[0].governs}
    assert governed == {"A", "The"}
    assert 0 not in split.hedges[0].governs
    assert split.hedges[0].governs == tuple(range(1, len(split.claims)))


def test_a_hedge_after_but_governs_what_the_sentence_said_before(splitting: Splitting) -> None:
    _, split = splitting(
        "The rebels posted a film of the captured port, but it was not immediately possible to verify those claims."
    )
    assert len(split.claims) == 2
    assert split.hedges[0].governs == (0, 1)


def test_a_hedge_limits_only_its_own_clause(splitting: Splitting) -> None:
    _, split = splitting("About 300 people waited on the quay, while the council closed the port for two days.")
    (hedge,) = split.hedges
    assert [split.claims[index].text for index in hedge.governs] == ["About 300 people waited on the quay."]


def test_a_hedge_on_both_accounts_governs_both(splitting: Splitting) -> None:
    _, split = splitting(
        "The army said the town was empty. The militia said that two families were hiding there. "
        "Neither account could be independently verified."
    )
    assert split.hedges[0].governs == (0, 1, 2)

"""What the claim card tells of a claim: what was found in its words, and why it is one."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.factories import Cast, split_article
from tests.views.pages import parsed
from verify.claims.rules import RULES
from verify.models import Article, ClaimOccurrence, Mention
from verify.services.editing import EditRequest, set_kind, set_speaker
from verify.templatetags.verify_text import resolved_date

pytestmark = pytest.mark.django_db

STORY = """# Ferry stopped

March 13, 2024

Now the ferry is safe. On Tuesday about 40 people were taken ashore, Mayor Ann Starovoit said.

The port was closed on Friday, March 14. Divers met Roman Starovit.

The harbour should be closed.
"""


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


@pytest.fixture
def article(cast: Cast) -> Article:
    return split_article(cast.editor, STORY, "ferry.md")


def claim_with(article: Article, words: str) -> ClaimOccurrence:
    return ClaimOccurrence.objects.select_related("claim").get(revision__article=article, text__contains=words)


def card(client: Client, occurrence: ClaimOccurrence) -> str:
    page = parsed(client.get(f"/articles/{occurrence.claim.article_id}/?claim={occurrence.claim_id}"))
    return " ".join(page.get_element_by_id("claim-card").text_content().split())


def test_a_time_without_a_day_is_no_date_on_the_card(client: Client, article: Article) -> None:
    assert Mention.objects.get(kind="date", text="Now").value == "PRESENT_REF"
    shown = card(client, claim_with(article, "ferry is safe"))
    assert "PRESENT_REF" not in shown
    assert "Dates" not in shown
    assert "Tuesday → Tue 12 March 2024" in card(client, claim_with(article, "40 people"))


def test_a_day_that_nothing_in_the_text_fixes_is_said_to_be_open(client: Client, cast: Cast) -> None:
    undated = split_article(cast.editor, "The port was closed on Monday.\n", "port.txt")
    shown = card(client, claim_with(undated, "port was closed"))
    assert "Monday the text does not say which" in shown
    assert "XXXX" not in shown


def test_a_weekday_that_is_not_the_days_is_a_warning(client: Client, article: Article) -> None:
    occurrence = claim_with(article, "port was closed")
    page = parsed(client.get(f"/articles/{article.pk}/?claim={occurrence.claim_id}"))
    [warning] = page.xpath("//*[@id='claim-card']//*[contains(@class, 'tag-warning')]")
    assert "14 March 2024 was a Thursday, not a Friday" in warning.text_content()
    assert warning.xpath("./svg")


def test_a_name_that_may_be_written_otherwise_says_how_on_both_cards(client: Client, article: Article) -> None:
    assert "Ann Starovoit also written Starovit" in card(client, claim_with(article, "40 people"))
    assert "Roman Starovit also written Starovoit" in card(client, claim_with(article, "Divers"))
    assert "also written" not in card(client, claim_with(article, "ferry is safe"))


def test_the_card_names_the_rules_that_made_the_claim_with_their_sentences(client: Client, article: Article) -> None:
    occurrence = claim_with(article, "40 people")
    shown = card(client, occurrence)
    for rule in (
        "sentence.paragraph",
        "proposition.whole",
        "attribution.clause",
        "hedge.approximate",
        "hedge.own-claim",
        "kind.attributed",
        "date.weekday",
        "number.counted",
        "name.known",
    ):
        assert f"{RULES[rule]} {rule}" in shown
    assert occurrence.reasons
    for reason, weight in zip(occurrence.reasons, occurrence.weights, strict=True):
        assert f"{reason} +{weight:.2f}" in shown


def test_what_a_person_set_is_explained_by_that(client: Client, article: Article, cast: Cast) -> None:
    occurrence = claim_with(article, "should be closed")
    assert f"{RULES['kind.duty']} kind.duty" in card(client, occurrence)
    set_kind(EditRequest(occurrence.claim, cast.editor, occurrence.claim.version, uuid4()), "fact")
    occurrence.claim.refresh_from_db()
    set_speaker(EditRequest(occurrence.claim, cast.editor, occurrence.claim.version, uuid4()), "Ann Lee", "indirect")
    shown = card(client, occurrence)
    assert f"{RULES['kind.person']} kind.person" in shown
    assert "kind.duty" not in shown
    assert f"{RULES['attribution.person']} attribution.person" in shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-03-12", "Tue 12 March 2024"),
        ("2024-03-12T18:00", "Tue 12 March 2024, 18:00"),
        ("2024-03", "March 2024"),
        ("2025-W41", "the week of 6 Oct 2025"),
        ("2025-W41-WE", "the weekend of 11 Oct 2025"),
        ("2024-Q3", "third quarter of 2024"),
        ("2024-WI", "winter 2024"),
        ("2024", "2024"),
        ("2024-W99", "2024-W99"),
        ("XXXX-WXX-5", "XXXX-WXX-5"),
    ],
)
def test_a_resolved_date_is_said_in_words(value: str, words: str) -> None:
    assert resolved_date(value) == words

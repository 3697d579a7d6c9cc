"""A text too long for one page is shown in parts, and nothing of it is lost between them."""

import re
import uuid

import pytest
from django.test import Client

from tests.factories import Cast, claims_of, decide, make_cast, plain_article
from verify.models import Article, Claim, ClaimOccurrence

pytestmark = pytest.mark.django_db
CLAIMS = 4_500


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reviewer)
    return client


@pytest.fixture
def article(cast: Cast) -> Article:
    """Some 140,000 characters: three parts."""
    return plain_article(cast.editor, CLAIMS)


def shown(client: Client, address: str) -> list[int]:
    """The claims of the list, in its order."""
    page = client.get(address).content.decode()
    return [int(found) for found in re.findall(r'<li id="row-(\d+)"', page)]


def test_the_parts_together_are_the_whole_text(article: Article, reviewer: Client) -> None:
    address = article.get_absolute_url()
    parts = [shown(reviewer, f"{address}?part={number}") for number in (1, 2, 3)]
    assert all(parts)
    assert [claim for part in parts for claim in part] == [claim.pk for claim in claims_of(article)]
    page = reviewer.get(f"{address}?part=2").content.decode()
    assert "Part 2 of 3" in page
    assert f"0 of {CLAIMS} decided" in page


def test_a_part_that_is_not_there_is_the_last_one_or_the_first(article: Article, reviewer: Client) -> None:
    address = article.get_absolute_url()
    assert shown(reviewer, f"{address}?part=99") == shown(reviewer, f"{address}?part=3")
    for nonsense in ("0", "-1", "two", "9" * 40):
        assert shown(reviewer, f"{address}?part={nonsense}") == shown(reviewer, address)


def test_a_claims_address_opens_the_part_it_stands_in(article: Article, reviewer: Client) -> None:
    last = claims_of(article)[-1]
    page = reviewer.get(f"{article.get_absolute_url()}?claim={last.pk}").content.decode()
    assert "Part 3 of 3" in page
    assert f"Claim {CLAIMS} of {CLAIMS}" in page


def test_the_last_verdict_of_a_part_leads_to_the_next_part(article: Article, reviewer: Client) -> None:
    address = article.get_absolute_url()
    first, second = (shown(reviewer, f"{address}?part={number}") for number in (1, 2))
    Claim.objects.filter(pk__in=first[:-1]).update(out_of_scope=True)
    answer = reviewer.post(
        f"/claims/{first[-1]}/review/",
        {"version": 0, "key": uuid.uuid4(), "status": "unverified", "note": "I called twice."},
        headers={"HX-Request": "true", "HX-Target": "claim-card"},
    )
    assert answer.headers["HX-Redirect"] == f"{address}?claim={second[0]}"
    assert ClaimOccurrence.objects.get(claim=first[-1]).claim.status == "unverified"


def test_a_claim_of_which_only_who_said_it_counts_is_decided_in_other_parts_too(
    cast: Cast, article: Article, reviewer: Client
) -> None:
    address = article.get_absolute_url()
    first, second = (shown(reviewer, f"{address}?part={number}") for number in (1, 2))
    said = Claim.objects.filter(pk=second[0])
    said.update(attribution_status="unchecked", required_scope="attribution")
    decide(said.get(), cast.reviewer2, "unverified", scope="attribution")
    assert f"1 of {CLAIMS} decided" in reviewer.get(address).content.decode()
    Claim.objects.filter(pk__in=first[:-1]).update(out_of_scope=True)
    answer = reviewer.post(
        f"/claims/{first[-1]}/review/",
        {"version": 0, "key": uuid.uuid4(), "status": "unverified", "note": "I called twice."},
        headers={"HX-Request": "true", "HX-Target": "claim-card"},
    )
    assert answer.headers["HX-Redirect"] == f"{address}?claim={second[1]}"

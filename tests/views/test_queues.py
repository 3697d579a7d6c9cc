"""Queues: who finds what in them, in which order, page by page, and where a row leads."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import Cast, claims_of, decide, evidence_on, flag_on, plain_article, verdict
from tests.views.pages import faults, parsed
from verify.models import Article, Claim, ClaimOccurrence, Person, Role
from verify.services.assigning import assign
from verify.services.reviewing import answer_review

pytestmark = pytest.mark.django_db
HOSTILE = "\"'><xss onfocus=alert(1)><script>alert('pwned')</script>"


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def listed(person: Person, name: str, after: str = "") -> list[int]:
    """The claims of one page of a queue, by the addresses of its rows."""
    page = parsed(browser(person).get(f"/queues/{name}/", {"after": after}))
    hrefs = page.xpath("//ol[@id='rows']//a/@href")
    return [int(href.partition("claim=")[2].partition("&")[0]) for href in hrefs]


def counts(person: Person) -> dict[str, str]:
    page = parsed(browser(person).get("/queues/mine/"))
    tabs = [" ".join(tab.text_content().split()) for tab in page.xpath("//nav[contains(@class, 'queue-tabs')]/a")]
    return {tab.rpartition(" ")[0]: tab.rpartition(" ")[2] for tab in tabs}


def test_each_queue_holds_what_its_name_says(cast: Cast) -> None:
    article = plain_article(cast.editor, 6)
    Article.objects.filter(pk=article.pk).update(sign_off="all")
    mine, free, signed, disputed, recheck, flagged = claims_of(article)
    assign(mine, cast.reviewer, cast.reviewer, key=uuid.uuid4())
    decide(signed, cast.reviewer2, "verified")
    decide(disputed, cast.reviewer2, "disputed")
    recheck.occurrences.update(origin="reworded")
    flag_on(flagged)
    chief = Person.objects.create(username="chief", role=Role.EDITOR)
    assert listed(cast.reviewer, "mine") == [mine.pk]
    assert listed(cast.reviewer, "unassigned") == [free.pk, recheck.pk, flagged.pk]
    assert listed(chief, "signature") == [signed.pk, disputed.pk]
    assert listed(cast.editor, "signature") == []  # the uploader is no second person
    assert listed(cast.reviewer, "disputed") == [disputed.pk]
    assert listed(cast.reviewer, "recheck") == [recheck.pk]
    assert listed(cast.reviewer, "flags") == [flagged.pk]
    assert counts(chief) == {
        "Mine": "0",
        "Unassigned": "3",
        "Waiting for my signature": "2",
        "Disputed": "1",
        "Check again": "1",
        "Flags": "1",
    }
    assert "Waiting for my signature" not in counts(cast.reviewer)


def test_a_restricted_article_is_in_no_queue_and_no_count_of_whom_it_does_not_name(cast: Cast) -> None:
    article = plain_article(cast.editor, 3, "Secret sources")
    Article.objects.filter(pk=article.pk).update(restricted=True, sign_off="all")
    article.people.add(cast.editor, cast.reviewer)
    first, second, _third = claims_of(article)
    flag_on(first)
    decide(second, cast.reviewer, "disputed")
    for name in ("mine", "unassigned", "signature", "disputed", "recheck", "flags"):
        page = browser(cast.administrator).get(f"/queues/{name}/").content.decode()
        assert "Secret" not in page
        assert "boats" not in page
    assert set(counts(cast.administrator).values()) == {"0"}
    assert counts(cast.reviewer) == {"Mine": "0", "Unassigned": "2", "Disputed": "1", "Check again": "0", "Flags": "1"}
    # Whoever is taken off it finds what was assigned to them no longer.
    assign(first, cast.reviewer, cast.reviewer, key=uuid.uuid4())
    assert listed(cast.reviewer, "mine") == [first.pk]
    article.people.remove(cast.reviewer)
    assert listed(cast.reviewer, "mine") == []


def test_pages_follow_each_other_without_a_gap_also_when_what_was_seen_is_decided_meanwhile(cast: Cast) -> None:
    articles = [plain_article(cast.editor, 40, str(number)) for number in range(3)]
    for hours, article in enumerate(articles[:2]):
        Article.objects.filter(pk=article.pk).update(deadline=timezone.now() + timedelta(hours=hours))
    everything = [claim.pk for article in articles for claim in claims_of(article)]
    client = browser(cast.reviewer)
    seen: list[int] = []
    address = "/queues/unassigned/"
    while address:
        page = parsed(client.get(address))
        hrefs = page.xpath("//ol[@id='rows']//a/@href")
        seen += [int(href.partition("claim=")[2].partition("&")[0]) for href in hrefs]
        decide(Claim.objects.get(pk=seen[-1]), cast.reviewer, "verified")
        following = page.xpath("//a[@rel='next']/@href")
        address = following[0] if following else ""
    assert seen == everything
    assert counts(cast.reviewer)["Unassigned"] == "100+"


@pytest.mark.parametrize("after", ["x", "1", "_", "9" * 60 + "_1", "-5_0", "\x00_1", "1_٣"])
def test_an_unreadable_place_is_no_error(cast: Cast, after: str) -> None:
    plain_article(cast.editor, 2)
    assert browser(cast.reviewer).get("/queues/unassigned/", {"after": after}).status_code == 200


def test_a_queue_that_is_not_there_is_not_found(cast: Cast) -> None:
    assert browser(cast.reviewer).get("/queues/everything/").status_code == 404


def test_a_row_leads_to_its_claim_and_a_verdict_there_to_the_next_of_the_queue(cast: Cast) -> None:
    first, second = plain_article(cast.editor, 1, "A"), plain_article(cast.editor, 1, "B")
    client = browser(cast.reviewer)
    page = parsed(client.get("/queues/unassigned/"))
    address = page.xpath("//ol[@id='rows']//a/@href")[0]
    claim = claims_of(first)[0]
    assert address == f"/articles/{first.pk}/?claim={claim.pk}&from=unassigned"
    card = parsed(client.get(address))
    action = card.xpath("//form[@id='review-form']/@action")[0]
    sent = {"version": 0, "status": "unverified", "note": "I called.", "scope": "both"}
    answer = client.post(action, sent | {"key": uuid.uuid4()})
    following = claims_of(second)[0]
    assert answer["Location"] == f"/articles/{second.pk}/?claim={following.pk}&from=unassigned"
    last = client.post(f"/claims/{following.pk}/review/?from=unassigned", sent | {"key": uuid.uuid4()}, follow=True)
    assert last.redirect_chain == [("/queues/unassigned/", 302)]
    assert "Every open claim has somebody" in last.content.decode()


def test_with_htmx_the_next_claim_of_the_queue_is_a_redirect_of_the_browser(cast: Cast) -> None:
    claim = claims_of(plain_article(cast.editor, 1))[0]
    sent = {"version": 0, "status": "unverified", "note": "I called.", "scope": "both", "key": uuid.uuid4()}
    answer = browser(cast.reviewer).post(
        f"/claims/{claim.pk}/review/?from=unassigned", sent, headers={"HX-Request": "true", "HX-Target": "claim-card"}
    )
    assert answer["HX-Redirect"] == "/queues/unassigned/"


def test_a_disagreement_says_so_in_the_queue_of_the_disputed(cast: Cast) -> None:
    claim = claims_of(plain_article(cast.editor))[0]
    decide(claim, cast.reviewer, "verified")
    evidence_on(claim, cast.reviewer2)
    answer_review(claim, cast.reviewer2, verdict(claim, "unverified", "The minutes say nothing of it."))
    assert listed(cast.reviewer, "disputed") == [claim.pk]
    assert "two reviewers disagree" in browser(cast.reviewer).get("/queues/disputed/").content.decode()


@pytest.mark.parametrize("name", ["unassigned", "mine", "flags", "disputed"])
def test_hostile_words_stay_words_in_every_queue(cast: Cast, name: str) -> None:
    article = plain_article(cast.editor, 3)
    first, second, third = claims_of(article)
    flag_on(first, reason=HOSTILE)
    decide(second, cast.reviewer2, "disputed")
    assign(third, cast.reviewer, cast.reviewer, key=uuid.uuid4())
    Article.objects.update(title=HOSTILE)
    Person.objects.update(first_name=HOSTILE, last_name="")
    ClaimOccurrence.objects.update(text=HOSTILE)
    page = parsed(browser(cast.reviewer).get(f"/queues/{name}/"))
    assert list(faults(page)) == []
    assert page.xpath("//xss") == []
    assert HOSTILE in page.text_content()


@pytest.mark.parametrize("name", ["mine", "unassigned", "signature", "disputed", "recheck", "flags"])
def test_a_queue_asks_as_much_for_fifty_rows_as_for_one(cast: Cast, name: str) -> None:
    client, asked = browser(cast.editor), set()
    for size in (1, 60):
        article = plain_article(cast.reviewer, size, str(size))
        Article.objects.filter(pk=article.pk).update(sign_off="all")
        for claim in claims_of(article):
            if name in ("signature", "disputed"):
                decide(claim, cast.reviewer2, "disputed")
            elif name == "flags":
                flag_on(claim)
            elif name == "mine":
                assign(claim, cast.editor, cast.editor, key=uuid.uuid4())
        if name == "recheck":
            ClaimOccurrence.objects.update(origin="reworded")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/queues/{name}/")
        assert page.content.count(b'class="queue-row"') >= min(size, 50)
        asked.add(len(queries))
    assert len(asked) == 1
    assert max(asked) <= 8


def test_a_viewer_reads_queues_and_has_no_boxes(cast: Cast) -> None:
    plain_article(cast.editor)
    page = parsed(browser(cast.viewer).get("/queues/unassigned/"))
    assert page.xpath("//input[@type='checkbox']") == []
    assert len(page.xpath("//ol[@id='rows']/li")) == 3

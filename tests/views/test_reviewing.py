"""Deciding claims from the browser, with htmx and without, alone and against colleagues."""

import uuid
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import (
    Cast,
    at_once,
    citing_claim,
    claims_of,
    decide,
    evidence_on,
    make_cast,
    plain_article,
    revise,
    split_article,
)
from tests.views.pages import Answer, parsed
from verify.models import Article, Claim, Evidence, Person, Review

HTMX = {"HX-Request": "true", "HX-Target": "claim-card"}
NOTE = "I called <the> harbour & nobody answered."
SOURCE = "I read the minutes of Monday."
QUOTATION = "Nine ships were counted."


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def rosa(cast: Cast) -> Client:
    return browser_of(cast.reviewer)


def form_for(claim: Claim, status: str = "unverified", **more: Any) -> dict[str, Any]:
    """The claim card as it would be sent now."""
    version = Claim.objects.get(pk=claim.pk).version
    return {
        "version": version,
        "key": uuid.uuid4(),
        "evidence_key": uuid.uuid4(),
        "status": status,
        "note": NOTE,
    } | more


def send(client: Client, claim: Claim, form: dict[str, Any], *, htmx: bool = False) -> Answer:
    return client.post(f"/claims/{claim.pk}/review/", form, headers=HTMX if htmx else {})


def typed(response: Answer) -> dict[str, str]:
    """What the fields of the card hold."""
    page = parsed(response)
    fields = {field.get("name"): field.text or "" for field in page.xpath("//textarea")}
    fields |= {
        field.get("name"): field.get("value", "")
        for field in page.xpath("//form[@id='review-form']//input[@type='hidden']")
    }
    fields |= {field.get("name"): field.get("value") for field in page.xpath("//input[@type='radio'][@checked]")}
    return {name: value.strip() for name, value in fields.items()}


def test_without_scripts_a_verdict_leads_to_the_next_open_claim(
    article: Article, claim: Claim, rosa: Client, cast: Cast
) -> None:
    response = send(rosa, claim, form_for(claim))
    following = claims_of(article)[1]
    assert response.status_code == 302
    assert response["Location"] == f"/articles/{article.pk}/?claim={following.pk}"
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unverified", 1)
    review = claim.reviews.get()
    assert (review.reviewer, review.note) == (cast.reviewer, NOTE)
    page = parsed(rosa.get(response["Location"]))
    assert page.xpath("//*[@id='claim-card']/@data-claim") == [str(following.pk)]
    assert "Claim 1 is marked: Unverified." in page.text_content()


def test_with_htmx_a_verdict_brings_the_next_card_and_whatever_changed(
    article: Article, claim: Claim, rosa: Client
) -> None:
    response = send(rosa, claim, form_for(claim), htmx=True)
    following = claims_of(article)[1]
    assert response.status_code == 200
    assert response["HX-Push-Url"] == f"/articles/{article.pk}/?claim={following.pk}"
    page = parsed(response)
    assert page.xpath("//*[@id='claim-card']/@data-claim") == [str(following.pk)]
    swapped = {element.get("id"): element for element in page.xpath("//*[@hx-swap-oob]")}
    row, mark = swapped[f"row-{claim.pk}"], page.xpath(f"//*[@id='mark-{claim.pk}']")
    assert row.xpath(".//@data-status") == ["unverified"]
    assert [element.get("data-status") for element in mark] == ["unverified"]
    assert "Claim 1 is marked: Unverified." in page.text_content()
    assert page.xpath("//header[@class='top']") == []


def test_the_last_verdict_says_that_every_claim_is_decided(article: Article, rosa: Client) -> None:
    for claim in claims_of(article):
        response = send(rosa, claim, form_for(claim), htmx=True)
    assert "Every claim is decided." in response.content.decode()
    assert parsed(response).xpath("//*[@id='claim-card']/@data-claim") == [str(claim.pk)]


def test_a_file_given_with_a_verdict_is_its_evidence(claim: Claim, rosa: Client) -> None:
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")
    form = form_for(
        claim, "verified", note="", evidence_file=file, evidence_stance="context", evidence_quotation=QUOTATION
    )
    assert send(rosa, claim, form).status_code == 302
    piece = Evidence.objects.get()
    assert (piece.filename, piece.stance, piece.quotation) == ("minutes.pdf", "context", QUOTATION)
    assert list(claim.reviews.get().evidence.all()) == [piece]


@pytest.mark.parametrize("scope", ["substance", "attribution", "both"])
def test_the_chosen_scope_is_what_is_decided(article: Article, rosa: Client, scope: str) -> None:
    claim = citing_claim(article)
    send(rosa, claim, form_for(claim, scope=scope))
    claim.refresh_from_db()
    decided = {"substance": claim.status, "attribution": claim.attribution_status}
    assert decided == {track: "unverified" if scope in (track, "both") else "unchecked" for track in decided}
    assert claim.reviews.get().scope == scope


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"status": "verified"}, "“Verified” rests on evidence"),
        (
            {"status": "disputed", "evidence_source": SOURCE, "evidence_stance": "supports"},
            "“Disputed” needs evidence against",
        ),
        ({"status": "unverified", "note": " "}, "“Unverified” needs a note"),
        ({"status": "unchecked", "note": ""}, "Withdrawing needs a note"),
        ({"status": ""}, "Choose a verdict"),
        ({"status": "true"}, "true is not one of the available choices"),
        ({"status": "verified", "evidence_source": "javascript:alert(1)"}, "javascript"),
        ({"version": "x"}, "This form came in damaged"),
        ({"version": ""}, "This form came in damaged"),
        ({"key": "x"}, "This form came in damaged"),
        ({"scope": "everything"}, "This form came in damaged"),
        ({"note": "a\x00b"}, "Null characters are not allowed"),
        ({"note": "n" * 20_001}, "at most 20000 characters"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    claim: Claim, rosa: Client, form: dict[str, str], sentence: str, htmx: bool
) -> None:
    sent = form_for(claim, evidence_quotation=QUOTATION) | form
    response = send(rosa, claim, sent, htmx=htmx)
    assert response.status_code == 422
    page = parsed(response)
    assert sentence in page.text_content()
    held = typed(response)
    assert held["note"] == sent["note"].strip() or "\x00" in sent["note"]
    assert held["evidence_quotation"] == QUOTATION
    assert held["evidence_source"] == form.get("evidence_source", "")
    assert (page.xpath("//header[@class='top']") == []) == htmx
    assert not Review.objects.exists()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("typed_already", "stance"), [("", "refutes"), (SOURCE, "supports")])
def test_a_dispute_without_evidence_against_asks_for_it_and_leaves_a_piece_its_stance(
    claim: Claim, rosa: Client, typed_already: str, stance: str
) -> None:
    form = form_for(claim, "disputed", evidence_source=typed_already, evidence_stance="supports")
    response = send(rosa, claim, form, htmx=True)
    assert response.status_code == 422
    assert typed(response)["evidence_stance"] == stance


@pytest.mark.parametrize(
    "damage", [{"version": "x"}, {"version": ""}, {"key": "x"}, {"scope": "y"}, {"evidence_stance": "z"}]
)
def test_a_form_that_came_in_damaged_comes_back_sound(claim: Claim, rosa: Client, damage: dict[str, str]) -> None:
    again = typed(send(rosa, claim, form_for(claim) | damage)) | {"status": "unverified"}
    assert send(rosa, claim, again).status_code == 302
    assert claim.reviews.get().note == NOTE


@pytest.mark.parametrize("htmx", [True, False])
def test_who_was_slower_learns_who_was_faster_and_keeps_what_they_typed(
    claim: Claim, cast: Cast, rosa: Client, htmx: bool
) -> None:
    mine = form_for(claim, "verified", evidence_source=SOURCE, evidence_quotation=QUOTATION, evidence_stance="context")
    theirs = decide(claim, cast.reviewer2, "disputed", note="The minutes say seven.")
    response = send(rosa, claim, mine, htmx=htmx)
    assert response.status_code == 409
    words = " ".join(parsed(response).text_content().split())
    assert "Milan Kovac was faster: “Disputed”" in words
    assert "The minutes say seven." in words
    held = typed(response)
    assert (held["note"], held["evidence_source"], held["evidence_quotation"]) == (NOTE, SOURCE, QUOTATION)
    assert held["evidence_stance"] == "context"
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("disputed", 1)
    assert list(claim.reviews.all()) == [theirs]
    assert not Evidence.objects.filter(text=SOURCE).exists()


def test_who_was_slower_and_has_read_it_can_decide_again_with_the_same_words(
    claim: Claim, cast: Cast, rosa: Client
) -> None:
    mine = form_for(claim, "verified", evidence_source=SOURCE)
    decide(claim, cast.reviewer2, "disputed")
    again = typed(send(rosa, claim, mine)) | {"status": "verified"}
    assert again["key"] != str(mine["key"])
    assert send(rosa, claim, again).status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("verified", 2)
    assert [row.reviewer for row in claim.reviews.all()] == [cast.reviewer2, cast.reviewer]
    assert Evidence.objects.filter(text=SOURCE).count() == 1


def test_a_doubled_request_is_one_review(claim: Claim, rosa: Client) -> None:
    form = form_for(claim)
    assert [send(rosa, claim, form).status_code for _time in range(2)] == [302, 302]
    assert claim.reviews.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("htmx", [True, False])
def test_of_four_browsers_that_decide_at_once_one_gets_through_and_three_are_told_by_whom(htmx: bool) -> None:
    cast = make_cast()
    claim = claims_of(plain_article(cast.editor, 2))[0]
    evidence_on(claim, cast.editor, "supports")
    evidence_on(claim, cast.editor, "refutes")
    people = [cast.reviewer, cast.reviewer2, cast.editor, cast.administrator]
    browsers = [browser_of(person) for person in people]
    for number in range(4):
        claim.refresh_from_db()
        moves = [status for status in ("verified", "unverified", "disputed") if status != claim.status]
        forms = [
            form_for(claim, moves[turn % 2], note=f"{person} in round {number}") for turn, person in enumerate(people)
        ]
        responses = at_once(
            *[partial(send, browser, claim, form, htmx=htmx) for browser, form in zip(browsers, forms, strict=True)]
        )
        statuses = [response.status_code if isinstance(response, Answer) else response for response in responses]
        assert sorted(statuses, key=str) == [200 if htmx else 302, 409, 409, 409]
        winner = next(index for index, status in enumerate(statuses) if status != 409)
        review = claim.reviews.latest("claim_version")
        assert (review.reviewer, review.note) == (people[winner], f"{people[winner]} in round {number}")
        for index, response in enumerate(responses):
            if index != winner:
                assert isinstance(response, Answer)
                assert f"{people[winner]} was faster" in response.content.decode()
                assert typed(response)["note"] == f"{people[index]} in round {number}"
    assert claim.reviews.count() == 4


@pytest.mark.parametrize("htmx", [True, False])
def test_evidence_can_be_added_by_itself_and_the_note_stays_as_typed(
    claim: Claim, rosa: Client, cast: Cast, htmx: bool
) -> None:
    form = form_for(claim, "", evidence_source=SOURCE, evidence_stance="refutes")
    for _time in range(2):
        response = rosa.post(f"/claims/{claim.pk}/evidence/", form, headers=HTMX if htmx else {})
        assert response.status_code == 200
    piece = Evidence.objects.get()
    assert (piece.text, piece.stance, piece.added_by, piece.claim) == (SOURCE, "refutes", cast.reviewer, claim)
    held = typed(response)
    assert (held["note"], held["evidence_source"], held["version"]) == (NOTE, "", "0")
    assert "The evidence is added." in response.content.decode()
    assert not Review.objects.exists()


def test_no_evidence_is_not_evidence(claim: Claim, rosa: Client) -> None:
    response = rosa.post(f"/claims/{claim.pk}/evidence/", form_for(claim, ""))
    assert response.status_code == 422
    assert typed(response)["note"] == NOTE
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("htmx", [True, False])
def test_the_last_step_can_be_taken_back(article: Article, claim: Claim, rosa: Client, cast: Cast, htmx: bool) -> None:
    decide(claim, cast.reviewer, "verified")
    form = {"key": uuid.uuid4()}
    for _time in range(2):
        response = rosa.post(f"/articles/{article.pk}/undo/", form, headers=HTMX if htmx else {}, follow=True)
        assert response.status_code == 200
    assert "Claim 1: the last step is taken back. It is now: Not checked." in response.content.decode()
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unchecked", 2)
    assert claim.reviews.latest("claim_version").act == "undo"


def test_there_may_be_nothing_to_take_back(article: Article, claim: Claim, rosa: Client, cast: Cast) -> None:
    decide(claim, cast.reviewer2, "verified")
    response = rosa.post(f"/articles/{article.pk}/undo/", {}, headers=HTMX)
    assert response.status_code == 422
    assert "There is nothing of yours to take back" in response.content.decode()
    assert claim.reviews.count() == 1


def test_a_step_that_a_colleague_has_built_on_is_not_taken_back(
    article: Article, claim: Claim, rosa: Client, cast: Cast
) -> None:
    decide(claim, cast.reviewer, "verified")
    decide(claim, cast.reviewer2, "disputed")
    response = rosa.post(f"/articles/{article.pk}/undo/", {}, headers=HTMX)
    assert response.status_code == 409
    assert "what they decided stands" in response.content.decode()
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("disputed", 2)


def test_an_undo_with_a_broken_key_is_refused_in_words(
    article: Article, claim: Claim, rosa: Client, cast: Cast
) -> None:
    decide(claim, cast.reviewer, "verified")
    response = rosa.post(f"/articles/{article.pk}/undo/", {"key": "x"}, headers=HTMX)
    assert response.status_code == 422
    assert "This form came in damaged" in response.content.decode()
    assert claim.reviews.count() == 1


@pytest.mark.parametrize("htmx", [True, False])
def test_a_claim_that_left_the_text_meanwhile_answers_with_its_own_page(cast: Cast, rosa: Client, htmx: bool) -> None:
    article = split_article(cast.editor, "Nine ships waited.\n\nThe council closed three bridges.\n", "a.md")
    gone = claims_of(article)[0]
    form = form_for(gone)
    revise(article, cast.editor, "The council closed three bridges.\n", "a.md")
    response = send(rosa, gone, form, htmx=htmx)
    there = response["HX-Redirect"] if htmx else response["Location"]
    assert there == f"/claims/{gone.pk}/"
    words = rosa.get(there).content.decode()
    assert "not in the current revision" in words
    assert "marked: Unverified" not in words
    other = claims_of(article)[0]
    assert (other.status, other.reviews.count()) == ("unchecked", 0)


def test_a_viewer_sees_a_card_without_a_form(article: Article, claim: Claim, cast: Cast) -> None:
    page = parsed(browser_of(cast.viewer).get(f"/articles/{article.pk}/"))
    assert page.xpath("//*[@id='claim-card']/@data-claim") == [str(claim.pk)]
    assert page.xpath("//form[@id='review-form'] | //button[@name='status'] | //form[@id='undo-form']") == []


def test_the_current_claim_is_the_one_asked_for_or_the_first_that_is_open(
    article: Article, claim: Claim, rosa: Client, cast: Cast
) -> None:
    decide(claim, cast.reviewer, "verified")
    _first, second, third = claims_of(article)
    asked = {
        "": second,
        f"?claim={third.pk}": third,
        f"?claim={claim.pk}": claim,
        "?claim=x": second,
        "?claim=999999999": second,
    }
    for query, wanted in asked.items():
        page = parsed(rosa.get(f"/articles/{article.pk}/{query}"))
        assert page.xpath("//*[@id='claim-card']/@data-claim") == [str(wanted.pk)], query
        assert page.xpath("//a[@class='claim-row'][@aria-current='true']/@data-claim") == [str(wanted.pk)]


def test_htmx_asks_for_a_card_and_gets_no_page_unless_it_restores_one(
    article: Article, claim: Claim, rosa: Client
) -> None:
    address = f"/articles/{article.pk}/?claim={claim.pk}"
    assert parsed(rosa.get(address, headers=HTMX)).xpath("//header[@class='top']") == []
    restoring = HTMX | {"HX-History-Restore-Request": "true"}
    assert len(parsed(rosa.get(address, headers=restoring)).xpath("//header[@class='top']")) == 1


def test_only_open_claims_can_be_listed(article: Article, claim: Claim, rosa: Client, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified")
    page = parsed(rosa.get(f"/articles/{article.pk}/?show=open"))
    assert page.xpath("//a[@class='claim-row']/@data-claim") == [str(row.pk) for row in claims_of(article)[1:]]

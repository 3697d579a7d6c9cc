"""What a verdict may rest on: an address, a file, a note, a passage of another article; and the same thing for several claims."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.factories import Cast, claims_of, decide, evidence_on, plain_article, revise, revision_of, split_article
from tests.views.pages import parsed
from verify.models import Article, Claim, Evidence, Link, StoredFile
from verify.services.errors import Refused
from verify.services.reviewing import NewEvidence, add_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, 2)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


@pytest.fixture
def other(cast: Cast) -> Article:
    """The article whose passages are evidence here."""
    return plain_article(cast.editor, 3, "Boats of last year")


def given(claim: Claim, cast: Cast, source: str = "", **more: object) -> Evidence:
    new = NewEvidence(source, "supports", **more)  # type: ignore[arg-type]
    return add_evidence(claim, cast.reviewer, new, idempotency_key=uuid.uuid4())


def card(cast: Cast, claim: Claim, who: str = "reviewer") -> str:
    client = Client()
    client.force_login(getattr(cast, who))
    page = parsed(client.get(f"{claim.article.get_absolute_url()}?claim={claim.pk}"))
    return " ".join(page.xpath("//*[@id='evidence']")[0].text_content().split())


@pytest.mark.parametrize(
    "address",
    [
        "/articles/{pk}/revisions/1/#passage-1",
        "http://testserver/articles/{pk}/#passage-1",
        "/articles/{pk}/?claim=3#passage-1",
    ],
)
def test_the_address_of_a_passage_makes_the_passage_evidence(
    claim: Claim, other: Article, cast: Cast, address: str
) -> None:
    piece = given(claim, cast, address.format(pk=other.pk))
    assert piece.passage == revision_of(other).passages.get(position=1)
    assert (piece.link, piece.file, piece.text) == (None, None, "")
    assert "Boats of last year" in card(cast, claim)
    assert "The council counted 2 boats." in card(cast, claim)


def test_a_passage_carries_a_verdict(claim: Claim, other: Article, cast: Cast) -> None:
    given(claim, cast, f"/articles/{other.pk}/#passage-0")
    decide(claim, cast.reviewer, "verified")
    claim.refresh_from_db()
    assert claim.status == "verified"


def test_an_address_without_a_revision_means_the_text_as_it_stands_now(claim: Claim, cast: Cast) -> None:
    other = split_article(cast.editor, "The ferry sailed at noon.\n", "ferry.md")
    revise(other, cast.editor, "The ferry sailed at one.\n", "ferry.md")
    assert given(claim, cast, f"/articles/{other.pk}/#passage-0").passage == revision_of(other).passages.get(position=0)


def test_an_article_is_no_evidence_for_itself(claim: Claim, cast: Cast) -> None:
    with pytest.raises(Refused, match="no evidence for itself"):
        given(claim, cast, f"/articles/{claim.article_id}/#passage-1")


@pytest.mark.parametrize(
    "address", ["/articles/{pk}/#passage-77", "/articles/999999999/#passage-1", "/articles/{pk}/revisions/9/#passage-1"]
)
def test_a_passage_that_is_not_there_is_refused(claim: Claim, other: Article, cast: Cast, address: str) -> None:
    with pytest.raises(Refused, match="no such passage"):
        given(claim, cast, address.format(pk=other.pk))


def test_a_passage_of_an_article_that_is_not_ones_own_is_not_there(claim: Claim, other: Article, cast: Cast) -> None:
    Article.objects.filter(pk=other.pk).update(restricted=True)
    with pytest.raises(Refused, match="no such passage"):
        given(claim, cast, f"/articles/{other.pk}/#passage-1")
    assert not Evidence.objects.exists()


def test_who_may_not_see_the_other_article_sees_neither_its_name_nor_its_words(
    claim: Claim, other: Article, cast: Cast
) -> None:
    given(claim, cast, f"/articles/{other.pk}/#passage-1")
    Article.objects.filter(pk=other.pk).update(restricted=True)
    other.people.add(cast.reviewer)
    assert "Boats of last year" in card(cast, claim)
    for who in ("reviewer2", "administrator"):
        client = Client()
        client.force_login(getattr(cast, who))
        for address in (f"{claim.article.get_absolute_url()}?claim={claim.pk}", claim.get_absolute_url()):
            page = client.get(address).content.decode()
            assert "Boats of last year" not in page
            assert "not open to you" in page


@pytest.mark.parametrize(
    "address",
    ["http://elsewhere.example/articles/{pk}/#passage-1", "https://testserver.example/articles/{pk}/#passage-1"],
)
def test_the_same_path_on_another_host_is_a_link_like_any_other(
    claim: Claim, other: Article, cast: Cast, address: str
) -> None:
    piece = given(claim, cast, address.format(pk=other.pk))
    assert piece.passage is None
    assert piece.link is not None


def test_one_piece_serves_several_claims_with_a_stance_for_each(article: Article, claim: Claim, cast: Cast) -> None:
    second = claims_of(article)[1]
    first_piece = given(claim, cast, "http://127.0.0.1:9/minutes")
    new = NewEvidence("", "refutes", again=first_piece.pk)
    again = add_evidence(second, cast.reviewer2, new, idempotency_key=uuid.uuid4())
    assert (again.link, again.reuses, again.stance) == (first_piece.link, first_piece, "refutes")
    assert again.added_by == cast.reviewer2
    assert Link.objects.count() == 1
    file = given(claim, cast, file=b"minutes", filename="minutes.txt")
    assert given(second, cast, again=file.pk).file == file.file
    assert StoredFile.objects.count() == 1


def test_what_another_claim_rests_on_is_offered_once_and_not_when_it_is_here(
    article: Article, claim: Claim, cast: Cast
) -> None:
    second = claims_of(article)[1]
    note = evidence_on(claim, cast.editor, source="I counted them.")
    assert "I counted them." in card(cast, second)
    given(second, cast, again=note.pk)
    assert list(Evidence.objects.to_use_again(second)) == []
    assert list(Evidence.objects.to_use_again(claim)) == []


def test_evidence_of_another_article_is_not_used_again_here(claim: Claim, other: Article, cast: Cast) -> None:
    strange = evidence_on(claims_of(other)[0], cast.editor)
    with pytest.raises(Refused, match="not in this article"):
        given(claim, cast, again=strange.pk)


def test_for_and_against_stand_side_by_side(claim: Claim, cast: Cast) -> None:
    evidence_on(claim, cast.reviewer, "supports", "The log says so.")
    evidence_on(claim, cast.reviewer2, "refutes", "The clerk says no.")
    evidence_on(claim, cast.editor, "context", "It was a Tuesday.")
    client = Client()
    client.force_login(cast.viewer)
    for address in (f"{claim.article.get_absolute_url()}?claim={claim.pk}", claim.get_absolute_url()):
        page = parsed(client.get(address))
        sides = {
            side.get("aria-label"): " ".join(side.text_content().split())
            for side in page.xpath("//div[@class='sides']/section")
        }
        assert sides["For"].startswith("For 1 The log says so. Supports · Rosa Aguilar")
        assert sides["Against"].startswith("Against 1 The clerk says no. Refutes · Milan Kovac")
        assert "It was a Tuesday." not in sides["For"] + sides["Against"]


def test_the_database_takes_one_thing_at_a_time(claim: Claim, other: Article, cast: Cast) -> None:
    passage = revision_of(other).passages.first()
    for text, where in (("a note", passage), ("", None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(
                claim=claim,
                stance="supports",
                text=text,
                passage=where,
                added_by=cast.editor,
                idempotency_key=uuid.uuid4(),
            )

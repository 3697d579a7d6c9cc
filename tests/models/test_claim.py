"""What the database itself asks of a claim and of its reviews, whatever the code above it does."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import Cast, citing_claim, claims_of, decide, evidence_on, make_cast, plain_article, settle
from verify.models import Claim, ClaimOccurrence, Person, Review, ReviewEvidence

from .conftest import Past


@pytest.fixture
def claim(cast: Cast) -> Claim:
    return claims_of(plain_article(cast.editor))[0]


@contextmanager
def refused_at_commit(reason: str) -> Iterator[None]:
    """What is written inside is taken back because of ``reason``, at the latest when it is to be committed."""
    with pytest.raises(IntegrityError, match=reason), transaction.atomic():  # noqa: PT012
        yield
        settle()


def set_claim(claim: Claim, **columns: Any) -> None:
    """Write to the claim's row as no code of ours does."""
    Claim.objects.filter(pk=claim.pk).update(**columns)


def write_review(claim: Claim, reviewer: Person, old: str, new: str, **more: Any) -> Review:
    """A row of history as no code of ours writes it: no grounds are asked for."""
    occurrence = ClaimOccurrence.objects.get(claim=claim)
    columns = {
        "claim_version": Claim.objects.get(pk=claim.pk).version,
        "scope": "substance",
        "old_status": old,
        "new_status": new,
    } | more
    return Review.objects.create(
        claim=claim,
        reviewer=reviewer,
        occurrence=occurrence,
        wording=occurrence.text,
        idempotency_key=uuid.uuid4(),
        **columns,
    )


@pytest.mark.parametrize("status", ["verified", "unverified", "disputed"])
@pytest.mark.parametrize("track", ["status", "attribution_status"])
def test_a_claim_cannot_be_born_decided(claim: Claim, track: str, status: str) -> None:
    with pytest.raises(IntegrityError, match="starts unchecked"), transaction.atomic():
        Claim.objects.create(article=claim.article, **{track: status})
    assert not Claim.objects.exclude(status="unchecked").exists()


@pytest.mark.parametrize("track", ["status", "attribution_status"])
def test_a_claim_has_no_status_but_the_four(claim: Claim, track: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(article=claim.article, **{track: "true"})


@pytest.mark.parametrize("track", ["status", "attribution_status"])
def test_a_status_cannot_change_without_a_new_version(claim: Claim, track: str) -> None:
    with pytest.raises(IntegrityError, match="with a new version only"), transaction.atomic():
        set_claim(claim, **{track: "disputed"})
    claim.refresh_from_db()
    assert (claim.status, claim.attribution_status, claim.version) == ("unchecked", None, 0)


@pytest.mark.parametrize("version", [2, 3, 100])
def test_versions_go_up_one_by_one(claim: Claim, version: int) -> None:
    with pytest.raises(IntegrityError, match="one by one"), transaction.atomic():
        set_claim(claim, version=version)


def test_versions_never_go_back(past: Past) -> None:
    with pytest.raises(IntegrityError, match="one by one"), transaction.atomic():
        set_claim(past.claim, version=0)


@pytest.mark.parametrize("track", ["status", "attribution_status"])
def test_a_status_cannot_change_without_its_review(claim: Claim, track: str) -> None:
    with refused_at_commit("needs its review"):
        set_claim(claim, version=1, **{track: "unverified"})
    claim.refresh_from_db()
    assert (claim.status, claim.attribution_status, claim.version) == ("unchecked", None, 0)


@pytest.mark.django_db(transaction=True)
def test_a_status_without_a_review_does_not_outlive_its_transaction() -> None:
    claim = claims_of(plain_article(make_cast().editor))[0]
    with pytest.raises(IntegrityError, match="needs its review"):
        set_claim(claim, version=1, status="verified")
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unchecked", 0)


def test_the_review_of_an_earlier_version_is_not_enough(past: Past) -> None:
    with refused_at_commit("needs its review"):
        set_claim(past.claim, status="unchecked", version=2)


def test_a_review_of_a_status_that_the_claim_does_not_have_is_refused(claim: Claim, cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="do not agree"), transaction.atomic():
        write_review(claim, cast.reviewer, "unchecked", "unverified", note="I tried.")


def test_a_review_of_another_version_is_refused(past: Past, cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="do not agree"), transaction.atomic():
        write_review(past.claim, cast.reviewer, "unchecked", "verified", claim_version=2)


def test_a_review_that_changes_nothing_is_refused(past: Past, cast: Cast) -> None:
    set_claim(past.claim, version=2)
    with pytest.raises(IntegrityError, match="changes nothing"), transaction.atomic():
        write_review(past.claim, cast.reviewer2, "verified", "verified")
    assert Review.objects.get() == past.review


def test_a_version_has_one_review(past: Past, cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="review_one_for_each_version"), transaction.atomic():
        write_review(past.claim, cast.reviewer2, "unchecked", "verified")


@pytest.mark.parametrize(
    ("status", "note", "stances", "refusal"),
    [
        ("verified", "", [], "verified needs evidence"),
        ("verified", "", ["refutes"], "verified needs evidence"),
        ("verified", "", ["supports"], None),
        ("verified", "", ["context"], None),
        ("disputed", "", [], "disputed needs evidence against"),
        ("disputed", "", ["supports", "context"], "disputed needs evidence against"),
        ("disputed", "", ["refutes"], None),
        ("unverified", "", ["supports"], "unverified needs a note"),
        ("unverified", " \t", ["supports"], "unverified needs a note"),
        ("unverified", "I called.", [], None),
    ],
)
@pytest.mark.parametrize("track", ["substance", "attribution"])
def test_the_database_holds_each_verdict_against_its_grounds(
    cast: Cast, track: str, status: str, note: str, stances: list[str], refusal: str | None
) -> None:
    claim = citing_claim(plain_article(cast.editor))
    pieces = [evidence_on(claim, cast.reviewer, stance) for stance in stances]
    columns: dict[str, Any] = {"old_attribution_status": "unchecked", "new_attribution_status": "unchecked"}
    if track == "attribution":
        columns["new_attribution_status"] = status
    new = status if track == "substance" else "unchecked"
    with refused_at_commit(refusal) if refusal else nullcontext():
        set_claim(claim, version=1, status=new, attribution_status=columns["new_attribution_status"])
        review = write_review(claim, cast.reviewer, "unchecked", new, scope=track, note=note, **columns)
        ReviewEvidence.objects.bulk_create(ReviewEvidence(review=review, evidence=piece) for piece in pieces)
    settle()
    assert Review.objects.count() == (refusal is None)


def test_evidence_on_another_claim_is_no_ground(cast: Cast) -> None:
    claim, other, _third = claims_of(plain_article(cast.editor))
    piece = evidence_on(other, cast.reviewer)
    with refused_at_commit("verified needs evidence"):
        set_claim(claim, version=1, status="verified")
        review = write_review(claim, cast.reviewer, "unchecked", "verified")
        ReviewEvidence.objects.create(review=review, evidence=piece)


def test_evidence_that_was_not_laid_before_the_review_is_no_ground(claim: Claim, cast: Cast) -> None:
    evidence_on(claim, cast.reviewer)
    with refused_at_commit("verified needs evidence"):
        set_claim(claim, version=1, status="verified")
        write_review(claim, cast.reviewer, "unchecked", "verified")


def test_a_withdrawal_needs_a_note_in_the_database_too(past: Past, cast: Cast) -> None:
    with refused_at_commit("unchecked needs a note"):
        set_claim(past.claim, version=2, status="unchecked")
        write_review(past.claim, cast.reviewer, "verified", "unchecked")


def test_gaining_an_attribution_that_nobody_has_decided_is_no_verdict(claim: Claim) -> None:
    set_claim(claim, attribution_status="unchecked")
    settle()
    claim.refresh_from_db()
    assert (claim.attribution_status, claim.version) == ("unchecked", 0)


@pytest.mark.parametrize(
    ("stance", "thing"), [("proves", "text = 'x'"), ("supports", "text = ''"), ("supports", "link_id = 1, text = 'x'")]
)
def test_evidence_is_one_thing_with_a_known_stance(claim: Claim, cast: Cast, stance: str, thing: str) -> None:
    columns, values = zip(*(part.split(" = ") for part in thing.split(", ")), strict=True)
    with pytest.raises(IntegrityError, match="evidence_"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO verify_evidence ({', '.join(columns)}, claim_id, stance, added_by_id, idempotency_key, filename, "
            f"quotation{'' if 'text' in columns else ', text'}) VALUES ({', '.join(values)}, %s, %s, %s, %s, '', '')",
            [claim.pk, stance, cast.reviewer.pk, uuid.uuid4()],
        )


def test_the_newest_review_says_what_the_claim_says(past: Past, cast: Cast) -> None:
    decide(past.claim, cast.reviewer2, "disputed")
    past.claim.refresh_from_db()
    newest = past.claim.reviews.latest("claim_version")
    assert (newest.new_status, newest.claim_version) == (past.claim.status, past.claim.version) == ("disputed", 2)
    assert [(row.old_status, row.new_status) for row in past.claim.reviews.all()] == [
        ("unchecked", "verified"),
        ("verified", "disputed"),
    ]

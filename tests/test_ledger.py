"""Every move of a verdict, allowed or refused, with the row of history that it leaves."""

import uuid
from functools import partial
from typing import NamedTuple
from uuid import UUID

import pytest

from tests.factories import (
    Cast,
    at_once,
    citing_claim,
    claims_of,
    decide,
    evidence_on,
    make_cast,
    plain_article,
    settle,
)
from verify.ledger import GroundMissing, StaleClaim, record_review, undo_review
from verify.models import Claim, Person, Review, Status

STATUSES = ["unchecked", "verified", "unverified", "disputed"]
MOVES = [(old, new) for old in STATUSES for new in STATUSES if old != new]


class Standing(NamedTuple):
    """Where a claim stands."""

    substance: str
    attribution: str | None
    version: int


def standing(claim: Claim) -> Standing:
    fresh = Claim.objects.get(pk=claim.pk)
    return Standing(fresh.status, fresh.attribution_status, fresh.version)


def record(
    claim: Claim,
    reviewer: Person,
    verdict: str,
    *,
    scope: str = "both",
    note: str = "I called the harbour.",
    seen: int | None = None,
    key: UUID | None = None,
) -> Review | None:
    """A review as the service would ask for it, by default on the claim as it is now."""
    seen = Claim.objects.get(pk=claim.pk).version if seen is None else seen
    return record_review(
        claim.pk,
        reviewer=reviewer,
        verdict=verdict,
        scope=scope,
        note=note,
        seen_version=seen,
        idempotency_key=key or uuid.uuid4(),
    )


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """A claim that cites nobody, with evidence for it and against it."""
    found = claims_of(plain_article(cast.editor))[0]
    for stance in ("supports", "refutes"):
        evidence_on(found, cast.editor, stance)
    return found


@pytest.fixture
def cited(cast: Cast) -> Claim:
    """A claim that cites somebody, with evidence for it and against it."""
    found = citing_claim(plain_article(cast.editor))
    for stance in ("supports", "refutes"):
        evidence_on(found, cast.editor, stance)
    return found


def bring_to(claim: Claim, person: Person, status: str, scope: str = "both") -> None:
    if status != "unchecked":
        assert record(claim, person, status, scope=scope) is not None


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_a_claim_moves_from_any_status_to_any_other_and_leaves_a_review(
    claim: Claim, cast: Cast, old: str, new: str
) -> None:
    bring_to(claim, cast.reviewer, old)
    before = standing(claim)
    review = record(claim, cast.reviewer2, new)
    settle()
    assert standing(claim) == (new, None, before.version + 1)
    assert review is not None
    assert review == claim.reviews.latest("claim_version")
    assert (review.old_status, review.new_status, review.claim_version) == (old, new, before.version + 1)
    assert (review.old_attribution_status, review.new_attribution_status) == (None, None)
    assert (review.reviewer, review.note, review.scope) == (cast.reviewer2, "I called the harbour.", "substance")
    assert review.wording == "The council counted 1 boats."
    assert review.act == ("withdrawal" if new == "unchecked" else "verdict")
    assert list(review.evidence.all()) == list(claim.evidence.all())


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("scope", ["both", "substance", "attribution"])
def test_the_same_verdict_again_writes_nothing(claim: Claim, cast: Cast, status: str, scope: str) -> None:
    bring_to(claim, cast.reviewer, status)
    before, reviews = standing(claim), list(claim.reviews.all())
    assert record(claim, cast.reviewer2, status, scope=scope) is None
    assert standing(claim) == before
    assert list(claim.reviews.all()) == reviews


@pytest.mark.parametrize(
    ("verdict", "note", "stances", "missing"),
    [
        ("verified", "I saw it.", [], "evidence"),
        ("verified", "I saw it.", ["refutes"], "evidence"),
        ("verified", "", ["supports"], None),
        ("verified", "", ["context"], None),
        ("disputed", "I saw it.", [], "evidence"),
        ("disputed", "I saw it.", ["supports", "context"], "evidence"),
        ("disputed", "", ["refutes"], None),
        ("unverified", "", ["supports", "refutes"], "note"),
        ("unverified", " \n\t", [], "note"),
        ("unverified", "I called.", [], None),
        ("unchecked", "", ["supports", "refutes"], "note"),
        ("unchecked", " ", [], "note"),
        ("unchecked", "A slip of mine.", [], None),
    ],
)
def test_a_verdict_stands_only_on_its_grounds(
    cast: Cast, verdict: str, note: str, stances: list[str], missing: str | None
) -> None:
    claim = claims_of(plain_article(cast.editor))[0]
    if verdict == "unchecked":
        record(claim, cast.reviewer, "unverified")
    for stance in stances:
        evidence_on(claim, cast.reviewer, stance)
    before, reviews = standing(claim), claim.reviews.count()
    if missing:
        with pytest.raises(GroundMissing) as refusal:
            record(claim, cast.reviewer, verdict, note=note)
        assert refusal.value.field == missing
        assert (standing(claim), claim.reviews.count()) == (before, reviews)
    else:
        record(claim, cast.reviewer, verdict, note=note)
        settle()
        assert (standing(claim).substance, claim.reviews.count()) == (verdict, reviews + 1)


@pytest.mark.parametrize(
    ("first", "second", "after"),
    [
        (None, ("verified", "both"), ("verified", "verified")),
        (None, ("verified", "substance"), ("verified", "unchecked")),
        (None, ("verified", "attribution"), ("unchecked", "verified")),
        (("verified", "attribution"), ("unverified", "substance"), ("unverified", "verified")),
        (("verified", "attribution"), ("verified", "both"), ("verified", "verified")),
        (("disputed", "substance"), ("verified", "attribution"), ("disputed", "verified")),
        (("disputed", "both"), ("unverified", "attribution"), ("disputed", "unverified")),
        (("disputed", "both"), ("unverified", "both"), ("unverified", "unverified")),
        (("verified", "both"), ("unchecked", "attribution"), ("verified", "unchecked")),
        (("verified", "both"), ("unchecked", "substance"), ("unchecked", "verified")),
        (("verified", "both"), ("unchecked", "both"), ("unchecked", "unchecked")),
    ],
)
def test_a_claim_that_cites_somebody_is_decided_on_two_tracks(
    cited: Claim,
    cast: Cast,
    first: tuple[str, str] | None,
    second: tuple[str, str],
    after: tuple[str, str],
) -> None:
    if first:
        record(cited, cast.reviewer, first[0], scope=first[1])
    before = standing(cited)
    review = record(cited, cast.reviewer2, second[0], scope=second[1])
    settle()
    assert standing(cited) == (*after, before.version + 1)
    assert review is not None
    assert review.scope == second[1]
    assert (review.old_status, review.old_attribution_status) == before[:2]
    assert (review.new_status, review.new_attribution_status) == after
    assert review.verdict == second[0]


@pytest.mark.parametrize("scope", ["both", "substance", "attribution"])
def test_a_claim_that_cites_nobody_has_its_substance_only(claim: Claim, cast: Cast, scope: str) -> None:
    review = record(claim, cast.reviewer, "verified", scope=scope)
    assert review is not None
    assert review.scope == "substance"
    assert standing(claim) == ("verified", None, 1)


@pytest.mark.parametrize("seen", [0, 2, 7])
def test_who_saw_another_version_is_told_whose_act_came_between(claim: Claim, cast: Cast, seen: int) -> None:
    record(claim, cast.reviewer, "verified")
    with pytest.raises(StaleClaim) as stale:
        record(claim, cast.reviewer2, "disputed", seen=seen)
    assert stale.value.claim.reviews.latest("claim_version").reviewer == cast.reviewer
    assert standing(claim) == ("verified", None, 1)
    assert claim.reviews.count() == 1


def test_the_same_key_twice_is_one_review(claim: Claim, cast: Cast) -> None:
    key = uuid.uuid4()
    first = record(claim, cast.reviewer, "verified", key=key, seen=0)
    again = record(claim, cast.reviewer, "verified", key=key, seen=0)
    assert first == again == claim.reviews.get()
    assert standing(claim).version == 1


@pytest.mark.parametrize("scope", ["both", "substance", "attribution"])
@pytest.mark.parametrize("before", ["unchecked", "verified", "unverified", "disputed"])
def test_an_undo_puts_both_tracks_back_as_a_review_of_its_own(
    cited: Claim, cast: Cast, before: str, scope: str
) -> None:
    bring_to(cited, cast.reviewer, before)
    bring_to(cited, cast.reviewer2, "unverified" if before == "verified" else "verified", "attribution")
    was = standing(cited)
    review = record(cited, cast.reviewer, "disputed" if before != "disputed" else "unverified", scope=scope)
    assert review is not None
    undo = undo_review(review, reviewer=cast.reviewer, idempotency_key=uuid.uuid4())
    settle()
    assert standing(cited) == (was.substance, was.attribution, was.version + 2)
    assert (undo.act, undo.undoes, undo.reviewer) == ("undo", review, cast.reviewer)
    assert (undo.old_status, undo.old_attribution_status) == (review.new_status, review.new_attribution_status)
    assert (undo.new_status, undo.new_attribution_status) == was[:2]
    assert Review.objects.filter(pk=review.pk).exists()


def test_what_a_colleague_decided_since_is_not_undone(claim: Claim, cast: Cast) -> None:
    mine = decide(claim, cast.reviewer, "verified")
    theirs = decide(claim, cast.reviewer2, "disputed")
    with pytest.raises(StaleClaim):
        undo_review(mine, reviewer=cast.reviewer, idempotency_key=uuid.uuid4())
    assert standing(claim) == ("disputed", None, 2)
    assert list(claim.reviews.all()) == [mine, theirs]


def test_steps_are_taken_back_one_after_the_other(claim: Claim, cast: Cast) -> None:
    first = decide(claim, cast.reviewer, "verified")
    second = decide(claim, cast.reviewer, "disputed")
    undo_review(second, reviewer=cast.reviewer, idempotency_key=uuid.uuid4())
    undo_review(first, reviewer=cast.reviewer, idempotency_key=uuid.uuid4())
    settle()
    assert standing(claim) == ("unchecked", None, 4)
    assert [row.act for row in claim.reviews.all()] == ["verdict", "verdict", "undo", "undo"]


def test_a_verdict_given_on_an_older_wording_is_not_undone(claim: Claim, cast: Cast) -> None:
    mine = decide(claim, cast.reviewer, "verified")
    Claim.objects.filter(pk=claim.pk).update(version=2)
    with pytest.raises(StaleClaim):
        undo_review(mine, reviewer=cast.reviewer, idempotency_key=uuid.uuid4())
    assert claim.reviews.count() == 1


@pytest.mark.parametrize(("cites", "attribution"), [(True, "unchecked"), (False, None)])
def test_an_undo_leaves_a_track_that_came_or_went_with_the_text(
    claim: Claim, cast: Cast, cites: bool, attribution: str | None
) -> None:
    if not cites:
        Claim.objects.filter(pk=claim.pk).update(attribution_status="unchecked")
    mine = decide(claim, cast.reviewer, "verified", scope="substance")
    Claim.objects.filter(pk=claim.pk).update(attribution_status=attribution)
    undo_review(mine, reviewer=cast.reviewer, idempotency_key=uuid.uuid4())
    settle()
    assert standing(claim) == ("unchecked", attribution, 2)


@pytest.mark.django_db(transaction=True)
def test_of_four_who_decide_at_once_one_wins_and_three_learn_who_in_each_of_twenty_rounds() -> None:
    cast = make_cast()
    claim = claims_of(plain_article(cast.editor))[0]
    for stance in ("supports", "refutes"):
        evidence_on(claim, cast.editor, stance)
    people = [cast.reviewer, cast.reviewer2, cast.editor, cast.administrator]
    for number in range(20):
        before = standing(claim)
        # Nobody's verdict is where the claim stands already: everyone has something to write.
        open_moves = [status for status in STATUSES if status != before.substance]
        acts = [
            partial(record, claim, person, open_moves[turn % 3], seen=before.version)
            for turn, person in enumerate(people)
        ]
        results = at_once(*acts)
        won = [result for result in results if isinstance(result, Review)]
        lost = [result for result in results if isinstance(result, StaleClaim)]
        assert (len(won), len(lost)) == (1, 3), results
        assert won[0].reviewer == people[results.index(won[0])]
        newest = claim.reviews.latest("claim_version")
        assert newest == won[0]
        assert standing(claim) == (newest.new_status, None, number + 1)
        assert {stale.claim.version for stale in lost} == {number + 1}
        assert {stale.claim.reviews.latest("claim_version").reviewer for stale in lost} == {newest.reviewer}
    assert claim.reviews.count() == 20


def test_every_status_has_moves() -> None:
    assert set(STATUSES) == set(Status.values)

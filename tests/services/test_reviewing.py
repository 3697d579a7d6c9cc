"""What reviewers do with a claim, each act with what it leaves in history."""

import hashlib
import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.factories import (
    Cast,
    at_once,
    citing_claim,
    claims_of,
    decide,
    evidence_on,
    hang_link,
    looked_at_link,
    make_cast,
    plain_article,
    settle,
    verdict,
)
from verify.doorbell import CHECK_LINKS
from verify.ledger import GroundMissing, StaleClaim
from verify.models import Article, Claim, Evidence, Link, Review, StoredFile
from verify.services.errors import Refused
from verify.services.reviewing import (
    NewEvidence,
    add_evidence,
    check_again,
    known_link,
    review_claim,
    undo_last_review,
)


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor)


@pytest.fixture
def claim(article: Article) -> Claim:
    return claims_of(article)[0]


def test_evidence_that_comes_with_a_verdict_is_its_ground(claim: Claim, cast: Cast) -> None:
    review = review_claim(
        claim, cast.reviewer, verdict(claim, "verified"), NewEvidence("I read the minutes.", "supports")
    )
    settle()
    assert review is not None
    piece = claim.evidence.get()
    assert (piece.text, piece.stance, piece.added_by) == ("I read the minutes.", "supports", cast.reviewer)
    assert list(review.evidence.all()) == [piece]
    claim.refresh_from_db()
    assert claim.status == "verified"


@pytest.mark.parametrize(
    ("status", "note", "stance"),
    [("verified", "", "refutes"), ("disputed", "", "supports"), ("unverified", " ", "supports")],
)
def test_evidence_that_came_with_a_refused_verdict_is_not_kept(
    claim: Claim, cast: Cast, status: str, note: str, stance: str
) -> None:
    evidence = NewEvidence("http://127.0.0.1:9/minutes", stance)
    with pytest.raises(GroundMissing):
        review_claim(claim, cast.reviewer, verdict(claim, status, note), evidence)
    assert not Evidence.objects.exists()
    assert not Link.objects.exists()
    assert not Review.objects.exists()
    claim.refresh_from_db()
    assert (claim.status, claim.version) == ("unchecked", 0)


def test_evidence_that_came_with_a_stale_verdict_is_not_kept(claim: Claim, cast: Cast) -> None:
    mine = verdict(claim, "verified")
    theirs = decide(claim, cast.reviewer2, "disputed")
    pieces = Evidence.objects.count()
    with pytest.raises(StaleClaim) as stale:
        review_claim(claim, cast.reviewer, mine, NewEvidence("I read the minutes.", "supports"))
    assert stale.value.claim.reviews.get() == theirs
    assert Evidence.objects.count() == pieces


def test_a_verdict_sent_twice_adds_its_review_and_its_evidence_once(claim: Claim, cast: Cast) -> None:
    mine = verdict(claim, "verified")
    sent = [review_claim(claim, cast.reviewer, mine, NewEvidence("I read it.", "supports")) for _time in range(2)]
    assert sent[0] == sent[1] == Review.objects.get()
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("with_evidence", [True, False])
@pytest.mark.django_db(transaction=True)
def test_a_verdict_sent_twice_at_once_is_one_review_and_nobody_is_told_off(with_evidence: bool) -> None:
    cast = make_cast()
    for claim in claims_of(plain_article(cast.editor, 5)):
        mine = verdict(claim, "unverified")
        evidence = NewEvidence("I read the minutes.", "supports") if with_evidence else None
        results = at_once(*[partial(review_claim, claim, cast.reviewer, mine, evidence) for _time in range(3)])
        assert set(results) == {claim.reviews.get()}
        assert claim.evidence.count() == with_evidence


def test_a_key_that_somebody_else_used_is_refused_in_words(claim: Claim, cast: Cast) -> None:
    mine = verdict(claim)
    review_claim(claim, cast.reviewer, mine)
    with pytest.raises(Refused, match="open the page again"):
        review_claim(claim, cast.reviewer2, mine)
    assert Review.objects.get().reviewer == cast.reviewer


def test_withdrawing_needs_a_note_and_is_an_act_of_its_own(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified")
    with pytest.raises(GroundMissing) as missing:
        review_claim(claim, cast.reviewer, verdict(claim, "unchecked", note=""))
    assert missing.value.field == "note"
    review = review_claim(claim, cast.reviewer, verdict(claim, "unchecked", note="The minutes were a draft."))
    settle()
    assert review is not None
    assert (review.act, review.old_status, review.new_status) == ("withdrawal", "verified", "unchecked")
    claim.refresh_from_db()
    assert claim.status == "unchecked"


def test_a_review_brings_its_article_to_the_top_of_the_desk(claim: Claim, cast: Cast) -> None:
    Article.objects.update(activity_at=timezone.now() - timedelta(days=3))
    review_claim(claim, cast.reviewer, verdict(claim))
    assert Article.objects.get().activity_at > timezone.now() - timedelta(minutes=1)


def test_a_verdict_that_changes_nothing_leaves_the_desk_as_it_was(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "unverified")
    long_ago = timezone.now() - timedelta(days=3)
    Article.objects.update(activity_at=long_ago)
    assert review_claim(claim, cast.reviewer, verdict(claim, "unverified")) is None
    assert Article.objects.get().activity_at == long_ago
    assert Review.objects.count() == 1


def test_undo_takes_back_the_persons_own_last_step_and_no_other(article: Article, cast: Cast) -> None:
    first, second, third = claims_of(article)
    decide(first, cast.reviewer, "verified")
    mine = decide(second, cast.reviewer, "disputed")
    theirs = decide(third, cast.reviewer2, "verified")
    undo = undo_last_review(article, cast.reviewer, idempotency_key=uuid.uuid4())
    settle()
    assert undo.undoes == mine
    statuses = {claim.pk: claim.status for claim in claims_of(article)}
    assert statuses == {first.pk: "verified", second.pk: "unchecked", third.pk: "verified"}
    assert list(third.reviews.all()) == [theirs]


def test_undo_puts_both_tracks_back(article: Article, cast: Cast) -> None:
    claim = citing_claim(article)
    decide(claim, cast.reviewer2, "verified", scope="attribution")
    decide(claim, cast.reviewer, "disputed", scope="both")
    undo = undo_last_review(article, cast.reviewer, idempotency_key=uuid.uuid4())
    claim.refresh_from_db()
    assert (claim.status, claim.attribution_status, claim.version) == ("unchecked", "verified", 3)
    assert (undo.new_status, undo.new_attribution_status) == ("unchecked", "verified")


def test_undo_twice_takes_back_two_steps_on_one_claim(article: Article, claim: Claim, cast: Cast) -> None:
    first = decide(claim, cast.reviewer, "verified")
    second = decide(claim, cast.reviewer, "disputed")
    undone = [undo_last_review(article, cast.reviewer, idempotency_key=uuid.uuid4()).undoes for _time in range(2)]
    assert undone == [second, first]
    claim.refresh_from_db()
    assert claim.status == "unchecked"
    with pytest.raises(Refused, match="nothing of yours"):
        undo_last_review(article, cast.reviewer, idempotency_key=uuid.uuid4())
    assert Review.objects.count() == 4


def test_undo_is_refused_once_a_colleague_has_decided(article: Article, claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified")
    theirs = decide(claim, cast.reviewer2, "disputed")
    with pytest.raises(StaleClaim) as stale:
        undo_last_review(article, cast.reviewer, idempotency_key=uuid.uuid4())
    assert stale.value.claim.reviews.latest("claim_version") == theirs
    assert Review.objects.count() == 2


def test_undo_sent_twice_takes_back_one_step(article: Article, cast: Cast) -> None:
    first, second, _third = claims_of(article)
    decide(first, cast.reviewer, "verified")
    decide(second, cast.reviewer, "verified")
    key = uuid.uuid4()
    sent = [undo_last_review(article, cast.reviewer, idempotency_key=key) for _time in range(2)]
    assert sent[0] == sent[1]
    first.refresh_from_db()
    assert first.status == "verified"
    assert Review.objects.filter(act="undo").count() == 1


@pytest.mark.django_db(transaction=True)
def test_undo_sent_twice_at_once_takes_back_one_step() -> None:
    cast = make_cast()
    article = plain_article(cast.editor)
    for claim in claims_of(article)[:2]:
        decide(claim, cast.reviewer, "verified")
    key = uuid.uuid4()
    results = at_once(*[lambda: undo_last_review(article, cast.reviewer, idempotency_key=key) for _time in range(3)])
    assert set(results) == {Review.objects.get(act="undo")}
    assert [claim.status for claim in claims_of(article)] == ["verified", "unchecked", "unchecked"]


def test_undo_does_not_reach_into_other_articles(article: Article, claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified")
    other = plain_article(cast.editor, title="Another")
    with pytest.raises(Refused, match="nothing of yours"):
        undo_last_review(other, cast.reviewer, idempotency_key=uuid.uuid4())
    claim.refresh_from_db()
    assert claim.status == "verified"


@pytest.mark.parametrize("source", ["http://127.0.0.1:9/a", "  https://127.0.0.1:9/b ", "HTTP://127.0.0.1:9/c"])
def test_one_word_with_a_scheme_is_an_address_and_becomes_a_link_to_be_checked(
    claim: Claim, cast: Cast, source: str
) -> None:
    piece = evidence_on(claim, cast.reviewer, source=source)
    assert piece.link is not None
    assert (piece.text, piece.link.check_state, piece.link.host) == ("", "pending", "127.0.0.1")
    assert evidence_on(claim, cast.reviewer, "context", source).link == piece.link


@pytest.mark.parametrize("source", ["I saw it", "see http://127.0.0.1:9/a for it", "minutes.pdf"])
def test_anything_else_is_a_written_note(claim: Claim, cast: Cast, source: str) -> None:
    piece = evidence_on(claim, cast.reviewer, source=source)
    assert (piece.text, piece.link) == (source, None)


@pytest.mark.parametrize("source", ["javascript:alert(1)", "data:text/html,hello", "http://", "ftp://127.0.0.1/a"])
def test_an_address_that_cannot_be_asked_is_refused_in_words(claim: Claim, cast: Cast, source: str) -> None:
    with pytest.raises(Refused) as refusal:
        evidence_on(claim, cast.reviewer, source=source)
    assert refusal.value.field == "evidence_source"
    assert str(refusal.value).endswith(".")
    assert not Evidence.objects.exists()
    assert not Link.objects.exists()


def test_evidence_of_nothing_is_refused(claim: Claim, cast: Cast) -> None:
    with pytest.raises(Refused, match="write what you saw"):
        evidence_on(claim, cast.reviewer, source=" ")
    assert not NewEvidence("  ", "supports")


def test_the_same_file_is_kept_once_under_each_name_it_was_given(article: Article, cast: Cast) -> None:
    for claim, name in zip(claims_of(article), ("a.pdf", "b.pdf"), strict=False):
        evidence = NewEvidence("", "supports", file=b"%PDF-1.7", filename=name)
        add_evidence(claim, cast.reviewer, evidence, idempotency_key=uuid.uuid4())
    stored = StoredFile.objects.get()
    assert (bytes(stored.content), stored.size) == (b"%PDF-1.7", 8)
    assert stored.sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert list(stored.evidence.values_list("filename", flat=True)) == ["a.pdf", "b.pdf"]


def test_a_file_above_the_limit_is_refused(claim: Claim, cast: Cast, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    evidence = NewEvidence("", "supports", file=b"x" * 11, filename="a.pdf")
    with pytest.raises(Refused, match="larger than") as refusal:
        add_evidence(claim, cast.reviewer, evidence, idempotency_key=uuid.uuid4())
    assert refusal.value.field == "evidence_file"
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_paste_a_new_address_at_once_share_one_link() -> None:
    results = at_once(*[lambda: known_link("http://127.0.0.1:9/minutes") for _time in range(4)])
    assert results == [Link.objects.get()] * 4


def test_a_checked_link_is_checked_again_and_rung_for_after_the_commit(
    article: Article, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    link = looked_at_link("http://127.0.0.1:9/a")
    hang_link(article, link)
    with django_capture_on_commit_callbacks() as rung:
        assert check_again(link)
        assert not check_again(link)
    link.refresh_from_db()
    assert (link.check_state, link.check_attempts) == ("pending", 0)
    assert [bell.args for bell in rung if isinstance(bell, partial)] == [(CHECK_LINKS, [link.pk])]

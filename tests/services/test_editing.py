"""Editors set bounds, split, merge, add, take out and name speakers; every act is history and can be taken back."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.factories import Cast, claims_of, evidence_on, plain_article, split_article, verdict
from verify.jobs.splitting import split_revision
from verify.ledger import StaleClaim
from verify.models import Article, Claim, ClaimEdit, ClaimOccurrence, HistoryIsFixed, Review, Status
from verify.services import editing
from verify.services.errors import Refused
from verify.services.intake import Upload, upload_revision
from verify.services.reviewing import review_claim

pytestmark = pytest.mark.django_db

TWO = "The mayor opened the bridge on Monday and the council closed the tunnel on Friday.\nNobody was hurt."


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, 3)


def request_on(claim: Claim, cast: Cast) -> editing.EditRequest:
    fresh = Claim.objects.select_related("article").get(pk=claim.pk)
    return editing.EditRequest(fresh, cast.editor, fresh.version, uuid.uuid4())


def row_of(claim: Claim) -> ClaimOccurrence:
    return ClaimOccurrence.objects.select_related("revision", "claim", "attribution").get(claim=claim)


def standing(article: Article) -> list[str]:
    rows = ClaimOccurrence.objects.standing().filter(revision__article=article).order_by("position")
    return [row.text for row in rows]


def test_new_bounds_are_other_words_and_void_the_verdict(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    review_claim(claim, cast.reviewer, verdict(claim))
    row = row_of(claim)
    edit = editing.set_bounds(request_on(claim, cast), row.start, row.start + len("The council counted"))
    claim.refresh_from_db()
    assert row_of(claim).text == "The council counted"
    assert row_of(claim).hand_made
    assert claim.status == Status.UNCHECKED
    assert Review.objects.filter(claim=claim).latest("claim_version").act == Review.Act.REWORDING
    assert edit.before[0]["text"] == "The council counted 1 boats."
    assert edit.after[0]["text"] == "The council counted"


def test_a_kind_or_a_speaker_does_not_touch_the_verdict(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    evidence_on(claim, cast.reviewer)
    review_claim(claim, cast.reviewer, verdict(claim, Status.VERIFIED))
    editing.set_kind(request_on(claim, cast), "opinion")
    editing.set_speaker(request_on(claim, cast), "Anna Wester", "indirect")
    claim.refresh_from_db()
    assert claim.status == Status.VERIFIED
    assert claim.attribution_status == Status.UNCHECKED, "a speaker opens the second track"
    row = row_of(claim)
    assert row.kind == "opinion"
    assert row.attribution is not None
    assert row.attribution.speaker_text == "Anna Wester"
    assert row.attribution.set_by == cast.editor


def test_a_speaker_whose_words_are_decided_cannot_be_taken_away(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    editing.set_speaker(request_on(claim, cast), "Anna Wester", "indirect")
    review_claim(claim, cast.reviewer, verdict(claim, scope="attribution"))
    with pytest.raises(Refused, match="withdraw that verdict first"):
        editing.set_speaker(request_on(claim, cast), "", "indirect")
    assert row_of(claim).attribution is not None


def test_a_split_keeps_the_first_claim_and_makes_the_second_new(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[1]
    row = row_of(claim)
    editing.split_claim(request_on(claim, cast), row.start + len("The council "))
    assert standing(article) == [
        "The council counted 1 boats.",
        "The council",
        "counted 2 boats.",
        "The council counted 3 boats.",
    ]
    assert row_of(claim).text == "The council"
    positions = list(ClaimOccurrence.objects.filter(revision__article=article).values_list("position", flat=True))
    assert sorted(positions) == list(range(4))


@pytest.mark.parametrize("at", ["start", "end"])
def test_a_split_at_the_edge_is_refused(article: Article, cast: Cast, at: str) -> None:
    claim = claims_of(article)[1]
    row = row_of(claim)
    with pytest.raises(Refused, match="inside the claim's words"):
        editing.split_claim(request_on(claim, cast), getattr(row, at))
    assert not ClaimEdit.objects.exists()


def test_merging_needs_a_neighbour_in_the_same_paragraph(article: Article, cast: Cast) -> None:
    with pytest.raises(Refused, match="no further claim"):
        editing.merge_with_next(request_on(claims_of(article)[0], cast))


def test_split_and_merge_and_both_taken_back_end_where_they_began(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[1]
    begun = standing(article)
    row = row_of(claim)
    split = editing.split_claim(request_on(claim, cast), row.start + len("The council "))
    merged = editing.merge_with_next(request_on(claim, cast))
    assert row_of(claim).text == "The council counted 2 boats."
    assert len(standing(article)) == 3
    editing.undo_edit(merged, cast.editor, idempotency_key=uuid.uuid4())
    assert len(standing(article)) == 4
    editing.undo_edit(split, cast.editor, idempotency_key=uuid.uuid4())
    assert standing(article) == begun
    assert [edit.act for edit in ClaimEdit.objects.order_by("pk")] == ["split", "merge", "undo", "undo"]


def test_an_older_edit_cannot_be_taken_back_under_a_newer_one(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    first = editing.set_kind(request_on(claim, cast), "opinion")
    editing.set_kind(request_on(claim, cast), "prediction")
    with pytest.raises(Refused, match="newer edits"):
        editing.undo_edit(first, cast.editor, idempotency_key=uuid.uuid4())
    assert row_of(claim).kind == "prediction"


def test_an_edit_is_taken_back_once(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    edit = editing.set_kind(request_on(claim, cast), "opinion")
    editing.undo_edit(edit, cast.editor, idempotency_key=uuid.uuid4())
    with pytest.raises(Refused):
        editing.undo_edit(edit, cast.editor, idempotency_key=uuid.uuid4())
    assert row_of(claim).kind == "fact"


def test_the_same_key_twice_is_one_edit(article: Article, cast: Cast) -> None:
    request = request_on(claims_of(article)[0], cast)
    assert editing.set_kind(request, "opinion") == editing.set_kind(request, "opinion")
    assert ClaimEdit.objects.count() == 1


def test_an_editor_who_saw_an_older_claim_is_refused(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    stale = request_on(claim, cast)
    review_claim(claim, cast.reviewer, verdict(claim))
    with pytest.raises(StaleClaim):
        editing.set_kind(stale, "opinion")
    assert not ClaimEdit.objects.exists()


def test_a_claim_taken_out_of_the_list_needs_a_reason_and_can_come_back(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    with pytest.raises(Refused, match="why this is no claim"):
        editing.withdraw_claim(request_on(claim, cast), "  ")
    edit = editing.withdraw_claim(request_on(claim, cast), "A greeting.")
    assert len(standing(article)) == 2
    editing.undo_edit(edit, cast.editor, idempotency_key=uuid.uuid4())
    assert len(standing(article)) == 3


def test_a_claim_out_of_scope_leaves_the_work_and_comes_back(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    with pytest.raises(Refused, match="not checked"):
        editing.set_scope(request_on(claim, cast), True, "")
    editing.set_scope(request_on(claim, cast), True, "An opinion.")
    in_work = ClaimOccurrence.objects.in_work().filter(revision__article=article)
    assert in_work.count() == 2
    editing.set_scope(request_on(claim, cast), False, "")
    assert in_work.count() == 3


@pytest.mark.parametrize(("start", "end"), [(0, 60), (5, 5), (10**6, 10**6 + 5)])
def test_words_across_paragraphs_or_outside_the_text_make_no_claim(
    article: Article, cast: Cast, start: int, end: int
) -> None:
    with pytest.raises(Refused, match="within one paragraph"):
        editing.add_claim(article, cast.editor, start, end, idempotency_key=uuid.uuid4())
    assert len(standing(article)) == 3


def test_furniture_never_becomes_a_claim_by_hand_either(cast: Cast) -> None:
    article = split_article(cast.editor)
    revision = article.current_revision
    assert revision is not None
    headline = revision.passages.get(kind="headline")
    with pytest.raises(Refused):
        editing.add_claim(article, cast.editor, headline.start, headline.end, idempotency_key=uuid.uuid4())


def test_an_added_claim_stands_at_its_place_in_the_text(article: Article, cast: Cast) -> None:
    row = row_of(claims_of(article)[1])
    start = row.start + len("The ")
    editing.add_claim(article, cast.editor, start, start + len("council counted"), idempotency_key=uuid.uuid4())
    assert standing(article)[2] == "council counted"


def test_a_new_revision_never_overrides_bounds_that_a_person_set(cast: Cast) -> None:
    article = split_article(cast.editor, TWO, "two.txt")
    whole = claims_of(article)[0]
    row = row_of(whole)
    text = row.revision.text
    first = "The mayor opened the bridge"
    editing.set_bounds(request_on(whole, cast), 0, len(first))
    review_claim(whole, cast.reviewer, verdict(whole))
    again = upload_revision(article, cast.editor, Upload(("A new first line.\n" + text + "\nOne more line.").encode()))
    split_revision(again.pk)
    kept = ClaimOccurrence.objects.select_related("claim").get(claim=whole, revision=again)
    assert kept.text == first
    assert kept.hand_made
    assert kept.claim.status == Status.UNVERIFIED, "equal words keep their verdict"


def test_what_was_taken_out_of_the_list_stays_out_in_the_next_revision(cast: Cast) -> None:
    article = split_article(cast.editor, TWO, "two.txt")
    last = claims_of(article)[-1]
    editing.withdraw_claim(request_on(last, cast), "Not for this desk.")
    for number in (1, 2):
        before = article.revisions.latest("number")
        changed = upload_revision(article, cast.editor, Upload((before.text + f"\nLine {number} was added.").encode()))
        split_revision(changed.pk)
        rows = ClaimOccurrence.objects.standing().filter(revision=changed)
        assert row_of_revision(last, changed.pk).withdrawn
        assert "Nobody was hurt." not in [row.text for row in rows]
        positions = list(rows.order_by("position").values_list("position", flat=True))
        assert positions == list(range(len(positions)))


def row_of_revision(claim: Claim, revision_id: int) -> ClaimOccurrence:
    return ClaimOccurrence.objects.get(claim=claim, revision=revision_id)


def test_edits_are_history(article: Article, cast: Cast) -> None:
    edit = editing.set_kind(request_on(claims_of(article)[0], cast), "opinion")
    with pytest.raises(HistoryIsFixed):
        edit.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM verify_claimedit WHERE id = %s", [edit.pk])
    assert ClaimEdit.objects.filter(pk=edit.pk).exists()


def test_a_claim_that_left_the_list_is_brought_back_from_its_own_page(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[0]
    edit = editing.withdraw_claim(request_on(claim, cast), "A greeting.")
    client = Client()
    client.force_login(cast.editor)
    page = client.get(claim.get_absolute_url())
    assert b"A greeting." in page.content
    assert f"/edits/{edit.pk}/undo/".encode() in page.content
    client.post(f"/edits/{edit.pk}/undo/")
    assert len(standing(article)) == 3
    client.force_login(cast.reviewer)
    assert b"/undo/" not in client.get(claim.get_absolute_url()).content

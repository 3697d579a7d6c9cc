"""Who said it and whether it is so, decided apart; and which of the two has to be decided."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.factories import Cast, citing_claim, claims_of, decide, plain_article
from tests.views.pages import parsed
from verify.models import Article, Claim, ClaimEdit, ClaimOccurrence, Scope, Status
from verify.services import editing
from verify.services.errors import Refused
from verify.views.desk_rows import desk_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast: Cast) -> Article:
    return plain_article(cast.editor, 2)


@pytest.fixture
def claim(article: Article) -> Claim:
    """One that cites the harbour master."""
    return citing_claim(article)


def asked(claim: Claim, cast: Cast) -> editing.EditRequest:
    fresh = Claim.objects.select_related("article").get(pk=claim.pk)
    return editing.EditRequest(fresh, cast.editor, fresh.version, uuid.uuid4())


def shown(cast: Cast, article: Article, claim: Claim) -> str:
    client = Client()
    client.force_login(cast.editor)
    page = parsed(client.get(f"{article.get_absolute_url()}?claim={claim.pk}"))
    return " ".join(" ".join(page.xpath("//dl[@class='facts']")[0].text_content().split()).split())


def decided_on_desk(article: Article) -> int:
    (row,) = desk_rows([Article.objects.select_related("current_revision").get(pk=article.pk)])
    return row.progress.decided


def test_a_claim_is_decided_when_it_is_so_not_when_it_was_said(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified", scope="attribution")
    claim.refresh_from_db()
    assert (claim.attribution_status, claim.status) == ("verified", "unchecked")
    assert not claim.is_decided
    assert claim.left == ["substance"]
    assert decided_on_desk(claim.article) == 0
    decide(claim, cast.reviewer2, "unverified", scope="substance")
    claim.refresh_from_db()
    assert (claim.attribution_status, claim.status) == ("verified", "unverified")
    assert claim.is_decided
    assert decided_on_desk(claim.article) == 1


def test_an_editor_may_say_that_only_who_said_it_counts_and_the_progress_follows(claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified", scope="attribution")
    edit = editing.require_scope(asked(claim, cast), Scope.ATTRIBUTION)
    claim.refresh_from_db()
    assert claim.is_decided
    assert claim.counted == claim.counted_status == "verified"
    assert decided_on_desk(claim.article) == 1
    assert edit.act == ClaimEdit.Act.REQUIRED
    editing.undo_edit(edit, cast.editor, idempotency_key=uuid.uuid4())
    claim.refresh_from_db()
    assert not claim.is_decided
    assert claim.counted_status == "unchecked"
    assert decided_on_desk(claim.article) == 0


def test_the_card_shows_both_verdicts_and_what_is_left(article: Article, claim: Claim, cast: Cast) -> None:
    assert "Was it said Not checked Is it so Not checked Left whether it was said, whether it is so" in shown(
        cast, article, claim
    )
    decide(claim, cast.reviewer, "verified", scope="attribution")
    assert "Was it said Verified Is it so Not checked Left whether it is so" in shown(cast, article, claim)
    editing.require_scope(asked(claim, cast), Scope.ATTRIBUTION)
    assert "Was it said Verified only this counts Is it so Not checked not asked for Left nothing" in shown(
        cast, article, claim
    )


def test_the_next_verdict_is_about_the_track_that_is_left(article: Article, claim: Claim, cast: Cast) -> None:
    decide(claim, cast.reviewer, "verified", scope="attribution")
    client = Client()
    client.force_login(cast.reviewer)
    page = parsed(client.get(f"{article.get_absolute_url()}?claim={claim.pk}"))
    assert page.xpath("//input[@name='scope'][@checked]/@value") == ["substance"]


def test_what_is_not_asked_for_may_stay_open_and_the_list_shows_the_verdict_that_counts(
    article: Article, claim: Claim, cast: Cast
) -> None:
    editing.require_scope(asked(claim, cast), Scope.ATTRIBUTION)
    decide(claim, cast.reviewer, "disputed", scope="attribution")
    client = Client()
    client.force_login(cast.reviewer)
    page = parsed(client.get(article.get_absolute_url()))
    for place in ("claims", "text"):
        assert set(page.xpath(f"//*[@id='{place}']//a[@data-claim='{claim.pk}']/@data-status")) == {"disputed"}
    assert "1 of 2 decided" in page.xpath("//*[@id='progress']")[0].text_content()


def test_a_claim_that_cites_nobody_always_has_to_be_so(article: Article, cast: Cast) -> None:
    claim = claims_of(article)[1]
    with pytest.raises(Refused, match="cites nobody"):
        editing.require_scope(asked(claim, cast), Scope.ATTRIBUTION)


def test_when_the_speaker_goes_the_claim_has_to_be_so_again(claim: Claim, cast: Cast) -> None:
    editing.require_scope(asked(claim, cast), Scope.ATTRIBUTION)
    editing.set_speaker(asked(claim, cast), "", "indirect")
    claim.refresh_from_db()
    assert claim.attribution_status is None
    assert claim.counted == claim.counted_status == "unchecked"
    decide(claim, cast.reviewer, "verified")
    claim.refresh_from_db()
    assert claim.is_decided


@pytest.mark.parametrize("required", ["substance", "attribution"])
@pytest.mark.parametrize("attribution", [None, *Status.values])
def test_the_database_and_the_page_count_the_same_verdict(
    claim: Claim, cast: Cast, required: str, attribution: str | None
) -> None:
    if attribution is None:
        editing.set_speaker(asked(claim, cast), "", "indirect")
    elif attribution != "unchecked":
        decide(claim, cast.reviewer, attribution, scope="attribution")
    Claim.objects.filter(pk=claim.pk).update(required_scope=required)
    claim.refresh_from_db()
    assert claim.counted_status == claim.counted


def test_the_database_knows_no_other_scope(claim: Claim) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE verify_claim SET required_scope = 'both' WHERE id = %s", [claim.pk])


def test_an_edit_from_before_there_was_this_choice_can_still_be_taken_back(claim: Claim, cast: Cast) -> None:
    edit = editing.set_kind(asked(claim, cast), "opinion")
    for snapshot in [*edit.before, *edit.after]:
        del snapshot["required_scope"]
    edit._state.adding = False
    editing.undo_edit(edit, cast.editor, idempotency_key=uuid.uuid4())
    assert ClaimOccurrence.objects.get(claim=claim).kind == "fact"

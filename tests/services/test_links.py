"""What people do with links: a person's word against the program's, and looking again."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import Cast, claims_of, evidence_on, hang_link, looked_at_link, overruled, plain_article
from verify.checking import CheckResult, Outcome
from verify.jobs.checking import store_check
from verify.jobs.scheduling import end_overrulings, take_due
from verify.models import Health, Link, LinkCheck, Overruling
from verify.services.articles import edit_details
from verify.services.errors import Refused
from verify.services.intake import Details
from verify.services.links import check_links_again, overrule_link, withdraw_overruling

pytestmark = pytest.mark.django_db


@pytest.fixture
def walled() -> Link:
    return looked_at_link("http://127.0.0.1:9/walled", "restricted")


def again(link: Link) -> Link:
    return Link.objects.select_related("held", "latest_check").get(pk=link.pk)


def looked(link: Link, outcome: str) -> Link:
    store_check(link, CheckResult(link.url, Outcome(outcome), "", "A sentence."))
    return again(link)


def test_a_persons_word_stands_instead_of_the_outcome_and_is_a_row_of_history(walled: Link, cast: Cast) -> None:
    row = overruled(walled, cast.reviewer, "ok", "  Read it in a browser.  ")
    link = again(walled)
    assert (link.outcome, link.health, link.is_held) == ("ok", Health.OK, True)
    assert (row.person, row.note, row.outcome) == (cast.reviewer, "Read it in a browser.", "ok")
    assert row.link_check == link.latest_check
    assert LinkCheck.objects.get(link=link).outcome == "restricted"


def test_it_runs_out_after_the_time_of_the_settings(walled: Link, cast: Cast, settings: Any) -> None:
    settings.OVERRULING_DAYS = 7
    row = overruled(walled, cast.reviewer)
    assert row.expires_at is not None
    assert row.expires_at - row.made_at == pytest.approx(timedelta(days=7), abs=timedelta(seconds=5))


def ran_out(link: Link, cast: Cast) -> Link:
    """An overruling made a month ago, until yesterday."""
    assert link.latest_check is not None
    month_ago = timezone.now() - timedelta(days=30)
    row = Overruling.objects.create(
        link=link, link_check=link.latest_check, outcome="ok", note="Seen.", person=cast.reviewer, made_at=month_ago,
        expires_at=timezone.now() - timedelta(days=1), idempotency_key=uuid.uuid4(),
    )  # fmt: skip
    Link.objects.filter(pk=link.pk).update(held=row, health=Health.OK)
    return again(link)


def test_what_ran_out_counts_no_more_even_before_the_desk_has_put_it_down(walled: Link, cast: Cast) -> None:
    link = ran_out(walled, cast)
    assert (link.outcome, link.is_held) == ("restricted", False)
    assert end_overrulings() == [link.pk]
    link = again(walled)
    assert (link.held, link.health) == (None, Health.RESTRICTED)
    assert Overruling.objects.count() == 1


@pytest.mark.parametrize(
    ("found", "stands"), [("ok", False), ("redirected", False), ("restricted", True), ("broken", True)]
)
def test_it_ends_with_the_first_look_that_agrees(walled: Link, cast: Cast, found: str, stands: bool) -> None:
    overruled(walled, cast.reviewer, "ok")
    link = looked(walled, found)
    assert link.is_held is stands
    assert link.outcome == ("ok" if stands else found)
    assert link.health == Health[link.outcome.upper()]


def test_it_is_withdrawn_with_a_note_and_both_rows_stay(walled: Link, cast: Cast) -> None:
    held = overruled(walled, cast.reviewer)
    gone = withdraw_overruling(walled, cast.reviewer2, "It was another page.", idempotency_key=uuid.uuid4())
    assert (gone.act, gone.withdraws, gone.person) == ("withdrawn", held, cast.reviewer2)
    link = again(walled)
    assert (link.held, link.outcome, link.health) == (None, "restricted", Health.RESTRICTED)
    with pytest.raises(Refused, match="nothing to withdraw"):
        withdraw_overruling(walled, cast.reviewer, "Once more.", idempotency_key=uuid.uuid4())


def test_a_later_word_takes_the_place_of_an_earlier_one(walled: Link, cast: Cast) -> None:
    overruled(walled, cast.reviewer, "ok")
    later = overruled(walled, cast.editor, "broken", "Only a blank page.")
    assert again(walled).held == later
    assert again(walled).health == Health.BROKEN


def test_the_same_form_twice_is_one_row_and_a_key_of_another_person_is_refused(walled: Link, cast: Cast) -> None:
    key = uuid.uuid4()
    first = overrule_link(walled, cast.reviewer, "ok", "Seen.", idempotency_key=key)
    assert overrule_link(walled, cast.reviewer, "ok", "Seen.", idempotency_key=key) == first
    with pytest.raises(Refused):
        overrule_link(walled, cast.editor, "ok", "Seen.", idempotency_key=key)
    assert Overruling.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "note", "sentence"),
    [
        ("ok", "  ", "Write how you looked"),
        ("blocked", "Seen.", "Choose what you saw"),
        ("nonsense", "Seen.", "Choose what you saw"),
        ("restricted", "Seen.", "Choose what you saw"),
    ],
)
def test_this_is_no_overruling(walled: Link, cast: Cast, outcome: str, note: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        overruled(walled, cast.reviewer, outcome, note)
    assert not Overruling.objects.exists()


def test_nobody_overrules_what_the_program_found_too_or_has_not_looked_for(cast: Cast) -> None:
    with pytest.raises(Refused, match="found the same"):
        overruled(looked_at_link("http://127.0.0.1:9/fine", "ok"), cast.reviewer, "ok")
    fresh = Link.objects.create(url="http://127.0.0.1:9/new", digest="0" * 64)
    with pytest.raises(Refused, match="not looked"):
        overruled(fresh, cast.reviewer)


def test_a_word_on_a_dead_link_stands_while_the_failures_are_still_counted(cast: Cast, settings: Any) -> None:
    settings.DEAD_AFTER_DAYS = 0
    link = looked_at_link("http://127.0.0.1:9/dead", "ok")
    for _look in range(3):
        link = looked(link, "broken")
    assert link.health == Health.DEAD
    overruled(link, cast.reviewer, "ok")
    link = looked(link, "broken")
    assert (link.health, link.outcome, link.failures, link.is_dead) == (Health.OK, "ok", 4, True)


def test_the_database_wants_a_note_and_an_end(walled: Link, cast: Cast) -> None:
    row = {"link": walled, "link_check": walled.latest_check, "outcome": "ok", "person": cast.reviewer}
    for more in ({"note": " ", "expires_at": timezone.now() + timedelta(days=1)}, {"note": "Seen."}):
        with pytest.raises(IntegrityError, match="overruling_"), transaction.atomic():
            Overruling.objects.create(**row, **more, idempotency_key=uuid.uuid4())


def test_many_links_are_looked_at_again_and_those_under_way_are_left_alone(cast: Cast) -> None:
    made = [looked_at_link(f"http://127.0.0.1:9/{number}") for number in range(4)]
    Link.objects.filter(pk=made[0].pk).update(check_state="running")
    assert check_links_again([link.pk for link in made[:3]]) == 2
    states = [again(link).check_state for link in made]
    assert states == ["running", "pending", "pending", "done"]


def test_new_evidence_has_a_known_link_looked_at_soon(cast: Cast) -> None:
    claim = claims_of(plain_article(cast.editor))[0]
    known, busy, hopeless = (looked_at_link(f"http://127.0.0.1:9/{name}") for name in ("known", "busy", "hopeless"))
    late = timezone.now() + timedelta(days=9)
    Link.objects.filter(pk=known.pk).update(due_at=late)
    Link.objects.filter(pk=busy.pk).update(check_state="pending")
    for link in (known, busy, hopeless):
        evidence_on(claim, cast.reviewer, source=link.url)
    assert list(take_due()) == [[known.pk]]
    assert (again(busy).due_at, again(hopeless).due_at) == (None, None)


@pytest.mark.parametrize(("hours", "soon"), [(5, True), (90, False)])
def test_a_deadline_that_is_set_close_has_every_link_of_the_article_looked_at_soon(
    cast: Cast, hours: float, soon: bool
) -> None:
    article, other = plain_article(cast.editor), plain_article(cast.editor, title="Another")
    in_text, evidence, elsewhere = (looked_at_link(f"http://127.0.0.1:9/{name}") for name in "abc")
    hang_link(article, in_text)
    hang_link(other, elsewhere)
    evidence_on(claims_of(article)[0], cast.reviewer, source=evidence.url)
    Link.objects.update(due_at=timezone.now() + timedelta(days=9))
    edit_details(article, Details(title="A title", deadline=timezone.now() + timedelta(hours=hours)))
    assert {pk for taken in take_due() for pk in taken} == ({in_text.pk, evidence.pk} if soon else set())

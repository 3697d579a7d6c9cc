"""How soon a link is looked at again."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import Cast, claims_of, decide, evidence_on, hang_link, looked_at_link, plain_article
from verify.jobs.rhythm import DAY, HOUR, JITTER, SELDOM, UNUSED, Use, due_after, uses_of
from verify.models import Article, Claim, ClaimOccurrence, Evidence, Link, LinkOccurrence, Standing
from verify.services.clearing import clear_article, withdraw_clearance

NOW = datetime(2025, 3, 12, 9, tzinfo=UTC)
FAILING = Standing(failing_since=NOW, failures=1)
DEAD = Standing(failing_since=NOW, failures=3, dead_at=NOW)


def pause(use: Use = UNUSED, outcome: str = "ok", standing: Standing | None = None) -> timedelta:
    """The middle of where the next look may fall; what it asks is how far off chance has put it."""
    drawn = [due_after(NOW, outcome, standing or Standing(), use) for _ in range(200)]
    moments = [moment - NOW for moment in drawn if moment is not None]
    assert len(moments) == 200
    low, high = min(moments) / (1 - JITTER), max(moments) / (1 + JITTER)
    assert high <= low, "no look is further off than the jitter allows"
    assert max(moments) > min(moments), "looks do not stay one crowd"
    return (min(moments) + max(moments)) / 2


def aged(days: float, **more: object) -> Use:
    return Use(newest_at=NOW - timedelta(days=days), **more)  # type: ignore[arg-type]


def near(found: timedelta, wanted: timedelta) -> bool:
    return abs(found / wanted - 1) < JITTER


def test_the_older_the_article_the_longer_the_pause() -> None:
    pauses = [pause(aged(days)) for days in (1, 5, 20, 200, 900)]
    assert all(
        near(found, wanted) for found, wanted in zip(pauses, (DAY / 2, DAY, 3 * DAY, 14 * DAY, 60 * DAY), strict=True)
    )


def test_evidence_is_looked_at_more_often_and_that_of_a_decided_claim_most() -> None:
    plain, evidence = pause(aged(200)), pause(aged(200, evidence=True))
    decided = pause(aged(200, evidence=True, decided=True))
    assert near(plain / evidence * HOUR, 2 * HOUR)
    assert near(plain / decided * HOUR, 3 * HOUR)


def test_what_a_high_risk_claim_leans_on_is_looked_at_twice_as_often() -> None:
    assert near(pause(aged(200, risky=True)), 7 * DAY)
    assert near(pause(aged(200, evidence=True, decided=True, risky=True)), 14 * DAY / 6)
    assert near(pause(aged(1, risky=True)), 6 * HOUR)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "risk", [{"checkworthiness": 0.8}, {"reasons": ["a figure", "speaks of dead or wounded"]}, {}], ids=str
)
def test_risk_is_that_of_the_claims_that_lean_on_it_in_the_current_text(cast: Cast, risk: dict[str, object]) -> None:
    text, proof, other = (looked_at_link(f"http://127.0.0.1:9/{name}") for name in ("text", "proof", "other"))
    article = plain_article(cast.editor)
    risky, calm = claims_of(article)[:2]
    place = ClaimOccurrence.objects.filter(claim=risky)
    hang_link(article, text)
    hang_link(article, other, position=901)
    LinkOccurrence.objects.filter(link=other).update(occurrence=ClaimOccurrence.objects.get(claim=calm))
    evidence_on(risky, cast.reviewer, source=proof.url)
    links = [text.pk, proof.pk, other.pk]
    assert not any(use.risky for use in uses_of(links).values())
    if risk:
        place.update(**risk)
    else:
        evidence_on(risky, cast.reviewer, "refutes", source=proof.url)
        decide(risky, cast.reviewer, "disputed")
    assert [uses_of(links)[link].risky for link in links] == [True, True, False]
    Claim.objects.filter(pk=risky.pk).update(out_of_scope=True)
    assert not any(use.risky for use in uses_of(links).values())


@pytest.mark.parametrize(
    ("use", "wanted"),
    [
        (aged(200, deadline=NOW + 20 * HOUR), 3 * HOUR),
        (aged(200, deadline=NOW + 30 * HOUR), 14 * DAY),
        (aged(200, in_work_at=NOW - DAY), 12 * HOUR),
        (aged(200, in_work_at=NOW - 9 * DAY), 14 * DAY),
        (UNUSED, 60 * DAY),
    ],
    ids=["deadline near", "deadline far", "in work", "laid aside", "used nowhere"],
)
def test_the_state_of_the_article_says_how_often(use: Use, wanted: timedelta) -> None:
    assert near(pause(use), wanted)


@pytest.mark.parametrize(
    ("outcome", "standing", "wanted"),
    [
        ("broken", FAILING, DAY),
        ("broken", DEAD, 7 * DAY),
        ("restricted", Standing(), 14 * DAY),
        ("blocked", Standing(), 14 * DAY),
    ],
)
def test_a_failure_is_looked_at_soon_and_what_is_dead_seldom(
    outcome: str, standing: Standing, wanted: timedelta
) -> None:
    assert near(pause(aged(200), outcome, standing), wanted)


def test_a_site_that_lets_no_program_in_is_not_asked_every_few_hours_even_before_a_deadline() -> None:
    assert near(pause(aged(1, deadline=NOW + HOUR), "restricted"), 3 * DAY)


def test_no_look_changes_an_address_that_is_none() -> None:
    assert due_after(NOW, "invalid", Standing(), aged(1)) is None


@pytest.mark.django_db
def test_what_a_link_is_used_for_is_read_from_texts_and_evidence(cast: Cast) -> None:
    text, proof, gone = (looked_at_link(f"http://127.0.0.1:9/{name}") for name in ("text", "proof", "gone"))
    older, newer = plain_article(cast.editor, title="Older"), plain_article(cast.editor, title="Newer")
    soon = timezone.now() + timedelta(hours=5)
    Article.objects.filter(pk=older.pk).update(created_at=timezone.now() - timedelta(days=40), deadline=soon)
    for article in (older, newer):
        hang_link(article, text)
    claim = claims_of(older)[0]
    piece = evidence_on(claim, cast.reviewer, source=proof.url)
    assert piece.link == proof
    uses = uses_of([text.pk, proof.pk, gone.pk])
    newer.refresh_from_db()
    assert uses[text.pk].newest_at == newer.created_at
    assert (uses[text.pk].deadline, uses[text.pk].evidence) == (soon, False)
    assert uses[text.pk].in_work_at is not None
    assert (uses[proof.pk].evidence, uses[proof.pk].decided) == (True, False)
    assert gone.pk not in uses
    decide(claim, cast.reviewer, "verified")
    assert uses_of([proof.pk])[proof.pk].decided


@pytest.mark.django_db
def test_an_article_with_nothing_left_to_decide_is_not_in_work(cast: Cast) -> None:
    link, article = looked_at_link("http://127.0.0.1:9/a"), plain_article(cast.editor, 1)
    hang_link(article, link)
    assert uses_of([link.pk])[link.pk].in_work_at is not None
    decide(claims_of(article)[0], cast.reviewer, "verified")
    assert uses_of([link.pk])[link.pk].in_work_at is None
    assert Evidence.objects.exists()


def test_a_cleared_article_s_links_are_looked_at_half_as_often_and_never_more_seldom_than_all() -> None:
    for days in (1, 5, 20, 200):
        assert near(pause(aged(days, cleared=True)) / 2, pause(aged(days)))
    assert near(pause(aged(900, cleared=True)), SELDOM)
    assert near(pause(aged(200, cleared=True, decided=True)) / 2, pause(aged(200, decided=True)))
    assert near(pause(aged(200, cleared=True), "broken", FAILING), DAY)


def test_what_was_looked_at_while_our_line_was_down_is_looked_at_within_the_hour() -> None:
    excused = due_after(NOW, "unreachable", DEAD, aged(900), excused=True)
    assert excused is not None
    assert near(excused - NOW, HOUR)


@pytest.mark.django_db
def test_a_link_is_at_rest_once_every_article_that_uses_it_is_cleared(cast: Cast) -> None:
    link, proof = looked_at_link("http://127.0.0.1:9/a"), looked_at_link("http://127.0.0.1:9/proof")
    soon = timezone.now() + timedelta(hours=5)
    one, other = plain_article(cast.editor, 1, title="One"), plain_article(cast.editor, 1, title="Other")
    for article in (one, other):
        Article.objects.filter(pk=article.pk).update(deadline=soon)
        hang_link(article, link)
        evidence_on(claims_of(article)[0], cast.reviewer, source=proof.url)
        decide(claims_of(article)[0], cast.reviewer, "verified")
    clear_article(one, cast.editor, {}, idempotency_key=uuid.uuid4())
    for use in uses_of([link.pk, proof.pk]).values():
        assert (use.cleared, use.deadline) == (False, soon)
    clear_article(other, cast.editor, {}, idempotency_key=uuid.uuid4())
    uses = uses_of([link.pk, proof.pk])
    assert all((use.cleared, use.deadline, use.in_work_at) == (True, None, None) for use in uses.values())
    assert uses[proof.pk].decided
    withdraw_clearance(other, cast.editor, "The harbour office called.", idempotency_key=uuid.uuid4())
    assert [use.cleared for use in uses_of([link.pk, proof.pk]).values()] == [False, False]


@pytest.mark.django_db
def test_taking_a_clearance_back_has_the_links_looked_at_with_the_next_round(cast: Cast) -> None:
    article, link = plain_article(cast.editor, 1), looked_at_link("http://127.0.0.1:9/a")
    hang_link(article, link)
    decide(claims_of(article)[0], cast.reviewer, "verified")
    clear_article(article, cast.editor, {}, idempotency_key=uuid.uuid4())
    Link.objects.filter(pk=link.pk).update(due_at=timezone.now() + 20 * DAY)
    withdraw_clearance(article, cast.editor, "A reader objects.", idempotency_key=uuid.uuid4())
    due = Link.objects.get(pk=link.pk).due_at
    assert due is not None
    assert due <= timezone.now()

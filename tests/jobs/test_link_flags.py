"""The flags that links raise: a missing source, a dead page; and how they go again."""

import uuid
from typing import Any

import pytest

from tests.factories import (
    Cast,
    claims_of,
    evidence_on,
    hang_link,
    looked_at_link,
    overruled,
    plain_article,
    split_article,
)
from verify.checking import CheckResult, Outcome
from verify.flags import dismiss
from verify.jobs.checking import store_check
from verify.jobs.link_flags import flag_link
from verify.models import Flag, Link
from verify.services.links import withdraw_overruling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(settings: Any) -> None:
    settings.DEAD_AFTER_DAYS = 0


def looked(link: Link, outcome: str, times: int = 1) -> None:
    for _look in range(times):
        store_check(link, CheckResult(link.url, Outcome(outcome), "", "A sentence."))
        flag_link(link.pk)


def open_flags() -> list[tuple[str, int | None]]:
    return list(Flag.objects.open().order_by("claim").values_list("kind", "claim"))


def test_a_dead_link_is_flagged_on_every_claim_that_leans_on_it_and_no_more_when_it_is_back(cast: Cast) -> None:
    link, one, other = looked_at_link("http://127.0.0.1:9/a"), plain_article(cast.editor), plain_article(cast.editor)
    hang_link(one, link)
    claim = claims_of(other)[1]
    evidence_on(claim, cast.reviewer, source=link.url)
    looked(link, "broken", 2)
    assert open_flags() == []
    looked(link, "broken")
    assert open_flags() == [("link_dead", claims_of(one)[0].pk), ("link_dead", claim.pk)]
    assert "127.0.0.1 has not answered with this page since" in Flag.objects.open()[0].reason
    looked(link, "broken")
    assert Flag.objects.count() == 2
    looked(link, "ok")
    assert open_flags() == []
    assert Flag.objects.filter(state="resolved").count() == 2


def test_a_dismissed_death_stays_dismissed_until_the_page_dies_again(cast: Cast) -> None:
    link, article = looked_at_link("http://127.0.0.1:9/a"), plain_article(cast.editor)
    hang_link(article, link)
    looked(link, "broken", 3)
    dismiss(Flag.objects.get(), cast.reviewer, "We keep a copy.")
    looked(link, "broken")
    assert open_flags() == []
    looked(link, "ok")
    looked(link, "broken", 3)
    assert [kind for kind, _claim in open_flags()] == ["link_dead"]


def test_a_persons_word_takes_the_flag_away_and_its_withdrawal_brings_it_back(cast: Cast) -> None:
    link, article = looked_at_link("http://127.0.0.1:9/a"), plain_article(cast.editor)
    hang_link(article, link)
    looked(link, "broken", 3)
    overruled(link, cast.reviewer, "ok")
    flag_link(link.pk)
    assert open_flags() == []
    withdraw_overruling(link, cast.reviewer, "It was a copy.", idempotency_key=uuid.uuid4())
    flag_link(link.pk)
    assert len(open_flags()) == 1


def test_a_placeholder_is_flagged_on_its_claim_with_the_split(cast: Cast) -> None:
    split_article(cast.editor, "Nine boats left on Monday, says [the harbour log](#).")
    [flag] = Flag.objects.open()
    assert flag.kind == "placeholder_link"
    assert flag.claim is not None
    assert "“the harbour log”" in flag.reason
    assert flag.article.current_revision is not None
    [[start, end]] = flag.words
    assert flag.article.current_revision.text[start:end] == "the harbour log"


def test_an_article_that_leans_on_a_dead_link_from_the_start_says_so_with_its_split(cast: Cast) -> None:
    link = looked_at_link("http://127.0.0.1:9/log")
    looked(link, "broken", 3)
    split_article(cast.editor, f"Nine boats left on Monday, says [the harbour log]({link.url}).")
    assert [kind for kind, _claim in open_flags()] == ["link_dead"]

"""What many dated looks come to: dead after three failures over three days, and back again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from verify.models import Look, Standing, standing_after

START = datetime(2025, 3, 12, 9, tzinfo=UTC)


def looks(*seen: tuple[float, str]) -> list[Look]:
    """(days after the start, outcome or "outcome/reason") for each look."""
    return [Look(START + timedelta(days=days), *outcome.split("/")) for days, outcome in seen]


def day(days: float) -> datetime:
    return START + timedelta(days=days)


def test_three_failures_over_three_days_are_death_dated_from_the_first() -> None:
    standing = standing_after(looks((0, "ok"), (1, "broken"), (2, "timeout"), (4, "soft_404")))
    assert standing == Standing(failing_since=day(1), failures=3, dead_at=day(4))


@pytest.mark.parametrize(
    "seen",
    [
        [(0, "broken"), (4, "broken")],
        [(0, "broken"), (1, "broken"), (2, "broken"), (2.99, "broken")],
        [(0, "broken"), (1, "broken"), (2, "ok"), (4, "broken"), (5, "broken")],
        [(0, "restricted"), (2, "restricted"), (4, "restricted"), (6, "restricted")],
        [(0, "blocked"), (2, "tls_error"), (4, "not_media"), (6, "invalid")],
        [(0, "unreachable/internal_fault"), (2, "unreachable/no_route"), (4, "timeout/slow_body"), (6, "broken")],
    ],
    ids=["too few", "too soon", "a success between", "a bot wall", "no sign of death", "faults of our own"],
)
def test_this_is_no_death(seen: list[tuple[float, str]]) -> None:
    assert standing_after(looks(*seen)).dead_at is None


def test_what_says_neither_stands_between_failures_without_ending_them() -> None:
    standing = standing_after(looks((0, "broken"), (1, "broken"), (2, "restricted"), (3, "broken")))
    assert standing == Standing(failing_since=day(0), failures=3, dead_at=day(3))


def test_a_dead_page_that_answers_is_back_and_the_day_is_kept() -> None:
    dead = [(0, "broken"), (2, "broken"), (4, "broken")]
    back = standing_after(looks(*dead, (9, "redirected")))
    assert back == Standing(back_at=day(9))
    assert standing_after(looks(*dead, (9, "ok"), (10, "ok"), (11, "timeout"))).back_at == day(9)


def test_a_page_that_dies_again_is_dead_from_its_second_run() -> None:
    runs = [(0, "broken"), (2, "broken"), (4, "broken"), (5, "ok"), (6, "broken"), (8, "broken"), (10, "broken")]
    assert standing_after(looks(*runs)) == Standing(failing_since=day(6), failures=3, dead_at=day(10))


def test_further_failures_leave_the_day_of_death_where_it_was() -> None:
    standing = standing_after(looks(*[(number, "broken") for number in range(9)]))
    assert (standing.dead_at, standing.failures) == (day(3), 9)


def test_how_many_failures_over_how_many_days_is_a_setting(settings: Any) -> None:
    settings.DEAD_AFTER_FAILURES, settings.DEAD_AFTER_DAYS = 2, 0.5
    assert standing_after(looks((0, "broken"), (0.4, "broken"))).dead_at is None
    assert standing_after(looks((0, "broken"), (0.5, "broken"))).dead_at == day(0.5)

"""How the worker is set up, and what it survives."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from newsroom.celery import app
from tests.factories import Cast
from tests.jobs.processes import Broker, Program, wait_until
from tests.jobs.test_durability import assert_split_once, is_mid_split, long_text, now, uploaded, wait_for_split
from verify import split_tasks, tasks
from verify.jobs.splitting import split_revision
from verify.models import Article, Claim, Revision, SplitState
from verify.services.intake import Upload, retry_split, upload_revision


def test_a_job_is_acknowledged_after_it_is_done_and_given_back_when_its_process_dies() -> None:
    assert app.conf.task_acks_late is True
    assert app.conf.task_reject_on_worker_lost is True
    assert app.conf.worker_prefetch_multiplier == 1


def test_no_job_outlives_the_time_after_which_its_message_is_delivered_again() -> None:
    visible_after = app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit < visible_after
    assert 300 <= visible_after <= 600
    for task in (split_tasks.split_revision, tasks.check_links, tasks.sweep, tasks.recheck_links):
        assert task.acks_late, task.name
        assert (task.time_limit or app.conf.task_time_limit) < visible_after, task.name


def test_one_try_to_reach_the_broker_takes_less_than_five_seconds(broker: Broker) -> None:
    options = app.conf.broker_transport_options
    with app.connection_for_write(broker.url.replace("unix://", "redis+socket://", 1)) as link:
        channel: Any = link.default_channel
        pool = channel.pool.connection_kwargs
    assert pool["socket_timeout"] == options["socket_timeout"]
    assert options["socket_timeout"] + options["socket_connect_timeout"] < 5
    assert options["max_retries"] == 0


def close_all_other_sessions() -> int:
    """What a restart of PostgreSQL does to whoever is connected; how many sessions were ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_split_that_loses_its_connection_is_tried_again_and_done_once(worker: Program, cast: Cast) -> None:
    revision = uploaded(cast.editor, long_text())
    wait_until(lambda: is_mid_split(revision), "the split is under way")
    assert close_all_other_sessions() >= 1
    wait_for_split(revision)
    assert now(revision).split_attempts == 2
    assert_split_once(revision)


@pytest.mark.django_db(transaction=True)
def test_an_old_revision_that_is_split_late_does_not_become_the_current_text(cast: Cast) -> None:
    first = uploaded(cast.editor, "Nine boats left on Monday.")
    Revision.objects.update(split_state=SplitState.FAILED, split_error="The disk was full.")
    second = upload_revision(first.article, cast.editor, Upload(b"Ten boats left on Tuesday."))
    split_revision(second.pk)
    assert retry_split(first)
    split_revision(first.pk)
    assert now(first).split_state == SplitState.DONE
    assert Article.objects.get().current_revision_id == second.pk


@pytest.mark.django_db(transaction=True)
def test_a_revision_given_up_lets_the_one_behind_it_go_on(cast: Cast) -> None:
    first = uploaded(cast.editor, "Nine boats left on Monday.")
    Revision.objects.update(split_state=SplitState.FAILED, split_error="The disk was full.")
    second = upload_revision(first.article, cast.editor, Upload(b"Ten boats left on Tuesday."))
    Revision.objects.filter(pk=first.pk).update(split_state=SplitState.RUNNING, split_attempts=settings.JOB_ATTEMPTS)
    after = split_revision(first.pk)
    assert now(first).split_state == SplitState.FAILED
    assert after.revisions == [second.pk]
    assert Claim.objects.count() == 0

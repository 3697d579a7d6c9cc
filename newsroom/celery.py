"""The Celery application of the site.

Tasks live in ``verify/tasks.py``; the one that loads a language model, in ``verify/split_tasks.py``, which only a worker that
takes the queue "splits" imports. ``--queues splits,sweeps`` makes a worker that splits, ``--queues checks,later,sweeps`` one that
checks links; without the option it does both.
"""

import os
import signal
from importlib import import_module
from typing import Any

from celery import Celery
from celery.signals import celeryd_after_setup, worker_process_init

from newsroom.embedded.process import end_me_with_parent
from newsroom.heartbeat import kinds_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("newsroom.heartbeat:WorkerHeartbeat")


@celeryd_after_setup.connect
def learn_to_split(instance: Any, **_: object) -> None:
    """Before the pool is made, so that its processes share what was loaded."""
    if "splits" in kinds_of(instance.app):
        import_module("verify.split_tasks")


@worker_process_init.connect
def end_with_worker(**_: object) -> None:
    """A process of the pool does not outlive its worker, which may be killed: its job would run beside its retry."""
    end_me_with_parent(signal.SIGKILL)

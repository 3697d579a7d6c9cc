"""The Celery application of the site; tasks live in ``verify/tasks.py``."""

import os
import signal

from celery import Celery
from celery.signals import worker_process_init

from newsroom.embedded.process import end_me_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["consumer"].add("newsroom.heartbeat:WorkerHeartbeat")


@worker_process_init.connect
def end_with_worker(**_: object) -> None:
    """A process of the pool does not outlive its worker, which may be killed: its job would run beside its retry."""
    end_me_with_parent(signal.SIGKILL)
